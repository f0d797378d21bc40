"""A folder on disk: nothing outside it is reachable, nothing but regular files is opened."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress
from dataclasses import field, replace
from typing import TYPE_CHECKING

from sitegen.files.paths import is_content_name, join
from sitegen.problems import SitePath
from sitegen.quick_dataclass import dataclass
from sitegen.signature import is_settled, signature

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.signature import Signature

# Should a pipe or a symlink take the place of a file before it is opened, it is not followed, and
# nobody waits for its writer.
_FLAGS = ("O_RDONLY", "O_BINARY", "O_NONBLOCK", "O_NOFOLLOW")
_OPEN_FLAGS = sum(getattr(os, flag, 0) for flag in _FLAGS)
_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What a look-up found: None twice when there is no such regular file inside the root.

    `is_settled` says that any later change shows in the signature.
    """

    content: bytes | None = None
    signature: Signature | None = None
    is_settled: bool = True


_NOTHING = FileSeen()


@dataclass(frozen=True, slots=True)
class FolderSeen:
    """The content names in one folder. `links` are symlinks of both kinds: their targets count."""

    signature: Signature
    is_settled: bool
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DiskTree:
    """A folder on disk. Reads the disk; symlinks are followed only inside the folder."""

    root: Path
    _base: str = field(init=False, repr=False)
    _real_base: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_base", os.path.join(self.root, ""))  # noqa: PTH118 for speed
        object.__setattr__(self, "_real_base", str(self.root.resolve()))

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None when it is missing, not regular, or outside the root."""
        return self.look_up(path).content

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder`, sorted. Symlinked folders are not entered."""
        return _glob(folder, self.scan)

    def look_up(self, path: SitePath, before: FileSeen = _NOTHING) -> FileSeen:
        """Read a file, and see what it looks like from outside.

        It is not read again if it looks as it did `before`, unless a change need not show.
        """
        if join(path) != path:
            return _NOTHING
        place = self._base + path
        try:
            known = _look(self._base, path)
            if known is None:
                place = os.path.realpath(place, strict=True)
                if not _is_inside(place, self._real_base):
                    return _NOTHING
                known = os.lstat(place)
            if before.is_settled and before.signature == signature(known):
                return before
            return _read(place, known)
        except OSError as error:
            if error.errno in _MISSING:
                return _NOTHING
            raise

    def scan(self, folder: str, before: FolderSeen | None = None) -> FolderSeen | None:
        """Return what is in one folder; None when it is missing or may not be looked into.

        It is not read again if it looks as it did `before`, unless a change need not show.
        """
        place = self._base + folder
        now_ns = time.time_ns()
        with suppress(OSError):
            seen = signature(os.stat(place))  # noqa: PTH116 for speed
            if before and before.is_settled and not before.links and before.signature == seen:
                return before
            files: list[str] = []
            folders: list[str] = []
            links: list[str] = []
            with os.scandir(place) as entries:
                for entry in entries:
                    if not is_content_name(entry.name):
                        continue
                    if entry.is_symlink():
                        links.append(entry.name)
                        if not entry.is_dir():
                            files.append(entry.name)
                    elif entry.is_dir():
                        folders.append(entry.name)
                    else:
                        files.append(entry.name)
            settled = is_settled(seen, now_ns)
            return FolderSeen(seen, settled, tuple(files), tuple(folders), tuple(links))
        return None


@dataclass(frozen=True, slots=True)
class DiskView:
    """A folder on disk as one build sees it: what was read once is not read again."""

    tree: DiskTree
    files: dict[SitePath, FileSeen] = field(default_factory=dict)
    folders: dict[str, FolderSeen | None] = field(default_factory=dict)
    before: DiskView | None = None
    """What an earlier build saw."""

    def again(self) -> DiskView:
        """Return the folder as the next build sees it: what looks the same is not read again."""
        return DiskView(self.tree, before=replace(self, before=None))

    def read_bytes(self, path: SitePath) -> bytes | None:
        """Return a file's bytes, or None."""
        seen = self.files.get(path)
        if seen is None:
            known = self.before.files.get(path, _NOTHING) if self.before else _NOTHING
            seen = self.files[path] = self.tree.look_up(path, known)
        return seen.content

    def glob(self, folder: SitePath) -> tuple[SitePath, ...]:
        """Return every content file under `folder`, sorted."""
        return _glob(folder, self._scan)

    def _scan(self, folder: str) -> FolderSeen | None:
        if folder not in self.folders:
            known = self.before.folders.get(folder) if self.before else None
            self.folders[folder] = self.tree.scan(folder, known)
        return self.folders[folder]


def _glob(folder: str, scan: Callable[[str], FolderSeen | None]) -> tuple[SitePath, ...]:
    found: list[SitePath] = []
    pending = [folder.rstrip("/")]
    while pending:
        parent = pending.pop()
        seen = scan(parent)
        if seen is not None:
            prefix = f"{parent}/" if parent else ""
            found.extend(SitePath(prefix + name) for name in seen.files)
            pending.extend(prefix + name for name in seen.folders)
    return tuple(sorted(found))


def _read(place: str, known: os.stat_result) -> FileSeen:
    """Read a file that is no symlink."""
    now_ns = time.time_ns()
    if not stat.S_ISREG(known.st_mode):
        return _NOTHING
    handle = os.open(place, _OPEN_FLAGS)
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 it is a handle
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode):
            return _NOTHING
        seen = signature(known)
        return FileSeen(file.readall(), seen, is_settled(seen, now_ns))


def _look(base: str, path: str) -> os.stat_result | None:
    """Return what stands at a path; None when a step of it is a symlink. Raises OSError."""
    end = path.find("/")
    while end >= 0:
        if stat.S_ISLNK(os.lstat(base + path[:end]).st_mode):
            return None
        end = path.find("/", end + 1)
    known = os.lstat(base + path)
    return None if stat.S_ISLNK(known.st_mode) else known


def _is_inside(place: str, folder: str) -> bool:
    return place.startswith(os.path.join(folder, ""))  # noqa: PTH118 for speed
