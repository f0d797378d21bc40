from collections.abc import Mapping, Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from sitegen.load.bibtex_box import bibtex_box
from sitegen.load.publications import load_publications
from sitegen.load.vocabulary import KINDS, NOT_LISTED, SHOWN_FIELDS, slip_of
from sitegen.model.collections import Person, Venue
from sitegen.model.dates import PartialDate
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.profile import Profile
from sitegen.model.publication import Publication
from sitegen.model.text import CiteKey, Href, RichText, plain, rich
from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.bibtex_heads import ENTRY_TYPES as READ_TYPES

PATH = SitePath("publications.bib")
PROFILE = Profile(name="Mira Tallis")
COMPLETE = {"title": "On Tides", "author": "Tallis, Mira", "year": "2031"}


def make(
    entry_type: str, values: Mapping[str, str], key: str = "tallis2031", line: int = 1
) -> RawEntry:
    """Return an entry whose fields stand on the lines after its key."""
    found = {
        name: RawField(name, value, Span(PATH, line + number, 3))
        for number, (name, value) in enumerate(values.items(), 1)
    }
    return RawEntry(entry_type, CiteKey(key), found, Span(PATH, line, 10))


def load(
    *entries: RawEntry,
    people: Sequence[Person] = (),
    venues: Sequence[Venue] = (),
    extra_links: Mapping[str, str] | None = None,
) -> tuple[tuple[Publication, ...], tuple[Problem, ...]]:
    outcome = load_publications(
        entries, profile=PROFILE, people=people, venues=venues, extra_links=extra_links or {}
    )
    assert outcome.value is not None
    return outcome.value, outcome.problems


def read(entry_type: str = "article", **values: str) -> Publication:
    """Return the one publication of a complete entry with these fields."""
    return load(make(entry_type, COMPLETE | {k.replace("__", "-"): v for k, v in values.items()}))[
        0
    ][0]


def faults(entry_type: str = "article", **values: str) -> list[tuple[str, str, str | None]]:
    problems = load(make(entry_type, COMPLETE | values))[1]
    assert all(problem.severity == "warning" for problem in problems)
    return [(problem.code, problem.message, problem.hint) for problem in problems]


# The whole of an entry ---------------------------------------------------------------------------


def test_an_entry_with_everything() -> None:
    values = {
        "title": "On {T}ides",
        "subtitle": "A Survey",
        "author": "Tallis*, Mira and Lune*, Ada and others",
        "journal": "Acta Maris",
        "abbr": "AM",
        "volume": "12",
        "number": "3",
        "pages": "10--20",
        "eid": "77",
        "year": "2031",
        "month": "May",
        "publisher": "Kelpstone \\& Sons",
        "address": "Port Corvo",
        "series": "Tide Notes",
        "edition": "2",
        "chapter": "4",
        "doi": "https://doi.org/10.1000/182",
        "eprint": "2101.00001",
        "archiveprefix": "arXiv",
        "pmid": "PMID: 123",
        "pmcid": "PMC456",
        "isbn": "ISBN 978-1-00",
        "issn": "1234-5678",
        "abstract": "About tides.",
        "note": "With a map.",
        "award": "Best paper",
        "acceptance": "12 of 90",
        "keywords": "tides, moon",
        "langid": "british",
        "preview": "tides.png",
        "related": "lune2030, corvo2029",
        "version_of": "tallis2030",
        "selected": "true",
    }
    publications, problems = load(make("article", values))
    found = publications[0]
    assert not problems
    assert found.key == "tallis2031"
    assert found.kind == "article"
    assert str(found.title) == "On Tides: A Survey"
    assert [str(author.name) for author in found.authors] == ["Mira Tallis", "Ada Lune"]
    assert [author.is_owner for author in found.authors] == [True, False]
    assert [author.roles for author in found.authors] == [("equal",), ("equal",)]
    assert found.has_more_authors
    assert found.date == PartialDate(2031, 5)
    assert str(found.venue) == "Acta Maris"
    assert (found.abbr, found.volume, found.number) == ("AM", "12", "3")
    assert (found.pages, found.article_number) == ("10–20", "77")
    assert (found.edition, found.chapter) == ("2", "4")
    assert str(found.publisher) == "Kelpstone & Sons"
    assert str(found.place) == "Port Corvo"
    assert str(found.series) == "Tide Notes"
    assert (found.doi, found.arxiv, found.pmid, found.pmcid) == (
        "10.1000/182", "2101.00001", "123", "PMC456",
    )  # fmt: skip
    assert (found.isbn, found.issn) == ("978-1-00", "1234-5678")
    assert str(found.abstract) == "About tides."
    assert str(found.note) == "With a map."
    assert str(found.award) == "Best paper"
    assert found.acceptance == "12 of 90"
    assert found.keywords == ("tides", "moon")
    assert found.language == "en-GB"
    assert found.preview == Href("assets/img/publication_preview/tides.png")
    assert [(one.kind, one.key) for one in found.relations] == [
        ("version of", "tallis2030"), ("related", "lune2030"), ("related", "corvo2029"),
    ]  # fmt: skip
    assert found.is_selected
    assert not found.is_hidden
    assert found.span == Span(PATH, 1, 10)


# Kinds, venues, states ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry_type", "kind"),
    [
        ("article", "article"), ("review", "article"), ("inproceedings", "conference"),
        ("conference", "conference"), ("workshop", "conference"), ("incollection", "chapter"),
        ("inbook", "chapter"), ("inreference", "chapter"), ("book", "book"),
        ("collection", "book"), ("manual", "book"), ("proceedings", "proceedings"),
        ("mvproceedings", "proceedings"), ("phdthesis", "thesis"), ("mastersthesis", "thesis"),
        ("thesis", "thesis"), ("techreport", "report"), ("report", "report"),
        ("unpublished", "preprint"), ("preprint", "preprint"), ("patent", "patent"),
        ("software", "software"), ("dataset", "dataset"), ("data", "dataset"),
        ("online", "web"), ("www", "web"), ("poster", "poster"), ("talk", "talk"),
        ("presentation", "talk"), ("misc", "misc"), ("artwork", "misc"),
        ("inproceeding", "conference"),
        ("inproceeedings", "conference"), ("articlebold", "article"), ("paper", "misc"),
    ],
)  # fmt: skip
def test_kind_of_each_entry_type(entry_type: str, kind: str) -> None:
    assert read(entry_type).kind == kind


@pytest.mark.parametrize(
    ("entry_type", "values", "kind", "venue"),
    [
        ("article", {"eprint": "2101.00001", "archiveprefix": "arXiv"}, "preprint", "arXiv"),
        ("misc", {"eprint": "2101.00001", "eprinttype": "arxiv"}, "preprint", "arXiv"),
        ("online", {"eprint": "2101.00001", "eprinttype": "arxiv"}, "preprint", "arXiv"),
        ("article", {"journal": "arXiv preprint arXiv:2101.00001"}, "preprint", "arXiv"),
        ("article", {"journal": "CoRR", "volume": "abs/2101.00001"}, "preprint", "arXiv"),
        ("article", {"journal": "bioRxiv"}, "preprint", "bioRxiv"),
        ("article", {"journal": "SSRN Electronic Journal"}, "preprint", "SSRN Electronic Journal"),
        ("article", {"journal": "Acta Maris", "eprint": "2101.00001"}, "article", "Acta Maris"),
        ("inproceedings", {"booktitle": "TIDE", "arxiv": "2101.00001"}, "conference", "TIDE"),
        ("misc", {"howpublished": "Poster"}, "poster", ""),
        ("misc", {"howpublished": "talk", "eventtitle": "Tide Days"}, "talk", "Tide Days"),
    ],
)
def test_what_an_entry_is_in_truth(
    entry_type: str, values: dict[str, str], kind: str, venue: str
) -> None:
    found = read(entry_type, **values)
    assert (found.kind, str(found.venue)) == (kind, venue)


def test_an_arxiv_journal_gives_the_identifier_and_no_volume() -> None:
    found = read(journal="CoRR", volume="abs/2101.00001")
    assert (found.arxiv, found.volume) == ("2101.00001", "")
    found = read(journal="arXiv e-prints", eprint="2101.00001", pages="arXiv:2101.00001")
    assert (found.arxiv, found.pages) == ("2101.00001", "")


@pytest.mark.parametrize(
    ("entry_type", "values", "venue", "publisher", "place"),
    [
        ("article", {"journaltitle": "Acta", "journalsubtitle": "B"}, "Acta: B", "", ""),
        (
            "inproceedings",
            {"booktitle": "TIDE", "organization": "Tide Club", "venue": "Oslo", "address": "Rom"},
            "TIDE", "Tide Club", "Rom",
        ),
        ("incollection", {"booktitle": "All Tides", "publisher": "Kelp"}, "All Tides", "Kelp", ""),
        ("book", {"publisher": "Kelp", "location": "Port Corvo"}, "", "Kelp", "Port Corvo"),
        ("phdthesis", {"school": "University of Corvo"}, "University of Corvo", "", ""),
        ("thesis", {"publisher": "University of Corvo"}, "University of Corvo", "", ""),
        ("techreport", {"institution": "Tide Office"}, "Tide Office", "", ""),
        ("patent", {"assignee": "Kelp Ltd"}, "", "Kelp Ltd", ""),
        ("dataset", {"publisher": "Zenodo"}, "", "Zenodo", ""),
        ("misc", {"howpublished": "\\url{https://example.org/a}"}, "", "", ""),
        ("misc", {"howpublished": "Tide Office leaflet"}, "Tide Office leaflet", "", ""),
        ("article", {"journal": "Submitted"}, "", "", ""),
        ("article", {"journal": "n/a"}, "", "", ""),
    ],
)  # fmt: skip
def test_where_it_appeared(
    entry_type: str, values: dict[str, str], venue: str, publisher: str, place: str
) -> None:
    found = read(entry_type, **values)
    assert (str(found.venue), str(found.publisher), str(found.place)) == (venue, publisher, place)


@pytest.mark.parametrize(
    ("entry_type", "values", "said"),
    [
        ("phdthesis", {}, "PhD thesis"),
        ("mastersthesis", {}, "Master’s thesis"),
        ("thesis", {"type": "bathesis"}, "Bachelor’s thesis"),
        ("thesis", {"type": "Habilitation"}, "Habilitation"),
        ("thesis", {}, ""),
        ("techreport", {}, "Technical report"),
        ("techreport", {"type": "White paper"}, "White paper"),
        ("patent", {"type": "patentus"}, "U.S. patent"),
        ("article", {"type": "Journal Article"}, ""),
    ],
)
def test_what_an_entry_says_of_its_type(entry_type: str, values: dict[str, str], said: str) -> None:
    assert read(entry_type, **values).thesis_type == said


@pytest.mark.parametrize(
    ("values", "status", "note"),
    [
        ({"pubstate": "inpress"}, "in press", ""),
        ({"status": "accepted"}, "accepted", ""),
        ({"pubstatus": "ppublish"}, None, ""),
        ({"year": "forthcoming"}, "forthcoming", ""),
        ({"journal": "In preparation"}, "in preparation", ""),
        ({"note": "To appear"}, "forthcoming", ""),
        ({"note": "Submitted to Acta Maris"}, "submitted", "Submitted to Acta Maris"),
        ({"note": "To appear", "pages": "1--2"}, None, "To appear"),
        ({"note": "Accepted papers were printed"}, None, "Accepted papers were printed"),
    ],
)
def test_state_of_unpublished_work(values: dict[str, str], status: str | None, note: str) -> None:
    found = read(**values)
    assert (found.status, str(found.note)) == (status, note)


def test_short_names_come_from_the_entry_or_the_known_venues() -> None:
    venues = (
        Venue(name=rich("Acta Maris & Lunae"), abbr="AML", span=Span(PATH)),
        Venue(name=rich("Tide Days"), abbr="TD", spellings=("The Tide-Days",), span=Span(PATH)),
    )
    entries = [
        make("article", COMPLETE | {"journal": "Acta Maris \\& Lunae"}, "a"),
        make("article", COMPLETE | {"journal": "acta maris and lunae", "abbr": "own"}, "b"),
        make("inproceedings", COMPLETE | {"booktitle": "Tide-days"}, "c"),
        make("inproceedings", COMPLETE | {"booktitle": "Tide Days of Corvo"}, "d"),
    ]
    found = load(*entries, venues=venues)[0]
    assert [publication.abbr for publication in found] == ["AML", "own", "TD", ""]


# Links -------------------------------------------------------------------------------------------


def links(**values: str) -> list[tuple[str, str, str]]:
    return [(link.kind, link.label, link.href.value) for link in read(**values).links]


def test_links_stand_in_one_order_whatever_the_order_of_fields() -> None:
    address = "https://example.org/"
    values = {
        "pmid": "123", "demo": address + "1", "supp": "s.pdf", "blog": address + "2",
        "website": address + "3", "video": address + "4", "poster": "p.pdf",
        "slides": "sub/l.pdf", "data": address + "5", "code": address + "6", "html": "h.html",
        "url": address + "7", "pdf": "p1.pdf", "arxiv": "2101.00001", "hal": "hal-01",
        "doi": "10.1000/182",
    }  # fmt: skip
    assert links(**values) == [
        ("arxiv", "arXiv", "https://arxiv.org/abs/2101.00001"),
        ("pdf", "PDF", "assets/pdf/p1.pdf"),
        ("html", "HTML", "assets/html/h.html"),
        ("url", "Link", "https://example.org/7"),
        ("code", "Code", "https://example.org/6"),
        ("data", "Data", "https://example.org/5"),
        ("slides", "Slides", "sub/l.pdf"),
        ("poster", "Poster", "assets/pdf/p.pdf"),
        ("video", "Video", "https://example.org/4"),
        ("website", "Website", "https://example.org/3"),
        ("blog", "Blog", "https://example.org/2"),
        ("supp", "Supplement", "assets/pdf/s.pdf"),
        ("demo", "Demo", "https://example.org/1"),
        ("hal", "HAL", "https://hal.science/hal-01"),
        ("pmid", "PubMed", "https://pubmed.ncbi.nlm.nih.gov/123/"),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"url": "https://doi.org/10.1000/182", "doi": "10.1000/182"}, []),
        ({"url": "http://dx.doi.org/10.1000/182"}, []),
        ({"url": "doi: 10.1000/182"}, []),
        ({"url": "https://arxiv.org/abs/2101.00001"}, ["https://arxiv.org/abs/2101.00001"]),
        ({"url": "https://a.org/x", "html": "http://www.a.org/x/"}, ["http://www.a.org/x/"]),
        ({"url": "https://a.org/x.pdf"}, ["https://a.org/x.pdf"]),
        ({"howpublished": "\\url{https://a.org/x}"}, ["https://a.org/x"]),
        ({"howpublished": "\\url{https://a.org/x}", "url": "https://a.org/y"}, ["https://a.org/y"]),
        ({"ee": "https://a.org/x"}, ["https://a.org/x"]),
        ({"code": "github.com/tallis/tides"}, ["https://github.com/tallis/tides"]),
        ({"slides": "10.1000/182"}, ["https://doi.org/10.1000/182"]),
        ({"openreview": "x1Y_-z"}, ["https://openreview.net/forum?id=x1Y_-z"]),
        (
            {"openreview": "https://openreview.net/forum?id=a"},
            ["https://openreview.net/forum?id=a"],
        ),
        ({"eprint": "1234", "eprinttype": "jstor"}, ["https://www.jstor.org/stable/1234"]),
        ({"eprint": "99", "eprinttype": "pubmed"}, ["https://pubmed.ncbi.nlm.nih.gov/99/"]),
        ({"pmc": "PMC7"}, ["https://pmc.ncbi.nlm.nih.gov/articles/PMC7/"]),
        ({"inspirehep_id": "5"}, ["https://inspirehep.net/literature/5"]),
        (
            {"mrnumber": "MR123 (2004d:11)"},
            ["https://mathscinet.ams.org/mathscinet-getitem?mr=MR123"],
        ),
        ({"zbl": "Zbl 12.34"}, ["https://zbmath.org/?q=an:12.34"]),
        ({"pdf": "my paper.pdf"}, ["assets/pdf/my%20paper.pdf"]),
        ({"pdf": "/assets/x.pdf"}, ["/assets/x.pdf"]),
        ({"pdf": "false"}, []),
        ({"pdf": "{}"}, []),
    ],
)
def test_where_links_lead(values: dict[str, str], expected: list[str]) -> None:
    assert [href for _, _, href in links(**values)] == expected


def test_a_link_knows_its_field() -> None:
    found = read(pdf="tides.pdf").links[0]
    assert found.href.span == Span(PATH, 5, 3)


def test_links_of_ones_own() -> None:
    entry = make("article", COMPLETE | {"logbook": "log/tides.txt", "sheet": "https://a.org/s"})
    found = load(entry, extra_links={"Sheet": "Data sheet", "logbook": "Log"})[0][0]
    assert [(link.label, link.href.value) for link in found.links] == [
        ("Data sheet", "https://a.org/s"),
        ("Log", "log/tides.txt"),
    ]
    assert "logbook" not in found.bibtex


@pytest.mark.parametrize(
    ("preview", "href"),
    [
        ("tides.png", "assets/img/publication_preview/tides.png"),
        ("assets/tides.png", "assets/tides.png"),
        ("https://example.org/tides.png", "https://example.org/tides.png"),
    ],
)
def test_where_a_preview_lies(preview: str, href: str) -> None:
    found = read(preview=preview).preview
    assert found
    assert found.value == href


# Texts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"note": "First.", "addendum": "Second"}, "First. Second"),
        ({"note": "First", "additional_info": ". *More* info"}, "First. More info"),
        ({"note": "*Equal contribution", "author": "Tallis*, Mira and Lune*, Ada"}, ""),
        (
            {"annotation": "* Equal contribution<br>† now at sea"},
            "* Equal contribution † now at sea",
        ),
        ({"note": "Publisher: Kelpstone\nNumber: 3"}, ""),
        ({"note": "n/a"}, ""),
    ],
)
def test_notes(values: dict[str, str], note: str) -> None:
    assert " ".join(str(read(**values).note).split()) == note


@pytest.mark.parametrize(
    ("values", "award"),
    [
        ({"award": "Best Paper"}, "Best Paper"),
        ({"award": "Given by the **Tide Society**", "award_name": "Tide Medal"},
         "Tide Medal: Given by the Tide Society"),
        ({"award": "Best Paper at TIDE", "award_name": "Best Paper"}, "Best Paper at TIDE"),
        ({"award_name": "Best Paper"}, "Best Paper"),
    ],
)  # fmt: skip
def test_awards(values: dict[str, str], award: str) -> None:
    assert str(read(**values).award) == award


def test_titles_keep_their_styles() -> None:
    title = read(title="{The \\emph{Thalassa} of \\textsuperscript{14}C}", subtitle="{Why?}").title
    assert str(title) == "The Thalassa of 14C: Why?"
    assert len(title.nodes) > 1
    assert str(read(title="Why Tides?", subtitle="An Answer").title) == "Why Tides? An Answer"


# What is listed ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "is_hidden"),
    [
        ({}, False),
        ({"hidden": "true"}, True),
        ({"hidden": "false"}, False),
        ({"options": "skipbib"}, True),
        ({"options": "useprefix=true, skipbib = true"}, True),
        ({"options": "skipbib=false"}, False),
        ({"options": "dataonly"}, True),
    ],
)
def test_hidden_entries(values: dict[str, str], *, is_hidden: bool) -> None:
    assert read(**values).is_hidden == is_hidden


def test_sets_and_data_are_no_publications() -> None:
    entries = [make(kind, COMPLETE, key) for key, kind in (("a", "xdata"), ("b", "set"))]
    assert load(*entries, make("article", COMPLETE, "c"))[0][0].key == "c"
    assert load(*entries) == ((), ())


def test_proceedings_of_others_that_a_paper_refers_to_are_hidden() -> None:
    book = {"title": "TIDE", "year": "2031"}
    entries = [
        make("inproceedings", COMPLETE | {"crossref": "TIDE31"}, "a"),
        make("proceedings", book | {"editor": "Ada Lune"}, "tide31"),
        make("inproceedings", COMPLETE | {"crossref": "own31"}, "b"),
        make("proceedings", book | {"editor": "Mira Tallis"}, "own31"),
    ]
    assert [publication.is_hidden for publication in load(*entries)[0]] == [
        False, True, False, False,
    ]  # fmt: skip


# Problems ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "code", "message", "hint"),
    [
        ({"title": ""}, "bib-no-title", "`tallis2031` has no title", "add `title = {…}`"),
        (
            {"author": ""}, "bib-no-author", "`tallis2031` has no author",
            "add `author = {Family, Given and Family, Given}`",
        ),
        (
            {"year": ""}, "bib-no-year", "`tallis2031` has no year",
            "add `year = {2024}`, or `status = {forthcoming}`",
        ),
        (
            {"year": "soon"}, "bib-no-year", "`year` holds no year: `soon`",
            "add `year = {2024}`, or `status = {forthcoming}`",
        ),
        (
            {"doi": "978-3-319"}, "bib-bad-doi", "`doi` holds no DOI: `978-3-319`",
            "write it as `doi = {10.1000/182}`",
        ),
        (
            {"doi": "http://a.org/x"}, "bib-bad-doi", "`doi` holds no DOI: `http://a.org/x`",
            "an address belongs into `url`",
        ),
        (
            {"doi": "arXiv:2101.00001"}, "bib-bad-doi", "`doi` holds no DOI: `arXiv:2101.00001`",
            "write `eprint = {2101.00001}` and `archiveprefix = {arXiv}`",
        ),
        (
            {"code": "coming soon"}, "bib-bad-url", "`code` holds no address: `coming soon`",
            "write a web address, or the path of a file of the site",
        ),
        (
            {"pdf": "true"}, "bib-bad-url", "`pdf` holds no address: `true`",
            "write a web address, or the path of a file of the site",
        ),
        (
            {"url": "javascript:alert(1)"}, "bib-bad-url",
            "`url` holds no address: `javascript:alert(1)`",
            "write a web address, or the path of a file of the site",
        ),
        (
            {"url": "https://a.org https://b.org"}, "bib-bad-url",
            "`url` holds 2 addresses; the first one is used", "write one address in a field",
        ),
        (
            {"author": "Mira Tallis, Ada Lune, Rosa Corvo"}, "bib-author-list",
            "`author`: the names are separated by commas",
            "write ` and ` between them: `Mira Tallis and Ada Lune and …`",
        ),
        (
            {"author": "Tallis, M. and Tallis, M."}, "bib-two-owners",
            "two authors of `tallis2031` may be you; number 1 is taken",
            "say which one: `author+an = {1=highlight}`",
        ),
        (
            {"slide": "x.pdf"}, "bib-misspelt-field", "the field `slide` is not known",
            "did you mean `slides`?",
        ),
    ],
)  # fmt: skip
def test_each_fault_says_what_to_type(
    values: dict[str, str], code: str, message: str, hint: str
) -> None:
    assert faults(**values) == [(code, message, hint)]


def test_a_problem_stands_at_its_field() -> None:
    problems = load(make("article", COMPLETE | {"doi": "none yet", "slide": "x.pdf"}))[1]
    assert [problem.span for problem in problems] == [Span(PATH, 5, 3), Span(PATH, 6, 3)]


@pytest.mark.parametrize(
    ("entry_type", "values"),
    [
        ("proceedings", {"author": "", "title": "TIDE"}),
        ("book", {"author": "", "editor": "Ada Lune"}),
        ("article", {"year": "", "pubstate": "forthcoming"}),
        ("article", {"mood": "calm", "numpages": "3", "opturl": "x", "bdsk-url-1": "x"}),
        ("article", {"notes": "x", "note": "y", "annote": "z", "papers": "x"}),
        ("article", {"pages": "7-", "doi": "", "url": "{}", "month": "13"}),
    ],
)
def test_no_fault_is_found_where_there_is_none(entry_type: str, values: dict[str, str]) -> None:
    assert faults(entry_type, **values) == []


def test_an_entry_without_title_is_called_by_its_key() -> None:
    assert str(read(title="{}").title) == "tallis2031"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"), ("vidoe", "video"), ("absract", "abstract"), ("pagess", "pages"),
        ("auther", "author"), ("journel", "journal"), ("selcted", "selected"), ("cod", None),
        ("mood", None), ("chapters", "chapter"), ("title", None), ("tltel", None),
    ],
)  # fmt: skip
def test_slips(word: str, meant: str | None) -> None:
    assert slip_of(word, SHOWN_FIELDS) == meant


def test_the_same_key_in_two_files_is_two_publications() -> None:
    entries = [make("article", COMPLETE), make("article", COMPLETE | {"title": "On Waves"}, line=9)]
    publications, problems = load(*entries)
    assert [publication.key for publication in publications] == ["tallis2031", "tallis2031-2"]
    assert [problem.code for problem in problems] == ["bib-repeated-key"]


# The box for readers -----------------------------------------------------------------------------


def test_readers_get_the_standard_fields() -> None:
    values = {
        "title": "On {T}ides",
        "author": "\\textbf{Tallis*, Mira}\n    and {\\O}rs{\\o}e$^\\dagger$, Ada",
        "author+an": "1=highlight",
        "journal": "Acta  Maris",
        "year": "2031",
        "month": "May",
        "abbr": "AM",
        "pdf": "tides.pdf",
        "url_code": "https://example.org/code",
        "eprint": "2101.00001",
        "url": "https://example.org",
        "selected": "true",
        "abstract": "Long.",
        "crossref": "gone",
        "file": ":tides.pdf:PDF",
        "date-added": "2031-05-05",
        "bdsk-url-1": "https://example.org",
        "mendeley-groups": "Mine",
        "annote": "Private!",
        "note": "Open {brace",
    }
    assert load(make("article", values))[0][0].bibtex == (
        "@article{tallis2031,\n"
        "  title   = {On {T}ides},\n"
        "  author  = {Tallis, Mira and {\\O}rs{\\o}e, Ada},\n"
        "  journal = {Acta Maris},\n"
        "  year    = {2031},\n"
        "  month   = {May},\n"
        "  eprint  = {2101.00001},\n"
        "  url     = {https://example.org},\n"
        "  note    = {Open {brace}},\n"
        "}\n"
    )


def test_bibtex_show_may_take_the_box_away() -> None:
    hidden = read(bibtex_show="false")
    assert not hidden.shows_bibtex
    assert hidden.bibtex.startswith("@article{tallis2031,\n")  # exports keep it
    assert read(bibtex_show="true").shows_bibtex
    assert read().shows_bibtex


STANDARD = ("title", "journal", "booktitle", "year", "volume", "pages", "doi", "note", "publisher")
VALUES = st.text(st.sampled_from('aé{}\\@"#%=,~ \n$&潮*1'), max_size=30) | st.text(max_size=30)


@given(
    st.dictionaries(st.sampled_from(STANDARD), VALUES),
    VALUES | st.just("Tallis*, Mira and Lune, Ada"),
    st.text(max_size=10),
)
def test_the_box_can_be_read_again(values: dict[str, str], author: str, key: str) -> None:
    box = bibtex_box(make("article", values | {"author": author}, key=key))
    database = parse_string(box, "bibtex")
    assert len(database.entries) == 1
    entry = next(iter(database.entries.values()))
    kept = {name for name in values if values[name].strip("{} \n\t")}
    for name in kept:
        value = values[name]
        if value.count("{") == value.count("}") == 0 and value.isprintable():
            assert entry.fields[name] == " ".join(value.split())
    assert set(entry.fields) <= {*values}


# Properties --------------------------------------------------------------------------------------

FIELD_NAMES = st.sampled_from(
    sorted({*SHOWN_FIELDS, "author+an", "crossref", "options", "ee", "url_pdf", "hidden", "pmc"})
) | st.text(max_size=8)
ENTRY_TYPES = st.sampled_from(["article", "misc", "inproceedings", "thesis", "xdata", "online"])
ANYTHING = (
    VALUES
    | st.sampled_from(
        ["10.1000/182", "arXiv", "2101.00001", "https://a.org https://b.org", "in press", "May"]
    )
    | st.lists(st.sampled_from(["\\textbf{", "Mira", " and ", "}", ",", "$", "*", "{"])).map(
        "".join
    )
)
ENTRIES = st.lists(
    st.builds(
        make,
        ENTRY_TYPES | st.text(max_size=5),
        st.dictionaries(FIELD_NAMES, ANYTHING, max_size=8),
        st.text(max_size=6),
    ),
    max_size=4,
)


def texts(publication: Publication) -> list[RichText]:
    values = [getattr(publication, found.name) for found in fields(publication)]
    return [value for value in values if isinstance(value, RichText)]


@given(ENTRIES)
def test_any_entry_is_read(entries: list[RawEntry]) -> None:
    people = [Person(name="Lune, Ada", url=Href("https://ada.example"), span=Span(PATH))]
    publications, problems = load(*entries, people=people, extra_links={"volume": "Volume"})
    keys = [publication.key for publication in publications]
    assert len(set(keys)) == len(keys)
    assert all(problem.severity == "warning" for problem in problems)
    for publication in publications:
        assert all(plain(text.nodes).strip() or text.nodes == () for text in texts(publication))
        assert not publication.doi or publication.doi.startswith("10")
        assert publication.bibtex == "" or parse_string(publication.bibtex, "bibtex").entries
        assert len({link.href.value for link in publication.links}) == len(publication.links)


@given(ENTRIES)
def test_reading_is_a_pure_function(entries: list[RawEntry]) -> None:
    assert load(*entries) == load(*entries)


def test_each_entry_type_that_is_read_has_a_kind() -> None:
    assert set(KINDS) | NOT_LISTED >= READ_TYPES
    assert set(KINDS) <= READ_TYPES


@pytest.mark.parametrize(
    "piece",
    [
        ",",
        "{",
        "\\textbf{",
        "$",
        "**a",
        "<a ",
        "; ",
        "a.",
        "A..",
        ")",
        "&",
        "\n",
        " ",
        "et al ",
        "-",
    ],
)
def test_long_hostile_values_take_no_long_time(piece: str) -> None:
    """Each of these once made a pattern or a loop quadratic: minutes instead of a moment."""
    value = piece * (40_000 // len(piece)) + "!"
    names = ("author", "url", "pages", "note", "additional_info", "title")
    publications, _ = load(
        make("article", dict.fromkeys(names, value) | {"doi": f"10.1000/{value}"})
    )
    assert len(publications) == 1


def test_an_address_is_called_after_its_archive() -> None:
    found = read("misc", url="https://aclanthology.org/2024.acl-long.1")
    assert [(link.kind, link.label) for link in found.links] == [("url", "ACL Anthology")]


def test_an_unpublished_thesis_is_a_thesis() -> None:
    found = read("unpublished", type="MSc thesis", school="Tide University")
    assert (found.kind, str(found.venue)) == ("thesis", "Tide University")
    assert found.thesis_type == "MSc thesis"


def test_a_number_that_is_too_long_is_no_pubmed_number() -> None:
    assert read(pmid="123456789012345").pmid == ""
    assert read(pmid="PMID: 12345678").pmid == "12345678"


def test_the_venue_of_a_work_that_is_not_out_is_what_follows_its_state() -> None:
    found = read(journal="In review at Sea Days")
    assert (found.status, str(found.venue)) == ("under review", "Sea Days")
    assert "In review at Sea Days" in found.bibtex
