"""One entry of each type in both dialects, with every field that the type knows."""

import datetime as dt
from dataclasses import fields

import pytest

from sitegen.files import MemoryTree
from sitegen.load import load_site
from sitegen.load.publications import load_publications
from sitegen.load.vocabulary import KINDS
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.people import Author
from sitegen.model.profile import Profile
from sitegen.model.publication import Publication, PublicationLink, Relation
from sitegen.problems import SitePath
from sitegen.readers.bibtex import read_bibtex

NOT_COMPARED = {
    "key",
    "entry_type",
    "title",
    "authors",
    "bibtex",
    "source",
    "links",
    "contributions",
    "legend",
}


def read(bib: str, **kinds: str) -> Publication:
    entries = read_bibtex(SitePath("publications.bib"), bib.encode()).value
    made = load_publications(
        entries or (),
        profile=Profile(name="Mira Tallis"),
        people=(),
        venues=(),
        extra_links={},
        kinds=kinds,  # type: ignore[arg-type]  # the tests know the kinds
    )
    assert made.problems == ()
    assert made.value
    return made.value[0]


def shown(value: object) -> str:
    match value:
        case PartialDate():
            return f"{value.term} {value.year}" if value.term else value.iso
        case DateRange(start, end):
            return f"{shown(start)}/{shown(end)}" if end else shown(start)
        case tuple():
            return "; ".join(map(shown, value))
        case PublicationLink():
            return f"{value.kind} {value.href}"
        case Relation():
            return f"{value.kind} {value.key}"
        case Author():
            return str(value.name)
        case _:
            return str(value)


def facts(publication: Publication) -> str:
    """Return every field that says something, one a line, links apart."""
    empty = Publication(
        key=publication.key, kind="misc", title=publication.title, source=publication.span
    )
    lines: list[str] = []
    for field in fields(Publication):
        value = getattr(publication, field.name)
        if field.name == "links":
            lines += [f"links: {shown(link)}" for link in value]
        elif field.name not in NOT_COMPARED and value != getattr(empty, field.name):
            lines.append(f"{field.name}: {shown(value)}")
    return "\n".join(lines)


CASES: dict[str, tuple[str, str]] = {
    "article in BibTeX": (
        r"""
@article{k, author = {Tallis, Mira}, title = {On Tides}, journal = {Acta Maris}, year = 2031,
  month = may, volume = 12, number = 3, pages = {10--20}, doi = {10.1000/182}, issn = {1234-5678},
  note = {With a map}}
""",
        """
kind: article
date: 2031-05
venue: Acta Maris
volume: 12
number: 3
pages: 10–20
doi: 10.1000/182
issn: 1234-5678
note: With a map
""",
    ),
    "article in biblatex": (
        r"""
@article{k, author = {Tallis, Mira}, title = {On Tides}, subtitle = {A Survey}, journaltitle =
  {Acta Maris}, journalsubtitle = {Series B}, shortjournal = {Acta Mar.}, date =
  {2031-05-02/2031-06-01}, volume = 12, number = 3, series = {newseries}, issuetitle = {Moons},
  issuesubtitle = {Old and New}, eid = {e77}, pubstate = {inpress}, langid = {german}, eprint =
  {2101.00001}, eprinttype = {arxiv}, eprintclass = {math.DG}, version = 2, url =
  {https://example.org/tides}, urldate = {2031-07-01}, addendum = {Also in French}}
""",
        """
kind: article
short_title: On Tides
date: 2031-05-02
end_date: 2031-06-01
accessed: 2031-07-01
status: in press
venue: Acta Maris: Series B
issue_title: Moons: Old and New
short_venue: Acta Mar.
abbr: Acta Mar.
volume: 12
number: 3
article_number: e77
version: 2
series: New series
arxiv: 2101.00001
links: arxiv https://arxiv.org/abs/2101.00001
links: url https://example.org/tides
note: Also in French
language: de
""",
    ),
    "article with a season": (
        r"""
@article{k, author = {Tallis, Mira}, title = {On Tides}, journaltitle = {Acta Maris}, date =
  {2031}, volume = 3, issue = {Spring}}
""",
        """
kind: article
date: Spring 2031
venue: Acta Maris
volume: 3
""",
    ),
    "periodical": (
        r"""
@periodical{k, editor = {Lune, Ada}, title = {Acta Maris}, issuetitle = {Moons}, date = {2031},
  volume = 12, number = 3, issn = {1234-5678}}
""",
        """
kind: article
editors: Ada Lune
date: 2031
issue_title: Moons
volume: 12
number: 3
issn: 1234-5678
""",
    ),
    "review": (
        r"""
@review{k, author = {Tallis, Mira}, title = {On Tides}, journaltitle = {Acta Maris}, date =
  {2031-05}, pages = {3}, related = {lune2030}}
""",
        """
kind: article
date: 2031-05
venue: Acta Maris
pages: 3
relations: related lune2030
""",
    ),
    "inproceedings in BibTeX": (
        r"""
@inproceedings{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {Proceedings of the
  Tide Days}, editor = {Lune, Ada}, series = {TIDE '31}, year = 2031, pages = {3:1--3:9},
  articleno = 3, numpages = 9, location = {Oslo, Norway}, address = {New York}, publisher = {Tide
  Club}, organization = {Tide Office}, isbn = {978-0-00-000000-2}}
""",
        """
kind: conference
editors: Ada Lune
date: 2031
venue: Proceedings of the Tide Days
event_place: Oslo, Norway
abbr: TIDE ’31
pages: 3:1–3:9
article_number: 3
num_pages: 9
series: TIDE ’31
publisher: Tide Club
place: New York
isbn: 978-0-00-000000-2
""",
    ),
    "inproceedings in biblatex": (
        r"""
@inproceedings{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {All the Tides},
  booksubtitle = {Proceedings}, booktitleaddon = {Abstracts}, eventtitle = {Tide Days},
  eventtitleaddon = {Third Meeting}, eventdate = {2031-05-02/2031-05-05}, venue = {Oslo}, date =
  {2032}, publisher = {Kelp}, location = {Bern and Paris}, pages = {10-20}, maintitle = {Seas},
  volume = 2, part = 1, volumes = 4}
""",
        """
kind: conference
date: 2032
venue: All the Tides: Proceedings. Abstracts
event: Tide Days. Third Meeting
event_date: 2031-05-02/2031-05-05
event_place: Oslo
main_title: Seas
volume: 2.1
pages: 10–20
num_volumes: 4
publisher: Kelp
place: Bern and Paris
""",
    ),
    "proceedings in BibTeX": (
        r"""
@proceedings{k, editor = {Lune, Ada}, title = {All the Tides}, year = 2031, volume = 7, series =
  {Lecture Notes in Tides}, address = {Oslo}, organization = {Tide Club}}
""",
        """
kind: proceedings
editors: Ada Lune
date: 2031
volume: 7
series: Lecture Notes in Tides
publisher: Tide Club
place: Oslo
""",
    ),
    "proceedings in biblatex": (
        r"""
@mvproceedings{k, editor = {Lune, Ada}, title = {All the Tides}, eventtitle = {Tide Days},
  eventdate = {2031-05}, venue = {Oslo}, date = {2032}, publisher = {Kelp}, location = {Bern},
  pagetotal = 300}
""",
        """
kind: proceedings
editors: Ada Lune
date: 2032
event: Tide Days
event_date: 2031-05
event_place: Oslo
num_pages: 300
publisher: Kelp
place: Bern
""",
    ),
    "book in BibTeX": (
        r"""
@book{k, author = {Tallis, Mira}, title = {On Tides}, publisher = {Kelp {and} Sons}, year =
  {[1931] 2031}, address = {Port Corvo}, edition = {2nd edition}, series = {Sea Books}, number =
  7, volume = 1, pages = {xii+350}, isbn = {978-0-00-000000-2}}
""",
        """
kind: book
date: 2031
original_date: 1931
volume: 1
number: 7
num_pages: 350
edition: 2nd
series: Sea Books
publisher: Kelp and Sons
place: Port Corvo
isbn: 978-0-00-000000-2
""",
    ),
    "book in biblatex": (
        r"""
@book{k, author = {Tallis, Mira}, title = {On Tides}, shorttitle = {Tides}, maintitle = {Seas},
  mainsubtitle = {A History}, date = {2030/2031}, origdate = {1931}, origtitle = {Gezeiten},
  origlocation = {Bern}, origpublisher = {Tang}, location = {Bern and Paris and Rome}, publisher =
  {Kelp and Tang}, edition = 3, volumes = 2, pagetotal = 350, language = {english}, related =
  {lune1931}, relatedtype = {translationof}, relatedstring = {From the German of}, ids = {tides1,
  tides2}, presort = {aa}, sortkey = {b}, sortyear = 1931}
""",
        """
kind: book
short_title: Tides
date: 2030
end_date: 2031
original_date: 1931
venue: Seas: A History
num_pages: 350
num_volumes: 2
edition: 3
publisher: Kelp and Tang
place: Bern, Paris and Rome
original_title: Gezeiten
original_publisher: Tang
original_place: Bern
language: en
relations: translation of lune1931
aliases: tides1; tides2
presort: aa
sort_year: 1931
sort_key: b
""",
    ),
    "booklet": (
        r"""
@booklet{k, author = {Tallis, Mira}, title = {On Tides}, howpublished = {Tide Office}, address =
  {Oslo}, year = 2031, month = {jan}}
""",
        """
kind: book
date: 2031-01
publisher: Tide Office
place: Oslo
""",
    ),
    "manual": (
        r"""
@manual{k, author = {Tallis, Mira}, title = {On Tides}, organization = {Tide Office}, year = 2031,
  edition = {First}, version = {1.2}}
""",
        """
kind: book
date: 2031
edition: First
version: 1.2
publisher: Tide Office
""",
    ),
    "incollection in BibTeX": (
        r"""
@incollection{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {All the Tides}, editor
  = {Lune, Ada}, publisher = {Kelp}, address = {Oslo}, year = 2031, chapter = 4, pages = {10--20},
  edition = {Second}, series = {Sea Books}, number = 7}
""",
        """
kind: chapter
editors: Ada Lune
date: 2031
venue: All the Tides
number: 7
pages: 10–20
edition: Second
chapter: 4
series: Sea Books
publisher: Kelp
place: Oslo
""",
    ),
    "inbook in biblatex": (
        r"""
@inbook{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {Tides and Moons}, maintitle =
  {Seas}, maintitleaddon = {Collected}, volume = 2, date = {2031}, publisher = {Kelp}, location =
  {Oslo}, pages = {10-20}, crossref = {seas}}
@book{seas, author = {Tallis, Mira}, title = {Tides and Moons}, date = {2031}}
""",
        """
kind: chapter
date: 2031
venue: Tides and Moons
main_title: Seas. Collected
volume: 2
pages: 10–20
publisher: Kelp
place: Oslo
relations: part of seas
""",
    ),
    "inreference": (
        r"""
@inreference{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {Book of the Sea}, date =
  {2031}, pages = {3}}
""",
        """
kind: chapter
date: 2031
venue: Book of the Sea
pages: 3
""",
    ),
    "phdthesis": (
        r"""
@phdthesis{k, author = {Tallis, Mira}, title = {On Tides}, school = {University of Corvo}, address
  = {Port Corvo}, year = 2031, month = {June}, pages = {181}}
""",
        """
kind: thesis
date: 2031-06
venue: University of Corvo
num_pages: 181
place: Port Corvo
thesis_type: PhD thesis
""",
    ),
    "mastersthesis": (
        r"""
@mastersthesis{k, author = {Tallis, Mira}, title = {On Tides}, school = {University of Corvo},
  year = 2031, type = {Diploma thesis}}
""",
        """
kind: thesis
date: 2031
venue: University of Corvo
thesis_type: Diploma thesis
""",
    ),
    "thesis in biblatex": (
        r"""
@thesis{k, author = {Tallis, Mira}, title = {On Tides}, type = {phdthesis}, institution =
  {University of Corvo}, location = {Port Corvo}, date = {2031-06-04}, pagetotal = 181, url =
  {https://example.org/thesis.pdf}}
""",
        """
kind: thesis
date: 2031-06-04
venue: University of Corvo
num_pages: 181
place: Port Corvo
thesis_type: PhD thesis
links: pdf https://example.org/thesis.pdf
""",
    ),
    "techreport": (
        r"""
@techreport{k, author = {Tallis, Mira}, title = {On Tides}, institution = {Tide Office}, number =
  {TR-7}, year = 2031, address = {Oslo}}
""",
        """
kind: report
date: 2031
venue: Tide Office
number: TR-7
place: Oslo
thesis_type: Technical report
""",
    ),
    "report in biblatex": (
        r"""
@report{k, author = {Tallis, Mira}, title = {On Tides}, type = {White paper}, institution = {Tide
  Office}, number = 7, version = {1.1}, date = {2031}, location = {Oslo}, pagetotal = 28}
""",
        """
kind: report
date: 2031
venue: Tide Office
number: 7
num_pages: 28
version: 1.1
place: Oslo
thesis_type: White paper
""",
    ),
    "patent in BibTeX": (
        r"""
@patent{k, author = {Tallis, Mira}, title = {On Tides}, number = {123456}, assignee = {Kelp Ltd},
  nationality = {Norway}, year = 2031}
""",
        """
kind: patent
date: 2031
number: 123456
publisher: Kelp Ltd
place: Norway
""",
    ),
    "patent in biblatex": (
        r"""
@patent{k, author = {Tallis, Mira}, title = {On Tides}, number = {EP-123456}, type = {patreqeu},
  location = {countryfr and countryuk and countryde}, date = {2031-02-03}}
""",
        """
kind: patent
date: 2031-02-03
number: EP-123456
place: France, United Kingdom and Germany
thesis_type: European patent request
""",
    ),
    "software": (
        r"""
@software{k, author = {Tallis, Mira}, title = {On Tides}, version = {2.0.1}, publisher = {Zenodo},
  date = {2031-02}, doi = {10.5281/zenodo.1234567}, code = {https://example.org/code}}
""",
        """
kind: software
date: 2031-02
version: 2.0.1
publisher: Zenodo
doi: 10.5281/zenodo.1234567
links: code https://example.org/code
""",
    ),
    "dataset": (
        r"""
@dataset{k, author = {Tallis, Mira}, title = {On Tides}, version = {3}, publisher = {Zenodo}, date
  = {2031}, doi = {10.5281/zenodo.1234568}}
""",
        """
kind: dataset
date: 2031
version: 3
publisher: Zenodo
doi: 10.5281/zenodo.1234568
""",
    ),
    "poster": (
        r"""
@poster{k, author = {Tallis, Mira}, title = {On Tides}, eventtitle = {Tide Days}, eventdate =
  {2031-05-02}, venue = {Oslo}, date = {2031}, poster = {tides.pdf}}
""",
        """
kind: poster
date: 2031
venue: Tide Days
event_date: 2031-05-02
event_place: Oslo
links: poster assets/pdf/tides.pdf
""",
    ),
    "talk": (
        r"""
@talk{k, author = {Tallis, Mira}, title = {On Tides}, booktitle = {Tide Days}, address = {Oslo},
  year = 2031, slides = {tides.pdf}}
""",
        """
kind: talk
date: 2031
venue: Tide Days
event_place: Oslo
links: slides assets/pdf/tides.pdf
""",
    ),
    "talk as unpublished": (
        r"""
@unpublished{k, author = {Tallis, Mira}, title = {On Tides}, eventtitle = {Tide Days}, location =
  {Oslo}, date = {2031}}
""",
        """
kind: talk
date: 2031
venue: Tide Days
event_place: Oslo
""",
    ),
    "poster as misc": (
        r"""
@misc{k, author = {Tallis, Mira}, title = {On Tides}, howpublished = {Poster}, year = 2031}
""",
        """
kind: poster
date: 2031
""",
    ),
    "online in biblatex": (
        r"""
@online{k, author = {Tallis, Mira}, title = {On Tides}, organization = {Tide Office}, date =
  {2031-02-03}, url = {https://example.org/tides}, urldate = {2031-07-01}}
""",
        """
kind: web
date: 2031-02-03
accessed: 2031-07-01
venue: Tide Office
links: url https://example.org/tides
""",
    ),
    "preprint in BibTeX": (
        r"""
@misc{k, author = {Tallis, Mira}, title = {On Tides}, year = 2031, eprint = {2101.00001},
  archiveprefix = {arXiv}, primaryclass = {math.DG}}
""",
        """
kind: preprint
date: 2031
venue: arXiv
arxiv: 2101.00001
links: arxiv https://arxiv.org/abs/2101.00001
""",
    ),
    "preprint with a DOI": (
        r"""
@article{k, author = {Tallis, Mira}, title = {On Tides}, journal = {arXiv preprint
  arXiv:2101.00001}, year = 2031, doi = {10.48550/arXiv.2101.00001}, version_of = {tallis2032}}
""",
        """
kind: preprint
date: 2031
venue: arXiv
doi: 10.48550/arXiv.2101.00001
arxiv: 2101.00001
links: arxiv https://arxiv.org/abs/2101.00001
relations: version of tallis2032
""",
    ),
    "unpublished": (
        r"""
@unpublished{k, author = {Tallis, Mira}, title = {On Tides}, year = 2031, note = {In preparation}}
""",
        """
kind: preprint
date: 2031
status: in preparation
""",
    ),
    "misc": (
        r"""
@misc{k, author = {Tallis, Mira}, title = {On Tides}, howpublished = {Leaflet of the Tide Office},
  year = 2031, month = 5}
""",
        """
date: 2031-05
venue: Leaflet of the Tide Office
""",
    ),
    "movie": (
        r"""
@movie{k, author = {Tallis, Mira}, title = {On Tides}, date = {2031}, publisher = {Kelp Films},
  location = {Oslo}}
""",
        """
date: 2031
publisher: Kelp Films
place: Oslo
""",
    ),
    "legislation": (
        r"""
@legislation{k, title = {Tide Act}, author = {{Tide Council}}, date = {2031}, number = {7}}
""",
        """
date: 2031
number: 7
""",
    ),
    "standard": (
        r"""
@standard{k, author = {Tallis, Mira}, title = {On Tides}, organization = {Tide Office}, number =
  {TO 7:2031}, date = {2031}}
""",
        """
kind: report
date: 2031
venue: Tide Office
number: TO 7:2031
""",
    ),
    "al-folio": (
        r"""
@article{k, author = {Tallis, Mira}, title = {On Tides}, abbr = {AM}, journal = {Acta Maris}, year
  = 2031, doi = {10.1000/182}, pdf = {tides.pdf}, html = {tides.html}, supp =
  {https://example.org/supp}, award = {Best paper}, award_name = {Moon Prize}, acceptance = {20
  \%}, selected = {true}, bibtex_show = {false}, preview = {tides.png}, altmetric = {true},
  dimensions = {true}, google_scholar_id = {abcd:efgh}, inspirehep_id = {123}, keywords = {tides,
  moon}}
""",
        """
kind: article
date: 2031
venue: Acta Maris
abbr: AM
doi: 10.1000/182
links: pdf assets/pdf/tides.pdf
links: html assets/html/tides.html
links: supp https://example.org/supp
links: inspirehep_id https://inspirehep.net/literature/123
links: google_scholar_id https://scholar.google.com/citations?view_op=view_citation&citation_for_view=abcd:efgh
links: altmetric https://www.altmetric.com/details/doi/10.1000/182
links: dimensions https://badge.dimensions.ai/details/doi/10.1000/182
award: Moon Prize: Best paper
acceptance: 20 %
keywords: tides; moon
preview: assets/img/publication_preview/tides.png
is_selected: True
shows_bibtex: False
""",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_field_of_each_entry_type(name: str) -> None:
    bib, expected = CASES[name]
    assert facts(read(bib)) == expected.strip()


def test_every_kind_is_among_the_cases() -> None:
    kinds = {line for _, expected in CASES.values() for line in expected.splitlines()}
    known = set(KINDS.values()) - {"misc"}
    assert {f"kind: {kind}" for kind in known} <= kinds


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ("", "misc"),
        ("type = {Demo}", "software"),
        ("entrysubtype = {Demo}", "software"),
        ("pubtype = {demo}", "software"),
        ("keywords = {tides, Demo}", "software"),
        ("tags = {demo}", "software"),
        ("keywords = {demos}", "misc"),
    ],
)
def test_words_of_the_site_say_what_an_entry_is(values: str, kind: str) -> None:
    bib = f"@misc{{k, author = {{Tallis, Mira}}, title = {{On Tides}}, year = 2031, {values}}}"
    assert read(bib, demo="software").kind == kind


def test_an_entry_type_of_the_site() -> None:
    bib = "@article{k, author = {Tallis, Mira}, title = {On Tides}, year = 2031}"
    assert read(bib, Article="report").kind == "report"


def test_a_mistyped_entry_type_is_read_as_the_one_that_is_meant() -> None:
    bib = "@inproceeedings{k, author = {Tallis, Mira}, title = {On Tides}, year = 2031}"
    assert read(bib).kind == "conference"


def test_site_toml_says_what_words_mean() -> None:
    files = {
        SitePath("site.toml"): b"""
title = "Mira Tallis"
url = "https://example.org/"

[publications.kinds]
Demo = "software"
""",
        SitePath("publications.bib"): b"""
@misc{k, author = {Tallis, Mira}, title = {On Tides}, year = 2031, keywords = {demo}}
""",
    }
    site = load_site(MemoryTree(files), dt.date(2031, 1, 1)).value
    assert site
    assert [publication.kind for publication in site.publications] == ["software"]
