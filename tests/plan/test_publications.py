from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.model.people import Author, Name
from sitegen.model.publication import Publication, PublicationLink
from sitegen.model.text import CiteKey, Href, Url, rich
from sitegen.plan.publications import BIBTEX_SHOWN, publication_view
from sitegen.problems import SitePath, Span
from sitegen.words import load_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.views import PublicationView

MIRA = Author(name=Name(given="Mira", family="Tallis"), is_owner=True)


def crowd(count: int) -> tuple[Author, ...]:
    return tuple(Author(name=Name(given="Ada", family=f"Lune{n}")) for n in range(count))


def view(**facts: object) -> PublicationView:
    made = {
        "key": CiteKey("k"), "kind": "article", "title": rich("Tides"),
        "source": Span(SitePath("a.bib")), **facts,
    }  # fmt: skip
    return publication_view(
        Publication(**made),
        Url("/publications/k/"),
        (),
        None,
        load_words("en"),  # type: ignore[arg-type]
    )


def test_ten_authors_are_shown_and_of_eleven_three_are_folded() -> None:
    assert len(view(authors=crowd(10)).authors) == 10
    folded = view(authors=crowd(11))
    assert (len(folded.authors), len(folded.more_authors)) == (8, 3)


def test_an_owner_far_back_stands_after_a_gap() -> None:
    shown = view(authors=(*crowd(20), MIRA)).authors
    assert [one.is_after_gap for one in shown] == [False] * 8 + [True]


def test_an_owner_who_follows_at_once_stands_after_no_gap() -> None:
    shown = view(authors=(*crowd(8), MIRA, *crowd(5))).authors
    assert shown[-1].is_owner
    assert not any(one.is_after_gap for one in shown)


def test_editors_stand_for_authors_where_there_are_none() -> None:
    edited = view(kind="book", editors=(MIRA,))
    assert (edited.authors[0].name, edited.is_edited, edited.is_solo) == ("M. Tallis", True, False)
    assert not view(authors=(MIRA,), editors=crowd(1)).is_edited
    assert not view().is_edited


def test_the_owner_and_others_are_not_the_owner_alone() -> None:
    assert view(authors=(MIRA,)).is_solo
    assert not view(authors=(MIRA,), has_more_authors=True).is_solo


def test_a_note_that_says_the_status_takes_the_place_of_its_badge() -> None:
    assert view(status="accepted", note=rich("Accepted by Acta Maris")).status == ""
    assert view(status="accepted", note=rich("With a map")).status == "accepted"
    assert view(status="accepted").status == "accepted"


def test_a_note_that_only_repeats_a_link_or_the_title_is_left_out() -> None:
    link = PublicationLink(kind="url", label="Link", href=Href("https://a.example/tides/"))
    assert not view(links=(link,), note=rich("https://a.example/tides")).note
    assert view(links=(link,), note=rich("See https://a.example/tides")).note
    assert not view(doi="10.1/tides", note=rich("https://doi.org/10.1/tides")).note
    assert view(note=rich("https://doi.org/10.1/tides")).note
    assert not view(note=rich("Tides")).note


@pytest.mark.parametrize(
    ("people", "description"),
    [
        ("author = {Lune, Ada and Tallis, Jr., Mira}", "Tides, by Ada Lune, Mira Tallis, Jr."),
        ("editor = {Lune, Ada}", "Tides, by Ada Lune."),
        ("", "Tides."),
    ],
)
def test_a_page_without_an_abstract_is_described_by_its_people(
    outputs: Callable[..., dict[str, str]], people: str, description: str
) -> None:
    bib = f"@book{{tides, title = {{Tides}}, year = 2020, {people}}}"
    site = {"site.toml": 'title = "A"\nurl = "https://a.example/"\n', "publications.bib": bib}
    page = outputs(site)["publications/tides/index.html"]
    assert f'<meta name="description" content="{description}">' in page


@pytest.mark.parametrize("theme", ["scholar", "folio", "plain"])
@pytest.mark.parametrize(("count", "is_carried"), [(BIBTEX_SHOWN, True), (BIBTEX_SHOWN + 1, False)])
def test_long_lists_link_to_the_bibtex_of_their_papers(
    outputs: Callable[..., dict[str, str]], theme: str, count: int, *, is_carried: bool
) -> None:
    """And `plain` always does."""
    bib = "".join(f"@book{{k{n}, title = {{Tides {n}}}, year = 2020}}\n" for n in range(count))
    settings = f'title = "A"\nurl = "https://a.example/"\ntheme = "{theme}"\n'
    made = outputs({"site.toml": settings, "publications.bib": bib})
    page = made["publications/index.html"]
    is_linked = theme == "plain" or not is_carried
    assert ("@book" in page) is not is_linked
    assert ('<a href="k7/#_cite" aria-label="BibTeX of Tides 7">BibTeX</a>' in page) is is_linked
    assert 'id="_cite"' in made["publications/k7/index.html"]
