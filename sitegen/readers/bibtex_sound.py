"""The quick reading of a sound entry, which most are; what is odd is left to `BibtexParser`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from sys import intern
from typing import TYPE_CHECKING, Any

from sitegen.late_pattern import late_pattern
from sitegen.model.entry import RawEntry, RawField
from sitegen.model.text import CiteKey
from sitegen.readers.bibtex_grammar import NAME
from sitegen.readers.bibtex_heads import ENTRY_TYPES
from sitegen.readers.bibtex_strings import Strings
from sitegen.readers.bibtex_values import EXPANSION_LIMIT, FIELD_LIMIT, collapse_blanks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.readers.bibtex_text import BibText

_DEPTH = 5
"""Braces inside braces of a value that is read quickly; the parser counts them beyond."""


def _balanced(depth: int, plain: str) -> str:
    if not depth:
        return f"{plain}*+"
    inner = _balanced(depth - 1, "[^{}]")
    return rf"{plain}*+(?:\{{{inner}\}}{plain}*+)*+"


_HEAD = late_pattern(r"@([A-Za-z]++)\{\s*+([^\s,{}\"%=]++)\s*+,[\s,]*+")
_BRACED = _balanced(_DEPTH, "[^{}]")
_QUOTED = _balanced(_DEPTH, '[^{}"]')
_FIELD = late_pattern(
    rf"({NAME})\s*+=\s*+"
    rf"(?:\{{({_BRACED})\}}|\"({_QUOTED})\"|([0-9]++)|([A-Za-z][\w-]*+))"
    r"\s*+(?:,[\s,]*+(\}?)|(\}))"
)
_PART = rf"\{{{_BRACED}\}}|\"{_QUOTED}\"|[0-9]++|[A-Za-z][\w-]*+"
_JOINED_FIELD = late_pattern(
    rf"({NAME})\s*+=\s*+((?:{_PART})(?:\s*+#\s*+(?:{_PART}))++)\s*+(?:,[\s,]*+(\}}?)|(\}}))"
)
_JOINED_PART = late_pattern(rf"[\s#]*+({_PART})")
_STRING = late_pattern(
    rf"@string\{{\s*+({NAME})\s*+=\s*+(?:\{{({_BRACED})\}}|\"({_QUOTED})\")\s*+,?\s*+\}}",
    re.IGNORECASE,
)
_ODD_TAIL = late_pattern(r"[@={}()]")
"""What makes text after an entry more than a comment."""


class SoundFields(Mapping[str, RawField]):
    """The fields of a sound entry that was read before: read again when one is looked at."""

    __slots__ = ("_fields", "_names", "_source", "_used")

    def __init__(self, names: tuple[str, ...], source: BibText, used: Mapping[str, str]) -> None:
        """`used` are the strings that the entry needs, and what they stand for."""
        self._names = names
        self._source = source
        self._used = used
        self._fields: Mapping[str, RawField] | None = None

    def __getitem__(self, name: str) -> RawField:
        if self._fields is None:
            strings = Strings()
            strings.values.update(self._used)
            entry = read_sound_entry(self._source, strings)
            self._fields = entry.fields if entry else {}
        return self._fields[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def get(self, name: str, default: Any = None) -> Any:
        """Return a field, or else the default."""
        return self[name] if name in self._names else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_sound_entry(source: BibText, strings: Strings) -> RawEntry | None:
    """Return the entry at the beginning of a text, if nothing is wrong with it or after it.

    It is what `BibtexParser` would return, which would have no problem to report. None when that
    is not sure: then the strings may have noted uses.
    """
    text = source.text
    head = _HEAD.match(text)
    if head is None or len(text) > FIELD_LIMIT:
        return None
    entry_type = head[1].lower()
    if entry_type not in ENTRY_TYPES:
        return None
    fields: dict[str, RawField] = {}
    is_open = True
    offset = head.end()
    while is_open:
        if found := _FIELD.match(text, offset):
            written, braced, quoted, number, word, closed, closer = found.groups()
            value = braced or quoted or number
            if value is None and word is not None:
                value = strings.expand(word)
                if value is None:
                    return None
        elif found := _JOINED_FIELD.match(text, offset):
            written, joined, closed, closer = found.groups()
            value = _joined(joined, strings)
            if value is None:
                return None
        else:
            return None
        name = intern(written.lower())
        if name in fields:
            return None
        value = collapse_blanks(value or "", name)
        fields[name] = RawField(name, value, source, offset)
        offset = found.end()
        is_open = not (closed or closer)
    if _ODD_TAIL.search(text, offset) or strings.expanded > EXPANSION_LIMIT:
        return None
    key = head[2]
    return RawEntry(intern(entry_type), CiteKey(key), fields, source, head.start(2), len(key))


def _joined(parts: str, strings: Strings) -> str | None:
    """Return what strings, numbers and names of strings that are joined with `#` make together."""
    values: list[str] = []
    offset = 0
    while found := _JOINED_PART.match(parts, offset):
        part = found[1]
        if part[0] in '{"':
            values.append(part[1:-1])
        elif part.isdecimal():
            values.append(part)
        elif (value := strings.expand(part)) is not None:
            values.append(value)
        else:
            return None
        offset = found.end()
    return "".join(values) if sum(map(len, values)) <= FIELD_LIMIT else None


def read_sound_string(source: BibText, strings: Strings) -> bool:
    """Define the string that a text is about, if there is nothing else in it."""
    text = source.text
    found = _STRING.match(text)
    if found is None or len(text) > FIELD_LIMIT or strings.expanded > EXPANSION_LIMIT:
        return False
    if _ODD_TAIL.search(text, found.end()):
        return False
    strings.define(found[1], found[2] or found[3] or "")
    return True


def is_silent(source: BibText) -> bool:
    """Say whether a text between entries is certainly nothing but a comment."""
    return _ODD_TAIL.search(source.text) is None
