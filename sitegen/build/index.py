"""The index of an output: what each file looked like after it was written, to trust it unread."""

from __future__ import annotations

import os
import sys
from dataclasses import field
from itertools import chain
from typing import TYPE_CHECKING

from sitegen import packed
from sitegen.build.manifest import MANIFEST, folders_of
from sitegen.model.text import OutPath
from sitegen.quick_dataclass import dataclass
from sitegen.signature import is_settled, signature

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from sitegen.build.survey import Standing, Survey
    from sitegen.signature import Signature

KIND = "output"
CAN_TRUST_TIMES = os.name == "posix"
"""Elsewhere `st_ctime` is the time of creation, and a file can be changed behind its times."""

ROOT = OutPath("")
_SHA256_BYTES = 32
_VANISHED = (0, sys.maxsize, sys.maxsize, 0)
_NO_SHA256 = "00" * _SHA256_BYTES


@dataclass(frozen=True, slots=True)
class Index:
    """Each file with its SHA-256, each folder, what they looked like; and files of others.

    The manifest is one of the files, the output itself the folder "". What could change without
    showing is not in it; with `is_whole` nothing is left out. `identity` names the saved index.
    """

    files: Mapping[OutPath, tuple[str, Signature]] = field(default_factory=dict)
    folders: Mapping[OutPath, Signature] = field(default_factory=dict)
    foreign: tuple[OutPath, ...] = ()
    is_whole: bool = field(default=False, compare=False)
    identity: str = field(default="", compare=False)


def look_again(
    out_dir: Path,
    wanted: Mapping[OutPath, str],
    found: Survey,
    edited: Collection[OutPath],
    unchanged_ns: int,
) -> Index:
    """Return the index of an output in which the wanted files stand. Reads the disk.

    Until `unchanged_ns` each of them was what it shall be, so one that has not changed since then
    still is. Of those that stood there before, linking them has changed the time of the inode.
    """
    files: dict[OutPath, tuple[str, Signature]] = {}
    prefix = f"{out_dir}/"
    for path, sha256 in (*wanted.items(), (MANIFEST, _NO_SHA256)):
        seen = _look(prefix + path)
        if is_settled(seen, unchanged_ns) or _is_linked(seen, found.ours.get(path)):
            files[path] = (sha256, seen)
    shared = folders_of(wanted) | {ROOT}
    folders: dict[OutPath, Signature] = {}
    if not edited and shared >= folders_of(found.foreign):  # else others will be named next time
        for folder in shared:
            seen = _look(prefix + folder)
            moved = (seen[0], seen[1], 0 if folder == ROOT else seen[2], seen[3])
            if is_settled(moved, unchanged_ns):
                folders[folder] = seen
    is_whole = len(files) == len(wanted) + 1 and len(folders) == len(shared)
    return Index(files, folders, found.foreign, is_whole)


def _look(place: str) -> Signature:
    """Return what is at a place; what vanished looks as if it were not settled."""
    try:
        return signature(os.lstat(place))
    except OSError:
        return _VANISHED


def _is_linked(seen: Signature, before: Standing | None) -> bool:
    return (
        before is not None
        and before.is_settled
        and (seen[0], seen[1], seen[3])
        == (before.signature[0], before.signature[1], before.signature[3])
    )


def index_path(out_dir: Path, site_root: Path) -> str:
    """Return where the index of an output is kept."""
    return packed.cache_path(str(site_root), KIND, str(out_dir))


def read_index(out_dir: Path, site_root: Path) -> Index:
    """Read the index of an output from the disk; an empty one where there is none."""
    found = packed.load(index_path(out_dir, site_root), KIND) if CAN_TRUST_TIMES else None
    return (_decode(found) if found and found.numbers else None) or Index()


def save_index(index: Index, out_dir: Path, site_root: Path) -> str | None:
    """Write an index to the disk; return the name of a whole one.

    Where that is impossible there is none.
    """
    try:
        content = _encode(index)
    except OverflowError:  # a time before 1970
        discard_index(out_dir, site_root)
        return None
    packed.save(index_path(out_dir, site_root), content)
    return packed.identity_of(content) if index.is_whole else None


def discard_index(out_dir: Path, site_root: Path) -> None:
    """Remove the index of an output from the disk."""
    packed.discard(index_path(out_dir, site_root))


def _encode(index: Index) -> bytes:
    """Return the file.

    Texts: files, folders, foreign. Numbers: how many of the first two, their signatures; the
    blob has the digests.
    """
    numbers = [len(index.files), len(index.folders)]
    numbers.extend(chain.from_iterable(seen for _, seen in index.files.values()))
    numbers.extend(chain.from_iterable(index.folders.values()))
    digests = b"".join(bytes.fromhex(sha256) for sha256, _ in index.files.values())
    return packed.pack(KIND, (*index.files, *index.folders, *index.foreign), numbers, digests)


def _decode(found: packed.Packed) -> Index | None:
    paths = [OutPath(text) for text in found.texts]
    files, folders = (*found.numbers, 0, 0)[:2]
    seen = _signatures(found.numbers[2:])
    digests = [
        found.blob[start : start + _SHA256_BYTES].hex()
        for start in range(0, len(found.blob), _SHA256_BYTES)
    ]
    foreign = paths[files + folders :]
    if not (len(digests) == files and len(seen) == files + folders <= len(paths)):
        return None
    if any(".." in path.split("/") or path.startswith("/") for path in foreign):
        return None
    return Index(
        dict(zip(paths[:files], zip(digests, seen[:files], strict=True), strict=True)),
        dict(zip(paths[files : files + folders], seen[files:], strict=True)),
        tuple(foreign),
        identity=found.identity,
    )


def _signatures(numbers: Iterable[int]) -> list[Signature]:
    each = iter(numbers)
    return list(zip(each, each, each, each, strict=False))
