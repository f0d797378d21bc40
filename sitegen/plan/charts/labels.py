"""How much room a label takes, before anybody knows its typeface."""

from __future__ import annotations

import unicodedata
from typing import Final

LETTER: Final = 7.2
"""Width of a letter of 13 pixels, on the safe side for any typeface."""
_WIDE: Final = 0.85
"""What a letter of East Asia is wider."""


def text_width(text: str) -> float:
    """Return how many pixels a text takes at most."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return (len(text) + _WIDE * wide) * LETTER


def cut(label: str, width: float) -> str:
    """Return a label that has room in so many pixels.

    >>> cut("Acta Maris", 80), cut("Journal of the North Sea", 80)
    ('Acta Maris', 'Journal of…')
    """
    if text_width(label) <= width:
        return label
    while label and text_width(f"{label}…") > width:
        label = label[:-1]
    return f"{label.rstrip()}…"
