"""What was made of images: kept in memory, and in the cache folder of the site.

An image is known by what it holds. The files are plain data with a checksum; one that is damaged,
of another program or of another folder is none.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, cast

from sitegen import packed
from sitegen.images.pictures import Fault, Made, picture_key
from sitegen.images.pixels import copy_images

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.images.pictures import CopyFormat
    from sitegen.images.pixels import Copied
    from sitegen.progress import Progress

_IMAGE: Final = "image"
_COPY: Final = "copy"
_DRAWN: Final = "drawn"
_HEADINGS: Final = 2
_COPY_NUMBERS: Final = 2
_UNUSED_BYTES: Final = 100_000_000
"""So much of what the last build did not ask for stays: a draft, a picture that comes back."""


class ImageStore:
    """What was made of images; it changes with each build.

    `folder` is where it stays from one process to the next, "" for nowhere; `versions` names the
    program that copies images, and the folder of the site. Only one that `writes` changes the disk.
    """

    def __init__(self, folder: str = "", versions: str = "", *, writes: bool = False) -> None:
        self._folder = folder
        self._versions = versions
        self._writes = writes and bool(folder)
        self._keys: dict[int, tuple[bytes, str]] = {}
        self._made: dict[str, Made] = {}
        self._copies: dict[str, tuple[bytes, ...]] = {}
        self._used: set[str] = set()

    def key(self, content: bytes) -> str:
        """Return the name of an image by what it holds."""
        # The content is kept with its name, so its identity is nobody else's.
        known = self._keys.get(id(content))
        if known is None:
            known = self._keys[id(content)] = content, picture_key(content)
        return known[1]

    def look_up(
        self, contents: Mapping[str, bytes], progress: Progress | None = None
    ) -> dict[str, Made]:
        """Return what images are, by their keys; those not known yet are copied. Uses the disk.

        What is not among them is forgotten.
        """
        self._used = set(contents)
        self._keys = {mark: one for mark, one in self._keys.items() if one[1] in self._used}
        self._copies = {key: made for key, made in self._copies.items() if key in self._used}
        found = {key: made for key in contents if (made := self._made.get(key) or self._read(key))}
        missing = [key for key in contents if key not in found]
        if missing:
            copied = copy_images([contents[key] for key in missing], progress)
            for key, one in zip(missing, copied, strict=True):
                self._keep(key, one)
                found[key] = one.made
        self._made = found
        return {key: found[key] for key in contents}

    def copy(self, key: str, number: int, content: bytes) -> bytes:
        """Return one of the copies of an image; it is made again if it is lost. Uses the disk."""
        if key not in self._copies:
            path = self._path(_COPY, f"{key}-{number}")
            found = packed.load(path, _COPY) if path else None
            if found and found.texts == [self._versions]:
                return found.blob
            (copied,) = copy_images([content])
            self._keep(key, copied)
        return self._copies[key][number]

    def drawn(self, inputs: tuple[str | int, ...], draw: Callable[[], bytes]) -> bytes:
        """Return a drawing by what it is made from; it is made if it is not known. Uses the disk.

        >>> ImageStore().drawn(("circle", 1), lambda: b"a circle")
        b'a circle'
        """
        key = picture_key(repr(inputs).encode())
        self._used.add(key)
        path = self._path(_DRAWN, key)
        found = packed.load(path, _DRAWN) if path else None
        if found and found.texts == [self._versions]:
            return found.blob
        made = draw()
        if self._writes:
            self._save(_DRAWN, key, (), (), made)
        return made

    def tidy(self) -> None:
        """Remove from the disk what the last build did not ask for, if it is much."""
        if not self._writes or not os.path.isdir(self._folder):  # noqa: PTH112 a text
            return
        unused = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                kind, _, name = entry.name.partition("-")
                if kind in (_IMAGE, _COPY, _DRAWN) and name.partition("-")[0] not in self._used:
                    seen = entry.stat(follow_symlinks=False)
                    unused.append((-seen.st_mtime_ns, entry.path, seen.st_size))
        total = 0
        for _, path, size in sorted(unused):
            total += size
            if total > _UNUSED_BYTES:
                packed.discard(path)

    def _keep(self, key: str, copied: Copied) -> None:
        self._copies[key] = copied.contents
        if not self._writes:
            return
        for number, content in enumerate(copied.contents):
            self._save(_COPY, f"{key}-{number}", (), (), content)
        made = copied.made
        numbers = [number for _, *sizes in made.copies for number in sizes]
        formats = [kind for kind, *_ in made.copies]
        self._save(_IMAGE, key, (made.fault or "", *formats), (made.width, made.height, *numbers))

    def _save(
        self, kind: str, name: str, texts: Iterable[str], numbers: Iterable[int], blob: bytes = b""
    ) -> None:
        content = packed.pack(kind, (self._versions, *texts), tuple(numbers), blob)
        packed.save(self._path(kind, name), content)

    def _read(self, key: str) -> Made | None:
        path = self._path(_IMAGE, key)
        found = packed.load(path, _IMAGE) if path else None
        if found is None or found.texts[0] != self._versions or len(found.texts) < _HEADINGS:
            return None
        fault, *formats = found.texts[1:]
        if len(found.numbers) != (len(formats) + 1) * _COPY_NUMBERS:
            return None
        width, height, *sizes = found.numbers
        copies = zip(cast("list[CopyFormat]", formats), sizes[::2], sizes[1::2], strict=True)
        return Made(width, height, tuple(copies), cast("Fault", fault) or None)

    def _path(self, kind: str, name: str) -> str:
        return os.path.join(self._folder, f"{kind}-{name}") if self._folder else ""  # noqa: PTH118
