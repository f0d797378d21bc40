"""What each style calls a thesis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.citations.formats import CitationFormat

_DEGREES: Final = (
    ("doctoral", late_pattern(r"\b(?:ph\.?\s?d|d\.?\s?phil|doctora|dissertation)", re.IGNORECASE)),
    ("master", late_pattern(r"\b(?:master|m\.?\s?sc|m\.?\s?phil|m\.?[as]\b)", re.IGNORECASE)),
    ("bachelor", late_pattern(r"\b(?:bachelor|b\.?\s?sc|b\.?[as]\b)", re.IGNORECASE)),
)
_NAMES: Final[Mapping[CitationFormat, Mapping[str, str]]] = {
    "apa": {
        "doctoral": "Doctoral dissertation",
        "master": "Master’s thesis",
        "bachelor": "Bachelor’s thesis",
    },
    "ieee": {
        "doctoral": "Ph.D. dissertation",
        "master": "M.S. thesis",
        "bachelor": "B.S. thesis",
    },
    "chicago": {
        "doctoral": "PhD diss.",
        "master": "Master’s thesis",
        "bachelor": "Bachelor’s thesis",
    },
    "mla": {
        "doctoral": "PhD dissertation",
        "master": "Master’s thesis",
        "bachelor": "Bachelor’s thesis",
    },
}


def thesis_name(written: str, style: CitationFormat) -> str:
    """Return the kind of a thesis in the words of a style; other kinds as they are written.

    >>> thesis_name("PhD thesis", "apa"), thesis_name("Diplomarbeit", "apa"), thesis_name("", "mla")
    ('Doctoral dissertation', 'Diplomarbeit', 'Thesis')
    """
    if not written:
        return "Thesis"
    degree = next((name for name, found in _DEGREES if found.search(written)), "")
    return _NAMES[style].get(degree, written)
