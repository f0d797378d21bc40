"""The parser of .bib files: pybtex's low-level one, taught to go on after every flaw."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, month_names
from pybtex.scanner import Pattern, PybtexSyntaxError

from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers import bibtex_grammar as grammar
from sitegen.readers.bibtex_heads import COMMANDS, check_gap, find_certain_heads, next_head
from sitegen.readers.bibtex_values import (
    brace_depth,
    collapse_blanks,
    drop_unmatched_braces,
    pair_braces,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.problems import Problem, Span
    from sitegen.readers.bibtex_heads import Head
    from sitegen.readers.bibtex_text import BibText

FIELD_LIMIT = 1_000_000
"""Characters of one value, its strings expanded."""
EXPANSION_LIMIT = 50_000_000
"""Characters to which all uses of strings in a file may expand."""
DEPTH_LIMIT = 100
"""Braces inside braces in one value."""
SWALLOWER_LIMIT = 20
"""Fields of one entry that may have swallowed the fields after them."""
COMMENT_LIMIT = 10_000
"""Characters of one `@comment(…)`."""

MONTHS: Final[Mapping[str, str]] = {
    **month_names,
    **{name.lower(): name for name in month_names.values()},
    "sept": "September",
}


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field as it was read; offsets are those of its name and of its value in the file."""

    name: str
    value: str
    offset: int
    value_offset: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as it was read. `key` is "" where there is none."""

    word: str
    word_offset: int
    key: str
    key_offset: int
    fields: tuple[ReadField, ...]


class BibtexParser(LowLevelParser):
    """Reads one command after another, none of them past the next certain beginning of one.

    pybtex's `parse_command` calls the methods that have names without underscore.
    """

    # pybtex has no types.
    WHITESPACE = Pattern(grammar.BLANKS, "whitespace")  # type: ignore[no-untyped-call]
    NAME = Pattern(grammar.NAME, "name")  # type: ignore[no-untyped-call]
    RBRACE = Pattern("[})]", "'}'")  # type: ignore[no-untyped-call]
    RPAREN = Pattern("[})]", "')'")  # type: ignore[no-untyped-call]

    def __init__(self, source: BibText) -> None:
        super().__init__(source.text, macros=dict(MONTHS))  # type: ignore[no-untyped-call]
        self.problems: list[Problem] = []
        self.has_commands = False
        """There is at least one `@…{`."""
        self.current_fields: list[ReadField] = []
        self.current_value: list[str] = []
        self._source = source
        self._braces = pair_braces(source.text)
        self._head: Head
        self._closer = "}"
        self._key_offset = 0
        self._understood = 0  # the offset after the last token that made sense
        self._expanded = 0  # characters, in the whole file

    def read_entries(self) -> Iterator[ReadEntry]:
        """Yield every entry that can be read, even in part, and collect the `problems`."""
        text = self._source.text
        certain = find_certain_heads(self._source)
        gap = 0
        while head := next_head(text, gap):
            self.has_commands = True
            self.problems.extend(check_gap(self._source, gap, head.offset))
            following = bisect_right(certain, head.offset)
            bound = certain[following] if following < len(certain) else len(text)
            if entry := self._read(head, bound):
                yield entry
            gap = self.pos
        self.problems.extend(check_gap(self._source, gap, len(text)))

    def _read(self, head: Head, bound: int) -> ReadEntry | None:
        """Read one command that ends before `bound`; `pos` is then behind it."""
        self._head = head
        self.end_pos = bound
        if head.has_brace:
            self.pos = self.command_start = head.word_offset
            try:
                self.parse_command()  # type: ignore[no-untyped-call]
            except SkipEntry:
                self._skip_comment()
        else:
            self.pos = head.body_offset
            self._tell(flaws.missing_brace(self._span_of_head(), head.word))
            self._parse_without_brace()
        fields = tuple(self.current_fields)
        key = self.current_entry_key or ""
        if head.word.lower() in COMMANDS or not (key or fields):
            return None
        return ReadEntry(head.word, head.word_offset, key, self._key_offset, fields)

    # What pybtex calls ---------------------------------------------------------------------------

    def eat_whitespace(self) -> None:
        """Skip blanks and, unlike BibTeX, what `%` comments out."""
        blank = self.WHITESPACE.match(self.text, self.pos, self.end_pos)
        if blank:
            self.pos = blank.end()

    def handle_error(self, error: PybtexSyntaxError) -> None:  # noqa: ARG002 pybtex names it
        """Report what ended a command early."""
        word = self._head.word.lower()
        if word in COMMANDS:
            self._tell(flaws.unreadable_string(self._span_of_head(), word))
            return
        last = max(self._understood - 1, self._head.offset)
        name = self.current_entry_key or self._head.word
        self._tell(flaws.unclosed(self._source.span(last), name, self._span_of_head()))

    def parse_string_body(self, body_end: Pattern) -> None:
        """Read `name = value` once or, as some programs write it, several times."""
        self._closer = "}" if body_end is self.RBRACE else ")"
        while head := self._match(grammar.FIELD):
            self.current_field_name = head[1]
            self.parse_value()
            value = self._join_value(head[1], head.start())
            if value is not None:
                self.macros[head[1].lower()] = value
            if not self._match(grammar.COMMA):
                return
        if self._peek() not in grammar.CLOSERS:
            raise self._fault()

    def parse_entry_body(self, body_end: Pattern) -> None:
        """Read the key and the fields, up to the closing brace or the end of the text."""
        self._closer = "}" if body_end is self.RBRACE else ")"
        self.current_entry_key = self._parse_key()
        self._understood = self.pos
        self.parse_entry_fields()
        found = self._peek()
        if found not in {self._closer, ""}:
            span = self._source.span(self.pos)
            self._tell(flaws.wrong_closer(span, found=found, expected=self._closer))

    def parse_entry_fields(self) -> None:
        """Read the fields; where the end is not found, look for the field that swallowed it."""
        told = len(self.problems)
        self._parse_fields()
        for _ in range(SWALLOWER_LIMIT):
            swallower = self._find_swallower() if self.eof() else None
            if swallower is None:
                return
            field = self.current_fields[swallower]
            span = self._source.span(field.offset)
            self.problems[told:] = [p for p in self.problems[told:] if p.span < span]
            del self.current_fields[swallower:]
            self._salvage(field.name, field.offset, field.value_offset)
            self._parse_fields()

    def parse_value(self) -> None:
        """Read strings, numbers and names of strings, joined with `#`."""
        self.current_value = []
        while True:
            self.eat_whitespace()
            if self._peek() not in grammar.OPENERS and self._sees(grammar.NOTHING):
                if self._sees(grammar.AFTER_LOST_OPENING):
                    raise self._fault()
                span = self._source.span(self.pos)
                self._tell(flaws.missing_value(span, self.current_field_name))
                return
            self.current_value.append(self.parse_value_part())
            self._understood = self.pos
            self.eat_whitespace()
            if self._peek() != "#":
                return
            self.pos += 1

    def parse_value_part(self) -> str:
        """Read `{…}`, `"…"`, or text without either."""
        start = self.pos
        match self.text[start]:
            case "{":
                end = self._closing_brace(start)
            case '"':
                end = self._closing_quote(start)
            case _:
                return self._parse_bare_text()
        if end is None:
            raise self._fault()
        self.pos = end + 1
        return self.text[start + 1 : end]

    def substitute_macro(self, name: str) -> str:
        """Return what a string stands for, or its bare name when there is no such string."""
        value = self.macros.get(name.lower())
        if value is None:
            span = self._source.span(self.pos - len(name), len(name))
            self._tell(flaws.undefined_string(span, name))
            return name
        self._expanded += len(value)
        return value

    # Keys and fields -----------------------------------------------------------------------------

    def _parse_key(self) -> str:
        self.eat_whitespace()
        start = self._key_offset = self.pos
        if found := self._match(grammar.KEY):
            return found[0]
        if self._sees(grammar.NOTHING):
            self._tell(flaws.missing_key(self._source.span(start), self._head.word))
            return ""
        if found := self._match(grammar.KEY_WITHOUT_COMMA):
            self.eat_whitespace()
            if not self._is_at_end():
                span = self._source.span(found.end())
                self._tell(flaws.missing_comma(span, f"the citation key `{found[0]}`"))
            return found[0]
        if found := self._match(grammar.ODD_KEY):
            key = " ".join(re.sub('[{}"]', "", found[0]).split())
            self._tell(flaws.odd_key(self._source.span(start, len(found[0].rstrip())), key))
            return key
        self._tell(flaws.missing_key(self._source.span(start), self._head.word))
        return ""

    def _parse_fields(self) -> None:
        while True:
            separators = grammar.SEPARATORS.match(self.text, self.pos, self.end_pos)
            self.pos = separators.end() if separators else self.pos
            if self._is_at_end():
                return
            self._parse_field()

    def _parse_field(self) -> None:
        head = grammar.FIELD.match(self.text, self.pos, self.end_pos)
        if head is None:
            head = grammar.FIELD_WITHOUT_EQUALS.match(self.text, self.pos, self.end_pos)
            if head is None:
                self._skip_to_next_field()
                return
            span = self._source.span(head.start(), len(head[1]))
            self._tell(flaws.missing_equals(span, head[1]))
        name, offset, value_offset = head[1], head.start(), head.end()
        self.pos = value_offset
        self.current_field_name = name
        told = len(self.problems)
        try:
            self.parse_value()
            is_whole = self._is_at_field_end()
        except PybtexSyntaxError:
            is_whole = False
        if is_whole:
            self._keep(name, offset, value_offset)
        else:
            del self.problems[told:]  # what was thought of the parts of this value
            self._salvage(name, offset, value_offset)

    def _is_at_field_end(self) -> bool:
        end = self._understood
        if self._peek() == ",":
            return True
        if self._is_at_end():
            is_bare = self.text[end - 1] not in '"}'
            return not (is_bare and grammar.AFTER_LOST_OPENING.match(self.text, end, self.end_pos))
        if not self._sees(grammar.FIELD):
            return False
        if self.current_value:
            span = self._source.span(end)
            self._tell(flaws.missing_comma(span, f"the field `{self.current_field_name}`"))
        return True

    def _keep(self, name: str, offset: int, value_offset: int) -> None:
        value = self._join_value(name, offset)
        if value is None:
            return
        name = name.lower()
        value = collapse_blanks(value, name)
        if value.count("{") > DEPTH_LIMIT < brace_depth(value):
            self._tell(flaws.too_deep(self._source.span(offset, len(name)), name, DEPTH_LIMIT))
        self.current_fields.append(ReadField(name, value, offset, value_offset, self._understood))

    def _join_value(self, name: str, offset: int) -> str | None:
        """Return the whole value; None, and a problem, when it is too large."""
        for size, limit in (
            (sum(map(len, self.current_value)), FIELD_LIMIT),
            (self._expanded, EXPANSION_LIMIT),
        ):
            if size > limit:
                self._tell(flaws.too_large(self._source.span(offset, len(name)), name, limit))
                return None
        return "".join(self.current_value)

    # Values --------------------------------------------------------------------------------------

    def _parse_bare_text(self) -> str:
        found = self._match(grammar.BARE_TEXT[self._closer])
        if found is None:
            raise self._fault()
        return found[0] if found[0].isdecimal() else self.substitute_macro(found[0])

    def _closing_brace(self, start: int) -> int | None:
        end = self._braces[start]
        return end if 0 < end < self.end_pos else None

    def _closing_quote(self, start: int) -> int | None:
        """Return where a quoted value ends: at a quote that stands in no braces."""
        offset = start + 1
        while mark := grammar.QUOTE_OR_BRACE.search(self.text, offset, self.end_pos):
            if mark[0] == '"':
                return mark.start()
            inner = self._closing_brace(mark.start()) if mark[0] == "{" else None
            if inner is None:
                return None
            offset = inner + 1
        return None

    # Recovery ------------------------------------------------------------------------------------

    def _salvage(self, name: str, offset: int, value_offset: int) -> None:
        """Keep a value whose braces or quotes do not match, up to where it most likely ends."""
        span = self._source.span(offset, len(name))
        self._tell(flaws.unbalanced(span, name))
        self.pos = self._understood = self._likely_end(value_offset)
        text = self.text[value_offset : min(self.pos, value_offset + FIELD_LIMIT)]
        value = drop_unmatched_braces(text.strip(" \t\n,;")).strip('"')
        self.current_value = [value]
        self._keep(name, offset, value_offset)

    def _skip_to_next_field(self) -> None:
        start = self.pos
        if not self._match(grammar.STRAY_OPENING):
            self.pos = self._likely_end(start)
        text = self.text[start : self.pos].rstrip(" \t\n,;")
        self._tell(flaws.unexpected_text(self._source.span(start, len(text)), text))

    def _likely_end(self, offset: int) -> int:
        """Return where, after a flaw at `offset`, the next field begins or the entry ends."""
        following = grammar.FIELD_LIKE.search(self.text, offset + 1, self.end_pos)
        if following:
            return following.start(1)
        closers = tuple(grammar.CLOSER_ALONE.finditer(self.text, offset, self.end_pos))
        if closers:
            return closers[-1].start(1)
        last = len(self.text[offset : self.end_pos].rstrip()) - 1 + offset
        return last if last > offset and self.text[last] in "})" else self.end_pos

    def _find_swallower(self) -> int | None:
        """Return which field holds text that looks like further fields."""
        for index, field in enumerate(self.current_fields):
            if grammar.FIELD_LIKE.search(self.text, field.value_offset + 1, field.end):
                return index
        return None

    def _parse_without_brace(self) -> None:
        self.current_fields = []
        self.parse_entry_body(self.RBRACE)
        if self._peek() in grammar.CLOSERS:
            self.pos += 1
        else:
            self.handle_error(self._fault())

    def _skip_comment(self) -> None:
        """Skip `@comment{…}`, or only its line when it is not closed."""
        opener = self.pos - 1
        if self.text[opener] == "{":
            end = self._braces[opener]
        else:
            end = max(self.text.find(")", opener, opener + COMMENT_LIMIT), 0)
        if not end:
            end = self.text.find("\n", opener)
        self.pos = end + 1 if end > 0 else len(self.text)

    # Small tools ---------------------------------------------------------------------------------

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Skip blanks, then take what the pattern matches."""
        self.eat_whitespace()
        found = pattern.match(self.text, self.pos, self.end_pos)
        if found:
            self.pos = found.end()
        return found

    def _peek(self) -> str:
        """Return the next character; "" at the end of the text of this entry."""
        return self.text[self.pos] if self.pos < self.end_pos else ""

    def _sees(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, self.pos, self.end_pos) is not None

    def _is_at_end(self) -> bool:
        """Say whether the entry ends here; also with the wrong brace, if nothing follows it."""
        following = self._peek()
        return following in {self._closer, ""} or (
            following in grammar.CLOSERS and self._sees(grammar.LAST_CLOSER)
        )

    def _tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _span_of_head(self) -> Span:
        return self._source.span(self._head.word_offset, len(self._head.word))

    def _fault(self) -> PybtexSyntaxError:
        return PybtexSyntaxError("", self)  # type: ignore[no-untyped-call]
