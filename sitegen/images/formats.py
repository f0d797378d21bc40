"""What kind of image some bytes are, judged by how they begin and never by a name."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

RasterFormat: TypeAlias = Literal["jpeg", "png", "gif", "webp"]

ENDINGS: Final = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp")
"""Names of files that are said to be one of these formats."""
UNCLEANED: Final = (".avif", ".heic", ".heif", ".tif", ".tiff")
"""Names of files in formats that are published with their metadata."""

_RIFF_HEAD: Final = 12


def raster_format(content: bytes) -> RasterFormat | None:
    """Return the format of an image that a browser shows, None for anything else.

    >>> raster_format(b"GIF89a..."), raster_format(b"<svg/>")
    ('gif', None)
    """
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if content[:4] == b"RIFF" and content[8:_RIFF_HEAD] == b"WEBP":
        return "webp"
    return None


def is_raster_name(path: str) -> bool:
    """Say whether a file is, by its name, an image of pixels that a browser shows.

    >>> is_raster_name("content/assets/A.JPG"), is_raster_name("a.svg")
    (True, False)
    """
    return path.lower().endswith(ENDINGS)


def is_uncleaned_name(path: str) -> bool:
    """Say whether a file is, by its name, an image that is published with its metadata.

    >>> is_uncleaned_name("content/assets/A.HEIC"), is_uncleaned_name("a.jpg")
    (True, False)
    """
    return path.lower().endswith(UNCLEANED)
