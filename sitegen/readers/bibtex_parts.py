"""A .bib file in parts, each from one certain beginning of an entry to the next.

What stands in a part depends on no other part, but for the strings defined before it. So a sound
entry can be read quickly, and one that is known from an earlier reading need not be read again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.problems import move_down
from sitegen.readers.bibtex_entry import Preamble, check_entry, to_raw_entry
from sitegen.readers.bibtex_heads import find_certain_heads
from sitegen.readers.bibtex_macros import MacroMemo
from sitegen.readers.bibtex_parser import EXPANSION_LIMIT, BibtexParser
from sitegen.readers.bibtex_sound import read_sound_entry
from sitegen.readers.bibtex_strings import Strings
from sitegen.readers.bibtex_text import BibText
from sitegen.readers.bibtex_values import Delimiters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.entry import RawEntry
    from sitegen.problems import Problem, SitePath


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
    """The parts of a file as they were last read, by their text. A reading replaces them."""

    parts: dict[str, Part] = field(default_factory=dict)
    expanded: MacroMemo = field(default_factory=MacroMemo)


@dataclass(slots=True, eq=False)
class BibtexMemo:
    """What `read_bibtex` remembers of files, so that reading them again takes little time.

    The fields of an entry that has not changed are the same object as before. Their places are
    those in the text that was read last.
    """

    files: dict[SitePath, FileMemo] = field(default_factory=dict)


def read_parts(source: BibText, memo: FileMemo) -> Iterator[Part]:
    """Yield the parts of a file in order, and remember them."""
    reader = _PartsReader(source, memo.parts)
    yield from reader.read()
    memo.parts = reader.read_now


class _PartsReader:
    """A file while its parts are read, with the strings and lines so far."""

    def __init__(self, source: BibText, before: Mapping[str, Part]) -> None:
        self.read_now: dict[str, Part] = {}
        self._source = source
        self._before = dict(before)
        self._strings = Strings()
        self._line = 1
        self._delimiters: Delimiters | None = None

    def read(self) -> Iterator[Part]:
        text = self._source.text
        bounds = [*find_certain_heads(text), len(text)]
        start = 0
        while start < len(text):
            stop = bounds[bisect_right(bounds, start)]
            part = self._known_part(start, stop) or self._new_part(start, stop)
            if part.open_comments and stop < len(text):
                part = self._with_comment_closed(part, start, bounds)
            yield part
            start += len(part.source.text)
            self._line += part.source.text.count("\n")

    def _known_part(self, start: int, stop: int) -> Part | None:
        text = self._source.text[start:stop]
        part = self._before.pop(text, None)
        if part is None or not part.holds_with(self._strings):
            return None
        if part.source.column != self._column(start):
            return None
        if part.defined or part.expanded:
            self._strings.redo_part(part.defined, part.expanded)
        part.move_to(self._line)
        self.read_now.setdefault(text, part)
        return part

    def _new_part(self, start: int, stop: int) -> Part:
        text = self._source.text[start:stop]
        part = read_part(
            BibText(self._source.path, text, self._line, self._column(start)), self._strings
        )
        if not part.open_comments:
            self.read_now.setdefault(text, part)
        return part

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


def read_part(source: BibText, strings: Strings) -> Part:
    """Read a part of a file, quickly if nothing is wrong with it."""
    strings.begin_part()
    if entry := read_sound_entry(source, strings):
        return Part(source, (entry,), used=strings.used, expanded=strings.expanded_in_part())
    strings.undo_part()
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
