"""The words of the interface: one catalogue a language."""

from __future__ import annotations

from sitegen.words.catalogue import load_words
from sitegen.words.cldr import number_text
from sitegen.words.dates import show_date, show_range
from sitegen.words.own import interface_words
from sitegen.words.phrases import Phrase, Words

__all__ = [
    "Phrase",
    "Words",
    "interface_words",
    "load_words",
    "number_text",
    "show_date",
    "show_range",
]
