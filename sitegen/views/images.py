"""Images as templates see them."""

from __future__ import annotations

from typing import Literal

from sitegen.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IconView:
    """The mark of the site in one form; print all in the head of a page."""

    rel: Literal["icon", "apple-touch-icon"]
    href: str
    type: str = ""
    sizes: str = ""
    """In pixels: "32x32"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageCopyView:
    """An image in one size; `width` is in pixels."""

    href: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView:
    """An image; width and height are in CSS pixels, None when not known."""

    href: str
    """The file for every browser."""
    alt: str
    width: int | None = None
    height: int | None = None
    webp: tuple[ImageCopyView, ...] = ()
    """Copies in WebP to choose from, the smallest first; () where there are none."""
    original: str = ""
    """The file as it stands in content."""
