"""The manifest: which files of an output folder sitegen wrote, and what it wrote into them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, TypeAlias

from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MANIFEST = OutPath(".sitegen-output.json")
REPLACEMENTS = OutPath(".sitegen-output.new")
"""A folder for finished files of an output that cannot be swapped. Nobody else's either."""

FORMAT = 1

Owned: TypeAlias = frozenset[tuple[OutPath, str]]
"""Each file with the SHA-256 of its content. A file whose replacement was cut short has two."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def encode_manifest(owned: Owned) -> bytes:
    """Return the text of a manifest: one file a line, so that versions of it compare well."""
    # No name can look like the seam of two files: JSON writes its quotes as `\\"`.
    lines = json.dumps(sorted(owned))[1:-1].replace('"], ["', '"],\n["')
    return f'{{"format": {FORMAT}, "files": [\n{lines}\n]}}\n'.encode()


def read_manifest(out_dir: Path) -> Owned | None:
    """Read the manifest from the disk; None when there is none that this version understands.

    Raises OSError: a manifest that cannot be read just now must not turn our files into others'.
    """
    place = out_dir / MANIFEST
    if place.is_symlink() or not place.is_file():
        return None
    try:
        found = json.loads(place.read_bytes())
        if found["format"] != FORMAT:
            return None
        return frozenset((OutPath(str(path)), str(sha256)) for path, sha256 in found["files"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def folders_of(paths: Iterable[OutPath]) -> frozenset[OutPath]:
    """Return every folder that these files or folders are in.

    >>> sorted(folders_of([OutPath("a/b/c.html"), OutPath("index.html")]))
    ['a', 'a/b']
    """
    pending = {path.rstrip("/").rpartition("/")[0] for path in paths}
    folders: set[str] = set()
    while pending:
        folders |= pending
        pending = {folder.rpartition("/")[0] for folder in pending} - folders
    return frozenset(map(OutPath, folders - {""}))
