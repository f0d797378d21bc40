"""Markdown for documents: a text as blocks that are set without HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.model.blocks import (
    Block,
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import NO_TEXT, Math, RichText, Styled, Text
from sitegen.problems import Outcome, Problem, SitePath, Span, warning
from sitegen.readers.markdown.findings import FINDINGS, Findings, is_allowed, moved_problem
from sitegen.readers.markdown.inline_rules import VARIABLE
from sitegen.readers.markdown.prose import inline_tree
from sitegen.readers.markdown.syntax import body_parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

NOWHERE: Final = SitePath("")
_OF_PAGES: Final = frozenset(
    {"attribute-refused", "duplicate-id", "image-without-alt", "unknown-language"}
)
"""Problems of texts that say nothing where there is no page."""
_MISSING: Final = {
    "image": ("images and films", "![", "it is left out"),
    "footnote_ref": ("footnotes", "[^", "it is left out: write it into the text"),
    "task": ("boxes to tick", "[", "the box is left out"),
    "admonition_open": ("boxes", "", "its text stands among the rest"),
    "dl_open": ("lists of definitions", "", "each term stands above its text"),
    "hr": ("lines across the page", "", "it is left out"),
}


def markdown_blocks(source: str, path: SitePath, first_line: int) -> Outcome[tuple[Block, ...]]:
    """Return a body that begins on line `first_line` of a file in blocks.

    Headings of the second level get level 1. Links are as they are written, citations are `Cite`.

    Problems: empty-address, unsafe-url; as warnings not-in-documents, bad-math, markdown-h1,
    raw-html, footnote-duplicate, footnote-undefined, footnote-unused, reference-duplicate,
    reference-undefined.
    """
    blocks, problems = _blocks(source)
    return Outcome(blocks, tuple(moved_problem(one, path, first_line) for one in problems))


@lru_cache(maxsize=256)
def _blocks(source: str) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    tokens, problems = parse_tokens(body_parser(), source)
    builder = BlockBuilder(source)
    blocks = builder.blocks(tokens)
    return blocks, (*problems, *builder.problems)


def parse_tokens(parser: MarkdownIt, source: str) -> tuple[Sequence[Token], tuple[Problem, ...]]:
    """Return tokens, and those problems that matter where there is no page."""
    env: dict[str, Any] = {}
    tokens = parser.parse(source.rstrip(), env)
    found: Findings = env[FINDINGS]
    return tokens, tuple(one for one in found.problems if one.code not in _OF_PAGES)


class BlockBuilder:
    """Turns tokens into blocks; notes what documents cannot show, on the lines of the text.

    Without `values` there are no variables, and braces are braces.
    """

    def __init__(self, source: str, values: Mapping[str, str] | None = None) -> None:
        self.lines = source.split("\n")
        self.has_variables = values is not None
        self.values = values or {}
        self.problems: list[Problem] = []
        self.asked: list[tuple[str, Span]] = []
        """The variables that were asked for, with their places."""

    def blocks(self, tokens: Iterable[Token]) -> tuple[Block, ...]:
        """Return the blocks of a text."""
        return self._until(iter(tokens), "")

    def _until(self, tokens: Iterator[Token], end: str) -> tuple[Block, ...]:
        """Return the blocks up to the token `end`, which is taken."""
        made: list[Block] = []
        for token in tokens:
            if token.type == end:
                break
            made += self._block(token, tokens)
        return tuple(made)

    def _block(self, token: Token, rest: Iterator[Token]) -> Iterable[Block]:
        match token.type:
            case "inline":
                text = self.text(token)
                return (Paragraph(text),) if text else ()
            case "heading_open":
                return self._heading(token, rest)
            case "bullet_list_open" | "ordered_list_open":
                return (self._list(token, rest),)
            case "blockquote_open":
                return (BlockQuote(self._until(rest, "blockquote_close")),)
            case "fence" | "code_block":
                return (CodeBlock(token.content.strip("\n")),)
            case "math_block":
                math = Math(token.content.strip(), is_display=True)
                return (Paragraph(RichText((math,))),)
            case "table_open":
                return self._table(rest)
            case "figure_open":
                self._missing("image", token)
                _skip(rest, "figure_close")
            case "admonition_open":
                self._missing(token.type, token)
            case "admonition_title_open":
                return self._title(rest)
            case "dl_open":
                self._missing(token.type, token)
            case "dt_open":
                return self._strong(next(rest))
            case "hr":
                self._missing(token.type, token)
            case "footnote_block_open":
                _skip(rest, "footnote_block_close")
        return ()

    def text(self, token: Token) -> RichText:
        """Return an inline text, with values in place of variables."""
        return _trimmed(inline_tree(self._inline(token.children or (), token)))

    def _heading(self, token: Token, rest: Iterator[Token]) -> Iterable[Block]:
        text = self.text(next(rest))
        next(rest)
        return (BlockHeading(max(int(token.tag[1]) - 1, 1), text),)

    def _list(self, token: Token, rest: Iterator[Token]) -> BlockList:
        closing = token.type.replace("open", "close")
        items: list[tuple[Block, ...]] = []
        for inner in rest:
            if inner.type == closing:
                break
            items.append(self._until(rest, "list_item_close"))
        is_numbered = token.type == "ordered_list_open"
        return BlockList(tuple(items), int(token.attrs.get("start", 1)) if is_numbered else None)

    def _table(self, rest: Iterator[Token]) -> Iterable[Block]:
        """Return the table; its caption becomes a paragraph above it."""
        rows: list[list[RichText]] = []
        caption: tuple[Block, ...] = ()
        for token in rest:
            match token.type:
                case "table_close":
                    break
                case "caption_open":
                    caption = tuple(self._until(rest, "caption_close"))
                case "tr_open":
                    rows.append([])
                case "inline":
                    rows[-1].append(self.text(token))
                case "td_close" | "th_close":
                    pass
        return (*caption, BlockTable(tuple(map(tuple, rows))))

    def _title(self, rest: Iterator[Token]) -> Iterable[Block]:
        """Return the title of a box, unless it is that of its kind."""
        token = next(rest)
        return () if "kind" in token.meta else self._strong(token)

    def _strong(self, token: Token) -> Iterable[Block]:
        text = self.text(token)
        return (Paragraph(RichText((Styled("strong", text.nodes),))),) if text else ()

    def _inline(self, tokens: Iterable[Token], block: Token) -> Iterator[Token]:
        """Leave out what has no place in a document, and fill in the values."""
        for token in tokens:
            match token.type:
                case "image" | "footnote_ref":
                    self._missing(token.type, block)
                case "html_inline":
                    if token.content.startswith("<input"):
                        self._missing("task", block)
                case "variable":
                    yield _text_token(self._value(token.content, token.markup, block))
                case "link_open" if self.has_variables and "{{" in str(token.attrs["href"]):
                    yield self._filled_link(token, block)
                case "hardbreak":
                    yield _text_token("\n")
                case "named_link":
                    href = str(token.attrs["href"])
                    yield token.copy(type="link_open", nesting=1)
                    yield _text_token(token.content or href.partition(":")[2])
                    yield token.copy(type="link_close", nesting=-1)
                case _:
                    yield token

    def _value(self, name: str, written: str, block: Token) -> str:
        """Return what a variable stands for; one that nobody knows stays as it is written."""
        form = re.compile(rf"\{{\{{[ \t]*{name}[ \t]*\}}\}}")
        first, end = block.map or (0, 1)
        found = (
            (number, place)
            for number in range(first, end)
            for place in form.finditer(self.lines[number])
        )
        number, place = next(found, (first, None))
        start, width = (place.start(), len(place[0])) if place else (0, 1)
        self.asked.append((name, Span(NOWHERE, number + 1, start + 1, width)))
        return self.values.get(name, written)

    def _filled_link(self, token: Token, block: Token) -> Token:
        written = str(token.attrs["href"])
        href = VARIABLE.sub(lambda found: self._value(found["name"], found[0], block), written)
        if not is_allowed(href):
            message = f"`{href}` can not be the address of a link"
            self.problems.append(Problem("unsafe-url", message, self.find(written, block), None))
        return token.copy(attrs={**token.attrs, "href": href})

    def _missing(self, kind: str, block: Token) -> None:
        what, sign, hint = _MISSING[kind]
        place = self.find(sign, block)
        self.problems.append(warning("not-in-documents", f"documents show no {what}", place, hint))

    def find(self, sign: str, block: Token) -> Span:
        """Return where something in a block stands first."""
        first, end = block.map or (0, 1)
        for number in range(first, max(end, first + 1)):
            line = self.lines[number] if number < len(self.lines) else ""
            if sign in line and line.strip():
                column = line.find(sign) if sign else len(line) - len(line.lstrip())
                return Span(NOWHERE, number + 1, column + 1, max(len(sign), 1))
        return Span(NOWHERE, first + 1)


def _text_token(text: str) -> Token:
    from markdown_it.token import Token  # noqa: PLC0415 slow

    return Token("text", "", 0, content=text)


def _skip(tokens: Iterator[Token], end: str) -> None:
    for token in tokens:
        if token.type == end:
            break


def _trimmed(nodes: tuple[Any, ...]) -> RichText:
    """Return a text without the spaces that what was left out has put at its ends."""
    kept = list(nodes)
    if kept and isinstance(kept[0], Text):
        kept[0] = Text(kept[0].value.lstrip())
    if kept and isinstance(kept[-1], Text):
        kept[-1] = Text(kept[-1].value.rstrip())
    kept = [one for one in kept if one != Text("")]
    return RichText(tuple(kept)) if kept else NO_TEXT
