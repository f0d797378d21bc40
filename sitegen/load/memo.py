"""What is remembered from one loading to the next, so that an edit costs what it changes."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from sitegen.problems import move_down

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Publication
    from sitegen.problems import Outcome, Problem

T = TypeVar("T")


def same_items(one: Sequence[object], other: Sequence[object]) -> bool:
    """Say whether two sequences hold the very same objects."""
    return len(one) == len(other) and all(map(operator.is_, one, other))


class _Known(NamedTuple):
    sources: tuple[object, ...]
    value: object


@dataclass(slots=True, eq=False)
class Remembered:
    """Values by name, each with what it was made from."""

    _before: dict[Hashable, _Known] = field(default_factory=dict)
    _now: dict[Hashable, _Known] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a loading: what the last one did not need is forgotten."""
        self._before, self._now = self._now, {}

    def value(self, name: Hashable, sources: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made last time, if it was made from the same; else make it.

        Bytes and texts are the same when they are equal, all else when it is the same object:
        places in a file take no part in equality.
        """
        known = self._before.get(name)
        if known is None or not _are_same(known.sources, sources):
            known = _Known(sources, make())
        self._now[name] = known
        return cast("T", known.value)

    def items(self, name: Hashable, items: tuple[T, ...]) -> tuple[T, ...]:
        """Return the very same tuple as last time, if it held the same objects."""
        return self.value(name, items, lambda: items)


def _are_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(
        one is other or (isinstance(one, (bytes, str)) and one == other)
        for one, other in zip(before, now, strict=True)
    )


def hidden(publication: Publication, memo: Remembered) -> Publication:
    """Return a publication as one that is not listed, the very same one every time."""
    return memo.value(
        ("hidden", id(publication)), (publication,), lambda: replace(publication, is_hidden=True)
    )


class Made(NamedTuple):
    """A publication, and the problems of its entry, which then stood on `line`."""

    entry: RawEntry
    publication: Publication
    problems: tuple[Problem, ...]
    line: int


@dataclass(slots=True, eq=False)
class PublicationMemo:
    """The publications of one list as they were last made, by the fields of their entries.

    The reader with a memo of its own gives an entry that has not changed the very same fields.
    """

    _settings: object = None
    _before: dict[int, Made] = field(default_factory=dict)
    _now: dict[int, Made] = field(default_factory=dict)
    hidden: Remembered = field(default_factory=Remembered)
    _entries: tuple[RawEntry, ...] = ()
    _list: Outcome[tuple[Publication, ...]] | None = None

    def begin(self, settings: object) -> None:
        """Begin to make a list; with other settings than last time nothing is known."""
        if settings != self._settings:
            self._settings, self._before, self._list = settings, {}, None
        self._now = {}
        self.hidden.begin()

    def known_list(
        self, entries: Sequence[RawEntry], settings: object
    ) -> Outcome[tuple[Publication, ...]] | None:
        """Return the list that was made of the same entries, if no problem of it has moved."""
        known = self._list
        is_same = known and not known.problems and settings == self._settings
        return known if is_same and same_items(entries, self._entries) else None

    def end(
        self, entries: Sequence[RawEntry], made: Outcome[tuple[Publication, ...]]
    ) -> Outcome[tuple[Publication, ...]]:
        """Remember a list and forget what it did not need; one of the same works is the same."""
        self._before, self._now = self._now, {}
        before = self._list.value if self._list else None
        if before and made.value and same_items(before, made.value):
            made = replace(made, value=before)
        self._entries, self._list = tuple(entries), made
        return made

    def find(self, entry: RawEntry) -> Made | None:
        """Return what was made of the same entry, wherever in the file it stood."""
        made = self._before.get(id(entry.fields))
        if (
            made is None
            or made.entry.fields is not entry.fields
            or (made.entry.key, made.entry.entry_type) != (entry.key, entry.entry_type)
        ):
            return None
        if made.problems:
            line = entry.span.line
            problems = tuple(move_down(problem, line - made.line) for problem in made.problems)
            made = Made(entry, made.publication, problems, line)
        self._now[id(entry.fields)] = made
        return made

    def keep(
        self, entry: RawEntry, publication: Publication, problems: tuple[Problem, ...]
    ) -> Made:
        """Remember what was made of an entry."""
        made = Made(entry, publication, problems, entry.span.line if problems else 0)
        self._now[id(entry.fields)] = made
        return made
