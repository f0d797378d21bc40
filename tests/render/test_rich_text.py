"""Rich text as HTML: everything escaped, links only where the address may stand in a page."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.text import (
    Cite,
    CiteKey,
    Html,
    Inline,
    Link,
    Math,
    RichText,
    Style,
    Styled,
    Text,
    safe_href,
)
from sitegen.render.rich_text import html, math_markup

HERE = (Text("here"),)


def shown(*nodes: Inline) -> str:
    return html(RichText(nodes)).text


@pytest.mark.parametrize(
    ("style", "markup"),
    [
        ("emph", "<em>a</em>"),
        ("strong", "<strong>a</strong>"),
        ("code", "<code>a</code>"),
        ("small-caps", '<span class="sc">a</span>'),
        ("sub", "<sub>a</sub>"),
        ("sup", "<sup>a</sup>"),
        ("underline", "<u>a</u>"),
        ("strike", "<s>a</s>"),
    ],
)
def test_each_style_has_its_element(style: Style, markup: str) -> None:
    assert shown(Styled(style, (Text("a"),))) == markup


def test_text_is_escaped_once() -> None:
    assert shown(Text('<b> & "q" &amp;')) == '&lt;b&gt; &amp; "q" &amp;amp;'


def test_styles_nest() -> None:
    nodes = (Text("a"), Styled("strong", (Text("b"), Styled("emph", (Text("<c>"),)))))
    assert shown(*nodes) == "a<strong>b<em>&lt;c&gt;</em></strong>"


def test_a_citation_is_its_keys_in_brackets() -> None:
    assert shown(Cite((CiteKey("a"), CiteKey("b<c")))) == "[a, b&lt;c]"


def test_an_address_is_escaped() -> None:
    link = Link("https://example.org/?a=1&b=\"'<", HERE)
    expected = '<a href="https://example.org/?a=1&amp;b=&quot;&#x27;&lt;">here</a>'
    assert shown(link) == expected


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "//example.org", "", "\tx:y"],
)
def test_a_refused_address_leaves_its_text(href: str) -> None:
    assert shown(Link(href, HERE)) == "here"


def test_the_caller_decides_about_addresses() -> None:
    text = RichText((Link("paper:a", HERE), Link("b", HERE)))
    addresses = {"paper:a": "/publications/a/"}
    assert html(text, addresses.get).text == '<a href="/publications/a/">here</a>here'


def test_a_link_inside_a_link_is_only_text() -> None:
    inner = Link("https://example.org/b", HERE)
    outer = Link("https://example.org/a", (Styled("emph", (inner,)),))
    assert shown(outer) == '<a href="https://example.org/a"><em>here</em></a>'
    assert shown(Link("javascript:x", (inner,))) == '<a href="https://example.org/b">here</a>'


def test_formulas_are_mathml() -> None:
    assert shown(Math("x^2")) == "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    assert shown(Math("x", is_display=True)) == '<math display="block"><mi>x</mi></math>'


def test_a_formula_that_can_not_be_shown_is_code() -> None:
    assert shown(Math(r"\foo<b>")) == r'<code class="math-error">\foo&lt;b&gt;</code>'
    assert math_markup(r"\a & b", is_display=True) == r'<code class="math-error">\a &amp; b</code>'


def test_markup_is_a_type_of_its_own() -> None:
    assert html(RichText()) == Html("")


LEAF = st.one_of(
    st.text(max_size=8).map(Text),
    st.text(max_size=8).map(Math),
    st.text(max_size=8).map(lambda key: Cite((CiteKey(key),))),
)
HREF = st.one_of(
    st.text(max_size=12), st.sampled_from(["javascript:x", "https://example.org/", "a/b.pdf"])
)
STYLE = st.sampled_from(["emph", "strong", "code", "small-caps", "sub", "sup", "underline"])


def branch(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    nodes = st.lists(children, max_size=4).map(tuple)
    return st.one_of(st.builds(Styled, STYLE, nodes), st.builds(Link, HREF, nodes))


class Page(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "href" or safe_href(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.lists(st.recursive(LEAF, branch, max_leaves=12), max_size=5).map(tuple))
@settings(deadline=None)
def test_any_rich_text_is_balanced_safe_markup(nodes: tuple[Inline, ...]) -> None:
    Page(shown(*nodes))


@given(st.text())
@settings(deadline=None)
def test_every_character_of_a_text_is_shown(text: str) -> None:
    assert Page(shown(Text(text))).text == text
