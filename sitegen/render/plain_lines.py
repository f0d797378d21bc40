"""Lines of plain text: how wide characters are, and where a line may end."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH: Final = 76
"""Columns of a line; forms and mails of old wrap at 80, and quote with two signs more."""

_WIDE: Final = frozenset("WF")
_NO_COLUMN: Final = frozenset({"Mn", "Me", "Cf"})
_DROPPED: Final = late_pattern(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff\ufff9-\ufffb]"
)
"""Control characters, marks that show nothing, and halves of characters."""
_SPACES: Final = late_pattern(r"[\t\n\x0b\x0c\r\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]")
_HELD: Final = late_pattern(r"[\xa0\u2007\u202f]")
"""Spaces at which no line ends."""
_NOT_FIRST: Final = frozenset(
    "、。，．・：；？！ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ％"
)
"""What begins no line in Chinese and Japanese, besides closing brackets (JIS X 4051)."""


def clean(text: str) -> str:
    r"""Return a text without control characters; what breaks lines becomes a space.

    >>> clean("soft\u00adware\r\nand\x07 more")
    'software  and more'
    """
    if text.isascii() and text.isprintable():
        return text
    return _SPACES.sub(" ", _DROPPED.sub("", text))


def columns(text: str) -> int:
    """Return how many columns a text takes: two for a wide character, none for an accent.

    >>> columns("Lune"), columns("月 Lune"), columns("e\u0301")
    (4, 7, 1)
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def wrap(text: str, *, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    """Return the lines of a text, the first one after `first`, the others after `rest`.

    A word that is longer than a line stands alone: addresses are not broken.

    >>> wrap("one two three", first="- ", rest="  ", width=9)
    ['- one two', '  three']
    """
    lines: list[str] = []
    line, used = first, columns(first)
    is_empty = True
    for space, unit in _units(clean(text)):
        gap = space and not is_empty
        size = columns(unit)
        if not is_empty and used + gap + size > width:
            lines.append(line)
            line, used, gap = rest, columns(rest), False
        line += f" {unit}" if gap else unit
        used += size + gap
        is_empty = False
    if not is_empty:
        lines.append(line)
    return [_HELD.sub(" ", one).rstrip() for one in lines]


def _units(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what no line may divide, and whether a space stands before it."""
    for word in re.split(" +", text):
        if not word:
            continue
        if word.isascii():
            yield True, word
            continue
        for place, unit in enumerate(_divided(word)):
            yield place == 0, unit


def _divided(word: str) -> Iterable[str]:
    """Divide a word between wide characters, where Chinese, Japanese and Korean text may break.

    Hangul has spaces, and breaks there alone.
    """
    units: list[str] = []
    for character in word:
        before = units[-1][-1:] if units else ""
        is_held = _stays_with_last(character) or (before and _opens(before))
        if before and (is_held or not (_is_free(before) or _is_free(character))):
            units[-1] += character
        else:
            units.append(character)
    return units


@cache
def _is_free(character: str) -> bool:
    """Say whether a line may end before or after a character."""
    is_wide = unicodedata.east_asian_width(character) in _WIDE
    return is_wide and not unicodedata.name(character, "").startswith("HANGUL")


@cache
def _stays_with_last(character: str) -> bool:
    category = unicodedata.category(character)
    is_closing = category in ("Pe", "Pf", "Mn", "Mc", "Me", "Cf", "Sk")
    return is_closing or character in _NOT_FIRST or character in ",.;:!?)]}’”"


@cache
def _opens(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi") or character == "\u200d"
