"""One build at a time: whoever has locked the file beside the output may write."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK})


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which is made if need be and stays. Writes to the disk.

    Raises BlockingIOError when another process holds it. The system releases what a killed
    process held. Where the system or the disk has no such lock, filelock knows another way; it
    takes longer to import than a small build takes to write.
    """
    handle = _open_locked(path) if fcntl else None
    if handle is None:
        with _locked_otherwise(path):
            yield
        return
    try:
        yield
    finally:
        os.close(handle)


def _open_locked(path: Path) -> int | None:
    """Return a handle that holds the lock, None where there are no locks of this kind."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        if error.errno in _HELD:
            raise BlockingIOError(error.errno, error.strerror, str(path)) from None
        if error.errno == errno.ENOSYS:
            return None
        raise
    return handle


@contextmanager
def _locked_otherwise(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout  # noqa: PLC0415 slow

    try:
        lock = FileLock(path, blocking=False).acquire()
    except Timeout:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(path)) from None
    with lock:
        yield
