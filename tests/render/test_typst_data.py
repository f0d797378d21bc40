"""What a document theme gets: plain data, with every address checked."""

from __future__ import annotations

import json

import pytest

from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Cite, CiteKey, Link, Math, RichText, Styled, Text, rich
from sitegen.render.math_data import formula
from sitegen.render.typst_data import DataWriter, clean
from sitegen.views.parts import LinkView
from sitegen.views.publications import PublicationView

WRITER = DataWriter("https://example.org/me/", {})


def test_a_text_is_a_list_of_runs() -> None:
    nodes = (
        Text("On "),
        Styled("emph", (Text("sea "), Styled("protected", (Text("DNA"),)))),
        Link("/posts/a/", (Text("here"),)),
        Cite((CiteKey("a"), CiteKey("b"))),
    )
    assert WRITER.runs(nodes) == [
        "On ",
        {"style": "emph", "runs": ["sea ", "DNA"]},
        {"href": "https://example.org/me/posts/a/", "runs": ["here"]},
        "[a, b]",
    ]


def test_a_line_of_a_text_stays_a_line() -> None:
    nodes = (Text("North Pier\nUlm"), Styled("strong", (Text("\n"),)))
    assert WRITER.runs(nodes) == [
        "North Pier",
        {"break": True},
        "Ulm",
        {"style": "strong", "runs": ["", {"break": True}, ""]},
    ]


@pytest.mark.parametrize(
    "href",
    [
        *("javascript:alert(1)", "//evil.example", "#top", "a.pdf", "\n/a"),
        f"https://example.org/{'a' * 8000}",
    ],
)
def test_a_link_that_leads_nowhere_is_its_text(href: str) -> None:
    assert WRITER.runs((Link(href, (Text("here"),)),)) == ["here"]


def test_a_formula_is_a_tree_and_its_source() -> None:
    (run,) = WRITER.runs((Math(r"\frac{a}{2}", is_display=True),))
    below = {"kind": "text", "text": "2"}
    above = {"kind": "sign", "text": "a"}
    tree = [{"kind": "fraction", "above": above, "below": below}]
    assert run == {"math": tree, "tex": r"\frac{a}{2}", "display": True}


def test_a_formula_that_cannot_be_set_is_its_source() -> None:
    (run,) = WRITER.runs((Math(r"\boxed{x}"),))
    assert run == {"math": None, "tex": r"\boxed{x}", "display": False}


@pytest.mark.parametrize(
    ("tex", "kinds"),
    [
        (r"n \log n", ["sign", "operator", "sign"]),
        (r"\hat x", ["accent"]),
        (r"\overline{AB}", ["stroke"]),
        (r"\left(x\right)", ["fenced"]),
        (r"\binom nk", ["binomial"]),
        (r"\begin{pmatrix}a\\b\end{pmatrix}", ["fenced"]),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", ["table"]),
        (r"{}_a^b X", ["scripts", "sign"]),
        (r"a\quad b", ["sign", "space", "sign"]),
        (r"\cancel{x}", ["struck"]),
        (r"\sqrt[3]{x}", ["root"]),
    ],
)
def test_what_a_formula_consists_of_is_said(tex: str, kinds: list[str]) -> None:
    tree = formula(tex, is_display=False)
    assert isinstance(tree, list)
    assert [node["kind"] for node in tree] == kinds


def test_blocks_say_what_they_are() -> None:
    item = (Paragraph(rich("one")),)
    blocks = (
        BlockHeading(1, rich("Head")),
        BlockList((item,), 3),
        CodeBlock("a\n\tb\x07"),
        BlockTable(((rich("x"), rich("y")),)),
    )
    assert WRITER._value(blocks) == [
        {"block": "heading", "level": 1, "text": ["Head"]},
        {"block": "list", "items": [[{"block": "paragraph", "text": ["one"]}]], "first_number": 3},
        {"block": "code", "text": "a\n    b"},
        {"block": "table", "rows": [[["x"], ["y"]]]},
    ]


def test_no_level_of_headings_is_skipped() -> None:
    levels = (2, 3, 6, 2, 4)
    blocks = tuple(BlockHeading(level, rich("Head")) for level in levels)
    assert [block["level"] for block in WRITER._value(blocks)] == [1, 2, 3, 2, 3]


def test_a_heading_inside_a_quote_is_a_line_that_stands_out() -> None:
    (block,) = WRITER._value((BlockQuote((BlockHeading(2, rich("Head")),)),))
    runs = [{"style": "strong", "runs": ["Head"]}]
    assert block["blocks"] == [{"block": "paragraph", "text": runs}]


def test_a_view_is_a_dictionary_of_its_fields() -> None:
    link = LinkView(label="Code", href="javascript:x", kind="code")
    assert WRITER._value(link) == {"label": "Code", "href": "", "kind": "code", "title": ""}


def test_what_no_document_shows_of_a_publication_is_left_out() -> None:
    assert "bibtex" not in WRITER._value(publication("a"))
    assert WRITER._value(publication("a"))["title"] == ["Tides"]


def publication(key: str) -> PublicationView:
    return PublicationView(
        key=key,
        anchor=key,
        href=f"/publications/{key}/",  # type: ignore[arg-type]
        kind="article",
        kind_label="Journal article",
        title=RichText((Text("Tides"),)),
        authors=(),
        bibtex="@misc{a}",
    )


def test_no_control_character_gets_through() -> None:
    every = "".join(map(chr, range(0x20)))
    assert clean(f"a{every}b\x7f\x85\u00ad\ufeffc\ud800") == "a bc\ufffd"
    assert json.loads(json.dumps(clean("a\ud800"))) == "a\ufffd"
