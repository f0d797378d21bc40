"""The theme scholar: every template shows a full view and a bare one."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
from html_pages import read_page
from theme_pages import KINDS, PAPER, shown, view_of

from sitegen.files import builtin_themes
from sitegen.views import AuthorView, LinkView

if TYPE_CHECKING:
    from sitegen.model.publication import Kind

THEME = builtin_themes() / "scholar"
STYLE_LIMIT = 27_000
SCRIPT_LIMIT = 10_000


def test_text_is_escaped() -> None:
    html = shown("publication.html")
    assert "Tides &lt;script&gt;" in html
    assert "Tides <script>" not in html
    assert '{"name":"</script>"}' not in html


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_tab_that_works_without_script(kind: Kind) -> None:
    html = shown("publications.html")
    assert f'value="{kind}"' in html
    hidden = f":is(.pub:not(.{kind}),.year:not(:has(.{kind})))"
    rule = f".index:has([name=kind][value={kind}]:checked) {hidden}"
    assert rule in html


def test_a_list_by_kinds_has_the_years_that_the_tape_leads_to() -> None:
    page = read_page(shown("publications.html"))
    assert page.ids.count("y2024") == 1
    assert page.ids.count("y2003") == 1


def test_a_long_list_of_authors_is_folded() -> None:
    html = shown("publications.html")
    assert "<b>A. Example</b><sup>*</sup>, B. Other <details>" in html
    assert "+ 1 author</summary> C. Late</details> et al.</div>" in html


def paper_page(**changes: object) -> str:
    view = view_of("publication.html", is_full=True)
    paper = dataclasses.replace(PAPER, **changes)  # type: ignore[arg-type]
    return shown("publication.html", view=dataclasses.replace(view, publication=paper))


def test_authors_who_are_folded_away_leave_dots() -> None:
    late = AuthorView(name="Z. Tallis", is_owner=True, is_after_gap=True)
    html = paper_page(authors=(AuthorView(name="A. Lune"), late))
    assert "A. Lune, …, <b>Z. Tallis</b>" in html


def test_editors_are_called_so() -> None:
    assert "<b>A. Example</b><sup>*</sup>, B. Other (eds.)" in paper_page(is_edited=True)
    one = paper_page(authors=(AuthorView(name="A. Lune"),), more_authors=(), is_edited=True)
    assert "A. Lune (ed.)" in one
    assert "(ed" not in paper_page()


def test_the_first_button_says_where_it_leads() -> None:
    doi = LinkView(label="DOI", href="https://doi.org/10.1/a", kind="doi", title="DOI of Tides")
    arxiv = LinkView(label="arXiv", href="https://arxiv.org/abs/1", kind="arxiv")

    def first_button(**changes: object) -> str:
        found = re.search(r'class="btn main"[^>]*>([^<]*)', paper_page(**changes))
        return found[1].strip() if found else ""

    assert first_button(links=(doi, arxiv)) == "Read at the publisher"
    assert first_button(links=(doi, arxiv), kind="preprint") == "arXiv"
    assert first_button(links=(doi,), kind="dataset") == "DOI"


def test_the_current_part_is_marked() -> None:
    assert '<a href="../" aria-current="true">Part</a>' in shown("page.html")


def test_a_scheme_is_set_on_the_root() -> None:
    assert ' data-scheme="dark">' in shown("page.html", scheme="dark")
    assert "data-scheme" not in shown("page.html").partition("<body>")[0]


def test_a_short_text_has_no_table_of_contents() -> None:
    view = view_of("post.html", is_full=True)
    assert '<details class="contents">' in shown("post.html", view=view)
    short = dataclasses.replace(view, headings=view.headings[:2])
    assert '<details class="contents">' not in shown("post.html", view=short)


def test_a_page_that_shall_not_be_found_says_so() -> None:
    assert '<meta name="robots" content="noindex">' in shown("404.html", is_full=False)
    assert "robots" not in shown("page.html")


def test_style_and_script_stay_small() -> None:
    assert len((THEME / "static/scholar.css").read_bytes()) <= STYLE_LIMIT
    assert len((builtin_themes() / "base/static/site.js").read_bytes()) <= SCRIPT_LIMIT


def test_the_style_asks_for_no_file() -> None:
    style = (THEME / "static/scholar.css").read_text(encoding="utf-8")
    assert "@import" not in style
    assert "url(" not in style
