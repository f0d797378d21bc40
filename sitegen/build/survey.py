"""What stands in an output folder: our files as they are now, and what others put there."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from typing import TYPE_CHECKING, NamedTuple

from sitegen.build.index import ROOT
from sitegen.build.manifest import MANIFEST, REPLACEMENTS, folders_of
from sitegen.model.text import OutPath
from sitegen.quick_dataclass import dataclass
from sitegen.signature import is_settled, signature

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from sitegen.build.index import Index
    from sitegen.signature import Signature


class Standing(NamedTuple):
    """A file of ours: the SHA-256 of what is in it now, and what it looked like before the look.

    `is_settled` says that a change since then shows in the signature.
    """

    sha256: str
    signature: Signature
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in an output folder, apart from the manifest itself.

    `foreign` is sorted; a folder without files of ours stands, with a `/` at its end, for all
    that is in it. `folders` are those that were looked into, the output itself as "", with what
    they looked like before. `devices` are the file systems that these are on. `is_as_indexed`
    says that all looks as the index says.
    """

    ours: Mapping[OutPath, Standing]
    foreign: tuple[OutPath, ...]
    folders: Mapping[OutPath, Signature]
    devices: frozenset[int]
    began_ns: int
    is_as_indexed: bool


def survey(
    out_dir: Path, mine: Collection[OutPath], wanted: Collection[OutPath], index: Index
) -> Survey:
    """Tell our files from those of others. Reads the disk; symlinks are never followed.

    Only a regular file can be ours. `wanted` are files that are to be written: what lies in
    their folders is named one by one. What looks as the index says is not read again.
    """
    began_ns = time.time_ns()
    paths, shared = frozenset(mine), folders_of(mine) | folders_of(wanted)
    is_indexed = index.files.keys() == paths | {MANIFEST} and shared <= index.folders.keys()
    known = _names_as_indexed(out_dir, paths, index) if is_indexed else None
    names = known or _scan(out_dir, paths, shared)
    ours = dict(_standing(out_dir, names.ours, index, began_ns))
    is_as_indexed = (
        known is not None
        and len(ours) == len(paths)
        and all(index.files[path][1] == ours[path].signature for path in ours)
        and index.files[MANIFEST][1] == signature(os.lstat(out_dir / MANIFEST))
    )
    return Survey(ours, names.foreign, names.folders, names.devices, began_ns, is_as_indexed)


def foreign_names(
    out_dir: Path, mine: Collection[OutPath], wanted: Collection[OutPath]
) -> tuple[OutPath, ...]:
    """Return what others put into an output. Reads the disk, but no file."""
    return _scan(out_dir, frozenset(mine), folders_of(mine) | folders_of(wanted)).foreign


def has_new_names(out_dir: Path, found: Survey) -> bool:
    """Say whether a folder may hold other names than it did at the survey. Reads the disk.

    An output that was moved since has another time of change of its inode, and nothing else.
    """
    prefix = f"{out_dir}/"
    for folder, known in found.folders.items():
        now = signature(os.lstat(prefix + folder))
        if (now[1], now[3]) != (known[1], known[3]) or not is_settled(known, found.began_ns):
            return True
    return False


class _Names(NamedTuple):
    ours: frozenset[OutPath]
    foreign: tuple[OutPath, ...]
    folders: Mapping[OutPath, Signature]
    devices: frozenset[int]


def _names_as_indexed(out_dir: Path, mine: frozenset[OutPath], index: Index) -> _Names | None:
    """Return what the index knows to stand in the output; None when a folder looks different."""
    prefix, devices = f"{out_dir}/", set()
    for folder, known in index.folders.items():
        try:
            found = os.lstat(prefix + folder)
        except OSError:
            return None
        if signature(found) != known:
            return None
        devices.add(found.st_dev)
    return _Names(mine, index.foreign, index.folders, frozenset(devices))


def _scan(out_dir: Path, mine: frozenset[OutPath], shared: frozenset[OutPath]) -> _Names:
    ours: set[OutPath] = set()
    foreign: set[OutPath] = set()
    folders: dict[OutPath, Signature] = {}
    devices: set[int] = set()
    base = f"{out_dir}/"
    pending = [ROOT] if out_dir.is_dir() else []
    while pending:
        folder = pending.pop()
        known = os.lstat(base + folder)
        folders[folder] = signature(known)
        devices.add(known.st_dev)
        prefix = f"{folder}/" if folder else ""
        with os.scandir(base + folder) as entries:
            for entry in entries:
                path = OutPath(prefix + entry.name)
                if path in (MANIFEST, REPLACEMENTS):
                    continue
                if path in mine and entry.is_file(follow_symlinks=False):
                    ours.add(path)
                    continue
                is_folder = entry.is_dir(follow_symlinks=False)
                if is_folder and path in shared:
                    pending.append(path)
                else:
                    foreign.add(OutPath(f"{path}/") if is_folder else path)
    return _Names(frozenset(ours), tuple(sorted(foreign)), folders, frozenset(devices))


def _standing(
    out_dir: Path, paths: Collection[OutPath], index: Index, now_ns: int
) -> Iterator[tuple[OutPath, Standing]]:
    prefix = f"{out_dir}/"
    for path in paths:
        try:
            known = os.lstat(prefix + path)
        except FileNotFoundError:
            continue
        seen = signature(known)
        indexed = index.files.get(path)
        if indexed is not None and indexed[1] == seen:
            yield path, Standing(indexed[0], seen, is_settled=True)
        elif stat.S_ISREG(known.st_mode):
            sha256 = hashlib.sha256(_content(prefix + path)).hexdigest()
            yield path, Standing(sha256, seen, is_settled(seen, now_ns))


def _content(place: str) -> bytes:
    with open(place, "rb", buffering=0) as file:  # noqa: PTH123 for speed
        return file.readall()
