"""Every template of every theme makes a well-formed page, of a full view and of a bare one."""

from __future__ import annotations

import re

import pytest
from html_pages import read_page
from theme_pages import TEMPLATES, shown

from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes
from sitegen.themes import theme_names

THEMES = theme_names(SiteTree(MemoryTree({}), DiskTree(builtin_themes())))


def test_there_are_themes_to_try() -> None:
    assert {"scholar", "folio"} <= set(THEMES)


@pytest.mark.parametrize("is_full", [True, False])
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_template_makes_a_well_formed_page(theme: str, template: str, is_full: bool) -> None:  # noqa: FBT001
    page = read_page(shown(template, is_full=is_full, theme=theme))
    assert page.unbalanced == []
    assert len(page.ids) == len(set(page.ids))
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    pairs = zip(page.headings, page.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in pairs), page.headings
    assert not {name for name in page.attributes if name.startswith("on") or name == "style"}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("theme", THEMES)
def test_links_within_a_page_lead_somewhere(theme: str, template: str) -> None:
    page = read_page(shown(template, theme=theme))
    inside = {href[1:] for _, href in page.links if href.startswith("#")}
    assert inside <= set(page.ids)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("theme", THEMES)
def test_no_link_stands_in_another(theme: str, template: str) -> None:
    for is_full in (True, False):
        html = shown(template, is_full=is_full, theme=theme)
        assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", html, re.DOTALL)
