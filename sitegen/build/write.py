"""The output folder: all of a build gets into it with one swap, or nothing does."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from sitegen.build.manifest import (
    MANIFEST,
    REPLACEMENTS,
    Owned,
    digest,
    encode_manifest,
    folders_of,
    owned_files,
    read_manifest,
    survey,
)
from sitegen.build.output_dir import check_output_dir, name_few, name_path, work_folder
from sitegen.build.swap import STAGE, recover, swap_in, sync
from sitegen.build.tree import (
    carry,
    make_folders,
    remove_files,
    remove_tree,
    require_movable,
    write_files,
)
from sitegen.model.text import OutPath
from sitegen.problems import Outcome, Problem, SitePath, Span, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_RESERVED_PREFIX = ".sitegen-output"
_MEANWHILE = OutPath(f"{_RESERVED_PREFIX}.meanwhile.json")
_CANNOT_BE_MOVED = frozenset({errno.EBUSY, errno.EXDEV})


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files of the site. Paths are sorted."""

    created: tuple[OutPath, ...] = ()
    changed: tuple[OutPath, ...] = ()
    removed: tuple[OutPath, ...] = ()
    unchanged_count: int = 0


def write_output(
    outputs: Mapping[OutPath, bytes],
    out_dir: Path,
    *,
    site_root: Path,
    protected: Sequence[Path],
) -> Outcome[Written]:
    """Make the output folder hold `outputs`, and what others put there. Writes to the disk.

    The new site is made in `.sitegen-<name of the output>` beside the output and swapped in:
    whatever happens, the output is the old site or the new one. A file that stays the same keeps
    its time; if all do, nothing is touched. Where the output cannot be moved, because it is a
    mount point or holds one, the finished files are put in one by one: each file whole, not
    all-or-nothing.

    Problems: unsafe-output, build-running, foreign-file-in-the-way, cannot-write; and the
    warnings foreign-files, kept-file. Raises ValueError for a path that no output may have.
    """
    _require_plain_paths(outputs)
    return _under_lock(
        lambda place: _write(outputs, place), out_dir, site_root=site_root, protected=protected
    )


def clean_output(out_dir: Path, *, site_root: Path, protected: Sequence[Path]) -> Outcome[Written]:
    """Remove the files that sitegen wrote and nobody changed since. Writes to the disk.

    Where other files stay, an empty manifest stays with them: the folder remains an output.

    Problems: unsafe-output, build-running, cannot-write; and the warning kept-file.
    """
    unsafe = check_output_dir(out_dir, site_root=site_root, protected=protected)
    if unsafe:
        return Outcome(None, unsafe)
    if not out_dir.exists() and not work_folder(out_dir).exists():
        return Outcome(Written())
    return _under_lock(_clean, out_dir, site_root=site_root, protected=protected)


@dataclass(frozen=True, slots=True)
class _Place:
    """The output and the folder beside it, and how to speak of them to the user."""

    out: Path
    work: Path
    site_root: Path
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Difference:
    """What the output holds against what it shall hold. `edited` are ours, but not to be made."""

    created: tuple[OutPath, ...] = ()
    changed: tuple[OutPath, ...] = ()
    removed: tuple[OutPath, ...] = ()
    same: tuple[OutPath, ...] = ()
    edited: tuple[OutPath, ...] = ()
    foreign: tuple[OutPath, ...] = ()


def _require_plain_paths(outputs: Mapping[OutPath, bytes]) -> None:
    folders = folders_of(outputs)
    for path in outputs:
        steps = path.split("/")
        if (
            not all(steps)
            or not {".", ".."}.isdisjoint(steps)
            or not {"\0", "\\"}.isdisjoint(path)
            or PureWindowsPath(path).drive
            or path.startswith(_RESERVED_PREFIX)
            or path in folders
        ):
            message = f"an output cannot be written to {path!r}"
            raise ValueError(message)


def _under_lock(
    action: Callable[[_Place], Outcome[Written]],
    out_dir: Path,
    *,
    site_root: Path,
    protected: Sequence[Path],
) -> Outcome[Written]:
    unsafe = check_output_dir(out_dir, site_root=site_root, protected=protected)
    if unsafe:
        return Outcome(None, unsafe)
    name = name_path(out_dir, site_root)
    span = Span(SitePath(name))
    place = _Place(out_dir.resolve(), work_folder(out_dir), site_root, name, span)
    try:
        _make_work_folder(place.work)
        # The lock file stays: once removed, two runs could hold two files of that name.
        with FileLock(place.work / "lock", blocking=False):
            try:
                recover(place.out, place.work)
                # Once more, now that no other run can change it.
                unsafe = check_output_dir(out_dir, site_root=site_root, protected=protected)
                return Outcome(None, unsafe) if unsafe else action(place)
            finally:
                recover(place.out, place.work)
    except Timeout:
        return Outcome(None, (_build_running(place),))
    except OSError as error:
        return Outcome(None, (_cannot_write(error, place),))


def _make_work_folder(work: Path) -> None:
    if work.is_symlink():  # where it leads, nothing is ours to clear away
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(work))
    work.mkdir(parents=True, exist_ok=True)


def _write(outputs: Mapping[OutPath, bytes], place: _Place) -> Outcome[Written]:
    manifest, wanted = read_manifest(place.out), owned_files(outputs)
    owned = manifest or frozenset()
    found = _compare(outputs, owned, place.out)
    blocking = _in_the_way(outputs, (*found.edited, *found.foreign))
    if blocking:
        return Outcome(None, (_foreign_file_in_the_way(blocking, place),))
    if manifest != wanted or found.created or found.changed:
        _publish(outputs, owned | wanted, wanted, found, place)
    written = Written(found.created, found.changed, found.removed, len(found.same))
    problems = (*_foreign_files(found.foreign, place), *_kept_files(found.edited, place))
    return Outcome(written, problems)


def _compare(outputs: Mapping[OutPath, bytes], owned: Owned, out: Path) -> _Difference:
    found = survey(out, {path for path, _ in owned}, outputs)
    made = found.ours & outputs.keys()
    same = {path for path in made if _holds(out / path, outputs[path])}
    gone = found.ours - made
    removed = _unedited(gone, owned, out)
    return _Difference(
        created=tuple(sorted(outputs.keys() - made)),
        changed=tuple(sorted(made - same)),
        removed=tuple(sorted(removed)),
        same=tuple(sorted(same)),
        edited=tuple(sorted(gone - removed)),
        foreign=found.foreign,
    )


def _publish(
    outputs: Mapping[OutPath, bytes],
    meanwhile: Owned,
    wanted: Owned,
    found: _Difference,
    place: _Place,
) -> None:
    try:
        for folder in ("", *folders_of((*found.changed, *found.removed, *found.same))):
            require_movable(place.out / folder)
        _swap(outputs, wanted, found, place)
    except OSError as error:
        if error.errno not in _CANNOT_BE_MOVED:
            raise
        _replace_one_by_one(outputs, meanwhile, wanted, found, place.out)


def _swap(
    outputs: Mapping[OutPath, bytes], wanted: Owned, found: _Difference, place: _Place
) -> None:
    stage = place.work / STAGE
    write_files(stage, {**outputs, MANIFEST: encode_manifest(wanted)})
    for path in found.same:
        times = (place.out / path).stat()
        os.utime(stage / path, ns=(times.st_atime_ns, times.st_mtime_ns))
    keep = (*found.edited, *found.foreign)
    make_folders(stage, folders_of(keep))
    for path in keep:
        _require_absent(stage / path)  # it is one of ours where the disk ignores case
        carry(place.out / path, stage / path)
    previous = swap_in(place.out, place.work)
    if previous is not None:
        with suppress(OSError):
            _carry_late(previous, outputs, place.out)


def _carry_late(previous: Path, outputs: Mapping[OutPath, bytes], out: Path) -> None:
    """Carry over what others changed in the old folder while the new one was being made."""
    mine = {path for path, _ in read_manifest(previous) or ()}
    late = [path for path in survey(previous, mine, outputs).foreign if path not in outputs]
    make_folders(out, folders_of(late))
    for path in late:
        carry(previous / path, out / path)


def _replace_one_by_one(
    outputs: Mapping[OutPath, bytes],
    meanwhile: Owned,
    wanted: Owned,
    found: _Difference,
    out: Path,
) -> None:
    """Bring an output up to date in place: each file whole, not all-or-nothing.

    The manifest `meanwhile` names what was and what will be until the last file is in its place.
    """
    ready = out / REPLACEMENTS
    files = {path: outputs[path] for path in (*found.created, *found.changed)}
    manifests = {_MEANWHILE: encode_manifest(meanwhile), MANIFEST: encode_manifest(wanted)}
    remove_tree(ready)
    try:
        write_files(ready, {**files, **manifests})
        sync(ready)
        (ready / _MEANWHILE).replace(out / MANIFEST)
        remove_files(out, found.removed, folders_of(path for path, _ in meanwhile))
        make_folders(out, folders_of(files))
        for path in files:
            if path in found.created:
                _require_absent(out / path)
            (ready / path).replace(out / path)
        (ready / MANIFEST).replace(out / MANIFEST)
        sync(out)
    finally:
        remove_tree(ready)


def _require_absent(place: Path) -> None:
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))


def _clean(place: _Place) -> Outcome[Written]:
    owned = read_manifest(place.out)
    if owned is None:
        return Outcome(Written())
    mine = {path for path, _ in owned}
    found = survey(place.out, mine, ())
    removed = _unedited(found.ours, owned, place.out)
    kept = (*sorted(found.ours - removed), *found.foreign)
    remove_files(place.out, removed, folders_of(mine))
    if kept:
        _replace_one_by_one({}, frozenset(), frozenset(), _Difference(), place.out)
    else:
        (place.out / MANIFEST).unlink()
        with suppress(OSError):  # a mount point stays
            place.out.rmdir()
    return Outcome(Written(removed=tuple(sorted(removed))), _kept_files(kept, place))


def _holds(place: Path, content: bytes) -> bool:
    return place.stat().st_size == len(content) and place.read_bytes() == content


def _unedited(paths: Iterable[OutPath], owned: Owned, out: Path) -> set[OutPath]:
    return {path for path in paths if (path, digest((out / path).read_bytes())) in owned}


def _in_the_way(
    outputs: Mapping[OutPath, bytes], foreign: Sequence[OutPath]
) -> tuple[OutPath, ...]:
    """Return what stands where a file or a folder of the site must be."""
    folders = folders_of(outputs)
    return tuple(
        path
        for path in foreign
        if path in folders or not outputs.keys().isdisjoint({*folders_of([path]), path.rstrip("/")})
    )


def _foreign_file_in_the_way(blocking: Sequence[OutPath], place: _Place) -> Problem:
    message = (
        f"the site needs a place in `{place.name}` that is taken by {name_few(blocking)}, which "
        "sitegen did not write or which was changed since; nothing was changed"
    )
    hint = "move it out of the output or remove it, then build again"
    return Problem("foreign-file-in-the-way", message, place.span, hint)


def _foreign_files(foreign: Sequence[OutPath], place: _Place) -> tuple[Problem, ...]:
    if not foreign:
        return ()
    message = (
        f"`{place.name}` holds files that sitegen did not write, and they stay as they are: "
        f"{name_few(foreign)}"
    )
    hint = "remove them if they are not to be published"
    return (warning("foreign-files", message, place.span, hint),)


def _kept_files(kept: Sequence[OutPath], place: _Place) -> tuple[Problem, ...]:
    if not kept:
        return ()
    message = (
        f"files in `{place.name}` were kept, because sitegen did not write them or they were "
        f"changed since: {name_few(kept)}"
    )
    hint = "remove them if you do not need them"
    return (warning("kept-file", message, place.span, hint),)


def _build_running(place: _Place) -> Problem:
    message = f"another run of sitegen is writing to `{place.name}`"
    hint = "wait until it has finished, or stop it"
    return Problem("build-running", message, place.span, hint)


def _cannot_write(error: OSError, place: _Place) -> Problem:
    named = error.filename if isinstance(error.filename, str) else None
    path = name_path(Path(named) if named else place.out, place.site_root)
    message = f"the output cannot be written: `{path}`: {error.strerror or error}"
    hint = (
        f"the next site is made in `{name_path(place.work, place.site_root)}`: that folder and "
        f"`{place.name}` must be writable, and the disk needs room for both"
    )
    return Problem("cannot-write", message, place.span, hint)
