"""Text in pictures: the fonts of the theme scholar, and which of their files has a character.

Text is set without the libraries for complex scripts, which a computer may lack, so that the same
text is the same pixels everywhere. What would come out wrong that way is not set at all.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from sitegen.files import builtin_themes
from sitegen.model.characters import CHARACTER_SETS, MATH_SETS, code_points

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

Family: TypeAlias = Literal["serif", "sans"]


class Face(NamedTuple):
    """A family of fonts in one weight and size in pixels.

    `optical` is the size that its forms are made for: those for small text are sturdier. 0 is the
    size that it has.
    """

    family: Family
    weight: int
    size: int
    optical: int = 0


_NO_CHARACTER: Final = "\U0010fffe"
"""No font has it: what is drawn for it is drawn for each character that a font lacks."""
_LEAST_OPTICAL: Final = 20
_MOST_OPTICAL: Final = 60
_TEST_SIZE: Final = 24
_FROM_RIGHT: Final = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))


def clean(text: str) -> str:
    r"""Return a text of one line: composed, without what has no width of its own.

    >>> clean("A\u00adb  e\u0301\n c")
    'Ab é c'
    """
    composed = unicodedata.normalize("NFC", text)
    kept = (char for char in composed if unicodedata.category(char) != "Cf")
    return " ".join("".join(kept).split())


def is_settable(text: str, family: Family) -> bool:
    """Say whether every character of a clean text has a glyph, and stands where it is put."""
    return all(
        char == " "
        or (
            not unicodedata.category(char).startswith(("M", "C", "Z"))
            and unicodedata.bidirectional(char) not in _FROM_RIGHT
            and _file_of(char, family) is not None
        )
        for char in text
    )


def text_width(text: str, face: Face) -> float:
    """Return the width of a settable text in pixels: the sum of those of its characters."""
    return sum(_advance(char, face) for char in text)


def draw_text(image: Image, x: float, y: float, text: str, face: Face) -> None:
    """Draw a settable text in white onto a grey image; `y` is the line that it stands on."""
    for char in text:
        glyph = _glyph(char, face)
        if glyph is not None:
            drawn, left, top = glyph
            image.paste(255, (round(x) + left, round(y) + top), drawn)
        x += _advance(char, face)


@lru_cache(maxsize=4096)
def _glyph(char: str, face: Face) -> tuple[Image, int, int] | None:
    """Return a character in white, and where it stands; None for one without a shape."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 slow

    name = _file_of(char, face.family)
    if name is None:
        return None
    font = _font(name, face)
    left, top, right, bottom = map(int, font.getbbox(char, anchor="ls"))
    if right <= left or bottom <= top:
        return None
    drawn = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(drawn).text((-left, -top), char, fill=255, font=font, anchor="ls")
    return drawn, left, top


@lru_cache(maxsize=8192)
def _advance(char: str, face: Face) -> float:
    name = _file_of(char, face.family)
    return _font(name, face).getlength(char) if name else 0


@lru_cache(maxsize=4096)
def _file_of(char: str, family: Family) -> str | None:
    """Return the font file that has a glyph for a character. Reads the disk."""
    for characters, name in _files(family).items():
        if any(ord(char) in part for part in code_points(characters)):
            try:
                font = _font(name, Face(family, 400, _TEST_SIZE))
            except OSError:  # FreeType reads WOFF2 only where it was built with Brotli
                return None
            drawn, nothing = font.getmask(char), font.getmask(_NO_CHARACTER)
            is_there = (drawn.size, bytes(drawn)) != (nothing.size, bytes(nothing))
            return name if is_there or char == " " else None
    return None


@lru_cache(maxsize=2)
def _files(family: Family) -> dict[str, str]:
    """Return the font file of each set of characters."""
    latin = f"scholar-{family}"
    names = {
        name: f"{latin}-{name}" for name in CHARACTER_SETS if name not in ("latin", *MATH_SETS)
    }
    return {"latin": latin, **names}


@lru_cache(maxsize=64)
def _font(name: str, face: Face) -> FreeTypeFont:
    """Return a font, ready to draw with. Reads the disk."""
    from PIL import ImageFont  # noqa: PLC0415 slow

    path = builtin_themes() / "scholar" / "static" / "fonts" / f"{name}.woff2"
    font = ImageFont.truetype(path, face.size, layout_engine=ImageFont.Layout.BASIC)
    optical = min(max(face.optical or face.size, _LEAST_OPTICAL), _MOST_OPTICAL)
    settings = {b"Weight": face.weight, b"Optical Size": optical}
    axes = font.get_variation_axes()
    font.set_variation_by_axes([settings[axis["name"] or b""] for axis in axes])
    return font
