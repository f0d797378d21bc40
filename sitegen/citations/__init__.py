"""References to works in the styles that journals ask for, and labels for citing in a text.

`cite(publication, "apa")` is the text of a *Cite* box and of lists of references. The rules are
those of the styles' manuals; where a manual leaves a choice, citation processors were followed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.citations.apa import apa_reference
from sitegen.citations.chicago import chicago_reference
from sitegen.citations.formats import CITATION_FORMATS, CitationFormat
from sitegen.citations.ieee import ieee_reference
from sitegen.citations.labels import WorkLabel, label_works
from sitegen.citations.mla import mla_reference

if TYPE_CHECKING:
    from sitegen.model.publication import Publication
    from sitegen.model.text import RichText

__all__ = [
    "CITATION_FORMATS",
    "CitationFormat",
    "WorkLabel",
    "cite",
    "label_works",
]


def cite(publication: Publication, style: CitationFormat, *, suffix: str = "") -> RichText:
    """Return the reference to a work in a style.

    Args:
        publication: The work.
        style: The style.
        suffix: The letter after the year where a list holds several works of the same people and
            year (`WorkLabel.suffix`); only author-date styles show it.
    """
    publication = _with_its_kind(publication)
    match style:
        case "apa":
            return apa_reference(publication, suffix=suffix)
        case "ieee":
            return ieee_reference(publication, suffix=suffix)
        case "chicago":
            return chicago_reference(publication, suffix=suffix)
        case "mla":
            return mla_reference(publication, suffix=suffix)


def _with_its_kind(publication: Publication) -> Publication:
    """Return a `@misc` with volume or pages as a part of what its venue names."""
    one = publication
    if one.kind != "misc" or not one.venue or not (one.volume or one.pages):
        return one
    return replace(one, kind="article" if one.volume else "conference")
