"""What a page reads of its theme is all that its template may name, wherever that lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.build.templates import ALL_NAMES, TemplateReads, named_templates
from sitegen.files import MemoryTree
from sitegen.problems import SitePath
from sitegen.themes import Layer, Theme
from sitegen.words import load_words

THEME = Theme(
    name="child",
    layers=tuple(
        Layer(name=name, folder=SitePath(f"themes/{name}")) for name in ("child", "scholar")
    ),
    options={},
    words=load_words("en"),
)
PARENT = {
    "page.html": (
        '{% extends "layout.html" %}{% block a %}{% include "partials/a.html" %}{% endblock %}'
    ),
    "layout.html": '{% import "macros.html" as m %}{{ m.x() }}',
    "macros.html": "{% macro x() %}x{% endmacro %}",
    "partials/a.html": "a",
    "other.html": "other",
}


def reads(parent: dict[str, str], child: dict[str, str] | None = None) -> TemplateReads:
    files = {f"themes/scholar/templates/{name}": text for name, text in parent.items()}
    files |= {f"themes/child/templates/{name}": text for name, text in (child or {}).items()}
    return TemplateReads(THEME, MemoryTree(files))


# ---- the names in one template


@pytest.mark.parametrize(
    "source",
    [
        '{% include "a.html" %}',
        "{% include 'a.html' %}",
        '{%include"a.html"%}',
        '{%- include "a.html" -%}',
        '{%+ include "a.html" +%}',
        '{%\n  include\n  "a.html"\n%}',
        '{% include "a.html" ignore missing %}',
        '{% include "a.html" with context %}',
        '{% include "a.html" ignore missing without context %}',
        '{% extends "a.html" %}',
        '{% import "a.html" as forms %}',
        '{% import "a.html" as forms with context %}',
        '{% from "a.html" import field, button as b with context %}',
        "{% if x %}{% include 'a.html' %}{% endif %}",
    ],
)
def test_a_name_in_quotes_is_read(source: str) -> None:
    assert named_templates(source) == {"a.html"}


@pytest.mark.parametrize(
    "source",
    [
        "{% include name %}",
        "{% extends layout or 'a.html' %}",
        '{% include "partials/" ~ kind ~ ".html" %}',
        '{% include ["a.html", "b.html"] %}',
        '{% include ("a.html", "b.html") ignore missing %}',
        '{% include "a.html" if x else "b.html" %}',
        '{% include "a.html" | replace("a", "b") %}',
        '{% include "a" "b.html" %}',
        r'{% include "\x61.html" %}',
        '{% include "a%}b.html" %}',
        "{% from names[0] import x %}",
    ],
)
def test_an_expression_may_name_any(source: str) -> None:
    assert named_templates(source) is None


@pytest.mark.parametrize(
    "source",
    ["", "{{ include }}", "{% set include = 'a.html' %}", "{% includes 'a.html' %}", "include 'a'"],
)
def test_what_names_none_reads_none(source: str) -> None:
    assert named_templates(source) == frozenset()


def test_a_name_in_a_comment_is_read_too_which_harms_nobody() -> None:
    assert named_templates("{# {% include 'a.html' %} #}") == {"a.html"}


@given(st.text(max_size=200) | st.text("{}%-+ \n'\"aincludextsmpor.", max_size=200))
def test_no_source_makes_it_stumble(source: str) -> None:
    named_templates(source)


# ---- all that a page reads


def test_a_page_reads_all_that_is_named_near_and_far() -> None:
    assert sorted(reads(PARENT).of("page.html")) == [
        "layout.html",
        "macros.html",
        "page.html",
        "partials/a.html",
    ]


def test_templates_that_name_each_other_come_to_an_end() -> None:
    looping = {"a.html": '{% include "b.html" %}', "b.html": '{% include "a.html" %}'}
    assert sorted(reads(looping).of("a.html")) == ["a.html", "b.html"]


@pytest.mark.parametrize("name", ["page.html", "layout.html", "macros.html", "partials/a.html"])
def test_an_edit_of_any_of_them_shows(name: str) -> None:
    before = reads(PARENT)
    after = reads(PARENT | {name: PARENT[name] + " "})
    assert before.of("page.html")[name] != after.of("page.html")[name]
    assert before.digest("page.html") != after.digest("page.html")


def test_an_edit_of_another_one_does_not() -> None:
    after = reads(PARENT | {"other.html": "changed", "new.html": "new"})
    assert reads(PARENT).of("page.html") == after.of("page.html")
    assert reads(PARENT).digest("page.html") == after.digest("page.html")


def test_a_nearer_layer_shows_though_it_says_the_same() -> None:
    """`@scholar/…` within it may lead elsewhere, and reports name the file."""
    after = reads(PARENT, {"partials/a.html": PARENT["partials/a.html"]})
    assert reads(PARENT).digest("page.html") != after.digest("page.html")


def test_a_template_of_one_theme_is_that_of_no_nearer_one() -> None:
    child = {"layout.html": '{% extends "@scholar/layout.html" %}'}
    before = reads(PARENT, child)
    assert "@scholar/layout.html" in before.of("page.html")
    nearer = reads(PARENT, child | {"layout.html": child["layout.html"] + " "})
    far = reads(PARENT | {"layout.html": "{# new #}" + PARENT["layout.html"]}, child)
    assert (
        nearer.of("page.html")["@scholar/layout.html"]
        == before.of("page.html")["@scholar/layout.html"]
    )
    assert (
        far.of("page.html")["@scholar/layout.html"]
        != before.of("page.html")["@scholar/layout.html"]
    )


def test_a_missing_one_shows_when_it_comes() -> None:
    parent = {"page.html": '{% include "extra.html" ignore missing %}'}
    before = reads(parent)
    assert sorted(before.of("page.html")) == ["extra.html", "page.html"]
    assert before.digest("page.html") != reads(parent, {"extra.html": ""}).digest("page.html")


def test_who_may_read_any_reads_all_and_which_there_are() -> None:
    parent = PARENT | {"page.html": "{% include kind ~ '.html' ignore missing %}"}
    assert {*PARENT, ALL_NAMES} == set(reads(parent).of("page.html"))
    fewer = {name: text for name, text in parent.items() if name != "other.html"}
    changed = [
        name
        for name, value in reads(fewer).of("page.html").items()
        if reads(parent).of("page.html")[name] != value
    ]
    assert changed == [ALL_NAMES]


def test_all_has_what_every_page_reads() -> None:
    templates = reads(PARENT)
    page, other = templates.of("page.html"), templates.of("other.html")
    assert templates.all() == {**page, **other}
