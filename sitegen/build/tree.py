"""A folder of files on disk: written, carried over, thinned out and removed."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.manifest import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model.text import OutPath

_FILE_MODE = 0o644
_FOLDER_MODE = 0o755


def write_files(folder: Path, files: Mapping[OutPath, bytes]) -> None:
    """Write a new folder with these files, readable by everyone whatever the umask is."""
    folder.mkdir()
    folder.chmod(_FOLDER_MODE)
    make_folders(folder, folders_of(files))
    for path, content in files.items():
        place = folder / path
        with place.open("xb") as file:
            file.write(content)
        place.chmod(_FILE_MODE)


def make_folders(root: Path, folders: Iterable[OutPath]) -> None:
    """Make the folders that are missing, readable by everyone whatever the umask is."""
    for folder in sorted(folders):
        place = root / folder
        if not place.is_dir():
            place.mkdir()
            place.chmod(_FOLDER_MODE)


def remove_files(root: Path, files: Iterable[OutPath], folders: Iterable[OutPath]) -> None:
    """Remove files, and those of the folders that are empty then."""
    for path in files:
        (root / path).unlink()
    for folder in sorted(folders, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()


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
        _link_or_copy(source, target)


def _is_carried(source: Path, target: Path) -> bool:
    if not os.path.lexists(target):
        return False
    first, second = source.lstat(), target.lstat()
    return (first.st_size, first.st_mtime_ns) == (second.st_size, second.st_mtime_ns)


def _link_or_copy(source: Path, target: Path) -> None:
    if not source.is_symlink():
        try:
            target.hardlink_to(source)
        except OSError as error:  # FAT has no links; Linux forbids them for files of other users
            if error.errno == errno.EXDEV:
                raise
        else:
            return
    shutil.copy2(source, target, follow_symlinks=False)
