"""Writing the output folder: whole or not at all, and nothing of others lost.

The file is also a program: what must be killed, locked or mounted runs in a process of its own,
started by the tests with the name of one of the `trial_` functions.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import count_steps, follow_steps

from sitegen.build import swap, write
from sitegen.build.manifest import MANIFEST, REPLACEMENTS
from sitegen.build.output_dir import check_output_dir
from sitegen.build.write import Written, clean_output, write_output
from sitegen.model.text import OutPath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.problems import Outcome, Problem

OLD = {
    "index.html": b"old home",
    "same.html": b"the same",
    "posts/gone/index.html": b"gone",
    "swap": b"a file first",
    "turn/index.html": b"a folder first",
}
NEW = {
    "index.html": b"new home",
    "same.html": b"the same",
    "papers/a/index.html": b"a paper",
    "swap/index.html": b"a folder now",
    "turn": b"a file now",
}
FOREIGN = {"CNAME": b"example.org\n", "posts/note.txt": b"mine", ".git/objects/ab": b"\0\1"}
MOUNT = ["unshare", "--user", "--map-root-user", "--mount", "env", "MOUNTS=own"]


def can_mount() -> bool:
    command = [*MOUNT, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


# ---- helpers


def outputs(files: Mapping[str, bytes]) -> dict[OutPath, bytes]:
    return {OutPath(path): content for path, content in files.items()}


def build(site: Path, files: Mapping[str, bytes], out: Path | None = None) -> Outcome[Written]:
    return write_output(
        outputs(files), out or site / "output", site_root=site, protected=(site / "content",)
    )


def clean(site: Path) -> Outcome[Written]:
    return clean_output(site / "output", site_root=site, protected=(site / "content",))


def make_site(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "profile.toml").write_bytes(b'name = "Ada"\n')
    return folder


def add_foreign(out: Path) -> None:
    for path, content in FOREIGN.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    (out / "CNAME").chmod(0o600)
    os.utime(out / "CNAME", ns=(1, 1_600_000_000_123_456_789))
    (out / "link").symlink_to("../content")
    os.utime(out / ".git", ns=(1, 1_500_000_000_000_000_000))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file that readers see; a symlink as its target."""
    found = {}
    for parent, folders, names in os.walk(folder):
        for name in (*folders, *names):
            place = Path(parent, name)
            path = place.relative_to(folder).as_posix()
            if place.is_symlink():
                found[path] = os.fsencode(place.readlink())
            elif place.is_file() and not path.startswith((MANIFEST, REPLACEMENTS)):
                found[path] = place.read_bytes()
    return found


def snapshot(folder: Path) -> dict[str, object]:
    """Return everything that could be told from outside: kinds, modes, times, bytes."""
    found: dict[str, object] = {}
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in (*folders, *names):
            place = Path(parent, name)
            known = place.lstat()
            if stat.S_ISREG(known.st_mode):
                what: object = place.read_bytes()
            else:
                what = place.readlink() if place.is_symlink() else None
            found[str(place)] = (known.st_mode, known.st_mtime_ns, known.st_ino, what)
    return found


def codes(outcome: Outcome[Written]) -> list[str]:
    return [problem.code for problem in outcome.problems]


def only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site")


@pytest.fixture
def out(site: Path) -> Path:
    return site / "output"


@pytest.fixture
def memory() -> Iterator[str]:
    """Return a folder, in memory if there is such a place: for trials in which no disk matters."""
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with tempfile.TemporaryDirectory(dir=shared) as folder:
        yield folder


def without_exchange(number: int) -> mock._patch[Any]:
    """Make the exchange fail as on a system without it (EINVAL) or a mount point (EBUSY)."""
    return mock.patch.object(swap, "exchange", side_effect=OSError(number, os.strerror(number)))


def without_sync() -> ExitStack:
    """Leave out the wait for the disk: it matters to a power cut, not to these tests."""
    stack = ExitStack()
    for module, name in ((write, "sync"), (swap, "_sync_names")):
        stack.enter_context(mock.patch.object(module, name))
    return stack


# ---- what a build leaves


def test_first_build_makes_the_folder_and_its_parents(site: Path) -> None:
    outcome = build(site, OLD, site / "a" / "b" / "output")
    assert outcome.value == Written(created=tuple(sorted(outputs(OLD))))
    assert outcome.problems == ()
    assert contents(site / "a" / "b" / "output") == OLD


def test_empty_folder_of_the_user_is_used(site: Path, out: Path) -> None:
    out.mkdir()
    assert build(site, OLD).problems == ()
    assert contents(out) == OLD


def test_second_build_creates_changes_and_removes(site: Path, out: Path) -> None:
    build(site, OLD)
    outcome = build(site, NEW)
    assert outcome.value == Written(
        created=(OutPath("papers/a/index.html"), OutPath("swap/index.html"), OutPath("turn")),
        changed=(OutPath("index.html"),),
        removed=(OutPath("posts/gone/index.html"), OutPath("swap"), OutPath("turn/index.html")),
        unchanged_count=1,
    )
    assert contents(out) == NEW
    assert not (out / "posts").exists()


def test_a_build_without_files_leaves_an_empty_output(site: Path, out: Path) -> None:
    build(site, OLD)
    assert build(site, {}).problems == ()
    assert [path.name for path in out.iterdir()] == [MANIFEST]


def test_unchanged_build_touches_nothing(site: Path, out: Path) -> None:
    build(site, OLD)
    before, folder = snapshot(out), out.stat()
    outcome = build(site, OLD)
    assert outcome.value == Written(unchanged_count=len(OLD))
    assert snapshot(out) == before
    assert (out.stat().st_ino, out.stat().st_mtime_ns) == (folder.st_ino, folder.st_mtime_ns)


def test_unchanged_file_keeps_its_time_when_another_changes(site: Path, out: Path) -> None:
    build(site, OLD)
    os.utime(out / "same.html", ns=(5, 1_234_567_890_987_654_321))
    os.utime(out / "index.html", ns=(5, 1_234_567_890_987_654_321))
    build(site, NEW)
    assert (out / "same.html").stat().st_mtime_ns == 1_234_567_890_987_654_321
    assert (out / "index.html").stat().st_mtime_ns != 1_234_567_890_987_654_321


def test_no_file_is_left_hard_linked(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    build(site, NEW)
    files = [path for path in out.rglob("*") if path.is_file() and not path.is_symlink()]
    assert {path.stat().st_nlink for path in files} == {1}


def test_modes_do_not_depend_on_the_umask(site: Path, out: Path) -> None:
    previous = os.umask(0o077)
    try:
        build(site, OLD)
        build(site, NEW)
    finally:
        os.umask(previous)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (out, *out.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o755}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o644}


def test_manifest_lists_each_file_with_its_digest(site: Path, out: Path) -> None:
    build(site, {"b.txt": b"", "a/b.txt": b"abc"})
    assert (out / MANIFEST).read_text() == (
        '{"format": 1, "files": [\n'
        '["a/b.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],\n'
        '["b.txt", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]\n'
        "]}\n"
    )


def test_only_the_lock_is_left_beside_the_output(site: Path) -> None:
    build(site, OLD)
    build(site, NEW)
    names = sorted(path.name for path in site.iterdir())
    assert names == [".sitegen", ".sitegen-output", "content", "output"]
    assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]


def test_two_outputs_in_one_folder_do_not_meet(site: Path) -> None:
    build(site, OLD, site / "one")
    build(site, NEW, site / "two")
    assert (contents(site / "one"), contents(site / "two")) == (OLD, NEW)


def test_order_of_the_outputs_does_not_matter(site: Path, out: Path) -> None:
    build(site, OLD)
    manifest = (out / MANIFEST).read_bytes()
    build(site, dict(reversed(OLD.items())), site / "other")
    assert (site / "other" / MANIFEST).read_bytes() == manifest


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a//b",
        "a/",
        "./a",
        "a/../../b",
        "..",
        "a\0b",
        "a\\b",
        "C:/a",
        MANIFEST,
        REPLACEMENTS,
    ],
)
def test_path_that_no_output_may_have_is_a_bug(site: Path, path: str) -> None:
    before = snapshot(site)
    with pytest.raises(ValueError, match="an output cannot be written to"):
        build(site, {path: b""})
    assert snapshot(site) == before


def test_file_that_is_a_folder_too_is_a_bug(site: Path) -> None:
    with pytest.raises(ValueError, match="'a'"):
        build(site, {"a": b"", "a/b": b""})


# ---- files of others


def test_foreign_files_are_named_and_stay_byte_identical(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    known = {path: (out / path).lstat() for path in (*FOREIGN, ".git", "link")}
    outcome = build(site, NEW)
    assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}
    for path, before in known.items():
        after = (out / path).lstat()
        assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns), path
    problem = only(outcome.problems)
    assert (problem.code, problem.severity, problem.span.path) == (
        "foreign-files",
        "warning",
        "output",
    )
    assert problem.message == (
        "`output` holds files that sitegen did not write, and they stay as they are: "
        "`.git/`, `CNAME`, `link` and 1 more (4 in all)"
    )


def test_foreign_files_are_named_again_when_nothing_changed(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    before = snapshot(out)
    assert codes(build(site, OLD)) == ["foreign-files"]
    assert snapshot(out) == before


def test_foreign_folder_is_shared_when_the_site_gets_a_page_in_it(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "papers").mkdir()
    (out / "papers" / "note.txt").write_bytes(b"mine")
    outcome = build(site, NEW)
    assert contents(out) == {**NEW, "papers/note.txt": b"mine"}
    assert "`papers/note.txt`" in only(outcome.problems).message


def test_read_only_and_empty_folders_of_others_are_kept(memory: str) -> None:
    assert run_trial("read_only_folder", memory)["left"] == ["lock"]


def test_pipe_of_others_is_kept_without_being_opened(site: Path, out: Path) -> None:
    build(site, OLD)
    os.mkfifo(out / "pipe")
    assert build(site, NEW).value is not None
    assert (out / "pipe").is_fifo()


def test_foreign_files_are_copied_where_links_are_forbidden(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    with mock.patch.object(os, "link", side_effect=PermissionError(errno.EPERM, "no")):
        build(site, NEW)
    assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}
    assert (out / "CNAME").stat().st_mtime_ns == 1_600_000_000_123_456_789
    assert stat.S_IMODE((out / "CNAME").stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [0, errno.EINVAL])
def test_what_others_change_during_the_build_is_kept(site: Path, out: Path, number: int) -> None:
    build(site, OLD)
    add_foreign(out)
    real = write.swap_in

    def swap_in(place: Path, work: Path) -> Path | None:
        (out / "late").mkdir()
        (out / "late" / "note.txt").write_bytes(b"late")
        (out / "new-index").write_bytes(b"replaced by a rename, as git does")
        (out / "new-index").rename(out / ".git" / "objects" / "ab")
        return real(place, work)

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(write, "swap_in", swap_in))
        if number:
            stack.enter_context(without_exchange(number))
        build(site, NEW)
    found = contents(out)
    assert found.pop("late/note.txt") == b"late"
    assert found.pop(".git/objects/ab") == b"replaced by a rename, as git does"
    assert {path: found[path] for path in NEW} == NEW


@pytest.mark.parametrize(
    "path",
    [
        "papers/a/index.html",  # a file at the place of a file
        "papers/a",  # a file at the place of a folder
        "papers/a/index.html/x",  # a folder at the place of a file
        "turn/note.txt",  # in a folder of ours that is to become a file
    ],
)
def test_foreign_file_in_the_way_stops_the_build(site: Path, out: Path, path: str) -> None:
    build(site, OLD)
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_bytes(b"mine")
    before = snapshot(out)
    outcome = build(site, NEW)
    assert outcome.value is None
    assert codes(outcome) == ["foreign-file-in-the-way"]
    assert "`output` that is taken by `" in only(outcome.problems).message
    assert snapshot(out) == before


def test_symlink_in_the_way_is_not_followed(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "papers").symlink_to("../content")
    before = snapshot(out), snapshot(site / "content")
    assert codes(build(site, NEW)) == ["foreign-file-in-the-way"]
    assert (snapshot(out), snapshot(site / "content")) == before


def test_symlink_in_place_of_our_file_is_foreign(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "index.html").unlink()
    (out / "index.html").symlink_to("../content/profile.toml")
    assert codes(build(site, NEW)) == ["foreign-file-in-the-way"]
    assert (site / "content" / "profile.toml").read_bytes() == b'name = "Ada"\n'


def test_our_file_edited_by_hand_is_written_again(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "index.html").write_bytes(b"edited")
    outcome = build(site, OLD)
    assert outcome.value == Written(changed=(OutPath("index.html"),), unchanged_count=len(OLD) - 1)
    assert outcome.problems == ()
    assert contents(out) == OLD


def test_our_file_edited_by_hand_and_no_longer_made_is_kept(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "posts/gone/index.html").write_bytes(b"edited")
    outcome = build(site, NEW)
    assert contents(out) == {**NEW, "posts/gone/index.html": b"edited"}
    assert codes(outcome) == ["kept-file"]
    assert "changed since: `posts/gone/index.html`" in only(outcome.problems).message
    assert codes(build(site, NEW)) == ["foreign-files"]


def test_our_file_that_somebody_removed_is_made_again(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "index.html").unlink()
    assert build(site, OLD).value == Written(
        created=(OutPath("index.html"),), unchanged_count=len(OLD) - 1
    )


if sys.platform == "linux":

    def test_foreign_name_that_is_not_utf8_is_kept_and_printable(site: Path, out: Path) -> None:
        build(site, OLD)
        name = os.fsdecode(b"caf\xe9.txt")
        (out / name).write_bytes(b"mine")
        outcome = build(site, NEW)
        assert (out / name).read_bytes() == b"mine"
        assert "`caf?.txt`" in only(outcome.problems).message.encode().decode()


# ---- refusals


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "people" / "ada"
    folder.mkdir(parents=True)
    (folder / "diary.txt").write_bytes(b"dear diary")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    return folder


def refuse(site: Path, out: Path, words: str) -> None:
    """Assert that neither command touches anything, and that both say why."""
    before = snapshot(site.parent)
    protected = (site / "content", site.parent / "shared" / "themes")
    built = write_output(outputs(OLD), out, site_root=site, protected=protected)
    cleaned = clean_output(out, site_root=site, protected=protected)
    problems = check_output_dir(out, site_root=site, protected=protected)
    assert built.value is None
    assert cleaned.value is None
    assert built.problems == cleaned.problems == problems
    problem = only(problems)
    assert (problem.code, problem.severity) == ("unsafe-output", "error")
    assert words in problem.message
    assert problem.hint == "choose a new or an empty folder, such as `output`"
    assert snapshot(site.parent) == before


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("/", "the output `/` is the root of a file system"),
        ("{tmp}/people/ada", "is or contains your home folder"),
        ("{tmp}/people", "is or contains your home folder"),
        ("{tmp}/people/ada/../ada", "is or contains your home folder"),
        ("{tmp}/site", "is or contains the folder of the site"),
        ("{tmp}/site/output/..", "is or contains the folder of the site"),
        ("{tmp}", "is or contains"),
        ("{tmp}/site/content", "is or lies inside the source folder `content`"),
        ("{tmp}/site/content/output", "is or lies inside the source folder `content`"),
        ("{tmp}/shared", "contains the source folder `{tmp}/shared/themes`"),
        ("{tmp}/site/.sitegen-output", "a name that sitegen keeps for its own work"),
    ],
)
@pytest.mark.usefixtures("home")
def test_dangerous_output_is_refused(site: Path, place: str, words: str) -> None:
    tmp = site.parent
    (tmp / "shared" / "themes").mkdir(parents=True)
    refuse(site, Path(place.format(tmp=tmp)), words.format(tmp=tmp))


def test_symlink_as_output_is_refused(site: Path, out: Path) -> None:
    (site / "elsewhere").mkdir()
    out.symlink_to("elsewhere")
    refuse(site, out, "the output `output` is a symbolic link; nothing was changed")
    (site / "elsewhere").rmdir()
    refuse(site, out, "is a symbolic link")


def test_loop_of_symlinks_is_refused(site: Path) -> None:
    (site / "loop").symlink_to("loop")
    before = snapshot(site)
    outcome = build(site, OLD, site / "loop" / "output")
    assert outcome.value is None
    assert codes(outcome) in (["unsafe-output"], ["cannot-write"])  # Python 3.13 sees it later
    assert snapshot(site) == before


def test_file_as_output_is_refused(site: Path, out: Path) -> None:
    out.write_bytes(b"precious")
    refuse(site, out, "the output `output` is not a folder")


def test_folder_with_files_of_others_is_refused_and_names_three(site: Path, out: Path) -> None:
    out.mkdir()
    for name in "dacb":
        (out / name).write_bytes(b"precious")
    refuse(
        site,
        out,
        "is not empty and was not made by sitegen: it contains `a`, `b`, `c` and 1 more (4 in all)",
    )


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"null",
        b'{"format": 2, "files": []}',
        b'{"format": 1}',
        b'{"format": 1, "files": [["a"]]}',
        b'{"format": 1, "files": 3}',
        b"[" * 100_000,
    ],
)
def test_unreadable_manifest_means_not_ours(site: Path, out: Path, manifest: bytes) -> None:
    build(site, OLD)
    (out / MANIFEST).write_bytes(manifest)
    refuse(site, out, "was not made by sitegen")


def test_manifest_that_is_a_link_or_a_folder_means_not_ours(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / MANIFEST).rename(site / "manifest")
    (out / MANIFEST).symlink_to("../manifest")
    refuse(site, out, "was not made by sitegen")
    (out / MANIFEST).unlink()
    (out / MANIFEST).mkdir()
    refuse(site, out, "was not made by sitegen")


def test_manifest_cannot_name_files_outside_the_output(site: Path, out: Path) -> None:
    (site / "precious").write_bytes(b"abc")
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    paths = ["../precious", str(site / "precious"), "link/precious"]
    build(site, {})
    (out / "link").symlink_to("..")
    (out / MANIFEST).write_text(json.dumps({"format": 1, "files": [[p, sha256] for p in paths]}))
    assert codes(clean(site)) == ["kept-file"]
    assert (site / "precious").read_bytes() == b"abc"


def test_name_in_another_case_is_the_same_folder_where_the_disk_says_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def samefile(self: Path, other: Path) -> bool:
        return str(self).casefold() == str(other).casefold()

    monkeypatch.setattr(Path, "samefile", samefile)
    refuse(site, site / "CONTENT" / "output", "lies inside the source folder `content`")
    refuse(site, site.with_name("SITE"), "is or contains the folder of the site")


def test_user_without_a_home_folder_can_build(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", mock.Mock(side_effect=RuntimeError("no home")))
    assert build(site, OLD).problems == ()


def test_output_outside_the_site_is_named_by_its_whole_path(site: Path, tmp_path: Path) -> None:
    (tmp_path / "www").write_bytes(b"")
    problem = only(build(site, OLD, tmp_path / "www").problems)
    assert problem.span.path == (tmp_path / "www").as_posix()


def test_work_folder_that_is_a_symlink_is_not_used(site: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / "stage").mkdir(parents=True)
    (site / ".sitegen-output").symlink_to("../other")
    before = snapshot(tmp_path)
    assert codes(build(site, OLD)) == ["cannot-write"]
    assert snapshot(tmp_path) == before


def test_stage_that_is_a_symlink_is_not_used(site: Path, out: Path, tmp_path: Path) -> None:
    build(site, OLD)
    (tmp_path / "other" / "deep").mkdir(parents=True)
    (site / ".sitegen-output" / "stage").symlink_to("../../other")
    before = snapshot(tmp_path / "other"), snapshot(out)
    assert codes(build(site, NEW)) == ["cannot-write"]
    assert (snapshot(tmp_path / "other"), snapshot(out)) == before


# ---- errors of the disk


@pytest.mark.parametrize("exchange_error", [0, errno.EINVAL, errno.EBUSY])
@pytest.mark.parametrize("room", [0, 1, 10, 30, 100, 400])
def test_full_disk_leaves_the_old_site(
    site: Path, out: Path, room: int, exchange_error: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    add_foreign(out)
    before = snapshot(out)
    real, left = os.write, room

    def write_on_small_disk(handle: int, content: bytes) -> int:
        nonlocal left
        if len(content) > 0 and left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(handle, content[: max(left, 0)])
        left -= written
        return written

    monkeypatch.setattr(os, "write", write_on_small_disk)
    with ExitStack() as stack:
        if exchange_error:
            stack.enter_context(without_exchange(exchange_error))
        outcome = build(site, NEW)
    assert outcome.value is None
    problem = only(outcome.problems)
    assert problem.code == "cannot-write"
    assert problem.message == "the output cannot be written: `output`: No space left on device"
    assert snapshot(out) == before
    assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_read_only_disk_leaves_the_old_site(
    site: Path, out: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    before = snapshot(out)

    def mkdir(self: Path, *_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(Path, "mkdir", mkdir)
    outcome = build(site, NEW)
    problem = only(outcome.problems)
    assert (outcome.value, problem.code) == (None, "cannot-write")
    assert problem.message.endswith(f"`.sitegen-output`: {os.strerror(number)}")
    assert "`.sitegen-output`: that folder and `output` must be writable" in (problem.hint or "")
    assert snapshot(out) == before


def test_write_that_fails_late_leaves_the_old_site(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    before = snapshot(out)
    failure = OSError(errno.EIO, os.strerror(errno.EIO))
    monkeypatch.setattr(write, "sync", mock.Mock(side_effect=failure))
    assert codes(build(site, NEW)) == ["cannot-write"]
    assert snapshot(out) == before


# ---- the lock, and what killed runs leave


def test_second_build_at_the_same_time_is_refused(site: Path, out: Path) -> None:
    build(site, OLD)
    before = snapshot(out)
    command = [sys.executable, __file__, "hold_lock", str(site / ".sitegen-output" / "lock")]
    pipes: dict[str, int] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=environment(), **pipes) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        outcomes = build(site, NEW), clean(site)
        holder.communicate(b"\n")
    for outcome in outcomes:
        problem = only(outcome.problems)
        assert (outcome.value, problem.code) == (None, "build-running")
        assert problem.message == "another run of sitegen is writing to `output`"
    assert snapshot(out) == before
    assert build(site, NEW).problems == ()


def test_builds_at_the_same_time_leave_one_whole_site(memory: str) -> None:
    result = run_trial("race", memory)
    assert result["mixed"] == 0
    assert result["published"] > 0


def test_leftovers_of_a_killed_run_are_removed(site: Path, out: Path) -> None:
    build(site, OLD)
    for name in ("stage", "old"):
        (site / ".sitegen-output" / name / "deep").mkdir(parents=True)
        (site / ".sitegen-output" / name / "deep" / "x").write_bytes(b"x")
    build(site, OLD)
    assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]
    assert contents(out) == OLD


def test_200_kills_leave_the_old_or_the_new_site(memory: str) -> None:
    result = run_trial("random_kills", memory)
    assert result["torn"] == []
    assert result["killed"] >= 20
    assert result["old"] >= 5
    assert result["new"] >= 5
    assert result["old"] + result["new"] == 200


@pytest.mark.parametrize("exchange_error", [0, errno.EINVAL, errno.EBUSY])
@pytest.mark.parametrize("accident", ["kill", "fail"])
def test_accident_at_any_step_leaves_the_old_or_the_new_site(
    memory: str, accident: str, exchange_error: int
) -> None:
    result = run_trial("every_step", memory, accident, str(exchange_error))
    assert result["wrong"] == []
    assert result["steps"] > 80
    assert result["old"] > 30
    assert result["new"] > 10
    assert (result["between"] > 0) == (exchange_error == errno.EBUSY)
    assert result["none"] == (accident == "kill" and exchange_error == errno.EINVAL)


# ---- systems without an exchange


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_two_renames_do_where_there_is_no_exchange(site: Path, out: Path, number: int) -> None:
    build(site, OLD)
    add_foreign(out)
    folder = out.stat().st_ino
    with without_exchange(number):
        build(site, NEW)
    assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}
    assert out.stat().st_ino != folder
    assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]


def test_system_without_the_call_says_enosys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSYS)):
        swap.exchange(tmp_path / "a", tmp_path / "b")
    swap.sync(tmp_path)


def test_second_rename_that_fails_brings_the_old_site_back(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    before = snapshot(out)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if (self.name, target.name) == ("stage", "output"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with without_exchange(errno.EINVAL):
        assert codes(build(site, NEW)) == ["cannot-write"]
    assert snapshot(out) == before


@pytest.mark.parametrize(
    ("standing", "whole"),
    [
        ({"output": OLD, "stage": NEW}, OLD),  # before the first rename
        ({"old": OLD, "stage": NEW}, NEW),  # between the two
        ({"old": OLD, "output": NEW}, NEW),  # after the second
        ({"old": OLD}, OLD),  # and the stage was lost
        ({"old": OLD, "stage": NEW, "output": {}}, NEW),  # an empty folder was made since
    ],
)
def test_next_run_finishes_two_renames(
    site: Path, out: Path, standing: dict[str, dict[str, bytes]], whole: dict[str, bytes]
) -> None:
    work = site / ".sitegen-output"
    work.mkdir()
    places = {"output": out, "stage": work / "stage", "old": work / "old"}
    for name, files in standing.items():
        if files:
            build(site, files, site / "made")
            (site / "made").rename(places[name])
        else:
            places[name].mkdir()
    outcome = build(site, whole)
    assert outcome.value == Written(unchanged_count=len(whole))
    assert contents(out) == whole
    assert [path.name for path in work.iterdir()] == ["lock"]


def test_clean_finishes_two_renames_first(site: Path, out: Path) -> None:
    build(site, OLD)
    out.rename(site / ".sitegen-output" / "old")
    assert clean(site).value == Written(removed=tuple(sorted(outputs(OLD))))
    assert not out.exists()
    assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]


# ---- outputs that cannot be moved


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV])
def test_mount_point_is_brought_up_to_date_in_place(site: Path, out: Path, number: int) -> None:
    build(site, OLD)
    add_foreign(out)
    folder, same = out.stat().st_ino, (out / "same.html").stat()
    with without_exchange(number):
        outcome = build(site, NEW)
    assert outcome.value is not None
    assert outcome.value.created == ("papers/a/index.html", "swap/index.html", "turn")
    assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}
    assert not (out / REPLACEMENTS).exists()
    assert out.stat().st_ino == folder
    now = (out / "same.html").stat()
    assert (now.st_ino, now.st_mtime_ns, now.st_nlink) == (same.st_ino, same.st_mtime_ns, 1)
    assert build(site, NEW).value == Written(unchanged_count=len(NEW))


def test_first_build_into_a_mount_point_can_be_cut_short(site: Path, out: Path) -> None:
    (out / REPLACEMENTS).mkdir(parents=True)
    (out / REPLACEMENTS / "index.html").write_bytes(b"half")
    with without_exchange(errno.EBUSY):
        build(site, OLD)
    assert contents(out) == OLD


def test_file_that_appears_during_the_build_is_not_overwritten_in_place(
    site: Path, out: Path
) -> None:
    build(site, OLD)
    add_late = mock.Mock(side_effect=lambda _: (out / "late.html").write_bytes(b"mine"))
    with without_exchange(errno.EBUSY), mock.patch.object(write, "sync", add_late):
        outcome = build(site, {**OLD, "late.html": b"ours"})
    assert codes(outcome) == ["cannot-write"]
    assert (out / "late.html").read_bytes() == b"mine"


if can_mount():

    @pytest.mark.parametrize("name", ["full_disk", "read_only", "mount_point", "mounted_folder"])
    def test_real_file_system(tmp_path: Path, name: str) -> None:
        assert run_trial(name, tmp_path, prefix=MOUNT)["done"]


# ---- clean


def test_clean_removes_the_output(site: Path, out: Path) -> None:
    build(site, OLD)
    outcome = clean(site)
    assert outcome.value == Written(removed=tuple(sorted(outputs(OLD))))
    assert outcome.problems == ()
    assert not out.exists()


def test_clean_without_an_output_touches_nothing(site: Path, tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    assert clean(site).value == Written()
    (site / "output").mkdir()
    assert clean(site).value == Written()
    assert (site / "output").is_dir()
    shutil.rmtree(site / ".sitegen-output")
    (site / "output").rmdir()
    assert snapshot(tmp_path).keys() == before.keys()


def test_clean_keeps_and_names_what_is_not_ours(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    (out / "index.html").write_bytes(b"edited")
    outcome = clean(site)
    assert contents(out) == {**FOREIGN, "link": b"../content", "index.html": b"edited"}
    assert outcome.value == Written(removed=tuple(sorted(outputs(OLD).keys() - {"index.html"})))
    problem = only(outcome.problems)
    assert (problem.code, problem.severity) == ("kept-file", "warning")
    assert problem.message.endswith("since: `index.html`, `.git/`, `CNAME` and 2 more (5 in all)")


def test_output_can_be_built_again_after_a_clean_that_kept_files(site: Path, out: Path) -> None:
    build(site, OLD)
    add_foreign(out)
    clean(site)
    assert codes(build(site, NEW)) == ["foreign-files"]
    assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}


def test_clean_removes_folders_that_others_emptied(site: Path, out: Path) -> None:
    build(site, OLD)
    (out / "posts/gone/index.html").unlink()
    clean(site)
    assert not out.exists()


def test_clean_that_fails_can_be_done_again(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site, OLD)
    failure = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(out / "swap"))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", mock.Mock(side_effect=failure))
        outcome = clean(site)
    assert codes(outcome) == ["cannot-write"]
    assert "`output/swap`: Permission denied" in only(outcome.problems).message
    assert clean(site).problems == ()
    assert not out.exists()


# ---- any two sites

NAMES = st.sampled_from(["a", "b", "index.html", "ä", "..x", "%2e", "A b"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
FILES = st.dictionaries(PATHS, st.binary(max_size=20), max_size=6).map(
    lambda files: {path: files[path] for path in files if not is_blocked(path, files)}
)


def is_blocked(path: str, others: Mapping[str, bytes]) -> bool:
    """Say whether a file cannot stand beside the others, apart from itself."""
    return any(
        f"{a}/".startswith(f"{b}/") for o in others if o != path for a, b in ((path, o), (o, path))
    )


@settings(max_examples=100, deadline=None)
@given(first=FILES, second=FILES, others=FILES, exchange_error=st.sampled_from([0, 22, 16]))
def test_writing_leaves_the_second_site_and_the_files_of_others(
    first: dict[str, bytes], second: dict[str, bytes], others: dict[str, bytes], exchange_error: int
) -> None:
    others = {p: c for p, c in others.items() if p not in first and not is_blocked(p, first)}
    in_the_way = any(path in second or is_blocked(path, second) for path in others)
    with tempfile.TemporaryDirectory() as folder, without_sync() as stack:
        site = make_site(Path(folder, "site"))
        build(site, first)
        for path, content in others.items():
            (site / "output" / path).parent.mkdir(parents=True, exist_ok=True)
            (site / "output" / path).write_bytes(content)
        if exchange_error:
            stack.enter_context(without_exchange(exchange_error))
        outcome = build(site, second)
        expected = {**first, **others} if in_the_way else {**second, **others}
        assert contents(site / "output") == expected
        assert (outcome.value is None) == in_the_way
        if outcome.value is not None:
            check_account(outcome.value, first, second)
            assert build(site, second).value == Written(unchanged_count=len(second))
            clean(site)
            assert (contents(site / "output") if others else others) == others
            assert (site / "output").exists() == bool(others)


def check_account(written: Written, first: dict[str, bytes], second: dict[str, bytes]) -> None:
    both = first.keys() & second.keys()
    changed = {path for path in both if first[path] != second[path]}
    assert written.created == tuple(sorted(second.keys() - first.keys()))
    assert written.changed == tuple(sorted(changed))
    assert written.removed == tuple(sorted(first.keys() - second.keys()))
    assert written.unchanged_count == len(both) - len(changed)


# ---- trials: each runs in a process of its own


def environment() -> dict[str, str]:
    paths = Path(write.__file__).parents[2], Path(__file__).parents[1]
    path = os.pathsep.join(map(str, paths))
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}


def run_trial(name: str, *arguments: object, prefix: list[str] | None = None) -> dict[str, Any]:
    command = [*(prefix or []), sys.executable, __file__, name, *map(str, arguments)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def trial_hold_lock(path: str) -> None:
    with write.locked(Path(path)):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.readline()


def trial_read_only_folder(folder: str) -> dict[str, object]:
    """Build where others put a read-only folder, as a user who has to respect that."""
    site = make_site(Path(folder, "site"))
    build(site, OLD)
    vault = site / "output" / "vault"
    (vault / "empty").mkdir(parents=True)
    (vault / "key").write_bytes(b"k")
    vault.chmod(0o555)
    if os.geteuid() == 0:
        for place in (Path(folder), site, *site.rglob("*")):
            os.chown(place, 65_534, 65_534)
        os.setuid(65_534)
    assert codes(build(site, NEW)) == ["foreign-files"]
    assert stat.S_IMODE(vault.stat().st_mode) == 0o555
    assert (vault / "empty").is_dir()
    left = [path.name for path in (site / ".sitegen-output").iterdir()]
    vault.chmod(0o755)
    return {"left": left}


def large_site(tag: str) -> dict[str, bytes]:
    return {f"d{i % 20}/p{i}.html": f"{tag} {i} ".encode() * 200 for i in range(300)}


def start(action: Callable[[], object]) -> int:
    """Run an action in a new process; return its id."""
    process = os.fork()
    if process == 0:
        try:
            action()
        finally:
            os._exit(1 if sys.exc_info()[0] else 0)
    return process


def finish(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def build_and_die(site: Path, files: dict[str, bytes], lines: int) -> None:
    """Build in a process that is killed after so many lines of Python."""
    left = iter(range(lines))

    def step() -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    follow_steps(partial(build, site, files), step)


def trial_random_kills(folder: str) -> dict[str, object]:
    """Kill 200 builds, each after a number of lines drawn from those that a whole one runs."""
    chance = random.Random(20_240_229)  # noqa: S311  # the same numbers in each run
    site = make_site(Path(folder, "site"))
    sites = {tag: large_site(tag) for tag in ("first", "second")}
    result: dict[str, Any] = {"killed": 0, "old": 0, "new": 0, "torn": []}
    with without_sync():
        build(site, sites["first"])
        whole = count_steps(partial(build, site, sites["second"]))
        standing = "second"
        for number in range(200):
            wanted = "second" if standing == "first" else "first"
            lines = chance.randrange(whole * 13 // 10)
            code = finish(start(partial(build_and_die, site, sites[wanted], lines)))
            result["killed"] += code == -signal.SIGKILL
            found = contents(site / "output")
            if found == sites[wanted]:
                result["new"] += 1
                standing = wanted
            elif found == sites[standing]:
                result["old"] += 1
            else:
                result["torn"].append(number)
        outcome = build(site, sites["first"])
        left = [path.name for path in (site / ".sitegen-output").iterdir()]
        assert (outcome.problems, left) == ((), ["lock"])
    return result


STEPS = frozenset(
    (
        *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"),
        *("os.utime", "os.chmod", "os.scandir", "os.listdir"),
        *("ctypes.dlopen", "ctypes.dlsym"),
    )
)


def trial_every_step(folder: str, accident: str, exchange_error: str) -> dict[str, object]:
    """Let a build have an accident at its first step, in the next try at its second, and so on."""
    result: dict[str, Any] = {"steps": 0, "old": 0, "new": 0, "between": 0, "none": 0, "wrong": []}
    with without_sync() as stack:
        if int(exchange_error):
            stack.enter_context(without_exchange(int(exchange_error)))
        for step in itertools.count(1):
            site = make_site(Path(folder, str(step), "site"))
            build(site, OLD)
            add_foreign(site / "output")
            before = snapshot(site / "output")
            code = finish(start(partial(build_with_accident, site, step, accident)))
            if code == NO_ACCIDENT:
                return result
            result["steps"] = step
            verdict = judge(site, before, code, in_place=int(exchange_error) == errno.EBUSY)
            try:
                result[verdict] += 1
                assert build(site, NEW).value is not None
                assert contents(site / "output") == {**NEW, **FOREIGN, "link": b"../content"}
                assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]
            except (AssertionError, KeyError) as error:
                result["wrong"].append((step, code, verdict, str(error)))
    return result


FAILED, PUBLISHED, NO_ACCIDENT = 3, 4, 5


def build_with_accident(site: Path, step: int, accident: str) -> None:
    """Build in a process in which one step kills the process, or fails."""
    left = step

    def hook(event: str, _: object) -> None:
        nonlocal left
        left -= event in STEPS
        if event in STEPS and left == 0:
            if accident == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    sys.addaudithook(hook)
    outcome = build(site, NEW)
    if left > 0:
        os._exit(NO_ACCIDENT)
    os._exit(FAILED if outcome.value is None else PUBLISHED)


def judge(site: Path, before: dict[str, object], code: int, *, in_place: bool) -> str:
    """Say which site an accident left: old, new, something between, or none."""
    found = contents(site / "output")
    others = {**FOREIGN, "link": b"../content"}
    if found == {**OLD, **others} and code != PUBLISHED:
        return "old" if in_place or snapshot(site / "output") == before else "touched"
    if found == {**NEW, **others} and code != FAILED:
        return "new"
    if not (site / "output").exists():
        return "none"
    whole = all(found[path] in (OLD.get(path), NEW.get(path), others.get(path)) for path in found)
    return "between" if whole and others.items() <= found.items() else "torn"


def trial_race(folder: str) -> dict[str, object]:
    """Start four builds at once, eight times."""
    site = make_site(Path(folder, "site"))
    result = {"published": 0, "refused": 0, "mixed": 0}
    with without_sync():
        for turn in range(8):
            tags = [f"{turn}-{number}" for number in range(4)]
            started = [start(partial(publish, site, tag)) for tag in tags]
            ended = [finish(one) for one in started]
            published = [tag for tag, code in zip(tags, ended, strict=True) if code == PUBLISHED]
            result["published"] += len(published)
            result["refused"] += ended.count(FAILED)
            found = contents(site / "output")
            result["mixed"] += found not in [large_site(tag) for tag in published]
    return result


def publish(site: Path, tag: str) -> None:
    outcome = build(site, large_site(tag))
    if outcome.value is None:
        os._exit(FAILED if codes(outcome) == ["build-running"] else 1)
    os._exit(PUBLISHED)


# ---- trials with real file systems, in a mount namespace that ends with the process


def mount(place: Path, *options: str) -> Path:
    assert os.environ["MOUNTS"] == "own"  # never in the namespace of whoever runs the tests
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", *options, str(place)], check=True)
    return place


def mount_memory(place: Path) -> Path:
    return mount(place, "-t", "tmpfs", "-o", "size=2m", "tmpfs")


def trial_full_disk(folder: str) -> dict[str, object]:
    """Build on a disk of 2 MB that others fill with 64 kB more each time."""
    site = make_site(mount_memory(Path(folder, "disk")) / "site")
    result = {"done": True, "old": 0, "new": 0}
    standing: dict[str, bytes] = {}
    for step in range(33):
        with (site.parent / "ballast").open("wb", buffering=0) as ballast:
            try:
                ballast.write(bytes(step * 65_536))
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017  # else the trial means nothing
        before = snapshot(site / "output")
        wanted = {f"p{i}/index.html": f"{step} {i} ".encode() * 2000 for i in range(50)}
        outcome = build(site, wanted)
        if outcome.value is None:
            assert codes(outcome) == ["cannot-write"]
            assert snapshot(site / "output") == before
            assert [path.name for path in (site / ".sitegen-output").iterdir()] == ["lock"]
            result["old"] += 1
        else:
            standing = wanted
            result["new"] += 1
        assert contents(site / "output") == standing
    assert result["old"] >= 5
    assert result["new"] >= 5
    return result


def trial_read_only(folder: str) -> dict[str, object]:
    site = make_site(mount_memory(Path(folder, "disk")) / "site")
    build(site, OLD)
    before = snapshot(site)
    mount(site.parent, "-o", "remount,ro")
    for outcome in (build(site, NEW), build(site, OLD), clean(site), build(site, NEW, site / "x")):
        assert codes(outcome) == ["cannot-write"]
        assert only(outcome.problems).message.endswith(": Read-only file system")
    assert snapshot(site) == before
    return {"done": True}


def trial_mount_point(folder: str) -> dict[str, object]:
    """Build into an output that is a mount point, of another file system or of the same."""
    root = Path(folder)
    (root / "volume").mkdir()
    for number, options in enumerate([("-t", "tmpfs", "tmpfs"), ("--bind", str(root / "volume"))]):
        site = make_site(root / str(number) / "site")
        out = mount(site / "output", *options)
        folder_number = out.stat().st_ino
        assert build(site, OLD).problems == ()
        add_foreign(out)
        assert codes(build(site, NEW)) == ["foreign-files"]
        assert contents(out) == {**NEW, **FOREIGN, "link": b"../content"}
        assert out.stat().st_ino == folder_number
        assert codes(clean(site)) == ["kept-file"]
        assert contents(out) == {**FOREIGN, "link": b"../content"}
    return {"done": True}


def trial_mounted_folder(folder: str) -> dict[str, object]:
    """Build into an output in which a folder is a mount point."""
    root = Path(folder)
    (root / "volume" / "deep").mkdir(parents=True)
    (root / "volume" / "deep" / "data").write_bytes(b"precious")
    for number, path in enumerate(["data", "more/data", "posts/gone"]):
        site = make_site(root / str(number) / "site")
        build(site, OLD)
        place = mount(site / "output" / path, "--bind", str(root / "volume"))
        known = place.stat()
        outcome = build(site, {**OLD, "index.html": b"new home"})
        if path == "posts/gone":  # where a page of ours should be
            assert codes(outcome) == ["cannot-write"]
        else:
            assert (site / "output" / "index.html").read_bytes() == b"new home"
        assert contents(place) == contents(root / "volume") == {"deep/data": b"precious"}
        assert place.stat().st_ino == known.st_ino
    for path, files in (("empty", {}), ("posts/gone", {"index.html": b"gone"})):
        site = make_site(root / path / "site")
        build(site, OLD)
        place = mount_memory(site / "output" / path)
        for name, content in files.items():  # a page of ours, moved by hand
            (place / name).write_bytes(content)
        for home in (b"1", b"2"):
            assert build(site, {**OLD, "index.html": home}).value is not None
            assert place.is_mount()
    return {"done": True}


if __name__ == "__main__":
    answer = globals()[f"trial_{sys.argv[1]}"](*sys.argv[2:])
    sys.stdout.write(json.dumps(answer))
