"""Images without what they say beside the picture: where and when it was taken, and with what.

Nothing is decoded: the pixels stay as they are, bit by bit. What decides about how they look stays
too: the colour profile, animation, and which way is up.

Sources: ITU-T T.81 (JPEG), Exif 2.32, W3C PNG third edition, RFC 9649 (WebP), GIF89a.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from sitegen.images.formats import raster_format
from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXIF: Final = b"Exif\0\0"
_UPRIGHT: Final = 1
_ORIENTATIONS: Final = range(2, 9)
_ORIENTATION_TAG: Final = 0x0112
_SHORT: Final = 3

_MARK: Final = 0xFF
_EOI: Final = 0xD9
_SOS: Final = 0xDA
_APP0: Final = 0xE0
_APP1: Final = 0xE1
_APP2: Final = 0xE2
_APP14: Final = 0xEE
_APP15: Final = 0xEF
_COM: Final = 0xFE
_NEXT_MARKER: Final = late_pattern(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends the data of a scan: any marker but a restart."""

_POSITION: Final = late_pattern(
    rb"\x25\x88[\x04\x0d\x10\x12]\x00\x01\x00\x00\x00"
    rb"|\x88\x25\x00[\x04\x0d\x10\x12]\x00\x00\x00[\x00\x01]"
)
"""The entry for a position in a directory of TIFF: tag 34853, an address, one; in either order."""
_PNG_HEAD: Final = 8
_PNG_KEPT: Final = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT"),
        *(b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
    )
)
_WEBP_KEPT: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_EXIF: Final = 0x08
_WEBP_HAS_XMP: Final = 0x04
_GIF_HEAD: Final = 13
_GIF_FRAME: Final = 0x2C
_GIF_EXTENSION: Final = 0x21
_GIF_HAS_TABLE: Final = 0x80
_GIF_TABLE_SIZE: Final = 0x07
_GIF_KEPT: Final = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def without_metadata(content: bytes) -> bytes:
    """Return an image without metadata; anything but an image of pixels as it is.

    Of one that is damaged, what stands before the damage is cleaned, and the rest left out.
    """
    match raster_format(content):
        case "jpeg":
            return b"".join(_jpeg_parts(content))
        case "png":
            return b"".join(_png_parts(content))
        case "webp":
            return _clean_webp(content)
        case "gif":
            return b"".join(_gif_parts(content))
        case None:
            return content


def tells_more(content: bytes) -> bool:
    """Say whether a TIFF file names a place, or an AVIF or HEIC file holds metadata at all.

    Only marks are looked for: the tag of the position with its type and count (TIFF 6.0, Exif 3.0),
    the types of items (ISO/IEC 23008-12), and XMP.
    """
    if content.startswith((b"II", b"MM")):
        return _POSITION.search(content) is not None or b"GPSLatitude" in content
    marks = (b"Exif", b"application/rdf+xml")
    return content[4:8] == b"ftyp" and any(mark in content for mark in marks)


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """Yield the parts of a JPEG file to keep: to its end, not what cameras put behind it."""
    yield content[:2]
    place = 2
    while place + 2 <= len(content):
        marker = content[place + 1]
        if content[place] != _MARK:  # nothing that a reader knows: they go on with the next marker
            following = content.find(b"\xff", place)
            place = following if following >= 0 else len(content)
            continue
        if marker == _MARK:  # padding
            place += 1
            continue
        if marker == _EOI:
            yield content[place : place + 2]
            return
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        body = content[place + 4 : end]
        if _is_kept_segment(marker, body):
            yield content[place:end]
        elif marker == _APP1 and body.startswith(_EXIF):
            orientation = _orientation(body[len(_EXIF) :])
            if orientation in _ORIENTATIONS:
                exif = _EXIF + _oriented(orientation)
                yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
        if marker == _SOS:
            found = _NEXT_MARKER.search(content, end)
            stop = found.start() if found else len(content)
            yield content[end:stop]
            end = stop
        place = end


def _is_kept_segment(marker: int, body: bytes) -> bool:
    """Say whether a segment decides about how the picture looks."""
    if marker == _APP0:
        return body.startswith(b"JFIF\0")
    if marker == _APP2:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == _APP14:
        return body.startswith(b"Adobe")
    return not (_APP0 <= marker <= _APP15 or marker == _COM)


def _png_parts(content: bytes) -> Iterator[bytes]:
    yield content[:_PNG_HEAD]
    place = _PNG_HEAD
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        end = place + 12 + size
        if kind in _PNG_KEPT:
            yield content[place:end]
        elif kind == b"eXIf":
            orientation = _orientation(content[place + 8 : end - 4])
            if orientation in _ORIENTATIONS:
                yield _png_chunk(kind, _oriented(orientation))
        if kind == b"IEND":
            return
        place = end


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _clean_webp(content: bytes) -> bytes:
    end = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    parts: list[bytes] = []
    exif = b""
    place = 12
    while place + 8 <= end:
        kind = content[place : place + 4]
        size = int.from_bytes(content[place + 4 : place + 8], "little")
        stop = place + 8 + size + size % 2
        if kind in _WEBP_KEPT:
            parts.append(content[place : min(stop, end)])
        elif kind == b"EXIF":
            orientation = _orientation(content[place + 8 : stop].removeprefix(_EXIF))
            exif = _oriented(orientation) if orientation in _ORIENTATIONS else b""
        place = stop
    if parts and parts[0].startswith(b"VP8X"):
        flags = parts[0][8] & ~(_WEBP_HAS_EXIF | _WEBP_HAS_XMP)
        flags |= _WEBP_HAS_EXIF if exif else 0
        parts[0] = parts[0][:8] + bytes((flags,)) + parts[0][9:]
        if exif:
            parts.append(b"EXIF" + struct.pack("<I", len(exif)) + exif)
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif_parts(content: bytes) -> Iterator[bytes]:
    place = _GIF_HEAD + _gif_table(content, _GIF_HEAD - 3)
    yield content[:place]
    while place < len(content):
        start = place
        if content[place] == _GIF_FRAME:
            place = _gif_blocks_end(content, place + 11 + _gif_table(content, place + 9))
            yield content[start:place]
        elif content[place] == _GIF_EXTENSION:
            label = content[place + 1 : place + 2]
            place = _gif_blocks_end(content, place + 2)
            is_loop = label == b"\xff" and content[start + 3 : start + 14] in _GIF_KEPT
            if is_loop or label == b"\xf9":
                yield content[start:place]
        else:
            yield b"\x3b"
            return


def _gif_table(content: bytes, place: int) -> int:
    """Return the bytes of the colour table that the flags at a place announce."""
    flags = content[place] if place < len(content) else 0
    return 3 << ((flags & _GIF_TABLE_SIZE) + 1) if flags & _GIF_HAS_TABLE else 0


def _gif_blocks_end(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += content[place] + 1
    return min(place + 1, len(content))


def _orientation(tiff: bytes) -> int:
    """Return which way is up (Exif 4.6.4, tag 274); 1 where nothing is said."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION_TAG and kind == _SHORT:
                return int(value)
    except struct.error:
        return _UPRIGHT
    return _UPRIGHT


def _oriented(orientation: int) -> bytes:
    """Return Exif data that says which way is up, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION_TAG, _SHORT, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
