"""Names with their marks, annotations and legends -> authors with their roles."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.legends import roles_in
from sitegen.load.name_lists import split_field
from sitegen.load.name_match import KnownNames
from sitegen.load.name_parts import parse_name
from sitegen.model.people import ROLE_SIGNS, Author, Name, Role
from sitegen.model.publication import MarkMeaning
from sitegen.readers.latex import plain_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.load.annotations import Annotation
    from sitegen.load.author_marks import Marked

_HIGHLIGHT: Final = frozenset(
    {
        "highlight", "highlighted", "hl", "self", "me", "myself", "mine", "own", "owner", "bold",
        "boldname", "mybold", "myname", "thisauthor", "theauthor", "underline",
    }
)  # fmt: skip
"""Words of an annotation that mean the owner."""

_FREE_SIGNS: Final = ("§", "¶", "‖", "#", "⋆", "◊", "*", "†", "‡")
_SEPARATOR = late_pattern(r"[,;]|\sand\s")
_MOST_AUTHORS: Final = 2000
_MOST_NAMED: Final = 50
_LONGEST_NUMBERS: Final = 200
_MOST_IN_RANGE: Final = 1000
_EVERYBODY: Final = frozenset({"true", "yes", "all"})
_NUMBERS = late_pattern(r"\d+(?:\s*(?:[-–,;&]|and|\s)+\s*\d+)*")
_RANGE = late_pattern(r"(\d{1,6})(?:\s*[-–]+\s*(\d{1,6}))?")


class Noted(NamedTuple):
    """The authors of a list, and what their custom marks mean."""

    authors: tuple[Author, ...]
    legend: tuple[MarkMeaning, ...] = ()


class _Note(NamedTuple):
    """What is said of one author."""

    roles: frozenset[Role]
    signs: tuple[str, ...]
    """Marks that are no known role."""
    texts: tuple[str, ...]
    """Texts that have no mark yet."""


def with_notes(
    pairs: Sequence[tuple[Name, Marked]],
    said: Mapping[int, Sequence[Annotation]],
    roles: Mapping[int, frozenset[Role]],
    meanings: Mapping[str, str],
) -> Noted:
    """Return the authors with their roles and custom marks.

    Args:
        pairs: Each name with the marks that stood at it.
        said: Annotations by the place of the name, from 1.
        roles: Roles from other fields, by the same place.
        meanings: What the notes of the entry say about signs.
    """
    times = Counter(sign for _, marked in pairs for sign in marked.signs)
    notes = [
        _note(marked, said.get(place, ()), roles.get(place, frozenset()), meanings, times)
        for place, (_, marked) in enumerate(pairs, 1)
    ]
    spelt = _signs_to_show(notes)
    authors = tuple(
        Author(
            name=name,
            roles=tuple(role for role in ROLE_SIGNS if role in note.roles),
            marks=tuple(dict.fromkeys(spelt[sign] for sign in (*note.signs, *note.texts))),
        )
        for (name, _), note in zip(pairs, notes, strict=True)
    )
    legend: dict[str, MarkMeaning] = {}
    for note in notes:
        words = {sign: meanings[sign] for sign in note.signs if sign in meanings}
        for key, meaning in (words | {text: text for text in note.texts}).items():
            mark = spelt[key]
            legend.setdefault(mark, MarkMeaning(mark=mark, meaning=meaning))
    return Noted(authors, tuple(legend.values()))


def is_highlight(annotation: Annotation) -> bool:
    """Say whether an annotation marks the owner of the list."""
    return annotation.words.casefold() in _HIGHLIGHT


def _note(
    marked: Marked,
    said: Sequence[Annotation],
    roles: frozenset[Role],
    meanings: Mapping[str, str],
    times: Mapping[str, int],
) -> _Note:
    found: set[Role] = set(roles)
    signs: list[str] = []
    texts: list[str] = []
    # A mark before the name is the list's own (often a student): never "equal" unsaid.
    counted = [(sign, 0) for sign in marked.leading] + [
        (sign, times[sign]) for sign in marked.signs
    ]
    for annotation in said:
        text = plain_latex(annotation.words).strip()
        if named := roles_in(text):
            found.update(named)
        elif len(text) == 1 and not text.isalnum():
            counted.append((text, 0))
        elif annotation.is_literal and text and not is_highlight(annotation):
            texts.append(text)
    for text in filter(None, (plain_latex(text).strip() for text in marked.said)):
        if named := roles_in(text):
            found.update(named)
        else:
            texts.append(text)
    for sign, times_seen in counted:
        if named := _roles_of(sign, meanings, times=times_seen):
            found.update(named)
        else:
            signs.append(sign)
    return _Note(frozenset(found), tuple(signs), tuple(texts))


def _roles_of(sign: str, meanings: Mapping[str, str], *, times: int) -> tuple[Role, ...]:
    """Return the roles that a sign stands for; none for a mark of the list's own.

    Unexplained, `*` on several authors means equal contribution; on a single one it may mean
    anything.
    """
    if words := meanings.get(sign):
        return roles_in(words)
    if sign == "✉":
        return ("corresponding",)
    return ("equal",) if sign == "*" and times > 1 else ()


def _signs_to_show(notes: Sequence[_Note]) -> Mapping[str, str]:
    """Return the sign to show for each custom sign and for each text without one.

    A custom sign stays as it is, unless pages show a role of the same list by it.
    """
    role_signs = {ROLE_SIGNS[role] for note in notes for role in note.roles}
    shown: dict[str, str] = {}
    used = role_signs | {sign for note in notes for sign in note.signs}
    free = _free_signs(used)
    for note in notes:
        for sign in note.signs:
            if sign not in shown:
                shown[sign] = next(free) if sign in role_signs else sign
        for text in note.texts:
            if text not in shown:
                shown[text] = next(free)
    return shown


def _free_signs(used: set[str]) -> Iterator[str]:
    yield from (sign for sign in _FREE_SIGNS if sign not in used)
    yield from (sign * 2 for sign in _FREE_SIGNS)
    yield from map(str, count(1))


# Fields that name authors ------------------------------------------------------------------------


def places_named(value: str, authors: Sequence[Name], *, is_count: bool) -> frozenset[int]:
    """Return the places, from 1, of the authors that `1, 3`, `1-2`, names or `true` mean.

    Args:
        value: The field.
        authors: The names of the list.
        is_count: A single number means that many from the first: so for equal contribution.
    """
    text = plain_latex(value).strip()
    if text.casefold() in _EVERYBODY:
        return frozenset(range(1, len(authors) + 1))
    if len(text) <= _LONGEST_NUMBERS and _NUMBERS.fullmatch(text):
        return frozenset(_numbers(text, is_count=is_count))
    known = KnownNames([[name] for name in authors[:_MOST_AUTHORS]])
    for names in (split_field(value).names, _SEPARATOR.split(value)):
        places = (_find(known, name) for name in names[:_MOST_NAMED])
        found = {place + 1 for place in places if place is not None}
        if found:
            return frozenset(found)
    return frozenset()


def _numbers(text: str, *, is_count: bool) -> Iterator[int]:
    ranges = [(int(first), int(last or first)) for first, last in _RANGE.findall(text)]
    if is_count and len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        ranges = [(1, ranges[0][1])]
    for first, last in ranges:
        yield from range(first, min(last, first + _MOST_IN_RANGE) + 1)


def _find(known: KnownNames, written: str) -> int | None:
    """Return the place of the author that a name means, if it is one only."""
    name = parse_name(written.strip(" {}"))
    found = known.find(name) if name else {}
    if not found:
        return None
    best = max(found.values())
    places = [place for place, agreement in found.items() if agreement == best]
    return places[0] if len(places) == 1 else None
