"""The stamp: what a build read, and what it said, so that the next can see that nothing changed.

`sitegen/unchanged.py` reads it.
"""

from __future__ import annotations

import os
import stat
import sys
import sysconfig
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import packed
from sitegen.files import join
from sitegen.quick_dataclass import dataclass
from sitegen.signature import is_settled, signature
from sitegen.unchanged import KIND, describe_link, has_private_values, stamp_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.files import DiskView
    from sitegen.signature import Signature
    from sitegen.unchanged import Report, Request

_START_UP_NS = 10_000_000_000
"""Programs are read before a build begins: one changed later than this before it is not known."""


class _Unknown(Exception):  # noqa: N818 no error: there is no stamp then
    """Something was read that cannot be told to be the same without reading it again."""


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What a build looked at, and what it looked like; see `PARTS` of `sitegen.unchanged`."""

    files: dict[str, Signature] = field(default_factory=dict)
    listings: dict[str, Signature] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)


def leave_stamp(
    request: Request,
    asked: str,
    views: Sequence[DiskView],
    report: Report,
    index_id: str,
    began_ns: int,
) -> None:
    """Say on the disk what a build read and wrote, if a later one can rely on that.

    `asked` is how the request described itself before the build, `views` are the site and the
    built-in themes as the build saw them.
    """
    inputs = _Inputs()
    if has_private_values():
        packed.discard(stamp_path(request))
        return
    try:
        site, themes = views
        _add_view(inputs, site, "")
        _add_view(inputs, themes, os.path.join(os.path.abspath(themes.tree.root), ""))  # noqa: PTH100, PTH118
        for name in (
            "content",
            "themes",
            "private",
            ".git",
        ):  # `protected` folders: they may be links
            _add_place(inputs, site, "", name)
        for place in _programs():
            inputs.files[place] = _settled(os.lstat(place), began_ns - _START_UP_NS)
        for place in _libraries():
            inputs.listings[place] = _settled(os.stat(place), began_ns - _START_UP_NS)  # noqa: PTH116
        content = _encode(inputs, asked, index_id, report)
    except (_Unknown, OSError, OverflowError):
        packed.discard(stamp_path(request))
        return
    packed.save(stamp_path(request), content)


def _encode(inputs: _Inputs, asked: str, index_id: str, report: Report) -> bytes:
    parts = (inputs.files, inputs.listings, inputs.folders, inputs.missing, inputs.links)
    links = chain.from_iterable(inputs.links.items())
    paths = (*inputs.files, *inputs.listings, *inputs.folders, *inputs.missing, *links)
    signatures = chain(inputs.files.values(), inputs.listings.values())
    return packed.pack(
        KIND,
        (asked, index_id, report.problems_json, report.problems_text, *paths),
        [report.file_count, *map(len, parts), *chain.from_iterable(signatures)],
    )


def _add_view(inputs: _Inputs, view: DiskView, prefix: str) -> None:
    for path, seen in view.files.items():
        if join(path) != path:
            continue  # never a file, whatever stands on the disk
        _add_folders(inputs, view, prefix, path)
        if seen.signature is None:
            _add_place(inputs, view, prefix, path)
            continue
        if not seen.is_settled:
            raise _Unknown
        place = view.tree.root / path
        if place.is_symlink():
            inputs.links[prefix + path] = describe_link(str(place))
            place = place.resolve()
            inputs.files[str(place)] = seen.signature
        else:
            inputs.files[prefix + path] = seen.signature
        if signature(os.lstat(place)) != seen.signature:
            raise _Unknown
    for folder, listed in view.folders.items():
        if listed is None:
            _add_place(inputs, view, prefix, folder, may_stand=False)
            continue
        if not listed.is_settled:
            raise _Unknown
        _add_folders(inputs, view, prefix, f"{folder}/")
        inputs.listings[prefix + folder or "."] = listed.signature
        for name in listed.links:
            _add_place(inputs, view, prefix, f"{folder}/{name}" if folder else name)


def _add_folders(inputs: _Inputs, view: DiskView, prefix: str, path: str) -> None:
    end = path.find("/")
    while end >= 0:
        if prefix + path[:end] not in inputs.folders:
            _add_place(inputs, view, prefix, path[:end])
        end = path.find("/", end + 1)


def _add_place(
    inputs: _Inputs, view: DiskView, prefix: str, path: str, *, may_stand: bool = True
) -> None:
    """Note what is at a place, if it can be said in a word: nothing, a folder or a symlink."""
    place, name = view.tree.root / path, prefix + path or "."
    try:
        mode = os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        inputs.missing.add(name)
        return
    if stat.S_ISLNK(mode) and may_stand:
        inputs.links[name] = describe_link(str(place))
    elif stat.S_ISDIR(mode) and may_stand:
        inputs.folders.add(name)
    else:
        raise _Unknown


def _settled(found: os.stat_result, now_ns: int) -> Signature:
    seen = signature(found)
    if not is_settled(seen, now_ns):
        raise _Unknown
    return seen


def _programs() -> Iterator[str]:
    """Yield the files of sitegen, and those of other modules that took part but Python's own.

    What a build did not need, because it had kept the result, was needed for that result.
    """
    package = Path(packed.__file__).parent
    yield from sorted(map(str, package.absolute().rglob("*.py")))
    standard = sysconfig.get_path("stdlib")
    for module in list(sys.modules.values()):
        place = getattr(module, "__file__", None)
        if place and (not place.startswith(standard) or "-packages" in place):
            yield os.path.abspath(place)  # noqa: PTH100 links are followed by nobody


def _libraries() -> Iterable[str]:
    """Return the folders in which libraries come and go, and those of time zones."""
    from zoneinfo import TZPATH  # noqa: PLC0415 slow

    places = (*(entry for entry in sys.path if entry.endswith("-packages")), *TZPATH)
    return tuple(place for place in places if Path(place).is_dir())
