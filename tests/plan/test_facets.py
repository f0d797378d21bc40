from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.dates import parse_date
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication
from sitegen.model.text import CiteKey, Url, rich
from sitegen.plan.facets import MOST_VALUES, facets, ranges
from sitegen.plan.publications import publication_view
from sitegen.problems import SitePath, Span
from sitegen.views import PublicationGroup
from sitegen.words import load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

MIRA = Author(name=Name(given="Mira", family="Tallis"), is_owner=True)
BASE = Publication(
    key=CiteKey("k"), kind="article", title=rich("T"), source=Span(SitePath("a.bib")),
)  # fmt: skip


def work(**facts: object) -> Publication:
    if "year" in facts:
        facts["date"] = parse_date(str(facts.pop("year")))
    if "by" in facts:
        facts["authors"] = tuple(author(name) for name in str(facts.pop("by")).split(" and "))
    if "venue" in facts:
        facts["venue"] = rich(str(facts["venue"]))
    return replace(BASE, **facts)  # type: ignore[arg-type]


def author(name: str) -> Author:
    given_, _, family = name.rpartition(" ")
    return Author(name=Name(given=given_, family=family))


def found(works: Sequence[Publication]) -> dict[str, list[tuple[str, str, int, str]]]:
    """Return the values of each facet of a list in this order."""
    numbered = [replace(one, key=CiteKey(f"k{n}")) for n, one in enumerate(works)]
    views = tuple(
        publication_view(one, Url(f"/p/{one.key}/"), (), None, load_words("en")) for one in numbered
    )
    group = PublicationGroup(label="", anchor="all", publications=views)
    made = facets(numbered[::-1], [group], load_words("en"))
    return {
        one.name: [(value.name, value.label, value.count, value.places) for value in one.values]
        for one in made
    }


def test_values_say_which_entries_of_the_page_are_theirs() -> None:
    works = [work(year=2024), work(year=2024, kind="book"), work(year=2020), work(kind="book")]
    assert found(works) == {
        "kind": [("article", "Articles", 2, "0 2"), ("book", "Books", 2, "1 3")],
        "year": [("2024", "2024", 2, "0-1"), ("2020", "2020", 1, "2")],
    }


def test_what_all_works_have_is_no_choice() -> None:
    assert found([work(year=2024, venue="Acta", keywords=("a",), by="Ada Lune")] * 3) == {}
    assert found([]) == {}


def test_what_one_work_has_is_no_choice() -> None:
    works = [work(venue="Acta", keywords=("a",)), work(venue="Mare", by="Ada Lune"), work()]
    assert found(works) == {}


def test_the_most_common_comes_first_and_long_lists_are_cut() -> None:
    words = [(f"w{n:03}", "often") for n in range(MOST_VALUES + 5) for _ in range(2)]
    values = found([work(keywords=pair) for pair in words] + [work()])["topic"]
    assert values[0][0] == "often"
    assert len(values) == MOST_VALUES
    assert [value[0] for value in values[1:]] == sorted(value[0] for value in values[1:])


def test_spellings_of_a_topic_or_a_venue_are_one() -> None:
    works = [
        work(keywords=("Gezeiten", "Öl"), venue="The Journal of Tides & Waves"),
        work(keywords=("gezeiten",), venue="Journal of Tides and Waves"),
        work(keywords=("Gezeiten", "ol"), venue="journal of tides and waves"),
        work(),
    ]
    made = found(works)
    assert made["topic"] == [
        ("gezeiten", "Gezeiten", 3, "0-2"), ("ol", "Öl", 2, "0 2"),
    ]  # fmt: skip
    assert [value[2:] for value in made["venue"]] == [(3, "0-2")]


def test_proceedings_of_each_year_are_one_venue_by_their_short_name() -> None:
    works = [
        work(venue="Proceedings of Tidal Days 2023", abbr="TiDa"),
        work(venue="Proceedings of Tidal Days 2024", abbr="TiDa"),
        work(venue="Acta Maris", abbr="AM"),
        work(venue="Acta Maris", abbr="AM"),
    ]
    assert [value[:3] for value in found(works)["venue"]] == [
        ("acta-maris", "Acta Maris", 2), ("tida", "TiDa", 2),
    ]  # fmt: skip


def test_a_coauthor_is_one_person_however_spelt_and_never_the_owner() -> None:
    works = [
        work(authors=(MIRA, author("Berta Núñez"))),
        work(authors=(MIRA, author("B. Nunez"))),
        work(authors=(author("B. T. Nuñez"), MIRA)),
        work(authors=(MIRA,)),
    ]
    assert found(works)["author"] == [("nunez-b", "B. Núñez", 3, "0-2")]


def test_an_initial_of_two_people_is_neither() -> None:
    works = [work(by=name) for name in ("Ada Lune", "Alan Lune", "A. Lune") for _ in range(2)]
    assert found(works)["author"] == [
        ("lune-a", "A. Lune", 2, "4-5"), ("lune-a-2", "Ada Lune", 2, "0-1"),
        ("lune-a-3", "Alan Lune", 2, "2-3"),
    ]  # fmt: skip


def test_names_in_any_script_have_an_address() -> None:
    works = [work(by="민수 김")] * 2 + [work(keywords=("海", "C++"))] * 2
    made = found(works)
    assert [value[:2] for value in made["author"]] == [("김-민", "김민수")]
    assert [value[:2] for value in made["topic"]] == [("c", "C++"), ("海", "海")]


@given(st.lists(st.integers(0, 60), unique=True).map(sorted))
def test_ranges_say_each_number(numbers: list[int]) -> None:
    said = []
    for part in ranges(numbers).split():
        first, _, last = part.partition("-")
        said += range(int(first), int(last or first) + 1)
    assert said == numbers
