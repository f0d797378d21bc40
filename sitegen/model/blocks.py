"""A text in blocks, as documents set it: what Markdown becomes where there is no HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from sitegen.model.text import Inline, Link, RichText, Styled
from sitegen.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: RichText


@dataclass(frozen=True, slots=True)
class BlockHeading:
    """A heading inside a text; `level` counts from 1."""

    level: int
    text: RichText


@dataclass(frozen=True, slots=True)
class BlockList:
    """A list; each item is a text in blocks."""

    items: tuple[tuple[Block, ...], ...]
    first_number: int | None = None
    """Of the first item; None when the list is not numbered."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Words of others."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines that keep their spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A table; the first of the rows is its head."""

    rows: tuple[tuple[RichText, ...], ...]


Block: TypeAlias = Paragraph | BlockHeading | BlockList | BlockQuote | CodeBlock | BlockTable


def texts_of(blocks: Iterable[Block]) -> Iterator[RichText]:
    """Return the texts of blocks in order, without code."""
    for block in blocks:
        match block:
            case Paragraph(text) | BlockHeading(_, text):
                yield text
            case BlockList(items):
                for item in items:
                    yield from texts_of(item)
            case BlockQuote(inner):
                yield from texts_of(inner)
            case BlockTable(rows):
                for row in rows:
                    yield from row
            case CodeBlock():
                pass


def with_texts(
    blocks: Iterable[Block], change: Callable[[RichText], RichText]
) -> tuple[Block, ...]:
    """Return the blocks with each of their texts changed; code stays as it is."""
    return tuple(_with_texts(block, change) for block in blocks)


def _with_texts(block: Block, change: Callable[[RichText], RichText]) -> Block:
    match block:
        case Paragraph(text):
            return Paragraph(change(text))
        case BlockHeading(level, text):
            return BlockHeading(level, change(text))
        case BlockList(items, first_number):
            return BlockList(tuple(with_texts(item, change) for item in items), first_number)
        case BlockQuote(inner):
            return BlockQuote(with_texts(inner, change))
        case BlockTable(rows):
            return BlockTable(tuple(tuple(map(change, row)) for row in rows))
        case CodeBlock():
            return block


def inline_nodes(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Return nodes, and those inside of styles and links."""
    for node in nodes:
        yield node
        if isinstance(node, (Link, Styled)):
            yield from inline_nodes(node.children)
