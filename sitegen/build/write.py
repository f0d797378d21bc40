"""The output folder: all of a build gets into it with one swap, or nothing does."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from dataclasses import field
from typing import TYPE_CHECKING

from sitegen.build.index import (
    CAN_TRUST_TIMES,
    discard_index,
    look_again,
    read_index,
    save_index,
)
from sitegen.build.lock import locked
from sitegen.build.manifest import (
    MANIFEST,
    REPLACEMENTS,
    Owned,
    digest,
    encode_manifest,
    folders_of,
    read_manifest,
)
from sitegen.build.notices import (
    Place,
    build_running,
    cannot_write,
    foreign_file_in_the_way,
    foreign_files,
    kept_files,
    output_changed,
)
from sitegen.build.output_dir import check_output_dir, name_path, work_folder
from sitegen.build.survey import foreign_names, has_new_names, survey
from sitegen.build.swap import STAGE, recover, swap_in, sync
from sitegen.build.tree import (
    carry,
    link_files,
    make_folders,
    remove_files,
    remove_tree,
    require_one_disk,
    write_files,
)
from sitegen.model.text import OutPath
from sitegen.problems import Outcome, SitePath, Span
from sitegen.quick_dataclass import dataclass
from sitegen.signature import GRAIN_NS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from sitegen.build.survey import Survey
    from sitegen.progress import Progress

_RESERVED_PREFIX = ".sitegen-output"
_MEANWHILE = OutPath(f"{_RESERVED_PREFIX}.meanwhile.json")
_CANNOT_BE_MOVED = frozenset({errno.EBUSY, errno.EXDEV})
_NO_STEPS = frozenset({"", ".", ".."})


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files of the site. Paths are sorted.

    `index_id` names the index that was kept of the output; None when there is no whole one.
    """

    created: tuple[OutPath, ...] = ()
    changed: tuple[OutPath, ...] = ()
    removed: tuple[OutPath, ...] = ()
    unchanged_count: int = 0
    index_id: str | None = field(default=None, compare=False)


def write_output(
    outputs: Mapping[OutPath, bytes],
    out_dir: Path,
    *,
    site_root: Path,
    protected: Sequence[Path],
    kept: Mapping[OutPath, str] | None = None,
    progress: Progress | None = None,
) -> Outcome[Written]:
    """Make the output folder hold `outputs`, and what others put there. Writes to the disk.

    `kept` are further files of the site, with their SHA-256: they stand in the output already,
    as `standing_files` said, and stay as they are. `progress` is told how many files are written.

    The new site is made in `.sitegen-<name of the output>` beside the output and swapped in:
    whatever happens, the output is the old site or the new one. A file that stays the same keeps
    its time; if all do, nothing is touched. Where the output cannot be moved, because it is a
    mount point or holds one, the finished files are put in one by one: each file whole, not
    all-or-nothing.

    Problems: unsafe-output, build-running, foreign-file-in-the-way, output-changed, cannot-write;
    and the warnings foreign-files, kept-file. Raises ValueError for a path that no output may
    have.
    """
    wanted = {path: digest(content) for path, content in outputs.items()} | dict(kept or {})
    _require_plain_paths(wanted)
    return _under_lock(
        lambda place: _write(outputs, wanted, place, progress),
        out_dir,
        site_root=site_root,
        protected=protected,
    )


def standing_files(out_dir: Path, *, site_root: Path) -> Mapping[OutPath, str]:
    """Return the files that stand in the output just as sitegen wrote them, with their SHA-256.

    Reads the disk, and of the files only those whose looks say nothing. What cannot be read is
    left out.
    """
    try:
        owned = read_manifest(out_dir)
        if not owned:
            return {}
        mine = {path for path, _ in owned}
        found = survey(out_dir, mine, (), read_index(out_dir, site_root))
    except OSError:
        return {}
    return {
        path: standing.sha256
        for path, standing in found.ours.items()
        if (path, standing.sha256) in owned
    }


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
class _Difference:
    """What the output holds against what it shall hold. `edited` are ours, but not to be made."""

    created: tuple[OutPath, ...] = ()
    changed: tuple[OutPath, ...] = ()
    removed: tuple[OutPath, ...] = ()
    same: tuple[OutPath, ...] = ()
    edited: tuple[OutPath, ...] = ()
    foreign: tuple[OutPath, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """What shall stand in the output, and what stands there. `owned` is what the manifest says."""

    outputs: Mapping[OutPath, bytes]
    wanted: Mapping[OutPath, str]
    owned: Owned
    found: Survey
    news: _Difference
    progress: Progress | None = None

    @property
    def owned_then(self) -> Owned:
        """What the manifest has to say afterwards."""
        return frozenset(self.wanted.items())

    def new_files(
        self, owned: Owned, others: Mapping[OutPath, bytes] | None = None
    ) -> dict[OutPath, bytes]:
        """Return the files to be written, with a manifest."""
        paths = (*self.news.created, *self.news.changed)
        files = {path: self.outputs[path] for path in paths}
        return files | dict(others or {}) | {MANIFEST: encode_manifest(owned)}


def _require_plain_paths(paths: Collection[OutPath]) -> None:
    folders = folders_of(paths)
    for path in paths:
        if (
            not _NO_STEPS.isdisjoint(path.split("/"))
            or "\0" in path
            or "\\" in path
            or path[1:2] == ":"  # a drive of Windows
            or path.startswith(_RESERVED_PREFIX)
            or path in folders
        ):
            message = f"an output cannot be written to {path!r}"
            raise ValueError(message)


def _under_lock(
    action: Callable[[Place], Outcome[Written]],
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
    place = Place(out_dir.resolve(), work_folder(out_dir), site_root, name, span)
    try:
        _make_work_folder(place.work)
        # The lock file stays: once removed, two runs could hold two files of that name.
        with locked(place.work / "lock"):
            try:
                recover(place.out, place.work)
                # Once more, now that no other run can change it.
                unsafe = check_output_dir(out_dir, site_root=site_root, protected=protected)
                return Outcome(None, unsafe) if unsafe else action(place)
            finally:
                recover(place.out, place.work)
    except BlockingIOError:
        return Outcome(None, (build_running(place),))
    except OSError as error:
        return Outcome(None, (cannot_write(error, place),))


def _make_work_folder(work: Path) -> None:
    if work.is_symlink():  # where it leads, nothing is ours to clear away
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(work))
    work.mkdir(parents=True, exist_ok=True)


def _write(
    outputs: Mapping[OutPath, bytes],
    wanted: Mapping[OutPath, str],
    place: Place,
    progress: Progress | None,
) -> Outcome[Written]:
    began_ns = time.time_ns()
    index = read_index(place.out, place.site_root)
    manifest, owned_then = read_manifest(place.out), frozenset(wanted.items())
    owned = manifest or frozenset()
    found = survey(place.out, {path for path, _ in owned}, wanted, index)
    news = _compare(wanted, owned, found)
    lost = wanted.keys() - outputs.keys() - set(news.same)
    if lost:
        return Outcome(None, (output_changed(sorted(lost), place),))
    blocking = _in_the_way(wanted, (*news.edited, *news.foreign))
    if blocking:
        return Outcome(None, (foreign_file_in_the_way(blocking, place),))
    index_id = index.identity or None
    is_changed = bool(manifest != owned_then or news.created or news.changed)
    if is_changed:
        began_ns = _publish(_Job(outputs, wanted, owned, found, news, progress), place)
    if (is_changed or not found.is_as_indexed) and CAN_TRUST_TIMES:
        index = look_again(place.out, wanted, found, news.edited, began_ns)
        index_id = save_index(index, place.out, place.site_root)
    written = Written(news.created, news.changed, news.removed, len(news.same), index_id)
    return Outcome(written, (*foreign_files(news.foreign, place), *kept_files(news.edited, place)))


def _compare(wanted: Mapping[OutPath, str], owned: Owned, found: Survey) -> _Difference:
    ours = found.ours
    same = {path for path in ours if ours[path].sha256 == wanted.get(path)}
    gone = ours.keys() - wanted.keys()
    removed = {path for path in gone if (path, ours[path].sha256) in owned}
    return _Difference(
        created=tuple(sorted(wanted.keys() - ours.keys())),
        changed=tuple(sorted(wanted.keys() & ours.keys() - same)),
        removed=tuple(sorted(removed)),
        same=tuple(sorted(same)),
        edited=tuple(sorted(gone - removed)),
        foreign=found.foreign,
    )


def _publish(job: _Job, place: Place) -> int:
    """Put the new site into the output; return the time from which on others can change it."""
    try:
        return _swap(job, place)
    except OSError as error:
        if error.errno not in _CANNOT_BE_MOVED:
            raise
        return _replace_one_by_one(job, place.out)


def _swap(job: _Job, place: Place) -> int:
    stage, news = place.work / STAGE, job.news
    require_one_disk(place.out, job.found.devices)
    keep = (*news.edited, *news.foreign)
    folders = folders_of((*job.wanted, *keep))
    write_files(stage, job.new_files(job.owned_then), folders, job.progress)
    link_files(place.out, stage, news.same)
    for path in keep:
        _require_absent(stage / path)  # it is one of ours where the disk ignores case
        carry(place.out / path, stage / path)
    written_ns = time.time_ns()
    sync(stage)
    # From the next tick of the clock on, whatever others do to the files shows in their times.
    time.sleep(max(0, written_ns + GRAIN_NS - time.time_ns()) / 1_000_000_000)
    published_ns = time.time_ns()
    previous = swap_in(place.out, place.work)
    if previous is not None:
        with suppress(OSError):
            _carry_late(previous, job, place.out)
        with suppress(OSError):  # what is left is removed more thoroughly
            remove_files(previous, (*job.found.ours, MANIFEST), job.found.folders)
    return published_ns


def _carry_late(previous: Path, job: _Job, out: Path) -> None:
    """Carry over what others changed in the old folder while the new one was being made."""
    late = job.found.foreign
    if has_new_names(previous, job.found):
        mine = {path for path, _ in read_manifest(previous) or ()}
        late = foreign_names(previous, mine, job.wanted)
    late = tuple(path for path in late if path not in job.wanted)
    make_folders(out, folders_of(late))
    for path in late:
        carry(previous / path, out / path)


def _replace_one_by_one(job: _Job, out: Path) -> int:
    """Bring an output up to date in place: each file whole, not all-or-nothing.

    The manifest `meanwhile` names what was and what will be until the last file is in its place.
    """
    ready, news = out / REPLACEMENTS, job.news
    meanwhile = job.owned | job.owned_then
    files = job.new_files(job.owned_then, {_MEANWHILE: encode_manifest(meanwhile)})
    remove_tree(ready)
    try:
        write_files(ready, files, folders_of(files), job.progress)
        sync(ready)
        published_ns = time.time_ns()
        (ready / _MEANWHILE).replace(out / MANIFEST)
        remove_files(out, news.removed, folders_of(path for path, _ in meanwhile))
        make_folders(out, folders_of((*news.created, *news.changed)))
        for path in (*news.created, *news.changed):
            if path in news.created:
                _require_absent(out / path)
            (ready / path).replace(out / path)
        (ready / MANIFEST).replace(out / MANIFEST)
        sync(out)
    finally:
        remove_tree(ready)
    return published_ns


def _require_absent(place: Path) -> None:
    if os.path.lexists(place):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))


def _clean(place: Place) -> Outcome[Written]:
    owned = read_manifest(place.out)
    if owned is None:
        return Outcome(Written())
    index = read_index(place.out, place.site_root)
    discard_index(place.out, place.site_root)
    found = survey(place.out, {path for path, _ in owned}, (), index)
    gone = _compare({}, owned, found)
    kept = (*gone.edited, *found.foreign)
    remove_files(place.out, gone.removed, folders_of(path for path, _ in owned))
    if kept:
        _replace_one_by_one(_Job({}, {}, frozenset(), found, _Difference()), place.out)
    else:
        (place.out / MANIFEST).unlink()
        with suppress(OSError):  # a mount point stays
            place.out.rmdir()
    return Outcome(Written(removed=gone.removed), kept_files(kept, place))


def _in_the_way(wanted: Mapping[OutPath, str], foreign: Sequence[OutPath]) -> tuple[OutPath, ...]:
    """Return what stands where a file or a folder of the site must be."""
    folders = folders_of(wanted)
    return tuple(
        path
        for path in foreign
        if path in folders or not wanted.keys().isdisjoint({*folders_of([path]), path.rstrip("/")})
    )
