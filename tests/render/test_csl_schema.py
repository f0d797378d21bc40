"""CSL-JSON by the rules of its published schema (citation-style-language/schema, csl-data.json)."""

import json

import pytest

from sitegen.exports.csl import csl_item
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import Contribution, ContributorRole, Kind, Publication
from sitegen.model.text import CiteKey, rich
from sitegen.problems import SitePath, Span


def words(text: str) -> set[str]:
    return set(text.split())


TYPES = words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic
    hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet
    paper-conference patent performance periodical personal_communication post post-weblog
    regulation report review review-book software song speech standard thesis treaty webpage
    """
)
PEOPLE = words(
    """
    author chair collection-editor compiler composer container-author contributor curator director
    editor editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer
    series-creator translator
    """
)
DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
TEXTS = words(
    """
    abstract annote archive authority call-number chapter-number citation-key citation-label
    collection-number collection-title container-title container-title-short dimensions division
    DOI edition event-place event-title genre id ISBN ISSN issue jurisdiction keyword language
    medium note number number-of-pages number-of-volumes original-publisher
    original-publisher-place original-title page page-first part-number part-title PMCID PMID
    printing-number publisher publisher-place references reviewed-genre reviewed-title scale
    section source status supplement-number title title-short type URL version volume volume-title
    year-suffix
    """
)
NAME_PARTS = {
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal",
}  # fmt: skip


def check(item: dict[str, object]) -> None:
    """Fail where an item breaks a rule of the schema."""
    assert item["type"] in TYPES
    for name, value in json.loads(json.dumps(item)).items():
        if name in PEOPLE:
            assert all(set(one) <= NAME_PARTS and all(one.values()) for one in value), name
        elif name in DATES:
            assert set(value) <= {"date-parts", "season"}, name
            assert 1 <= len(value["date-parts"]) <= 2, name
            for parts in value["date-parts"]:
                assert 1 <= len(parts) <= 3, name
                assert all(isinstance(part, int) for part in parts), name
        else:
            assert name in TEXTS, name
            assert isinstance(value, str), name


ROLES: list[ContributorRole] = [
    "translator", "advisor", "book author", "holder", "annotator", "commentator", "introduction",
    "foreword", "afterword", "compiler", "organizer", "collaborator", "redactor", "reviser",
    "founder", "continuator",
]  # fmt: skip
KINDS: list[Kind] = [
    "article", "conference", "chapter", "book", "proceedings", "thesis", "report", "preprint",
    "patent", "software", "dataset", "poster", "talk", "web", "misc",
]  # fmt: skip
ADA = (Author(name=Name(given="Ada", particle="van der", family="Lune", suffix="Jr.")),)


def full(kind: Kind, entry_type: str = "misc") -> Publication:
    """Return a publication with a value in every field that is exported."""
    return Publication(
        key=CiteKey("lune2031"), kind=kind, entry_type=entry_type, title=rich("On Waves"),
        short_title=rich("Waves"), authors=ADA, editors=ADA,
        contributions=tuple(Contribution(role=role, people=ADA) for role in ROLES),
        date=PartialDate(2031, 5, 2), end_date=PartialDate(2031, 6),
        original_date=PartialDate(-43), accessed=PartialDate(2032, 1, 1), status="in press",
        venue=rich("Acta Maris"), event=rich("Tide Days"),
        event_date=DateRange(PartialDate(2031, 5), PartialDate(2031, 6)), event_place=rich("Oslo"),
        main_title=rich("Seas"), issue_title=rich("Moons"), short_venue="Acta Mar.", volume="1",
        number="2", pages="3–4", article_number="5", num_pages="6", num_volumes="7",
        edition="2nd", version="8", chapter="9", series=rich("Notes"), publisher=rich("Kelp"),
        place=rich("Bern"), original_title=rich("Wellen"), original_publisher=rich("Tang"),
        original_place=rich("Rom"), thesis_type="White paper", doi="10.1000/182",
        pmid="1", pmcid="PMC1", isbn="978", issn="1234-5678", abstract=rich("About waves"),
        note=rich("With a map"), keywords=("waves",), language="en",
        source=Span(SitePath("publications.bib")),
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_to_the_schema(kind: Kind) -> None:
    check(csl_item(full(kind)))


@pytest.mark.parametrize(
    ("kind", "entry_type", "csl"),
    [
        ("article", "periodical", "periodical"),
        ("article", "review", "review"),
        ("book", "booklet", "pamphlet"),
        ("chapter", "inreference", "entry-encyclopedia"),
        ("misc", "movie", "motion_picture"),
        ("misc", "legislation", "legislation"),
        ("misc", "jurisdiction", "legal_case"),
        ("report", "standard", "standard"),
        ("software", "movie", "software"),
    ],
)
def test_entry_types_that_are_finer_than_kinds(kind: Kind, entry_type: str, csl: str) -> None:
    item = csl_item(full(kind, entry_type))
    assert item["type"] == csl
    check(item)


def test_every_fact_of_a_chapter_is_there() -> None:
    item = csl_item(full("chapter"))
    names = [
        {"family": "Lune", "given": "Ada", "non-dropping-particle": "van der", "suffix": "Jr."}
    ]
    assert item["translator"] == item["container-author"] == names
    assert item["issued"] == {"date-parts": [[2031, 5, 2], [2031, 6]]}
    assert item["event-date"] == {"date-parts": [[2031, 5], [2031, 6]]}
    assert item["accessed"] == {"date-parts": [[2032, 1, 1]]}
    assert item["original-date"] == {"date-parts": [[-43]]}
    texts = {
        "title-short": "Waves", "container-title": "Acta Maris",
        "container-title-short": "Acta Mar.", "volume-title": "Moons", "event-title": "Tide Days",
        "event-place": "Oslo", "publisher-place": "Bern", "number-of-pages": "6",
        "number-of-volumes": "7", "edition": "2", "version": "8", "original-title": "Wellen",
        "original-publisher": "Tang", "original-publisher-place": "Rom",
    }  # fmt: skip
    assert {name: item[name] for name in texts} == texts


def test_a_patent_has_a_jurisdiction_and_a_misc_work_a_publisher() -> None:
    patent = csl_item(full("patent"))
    assert patent["jurisdiction"] == "Bern"
    assert "publisher-place" not in patent
    leaflet = Publication(
        key=CiteKey("k"),
        kind="misc",
        title=rich("On Waves"),
        venue=rich("Tide Office"),
        source=Span(SitePath("publications.bib")),
    )
    assert csl_item(leaflet)["publisher"] == "Tide Office"
    assert csl_item(full("misc"))["container-title"] == "Acta Maris"
