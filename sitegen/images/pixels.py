"""Images of pixels -> smaller copies of them, upright, in sRGB, without metadata."""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.images.formats import raster_format
from sitegen.images.metadata import without_metadata
from sitegen.images.pictures import FALLBACK_WIDTH, PIXELS_AT_MOST, WEBP_WIDTHS, Made
from sitegen.progress import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

    from sitegen.images.pictures import CopyFormat, Fault
    from sitegen.progress import Progress

_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP")
_QUALITY: Final = 82
_FEW_COLOURS: Final = 1024
"""A picture of no more is a drawing: it is kept as it is, and small nevertheless."""
_NEAR: Final = 0.85
"""A copy that is hardly smaller than the next one is not worth its place."""
_ORIENTATION: Final = 0x0112
_LYING: Final = frozenset((5, 6, 7, 8))
"""Values of Exif's tag for images that were taken with the camera turned by 90°."""
_THREADS: Final = 4
_WEBP_SIDE: Final = 16_383
_FAULTS: Final = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError,
    MemoryError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises for files that are not what they say."""


class Copied(NamedTuple):
    """What an image is, and its copies in the order of `made.copies`."""

    made: Made
    contents: tuple[bytes, ...] = ()


def copy_images(contents: Sequence[bytes], progress: Progress | None = None) -> tuple[Copied, ...]:
    """Return the copies of images; only the size of one that moves; or else what is wrong.

    Several are made at once, by threads: Pillow holds nothing up while it works. `progress` is
    told how many are done.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 slow

    from PIL import Image  # noqa: PLC0415 slow

    cleaned = [without_metadata(content) for content in contents]
    # Before there are threads, because a filter of warnings is for all of them.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        opened = [_open(content) for content in cleaned]
        with ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1)) as pool:
            copied = pool.map(_copied, opened, cleaned)
            return tuple([next(copied) for _ in told(progress, "Scaling images", contents)])


def open_image(content: bytes) -> Image | None:
    """Return an image upright, in sRGB, with alpha, or None for what is none or too large.

    Of one that moves it is the first picture.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 slow

    cleaned = without_metadata(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        source = _open(cleaned)
        if isinstance(source, str):
            return None
        try:
            with source:
                upright = ImageOps.exif_transpose(source)
                profile = upright.info.get("icc_profile")
                return _in_srgb(_plain(upright), profile).convert("RGBA")
        except (*_FAULTS, Image.DecompressionBombError):
            return None


def _open(content: bytes) -> ImageFile | Fault:
    from PIL import Image  # noqa: PLC0415 slow

    try:
        source = Image.open(BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "too-large"
    except _FAULTS:
        return "unreadable"
    return "too-large" if source.width * source.height > PIXELS_AT_MOST else source


def _copied(source: ImageFile | Fault, content: bytes) -> Copied:
    if isinstance(source, str):
        return Copied(Made(fault=source))
    from PIL import Image, ImageOps  # noqa: PLC0415 slow

    try:
        with source:
            if getattr(source, "is_animated", False):
                return Copied(Made(source.width, source.height))
            is_turned = source.getexif().get(_ORIENTATION, 1) in _LYING
            width, height = source.size[::-1] if is_turned else source.size
            wide = max(*_widths(width), FALLBACK_WIDTH)
            high = max(1, wide * height // width)
            source.draft(None, (high, wide) if is_turned else (wide, high))
            source.load()
            return _copies(ImageOps.exif_transpose(source), width, height, content)
    except (*_FAULTS, Image.DecompressionBombError):
        return Copied(Made(fault="unreadable"))


def _copies(image: Image, width: int, height: int, content: bytes) -> Copied:
    profile = image.info.get("icc_profile")
    plain = _plain(image)
    is_drawing = raster_format(content) != "jpeg" and plain.getcolors(_FEW_COLOURS) is not None
    found: list[tuple[CopyFormat, int, int]] = []
    contents: list[bytes] = []
    limit = len(content)
    for kind, wide in _wanted(width, content):
        high = max(1, round(height * wide / width))
        if kind == "webp" and high > _WEBP_SIDE:
            continue
        made = _encoded(_sized(plain, wide, high, profile), kind, is_drawing=is_drawing)
        # A drawing that was made smaller has more colours, and may take more bytes than before.
        if len(made) < limit:
            found.append((kind, wide, high))
            contents.append(made)
            limit = len(made) if kind == "webp" else limit
    return Copied(Made(width, height, tuple(found[::-1])), tuple(contents[::-1]))


def _wanted(width: int, content: bytes) -> Iterator[tuple[CopyFormat, int]]:
    """Yield the copies to make, the last one of `Picture.copies` first."""
    if width > WEBP_WIDTHS[-1]:
        yield ("jpeg" if raster_format(content) == "jpeg" else "png"), FALLBACK_WIDTH
    for wide in reversed(_widths(width)):
        yield "webp", wide


def _widths(width: int) -> tuple[int, ...]:
    """Return the widths of the copies of an image: never wider than it is."""
    top = min(width, WEBP_WIDTHS[-1])
    return (*(wide for wide in WEBP_WIDTHS if wide <= _NEAR * top), top)


def _plain(image: Image) -> Image:
    """Return an image in a mode that can be made smaller and written: grey or colours, or alpha."""
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image if "transparency" not in image.info else image.convert("RGBA")
    if image.mode.startswith("I"):  # 16 bits of grey; Pillow would cut off all above 255
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    has_alpha = image.mode in ("PA", "LA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "L" if image.mode == "1" else "RGB")


def _sized(image: Image, width: int, height: int, profile: bytes | None) -> Image:
    from PIL import Image as images  # noqa: N813, PLC0415 slow

    if image.size != (width, height):
        lanczos = images.Resampling.LANCZOS
        image = image.resize((width, height), lanczos, reducing_gap=3.0)
    return _in_srgb(image, profile)


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """Return an image with the colours that it has by its profile."""
    mode = "RGB" if image.mode == "CMYK" else image.mode
    if profile and image.mode != "L":
        from PIL import ImageCms  # noqa: PLC0415 slow

        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = None  # a profile that is none, or of another kind of colours
        if made is not None:
            return made
    return image.convert(mode) if mode != image.mode else image


def _encoded(image: Image, kind: CopyFormat, *, is_drawing: bool) -> bytes:
    image.info.pop("icc_profile", None)
    file = BytesIO()
    match kind:
        case "webp":
            image.save(file, "WEBP", quality=_QUALITY, method=4, lossless=is_drawing, exif=b"")
        case "jpeg":
            image.save(file, "JPEG", quality=_QUALITY, progressive=True, optimize=True)
        case "png":
            image.save(file, "PNG")
    return file.getvalue()
