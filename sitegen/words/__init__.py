"""The words of the interface: one catalogue a language."""

from __future__ import annotations

from sitegen.words.catalogue import load_words
from sitegen.words.cldr import direction_of, is_same, number_text
from sitegen.words.dates import show_date, show_range
from sitegen.words.own import interface_words
from sitegen.words.phrases import Phrase, Words

__all__ = [
    "Phrase",
    "Words",
    "direction_of",
    "interface_words",
    "is_same",
    "load_words",
    "number_text",
    "show_date",
    "show_range",
]
