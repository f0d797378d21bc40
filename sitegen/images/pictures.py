"""What is known of the images that pages show, and how their copies are called."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final, Literal, TypeAlias
from urllib.parse import unquote

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Url
from sitegen.quick_dataclass import dataclass

CopyFormat: TypeAlias = Literal["webp", "jpeg", "png"]
Fault: TypeAlias = Literal["unreadable", "too-large"]

WEBP_WIDTHS: Final = (320, 640, 1024, 1600)
"""Of copies, in pixels: a thumbnail, a phone, a column of text, the same on a sharp screen."""
FALLBACK_WIDTH: Final = 1200
"""Of the copy in the format of the original, for what reads no WebP: previews of links."""
PIXELS_AT_MOST: Final = 80_000_000
"""An image of more is not opened: it would take more memory than a computer may have left."""
RECIPE: Final = 2
"""Raised when copies are made in another way, so that none is taken for a new one."""

_ENDINGS: Final = {"webp": "webp", "jpeg": "jpg", "png": "png"}
_DIGEST_BYTES: Final = 20
_SHOWN_DIGITS: Final = 10
_NOT_PLAIN: Final = late_pattern(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """An image in another size or format. `number` is its place among those of one image."""

    number: int
    format: CopyFormat
    width: int
    height: int
    url: Url


@dataclass(frozen=True, slots=True)
class Picture:
    """An image of the site: width and height as it is shown, upright, in pixels.

    `copies` are smaller in bytes than the original and than any wider copy: in WebP by width, the
    smallest first, and perhaps a last one in the format of the original. `key` names the image by
    what it holds.
    """

    width: int
    height: int
    key: str = ""
    copies: tuple[Copy, ...] = ()

    @property
    def webp(self) -> tuple[Copy, ...]:
        """The copies to choose from."""
        return tuple(copy for copy in self.copies if copy.format == "webp")

    @property
    def fallback(self) -> Copy | None:
        """The copy for those that read no WebP; None where the original is small enough."""
        return next((copy for copy in self.copies if copy.format != "webp"), None)


@dataclass(frozen=True, slots=True)
class Made:
    """What an image is, and what can be made of it: format, width and height of each copy."""

    width: int = 0
    height: int = 0
    copies: tuple[tuple[CopyFormat, int, int], ...] = ()
    fault: Fault | None = None


def picture_key(content: bytes) -> str:
    """Return a name for an image that another image does not have."""
    return blake2b(b"%d " % RECIPE + content, digest_size=_DIGEST_BYTES).hexdigest()


def picture(made: Made, key: str, original: Url) -> Picture:
    """Return an image at an address of the site with the addresses of its copies.

    >>> made = Made(9, 9, (("webp", 9, 9),))
    >>> picture(made, "0123456789abcdef", Url("/assets/My%20cat.jpg")).webp[0].url
    '/images/my-cat-9.0123456789.webp'
    """
    stem = _NOT_PLAIN.sub(
        "-", unquote(original).rpartition("/")[2].rpartition(".")[0].lower()
    ).strip("-")
    digits = key[:_SHOWN_DIGITS]
    copies = tuple(
        Copy(
            number,
            kind,
            width,
            height,
            Url(f"/images/{stem or 'image'}-{width}.{digits}.{_ENDINGS[kind]}"),
        )
        for number, (kind, width, height) in enumerate(made.copies)
    )
    return Picture(made.width, made.height, key, copies)
