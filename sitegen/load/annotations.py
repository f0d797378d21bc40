"""What an entry says about single names of a list, beside their marks.

That is biblatex's data annotation (manual, 3.7: `author+an = {1=equal; 2="now at sea"}`), and the
fields `equal` and `corresponding`, which hold numbers or names.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.people import Role

_PIECE = late_pattern(r"\"[^\"]*\"?|[^;\"]+|;")
_TARGET = late_pattern(r"\s*(\d{1,6})\s*(?::[\s\w-]*)?")
_VALUE = late_pattern(r"\"([^\"]*)\"|([^,\"]+)")
_ORCID = late_pattern(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")
_PLAIN_NAMES: Final = frozenset({"", "default", "note", "notes", "role", "roles", "mark", "marks"})
"""Names of annotations whose words are shown; the others are for other readers."""

ROLE_FIELDS: Final[tuple[tuple[str, Role], ...]] = (
    ("equal", "equal"),
    ("cofirstauthors", "equal"),
    ("correspondingauthors", "corresponding"),
    ("corresponding", "corresponding"),
)
"""Fields that give authors a role."""


class Annotation(NamedTuple):
    """One word or text about a name."""

    words: str
    is_literal: bool = False
    """It stood in quotes: a text for readers, not a word of the bibliography's style."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What an entry says about the names of one list. Places are counted from 1."""

    said: Mapping[int, tuple[Annotation, ...]] = field(default_factory=dict)
    orcids: Mapping[int, str] = field(default_factory=dict)
    """ORCID iDs without their address: `0000-0002-1825-0097`."""
    role_fields: tuple[tuple[Role, RawField], ...] = ()
    source: RawField | None = None
    """The field that numbers the names."""


NO_ANNOTATIONS: Final = Annotations()


def read_annotations(entry: RawEntry, name: str) -> Annotations:
    """Return what an entry says about the names in its field `name`."""
    said: dict[int, list[Annotation]] = {}
    orcids: dict[int, str] = {}
    source: RawField | None = None
    prefix = f"{name}+an"
    for key, found in entry.fields.items():
        if not key.startswith(prefix):
            continue
        source = source or found
        kind = key[len(prefix) :].removeprefix(":")
        for place, annotation in _items(found.value):
            if orcid := bare_orcid(annotation.words):
                orcids.setdefault(place, orcid)
            elif kind in _PLAIN_NAMES or not annotation.is_literal:
                said.setdefault(place, []).append(annotation)
    roles = tuple(
        (role, given)
        for key, role in (ROLE_FIELDS if name == "author" else ())
        if (given := entry.get(key))
    )
    if not (source or roles):
        return NO_ANNOTATIONS
    return Annotations(
        {place: tuple(dict.fromkeys(words)) for place, words in said.items()},
        orcids,
        roles,
        source,
    )


def bare_orcid(text: str) -> str:
    """Return the ORCID iD in a text, or "".

    >>> bare_orcid("https://orcid.org/0000-0002-1694-233x")
    '0000-0002-1694-233X'
    """
    found = _ORCID.search(text)
    return found[0].upper() if found else ""


def _items(value: str) -> Iterator[tuple[int, Annotation]]:
    """Yield each annotation of a name, or of a part of it, with the number of the name."""
    for item in _between_semicolons(value):
        target, _, words = item.partition("=")
        if numbered := _TARGET.fullmatch(target):
            for literal, word in _VALUE.findall(words):
                if literal.strip():
                    yield int(numbered[1]), Annotation(literal.strip(), is_literal=True)
                elif word.strip(" {}"):
                    yield int(numbered[1]), Annotation(word.strip(" {}").casefold())


def _between_semicolons(value: str) -> Iterator[str]:
    item: list[str] = []
    for piece in _PIECE.findall(value):
        if piece == ";":
            yield "".join(item)
            item.clear()
        else:
            item.append(piece)
    yield "".join(item)
