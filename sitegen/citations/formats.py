"""The styles in which a work can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

CitationFormat: TypeAlias = Literal["apa", "ieee", "chicago", "mla"]

CITATION_FORMATS: Final[Mapping[CitationFormat, str]] = {
    "apa": "APA",
    "ieee": "IEEE",
    "chicago": "Chicago",
    "mla": "MLA",
}
"""The styles in the order in which they are offered, with the names that readers know."""
