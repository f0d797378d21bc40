"""Where in the source the parts of an inline text stand.

markdown-it knows the lines of blocks only. Our inline rules note offsets into the text of their
block; an `InlineMap` turns such an offset into a line and a column of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline

IN_IMAGE = "in_image"
"""Key of the parser's env: set while the alt text of an image is read."""


class Place(NamedTuple):
    """A line and a column of the source, both counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class InlineMap:
    """Pieces of an inline text: the offset at which each begins, and its place in the source."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def place(self, offset: int) -> Place:
        """Return the place of a character of the text."""
        piece = bisect_right(self.starts, offset) - 1
        line, column = self.places[piece]
        return Place(line, column + offset - self.starts[piece])


def map_block(content: str, lines: Sequence[str], rows: range) -> InlineMap:
    """Map the text of a block that stands on the lines `rows`.

    Each of its lines is the end of a line of the source, but for what closes a heading or a title.
    """
    starts, places, offset = [], [], 0
    top = content.split("\n", 1)[0].strip()
    # A form feed makes no empty line, so a block may begin with what is trimmed from its text.
    begin = next((number for number in rows if top in lines[number]), rows.start)
    for number, line in enumerate(content.split("\n"), start=begin):
        text = line.strip()
        source = lines[number] if number < len(lines) else ""
        indent = len(line) - len(line.lstrip())
        column = max(source.rfind(text) if text else 0, 0)
        starts.append(offset)
        places.append(Place(number, column - indent))
        offset += len(line) + 1
    return InlineMap(tuple(starts), tuple(places))


def map_cell(content: str, line: str, number: int, begin: int) -> tuple[InlineMap, int]:
    r"""Map a cell of a table, looked for from column `begin`; also return where it ends.

    In a cell `\|` stands for `|`: each moves what follows by one column.
    """
    raw = content.replace("|", r"\|")
    column = max(line.find(raw, begin), 0)
    bars = [found.end() for found in re.finditer(r"\|", content)]
    starts = (0, *bars)
    places = tuple(Place(number, column + start + shift) for shift, start in enumerate(starts))
    return InlineMap(starts, places), column + len(raw)


def is_plain(state: StateInline) -> bool:
    """Say whether the text being read can hold no link of its own: it is in a link or an alt."""
    return state.linkLevel > 0 or bool(state.env.get(IN_IMAGE))
