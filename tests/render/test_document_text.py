"""The CV and letters as plain text, of invented people."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Link, Math, RichText, Styled, Text, Url, rich
from sitegen.render.document_text import cv_text, letter_text
from sitegen.render.plain_lines import WIDTH, columns, wrap
from sitegen.render.plain_text import block_lines, plain_text
from sitegen.views.documents import (
    ContactView,
    CvDocument,
    CvEntryView,
    CvSectionView,
    DesignView,
    LetterDocument,
    LetterheadView,
)
from sitegen.views.parts import LinkView
from sitegen.views.publications import (
    AuthorView,
    LegendView,
    PublicationGroup,
    PublicationView,
)

if TYPE_CHECKING:
    from sitegen.model.blocks import Block

HEAD = LetterheadView(
    name="Ada Lune",
    honorifics="FRS",
    native_name="月 阿達",
    headline=rich("Reader in Tides, University of the Coast"),
    contacts=(
        ContactView(kind="email", label="E-mail", text="ada@x.org", href="mailto:ada@x.org"),
        ContactView(
            kind="github", label="GitHub", text="adalune", href="https://github.com/adalune"
        ),
    ),
)
DESIGN = DesignView(theme="classic", paper="a4", accent="#000000", size_pt=10, margin_mm=20)
WAVES = PublicationView(
    key="lune2031",
    anchor="lune2031",
    href=Url("/publications/lune2031/"),
    kind="article",
    kind_label="Journal article",
    title=rich("On Waves"),
    authors=(AuthorView(name="A. Lune", is_owner=True, marks="*"), AuthorView(name="B. Ek")),
    source=RichText((Styled("emph", (Text("Acta Maris"),)), Text(", 3(2), 1–9"))),
    year="2031",
    date_text="May 2031",
    award=rich("Best paper"),
    acceptance="12 %",
    links=(
        LinkView(label="PDF", href="/assets/waves.pdf", kind="pdf"),
        LinkView(label="Code", href="https://code.example/waves", kind="code"),
        LinkView(label="DOI", href="https://doi.org/10.1000/182", kind="doi"),
    ),
)


def cv(*sections: CvSectionView) -> CvDocument:
    return CvDocument(
        title="Ada Lune – CV",
        author="Ada Lune",
        label="CV",
        language="en",
        date="2031-05",
        date_text="May 2031",
        site_url="https://lune.example/me/",
        letterhead=HEAD,
        sections=sections,
        order="authors-first",
        design=DESIGN,
        words=(
            ("acceptance", "Acceptance rate"),
            ("et_al", "et al."),
            ("editors_one", "(ed.)"),
            ("editors_many", "(eds.)"),
        ),
    )


def section_text(section: CvSectionView, **changes: object) -> str:
    """Return what the text says between the head and the date."""
    text = cv_text(replace(cv(section), **changes))  # type: ignore[arg-type]
    return text.split("\n\n", 1)[1].removesuffix("\nMay 2031\n")


def test_the_head_is_the_name_underlined_and_a_line_for_each_contact() -> None:
    assert cv_text(cv()) == (
        "Ada Lune, FRS (月 阿達)\n"
        "=======================\n"
        "Reader in Tides, University of the Coast\n"
        "E-mail: ada@x.org\n"
        "GitHub: https://github.com/adalune\n"
        "\n"
        "May 2031\n"
    )


def test_an_entry_has_title_and_place_then_what_and_when_then_its_points() -> None:
    reader = CvEntryView(
        title=rich("University of the Coast"),
        place=rich("Kiel"),
        subtitle=rich("Reader"),
        when="2020 – present",
        lines=(rich("Mentor: Bo Ek"),),
        notes=(rich(f"Led {'very ' * 14}small seas."),),
        href="https://coast.example/",
        links=(LinkView(label="Slides", href="/assets/a.pdf"),),
    )
    guest = CvEntryView(title=rich("Guest"), when="2019")
    shown = CvSectionView(anchor="e", kind="entries", title="Positions", entries=(reader, guest))
    assert section_text(shown) == (
        "Positions\n"
        "---------\n"
        "University of the Coast, Kiel\n"
        "  Reader, 2020 – present\n"
        "  Mentor: Bo Ek\n"
        "  https://coast.example/\n"
        "  Slides: https://lune.example/me/assets/a.pdf\n"
        "  - Led very very very very very very very very very very very very very\n"
        "    very small seas.\n"
        "\n"
        "Guest\n"
        "  2019\n"
    )


def test_a_row_begins_with_its_date_and_a_point_with_its_title() -> None:
    prize = CvEntryView(
        title=rich("Wave Prize"), detail=rich("€ 500"), place=rich("Sea Society"), when="2021"
    )
    rows = CvSectionView(anchor="r", kind="rows", title="Awards", entries=(prize,))
    assert section_text(rows).splitlines()[2:] == ["- 2021: Wave Prize (Sea Society), € 500"]
    points = CvSectionView(anchor="r", kind="points", title="Awards", entries=(prize,))
    assert section_text(points).splitlines()[2:] == ["- Wave Prize (Sea Society, 2021), € 500"]


def test_works_are_numbered_and_end_with_the_address_of_the_doi() -> None:
    shown = CvSectionView(
        anchor="p",
        kind="publications",
        title="Publications",
        groups=(
            PublicationGroup(label="Articles", anchor="a", publications=(WAVES,), numbers=(10,)),
            PublicationGroup(label="Talks", anchor="t", publications=(WAVES,)),
        ),
        legend=(LegendView(mark="*", meaning="equal contribution"),),
    )
    work = (
        "A. Lune*, B. Ek. On Waves. Acta Maris, 3(2), 1–9, May 2031. Best paper. "
        "Acceptance rate 12 %. https://doi.org/10.1000/182"
    )
    text = section_text(shown)
    assert " ".join(text.split()) == (
        f"Publications ------------ Articles [10] {work} Talks - {work} * equal contribution"
    )
    assert "\n     Acceptance rate" in text, "lines hang below the authors"


def test_title_first_puts_the_title_before_the_authors() -> None:
    groups = (PublicationGroup(label="", anchor="", publications=(WAVES,)),)
    shown = CvSectionView(anchor="p", kind="publications", title="Papers", groups=groups)
    assert "- On Waves. A. Lune*, B. Ek. Acta" in section_text(shown, order="title-first")


def test_long_lists_of_authors_and_editors_say_so() -> None:
    edited = replace(WAVES, is_edited=True, has_more_authors=True)
    groups = (PublicationGroup(label="", anchor="", publications=(edited,)),)
    shown = CvSectionView(anchor="p", kind="publications", title="Papers", groups=groups)
    assert "- A. Lune*, B. Ek et al. (eds.). On Waves." in section_text(shown)


def test_lists_and_prose_stand_under_their_headings() -> None:
    items = CvSectionView(
        anchor="i", kind="list", title="Interests", lead=rich("Among them:"), items=(rich("seas"),)
    )
    prose = CvSectionView(anchor="t", kind="prose", title="", blocks=(Paragraph(rich("Tides.")),))
    text = cv_text(cv(items, prose))
    assert "\n\nInterests\n---------\nAmong them:\n\n- seas\n\nTides.\n\n" in text


def test_a_heading_of_wide_letters_is_underlined_to_its_end() -> None:
    items = CvSectionView(anchor="i", kind="list", title="受賞歴", items=(rich("海洋賞"),))
    assert section_text(items) == "受賞歴\n------\n- 海洋賞\n"


LETTER = LetterDocument(
    title="Application – Ada Lune",
    author="Ada Lune",
    subject="Application as a keeper of tides",
    language="en",
    date="2031-05-02",
    date_text="2 May 2031",
    letterhead=HEAD,
    recipient="Search Committee",
    address=("Institute of Seas", "1 Harbour Road"),
    opening="Dear committee,",
    body=(Paragraph(rich("I should like to keep your tides.")), Paragraph(rich("They are good."))),
    closing="Sincerely,",
    signature=None,
    signed="Ada Lune",
    enclosures=("Curriculum vitae", "List of works"),
    postscript=rich("I own a boat."),
    design=DESIGN,
    words=(("enclosures", "Enclosed"), ("postscript", "P.S.")),
)


def test_a_letter_has_its_parts_in_the_order_of_the_page() -> None:
    assert letter_text(replace(LETTER, letterhead=None)) == (
        "2 May 2031\n\n"
        "Search Committee\nInstitute of Seas\n1 Harbour Road\n\n"
        "Application as a keeper of tides\n--------------------------------\n\n"
        "Dear committee,\n\n"
        "I should like to keep your tides.\n\nThey are good.\n\n"
        "Sincerely,\n\nAda Lune\n\n"
        "P.S. I own a boat.\n\n"
        "Enclosed: Curriculum vitae, List of works\n"
    )
    assert letter_text(LETTER).startswith("Ada Lune, FRS")


def test_a_letter_without_extras_has_no_holes() -> None:
    bare = replace(
        LETTER, subject="", enclosures=(), postscript=RichText(), address=(), letterhead=None
    )
    assert "\n\n\n" not in letter_text(bare)
    assert letter_text(bare).endswith("Sincerely,\n\nAda Lune\n")


def test_links_say_their_address_unless_their_words_do() -> None:
    def link(href: str, words: str) -> str:
        return plain_text(RichText((Link(href, rich(words).nodes),)))

    assert link("https://sea.example/a", "notes") == "notes (https://sea.example/a)"
    assert link("https://sea.example/a/", "sea.example/a") == "sea.example/a"
    assert link("mailto:a@sea.example", "a@sea.example") == "a@sea.example"
    assert link("mailto:a@sea.example", "Write") == "Write (a@sea.example)"
    assert link("/publications/a/", "a paper") == "a paper"
    assert link("javascript:alert(1)", "words") == "words"


def test_formulas_are_unicode_where_that_shows_them() -> None:
    def math(tex: str) -> str:
        return plain_text(RichText((Math(tex),)))

    assert math(r"\alpha \leq 10^{-3}") == "α ≤ 10⁻³"
    assert math(r"x_{ij}^2") == "x_(ij)²"
    assert math(r"\frac{a}{b}") == r"\frac{a}{b}"


BLOCKS: tuple[Block, ...] = (
    BlockHeading(2, rich("Why")),
    Paragraph(rich("word " * 20)),
    BlockList(
        (
            (Paragraph(rich("one")), BlockList(((Paragraph(rich("deep")),),))),
            (Paragraph(rich("two")), Paragraph(rich("and more"))),
        ),
        first_number=9,
    ),
    BlockQuote((Paragraph(rich("said")),)),
    CodeBlock("a  = 1\nb"),
    BlockTable(((rich("Sea"), rich("Depth")), (rich("北海"), rich("95 m")))),
)


def test_blocks_keep_their_form() -> None:
    assert "\n".join(block_lines(BLOCKS)) == (
        "Why\n\n"
        "word word word word word word word word word word word word word word word\n"
        "word word word word word\n\n"
        "9. one\n"
        "   - deep\n"
        "10. two\n\n"
        "    and more\n\n"
        "> said\n\n"
        "    a  = 1\n"
        "    b\n\n"
        "Sea   Depth\n"
        "北海  95 m"
    )


def test_a_table_too_wide_for_columns_becomes_a_list() -> None:
    table = BlockTable(((rich("a" * 50), rich("b" * 50)),))
    assert block_lines((table,)) == [f"- {'a' * 50};", f"  {'b' * 50}"]


def test_wide_text_breaks_between_letters_but_not_before_a_stop() -> None:
    assert wrap("海の波、月", width=6) == ["海の", "波、月"]
    assert wrap("海の「波」月", width=8) == ["海の", "「波」月"]
    assert wrap("바다의 물결", width=8) == ["바다의", "물결"]


def test_a_space_that_holds_stays_in_its_line() -> None:
    assert wrap("see page\u00a07 now", width=9) == ["see", "page 7", "now"]
    assert wrap("end\u00a0", width=9) == ["end"]


NO_HELD_SPACES = st.text(st.characters(exclude_characters="\u00a0\u2007\u202f"))


@given(NO_HELD_SPACES, st.integers(4, 30))
def test_no_line_is_too_long_unless_it_is_one_piece(text: str, width: int) -> None:
    lines = wrap(text, first="- ", rest="  ", width=width)
    for line in lines:
        assert not any(unicodedata.category(one) in ("Cc", "Zl", "Zp", "Cs") for one in line)
        assert columns(line) <= width or " " not in line[2:]
    # No letter is lost, and none appears.
    letters = "".join(one for one in text if unicodedata.category(one)[0] in "LN")
    assert "".join(one for one in "".join(lines) if unicodedata.category(one)[0] in "LN") == letters


def test_lines_of_a_cv_are_no_wider_than_76_columns() -> None:
    long = CvEntryView(title=rich("海" * 90), detail=rich("word " * 50), when="2021")
    shown = CvSectionView(anchor="r", kind="rows", title="月" * 50, entries=(long,))
    text = cv_text(cv(shown))
    assert max(columns(line) for line in text.splitlines()) <= WIDTH


def test_control_characters_never_reach_the_text() -> None:
    bad = "a\x07b\u202ec\u00add\ufeffe\u2028f\rg"
    entry = CvEntryView(title=rich(bad), detail=rich(bad), when=bad, counts=bad, place=rich(bad))
    text = cv_text(cv(CvSectionView(anchor="r", kind="entries", title=bad, entries=(entry,))))
    assert {one for one in text if unicodedata.category(one).startswith("C")} == {"\n"}
    assert text.count("abcde f g") == 6
