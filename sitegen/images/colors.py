"""Colours that follow from the one accent of a theme, as styles work them out from it.

Source: CSS Color 4 (conversions between OKLCH and sRGB).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final, TypeAlias

Rgb: TypeAlias = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

_SHORT: Final = len("#abc")
_STEPS: Final = 24
"""Halvings with which the strongest chroma that a screen shows is found."""


@lru_cache(maxsize=256)
def shade(accent: str, lightness: float, chroma: float, *, strong: bool = False) -> Rgb:
    """Return a colour in the hue of `accent`: `oklch(from accent lightness chroma h)` in CSS.

    A `strong` one has the chroma of the accent, and `chroma` at most. What no screen shows loses
    chroma until one does.

    >>> shade("#14694f", 0.44, 0.15, strong=True), shade("#14694f", 0.991, 0.003)
    ((5, 98, 72), (250, 253, 252))
    """
    _, own, hue = _oklch(_from_hex(accent))
    high = min(own, chroma) if strong else chroma
    if _is_shown(_linear(lightness, high, hue)):
        return _encoded(_linear(lightness, high, hue))
    low = 0.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _is_shown(_linear(lightness, middle, hue)):
            low = middle
        else:
            high = middle
    return _encoded(_linear(lightness, low, hue))


def mixed(one: Rgb, other: Rgb, part: float) -> Rgb:
    """Return a colour on the way from one to the other.

    >>> mixed((0, 0, 0), (100, 200, 50), 0.5)
    (50, 100, 25)
    """
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def hex_color(color: Rgb) -> str:
    """Return a colour as styles write it.

    >>> hex_color((5, 98, 72))
    '#056248'
    """
    return f"#{bytes(color).hex()}"


def _from_hex(text: str) -> Rgb:
    digits = text.removeprefix("#")
    if len(text) == _SHORT:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def _oklch(color: Rgb) -> tuple[float, float, float]:
    """Return lightness, chroma, and hue in radians."""
    red, green, blue = (_decoded(part / 255) for part in color)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return red, green and blue as amounts of light; outside 0 to 1 no screen shows them."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(light: tuple[float, float, float]) -> bool:
    near = 0.0005
    return all(-near <= part <= 1 + near for part in light)


def _encoded(light: tuple[float, float, float]) -> Rgb:
    red, green, blue = (round(255 * _curved(min(max(part, 0.0), 1.0))) for part in light)
    return red, green, blue


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def _curved(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055  # noqa: PLR2004
