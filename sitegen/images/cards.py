"""The picture that a link to a page brings along: its title as it stands in the theme scholar.

A margin says when or what, a text says the rest; the only ornament is the record of the person.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.images.colors import mixed, shade
from sitegen.images.lettering import Face, clean, draw_text, is_settable, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from sitegen.images.colors import Rgb
    from sitegen.images.lettering import Family

CARD_WIDTH: Final = 1200
CARD_HEIGHT: Final = 630
"""In pixels: the size that previews of links are made for."""
RECIPE: Final = 1
"""Raised when cards are drawn in another way, so that none of before is taken for a new one."""


class Card(NamedTuple):
    """What a card shows, texts without markup. `accent` is the colour of the theme."""

    title: str
    margin: str
    """A year, or ""."""
    label: str
    """What it is, or where it was published."""
    name: str
    """Whose site it is; "" where that is the title."""
    address: str
    """Host and path of the site."""
    accent: str
    tape: tuple[int, ...] = ()
    """How many works each year has, the first year first."""


_BAND: Final = 20
_EDGE: Final = 88
_TEXT_X: Final = 294
_RIGHT: Final = CARD_WIDTH - _EDGE
_TOP: Final = 84
_FIRST: Final = _TOP + 64
"""The line that the year stands on, where the title stands no lower."""
_FOOT: Final = CARD_HEIGHT - 112
_ROOM: Final = 300
"""Height in which the title stands."""
_TAPE_ROOM: Final = 112
_CELL: Final = 44
_MARK: Final = 21
_LARGE_MARK: Final = 90
_SIZES: Final = (92, 82, 72, 64, 56, 50, 44, 40)
_NAME_SIZES: Final = (148, 132, 116, 102, 90, 78, 66, 56)
_LINE: Final = 1.1
_ASCENT: Final = 0.72
"""How far letters such as "l" reach above the line, as a part of their size."""
_YEAR: Final = Face("serif", 400, 60)
_NAME: Final = Face("serif", 600, 32, 20)
_LABEL: Final = Face("sans", 500, 30)
_ADDRESS: Final = Face("sans", 500, 27)
_LABEL_LINE: Final = 40
_LABEL_LINES: Final = 2
_BALANCE_STEPS: Final = 16
_ELLIPSIS: Final = "…"
_INK_STEPS: Final = 4
_LINK_STEPS: Final = 4
_SOFT_STEPS: Final = 4
_RULE_COLOR: Final = 14
_LINE_COLOR: Final = 15


@lru_cache(maxsize=256)
def draw_card(card: Card) -> bytes:
    """Return a card as PNG of 16 colours. Reads the fonts from the disk.

    A text is left out that cannot be set without gaps, such as one from right to left.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 slow

    size = (CARD_WIDTH, CARD_HEIGHT)
    ink, link, soft, lines = (Image.new("L", size) for _ in range(4))
    ImageDraw.Draw(link).rectangle((0, 0, _BAND - 1, CARD_HEIGHT - 1), fill=255)
    rules = ImageDraw.Draw(lines)
    rules.rectangle((_EDGE, _TOP, _RIGHT - 1, _TOP + 1), fill=_LINE_COLOR)
    rules.rectangle((_EDGE, _FOOT, _RIGHT - 1, _FOOT), fill=_RULE_COLOR)
    title = _settable(card.title, "serif")
    left = _TEXT_X if card.name else _EDGE
    base, below = _draw_title(ink, title, left, card) if title else (_FIRST, _FIRST - _LABEL_LINE)
    if card.margin:
        draw_text(link, _EDGE, base, card.margin, _YEAR)
    elif card.name:
        _draw_mark(link, _EDGE, base, _MARK)
    if not title:
        _draw_mark(link, _RIGHT - 3 * _LARGE_MARK, _FOOT - 40, _LARGE_MARK)
    label = _settable(card.label, "sans")
    for row in _cut(_wrapped(label, _LABEL, _RIGHT - left), _LABEL_LINES, _LABEL, _RIGHT - left):
        below += _LABEL_LINE
        draw_text(soft, left, below, row, _LABEL)
    if card.tape:
        _draw_tape(link, card.tape)
    _draw_foot(ink, soft, card)
    return _png(ink, link, soft, lines, card.accent)


def _draw_title(ink: Image, title: str, left: int, card: Card) -> tuple[int, int]:
    """Draw the title; return the line that its first row stands on, and where it ends."""
    sizes, weight = (_SIZES, 500) if card.name else (_NAME_SIZES, 400)
    room = _ROOM - (_TAPE_ROOM if card.tape else 0)
    face, rows = _fitted(title, sizes, weight, _RIGHT - left, room)
    base = max(_FIRST, _TOP + 32 + round(face.size * _ASCENT))
    for number, row in enumerate(rows):
        draw_text(ink, left, base + round(number * face.size * _LINE), row, face)
    return base, base + round(((len(rows) - 1) * _LINE + 0.28) * face.size) + 6


def _draw_foot(ink: Image, soft: Image, card: Card) -> None:
    name, address = _settable(card.name, "serif"), _settable(card.address, "sans")
    for row in _cut([address], 1, _ADDRESS, (_RIGHT - _EDGE) / 2):
        width = text_width(row, _ADDRESS)
        draw_text(soft, _RIGHT - width, _FOOT + 58, row, _ADDRESS)
    room = _RIGHT - _EDGE - width - 40
    for row in _cut([name], 1, _NAME, room):
        draw_text(ink, _EDGE, _FOOT + 58, row, _NAME)


def _draw_mark(link: Image, left: int, base: int, step: int) -> None:
    """Draw the mark of sites whose name has no letters of ours: three years of a tape."""
    from PIL import ImageDraw  # noqa: PLC0415 slow

    draw, side = ImageDraw.Draw(link), step * 2 // 3
    for column in range(3):
        for row in range(column + 1):
            x, y = left + column * step, base - row * step
            draw.rectangle((x, y - side, x + side - 1, y - 1), fill=255)


def _draw_tape(link: Image, tape: Sequence[int]) -> None:
    """Draw one column a year and one mark a work."""
    from PIL import ImageDraw  # noqa: PLC0415 slow

    wide = min(_CELL, (_RIGHT - _EDGE) / len(tape))
    high = min(_CELL / 2, (_TAPE_ROOM - 16) / max(tape))
    side = max(1.0, min(wide * 0.62, high * 0.76))
    draw = ImageDraw.Draw(link)
    for number, works in enumerate(tape):
        x = round(_EDGE + number * wide)
        for row in range(works):
            y = round(_FOOT - 8 - row * high)
            draw.rectangle((x, y - side, x + side - 1, y - 1), fill=255)


def _settable(text: str, family: Family) -> str:
    """Return a text of one line if all of it can be set, else ""."""
    cleaned = clean(text)
    return cleaned if is_settable(cleaned, family) else ""


def _fitted(
    text: str, sizes: Sequence[int], weight: int, width: float, height: float
) -> tuple[Face, list[str]]:
    """Return the largest face in which a text has room, and its lines; the smallest one cuts it."""
    for size in sizes:
        face = Face("serif", weight, size)
        rows = _wrapped(text, face, width)
        is_low = len(rows) * size * _LINE <= height
        if is_low and all(text_width(row, face) <= width for row in rows):
            return face, _balanced(text, face, rows, width)
    return face, _cut(rows, int(height // (size * _LINE)), face, width)


def _balanced(text: str, face: Face, rows: list[str], width: float) -> list[str]:
    """Return as many lines that are as equal as words allow."""
    for step in range(_BALANCE_STEPS):
        narrow = width * (0.5 + step / _BALANCE_STEPS / 2)
        made = _wrapped(text, face, narrow)
        if len(made) == len(rows) and all(text_width(row, face) <= width for row in made):
            return made
    return rows


def _wrapped(text: str, face: Face, width: float) -> list[str]:
    """Return the lines of a text; a word that is wider than a line has one by itself."""
    rows: list[str] = []
    space, taken = text_width(" ", face), 0.0
    for word in text.split():
        wide = text_width(word, face)
        if rows and taken + space + wide <= width:
            rows[-1] += f" {word}"
            taken += space + wide
        else:
            rows.append(word)
            taken = wide
    return rows


def _cut(rows: Sequence[str], count: int, face: Face, width: float) -> list[str]:
    """Return so many lines at most, none wider than the room; what is cut ends in an ellipsis."""
    kept = list(rows[:count])
    if len(rows) > count and kept:
        kept[-1] += _ELLIPSIS
    return [_shortened(row, face, width) for row in kept]


def _shortened(row: str, face: Face, width: float) -> str:
    while text_width(row, face) > width and row != _ELLIPSIS:
        row = row.removesuffix(_ELLIPSIS)[:-1].rstrip(" ,;:.-–") + _ELLIPSIS
    return row


def _png(ink: Image, link: Image, soft: Image, lines: Image, accent: str) -> bytes:
    from PIL import Image, ImageChops  # noqa: PLC0415 slow

    paper = shade(accent, 0.991, 0.003)
    palette: list[Rgb] = [paper]
    made = lines
    for layer, color, steps in (
        (ink, shade(accent, 0.215, 0.018), _INK_STEPS),
        (link, shade(accent, 0.44, 0.15, strong=True), _LINK_STEPS),
        (soft, shade(accent, 0.445, 0.016), _SOFT_STEPS),
    ):
        first = len(palette) - 1
        table = [
            first + step if (step := round(value / 255 * steps)) else 0 for value in range(256)
        ]
        made = ImageChops.lighter(made, layer.point(table))
        palette += [mixed(paper, color, step / steps) for step in range(1, steps + 1)]
    palette += [shade(accent, 0.885, 0.01), shade(accent, 0.6, 0.016)]
    image = Image.frombytes("P", made.size, made.tobytes())
    image.putpalette(bytes(part for color in palette for part in color))
    file = BytesIO()
    image.save(file, "PNG", bits=4, compress_level=6)
    return file.getvalue()
