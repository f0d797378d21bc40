"""A .bib file in parts, each from one certain beginning of an entry to the next.

What stands in a part depends on no other part, but for the strings defined before it. So a sound
entry can be read quickly, and one that is known from an earlier reading need not be read again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from typing import TYPE_CHECKING

from sitegen.problems import move_down
from sitegen.quick_dataclass import dataclass
from sitegen.readers.bibtex_entry import Preamble, check_entry, to_raw_entry
from sitegen.readers.bibtex_heads import find_certain_heads
from sitegen.readers.bibtex_macros import MacroMemo
from sitegen.readers.bibtex_parents import ParentMemo
from sitegen.readers.bibtex_same import same_parts
from sitegen.readers.bibtex_sound import is_silent, read_sound_entry, read_sound_string
from sitegen.readers.bibtex_strings import Strings
from sitegen.readers.bibtex_text import BibText
from sitegen.readers.bibtex_values import EXPANSION_LIMIT, Delimiters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.model.entry import RawEntry
    from sitegen.problems import Outcome, Problem, SitePath


@dataclass(slots=True, eq=False)
class Part:
    """What was read from a part of a file, and what that depends on. Only `move_to` changes it."""

    source: BibText
    entries: tuple[RawEntry, ...]
    problems: tuple[Problem, ...] = ()
    has_commands: bool = True
    """There is at least one `@…{`."""
    preambles: tuple[Preamble, ...] = ()
    open_comments: tuple[int, ...] = ()
    """The offsets of the braces of comments that are not closed in this part."""
    used: Mapping[str, str | None] = field(default_factory=dict)
    """The strings that are used and not defined here, and what they stood for."""
    defined: Mapping[str, str] = field(default_factory=dict)
    expanded: int = 0
    """Characters to which its strings expanded."""
    is_sound: bool = False
    """It is one entry that `read_sound_entry` reads."""

    def move_to(self, line: int) -> None:
        """Take account of lines that were added or deleted before the part."""
        distance = line - self.source.line
        if distance:
            self.source.line = line
            self.problems = tuple(move_down(problem, distance) for problem in self.problems)

    def holds_with(self, strings: Strings) -> bool:
        """Say whether reading it again, with these strings, would give the same."""
        if strings.expanded + self.expanded > EXPANSION_LIMIT:
            return False
        values = strings.values
        return not self.used or all(values.get(name) == value for name, value in self.used.items())


@dataclass(slots=True, eq=False)
class FileMemo:
    """A file as it was last read: its text, and its parts in order. A reading replaces them."""

    text: str = ""
    parts: tuple[Part, ...] = ()
    expanded: MacroMemo = field(default_factory=MacroMemo)
    parents: ParentMemo = field(default_factory=ParentMemo)
    content: bytes = b""
    macros: Mapping[str, str] = field(default_factory=dict)
    outcome: Outcome[tuple[RawEntry, ...]] | None = None
    """What was made of this `content` with these `macros`."""


@dataclass(slots=True, eq=False)
class BibtexMemo:
    """What `read_bibtex` remembers of files, so that reading them again takes little time.

    The fields of an entry that has not changed are the same object as before. Their places are
    those in the text that was read last.
    """

    files: dict[SitePath, FileMemo] = field(default_factory=dict)


def read_parts(source: BibText, memo: FileMemo) -> tuple[Part, ...]:
    """Return the parts of a file in order, and remember them."""
    head, tail = same_parts(memo.text, source.text, [len(part.source.text) for part in memo.parts])
    parts = _PartsReader(source, memo.parts).read_between(head, tail) if head or tail else None
    if parts is None:
        parts = tuple(_PartsReader(source, memo.parts).read())
    memo.text, memo.parts = source.text, parts
    return parts


class _PartsReader:
    """A file while its parts are read, with the strings and lines so far."""

    def __init__(self, source: BibText, before: Sequence[Part]) -> None:
        self._source = source
        self._before = before
        self._by_text: dict[str, Part] = {}
        self._strings = Strings()
        self._line = 1
        self._delimiters: Delimiters | None = None

    def read(self) -> Iterator[Part]:
        """Yield all parts."""
        self._by_text = _by_text(self._before)
        yield from self._read(0, len(self._source.text))

    def read_between(self, head: int, tail: int) -> tuple[Part, ...] | None:
        """Return all parts, where so many at the beginning and at the end are as before.

        None where more has to be read: a comment that stays open in its part hides what follows,
        and a string means something else from here on.
        """
        last = len(self._before) - tail
        above, between, below = (
            self._before[:head],
            self._before[head:last],
            self._before[last:],
        )
        if any(part.open_comments for part in self._before):
            return None
        for part in above:
            self._redo(part)
        start = sum(len(part.source.text) for part in above)
        stop = len(self._source.text) - sum(len(part.source.text) for part in below)
        self._line = _line_after(above)
        self._by_text = _by_text(between)
        read = tuple(self._read(start, stop))
        if any(part.open_comments for part in read) or _defined(read) != _defined(between):
            return None
        if self._strings.expanded + sum(part.expanded for part in below) > EXPANSION_LIMIT:
            return None
        distance = self._line - below[0].source.line if below else 0
        if distance:
            for part in below:
                part.move_to(part.source.line + distance)
        return (*above, *read, *below)

    def _read(self, start: int, end: int) -> Iterator[Part]:
        text = self._source.text
        bounds = [*find_certain_heads(text, start, end), end]
        while start < end:
            stop = bounds[bisect_right(bounds, start)]
            part = self._known_part(start, stop) or self._new_part(start, stop)
            if part.open_comments and stop < end == len(text):
                part = self._with_comment_closed(part, start, bounds)
            yield part
            start += len(part.source.text)
            self._line += part.source.text.count("\n")

    def _known_part(self, start: int, stop: int) -> Part | None:
        text = self._source.text[start:stop]
        part = self._by_text.pop(text, None)
        if part is None or not part.holds_with(self._strings):
            return None
        if part.source.column != self._column(start):
            return None
        self._redo(part)
        part.move_to(self._line)
        return part

    def _redo(self, part: Part) -> None:
        if part.defined or part.expanded:
            self._strings.redo_part(part.defined, part.expanded)

    def _new_part(self, start: int, stop: int) -> Part:
        text = self._source.text[start:stop]
        source = BibText(self._source.path, text, self._line, self._column(start))
        return read_part(source, self._strings)

    def _with_comment_closed(self, part: Part, start: int, bounds: list[int]) -> Part:
        """Return a part that goes on until its comment is closed; itself if it never is.

        Where that again leaves a comment open, the part goes to the end of the file: so the
        reading stays linear.
        """
        stop = self._stop_of_comment(part, start, bounds)
        if stop is None:
            return part
        self._strings.undo_part()
        longer = self._new_part(start, stop)
        if self._stop_of_comment(longer, start, bounds) is None:
            return longer
        self._strings.undo_part()
        return self._new_part(start, len(self._source.text))

    def _stop_of_comment(self, part: Part, start: int, bounds: list[int]) -> int | None:
        """Return the end of the part that closes the first comment that is closed at all."""
        self._delimiters = self._delimiters or Delimiters(self._source.text)
        for offset in part.open_comments:
            end = self._delimiters.closing_of_body(start + offset)
            if end is not None:
                return bounds[bisect_right(bounds, end)]
        return None

    def _column(self, start: int) -> int:
        return start - self._source.text.rfind("\n", 0, start)


def _by_text(parts: Iterable[Part]) -> dict[str, Part]:
    """Return the parts that can be read alone."""
    return {part.source.text: part for part in parts if not part.open_comments}


def _line_after(parts: Sequence[Part]) -> int:
    """Return the line on which the text after some parts begins."""
    if not parts:
        return 1
    last = parts[-1].source
    return last.line + last.text.count("\n")


def _defined(parts: Iterable[Part]) -> dict[str, str]:
    return {name: value for part in parts for name, value in part.defined.items()}


def read_part(source: BibText, strings: Strings) -> Part:
    """Read a part of a file, quickly if nothing is wrong with it."""
    strings.begin_part()
    if entry := read_sound_entry(source, strings):
        return Part(
            source,
            (entry,),
            used=strings.used,
            expanded=strings.expanded_in_part(),
            is_sound=True,
        )
    strings.undo_part()
    if is_silent(source):
        return Part(source, (), has_commands=False)
    if read_sound_string(source, strings):
        return Part(source, (), defined=strings.defined)
    from sitegen.readers.bibtex_parser import BibtexParser  # noqa: PLC0415 loads pybtex, slow

    parser = BibtexParser(source, strings)
    entries: list[RawEntry] = []
    problems: list[Problem] = []
    for read in parser.read_entries():
        entries.append(to_raw_entry(source, read))
        problems.extend(check_entry(source, read))
    return Part(
        source,
        tuple(entries),
        (*problems, *parser.problems),
        parser.has_commands,
        tuple(parser.preambles),
        tuple(parser.open_comments),
        strings.used,
        strings.defined,
        strings.expanded_in_part(),
    )
