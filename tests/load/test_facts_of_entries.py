"""Dates, places, measures, relations and metrics as entries write them."""

import pytest

from sitegen.load.entry_dates import read_accessed, read_dates, read_event_date
from sitegen.load.identifiers import Identifiers
from sitegen.load.kinds import read_kind, server_name
from sitegen.load.measures import read_measures, read_sort_year
from sitegen.load.metrics import read_metrics
from sitegen.load.relations import read_aliases, read_relations
from sitegen.load.venues import (
    badge,
    place_fields,
    publisher_field,
    short_venue,
    venue_field,
    without_state,
)
from sitegen.model.dates import PartialDate
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.publication import Kind
from sitegen.model.text import CiteKey
from sitegen.problems import Problem, SitePath, Span

SPAN = Span(SitePath("publications.bib"))


def make(entry_type: str = "misc", **values: str) -> RawEntry:
    fields = {name: RawField(name, value, SPAN) for name, value in values.items()}
    return RawEntry(entry_type, CiteKey("k"), fields, SPAN)


def iso(date: PartialDate | None) -> str:
    return "" if date is None else f"{date.term} {date.year}" if date.term else date.iso


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"year": "2031"}, ("2031", "", "")),
        ({"year": "2031", "month": "May", "day": "3"}, ("2031-05-03", "", "")),
        ({"date": "2031-05-01/2032-06"}, ("2031-05-01", "2032-06", "")),
        ({"date": "2031/2032"}, ("2031", "2032", "")),
        ({"date": "2031/"}, ("2031", "", "")),
        ({"date": "2031/.."}, ("2031", "", "")),
        ({"date": "../2031"}, ("2031", "", "")),
        ({"date": "2031~"}, ("2031", "", "")),
        ({"date": "2031-21"}, ("Spring 2031", "", "")),
        ({"date": "-0043-03/-0042"}, ("-0043-03", "-0042", "")),
        ({"date": "2032/2031"}, ("2032", "", "")),
        ({"year": "2031--2033"}, ("2031", "2033", "")),
        ({"year": "2031/32"}, ("2031", "2032", "")),
        ({"year": "[1931] 2031"}, ("2031", "", "1931")),
        ({"year": "2031", "origdate": "1931-05"}, ("2031", "", "1931-05")),
        ({"year": "2031", "origyear": "1931"}, ("2031", "", "1931")),
        ({"date": "2031", "issue": "Spring"}, ("Spring 2031", "", "")),
        ({"date": "2031-07", "issue": "Spring"}, ("2031-07", "", "")),
        ({"date": "2031", "issue": "3"}, ("2031", "", "")),
        ({"year": "forthcoming"}, ("", "", "")),
    ],
)
def test_dates(values: dict[str, str], expected: tuple[str, str, str]) -> None:
    dates = read_dates(make(**values))
    assert (iso(dates.date), iso(dates.end), iso(dates.original)) == expected


def test_dates_of_events_and_visits() -> None:
    event = read_event_date(make(eventdate="2031-05-02/2031-05-05"))
    assert event
    assert (iso(event.start), iso(event.end)) == ("2031-05-02", "2031-05-05")
    assert read_event_date(make(eventdate="soon")) is None
    assert iso(read_accessed(make(urldate="2031-05-02"))) == "2031-05-02"
    assert iso(read_accessed(make(lastaccessed="2 May 2031"))) == "2031-05-02"
    assert read_accessed(make()) is None


@pytest.mark.parametrize(
    ("kind", "values", "event", "publisher"),
    [
        ("conference", {"address": "Oslo"}, None, "address"),
        ("conference", {"location": "Oslo"}, None, "location"),
        ("conference", {"location": "Oslo", "address": "Bern"}, "location", "address"),
        ("conference", {"venue": "Oslo", "location": "Bern"}, "venue", "location"),
        ("conference", {"eventplace": "Oslo"}, "eventplace", None),
        ("conference", {"venue": "", "address": "Bern"}, None, "address"),
        ("talk", {"address": "Oslo"}, "address", None),
        ("talk", {"location": "Oslo"}, "location", None),
        ("book", {"location": "Bern", "venue": "Oslo"}, None, "location"),
        ("misc", {"eventtitle": "Tide Days", "venue": "Oslo"}, "venue", None),
        ("patent", {"nationality": "Norway"}, None, "nationality"),
    ],
)
def test_where_the_event_and_the_publisher_are(
    kind: Kind, values: dict[str, str], event: str | None, publisher: str | None
) -> None:
    found = place_fields(make(**values), kind)
    assert tuple(field and field.name for field in found) == (event, publisher)


@pytest.mark.parametrize(
    ("journal", "kind", "server"),
    [
        ("Cryptology ePrint Archive", "preprint", "Cryptology ePrint Archive"),
        ("Cryptology ePrint Archive, Paper 2031/7", "preprint", "Cryptology ePrint Archive"),
        ("{IACR} Cryptol. ePrint Arch.", "preprint", "Cryptology ePrint Archive"),
        ("IACR Communications in Cryptology", "article", None),
        ("IACR Transactions on Tides", "article", None),
        ("CoRR", "preprint", "arXiv"),
        ("Corrosion", "article", None),
        ("bioRxiv preprint 7", "preprint", "bioRxiv"),
        ("Preprints of the Tidal Society", "article", None),
    ],
)
def test_preprint_servers_and_journals(journal: str, kind: Kind, server: str | None) -> None:
    assert read_kind(make("article", journal=journal), {}, has_arxiv=False) == kind
    assert server_name(journal.replace("{", "").replace("}", "")) == server


@pytest.mark.parametrize(
    ("written", "venue"),
    [
        ("To appear in Acta Maris", "Acta Maris"),
        ("to appear in the Journal of {T}ides", "Journal of {T}ides"),
        ("{Submitted to Acta Maris}", "Acta Maris"),
        ("Accepted at Sea Days", "Sea Days"),
        ("Accepted for publication in Acta Maris", "Acta Maris"),
        ("under review for publication in Acta Maris", "Acta Maris"),
        ("accepted by the Tide Conference", "Tide Conference"),
        ("In review", ""),
        ("Work in progress", ""),
        ("Work in progress at Sea Days", "Sea Days"),
        ("In Review of Tides", "In Review of Tides"),
        ("Acta Maris", "Acta Maris"),
        ("", ""),
    ],
)
def test_a_venue_without_the_state_of_the_work(written: str, venue: str) -> None:
    assert without_state(written) == venue


def test_a_long_venue_without_a_state_takes_linear_time() -> None:
    assert without_state("in review " + "at " * 100_000) == ("at " * 99_999).strip()


@pytest.mark.parametrize(
    ("kind", "values", "publisher"),
    [
        ("book", {"howpublished": "Tide Office"}, "howpublished"),
        ("book", {"howpublished": "\\url{https://example.org}"}, None),
        ("book", {"publisher": "Kelp", "organization": "Tide Office"}, "publisher"),
        ("patent", {"assignee": "Kelp", "publisher": "Tang"}, "assignee"),
        ("patent", {"assignee": "Kelp Ltd", "holder": "{Kelp Ltd} and Ada Lune"}, None),
        ("patent", {"assignee": "Kelp", "holder": "{Kelpstone}"}, "assignee"),
        ("report", {"institution": "Tide Office"}, None),
    ],
)
def test_publishers(kind: Kind, values: dict[str, str], publisher: str | None) -> None:
    entry = make(**values)
    found = publisher_field(entry, kind, venue_field(entry, kind))
    assert (found and found.name) == publisher


@pytest.mark.parametrize(
    ("values", "venue", "short", "on_badge"),
    [
        ({"journal": "Acta Maris", "shortjournal": "Acta Mar."}, "journal", "Acta Mar.",
         "Acta Mar."),
        ({"journal": "Acta Mar.", "fjournal": "Acta Maris"}, "fjournal", "Acta Mar.", "Acta Mar."),
        ({"booktitle": "Tide Days", "series": "TIDE '31"}, "booktitle", "", "TIDE ’31"),
        ({"booktitle": "Tide Days", "series": "Lecture Notes in Tides"}, "booktitle", "", ""),
        ({"booktitle": "Tides", "shortbooktitle": "T" * 30}, "booktitle", "T" * 30, ""),
    ],
)  # fmt: skip
def test_short_names_of_venues(
    values: dict[str, str], venue: str, short: str, on_badge: str
) -> None:
    kind: Kind = "article" if "journal" in values else "conference"
    entry = make(**values)
    found = venue_field(entry, kind)
    assert found
    assert found.name == venue
    assert short_venue(entry, found) == short
    assert badge(entry, kind, short) == on_badge


@pytest.mark.parametrize(
    ("kind", "values", "name", "expected"),
    [
        ("book", {"volume": "7", "part": "2"}, "volume", "7.2"),
        ("article", {"volume": "abs/2101.00001"}, "volume", "abs/2101.00001"),
        ("article", {"issue": "3"}, "number", "3"),
        ("article", {"number": "3", "issue": "Spring"}, "number", "3"),
        ("thesis", {"pages": "181"}, "num_pages", "181"),
        ("thesis", {"pages": "181"}, "pages", ""),
        ("book", {"pages": "350 pp."}, "num_pages", "350"),
        ("book", {"pages": "10--20"}, "pages", "10–20"),
        ("article", {"pages": "181"}, "pages", "181"),
        ("article", {"pagetotal": "12"}, "num_pages", "12"),
        ("conference", {"articleno": "7", "numpages": "9"}, "article_number", "7"),
        ("conference", {"articleno": "7", "numpages": "9"}, "num_pages", "9"),
        ("book", {"edition": "Second edition"}, "edition", "Second"),
        ("book", {"edition": "2nd ed."}, "edition", "2nd"),
        ("book", {"edition": "3"}, "edition", "3"),
        ("book", {"volumes": "4"}, "num_volumes", "4"),
        ("software", {"version": "1.2"}, "version", "1.2"),
    ],
)
def test_measures(kind: Kind, values: dict[str, str], name: str, expected: str) -> None:
    assert getattr(read_measures(make(**values), kind, is_arxiv=False), name) == expected


def test_a_volume_of_arxiv_is_none() -> None:
    assert read_measures(make(volume="abs/2101.00001"), "preprint", is_arxiv=True).volume == ""


def test_years_for_sorting() -> None:
    assert read_sort_year(make(sortyear="1931")) == 1931
    assert read_sort_year(make(sortyear="long ago")) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"related": "a, b"}, ["related a", "related b"]),
        ({"related": "a", "relatedtype": "translationof"}, ["translation of a"]),
        ({"related": "a", "relatedtype": "Preprint of"}, ["preprint of a"]),
        ({"related": "a", "relatedtype": "erratum"}, ["corrected by a"]),
        ({"related": "a", "relatedtype": "multivolume"}, ["related a"]),
        ({"version_of": "{a}"}, ["version of a"]),
        ({"crossref": "a"}, ["part of a"]),
        ({"xref": "a"}, ["part of a"]),
        ({}, []),
    ],
)
def test_relations(values: dict[str, str], expected: list[str]) -> None:
    found = read_relations(make(**values))
    assert [f"{relation.kind} {relation.key}" for relation in found] == expected


def test_relations_in_words_of_the_entry_and_other_keys() -> None:
    (relation,) = read_relations(make(related="a", relatedstring="A sequel to"))
    assert relation.label == "A sequel to"
    assert read_aliases(make(ids="a, b; a, k")) == ("a", "b")
    assert read_aliases(make()) == ()


KNOWN = Identifiers(doi="10.1000/182", arxiv="2101.00001", pmid="123")
ALTMETRIC = "https://www.altmetric.com/details/"
DIMENSIONS = "https://badge.dimensions.ai/details/"
SCHOLAR = "https://scholar.google.com/citations?view_op=view_citation&citation_for_view="


@pytest.mark.parametrize(
    ("values", "known", "address"),
    [
        ({"altmetric": "true"}, KNOWN, ALTMETRIC + "doi/10.1000/182"),
        ({"altmetric": "true"}, KNOWN._replace(doi=""), ALTMETRIC + "arxiv/2101.00001"),
        ({"altmetric": "true"}, Identifiers(pmid="123"), ALTMETRIC + "pubmed/123"),
        ({"altmetric": "true"}, Identifiers(), ""),
        ({"altmetric": "false"}, KNOWN, ""),
        ({"altmetric": "248277"}, KNOWN, ALTMETRIC + "248277"),
        ({"altmetric": "10.1000/183"}, KNOWN, ALTMETRIC + "doi/10.1000/183"),
        ({"altmetric": "https://example.org/a"}, KNOWN, "https://example.org/a"),
        ({"dimensions": "true"}, KNOWN, DIMENSIONS + "doi/10.1000/182"),
        ({"dimensions": "true"}, Identifiers(pmid="123"), DIMENSIONS + "pmid/123"),
        ({"dimensions": "pub.1000001"}, KNOWN, DIMENSIONS + "id/pub.1000001"),
        ({"google_scholar_id": "Tide_1-x"}, KNOWN, SCHOLAR + "MiraUser:Tide_1-x"),
        ({"google_scholar_id": "AdaUser:Tide_1"}, KNOWN, SCHOLAR + "AdaUser:Tide_1"),
    ],
)
def test_links_to_metrics(values: dict[str, str], known: Identifiers, address: str) -> None:
    problems: list[Problem] = []
    links = list(read_metrics(make(**values), known, "MiraUser", problems))
    assert [link.href.value for link in links] == ([address] if address else [])
    assert problems == []


@pytest.mark.parametrize("name", ["altmetric", "dimensions", "google_scholar_id"])
def test_a_metric_that_nobody_knows_is_reported(name: str) -> None:
    problems: list[Problem] = []
    values = {name: "javascript:alert(1)"}
    assert list(read_metrics(make(**values), KNOWN, "MiraUser", problems)) == []
    assert [problem.code for problem in problems] == ["bib-bad-url"]


def test_without_a_profile_at_google_scholar_there_is_no_link() -> None:
    problems: list[Problem] = []
    entry = make(google_scholar_id="Tide_1-x")
    assert list(read_metrics(entry, KNOWN, "", problems)) == []
