"""The sandbox of themes: as strict as Jinja's own, and printing the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, StrictUndefined, pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from sitegen.model.text import Html, RichText, Url, rich
from sitegen.render.sandbox import Sandbox
from sitegen.views import AuthorView, CitationView, LinkView, NavigationView

if TYPE_CHECKING:
    from jinja2.runtime import Context

LINK = LinkView(label='A "b" & <c>', href="/a/", title="")
AUTHOR = AuthorView(name="Doe & Roe", is_owner=True, marks="*")
VALUES = {
    "link": LINK,
    "authors": (AUTHOR, AuthorView(name="Ann")),
    "text": 'x < y & "z"',
    "markup": Markup("<b>bold</b>"),
    "html": Html("<i>it</i>"),
    "words": {"read": "Read", "items": "Items"},
    "number": 3,
    "nothing": "",
    "x": "ex",
    "y": Markup("<y>"),
}


@pass_context
def url(context: Context, href: object) -> str:
    return f"{context['page_url']}>{href}"


def sandbox(sources: dict[str, str], *, has_partials: bool) -> Sandbox:
    names = {"url": url, "asset": url, "page_url": "/p/"}
    return Sandbox(DictLoader(sources), names, partials="with" if has_partials else "")


def jinja(sources: dict[str, str]) -> ImmutableSandboxedEnvironment:
    """Jinja's own sandbox, with what `Sandbox` adds to it left out."""
    made = ImmutableSandboxedEnvironment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals = {"url": url, "asset": url, "page_url": "/p/"}
    return made


def printed(environment: ImmutableSandboxedEnvironment) -> str:
    """Return what a template prints, or the kind of error that it ends in."""
    try:
        return environment.get_template("page.html").render(VALUES)
    except Exception as error:  # noqa: BLE001 whatever it is, it has to be the same
        return type(error).__name__


@pytest.mark.parametrize("has_partials", [False, True])
@pytest.mark.parametrize(
    "expression",
    [
        "link.__class__",
        "link.__init__.__globals__",
        "link['__class__']",
        "link|attr('__class__')",
        "(link|attr('__reduce__'))()",
        "authors|map(attribute='__class__')|first",
        "text.__class__.__mro__",
        "text.format.__self__.__class__",
        "'{0.__class__}'.format(link)",
        "'{0.__class__}'.format_map({'0': link})",
        "('{0.__class__}'|string).format(link)",
        "markup.__html__.__globals__",
        "('<{0.__class__}>'|safe).format(link)",
        "url.__globals__",
        "url.__wrapped__",
        "icons.__dict__",
        "icons._body_stream",
        "icons.shape.__class__",
        "icons.draw._func",
        "loop.__init__",
        "words.update({'a': 1})",
        "words.pop('read')",
        "[].append(1)",
        "html.__class__",
        "place.place.__class__",
        "cycler.__init__",
        "citation.format('{0.__class__}')",
    ],
)
def test_no_way_leads_out_of_the_sandbox(expression: str, has_partials: bool) -> None:  # noqa: FBT001
    source = (
        '{% import "icons.html" as icons %}{% for one in [1] %}{{ ' + expression + " }}{% endfor %}"
    )
    icons = "{% set shape %}<svg>{% endset %}{% macro draw() %}x{% endmacro %}"
    made = sandbox({"page.html": source, "icons.html": icons}, has_partials=has_partials)
    values = VALUES | {"place": rich("a"), "citation": CitationView(format="apa", label="APA")}
    with pytest.raises(Exception, match=r".+"):
        made.get_template("page.html").render(values)


def test_of_a_view_only_the_fields_are_read() -> None:
    class Sly(LinkView):
        __slots__ = ()

        def kind_of(self) -> str:
            return "method"

    source = "{{ link.label }}{{ link.kind_of is defined }}{{ text.span is defined }}"
    made = sandbox({"page.html": source}, has_partials=False)
    values = {"link": Sly(label="a", href="b"), "text": RichText()}
    assert made.get_template("page.html").render(values) == "aFalseFalse"


def test_every_field_of_a_view_has_owners_that_have_it() -> None:
    assert LinkView in Sandbox.owners["href"]
    assert NavigationView in Sandbox.owners["href"]
    assert AuthorView not in Sandbox.owners["label"]
    assert not any(name.startswith("_") for name in Sandbox.owners)


def test_a_mapping_is_not_taken_for_a_view() -> None:
    made = sandbox({"page.html": "{{ words.title }}"}, has_partials=True)
    assert made.get_template("page.html").render(words={"title": "own"}) == "own"


EXPRESSIONS = st.sampled_from(
    [
        "text", "markup", "html", "link.label", "link.href", "link.title", "words.read",
        "url(link.href)", "number", "x", "y", "authors[0].name", "authors|length",
        "text if number > 2", "link.kind if nothing", "loop.index if loop is defined",
        "caller is defined", "kwargs is defined",
        "text|upper",
        "m(text)", "w.said", "w.say(number)", '"%s" % text', "authors|map(attribute='name')|join",
        "x is defined", "loop is defined", "text ~ markup",
        "words.items", "text[0]", "link['label']",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["a.html", "b.html", "c.html", "absent.html"])


def bodies(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    lists = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        st.builds("{{% set x = {} %}}".format, EXPRESSIONS),
        st.builds("{{% set y %}}{}{{% endset %}}".format, lists),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, EXPRESSIONS, lists, lists),
        st.builds("{{% for x in authors %}}{}{{% endfor %}}".format, lists),
        st.builds("{{% with x = {} %}}{}{{% endwith %}}".format, EXPRESSIONS, lists),
        st.builds("{{% macro m(y) %}}{}{{% endmacro %}}".format, lists),
        st.builds("{{% include '{}' %}}".format, NAMES),
        st.builds("{{% include '{}' ignore missing %}}".format, NAMES),
        st.builds("{{% include '{}' without context %}}".format, NAMES),
        st.builds("{{% autoescape false %}}{}{{% endautoescape %}}".format, lists),
        st.builds("{{% call m({}) %}}{}{{% endcall %}}".format, EXPRESSIONS, lists),
        st.builds("{{% filter upper %}}{}{{% endfilter %}}".format, lists),
    )


LEAVES = st.one_of(
    st.sampled_from(["word ", "<p>", "\n", "{% import 'words.html' as w %}"]),
    st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
    st.builds("{{% include '{}' %}}".format, NAMES),
)
SOURCES = st.lists(st.recursive(LEAVES, bodies, max_leaves=6), max_size=4).map("".join)
WORDS = "{% set said = 'said & done' %}{% macro say(n) %}{{ n }} <{{ said }}>{% endmacro %}"
HEAD = "{% import 'words.html' as w %}{% macro m(y) %}({{ y }}{{ x }}){% endmacro %}"


@settings(max_examples=300)
@given(SOURCES, SOURCES, SOURCES, SOURCES, SOURCES, st.booleans())
def test_templates_print_what_jinja_prints(
    page: str,
    body: str,
    a: str,
    b: str,
    c: str,
    is_child: bool,  # noqa: FBT001
) -> None:
    body, a, b, c = (HEAD + source for source in (body, a, b, c))
    block = f"{{% block body %}}{body}{{% endblock %}}"
    page = "{% extends 'layout.html' %}" + page + block if is_child else page + block
    sources = {
        "page.html": page,
        "layout.html": f"<main>{a}{{% block body %}}{{% endblock %}}</main>",
        "words.html": WORDS,
        "a.html": a,
        "b.html": b,
        "c.html": c,
    }
    expected = printed(jinja(sources))
    assert printed(sandbox(sources, has_partials=False)) == expected
    with_partials = printed(sandbox(sources, has_partials=True))
    assert with_partials == expected or with_partials.endswith("Error")


@pytest.mark.parametrize(
    ("page", "partial"),
    [
        ("{% autoescape false %}{% include 'a.html' %}{% endautoescape %}", "{{ text }}"),
        ("{% include 'a.html' %}", "{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}"),
        ("{% for x in authors %}{% include 'a.html' %}{% endfor %}", "{{ loop is defined }}"),
        ("{% for x in authors %}{{ loop.index }}{% include 'a.html' %}{% endfor %}", "{{ loop }}"),
        ("{% macro m() %}{% include 'a.html' %}{% endmacro %}{{ m(z=1) }}", "{{ kwargs }}"),
        ("{% macro m() %}{% include 'a.html' %}{% endmacro %}{{ m(1) }}", "{{ varargs }}"),
        ("{% block b %}{% include 'a.html' %}{% endblock %}", "{% block b %}in{% endblock %}"),
        ("{% include 'a.html' %}", "{% extends 'b.html' %}{% block b %}in{% endblock %}"),
        ("{% extends 'b.html' %}{% include 'a.html' %}", "{{ text }}"),
        ("{% if number > 5 %}{% include 'absent.html' %}{% endif %}", ""),
        ("{% if number > 5 %}{% include 'a.html' %}{% endif %}", "{% if %}"),
        ("{{ text if nothing }}{{ (text if nothing) is defined }}", ""),
        ("{{ link.absent is defined }}{{ (link.kind or text)|upper }}", ""),
    ],
)
def test_what_is_special_in_a_partial_stays_so(page: str, partial: str) -> None:
    sources = {"page.html": page, "a.html": partial, "b.html": "[{% block b %}{% endblock %}]"}
    expected = printed(jinja(sources))
    assert printed(sandbox(sources, has_partials=False)) == expected
    assert printed(sandbox(sources, has_partials=True)) == expected


def test_a_partial_sees_and_keeps_its_own_names() -> None:
    sources = {
        "page.html": "{% set x = 1 %}{% for y in [1, 2] %}{% include 'a.html' %}{% endfor %}{{x}}",
        "a.html": "{% set x = x + y %}{{ x }}{% include 'b.html' %} ",
        "b.html": "[{{ x }}{{ y }}]",
    }
    both = {printed(sandbox(sources, has_partials=is_in)) for is_in in (True, False)}
    assert both == {"2[21] 3[32] 1"}


def test_a_page_with_its_partials_asks_for_no_template_while_it_is_printed() -> None:
    sources = {"page.html": "{% include 'a.html' %}", "a.html": "{{ text }}"}
    made = sandbox(sources, has_partials=True)
    made.get_template("page.html")
    sources.clear()
    assert printed(made) == "x &lt; y &amp; &#34;z&#34;"


def test_a_template_that_includes_itself_is_no_endless_work() -> None:
    sources = {
        "page.html": "{% if number %}{% set number = 0 %}a{% include 'page.html' %}{% endif %}b"
    }
    assert printed(sandbox(sources, has_partials=True)) == "abb"


@pytest.mark.parametrize("base", [Url("/"), Url("/posts/a/")])
def test_own_functions_see_the_page(base: Url) -> None:
    made = sandbox(
        {"page.html": "{% for x in [1] %}{% set y = x %}{{ url(y) }}{% endfor %}"},
        has_partials=False,
    )
    assert made.get_template("page.html").render(page_url=base) == f"{base}&gt;1"
