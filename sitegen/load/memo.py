"""What is remembered from one loading to the next, so that an edit costs what it changes."""

from __future__ import annotations

import operator
from dataclasses import field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from sitegen.problems import Outcome, SitePath, move_down
from sitegen.quick_dataclass import dataclass
from sitegen.readers.bibtex_sound import SoundFields

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Publication
    from sitegen.problems import Problem

T = TypeVar("T")


def same_items(one: Sequence[object], other: Sequence[object]) -> bool:
    """Say whether two sequences hold the very same objects."""
    return len(one) == len(other) and all(map(operator.is_, one, other))


class _Known(NamedTuple):
    sources: tuple[object, ...]
    value: object


class _StoredOutcome(NamedTuple):
    digest: str
    make: Callable[[], Outcome[Any] | None]


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@dataclass(slots=True, eq=False)
class Remembered:
    """Values by name, each with what it was made from."""

    _before: dict[Hashable, _Known] = field(default_factory=dict)
    _now: dict[Hashable, _Known] = field(default_factory=dict)
    _stored: dict[Hashable, _StoredOutcome] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a loading: what the last one did not need is forgotten."""
        self._before, self._now = self._now, {}

    def store(self, name: Hashable, digest: str, make: Callable[[], Outcome[Any] | None]) -> None:
        """Add what another process made of a file of this digest; `make` may fail with None."""
        self._stored[name] = _StoredOutcome(digest, make)

    def outcomes(self) -> Iterator[tuple[SitePath, str, Outcome[Any]]]:
        """Yield the files that were read last, with their digests and what was made of them."""
        for name, known in self._now.items():
            if isinstance(name, str) and isinstance(known.value, Outcome):
                content = known.sources[0]
                if isinstance(content, bytes):
                    yield SitePath(name), _digest(content), known.value

    def value(self, name: Hashable, sources: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made last time, if it was made from the same; else make it.

        Bytes and texts are the same when they are equal, all else when it is the same object:
        places in a file take no part in equality.
        """
        known = self._before.get(name)
        if known is None or not _are_same(known.sources, sources):
            known = _Known(sources, self._from_store(name, sources) or make())
        self._now[name] = known
        return cast("T", known.value)

    def _from_store(self, name: Hashable, sources: tuple[object, ...]) -> object:
        stored = self._stored.pop(name, None) if self._stored else None
        content = sources[0] if stored else None
        if stored is None or not isinstance(content, bytes) or _digest(content) != stored.digest:
            return None
        return stored.make()

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
    """A publication, and the problems of its entry, which then stood on these `lines`."""

    entry: RawEntry
    publication: Publication
    problems: tuple[Problem, ...]
    lines: tuple[int, ...]


def _lines(entry: RawEntry) -> tuple[int, ...]:
    """Return the lines of an entry and of what it takes over from others."""
    if isinstance(entry.fields, SoundFields):
        return (entry.span.line,)
    others = (one for one in entry.fields.values() if one.place is not entry.place)
    return (entry.span.line, *(one.span.line for one in others))


def _is_of(made: Made, entry: RawEntry) -> bool:
    before = made.entry
    return (
        before.fields is entry.fields
        and before.key == entry.key
        and before.entry_type == entry.entry_type
    )


class StoredRow(NamedTuple):
    """What another process made of an entry, as it lies in the cache on disk."""

    entry: RawEntry
    row: Any


class Stored(NamedTuple):
    """The list of another process: the digest of its settings, its rows by `id` of the fields."""

    settings: str
    rows: Mapping[int, StoredRow]
    make: Callable[[Any, RawEntry], Made]


@dataclass(slots=True, eq=False)
class PublicationMemo:
    """The publications of one list as they were last made, by the fields of their entries.

    The reader with a memo of its own gives an entry that has not changed the very same fields.
    """

    _settings: object = None
    _before: dict[int, Made] = field(default_factory=dict)
    _now: dict[int, Made] = field(default_factory=dict)
    hidden: Remembered = field(default_factory=Remembered)
    stored: Stored | None = None
    _rows: dict[int, tuple[Publication, Any]] = field(default_factory=dict)
    """What came from the cache on disk, with the row that it was made of."""
    _entries: tuple[RawEntry, ...] = ()
    _list: Outcome[tuple[Publication, ...]] | None = None

    def begin(self, settings: object) -> None:
        """Begin to make a list; with other settings than last time nothing is known."""
        if settings != self._settings:
            self._settings, self._before, self._list = settings, {}, None
        if self.stored and self.stored.settings != self.settings_digest():
            self.stored = None
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
        self._entries, self._list, self.stored = tuple(entries), made, None
        return made

    def settings_digest(self) -> str:
        """Return what tells the settings of the list from others."""
        return _digest(repr(self._settings).encode("utf-8", "surrogatepass"))

    def made_of(self, entry: RawEntry) -> Made | None:
        """Return what the list made of an entry as it stands in its file."""
        made = self._before.get(id(entry.fields))
        return made if made and _is_of(made, entry) else None

    def find(self, entry: RawEntry) -> Made | None:
        """Return what was made of the same entry, wherever in the file it stood."""
        made = self._before.get(id(entry.fields)) or self._from_store(entry)
        if made is None or not _is_of(made, entry):
            return None
        if made.problems:
            lines = _lines(entry)
            distance = lines[0] - made.lines[0]
            if any(now - before != distance for before, now in zip(made.lines, lines, strict=True)):
                return None  # what it takes over from another entry has moved by itself
            problems = tuple(move_down(problem, distance) for problem in made.problems)
            made = Made(entry, made.publication, problems, lines)
        self._now[id(entry.fields)] = made
        return made

    def _from_store(self, entry: RawEntry) -> Made | None:
        row = self.stored.rows.get(id(entry.fields)) if self.stored else None
        if row is None or self.stored is None:
            return None
        try:
            made = self.stored.make(row.row, row.entry)
        except (ValueError, TypeError, LookupError, AssertionError):
            return None
        self._rows[id(entry.fields)] = (made.publication, row.row)
        return made

    def row_of(self, made: Made) -> Any:
        """Return the row of the cache on disk that a publication was made of; None without."""
        publication, row = self._rows.get(id(made.entry.fields), (None, None))
        return row if publication is made.publication else None

    def keep(
        self, entry: RawEntry, publication: Publication, problems: tuple[Problem, ...]
    ) -> Made:
        """Remember what was made of an entry."""
        made = Made(entry, publication, problems, _lines(entry) if problems else ())
        self._now[id(entry.fields)] = made
        return made
