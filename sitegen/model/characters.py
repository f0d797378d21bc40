"""Sets of characters by name, for the files of fonts, each of which has only some characters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from sitegen.late_pattern import late_pattern

MATH: Final = "math"
MATH_SETS: Final = (MATH, "math-fraktur", "math-more")
"""The sets of a font for formulas: what most of them need, and others. All are in use where the
site has a formula; a page loads the others for a character that wants them."""

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
    MATH: "U+0-7E, U+A0, U+AC, U+B1, U+B7, U+D7, U+F7, U+393-394, U+398, U+39B, "
    "U+3A0, U+3A3, U+3A6, U+3A8-3A9, U+3B1-3C9, U+3D1, U+3D5-3D6, U+3F0-3F1, U+3F5, "
    "U+2009, U+2026, U+2032-2033, U+2061-2064, U+210E, U+211D, U+2190-2194, U+21D2, "
    "U+21D4, U+2200, U+2202-2203, U+2207-2209, U+220F-2212, U+2217-2218, U+221A, U+221E, "
    "U+2223, U+2225, U+2227-222B, U+223C, U+2248, U+2260-2261, U+2264-2265, U+226A-226B, "
    "U+2282-2283, U+2286-2287, U+2295, U+2297, U+22C5, U+22EE-22F1, U+1D434-1D467, "
    "U+1D6FC-1D71B",
    "math-fraktur": "U+210C, U+2111, U+211C, U+2128, U+212D, U+1D504-1D537, U+1D56C-1D59F",
    "math-more": "U+A1-AB, U+AD-B0, U+B2-B6, U+B8-D6, U+D8-F6, U+F8-17F, U+2C6-2DD, "
    "U+300-338, U+370-392, U+395-397, U+399-39A, U+39C-39F, U+3A1-3A2, U+3A4-3A5, U+3A7, "
    "U+3AA-3B0, U+3CA-3D0, U+3D2-3D4, U+3D7-3EF, U+3F2-3F4, U+3F6-3FF, U+2000-2008, "
    "U+200A-2025, U+2027-2031, U+2034-2060, U+2065-20AC, U+20D0-20EF, U+2100-210B, U+210D, "
    "U+210F-2110, U+2112-211B, U+211E-2127, U+2129-212C, U+212E-214F, U+2195-21D1, U+21D3, "
    "U+21D5-21FF, U+2201, U+2204-2206, U+220A-220E, U+2213-2216, U+2219, U+221B-221D, "
    "U+221F-2222, U+2224, U+2226, U+222C-223B, U+223D-2247, U+2249-225F, U+2262-2263, "
    "U+2266-2269, U+226C-2281, U+2284-2285, U+2288-2294, U+2296, U+2298-22C4, U+22C6-22ED, "
    "U+22F2-22FF, U+2308-230B, U+2322-2323, U+23B0-23B1, U+23DC-23E1, U+25A0-25A1, "
    "U+25AA-25B9, U+25BC-25C3, U+25CA-25CB, U+2605, U+2660-2663, U+2713, U+27C2, "
    "U+27E6-27EF, U+27F5-27FF, U+2A00-2A0C, U+2A3F, U+2A7D-2A7E, U+2A85-2A8C, U+2A95-2A96, "
    "U+2AAF-2AB0, U+2AC5-2AC6, U+2ACB-2ACC, U+1D400-1D433, U+1D468-1D503, U+1D538-1D56B, "
    "U+1D5A0-1D607, U+1D670-1D6FB, U+1D71C-1D755, U+1D7CA-1D7FF",
}
"""Name -> the characters, as `unicode-range` of CSS says it.

But for those of formulas no two share one.
"""

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
