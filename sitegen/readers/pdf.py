"""PDF -> what can be read in it: text, titles, links, metadata. The only user of pypdf."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

_TEXT_STREAMS: Final = frozenset({"/Metadata", "/EmbeddedFile"})


class PdfTexts(NamedTuple):
    """The texts of a PDF; `is_whole` is false where some cannot be read."""

    texts: tuple[str, ...]
    is_whole: bool = True


def read_pdf(content: bytes) -> PdfTexts:
    """Return the text of each page, then every text that its objects hold.

    Those are the author, titles of the outline, addresses of links, descriptions of pictures,
    metadata in XML, files inside. A file may be damaged, or locked with a password: what can be
    read of it is returned.
    """
    from pypdf import PdfReader  # noqa: PLC0415 slow

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    texts: list[str] = []
    is_whole = True
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return PdfTexts((), is_whole=False)
    # pypdf meets a damaged file with errors of any kind.
    except Exception:  # noqa: BLE001
        return PdfTexts((), is_whole=False)
    for part in (_pages, _objects):
        try:
            texts += part(reader)
        except Exception:  # noqa: BLE001
            is_whole = False
    return PdfTexts(tuple(texts), is_whole)


def _pages(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        yield page.extract_text()


def _objects(reader: PdfReader) -> Iterator[str]:
    from pypdf.generic import IndirectObject  # noqa: PLC0415 slow

    numbers = {*reader.xref_objStm}
    for generation in reader.xref.values():
        numbers |= {*generation}
    for number in sorted(numbers):
        yield from _texts(reader.get_object(IndirectObject(number, 0, reader)))
    yield from _texts(reader.trailer)


def _texts(value: object) -> Iterator[str]:
    from pypdf.generic import (  # noqa: PLC0415 slow
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        StreamObject,
        TextStringObject,
    )

    if isinstance(value, TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield value.decode("latin-1")
    elif isinstance(value, ArrayObject):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, DictionaryObject):
        for one in value.values():
            yield from _texts(one)
        if isinstance(value, StreamObject) and value.get("/Type") in _TEXT_STREAMS:
            yield value.get_data().decode("utf-8", "replace")
