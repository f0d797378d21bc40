from __future__ import annotations

from sitegen.citations import label_works
from sitegen.citations.labels import letters
from sitegen.model.dates import PartialDate
from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication, Status
from sitegen.model.text import CiteKey, rich
from sitegen.problems import SitePath, Span

SPAN = Span(SitePath("publications.bib"), 1, 1)


def work(
    key: str,
    *families: str,
    year: int | None = 2024,
    title: str = "Tides",
    status: Status | None = None,
) -> Publication:
    authors = tuple(Author(name=Name(family=family, given="A.")) for family in families)
    date = PartialDate(year) if year else None
    return Publication(
        key=CiteKey(key), kind="article", title=rich(title), authors=authors, date=date,
        status=status, source=SPAN,
    )  # fmt: skip


def labels(*works: Publication) -> dict[str, str]:
    return {key: str(label) for key, label in label_works(works).items()}


def test_names_and_year() -> None:
    assert labels(
        work("one", "Tallis"),
        work("two", "Tallis", "Lune"),
        work("three", "Tallis", "Lune", "Corvo"),
        work("none", "Lune", year=None),
        work("press", "Lune", year=None, status="in press"),
        work("nobody", title="The Tides"),
    ) == {
        "one": "Tallis, 2024",
        "two": "Tallis and Lune, 2024",
        "three": "Tallis et al., 2024",
        "none": "Lune, n.d.",
        "press": "Lune, in press",
        "nobody": "The Tides, 2024",
    }


def test_works_with_one_label_get_letters_by_title() -> None:
    works = [
        work("moon", "Tallis", title="The Moon"),
        work("tides", "Tallis", title="Tides"),
        work("basin", "Tallis", title="A Basin"),
        work("other", "Tallis", year=2023),
    ]
    expected = {
        "moon": "Tallis, 2024b",
        "tides": "Tallis, 2024c",
        "basin": "Tallis, 2024a",
        "other": "Tallis, 2023",
    }
    assert labels(*works) == expected
    assert labels(*reversed(works)) == expected


def test_works_without_date_get_letters_after_a_hyphen() -> None:
    made = label_works(
        [work("a", "Lune", year=None, title="A"), work("b", "Lune", year=None, title="B")]
    )
    assert [label.date for label in made.values()] == ["n.d.-a", "n.d.-b"]
    assert made[CiteKey("b")].textual == "Lune (n.d.-b)"


def test_a_work_given_twice_is_one() -> None:
    assert labels(work("a", "Lune"), work("a", "Lune")) == {"a": "Lune, 2024"}


def test_letters_go_on_after_z() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 702)] == [
        "a",
        "z",
        "aa",
        "az",
        "ba",
        "aaa",
    ]
