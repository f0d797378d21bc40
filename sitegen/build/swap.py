"""The swap: a finished folder takes the place of the output, in one step where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sitegen.build.tree import remove_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STAGE = "stage"
OLD = "old"

# Both calls take (folder, path, folder, path, flags), and both flags are 2: RENAME_EXCHANGE of
# linux/fs.h and RENAME_SWAP of macOS' sys/stdio.h.
_EXCHANGE_CALLS = {"linux": "renameat2", "darwin": "renameatx_np"}
_EXCHANGE_FLAG = 2
_SYNC_CALLS = {"linux": "syncfs"}
_NO_FOLDER = -1  # the paths are absolute
_CANNOT_EXCHANGE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM})


def swap_in(out: Path, work: Path) -> Path | None:
    """Put the folder `work/stage` in the place of `out`. Renames on the disk.

    Returns where the old folder is now, None when there was none. Raises OSError, and then the
    old folder is where it was.

    Without an exchange of the system (Windows, NFS, many FUSE file systems) two renames do it;
    for a moment between them there is no output. `work/old` is then the journal: if it exists
    and the output does not, the run was cut short there, and `recover` finishes it.
    """
    stage, old = work / STAGE, work / OLD
    previous: Path | None = None
    if not out.exists():
        stage.rename(out)
    else:
        try:
            exchange(stage, out)
            previous = stage
        except OSError as error:
            if error.errno not in _CANNOT_EXCHANGE:
                raise
            _rename_twice(stage, out, old)
            previous = old
    _sync_names(out.parent)
    return previous


def recover(out: Path, work: Path) -> None:
    """Finish or clear away what a run left in its work folder. Writes to the disk.

    A stage is whole once `old` exists, so a swap that was cut short is finished with it.
    """
    stage, old = work / STAGE, work / OLD
    if old.exists():
        with suppress(OSError):
            out.rmdir()  # an empty folder made since then must not cost the user the old one
        if not out.exists():
            (stage if stage.exists() else old).rename(out)
    remove_tree(stage)
    remove_tree(old)


def exchange(first: Path, second: Path) -> None:
    """Let two folders change places in one step. Raises OSError; ENOSYS where nothing can."""
    rename = _library_function(_EXCHANGE_CALLS.get(sys.platform))
    if rename is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    paths = (_NO_FOLDER, os.fsencode(first), _NO_FOLDER, os.fsencode(second))
    _call(rename, *paths, _EXCHANGE_FLAG)


def _rename_twice(stage: Path, out: Path, old: Path) -> None:
    out.rename(old)
    try:
        stage.rename(out)
    except OSError:
        old.rename(out)
        raise


def sync(folder: Path) -> None:
    """Wait until the files of this folder are on the disk.

    Linux has one call for a whole file system, far cheaper than one for each file, which also
    reports writes that failed late. macOS is asked to write soon; Windows sees to it itself.
    """
    wait = _library_function(_SYNC_CALLS.get(sys.platform))
    if wait is None:
        getattr(os, "sync", lambda: None)()
        return
    with _opened(folder) as handle:
        _call(wait, handle)


def _sync_names(folder: Path) -> None:
    """Wait until the names in this folder are on the disk. Windows opens no folders."""
    with suppress(OSError), _opened(folder) as handle:
        os.fsync(handle)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _library_function(name: str | None) -> Callable[..., int] | None:
    """Return a function of the C library, None where there is no such function."""
    if name is None:
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)


def _call(function: Callable[..., int], *arguments: int | bytes) -> None:
    if function(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
