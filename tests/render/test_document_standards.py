"""PDF/UA-1 and PDF/A-2a, asked of checkers that are not Typst."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from invented_documents import design, energy, letter, systems
from read_pdf import painted, tagged
from render.documents import CV, pdf_of

from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Math, RichText, Text, rich
from sitegen.render import documents
from sitegen.views.documents import CvSectionView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.views.documents import CvDocument, DesignView, LetterDocument

THEMES = ("awesome", "classic")
KNOWN = ("MATH-010", "ORD-001")
"""Warnings that we do not follow. Formulas are told as LaTeX, which those know who have formulas
read to them, in whatever language. Of a paragraph, the checker takes the text beside bold words
before these, and so finds another order than the tags have: our own test of the order is exact."""
CHECK = """
import json, sys, warnings
warnings.simplefilter("ignore")
from outloud import check
from pdfua import validate
made = check(sys.argv[1])
said = [f"{one.rule}: {one.message}" for one in made.findings if one.severity != "info"]
said += [f"{one.rule_id}: {one.message}" for one in validate(sys.argv[1]).findings]
print(json.dumps(said))
"""


def findings(pdf: bytes, folder: Path) -> list[str]:
    """Return what there is to say against a file, in a process that may warn of what it likes."""
    place = folder / "a.pdf"
    place.write_bytes(pdf)
    made = subprocess.run(
        [sys.executable, "-c", CHECK, place], check=True, capture_output=True, text=True
    )
    said: list[str] = json.loads(made.stdout)
    return [one for one in said if not one.startswith(KNOWN)]


def every_block(look: DesignView) -> CvDocument:
    """Return a CV with all that a text can hold."""
    formula = RichText((Text("On "), Math(r"\sum_{i=0}^n x_i^2"), Text(" in a line.")))
    blocks = (
        Paragraph(formula),
        Paragraph(RichText((Math(r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", is_display=True),))),
        BlockHeading(1, rich("Inside")),
        BlockHeading(3, rich("Two levels deeper")),
        BlockList(((Paragraph(rich("one")),), (Paragraph(rich("two")), Paragraph(rich("more"))))),
        BlockList(((Paragraph(rich("three")),),), 3),
        BlockQuote((Paragraph(rich("Said by others.")), BlockHeading(6, rich("Deep")))),
        CodeBlock("a = 1\n    b"),
        BlockTable(((rich("Year"), rich("Height")), (rich("2030"), rich("4 m")))),
    )
    section = CvSectionView(anchor="about", kind="prose", title="About", blocks=blocks)
    return replace(CV, sections=(section,), design=look)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("make", [systems, energy, letter, every_block])
def test_nothing_is_to_be_said_against_a_document(
    make: Callable[[DesignView], CvDocument | LetterDocument], theme: str, tmp_path: Path
) -> None:
    made = pdf_of(make(design(theme)))
    assert made.value is not None, made.problems
    assert findings(made.value, tmp_path) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("make", [systems, energy, letter, every_block])
def test_text_is_painted_in_the_order_of_the_tags(
    make: Callable[[DesignView], CvDocument | LetterDocument], theme: str
) -> None:
    """Who takes the text out of the file gets it in the order in which it is read out."""
    made = pdf_of(make(design(theme))).value
    assert made is not None
    pages = painted(made)
    assert all(len(page) > 3 for page in pages)
    assert pages == tagged(made)


def test_the_checkers_see_what_is_no_standard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "STANDARDS", ())
    made = pdf_of(CV, typesetter=documents.Typesetter()).value
    assert made is not None
    assert len(findings(made, tmp_path)) >= 2


@pytest.mark.parametrize("theme", THEMES)
def test_a_document_is_fit_for_archives(theme: str) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 slow

    made = pdf_of(every_block(design(theme))).value
    assert made is not None
    reader = PdfReader(BytesIO(made))
    metadata = reader.xmp_metadata
    assert metadata is not None
    xmp = metadata.stream.get_data().decode()
    assert "pdfaid:part>2<" in xmp
    assert "pdfaid:conformance>A<" in xmp
    assert "pdfuaid:part>1<" in xmp
    assert not reader.is_encrypted
    assert "/OutputIntents" in reader.trailer["/Root"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Ada Lune – Curriculum vitae"
    assert str(reader.metadata.get("/CreationDate", "")).startswith("D:20310501")
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert any(inner.get_object().get(f"/FontFile{kind}") for kind in ("2", "3"))
