"""What a PDF says: its text in several orders, lines with their places, tags and outline."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTAnno, LTChar, LTContainer, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFNoOutlines
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

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
