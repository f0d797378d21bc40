"""A random key of the user's own, kept apart from any site."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitegen.build.leaks import KEY_BYTES

if TYPE_CHECKING:
    from pathlib import Path


def own_key(folder: Path | None) -> bytes:
    """Return the key in a folder, a new one where there is none. Touches the disk.

    Where none can be kept it is another one each time.
    """
    key = os.urandom(KEY_BYTES)
    if folder is None:
        return key
    place = folder / "key"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(place) or key
    except OSError:
        return key
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key


def _read(place: Path) -> bytes | None:
    try:
        found = place.read_bytes()
    except OSError:
        return None
    return found if len(found) == KEY_BYTES else None
