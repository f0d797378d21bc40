"""The mark of a site in small squares: of its icon, or of the initials of its owner."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from markupsafe import escape

from sitegen.images.colors import hex_color, shade
from sitegen.images.lettering import Face, clean, draw_text, is_settable, text_width
from sitegen.images.pixels import open_image

if TYPE_CHECKING:
    from PIL.Image import Image

ICO_SIZE: Final = 32
"""Of /favicon.ico, in pixels: browsers ask for it on their own."""
TOUCH_SIZE: Final = 180
"""Of /apple-touch-icon.png: on the home screen of a phone, which rounds its corners itself."""
LARGE_SIZE: Final = 192
"""Of /icon.png: where there is no drawing that fits every size."""

IconForm: TypeAlias = Literal["svg", "ico", "touch", "large"]

_GRID: Final = 64
_LETTER_PART: Final = {1: 0.76, 2: 0.64}
"""Height of letters by their number, as a part of the square."""
_WIDTH_PART: Final = 0.82
"""Letters are at most so wide."""
_CAPITAL: Final = 0.66
"""Height of a capital, as a part of the size of the serif."""
_CORNER: Final = 0.14
_FINER: Final = 4
"""Shapes are drawn so many times larger, and made smaller, so that their edges are smooth."""
_TAPE: Final = ((16, 1), (28, 2), (40, 3))
"""The mark without letters: left edges of columns, and how many works stand in each."""
_WORK: Final = 8
_STEP: Final = 12
_BASE: Final = 40


def initials(name: str) -> str:
    """Return the letters that stand for a person, "" where none of them can be drawn.

    >>> initials("Alan Mathison Turing"), initials("Turing, Alan"), initials("王小明")
    ('AT', 'AT', '')
    """
    family, comma, given = name.partition(",")
    words = clean(f"{given} {family}" if comma else name).split()
    ends = words[:1] + words[1:][-1:]
    letters = (next(filter(str.isalpha, word), "").upper()[:1] for word in ends)
    return "".join(one for one in letters if is_settable(one, "serif"))


def draw_icon(form: IconForm, name: str, accent: str, content: bytes | None = None) -> bytes:
    """Return the mark of a site: of an image, or else of the initials of a name.

    What is no image counts as none. A drawing is always one of initials.
    """
    letters, source = initials(name), open_image(content) if content else None
    match form:
        case "svg":
            return _svg(letters, accent)
        case "ico":
            return _encoded(_square(source, letters, accent, ICO_SIZE), "ICO")
        case "touch":
            return _encoded(_square(source, letters, accent, TOUCH_SIZE, is_full=True), "PNG")
        case "large":
            return _encoded(_square(source, letters, accent, LARGE_SIZE), "PNG")


def _svg(letters: str, accent: str) -> bytes:
    """Return a drawing for light and for dark.

    Its letters are those of the reader's device, drawn as wide as ours.
    """
    light = hex_color(_ground(accent))
    ground = hex_color(shade(accent, 0.815, 0.11, strong=True))
    ink = hex_color(shade(accent, 0.185, 0.03, strong=True))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_GRID} {_GRID}">'
        f"<style>rect{{fill:{light}}}.on{{fill:#fff}}"
        f"@media(prefers-color-scheme:dark){{rect{{fill:{ground}}}.on{{fill:{ink}}}}}</style>"
        f'<rect width="{_GRID}" height="{_GRID}" rx="{_CORNER * _GRID:g}"/>'
        f"{_svg_letters(letters) if letters else _svg_mark()}</svg>\n"
    ).encode()


def _ground(accent: str) -> tuple[int, int, int]:
    """Return a colour on which white letters have a contrast of 4.5 and more."""
    return shade(accent, 0.44, 0.15, strong=True)


def _letter_face(letters: str, size: int) -> Face:
    """Return a face in which letters fill a square of so many pixels."""
    height = round(size * _LETTER_PART[len(letters)])
    face = Face("serif", 600, height, optical=max(1, height // _FINER))
    width = text_width(letters, face)
    room = size * _WIDTH_PART
    return face if width <= room else face._replace(size=int(face.size * room / width))


def _svg_letters(letters: str) -> str:
    face = _letter_face(letters, _GRID)
    width, base = text_width(letters, face), _GRID / 2 + face.size * _CAPITAL / 2
    return (
        f'<text class="on" x="{(_GRID - width) / 2:.1f}" y="{base:.1f}" textLength="{width:.1f}" '
        f'lengthAdjust="spacingAndGlyphs" font-family="Georgia,serif" font-weight="700" '
        f'font-size="{face.size}">{escape(letters)}</text>'
    )


def _svg_mark() -> str:
    squares = "".join(f"M{x} {y}h{_WORK}v{_WORK}h-{_WORK}z" for x, y in _marks())
    return f'<path class="on" d="{squares}"/>'


def _marks() -> list[tuple[int, int]]:
    """Return the upper left corners of the works of the mark, on the grid."""
    return [(x, _BASE - _STEP * number) for x, works in _TAPE for number in range(works)]


def _square(
    source: Image | None, letters: str, accent: str, size: int, *, is_full: bool = False
) -> Image:
    """Return an image or the mark within a square; one that is full has nothing clear."""
    from PIL import Image, ImageOps  # noqa: PLC0415 slow

    if source is None:
        return _mark(letters, accent, size, is_full=is_full)
    fitted = ImageOps.pad(source, (size, size), color=(0, 0, 0, 0))
    if not is_full:
        return fitted
    return Image.alpha_composite(Image.new("RGBA", fitted.size, "white"), fitted).convert("RGB")


def _mark(letters: str, accent: str, size: int, *, is_full: bool) -> Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415 slow

    large = size * _FINER
    shape = Image.new("L", (large, large), 255 if is_full else 0)
    if not is_full:
        box = (0, 0, large - 1, large - 1)
        ImageDraw.Draw(shape).rounded_rectangle(box, round(_CORNER * large), fill=255)
    drawn = Image.new("L", (large, large), 0)
    if letters:
        face = _letter_face(letters, large)
        x = (large - text_width(letters, face)) / 2
        draw_text(drawn, x, large / 2 + face.size * _CAPITAL / 2, letters, face)
    else:
        side = large / _GRID
        for x, y in _marks():
            left, top, width = round(x * side), round(y * side), round(_WORK * side) - 1
            ImageDraw.Draw(drawn).rectangle((left, top, left + width, top + width), fill=255)
    shape, drawn = (one.resize((size, size), Image.Resampling.BOX) for one in (shape, drawn))
    image = Image.new("RGB", (size, size), _ground(accent))
    image.paste((255, 255, 255), mask=drawn)
    if not is_full:
        image.putalpha(shape)
    return image


def _encoded(image: Image, kind: Literal["PNG", "ICO"]) -> bytes:
    file = BytesIO()
    if kind == "ICO":
        image.save(file, kind, sizes=[image.size])
    else:
        image.save(file, kind, optimize=True)
    return file.getvalue()
