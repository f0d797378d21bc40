"""Markdown in blocks: what documents show of it, and what they say of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.blocks import (
    Block,
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Cite, CiteKey, Inline, Link, Math, RichText, Styled, Text
from sitegen.problems import SitePath
from sitegen.readers.markdown.documents import markdown_blocks

PATH = SitePath("content/cv/teaching.md")


def blocks(source: str) -> tuple[Block, ...]:
    made = markdown_blocks(source, PATH, 1).value
    assert made is not None
    return made


def said(source: str, first_line: int = 1) -> list[str]:
    """Return "line:column code: message" of each problem."""
    problems = markdown_blocks(source, PATH, first_line).problems
    assert all(one.span.path == PATH for one in problems)
    return [f"{one.span.line}:{one.span.column} {one.code}: {one.message}" for one in problems]


def p(*nodes: Inline | str) -> Paragraph:
    return Paragraph(text(*nodes))


def text(*nodes: Inline | str) -> RichText:
    return RichText(tuple(Text(one) if isinstance(one, str) else one for one in nodes))


SHOWN: dict[str, tuple[str, tuple[Block, ...]]] = {
    "paragraphs": ("One\ntwo.\n\nThree.\n", (p("One two."), p("Three."))),
    "styles": (
        "A *b* **c** ~~d~~ `e`.",
        (
            p(
                "A ", Styled("emph", (Text("b"),)), " ", Styled("strong", (Text("c"),)), " ",
                Styled("strike", (Text("d"),)), " ", Styled("code", (Text("e"),)), ".",
            ),
        ),
    ),
    "a break in a line": ("North Pier\\\nUlm", (p("North Pier\nUlm"),)),
    "links": (
        "[a](https://example.org/) [b](paper:doe) [[ace]] [[ace|Ace]] <https://example.org/>",
        (
            p(
                Link("https://example.org/", (Text("a"),)), " ",
                Link("paper:doe", (Text("b"),)), " ",
                Link("name:ace", (Text("ace"),)), " ",
                Link("name:ace", (Text("Ace"),)), " ",
                Link("https://example.org/", (Text("https://example.org/"),)),
            ),
        ),
    ),
    "citations": ("See [@doe].", (p("See ", Cite((CiteKey("doe"),)), "."),)),
    "formulas": (
        "If $x^2$:\n\n$$\ny\n$$",
        (p("If ", Math("x^2"), ":"), p(Math("y", is_display=True))),
    ),
    "headings": (
        "## A *b* {#anchor}\n\n#### C",
        (
            BlockHeading(1, text("A ", Styled("emph", (Text("b"),)))),
            BlockHeading(3, text("C")),
        ),
    ),
    "lists": (
        "- a\n  - b\n\n    c\n- d\n",
        (BlockList(((p("a"), BlockList(((p("b"), p("c")),))), (p("d"),))),),
    ),
    "numbered lists": ("3. a\n4. b\n", (BlockList(((p("a"),), (p("b"),)), 3),)),
    "quotes": ("> a\n>\n> > b", (BlockQuote((p("a"), BlockQuote((p("b"),)))),)),
    "code": ("```python\nx = {{ y }}\n```\n\n    z", (CodeBlock("x = {{ y }}"), CodeBlock("z"))),
    "tables": (
        "| a | *b* |\n|---|---|\n| 1 | |\n\nTable: C",
        (
            p("C"),
            BlockTable(
                ((text("a"), text(Styled("emph", (Text("b"),)))), (text("1"), text())),
            ),
        ),
    ),
    "signs": ("\"a\" -- it's...", (p("“a” – it’s…"),)),
    "braces mean nothing": ("{{ company }}", (p("{{ company }}"),)),
    "nothing": ("\n\n", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_documents_show(name: str) -> None:
    source, expected = SHOWN[name]
    assert blocks(source) == expected
    assert said(source) == []


MISSING: dict[str, tuple[str, tuple[Block, ...], list[str]]] = {
    "an image": (
        "A ![map](m.png) b\n\n![map](m.png)",
        (p("A  b"),),
        [
            "1:3 not-in-documents: documents show no images and films",
            "3:1 not-in-documents: documents show no images and films",
        ],
    ),
    "a figure": (
        'A\n\n![map](m.png "Caption")\n\nB',
        (p("A"), p("B")),
        ["3:1 not-in-documents: documents show no images and films"],
    ),
    "footnotes": (
        "A[^1]\n\n[^1]: Text.\n",
        (p("A"),),
        ["1:2 not-in-documents: documents show no footnotes"],
    ),
    "footnotes that nothing refers to": (
        "A\n\n[^1]: Text.\n",
        (p("A"),),
        ["3:1 footnote-unused: nothing refers to the footnote `1`: it is not shown"],
    ),
    "boxes": (
        'A\n\n!!! note "Title"\n    B\n\n!!! note\n    C\n',
        (p("A"), p(Styled("strong", (Text("Title"),))), p("B"), p("C")),
        [
            "3:1 not-in-documents: documents show no boxes",
            "6:1 not-in-documents: documents show no boxes",
        ],
    ),
    "definitions": (
        "Term\n: Meaning\n",
        (p(Styled("strong", (Text("Term"),))), p("Meaning")),
        ["1:1 not-in-documents: documents show no lists of definitions"],
    ),
    "boxes to tick": (
        "- [x] done\n",
        (BlockList(((p("done"),),)),),
        ["1:3 not-in-documents: documents show no boxes to tick"],
    ),
    "lines": (
        "A\n\n***\n",
        (p("A"),),
        ["3:1 not-in-documents: documents show no lines across the page"],
    ),
}


@pytest.mark.parametrize("name", MISSING)
def test_what_documents_cannot_show(name: str) -> None:
    source, expected, problems = MISSING[name]
    assert blocks(source) == expected
    assert said(source) == problems


def test_problems_stand_where_the_text_stands_in_its_file() -> None:
    assert said("A\n\n[x](javascript:y) <b> $\\x$", first_line=5) == [
        "7:5 unsafe-url: `javascript:y` can not be the address of a link",
        "7:19 raw-html: HTML is shown as text: `<b>`",
        '7:24 bad-math: the formula can not be set: unknown command "\\x"',
    ]


@given(st.text(alphabet="ab \n>-*_`#[]()!|:=1.$^\\~{}", max_size=80))
def test_any_text_makes_blocks(source: str) -> None:
    assert markdown_blocks(source, PATH, 1).value is not None
