"""Files that stay as they are: known by their looks, linked into the next output."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.build import survey
from sitegen.build.index import index_path, read_index
from sitegen.build.manifest import MANIFEST
from sitegen.build.write import Written, clean_output, standing_files, write_output
from sitegen.model.text import OutPath
from sitegen.signature import is_settled, signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.problems import Outcome
    from sitegen.signature import Signature

SITE = {"index.html": b"home", "a/index.html": b"page a", "a/b/c.txt": b"deep", "d/e.txt": b"e"}


def build(
    root: Path, files: Mapping[str, bytes], kept: Mapping[OutPath, str] | None = None
) -> Outcome[Written]:
    outputs = {OutPath(path): content for path, content in files.items()}
    out = root / "output"
    return write_output(outputs, out, site_root=root, protected=(), kept=kept)


def standing(root: Path) -> Mapping[OutPath, str]:
    return standing_files(root / "output", site_root=root)


def digests(files: Mapping[str, bytes]) -> dict[OutPath, str]:
    return {OutPath(path): hashlib.sha256(files[path]).hexdigest() for path in files}


def settle(folder: Path) -> None:
    """Let the clock tick, so that whatever is changed from now on looks changed."""
    for place in (folder, *folder.rglob("*")):
        seen = signature(place.lstat())
        while not is_settled(seen, time.time_ns()):
            pass


def settled_site(root: Path, files: Mapping[str, bytes] = SITE) -> Path:
    build(root, files)
    settle(root)
    assert build(root, files).value is not None
    assert read_index(root / "output", root).files.keys() == {*files, MANIFEST}
    settle(root)
    return root / "output"


def no_reading() -> mock._patch[mock.Mock]:
    return mock.patch.object(survey, "_content", mock.Mock(side_effect=AssertionError))


def test_standing_files_are_known_without_reading_them(tmp_path: Path) -> None:
    settled_site(tmp_path)
    with no_reading():
        assert standing(tmp_path) == digests(SITE)
        assert build(tmp_path, SITE).value == Written(unchanged_count=4)


def test_a_file_written_just_now_is_read_again(tmp_path: Path) -> None:
    settled_site(tmp_path)
    with mock.patch("sitegen.build.index.is_settled", return_value=False):
        build(tmp_path, {**SITE, "index.html": b"new"})
    assert "index.html" not in read_index(tmp_path / "output", tmp_path).files
    assert standing(tmp_path) == digests({**SITE, "index.html": b"new"})


def test_kept_files_stay_as_they_are(tmp_path: Path) -> None:
    out = settled_site(tmp_path)
    before = (out / "a/index.html").stat()
    kept = {path: sha256 for path, sha256 in digests(SITE).items() if path != "index.html"}
    with no_reading():
        outcome = build(tmp_path, {"index.html": b"new", "new.html": b"n"}, kept)
    assert outcome.value == Written(
        created=(OutPath("new.html"),), changed=(OutPath("index.html"),), unchanged_count=3
    )
    after = (out / "a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (
        before.st_ino,
        before.st_mtime_ns,
        1,
    )
    assert standing(tmp_path) == digests({**SITE, "index.html": b"new", "new.html": b"n"})


def test_a_build_that_only_keeps_touches_nothing(tmp_path: Path) -> None:
    out = settled_site(tmp_path)
    before = looks(out)
    assert build(tmp_path, {}, digests(SITE)).value == Written(unchanged_count=4)
    assert looks(out) == before


def test_kept_files_are_copied_where_links_are_forbidden(tmp_path: Path) -> None:
    out = settled_site(tmp_path)
    before = (out / "d/e.txt").stat()
    with mock.patch.object(os, "link", side_effect=PermissionError(1, "no")):
        build(tmp_path, {}, {OutPath("d/e.txt"): digests(SITE)[OutPath("d/e.txt")]})
    after = (out / "d/e.txt").stat()
    assert (out / "d/e.txt").read_bytes() == b"e"
    assert after.st_mtime_ns == before.st_mtime_ns
    assert after.st_ino != before.st_ino


def looks(folder: Path) -> list[tuple[Path, int, Signature]]:
    """Return what all in a folder looks like, but for when it was last read."""
    found = [(path, path.lstat()) for path in sorted(folder.rglob("*"))]
    return [(path, seen.st_mode, signature(seen)) for path, seen in found]


@pytest.mark.parametrize("how", ["edit", "rename", "link", "remove", "folder"])
def test_a_kept_file_that_was_changed_stops_the_build(tmp_path: Path, how: str) -> None:
    out = settled_site(tmp_path)
    change(out, "d/e.txt", how)
    before = looks(out)
    outcome = build(
        tmp_path, {"index.html": b"new"}, {OutPath("d/e.txt"): digests(SITE)["d/e.txt"]}
    )
    assert outcome.value is None
    (problem,) = outcome.problems
    assert (problem.code, problem.severity, problem.hint) == (
        "output-changed",
        "error",
        "build again",
    )
    assert "`d/e.txt`" in problem.message
    assert looks(out) == before


def change(out: Path, path: str, how: str) -> None:
    """Change a file in the meanest way: its size and its time stay what they were."""
    place = out / path
    known = place.lstat()
    aside = out.parent / f"aside-{path.replace('/', '-')}"
    if how == "edit":
        place.write_bytes(b"x" * known.st_size)
        os.utime(place, ns=(known.st_atime_ns, known.st_mtime_ns))
    elif how == "rename":
        aside.write_bytes(b"y" * known.st_size)
        os.utime(aside, ns=(known.st_atime_ns, known.st_mtime_ns))
        aside.rename(place)
    elif how == "link":
        place.rename(aside)
        place.symlink_to(aside)
    elif how == "folder":  # of the same files, but behind a symlink
        place.parent.rename(aside)
        place.parent.symlink_to(aside)
    elif how == "copy":  # the same in a new place: still as it was written
        shutil.copy2(place, aside)
        aside.rename(place)
    else:
        place.unlink()


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_an_index_that_is_damaged_is_none(tmp_path: Path, damage: bytes) -> None:
    settled_site(tmp_path)
    place = Path(index_path(tmp_path / "output", tmp_path))
    whole = place.read_bytes()
    for content in (damage, whole[:-1], whole.replace(b"d/e.txt", b"d/f.txt"), whole + b"x"):
        place.write_bytes(content)
        assert read_index(tmp_path / "output", tmp_path).files == {}
        assert standing(tmp_path) == digests(SITE)
    place.unlink()
    place.mkdir()
    assert build(tmp_path, SITE).value == Written(unchanged_count=4)


def test_the_cache_is_not_committed_and_leads_nowhere(tmp_path: Path) -> None:
    build(tmp_path, SITE)
    cache = tmp_path / ".sitegen/cache"
    assert "*" in (cache / ".gitignore").read_text().splitlines()
    assert (cache / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f068")
    shutil.rmtree(tmp_path / ".sitegen")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".sitegen").symlink_to("elsewhere")
    assert build(tmp_path, {**SITE, "x": b""}).problems == ()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_clean_forgets_the_index(tmp_path: Path) -> None:
    settled_site(tmp_path)
    clean_output(tmp_path / "output", site_root=tmp_path, protected=())
    assert read_index(tmp_path / "output", tmp_path).files == {}
    assert standing(tmp_path) == {}


def test_without_a_manifest_nothing_stands(tmp_path: Path) -> None:
    out = settled_site(tmp_path)
    (out / MANIFEST).unlink()
    assert standing(tmp_path) == {}
    assert standing_files(tmp_path / "nowhere", site_root=tmp_path) == {}


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(sorted(SITE)),
        st.sampled_from(["edit", "rename", "link", "remove", "folder", "copy"]),
    ),
    max_size=2,
    unique_by=lambda each: each[0].split("/")[0],
)


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, news=st.sets(st.sampled_from(sorted(SITE))))
def test_what_stands_is_what_was_written(changes: list[tuple[str, str]], news: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = settled_site(Path(folder))
        for path, how in changes:
            if "/" in path or how != "folder":
                change(out, path, how)
        truth = {
            path: sha256
            for path, sha256 in digests(SITE).items()
            if is_plain(out, path)
            and hashlib.sha256((out / path).read_bytes()).hexdigest() == sha256
        }
        assert standing(out.parent) == truth
        settle(out)
        wanted = {path: content + b"!" for path, content in SITE.items() if path in news}
        kept = {path: sha256 for path, sha256 in truth.items() if path not in news}
        outcome = build(out.parent, wanted, kept)
        if outcome.value is not None:
            expected = digests(wanted) | kept
            assert standing(out.parent) == expected
            index = read_index(out, out.parent)
            assert (
                expected.items()
                >= {
                    path: sha256 for path, (sha256, _) in index.files.items() if path != MANIFEST
                }.items()
            )


def is_plain(out: Path, path: str) -> bool:
    steps = [out.joinpath(*Path(path).parts[: number + 1]) for number in range(path.count("/") + 1)]
    kinds = [place.lstat().st_mode if os.path.lexists(place) else 0 for place in steps]
    return stat.S_ISREG(kinds[-1]) and all(stat.S_ISDIR(kind) for kind in kinds[:-1])
