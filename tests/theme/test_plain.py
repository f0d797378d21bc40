"""The theme plain: references and lines of words, and less than 3 kB of style."""

from __future__ import annotations

import dataclasses
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from css_colors import color, contrast, srgb
from theme_pages import BARE_PAPER, ENTRY, KINDS, PAPER, TEMPLATES, view_of
from theme_pages import shown as shown_by

from sitegen.files import builtin_themes
from sitegen.model.text import Html, rich
from sitegen.views import EntryGroup, PublicationGroup, SectionView

if TYPE_CHECKING:
    from sitegen.model.publication import Kind

THEME = builtin_themes() / "plain"
STYLE = (THEME / "static/plain.css").read_text(encoding="utf-8")
CODE = (builtin_themes() / "base/static/code.css").read_text(encoding="utf-8")
STYLE_LIMIT = 3_000

shown = partial(shown_by, theme="plain")


def words_of(html: str) -> str:
    """Return the text between the tags, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def reference(**changes: object) -> str:
    """Return the reference to a paper as a reader sees it."""
    view = view_of("publications.html", is_full=False)
    bare = dataclasses.replace(BARE_PAPER, title=rich("Tides"))
    paper = dataclasses.replace(bare, **changes)  # type: ignore[arg-type]
    group = PublicationGroup(label="", anchor="all", publications=(paper,))
    html = shown("publications.html", view=dataclasses.replace(view, groups=(group,)))
    return words_of(html.partition('<li class="pub')[2].partition(">")[2].partition("</li>")[0])


def test_the_style_is_under_three_kilobytes() -> None:
    assert len(STYLE.encode()) < STYLE_LIMIT


def test_the_style_can_be_read_and_asks_for_nothing() -> None:
    assert "@import" not in STYLE
    assert "url(" not in STYLE
    assert len(STYLE.splitlines()) > 40


def test_the_style_knows_no_left_and_no_right() -> None:
    side = r"(?:(?:margin|padding|border|inset)-)?(?:left|right|top|bottom)\b|(?:width|height):"
    assert not re.search(r"[{;](?:" + side + ")", STYLE)


def test_the_theme_brings_no_font() -> None:
    assert not list(THEME.rglob("*.woff2"))
    assert "[[fonts]]" not in (THEME / "theme.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("template", TEMPLATES)
def test_classes_are_few(template: str) -> None:
    html = shown(template).partition("<body>")[2]
    classes = {name for names in re.findall(r' class="([^"]*)"', html) for name in names.split()}
    known = {"skip", "top", "row", "refs", "pub", "year", "index", "soft", "who"}
    base = {"filter", "field", "i", "tabs", "n", "refine", "state", "badge", "line", "legend"}
    shared = {"facts", "search", "hits", "keys", "embed", "notes", "scroll"}
    charts = {"chart", "plot", "mark", "note", "numbers", "scroll", "right"}
    if template != "stats.html":
        assert classes <= known | base | shared | set(KINDS), classes
    else:
        assert charts <= classes


def test_a_publication_is_a_reference() -> None:
    text = reference(
        authors=PAPER.authors,
        source=rich("Journal of Water 3, 1–9"),
        year="2024",
        links=PAPER.links,
        bibtex="@article{a,\n}",
    )
    assert text == ("A. Example*, B. Other. Tides. Journal of Water 3, 1–9, 2024. [PDF] [BibTeX]")


def test_a_title_that_ends_like_a_sentence_gets_no_full_stop() -> None:
    assert reference(title=rich("Why tides?"), year="2024") == "Why tides? 2024."
    assert reference(title=rich("Tides.")) == "Tides."


def test_a_reference_has_its_number_in_brackets() -> None:
    view = view_of("publications.html", is_full=False)
    group = PublicationGroup(label="", anchor="all", publications=(BARE_PAPER,), numbers=(7,))
    html = shown("publications.html", view=dataclasses.replace(view, groups=(group,)))
    assert '<ol class="refs">' in html
    assert ' value="7"' in html
    assert "[7]" in html


def test_the_source_of_a_citation_is_on_the_page_of_the_work() -> None:
    listed = shown("publications.html")
    assert "@article" not in listed
    assert 'href="../../publications/a/#_cite"' in listed
    assert '<h2 id="_cite">' in shown("publication.html")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_chosen_without_script(kind: Kind) -> None:
    html = shown("publications.html")
    assert f'value="{kind}"' in html
    assert f"[value={kind}]:checked" in html


def test_years_of_works_are_words_with_a_number() -> None:
    html = shown("home.html")
    years = html.partition('aria-label="Works by year"')[2].partition("</nav>")[0]
    assert words_of(years.partition(">")[2]) == "2024 (2) 2003 (1)"
    assert 'aria-label="2024, 2 works"' in years


def test_lines_of_an_entry_are_sentences() -> None:
    entry = dataclasses.replace(
        ENTRY, title=rich("Reader"), lines=(rich("Ys"), rich("Why?")), highlight="", badges=()
    )
    group = EntryGroup(label="", anchor="", entries=(entry,))
    view = dataclasses.replace(view_of("talks.html", is_full=False), groups=(group,))
    text = words_of(shown("talks.html", view=view).partition('<ul class="refs">')[2])
    assert text.startswith("2024 Reader. Ys. Why? [PDF]")


def test_the_name_leads_home_from_every_other_page() -> None:
    assert "<h1>Ada Example</h1>" in shown("home.html")
    assert "<b>Ada Example</b>" not in shown("home.html", view=at_home())
    assert '<li><a href="../../"><b>Ada Example</b></a></li>' in shown("page.html")


def at_home() -> object:
    view = view_of("home.html", is_full=True)
    return dataclasses.replace(view, meta=dataclasses.replace(view.meta, url="/"))


@pytest.mark.parametrize("template", ["page.html", "publication.html", "post.html", "course.html"])
def test_only_pages_with_highlighted_code_load_its_colours(template: str) -> None:
    view = view_of(template, is_full=True)
    assert "code.css" not in shown(template, view=view)
    code = Html('<pre class="highlight"><code>1</code></pre>')
    assert "code.css" in shown(template, view=dataclasses.replace(view, body=code))


def test_code_in_a_section_is_coloured_as_well() -> None:
    template = "home.html"
    section = SectionView(anchor="a", kind="prose", body=Html('<pre class="highlight"></pre>'))
    view = view_of(template, is_full=True)
    assert "code.css" not in shown(template, view=view)
    assert "code.css" in shown(template, view=dataclasses.replace(view, sections=(section,)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_highlighted_code_can_be_read(scheme: str) -> None:
    ground = {"light": "#f4f4f6", "dark": "#262830"}[scheme]
    used = set(re.findall(r"color:(light-dark\(#\w+,#\w+\))", CODE))
    assert len(used) >= 4
    for text in used:
        assert contrast(srgb(color(text, {}, scheme)), srgb(color(ground, {}, scheme))) >= 4.5


def test_every_font_is_one_of_the_reader() -> None:
    head = shown("page.html").partition("</head>")[0]
    assert "--font:Charter," in head
    assert "&" not in head.partition("<style>")[2].partition("</style>")[0]
