"""Colours of a style as a browser works them out: `light-dark`, `oklch(from …)`, `color-mix`.

Sources: CSS Color 4 (conversions between OKLCH and sRGB), CSS Color 5 (relative colours, mixing),
WCAG 2.2 (contrast).
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tokens = "Mapping[str, str]"


class Oklch(NamedTuple):
    """A colour: lightness 0 to 1, chroma, hue in degrees, how opaque it is."""

    l: float  # noqa: E741 the name that CSS gives it
    c: float
    h: float
    alpha: float = 1


def rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each innermost rule: its selector and its declarations."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for found in re.finditer(r"([^{};]*)\{([^{}]*)\}", css):
        declared = (one.partition(":") for one in found[2].split(";") if ":" in one)
        yield found[1].strip(), {name.strip(): value.strip() for name, _, value in declared}


def split(text: str, by: str = ",") -> list[str]:
    """Split at signs that stand in no parentheses."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == by and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if part.strip()]


def color(text: str, tokens: Mapping[str, str], scheme: str) -> Oklch:
    """Return the colour that an expression means."""
    text = text.strip()
    if text.startswith("#"):
        return from_hex(text)
    if text == "transparent":
        return Oklch(0, 0, 0, 0)
    name, _, inner = text.partition("(")
    inner = inner.removesuffix(")")
    if name == "var":
        first, *rest = split(inner)
        return color(tokens.get(first) or rest[0], tokens, scheme)
    if name == "light-dark":
        return color(split(inner)[scheme == "dark"], tokens, scheme)
    if name == "color-mix":
        _, one, other = split(inner)
        return mixed(one, other, tokens, scheme)
    if name == "oklch":
        return relative(inner, tokens, scheme)
    raise ValueError(f"a colour that this test does not know: {text}")


def relative(inner: str, tokens: Mapping[str, str], scheme: str) -> Oklch:
    _, origin, *channels = split(inner, " ")
    base = color(origin, tokens, scheme)
    names = {"l": base.l, "c": base.c, "h": base.h}

    def value(text: str) -> float:
        if text in names:
            return names[text]
        if text.startswith(("min(", "max(")):
            return {"min": min, "max": max}[text[:3]](map(value, split(text[4:-1])))
        if text.startswith("calc("):
            one, sign, other = split(text[5:-1], " ")
            change = value(other) if sign == "+" else -value(other)
            return value(one) + change
        return float(text)

    lightness, chroma, hue = map(value, channels[:3])
    return Oklch(lightness, chroma, hue)


def mixed(one: str, other: str, tokens: Mapping[str, str], scheme: str) -> Oklch:
    """Return a mixture in OKLCH: premultiplied, the hue along the shorter way."""
    *first, share = one.rsplit(" ", 1)
    part = float(share.removesuffix("%")) / 100
    a, b = color(first[0], tokens, scheme), color(other, tokens, scheme)
    alpha = a.alpha * part + b.alpha * (1 - part)
    if b.alpha == 0:
        return a._replace(alpha=alpha)
    turn = (b.h - a.h + 180) % 360 - 180
    return Oklch(
        a.l * part + b.l * (1 - part), a.c * part + b.c * (1 - part), a.h + turn * (1 - part), alpha
    )


def from_hex(text: str) -> Oklch:
    digits = text[1:] if len(text) > 4 else "".join(char * 2 for char in text[1:])
    red, green, blue = (linear(int(digits[n : n + 2], 16) / 255) for n in (0, 2, 4))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    chroma = math.hypot(a, b)
    hue = math.degrees(math.atan2(b, a)) % 360 if chroma > 1e-5 else 0
    return Oklch(lightness, chroma, hue)


def srgb(one: Oklch) -> tuple[float, float, float]:
    """Return linear red, green and blue; what a screen cannot show is cut off, as browsers do."""
    a, b = one.c * math.cos(math.radians(one.h)), one.c * math.sin(math.radians(one.h))
    long = (one.l + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (one.l - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (one.l - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in channels)
    return red, green, blue


def over(one: Oklch, ground: Oklch) -> tuple[float, float, float]:
    """Return a colour that may be translucent as it looks on a ground."""
    pairs = zip(srgb(one), srgb(ground), strict=True)
    shown = (linear(gamma(top) * one.alpha + gamma(low) * (1 - one.alpha)) for top, low in pairs)
    red, green, blue = shown
    return red, green, blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def luminance(channels: tuple[float, float, float]) -> float:
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
