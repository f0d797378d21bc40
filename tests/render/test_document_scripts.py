"""Names in other scripts: typeset where a font has them, a clear problem where none has."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from render.documents import CV, pdf_of, text_of
from render.small_fonts import font_of

from sitegen.model.blocks import Paragraph
from sitegen.model.text import rich
from sitegen.views.documents import CvDocument, CvSectionView

THEMES = ("awesome", "classic")
NAMES = {
    "Hangul": "유경인",
    "Chinese characters": "李明月",
    "Japanese": "さくらサクラ",
    "Thai": "กขค",
}
AT_HAND = {"Cyrillic": "Анна Каренина", "Greek": "Ἄννα Λούνα", "Latin": "Łučić Ñandú Þór"}
"""Scripts that need no font of the site."""


def named(name: str) -> CvDocument:
    """Return a CV with a name in its head, and in the middle of a line."""
    blocks = (Paragraph(rich(f"with {name} at sea")),)
    section = CvSectionView(anchor="about", kind="prose", title="About", blocks=blocks)
    head = replace(CV.letterhead, native_name=name)
    return replace(CV, letterhead=head, sections=(section,))


def fonts_with(text: str) -> dict[str, str | bytes]:
    return {"fonts/own.ttf": font_of(text.replace(" ", ""), "Own Small")}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("script", "name"), NAMES.items())
def test_a_name_is_set_with_a_font_of_the_site(script: str, name: str, theme: str) -> None:
    missing = pdf_of(named(name), theme=theme)
    assert missing.value is None
    (problem,) = missing.problems
    assert problem.code == "missing-glyph"
    characters = "".join(dict.fromkeys(name))
    assert f"“{characters}” ({script})" in problem.message
    assert "fonts/" in str(problem.hint)
    assert f"with {name} at sea" in text_of(pdf_of(named(name), fonts_with(name), theme=theme))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", AT_HAND.values())
def test_european_names_need_no_font(name: str, theme: str) -> None:
    assert f"with {name} at sea" in text_of(pdf_of(named(name), theme=theme))


@pytest.mark.parametrize("name", ["שרה לוין", "مريم قمر"])
def test_a_name_from_right_to_left_stands_so_in_a_line(name: str) -> None:
    from pdfminer.high_level import extract_pages  # noqa: PLC0415 slow
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine  # noqa: PLC0415 slow

    made = pdf_of(named(name), fonts_with(name), theme="classic").value
    assert made is not None
    lines = [
        [char for char in line if isinstance(char, LTChar)]
        for page in extract_pages(BytesIO(made))
        for box in page
        if isinstance(box, LTTextContainer)
        for line in box
        if isinstance(line, LTTextLine)
    ]
    (line,) = [line for line in lines if "at sea" in "".join(char.get_text() for char in line)]
    seen = "".join(char.get_text() for char in sorted(line, key=lambda char: char.x0))
    assert seen.replace(" ", "") == f"with{name[::-1].replace(' ', '')}atsea"


def test_a_font_of_the_site_may_be_that_of_the_documents() -> None:
    letters = "".join(map(chr, range(0x21, 0x7F))) + "–—·•’“”…"
    files = {"fonts/own.ttf": font_of(letters, "Own Small")}
    document = replace(CV, design=replace(CV.design, font="own small"))
    made = pdf_of(document, files).value
    assert made is not None
    assert b"OwnSmall" in made


def test_the_entry_that_brings_a_character_is_named() -> None:
    from render.test_typst_data import publication  # noqa: PLC0415

    from sitegen.views.publications import PublicationGroup  # noqa: PLC0415

    work = replace(publication("minh2030"), title=rich("On กข"))
    group = PublicationGroup(label="", anchor="", publications=(work,))
    section = CvSectionView(anchor="works", kind="publications", title="Works", groups=(group,))
    bib = "@misc{other,\n}\n\n@article{minh2030,\n  title = {On \\thai}\n}\n"
    made = pdf_of(replace(CV, sections=(section,)), {"publications.bib": bib})
    (problem,) = made.problems
    span = problem.span
    assert (span.path, span.line, span.column, span.width) == ("publications.bib", 4, 10, 8)
