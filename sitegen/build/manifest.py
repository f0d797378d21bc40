"""The manifest: which files of an output folder sitegen wrote, and what it wrote into them."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

MANIFEST = OutPath(".sitegen-output.json")
REPLACEMENTS = OutPath(".sitegen-output.new")
"""A folder for finished files of an output that cannot be swapped. Nobody else's either."""

FORMAT = 1

Owned: TypeAlias = frozenset[tuple[OutPath, str]]
"""Each file with the SHA-256 of its content. A file whose replacement was cut short has two."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in an output folder, apart from the manifest itself.

    `foreign` is sorted; a folder without files of ours stands, with a `/` at its end, for all
    that is in it.
    """

    ours: frozenset[OutPath]
    foreign: tuple[OutPath, ...]


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def owned_files(outputs: Mapping[OutPath, bytes]) -> Owned:
    """Return what the manifest of an output with these files has to say."""
    return frozenset((path, digest(content)) for path, content in outputs.items())


def encode_manifest(owned: Owned) -> bytes:
    """Return the text of a manifest: one file a line, so that versions of it compare well."""
    lines = ",\n".join(json.dumps(file) for file in sorted(owned))
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
    folders: set[OutPath] = set()
    for path in paths:
        folder = _folder_of(path.rstrip("/"))
        while folder and folder not in folders:
            folders.add(folder)
            folder = _folder_of(folder)
    return frozenset(folders)


def survey(out_dir: Path, mine: Collection[OutPath], wanted: Collection[OutPath]) -> Survey:
    """Tell our files from those of others. Reads the disk; symlinks are never followed.

    Only a regular file can be ours. `wanted` are files that are to be written: what lies in
    their folders is named one by one.
    """
    ours: set[OutPath] = set()
    foreign: set[OutPath] = set()
    shared = folders_of(mine) | folders_of(wanted)
    pending = [""] if out_dir.is_dir() else []
    while pending:
        folder = pending.pop()
        with os.scandir(out_dir / folder) as entries:
            for entry in entries:
                path = OutPath(folder + entry.name)
                is_folder = entry.is_dir(follow_symlinks=False)
                if path in (MANIFEST, REPLACEMENTS):
                    continue
                if is_folder and path in shared:
                    pending.append(f"{path}/")
                elif path in mine and entry.is_file(follow_symlinks=False):
                    ours.add(path)
                else:
                    foreign.add(OutPath(f"{path}/") if is_folder else path)
    return Survey(frozenset(ours), tuple(sorted(foreign)))


def _folder_of(path: str) -> OutPath:
    return OutPath(path.rpartition("/")[0])
