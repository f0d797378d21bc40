"""What is remembered of publications, so that an edit costs no more than what it changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sitegen.problems import move_down

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Publication
    from sitegen.problems import Problem


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

    def begin(self, settings: object) -> None:
        """Begin to make a list; with other settings than last time nothing is known."""
        if settings != self._settings:
            self._settings, self._before = settings, {}
        self._now = {}

    def end(self) -> None:
        """Forget what the list did not need."""
        self._before, self._now = self._now, {}

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
