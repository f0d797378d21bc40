"""TOML text as tokens, and how far its statements go: for texts that no parser accepts."""

from __future__ import annotations

import re
from typing import TypeAlias

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

Range: TypeAlias = tuple[int, int]
"""Where something begins and ends: offsets into the text, in characters."""

TOKEN = late_pattern(
    r"""
    \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
    | "(?!"") (?:\\[^\n]|[^"\\\n])* " | '(?!'') [^'\n]* '
    | \#[^\n]*
    | [0-9]{4}-[0-9]{2}-[0-9]{2}[ ][0-9]{2}:[^ \t\n\[\]{},=\#"']*
    | [^ \t\n\[\]{},=\#"']+
    | [\n\[\]{},="']
    """,
    re.VERBOSE | re.DOTALL,
)
_SWALLOWED = late_pattern(r"\n[ \t]*[\w.\-]+[ \t]*=[ \t]*(?:\"{3}|'{3})\Z")


@dataclass(slots=True)
class Level:
    """How far an open bracket was read. `bracket` is -1 for the statement outside of them."""

    bracket: int = -1
    kind: str = ""  # "[", "{" or ""
    start: int | None = None  # the key at hand, or the element of an array
    equals: int | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """A text up to where the parser gave up; all before `statement` is in order."""

    text: str
    at: int
    statement: int
    levels: tuple[Level, ...]
    string: int | None  # where a text in quotes starts that goes on at the end
    swallowed: int | None  # where a text in triple quotes starts that took in the next one's start

    @property
    def in_header(self) -> bool:
        """Whether the statement begins as `[table]` or `[[list]]` do."""
        return self.text.startswith("[", self.statement)

    @property
    def rest(self) -> str:
        """What is left of the line."""
        return self.text[self.at : self.line_end(self.at)]

    def line_end(self, place: int) -> int:
        """Return the offset of the end of the line."""
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end


def scan(text: str, at: int) -> Scan:
    """Read the statements of a text up to `at`."""
    statement: int | None = None
    string: int | None = None
    swallowed: int | None = None
    levels = [Level()]
    for token in TOKEN.finditer(text, 0, at):
        start, word, top = token.start(), token[0], levels[-1]
        if word[0] == "#" or (word == "\n" and len(levels) > 1):
            continue
        if word == "\n":
            statement, levels = None, [Level()]
            continue
        statement = start if statement is None else statement
        if word in "]}":
            levels = levels[:-1] or [Level()]
        elif word == ",":
            levels[-1] = Level(top.bracket, top.kind)
        elif word == "=":
            top.equals = start
        else:
            top.start = start if top.start is None else top.start
            if top.value is None and (top.equals is not None or top.kind == "["):
                top.value = start
        if word in "[{":
            levels.append(Level(start, word))
        elif word in "\"'":
            string = start
            break
        elif swallowed is None and _SWALLOWED.search(word):
            swallowed = start
    return Scan(text, at, at if statement is None else statement, tuple(levels), string, swallowed)
