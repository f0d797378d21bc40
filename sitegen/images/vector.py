"""The size of an SVG image, from its first tag: nothing else of it is read, nothing expanded."""

from __future__ import annotations

import re
from typing import Final

from sitegen.late_pattern import late_pattern

_LOOKED_AT: Final = 1 << 14
"""Bytes in which the first tag must stand."""

_SKIPPED: Final = late_pattern(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT: Final = late_pattern(
    r"<(?:[A-Za-z_][\w.-]*:)?svg"
    r"(?P<inside>(?:\s+[^\s<>\"'=/]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*/?>"
)
_ATTRIBUTE: Final = late_pattern(
    r"\s(?P<name>[\w:.-]+)\s*=\s*(?P<quote>[\"'])(?P<value>[^<]*?)(?P=quote)"
)
_LENGTH: Final = late_pattern(
    r"\s*\+?(?P<number>\d*\.?\d+(?:e[+-]?\d{1,2})?)\s*(?P<unit>px|pt|pc|mm|cm|in|)\s*",
    re.IGNORECASE,
)
_PIXELS: Final = {
    "": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0,
}  # fmt: skip
_LARGEST_PX: Final = 100_000


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in CSS pixels, at least their ratio; None where they are not said.

    >>> svg_size(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>')
    (40, 30)
    >>> svg_size(b'<svg width="1in" viewBox="0 0 2 1"></svg>')
    (96, 48)
    """
    text = _SKIPPED.sub("", content[:_LOOKED_AT].decode("utf-8-sig", "replace"))
    root = _ROOT.match(text.lstrip())
    if root is None:
        return None
    found = {one["name"]: one["value"] for one in _ATTRIBUTE.finditer(root["inside"])}
    width, height = _pixels(found.get("width", "")), _pixels(found.get("height", ""))
    box = [_pixels(part) for part in found.get("viewBox", "").replace(",", " ").split()[2:4]]
    if len(box) == 2 and box[0] and box[1]:  # noqa: PLR2004 a box has two sides
        ratio = box[0] / box[1]
        if width and not height:
            height = width / ratio
        elif height and not width:
            width = height * ratio
        elif not width:
            width, height = box[0], box[1]
    if not width or not height or max(width, height) > _LARGEST_PX:
        return None
    return max(1, round(width)), max(1, round(height))


def _pixels(length: str) -> float | None:
    """Return a length in pixels; None for one that depends on something else, such as "100%"."""
    found = _LENGTH.fullmatch(length)
    return float(found["number"]) * _PIXELS[found["unit"].lower()] if found else None
