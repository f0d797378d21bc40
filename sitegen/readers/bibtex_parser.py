"""The parser of .bib files: pybtex's low-level one, taught to go on after every flaw."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry
from pybtex.scanner import Pattern, PybtexSyntaxError

from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers import bibtex_grammar as grammar
from sitegen.readers.bibtex_entry import Preamble, ReadEntry, ReadField
from sitegen.readers.bibtex_guesses import find_swallower, likely_end, tidy_value
from sitegen.readers.bibtex_heads import COMMANDS, check_gap, find_certain_heads, next_head
from sitegen.readers.bibtex_values import (
    EXPANSION_LIMIT,
    FIELD_LIMIT,
    Delimiters,
    brace_depth,
    collapse_blanks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem, Span
    from sitegen.readers.bibtex_heads import Head
    from sitegen.readers.bibtex_strings import Strings
    from sitegen.readers.bibtex_text import BibText

DEPTH_LIMIT = 100
"""Braces inside braces in one value."""
SWALLOWER_LIMIT = 20
"""Fields of one entry that may have swallowed the fields after them."""


class BibtexParser(LowLevelParser):  # type: ignore[misc]  # pybtex ships no types
    """Reads one command after another, none of them past the next certain beginning of one.

    pybtex's `parse_command` calls the methods that have names without underscore.
    """

    # pybtex has no types.
    WHITESPACE = Pattern(grammar.BLANKS, "whitespace")
    NAME = Pattern(grammar.NAME, "name")
    RBRACE = Pattern("[})]", "'}'")
    RPAREN = Pattern("[})]", "')'")

    def __init__(self, source: BibText, strings: Strings) -> None:
        super().__init__(source.text)
        self.problems: list[Problem] = []
        self.has_commands = False
        """There is at least one `@…{`."""
        self.preambles: list[Preamble] = []
        self.open_comments: list[int] = []
        """The offsets of the braces of comments that are not closed in this text."""
        self.current_fields: list[ReadField] = []
        self.current_value: list[str] = []
        self._source = source
        self._strings = strings
        self._delimiters = Delimiters(source.text)
        self._head: Head
        self._closer = "}"
        self._key_offset = 0
        self._name: re.Match[str]  # of the field, with its `=`
        self._understood = 0  # the offset after the last token that made sense

    def read_entries(self) -> Iterator[ReadEntry]:
        """Yield every entry that can be read, even in part, and collect the `problems`."""
        text = self._source.text
        certain = find_certain_heads(self._source.text)
        gap = 0
        while head := next_head(text, gap):
            self.has_commands = True
            self.problems.extend(check_gap(self._source, gap, head.offset))
            following = bisect_right(certain, head.offset)
            self.end_pos = certain[following] if following < len(certain) else len(text)
            self._head = head
            self._read_command()
            if entry := self._finish_entry():
                yield entry
            gap = self.pos
        self.problems.extend(check_gap(self._source, gap, len(text)))

    def _read_command(self) -> None:
        """Read one command that ends before `end_pos`; `pos` is then behind it."""
        if self._head.has_brace:
            self.pos = self._head.word_offset
            try:
                self.parse_command()
            except SkipEntry:
                self._skip_comment()
            return
        self.pos = self._head.body_offset
        self.current_fields = []
        self._tell(flaws.missing_brace(self._span_of_head(), self._head.word))
        self.parse_entry_body(self.RBRACE)
        if self.eof():
            self.handle_error(self._fault())
        else:
            self.pos += 1

    def _finish_entry(self) -> ReadEntry | None:
        head, key = self._head, self.current_entry_key or ""
        if head.word.lower() in COMMANDS:
            return None
        if not key and not self.current_fields:
            self._tell(flaws.empty_entry(self._span_of_head(), head.word))
            return None
        fields = tuple(self.current_fields)
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
        self._closer = self._closer_of(body_end)
        while name := self._match(grammar.FIELD):
            self._name = name
            self.parse_value()
            value = self._join_value(name)
            if value is not None:
                self._strings.define(name[1], value)
            if not self._match(grammar.COMMA):
                return
        if self._peek() not in grammar.CLOSERS:
            raise self._fault()

    def parse_preamble_body(self, _body_end: Pattern) -> None:
        """Keep the LaTeX of a preamble, which may define macros."""
        start = self.pos
        end = self._delimiters.closing_of_body(start - 1)
        if end is None or end > self.end_pos:
            raise self._fault()
        self.preambles.append(Preamble(self._source, self.text[start:end], start))
        self.pos = end

    def parse_entry_body(self, body_end: Pattern) -> None:
        """Read the key and the fields, up to the closing brace or the end of the text."""
        self._closer = self._closer_of(body_end)
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
            if not self.eof():
                return
            values = [(field.name_match.end(), field.end) for field in self.current_fields]
            swallower = find_swallower(self.text, values)
            if swallower is None:
                return
            name = self.current_fields[swallower].name_match
            del self.current_fields[swallower:]
            span = self._span_of(name)
            self.problems[told:] = [p for p in self.problems[told:] if p.span < span]
            self._salvage(name)
            self._parse_fields()

    def parse_value(self) -> None:
        """Read strings, numbers and names of strings, joined with `#`."""
        self.current_value = []
        while True:
            self.eat_whitespace()
            if self._peek() not in grammar.OPENERS and self._sees(grammar.NOTHING):
                if self._sees(grammar.AFTER_LOST_OPENING):
                    raise self._fault()
                self._tell(flaws.missing_value(self._span_of(self._name), self._name[1]))
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
                end = self._delimiters.closing_brace(start, self.end_pos)
            case '"':
                end = self._delimiters.closing_quote(start, self.end_pos)
            case _:
                return self._parse_bare_text()
        if end is None:
            raise self._fault()
        self.pos = end + 1
        value: str = self.text[start + 1 : end]
        return value

    def substitute_macro(self, name: str) -> str:
        """Return what a string stands for, or its bare name when there is no such string."""
        value = self._strings.expand(name)
        if value is None:
            span = self._source.span(self.pos - len(name), len(name))
            self._tell(flaws.undefined_string(span, name))
            return name
        return value

    # Keys and fields -----------------------------------------------------------------------------

    def _parse_key(self) -> str:
        self.eat_whitespace()
        start = self._key_offset = self.pos
        if found := self._match(grammar.KEY):
            return found[0]
        if self._sees(grammar.NOTHING):
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
        return ""

    def _parse_fields(self) -> None:
        while True:
            separators = grammar.SEPARATORS.match(self.text, self.pos, self.end_pos)
            self.pos = separators.end() if separators else self.pos
            if not self._is_at_end():
                self._parse_field()
            elif self._sees(grammar.EXTRA_CLOSER):
                self._tell(flaws.extra_closer(self._source.span(self.pos), self._peek()))
                self.pos += 1
            else:
                return

    def _parse_field(self) -> None:
        name = grammar.FIELD.match(self.text, self.pos, self.end_pos)
        if name is None:
            name = grammar.FIELD_WITHOUT_EQUALS.match(self.text, self.pos, self.end_pos)
            if name is None:
                self._skip_to_next_field()
                return
            self._tell(flaws.missing_equals(self._span_of(name), name[1]))
        self._name = name
        self.pos = name.end()
        told = len(self.problems)
        try:
            self.parse_value()
            is_whole = self._is_at_field_end(name)
        except PybtexSyntaxError:
            is_whole = False
        if is_whole:
            self._keep(name)
        else:
            del self.problems[told:]  # what was thought of the parts of this value
            self._salvage(name)

    def _is_at_field_end(self, name: re.Match[str]) -> bool:
        end = self._understood
        if self._peek() == ",":
            return True
        if self._is_at_end():
            is_bare = self.text[end - 1] not in '"}'
            return not (is_bare and grammar.AFTER_LOST_OPENING.match(self.text, end, self.end_pos))
        if not self._sees(grammar.FIELD):
            return False
        if self.current_value:
            self._tell(flaws.missing_comma(self._source.span(end), f"the field `{name[1]}`"))
        return True

    def _keep(self, name: re.Match[str]) -> None:
        value = self._join_value(name)
        if value is None:
            return
        lower = name[1].lower()
        value = collapse_blanks(value, lower)
        if value.count("{") > DEPTH_LIMIT < brace_depth(value):
            self._tell(flaws.too_deep(self._span_of(name), lower, DEPTH_LIMIT))
        self.current_fields.append(ReadField(lower, value, name, self._understood))

    def _join_value(self, name: re.Match[str]) -> str | None:
        """Return the whole value; None, and a problem, when it is too large."""
        for size, limit in (
            (sum(map(len, self.current_value)), FIELD_LIMIT),
            (self._strings.expanded, EXPANSION_LIMIT),
        ):
            if size > limit:
                self._tell(flaws.too_large(self._span_of(name), name[1], limit))
                return None
        return "".join(self.current_value)

    def _parse_bare_text(self) -> str:
        found = self._match(grammar.BARE_TEXT[self._closer])
        if found is None:
            raise self._fault()
        return found[0] if found[0].isdecimal() else self.substitute_macro(found[0])

    # Recovery ------------------------------------------------------------------------------------

    def _salvage(self, name: re.Match[str]) -> None:
        """Keep a value whose braces or quotes do not match, up to where it most likely ends."""
        self._tell(flaws.unbalanced(self._span_of(name), name[1]))
        start = name.end()
        self.pos = likely_end(self.text, start, self.end_pos)
        text = self.text[start : min(self.pos, start + FIELD_LIMIT)].rstrip()
        self._understood = start + len(text)
        self.current_value = [tidy_value(text)]
        self._keep(name)

    def _skip_to_next_field(self) -> None:
        start = self.pos
        if not self._match(grammar.STRAY_OPENING):
            self.pos = max(likely_end(self.text, start, self.end_pos), start + 1)
        text = self.text[start : self.pos].rstrip(" \t\n,;")
        self._tell(flaws.unexpected_text(self._source.span(start, len(text)), text))

    def _skip_comment(self) -> None:
        """Skip `@comment{…}`, or only its line when it is not closed."""
        opener = self.pos - 1
        end = self._delimiters.closing_of_body(opener)
        if end is None:
            self.open_comments.append(opener)
            self._tell(flaws.unclosed_comment(self._span_of_head()))
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

    def _sees(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, self.pos, self.end_pos) is not None

    def _peek(self) -> str:
        """Return the next character; "" at the end of the text of this entry."""
        return self.text[self.pos] if self.pos < self.end_pos else ""

    def _is_at_end(self) -> bool:
        """Say whether the entry ends here; also with the wrong brace, if nothing follows it."""
        following = self._peek()
        return following in {self._closer, ""} or (
            following in grammar.CLOSERS and self._sees(grammar.LAST_CLOSER)
        )

    def _closer_of(self, body_end: Pattern) -> str:
        return "}" if body_end is self.RBRACE else ")"

    def _tell(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _span_of_head(self) -> Span:
        return self._source.span(self._head.word_offset, len(self._head.word))

    def _span_of(self, name: re.Match[str]) -> Span:
        return self._source.span(name.start(1), len(name[1]))

    def _fault(self) -> PybtexSyntaxError:
        return PybtexSyntaxError("", self)
