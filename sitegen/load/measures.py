"""The numbers of an entry: volume, issue, pages, article, edition, version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import read_pages, read_text

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Kind

_SEASONS: Final = frozenset({"spring", "summer", "fall", "autumn", "winter"})
_WHOLE: Final = frozenset({"book", "proceedings", "thesis"})
_LENGTH = late_pattern(r"(?:[ivxlc]+\s*[+,]\s*)?(\d+)(?:\s*(?:pp?|pages?|S)\.?)?", re.IGNORECASE)
"""`pages = {350}` of a book or thesis, or `xii+350 pp.`."""
_EDITION = late_pattern(r"[\s,.;:]*(?:\b(?:edition|edn?)\b)?[\s,.;:]*$", re.IGNORECASE)
_ARTICLE_FIELDS: Final = ("eid", "articleno", "article-number", "articlenumber")


class Measures(NamedTuple):
    """What counts a work or its part, as plain text."""

    volume: str = ""
    number: str = ""
    pages: str = ""
    article_number: str = ""
    num_pages: str = ""
    num_volumes: str = ""
    edition: str = ""
    version: str = ""
    chapter: str = ""


def read_measures(entry: RawEntry, kind: Kind, *, is_arxiv: bool) -> Measures:
    """Return the numbers of an entry; `is_arxiv` says that arXiv's own may stand in them."""
    fields = entry.fields
    volume = _text(entry, "volume")
    if is_arxiv and volume.startswith("abs/"):
        volume = ""
    if "part" in fields and (part := _text(entry, "part")):
        volume = f"{volume}.{part}" if volume else part
    pages, length = "", ""
    if "pages" in fields:
        value = fields["pages"].value
        is_eprint = is_arxiv and "arxiv" in value.lower()
        pages = "" if is_eprint else read_pages(value)
        if kind in _WHOLE and pages and (whole := _LENGTH.fullmatch(pages)):
            pages, length = "", whole[1]
    return Measures(
        volume=volume,
        number=_number(entry),
        pages=pages,
        article_number=next((_text(entry, name) for name in _ARTICLE_FIELDS if name in fields), ""),
        num_pages=_text(entry, "pagetotal") or _text(entry, "numpages") or length,
        num_volumes=_text(entry, "volumes"),
        edition=_EDITION.sub("", _text(entry, "edition")) if "edition" in fields else "",
        version=_text(entry, "version"),
        chapter=_text(entry, "chapter"),
    )


def read_sort_year(entry: RawEntry) -> int | None:
    """Return the year that takes the place of the real one in sorting."""
    text = _text(entry, "sortyear")
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 4 else None  # noqa: PLR2004


def _number(entry: RawEntry) -> str:
    """Return the number, or the issue; one that is called after a season is part of the date."""
    number, issue = _text(entry, "number"), _text(entry, "issue")
    if issue.casefold() in _SEASONS:
        issue = ""
    return number or issue


def _text(entry: RawEntry, name: str) -> str:
    found = entry.fields.get(name)
    return read_text(found.value) if found else ""
