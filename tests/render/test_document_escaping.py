"""No text of a document is ever code: whatever it holds, it is printed as it stands."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.documents import CV, LETTER, pdf_of, text_of
from test_escaping import ADDRESSES, ATTACKS

from sitegen.model.blocks import BlockHeading, BlockList, BlockTable, CodeBlock, Paragraph
from sitegen.model.text import Link, RichText, Styled, Text, Url, rich
from sitegen.render.typst_data import clean
from sitegen.views.documents import (
    ContactView,
    CvDocument,
    CvEntryView,
    CvSectionView,
    LetterheadView,
)
from sitegen.views.parts import LinkView
from sitegen.views.publications import (
    AuthorView,
    LegendView,
    PublicationGroup,
    PublicationView,
)

THEMES = ("awesome", "classic")
CODE = (
    "#panic()",
    "#{panic()}",
    '#eval("1+1")',
    '#import "@preview/a:1.0.0": *',
    "$x^2$ *strong* _emph_ `raw` ```typ #panic()```",
    "= Heading",
    "- item",
    "+ item",
    "/ term: more",
    "<label> @reference",
    "\\u{41} \\# \\",
    "-- --- ... -? ~",
    "\"quoted\" and 'quoted'",
    '"}]}, "x": [{"',
    '\\", \\\\',
    "https://zqx.example/a",
    "// comment /* comment */",
    "[content] #[more](a)(b)",
    "sys.inputs.data",
)


def everywhere(text: str) -> CvDocument:
    """Return a CV with a text in every field that is printed."""
    as_rich = rich(text)
    author = AuthorView(name=text, marks="*")
    work = PublicationView(
        key="a",
        anchor="a",
        href=Url("/publications/a/"),
        kind="article",
        kind_label=text,
        title=as_rich,
        authors=(author, replace(author, is_owner=True)),
        more_authors=(author,),
        source=as_rich,
        award=as_rich,
        note=as_rich,
        acceptance=text,
        status=text,
        links=(LinkView(label=text, href="/a.pdf"),),
    )
    entry = CvEntryView(
        title=as_rich,
        subtitle=as_rich,
        detail=as_rich,
        place=as_rich,
        when=text,
        lines=(as_rich,),
        summary=as_rich,
        notes=(as_rich,),
        counts=text,
        links=(LinkView(label=text, href="https://lune.example/"),),
    )
    nodes = RichText((Styled("emph", as_rich.nodes), Link("/a/", as_rich.nodes)))
    blocks = (
        Paragraph(nodes),
        BlockHeading(1, as_rich),
        BlockList(((Paragraph(as_rich),),)),
        BlockTable(((as_rich,), (as_rich,))),
        CodeBlock(text),
    )
    group = PublicationGroup(label=text, anchor="g", publications=(work,), numbers=(1,))
    section = CvSectionView(anchor="s", kind="prose", title=text, lead=as_rich, note=as_rich)
    sections = (
        replace(section, blocks=blocks),
        replace(section, kind="list", items=(as_rich,)),
        *(replace(section, kind=kind, entries=(entry,)) for kind in ("entries", "rows", "points")),
        replace(
            section,
            kind="publications",
            groups=(group,),
            legend=(LegendView(mark="*", meaning=text),),
        ),
    )
    head = LetterheadView(
        name=text,
        native_name=text,
        headline=as_rich,
        address=(text,),
        contacts=(ContactView(kind="email", label=text, text=text, href="mailto:a@lune.example"),),
    )
    return replace(CV, title=f"{text}.", letterhead=head, sections=sections, date_text=text)


def folded(text: str) -> str:
    """Return the letters of a text as they are found again, whatever lines and capitals it has."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", [*CODE, *ATTACKS])
def test_code_is_printed_as_it_stands(text: str, theme: str) -> None:
    made = folded(text_of(pdf_of(everywhere(text), theme=theme)))
    # Long lines of a few places may be torn apart by what stands beside them.
    assert made.count(folded(clean(text))) >= 20


@pytest.mark.parametrize("text", CODE)
def test_code_in_a_letter_is_printed_as_it_stands(text: str) -> None:
    document = replace(
        LETTER,
        subject=text,
        recipient=text,
        address=(text,),
        opening=text,
        body=(Paragraph(rich(text)),),
        closing=text,
        signed=text,
        enclosures=(text,),
        postscript=rich(text),
    )
    assert folded(text_of(pdf_of(document))).count(folded(clean(text))) >= 8


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_unchecked_address_is_in_a_document(address: str, theme: str) -> None:
    from read_pdf import links_of  # noqa: PLC0415

    link = LinkView(label="here", href=address)
    entry = CvEntryView(title=rich("Tides"), href=address, links=(link,))
    blocks = (Paragraph(RichText((Link(address, (Text("there"),)),))),)
    sections = (
        CvSectionView(anchor="a", kind="entries", title="A", entries=(entry,)),
        CvSectionView(anchor="b", kind="prose", title="B", blocks=blocks),
    )
    made = pdf_of(replace(CV, sections=sections), theme=theme).value
    assert made is not None
    for found in links_of(made):
        assert found.startswith(("https://", "mailto:"))


@settings(max_examples=40)
@given(st.text(st.characters(max_codepoint=0x17F)))
def test_no_text_stops_a_document(text: str) -> None:
    section = CvSectionView(
        anchor="a", kind="prose", title="A", blocks=(Paragraph(rich(text)), CodeBlock(text))
    )
    made = pdf_of(replace(CV, author=text, sections=(section,)))
    assert made.value is not None, made.problems
