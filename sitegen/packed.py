"""Small caches on disk: texts, numbers and bytes in one file that reads in one step.

Nothing slow is imported here: the check before a build that changes nothing lives from it. The
files may come with a stranger's site, so they hold plain data and are never executed or unpickled;
one that is damaged, of another format or of another machine's byte order is no cache.
"""

from __future__ import annotations

import os
import sys
from zlib import crc32

TYPE_CHECKING = False  # importing typing costs more than reading the file
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAT = 1
_NUMBER_BYTES = 8
_NOT_COMMITTED = "# Made by sitegen, and made again when it is missing.\n*\n"
_NOT_BACKED_UP = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"


class Packed:
    """What a cache file holds. `identity` is a checksum of all of it."""

    __slots__ = ("blob", "identity", "numbers", "texts")

    def __init__(self, texts: list[str], numbers: list[int], blob: bytes, identity: str) -> None:
        self.texts = texts
        self.numbers = numbers
        self.blob = blob
        self.identity = identity


def pack(kind: str, texts: Iterable[str], numbers: Sequence[int], blob: bytes = b"") -> bytes:
    """Return a cache file. Texts hold no NUL; raises OverflowError for numbers over 64 bits.

    Layout: a line with kind, format, byte order, checksum, bytes of texts and of numbers; then
    the texts, NUL between them; the numbers, 8 bytes each; the blob.
    """
    from array import array  # noqa: PLC0415 who only reads does without

    text = "\0".join(texts).encode("utf-8", "surrogateescape")
    body = b"".join((text, array("Q", numbers).tobytes(), blob))
    sizes = f"{len(text)} {len(numbers) * _NUMBER_BYTES}"
    return f"{_head(kind)} {crc32(body):08x} {sizes}\n".encode() + body


def unpack(kind: str, content: bytes) -> Packed | None:
    """Return what `pack` was given; None for anything else."""
    head, _, body = content.partition(b"\n")
    words = head.rsplit(b" ", 3)
    if words[0] != _head(kind).encode():
        return None
    try:
        _, identity, text_size, numbers_size = words
        middle = int(text_size)
        end = middle + int(numbers_size)
        if int(identity, 16) != crc32(body) or not 0 <= middle <= end <= len(body):
            return None
        texts = body[:middle].decode("utf-8", "surrogateescape").split("\0")
        numbers = memoryview(body[middle:end]).cast("Q").tolist()
    except (ValueError, TypeError):
        return None
    return Packed(texts, numbers, body[end:], identity.decode())


def identity_of(content: bytes) -> str:
    """Return the `identity` of a file that `pack` made."""
    return content.split(b"\n", 1)[0].rsplit(b" ", 3)[1].decode()


def cache_path(site_root: str, kind: str, place: str) -> str:
    """Return where the cache of this kind about another place, such as an output, is kept."""
    name = f"{kind}-{crc32(os.fsencode(os.path.abspath(place))):08x}"
    return os.path.join(site_root, ".sitegen", "cache", name)


def load(path: str, kind: str) -> Packed | None:
    """Read a cache from the disk; None when there is none that can be used."""
    try:
        with open(path, "rb", buffering=0) as file:
            content = file.read()
    except OSError:
        return None
    return unpack(kind, content)


def save(path: str, content: bytes) -> None:
    """Write a cache to the disk, whole or not at all. Where that is impossible there is none."""
    unfinished = f"{path}.{os.getpid()}"
    try:
        _make_cache_folder(os.path.dirname(path))
        with open(unfinished, "xb") as file:
            file.write(content)
        os.replace(unfinished, path)
    except OSError:
        discard(unfinished)


def discard(path: str) -> None:
    """Remove a cache from the disk."""
    try:
        os.unlink(path)
    except OSError:
        return


def _make_cache_folder(folder: str) -> None:
    parent = os.path.dirname(folder)
    if os.path.islink(parent) or os.path.islink(folder):  # where it leads, nothing is ours
        raise NotADirectoryError(folder)
    os.makedirs(folder, exist_ok=True)
    for name, text in ((".gitignore", _NOT_COMMITTED), ("CACHEDIR.TAG", _NOT_BACKED_UP)):
        place = os.path.join(folder, name)
        if not os.path.lexists(place):
            with open(place, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)


def _head(kind: str) -> str:
    return f"sitegen-{kind} {FORMAT} {sys.byteorder}"
