"""Markdown of letters: `{{ variables }}`, and passages that have a name.

A line `::: why` begins the passage `why`, `::: why optional` one that stands only where somebody
adds it; a line `:::` ends it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.problems import Problem, Span
from sitegen.readers.markdown.documents import NOWHERE, BlockBuilder, parse_tokens
from sitegen.readers.markdown.syntax import PASSAGE, letter_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from sitegen.model.blocks import Block

_OPEN = f"container_{PASSAGE}_open"
_CLOSE = f"container_{PASSAGE}_close"
_HEAD = late_pattern(r"(?P<name>[^\W\d][\w-]*)(?:[ \t]+(?P<optional>optional))?")
_EDGE = late_pattern(r"[ ]{0,3}:{3,}[ \t]*")
_HINT = "write `::: why` above the paragraph and `:::` below it"


class Stretch(NamedTuple):
    """Part of a letter: a passage with a name, or what stands between two of them."""

    name: str
    source: str
    """The text of the whole letter."""
    tokens: tuple[Token, ...]
    rows: range
    """The lines of its text, counted from 0."""
    span: Span
    """Its first line."""
    is_optional: bool = False


class Filled(NamedTuple):
    """A stretch with values in place of its variables; places count from line 1 of the letter."""

    blocks: tuple[Block, ...]
    asked: tuple[tuple[str, Span], ...]
    """Every variable in it."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=64)
def letter_stretches(source: str) -> tuple[tuple[Stretch, ...], tuple[Problem, ...]]:
    """Return the parts of a letter in order, and what is wrong with its text.

    Places count from line 1 of the text. Problems: letter-paragraph, and those of
    `markdown_blocks`.
    """
    tokens, problems = parse_tokens(letter_parser(), source)
    cut = _Cut(source)
    cut.cut(tokens)
    return tuple(cut.made), (*problems, *cut.problems)


def fill_stretch(stretch: Stretch, values: Mapping[str, str]) -> Filled:
    """Return the blocks of a stretch. What has no value stays as it is written."""
    builder = BlockBuilder(stretch.source, values)
    blocks = builder.blocks(stretch.tokens)
    return Filled(blocks, tuple(builder.asked), tuple(builder.problems))


class _Cut:
    """Cuts the tokens of a letter at the edges of its named passages."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.split("\n")
        self.made: list[Stretch] = []
        self.problems: list[Problem] = []
        self.edges: set[int] = set()

    def cut(self, tokens: Sequence[Token]) -> None:
        loose: list[Token] = []
        start = position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type != _OPEN or token.map is None or token.level:
                loose.append(token)
                position += 1
                continue
            end = _closing(tokens, position)
            first, last = token.map
            self._loose(loose, range(start, first))
            self._named(token, tokens[position + 1 : end])
            loose, start, position = [], last + 1, end + 1
        self._loose(loose, range(start, len(self.lines)))
        self._stray(tokens)

    def _loose(self, tokens: list[Token], rows: range) -> None:
        tokens = self._flattened(tokens)
        if tokens:
            span = Span(NOWHERE, rows.start + 1)
            self.made.append(Stretch("", self.source, tuple(tokens), rows, span))

    def _named(self, head: Token, tokens: Sequence[Token]) -> None:
        first, last = head.map or (0, 0)
        span = self._head_span(head)
        words = head.info.strip()
        found = _HEAD.fullmatch(words)
        if found is None:
            message = f"`{words}` is no name of a paragraph"
            hint = "write one word, perhaps with `optional` behind it: `::: why optional`"
            self.problems.append(Problem("letter-paragraph", message, span, hint))
            return
        name = found["name"]
        if not self._is_closed(last):
            message = f"the paragraph `{name}` has no end"
            self.problems.append(
                Problem("letter-paragraph", message, span, "write a line `:::` below it")
            )
        if any(one.name == name for one in self.made):
            message = f"there are two paragraphs `{name}`"
            self.problems.append(Problem("letter-paragraph", message, span, "rename one of them"))
        rows = range(first + 1, last)
        inner = tuple(self._flattened(tokens))
        is_optional = bool(found["optional"])
        self.made.append(Stretch(name, self.source, inner, rows, span, is_optional))

    def _is_closed(self, row: int) -> bool:
        self.edges.add(row)
        return row < len(self.lines) and _EDGE.fullmatch(self.lines[row]) is not None

    def _flattened(self, tokens: Iterable[Token]) -> list[Token]:
        """Take out the edges of passages inside of other blocks, which is a mistake."""
        kept = []
        for token in tokens:
            if token.type == _OPEN:
                message = f"the paragraph `{token.info.strip()}` stands inside of something else"
                hint = "let it stand by itself, not in a list, a quote or another paragraph"
                span = self._head_span(token)
                self.problems.append(Problem("letter-paragraph", message, span, hint))
                self.edges.add((token.map or (0, 0))[1])
            elif token.type != _CLOSE:
                kept.append(token)
        return kept

    def _head_span(self, head: Token) -> Span:
        row = (head.map or (0, 0))[0]
        line = self.lines[row].rstrip()
        column = max(line.find(":::"), 0)
        return Span(NOWHERE, row + 1, column + 1, max(len(line) - column, 1))

    def _stray(self, tokens: Sequence[Token]) -> None:
        """Report lines `:::` that end nothing."""
        for token in tokens:
            if token.type != "inline" or ":::" not in token.content or token.map is None:
                continue
            for row in range(*token.map):
                if row not in self.edges and _EDGE.fullmatch(self.lines[row]):
                    span = Span(NOWHERE, row + 1, width=len(self.lines[row].rstrip()))
                    message = "nothing begins that could end here"
                    self.problems.append(Problem("letter-paragraph", message, span, _HINT))


def _closing(tokens: Sequence[Token], position: int) -> int:
    """Return where the passage ends that begins at a position."""
    depth = 0
    for number in range(position, len(tokens)):
        depth += (tokens[number].type == _OPEN) - (tokens[number].type == _CLOSE)
        if not depth:
            return number
    return len(tokens)
