"""Rich texts and blocks as plain text: links become addresses, formulas Unicode or LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.addresses import absolute_url
from sitegen.model.blocks import (
    BlockHeading,
    BlockList,
    BlockQuote,
    BlockTable,
    CodeBlock,
    Paragraph,
)
from sitegen.model.text import Cite, Link, Math, Styled, Text, is_external, plain, safe_href
from sitegen.readers.latex_math import read_formula
from sitegen.render.plain_lines import WIDTH, clean, columns, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model.blocks import Block
    from sitegen.model.text import Inline, RichText

_SCRIPTS: Final[Mapping[str, tuple[str, dict[int, int]]]] = {
    "sub": ("_", str.maketrans("0123456789+−=()-aeioruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋ₐₑᵢₒᵣᵤᵥₓ")),
    "sup": ("^", str.maketrans("0123456789+−=()-ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻ⁿⁱ")),
}


def plain_text(text: RichText) -> str:
    r"""Return a text with the addresses of its links that leave the site.

    >>> from sitegen.model.text import RichText, rich
    >>> plain_text(RichText((Link("https://example.org/a", rich("notes").nodes),)))
    'notes (https://example.org/a)'
    >>> plain_text(RichText((Math(r"\alpha_1^n \to \frac{1}{2}"), Text(" and "), Math("x^{2}"))))
    '\\alpha_1^n \\to \\frac{1}{2} and x²'
    """
    return " ".join(clean("".join(_nodes(text.nodes))).split(" ")).strip()


def _nodes(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(value):
                yield value
            case Styled("sub" | "sup" as style, children):
                yield _script(style, "".join(_nodes(children)))
            case Styled(_, children):
                yield from _nodes(children)
            case Link(href, children):
                yield _link(href, "".join(_nodes(children)))
            case Math(tex):
                read = read_formula(tex)
                yield tex if any(isinstance(one, Math) for one in read) else "".join(_nodes(read))
            case Cite():
                yield plain((node,))


def _script(style: str, text: str) -> str:
    """Return a sub- or superscript in its own characters, or after a sign where there are none.

    >>> _script("sub", "2"), _script("sup", "k"), _script("sup", "k+1")
    ('₂', '^k', '^(k+1)')
    """
    sign, characters = _SCRIPTS[style]
    if all(ord(character) in characters for character in text):
        return text.translate(characters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _link(href: str, words: str) -> str:
    """Return the words of a link with its address, unless they say it or it stays in the site."""
    address = safe_href(href) or ""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    is_said = bare.rstrip("/").endswith(words.strip().rstrip("/"))
    if not is_external(address) or (words.strip() and is_said):
        return words
    return f"{words} ({bare})"


def whole_address(href: str, site_url: str) -> str:
    """Return where a link goes as text can say it: the whole address; of a mail that alone."""
    if href.startswith("/"):
        return absolute_url(href, site_url)
    safe = safe_href(href)
    is_address = safe is not None and is_external(safe)
    return clean(safe).removeprefix("mailto:").removeprefix("tel:") if is_address and safe else ""


def block_lines(
    blocks: Iterable[Block], indent: str = "", width: int = WIDTH, *, is_item: bool = False
) -> list[str]:
    """Return the lines of a text in blocks, an empty one between blocks.

    In an item of a list, a list follows its paragraph at once.
    """
    lines: list[str] = []
    for block in blocks:
        made = _block(block, indent, width)
        is_close = is_item and isinstance(block, BlockList)
        lines += ["", *made] if lines and made and not is_close else made
    return lines


def _block(block: Block, indent: str, width: int) -> list[str]:
    match block:
        case Paragraph(text):
            return wrap(plain_text(text), first=indent, rest=indent, width=width)
        case BlockHeading(_, text):
            return wrap(plain_text(text), first=indent, rest=indent, width=width)
        case BlockList(items, first_number):
            marks = (
                [f"{first_number + place}. " for place in range(len(items))]
                if (first_number is not None)
                else ["- "] * len(items)
            )
            return [
                line
                for mark, item in zip(marks, items, strict=True)
                for line in _item(mark, item, indent, width)
            ]
        case BlockQuote(blocks):
            return [f"{indent}> {line}".rstrip() for line in block_lines(blocks, "", width - 2)]
        case CodeBlock(text):
            return [f"{indent}    {clean(line)}".rstrip() for line in text.splitlines()]
        case BlockTable(rows):
            return _table(rows, indent, width)


def _item(mark: str, blocks: tuple[Block, ...], indent: str, width: int) -> list[str]:
    """Return an item of a list, its first line after the mark and the others below it."""
    inner = indent + " " * len(mark)
    lines = block_lines(blocks, inner, width, is_item=True)
    return [f"{indent}{mark}{lines[0][len(inner) :]}", *lines[1:]] if lines else []


def _table(rows: tuple[tuple[RichText, ...], ...], indent: str, width: int) -> list[str]:
    """Return a table in columns, or where it is too wide for that its rows as lists of cells."""
    cells = [[plain_text(cell) for cell in row] for row in rows]
    count = max(map(len, cells), default=0)
    filled = [row + [""] * (count - len(row)) for row in cells]
    sizes = [max(columns(row[place]) for row in filled) for place in range(count)]
    if sum(sizes) + 2 * count > width - len(indent):
        return [
            line
            for row in cells
            for line in wrap("; ".join(filter(None, row)), first=f"{indent}- ", rest=f"{indent}  ")
        ]
    padded = (
        "  ".join(
            cell + " " * (size - columns(cell)) for cell, size in zip(row, sizes, strict=True)
        )
        for row in filled
    )
    return [f"{indent}{line}".rstrip() for line in padded]
