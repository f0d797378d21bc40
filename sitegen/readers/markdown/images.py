"""Images in Markdown: with their size, and smaller copies to choose from."""

from __future__ import annotations

from html import escape
from typing import Final, NamedTuple

from sitegen.readers.markdown.markup import print_attributes

_COLUMN_PX: Final = 640
_IN_TEXT: Final = "(min-width: 44rem) 40rem, 100vw"
"""The width of a column of text, which themes may set a little wider or narrower."""


class Depiction(NamedTuple):
    """What is known of an image: its file for this page, its size in pixels, and smaller copies.

    The copies are in WebP, each with its width, the smallest first. Addresses are checked.
    """

    src: str
    width: int
    height: int
    copies: tuple[tuple[str, int], ...] = ()


def print_picture(target: str, attributes: dict[str, str], known: Depiction | None) -> str:
    """Return an image; its own width and height are those that the text does not give."""
    if known is None:
        return f'<img src="{target}"{print_attributes(attributes)}>'
    wide, high = attributes.get("width", ""), attributes.get("height", "")
    if not wide and not high:
        attributes |= {"width": str(known.width), "height": str(known.height)}
    elif not high:
        attributes["height"] = str(max(1, round(int(wide) * known.height / known.width)))
    elif not wide:
        attributes["width"] = str(max(1, round(int(high) * known.width / known.height)))
    image = f'<img src="{escape(known.src)}"{print_attributes(attributes)}>'
    if not known.copies:
        return image
    wide = attributes["width"]
    sizes = f"{wide}px" if int(wide) < _COLUMN_PX else _IN_TEXT
    copies = ", ".join(f"{escape(address)} {width}w" for address, width in known.copies)
    source = {"type": "image/webp", "sizes": sizes}
    return f'<picture><source srcset="{copies}"{print_attributes(source)}>{image}</picture>'
