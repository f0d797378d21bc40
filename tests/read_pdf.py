"""What a PDF says: its text in several orders, lines with their places, tags and outline."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTAnno, LTChar, LTContainer, LTCurve, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFNoOutlines
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pypdf import PdfReader
from pypdf.generic import ContentStream

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(NamedTuple):
    """A line of text, and where its bottom and its left end are, in points."""

    page: int
    bottom: float
    left: float
    text: str


def text_of(pdf: bytes) -> str:
    """Return the text as pdfminer reads it, with single spaces."""
    return " ".join(extract_text(io.BytesIO(pdf)).split())


def texts_of(pdf: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of a reader and the text that it makes of a file, with single spaces.

    pdftotext may be missing, but not where all must be tested.
    """
    yield "pdfminer", text_of(pdf)
    yield (
        "pypdf",
        " ".join(" ".join(one.extract_text().split()) for one in PdfReader(io.BytesIO(pdf)).pages),
    )
    if shutil.which("pdftotext") or "CI" in os.environ:
        for option in ((), ("-raw",), ("-layout",)):
            made = subprocess.run(
                ("pdftotext", *option, "-", "-"),
                input=pdf,
                capture_output=True,
                check=True,
            )
            yield " ".join(("pdftotext", *option)), " ".join(made.stdout.decode().split())


def lines_of(pdf: bytes) -> list[Line]:
    """Return all lines, page after page, from top to bottom."""
    made = []
    for number, page in enumerate(extract_pages(io.BytesIO(pdf)), 1):
        made += [Line(number, one.y0, one.x0, one.get_text().strip()) for one in _lines(page)]
    return sorted(made, key=lambda line: (line.page, -line.bottom, line.left))


def _lines(part: object) -> Iterator[LTTextLine]:
    if isinstance(part, LTTextLine):
        yield part
    elif isinstance(part, LTContainer):
        for one in part:
            yield from _lines(one)


def colors_of(pdf: bytes) -> set[tuple[float, ...]]:
    """Return the colours in which letters are set, as parts from 0 to 1."""
    found = set()
    for page in extract_pages(io.BytesIO(pdf)):
        for line in _lines(page):
            for one in line:
                if isinstance(one, LTChar) and not isinstance(one, LTAnno):
                    color = one.graphicstate.ncolor
                    parts = color if isinstance(color, (tuple, list)) else (color,) * 3
                    found.add(tuple(float(part) for part in parts))
    return found


def line_colors_of(pdf: bytes) -> set[tuple[float, ...]]:
    """Return the colours of drawn lines and of thin areas, as parts from 0 to 1, three digits."""
    shapes = [shape for page in extract_pages(io.BytesIO(pdf)) for shape in page]
    colors = [
        shape.non_stroking_color if shape.fill else shape.stroking_color
        for shape in shapes
        if isinstance(shape, LTCurve)
    ]
    return {
        tuple(round(float(part), 3) for part in one) for one in colors if isinstance(one, tuple)
    }


def _document(pdf: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(io.BytesIO(pdf)))


def outline_of(pdf: bytes) -> list[tuple[int, str]]:
    """Return level and title of each entry of the outline."""
    try:
        return [(level, title) for level, title, *_ in _document(pdf).get_outlines()]
    except PDFNoOutlines:
        return []


def catalog_of(pdf: bytes) -> dict[str, Any]:
    return _document(pdf).catalog


def links_of(pdf: bytes) -> list[str]:
    """Return the addresses of all links in order."""
    found = []
    for page in PDFPage.create_pages(_document(pdf)):
        for one in resolve1(page.annots) or ():
            action = resolve1(resolve1(one).get("A")) or {}
            if "URI" in action:
                found.append(resolve1(action["URI"]).decode())
    return found


class Tag(NamedTuple):
    """An element of the tree of tags."""

    role: str
    alt: str


def tags_of(pdf: bytes) -> list[Tag]:
    """Return the elements of the tree of tags in the order of reading."""
    return list(_tags(_document(pdf).catalog["StructTreeRoot"]))


def _tags(part: object) -> Iterator[Tag]:
    one = resolve1(part)
    if isinstance(one, list):
        for child in one:
            yield from _tags(child)
    elif isinstance(one, dict):
        role = one.get("S")
        if isinstance(role, PSLiteral):
            alt = resolve1(one.get("Alt")) or b""
            yield Tag(str(role.name), _said(alt))
        if "K" in one:
            yield from _tags(one["K"])


def _said(text: bytes) -> str:
    return text.decode("utf-16" if text.startswith(b"\xfe\xff") else "latin-1")


def painted(pdf: bytes) -> list[list[int]]:
    """Return the numbers of marked contents of each page in the order in which they are painted."""
    pages = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        operations = ContentStream(page.get_contents(), page.pdf).operations
        marks = [given[1] for given, operator in operations if operator == b"BDC"]
        pages.append([int(one["/MCID"]) for one in marks if "/MCID" in one])
    return pages


def tagged(pdf: bytes) -> list[list[int]]:
    """Return the numbers of marked contents of each page in the order of the tree of tags."""
    reader = PdfReader(io.BytesIO(pdf))
    numbers: dict[int, list[int]] = {page.indirect_reference.idnum: [] for page in reader.pages}
    _marks(reader.root_object["/StructTreeRoot"]["/K"], 0, numbers)
    return list(numbers.values())


def _marks(part: Any, page: int, numbers: dict[int, list[int]]) -> None:
    if isinstance(part, list):
        for one in part:
            _marks(one.get_object(), page, numbers)
    elif isinstance(part, int):
        numbers[page].append(part)
    else:
        page = part.raw_get("/Pg").idnum if "/Pg" in part else page
        if part.get("/Type") == "/MCR":
            numbers[page].append(part["/MCID"])
        elif "/K" in part:
            _marks(part["/K"], page, numbers)
