"""The bytes of an output -> the texts that somebody may read in it, in one spelling."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import decimal, normalize
from urllib.parse import unquote

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROUNDS: Final = 3
"""So often text is escaped inside text: HTML in XML in JSON."""
_MOST_BYTES: Final = 50_000_000
"""Of what is packed in a file."""
_HIDDEN = late_pattern(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_ESCAPE = late_pattern(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf])|(.))")
# Arabic, Persian, NKo, scripts of India, Thai, Lao, Tibetan, Myanmar, Khmer, Mongolian.
_FOREIGN_DIGIT = late_pattern(
    "[\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f"
    "\u0ae6-\u0aef\u0b66-\u0b6f\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f"
    "\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u17e0-\u17e9\u1810-\u1819]"
)
_AROUND_TAGS = late_pattern(r"\s*\0[\s\0]*")
_SPACES = late_pattern(r"\s{2,}")


class Texts(NamedTuple):
    """What can be read in a file. `is_whole` is false where a part of it cannot be read."""

    texts: tuple[str, ...]
    is_whole: bool = True


def texts_of(name: str, content: bytes) -> Texts:
    """Return the texts in a file, folded: as they stand, and without markup.

    Of a PDF that is what it shows and what it says of itself, of an archive (ODT, DOCX) what its
    files hold, of an image its metadata, as far as they are not packed.
    """
    if content[:5] == b"%PDF-" or name.endswith(".pdf"):
        return _of_pdf(content)
    if content[:4] == b"PK\x03\x04":
        return _of_archive(content)
    return Texts(tuple(_of_plain(content)))


def _of_plain(content: bytes) -> Iterator[str]:
    is_binary = b"\0" in content[:8192]
    if is_binary:
        yield folded(content.decode("latin-1"))
        return
    text = folded(_unescaped(content.decode("utf-8", "replace")))
    yield text
    if "<" in text:
        yield _AROUND_TAGS.sub("\0", _HIDDEN.sub("\0", text))


def _of_pdf(content: bytes) -> Texts:
    from sitegen.readers.pdf import read_pdf  # noqa: PLC0415 slow

    read = read_pdf(content)
    texts = (*(_unescaped(text) for text in read.texts), content.decode("latin-1"))
    return Texts(tuple(map(folded, texts)), read.is_whole)


def _of_archive(content: bytes) -> Texts:
    import zipfile  # noqa: PLC0415 rarely needed

    texts: list[str] = []
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                left -= member.file_size
                if left < 0:
                    return Texts(tuple(texts), is_whole=False)
                texts += _of_plain(archive.read(member))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return Texts(tuple(texts), is_whole=False)
    return Texts(tuple(texts))


def _unescaped(text: str) -> str:
    """Return a text without entities, escapes of JSON and escapes of addresses."""
    for _ in range(_ROUNDS):
        plain = unescape(text) if "&" in text else text
        plain = _ESCAPE.sub(_character, plain) if "\\" in plain else plain
        plain = unquote(plain) if "%" in plain else plain
        if plain == text:
            break
        text = plain
    return text


def _character(found: re.Match[str]) -> str:
    wide, narrow, control, other = found.groups()
    if control:
        return " "
    return chr(int(wide or narrow, 16)) if wide or narrow else other


def folded(text: str) -> str:
    """Return a text in small letters, with one kind of digits and single spaces.

    NUL stands for tags and the spaces around them.

    >>> folded("Ｔｅｌ.  ０３０ １２３")
    'tel. 030 123'
    """
    if not text.isascii():
        text = normalize("NFKC", text)
        text = _FOREIGN_DIGIT.sub(lambda found: str(decimal(found[0])), text)
    if "\0" in text:
        text = _AROUND_TAGS.sub("\0", text)
    return _SPACES.sub(" ", text.casefold())
