"""What is equal for two spellings of a text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def letters(text: str) -> str:
    """Return the letters and digits of a text without case and accents.

    >>> letters("Naïve Tides: {A} Survey") == letters("NAIVE TIDES — a survey")
    True
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold()))
