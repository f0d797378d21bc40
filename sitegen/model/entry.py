"""A BibTeX entry as it was read: raw fields with their places, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from sitegen.model.text import CiteKey
from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass


class Source(Protocol):
    """A text that knows the place of each of its characters."""

    def span(self, offset: int, width: int = 1) -> Span:
        """Return the place of `width` characters from `offset` on."""


@dataclass(slots=True, unsafe_hash=True)
class Spot:
    """A place in a text, worked out when it is asked for. Nobody changes one."""

    source: Source
    offset: int
    width: int

    @property
    def span(self) -> Span:
        """The place."""
        return self.source.span(self.offset, self.width)


@dataclass(slots=True, unsafe_hash=True)
class RawField:
    """One field: the name in lower case, the value in LaTeX with its strings expanded.

    Its place is worked out when it is asked for: most are never needed. Nobody changes a field;
    but a long list has 100,000, and frozen ones take four times as long to make.
    """

    name: str
    value: str
    place: Span | Source = field(compare=False, repr=False)
    """Where the name is, or the text that holds it at `offset`."""
    offset: int = field(default=0, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """The place of the name."""
        place = self.place
        return place if isinstance(place, Span) else place.span(self.offset, len(self.name))


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One `@type{key, …}`: the type in lower case, the fields in file order, first one wins."""

    entry_type: str
    key: CiteKey
    fields: Mapping[str, RawField]
    place: Span | Source = field(compare=False, repr=False)
    """Where the citation key is, or the text that holds it at `offset`, `width` characters long."""
    offset: int = field(default=0, compare=False, repr=False)
    width: int = field(default=1, compare=False, repr=False)

    @property
    def span(self) -> Span:
        """The place of the citation key as it is written."""
        place = self.place
        return place if isinstance(place, Span) else place.span(self.offset, self.width)

    def get(self, *names: str) -> RawField | None:
        """Return the first of these fields that is there and not blank."""
        for name in names:
            found = self.fields.get(name)
            if found and found.value.strip():
                return found
        return None
