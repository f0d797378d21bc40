"""A BibTeX entry as it was read: raw fields with their places, nothing interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.text import CiteKey
from sitegen.problems import Span


@dataclass(frozen=True, slots=True)
class RawField:
    """One field: the name in lower case, the value in LaTeX with its strings expanded."""

    name: str
    value: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """One `@type{key, …}`: the type in lower case, the fields in file order, first one wins."""

    entry_type: str
    key: CiteKey
    fields: Mapping[str, RawField]
    span: Span = field(compare=False)
    """The place of the citation key."""

    def get(self, *names: str) -> RawField | None:
        """Return the first of these fields that is there and not blank."""
        for name in names:
            found = self.fields.get(name)
            if found and found.value.strip():
                return found
        return None
