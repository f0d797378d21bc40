"""The letters of a text as searches compare them; `site.js` folds in the same way."""

from __future__ import annotations

import unicodedata
from typing import Final

LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t", "ς": "σ",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, and sigma, which has a form for the end of a word."""


def fold(text: str) -> str:
    """Return a text without case and accents.

    >>> fold("Gödel, Łukasiewicz & Ångström: ﬁnite"), fold("ΟΔΟΣ") == fold("οδός")
    ('godel, lukasiewicz & angstrom: finite', True)
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in parts if not unicodedata.category(char).startswith("M"))
    return bare.lower().translate(LETTERS)
