"""The texts of a letter: variables are filled in, and what is written where is noted."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.model.letters import Written
from sitegen.problems import Problem, Span, near_miss
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown.inline_rules import VARIABLE
from sitegen.readers.toml import locate

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from sitegen.readers.toml import Document

_QUOTES = late_pattern(r"\"\"\"(?P<many>\r?\n)?|'''(?P<raw>\r?\n)?|[\"']")


@dataclass(frozen=True, slots=True)
class TextPlace:
    """The place of the first character of a text in TOML, found when it is asked for."""

    document: Document
    path: tuple[str | int, ...]

    @property
    def span(self) -> Span:
        """The place behind the quotes."""
        span = locate(self.document, self.path, what="value")
        line = self.document.text.split("\n")[span.line - self.document.first_line]
        found = _QUOTES.match(line + "\n", span.column - 1)
        if found is None:
            return span
        if found["many"] or found["raw"]:
            return Span(span.path, span.line + 1)
        return replace(span, column=found.end() + 1)


@dataclass(slots=True)
class Filling:
    """The values of one letter; notes which were asked for, and what is wrong."""

    values: Mapping[str, str]
    letter: Span
    """The file of the letter."""
    used: set[str] = field(default_factory=set)
    written: list[Written] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def fill(self, text: str, document: Document, path: tuple[str | int, ...]) -> str:
        """Return a plain text of TOML with values in place of its variables.

        A value is not looked at again. Problems: undefined-variable.
        """
        written = self.note(text, document, path)

        def value(found: re.Match[str]) -> str:
            self.ask(found["name"], lambda: written.at(found.start(), len(found[0])))
            return self.values.get(found["name"], found[0])

        return VARIABLE.sub(value, text).strip()

    def note(self, text: str, document: Document, path: tuple[str | int, ...]) -> Written:
        """Note a text of TOML as part of the letter."""
        written = Written(text, TextPlace(document, path))
        self.written.append(written)
        return written

    def ask(self, name: str, place: Callable[[], Span]) -> None:
        """Note that a variable is asked for. Problems: undefined-variable."""
        self.used.add(name)
        if name in self.values:
            return
        hint = near_miss(name, self.values) or f'write `{name} = "…"` below `[variables]`'
        message = f"the variable `{name}` has no value"
        span = place()
        related = ((self.letter, "for this letter"),) if span.path != self.letter.path else ()
        self.problems.append(Problem("undefined-variable", message, span, hint, related))
