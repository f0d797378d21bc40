"""Compiled templates, kept in the user's own cache folder from one build to the next.

They are code, so they never lie in the folder of a site, which may come from a stranger, and a
folder that others may write to is not trusted. Without a folder every build compiles anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_FILES: Final = 400
_DIGEST_BYTES: Final = 20


def cache_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """Return the folder of sitegen for what can be made again, None where there is no home.

    >>> cache_folder({"XDG_CACHE_HOME": "/home/ada/.cache"}, "linux").as_posix()
    '/home/ada/.cache/sitegen'
    """
    if own := environment.get("SITEGEN_CACHE_DIR"):
        return Path(own)
    if platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
    elif platform == "darwin":
        base = f"{home}/Library/Caches" if (home := environment.get("HOME")) else ""
    else:
        home = environment.get("HOME")
        base = environment.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else "")
    # The base directory specification has relative paths ignored.
    return Path(base, "sitegen") if base and Path(base).is_absolute() else None


class KeptCode:
    """A folder of compiled templates; each file is named by the digest of all it is made from."""

    def __init__(self, folder: Path | None) -> None:
        """Make the folder if need be. Touches the disk."""
        self._folder = _own_folder(folder) if folder else None

    def get(self, parts: tuple[str, ...], compiled: Callable[[], CodeType]) -> CodeType:
        """Return code from the folder, or else made anew and kept. Touches the disk."""
        if self._folder is None:
            return compiled()
        name = _digest("\0".join(parts).encode("utf-8", "surrogatepass")).hex()
        path = self._folder / name
        code = _load(path)
        if code is None:
            code = compiled()
            with suppress(OSError):
                _save(path, code)
        return code


def _own_folder(folder: Path) -> Path | None:
    """Return the folder when it is the user's alone to write to, else None."""
    folder = folder / "templates"
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = [os.lstat(folder), folder.parent.stat()]
    except OSError:
        return None
    if sys.platform == "win32":
        return folder
    is_ours = all(
        stat.S_ISDIR(one.st_mode) and one.st_uid == os.geteuid() and not one.st_mode & 0o022
        for one in found
    )
    return folder if is_ours else None


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).digest()


def _load(path: Path) -> CodeType | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    # A file that was cut off could bring down the interpreter: marshal checks nothing.
    if _digest(content[_DIGEST_BYTES:]) != content[:_DIGEST_BYTES]:
        return None
    code = marshal.loads(content[_DIGEST_BYTES:])  # noqa: S302 from the user's own folder
    return code if isinstance(code, CodeType) else None


def _save(path: Path, code: CodeType) -> None:
    """Write a file in one step, and leave out the oldest ones when there are too many."""
    content = marshal.dumps(code)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(content) + content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    kept = sorted(path.parent.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    for old in kept[:-_MOST_FILES]:
        old.unlink(missing_ok=True)
