"""Parts of pages: remembered or not, they are printed the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.app import BuildMemo, build_site
from sitegen.build.templates import TemplateReads
from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes
from sitegen.model.config import Config
from sitegen.model.text import OutPath, RichText, Url
from sitegen.plan.tasks import PageTask, Plan
from sitegen.render import html
from sitegen.render.html import HtmlRenderer
from sitegen.render.parts import PartMemo, Parts
from sitegen.themes import load_theme
from sitegen.views import LinkView, ListView, Meta, SiteView
from sitegen.words import load_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

THEME: Mapping[str, str] = {
    "themes/mine/theme.toml": 'name = "mine"\ncontract = 1\n',
    "themes/mine/templates/page.html": (
        '{% for link in page.exports %}{{ part("link.html", link=link, number=loop.index) }}'
        "{% endfor %}"
    ),
    "themes/mine/templates/link.html": (
        '{{ number }} {{ part("a.html", link=link) }}{% if number == 1 %}first{% endif %}'
    ),
    "themes/mine/templates/a.html": '<a href="{{ url(link.href) }}">{{ link.label }}</a>',
}
PAGES = ("/", "/a/", "/a/b/", "/a/c/", "/b/", "/a/b/c/", "/404.html")
TARGETS = (*PAGES, "/a", "/a/b", "/a/b.css", "/a/#x", "/a/b/#x", "/a/b:c", "//a/b/", "/x/../a/b/")
LINKS = [LinkView(label="x", href=target) for target in (*TARGETS, "https://a.example/")]
NO_SITE = SiteView(
    title="T", name="T", language="en", direction="ltr", navigation=(), footer=RichText(),
    links=(), generator="",
)  # fmt: skip


ON_HOME = 5
POST = '+++\ntitle = "A"\ndate = "2020-01-01"\n+++\n\nText.\n'


class Forgetful(Parts):
    """Prints every part anew."""

    def get(
        self, template: str, values: Mapping[str, object], make: Callable[[], Markup]
    ) -> Markup:
        del template, values
        return make()


def renderer(
    kind: type[Parts], memo: PartMemo, templates: Mapping[str, str] | None = None
) -> HtmlRenderer:
    files = MemoryTree({**THEME, **(templates or {})})
    theme = load_theme(Config(title="T", url="https://e.org/x/", theme="mine"), files).value
    assert theme is not None
    parts = kind(memo, TemplateReads(theme, files))
    plan = Plan(NO_SITE, load_words("en"), "https://e.org/x/", {}, ())
    return HtmlRenderer(theme, files, plan, parts)


def task(page: str, links: list[LinkView]) -> PageTask:
    meta = Meta(title="", description="", url=Url(page), canonical="", section="")
    view = ListView(meta=meta, title="", lead="", groups=(), exports=tuple(links))
    return PageTask(OutPath("x"), Url(page), "page.html", lambda: view, ())


@given(
    st.lists(
        st.tuples(st.sampled_from(PAGES), st.lists(st.sampled_from(LINKS), max_size=14)), max_size=5
    )
)
def test_parts_that_are_remembered_are_those_printed_anew(
    pages: list[tuple[str, list[LinkView]]],
) -> None:
    memo = PartMemo()
    for _ in range(2):
        remembering, forgetful = renderer(Parts, memo), renderer(Forgetful, memo)
        for page, links in pages:
            made = remembering.render(task(page, links))
            assert made == forgetful.render(task(page, links))
            assert made.value is not None


def test_a_part_is_told_by_the_kind_of_its_values() -> None:
    source = '{% for one in (1, true, "1", "1"|safe) %}{{ part("a.html", one=one) }} {% endfor %}'
    kinds = "{{ one is boolean }}{{ one is string }}{{ one is escaped }}"
    files = {f"themes/mine/templates/{n}.html": t for n, t in (("page", source), ("a", kinds))}
    made = renderer(Parts, PartMemo(), files).render(task("/", []))
    assert made.value == "FalseFalseFalse TrueFalseFalse FalseTrueFalse FalseTrueTrue "


def test_a_part_may_be_handed_a_list() -> None:
    source = '{% for one in (1, 2) %}{{ part("a.html", ones=[one, "b"]) }}{% endfor %}'
    files = {
        "themes/mine/templates/page.html": source,
        "themes/mine/templates/a.html": '{{ ones|join("-") }} ',
    }
    assert renderer(Parts, PartMemo(), files).render(task("/", [])).value == "1-b 2-b "


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('{{ part("a" ~ ".html") }}', "`part` wants the name of a template as it stands in quotes"),
        ('{{ part("a.html") }}', "`page` is not defined"),
        ('{{ part("b.html") }}', "the theme has no template `b.html`"),
        ('{{ part("c.html") }}', "the template includes itself without end"),
    ],
)
def test_a_part_that_can_not_be_printed_is_a_problem(source: str, message: str) -> None:
    files = {
        "themes/mine/templates/page.html": source,
        "themes/mine/templates/a.html": "{{ page.title }}",
        "themes/mine/templates/c.html": '{{ part("c.html") }}',
    }
    made = renderer(Parts, PartMemo(), files).render(task("/", []))
    assert [message in problem.message for problem in made.problems] == [True]


def test_a_fault_deep_in_parts_is_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MANY", 3)
    files = {
        "themes/mine/templates/page.html": '{{ part("a.html", n=0) }}',
        "themes/mine/templates/a.html": '{{ part("a.html", n=n + 1) if n < 40 else 1 // 0 }}',
    }
    (problem,) = renderer(Parts, PartMemo(), files).render(task("/", [])).problems
    assert problem.span.path == "themes/mine/templates/a.html"
    assert "division" in problem.message


def papers(count: int, title: str = "T0") -> str:
    titles = [title, *(f"T{number}" for number in range(1, count))]
    return "".join(
        f"@article{{a{n}, title={{{one}}}, author={{X, Y}}, year=2020, journal={{J}}}}\n"
        for n, one in enumerate(titles)
    )


def test_after_an_edit_only_what_it_touches_is_printed_anew(
    smallest: dict[str, str | bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: Counter[str] = Counter()
    print_ = HtmlRenderer._print

    def counting(self: HtmlRenderer, name: str, values: Mapping[str, object]) -> str:
        printed[name] += 1
        return print_(self, name, values)

    monkeypatch.setattr(HtmlRenderer, "_print", counting)
    memo = BuildMemo()

    def build(files: Mapping[str, str | bytes]) -> Mapping[OutPath, bytes]:
        printed.clear()
        tree = SiteTree(MemoryTree(files), DiskTree(builtin_themes()))
        made = build_site(tree, dt.date(2026, 1, 1), memo=memo).value
        assert made is not None
        return made.outputs

    post = "content/posts/a.md"
    files = {**smallest, "publications.bib": papers(20), post: POST}
    build(files)
    assert printed["partials/publication.html"] == 20 + ON_HOME
    build({**files, post: f"{POST} More."})
    assert printed["partials/publication.html"] == 0
    pages = build({**files, "publications.bib": papers(20, "New")})
    assert printed["partials/publication.html"] <= 1 + ON_HOME
    assert b"New" in pages[OutPath("publications/index.html")]
