"""A folder of files on disk: written, carried over, thinned out and removed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.progress import told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sitegen.model.text import OutPath
    from sitegen.progress import Progress

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_files(
    folder: Path,
    files: Mapping[OutPath, bytes],
    folders: Iterable[OutPath],
    progress: Progress | None = None,
) -> None:
    """Write a new folder with folders and files, readable by everyone whatever the umask is."""
    folder.mkdir()
    folder.chmod(_FOLDER_MODE)
    make_folders(folder, folders)
    prefix = f"{folder}/"
    is_masked: bool | None = None
    for path, content in told(progress, "Writing", files.items()):
        handle = os.open(prefix + path, _CREATE, _FILE_MODE)
        try:
            if is_masked is None:  # the umask takes the same from all of them
                is_masked = stat.S_IMODE(os.fstat(handle).st_mode) != _FILE_MODE
            if is_masked:
                Path(prefix + path).chmod(_FILE_MODE)
            _write_all(handle, content)
        finally:
            os.close(handle)


def make_folders(root: Path, folders: Iterable[OutPath]) -> None:
    """Make the folders that are missing, readable by everyone whatever the umask is."""
    prefix = f"{root}/"
    is_masked: bool | None = None
    for folder in sorted(folders):
        place = prefix + folder
        try:
            os.mkdir(place, _FOLDER_MODE)  # noqa: PTH102 for speed
        except FileExistsError:
            if not Path(place).is_dir():
                raise
        else:
            if is_masked is None:
                is_masked = stat.S_IMODE(os.lstat(place).st_mode) != _FOLDER_MODE
            if is_masked:
                Path(place).chmod(_FOLDER_MODE)


def link_files(source: Path, target: Path, paths: Iterable[OutPath]) -> None:
    """Put files into a second tree too, whose folders stand. Raises OSError as `carry` does."""
    old, new = f"{source}/", f"{target}/"
    for path in paths:
        _link_or_copy(old + path, new + path)


def remove_files(root: Path, files: Iterable[OutPath], folders: Iterable[OutPath]) -> None:
    """Remove files, and those of the folders that are empty then."""
    prefix = f"{root}/"
    for path in files:
        os.unlink(prefix + path)  # noqa: PTH108 for speed
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            os.rmdir(prefix + folder)  # noqa: PTH106 for speed


def remove_tree(folder: Path) -> None:
    """Remove a folder as far as it can be removed: the next run tries again."""
    if folder.is_symlink() or not folder.is_dir():
        return
    for parent, _, _ in os.walk(folder):
        with suppress(OSError):
            Path(parent).chmod(0o700)  # others may have put read-only folders there
    shutil.rmtree(folder, ignore_errors=True)


def require_movable(folder: Path) -> None:
    """Raise OSError with EXDEV for a mount point: what is in it would not move with the rest."""
    if os.path.ismount(folder):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(folder))


def require_one_disk(out_dir: Path, devices: Collection[int]) -> None:
    """Raise OSError with EXDEV when the output, or a folder in it, is a mount point."""
    if set(devices) - {out_dir.parent.stat().st_dev}:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(out_dir))


def carry(source: Path, target: Path) -> None:
    """Put a file, link or folder into a second tree too, just as it is.

    Files are linked, so that none is read while somebody writes it; the first name goes when
    the first tree is removed. Raises OSError with EXDEV when a part of the source belongs to
    another file system: its tree must not be removed then.
    """
    if source.is_dir() and not source.is_symlink():
        require_movable(source)
        target.mkdir(exist_ok=True)
        for inner in sorted(source.iterdir()):
            carry(inner, target / inner.name)
        shutil.copystat(source, target)
    elif not _is_carried(source, target):
        target.unlink(missing_ok=True)
        if source.is_symlink():
            shutil.copy2(source, target, follow_symlinks=False)
        else:
            _link_or_copy(str(source), str(target))


def _is_carried(source: Path, target: Path) -> bool:
    if not os.path.lexists(target):
        return False
    first, second = source.lstat(), target.lstat()
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError as error:  # FAT has no links; Linux forbids them for files of other users
        if error.errno == errno.EXDEV:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _write_all(handle: int, content: bytes) -> None:
    written = os.write(handle, content)
    while written < len(content):
        written += os.write(handle, memoryview(content)[written:])
