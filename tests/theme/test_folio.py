"""The theme folio: every template shows a full view and a bare one, with pictures and without."""

from __future__ import annotations

import dataclasses
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from theme_pages import ENTRY, KINDS, PAPER, SITE, view_of
from theme_pages import shown as shown_by

from sitegen.files import builtin_themes
from sitegen.model.text import rich
from sitegen.views import EntryGroup, ImageView, ListView, OwnerView, TapeYear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.publication import Kind

THEME = builtin_themes() / "folio"
STYLE_LIMIT = 32_000

shown = partial(shown_by, theme="folio")


def plates(html: str) -> list[str]:
    return re.findall(r'<svg class="plate".*?</svg>', html, re.DOTALL)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_chosen_without_script(kind: Kind) -> None:
    html = shown("publications.html")
    assert f'value="{kind}"' in html
    assert f"[value={kind}]:checked" in html


def cards(*hrefs: str) -> str:
    """Return a list of projects without pictures at these addresses."""
    bare = dataclasses.replace(ENTRY, image=None, anchor="")
    entries = tuple(dataclasses.replace(bare, href=href) for href in hrefs)
    view = view_of("projects.html", is_full=False)
    assert isinstance(view, ListView)
    group = EntryGroup(label="", anchor="", entries=entries)
    return shown("projects.html", view=dataclasses.replace(view, groups=(group,)))


def test_what_has_no_picture_has_a_pattern_of_its_own() -> None:
    _, first, second, again = plates(
        cards("/projects/tides/", "/projects/reefs/", "/projects/tides/")
    )
    assert first == again
    assert first != second
    assert len(re.findall(r"M\d", first)) > 12


def test_what_has_a_picture_has_no_pattern() -> None:
    cover = plates(shown("projects.html", is_full=False))[:1]
    assert plates(shown("project.html")) == cover
    assert len(plates(shown("project.html", is_full=False))) == 2


def test_the_cover_says_whose_site_it_is_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = OwnerView(
        role=rich("Reader"),
        affiliation=rich("Tidewater"),
        affiliation_href="https://example.org/t",
        photo=ImageView(href="/assets/ada.jpg", alt="Ada at sea", width=4, height=5),
    )
    site = dataclasses.replace(SITE, owner=owner)
    monkeypatch.setattr("theme_pages.SITE", site)
    html = shown("page.html", scheme="light")
    assert 'alt="Ada at sea" width="4" height="5" fetchpriority="high"' in html
    assert '<p class="role">Reader</p>' in html
    assert '<a href="https://example.org/t">Tidewater</a>' in html


def test_the_name_is_the_heading_of_the_home_page_only() -> None:
    assert '<h1 class="name">Ada Example</h1>' in shown("home.html")
    assert '<p class="name"><a href="../../">Ada Example</a></p>' in shown("page.html")


def works_by_year(*years: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Return the class and the text of each cell with works, from years and how many they had."""
    cells = tuple(
        TapeYear(year=year, href=f"/publications/#y{year}", marks=(False,) * count)
        for year, count in years
    )
    view = view_of("publications.html", is_full=True)
    html = shown("publications.html", view=dataclasses.replace(view, tape=cells))
    yield from re.findall(r'<a class="(c\d)"[^>]*>(\d+)</a>', html)
    yield from re.findall(r'<span aria-hidden="true">(\d+)</span><ol>(?=\s*<li class="(d\d))', html)


def test_years_stand_in_rows_of_ten() -> None:
    assert list(works_by_year((1998, 1), (1999, 0), (2000, 30), (2001, 2))) == [
        ("c1", "1"),
        ("c5", "30"),
        ("c2", "2"),
        ("1990", "d8"),
        ("2000", "d0"),
    ]


def test_two_years_make_no_chart() -> None:
    assert list(works_by_year((2000, 1), (2001, 1))) == []


def test_a_publication_without_an_abbreviation_says_its_kind() -> None:
    view = view_of("publications.html", is_full=True)
    html = shown("publications.html", view=view)
    assert '<p class="abbr">JW</p>' in html
    assert '<p class="abbr kind">Publication</p>' in html
    assert PAPER.preview is not None
    assert f'src="../..{PAPER.preview.href}"' in html


def test_the_style_stays_small_and_asks_for_files_of_the_theme_only() -> None:
    style = (THEME / "static/folio.css").read_text(encoding="utf-8")
    assert len(style.encode()) <= STYLE_LIMIT
    assert "@import" not in style
    names = re.findall(r"url\(([^)]*)\)", style)
    assert all((THEME / "static" / name).is_file() for name in names)


def test_the_style_knows_no_left_and_no_right() -> None:
    style = (THEME / "static/folio.css").read_text(encoding="utf-8")
    assert not re.search(
        r"[{;](?:(?:margin|padding|border|inset)-)?(?:left|right|top|bottom)\b|[{;](?:width|height):",
        style,
    )
