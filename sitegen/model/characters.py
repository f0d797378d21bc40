"""Sets of characters by name, for the files of fonts, each of which has only some characters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from sitegen.late_pattern import late_pattern

MATH: Final = "math"
"""The set of a font for formulas: in use where a page has one."""

CHARACTER_SETS: Final[Mapping[str, str]] = {
    "latin": "U+0-FF, U+131, U+152-153, U+2009, U+2010-2014, U+2018-201A, U+201C-201E, "
    "U+2020-2022, U+2026, U+202F, U+2032-2033, U+2039-203A, U+2044, U+20AC, U+2122, U+2190-2193, "
    "U+2212, U+2215",
    "latin-ext": "U+100-130, U+132-151, U+154-19F, U+1A2-1AE, U+1B1-24F, U+259, U+2B0-36F, "
    "U+1E00-1E9F, U+2C60-2C7F, U+A720-A7FF, U+FB00-FB06",
    "vietnamese": "U+1A0-1A1, U+1AF-1B0, U+1EA0-1EFF, U+20AB",
    "phonetic": "U+250-258, U+25A-2AF, U+1D00-1DBF",
    "greek": "U+370-3FF, U+1F00-1FFF",
    "cyrillic": "U+400-52F, U+1C80-1C8F, U+2DE0-2DFF, U+A640-A69F",
    "symbols": "U+2000-2008, U+200A-200F, U+2015-2017, U+201B, U+201F, U+2023-2025, U+2027-202E, "
    "U+2030-2031, U+2034-2038, U+203B-2043, U+2045-20AA, U+20AD-2121, U+2123-218F, U+2194-2211, "
    "U+2213-2214, U+2216-2BFF",
    MATH: "U+0-10FFFF",
}
"""Name -> the characters, as `unicode-range` of CSS says it. But for `math` no two share one."""

_RANGE = r"U\+[0-9A-Fa-f]{1,6}(?:-[0-9A-Fa-f]{1,6})?"
_RANGES = late_pattern(rf"{_RANGE}(?:,\s*{_RANGE})*")


def is_character_set(text: str) -> bool:
    """Say whether a text names characters: a set by its name, or `unicode-range` of CSS."""
    return text in CHARACTER_SETS or _RANGES.fullmatch(text) is not None


@cache
def code_points(characters: str) -> tuple[range, ...]:
    """Return the characters of a set.

    >>> code_points("U+370-3FF, U+20AC")
    (range(880, 1024), range(8364, 8365))
    """
    parts = CHARACTER_SETS.get(characters, characters).replace("U+", "").split(",")
    ends = (part.strip().partition("-") for part in parts)
    return tuple(range(int(low, 16), int(high or low, 16) + 1) for low, _, high in ends)
