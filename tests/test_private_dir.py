from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from sitegen.build.manifest import MANIFEST
from sitegen.private_dir import write_private

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"cv.pdf": b"one", "letters/2024-05-01-lune.pdf": b"two"}


def refusal(root: Path) -> str:
    """What stands in the way; nothing may have been written then."""
    written = write_private(FILES, root)
    assert written.value is None
    (problem,) = written.problems
    assert problem.code == "unsafe-private-folder"
    assert not [path for path in root.rglob("*.pdf") if path.is_file()]
    return problem.message


def test_files_and_folders_are_for_the_owner_alone(tmp_path: Path) -> None:
    written = write_private(FILES, tmp_path)
    assert written.problems == ()
    assert written.value == tuple(tmp_path / "private" / name for name in FILES)
    assert {path.read_bytes() for path in written.value} == {b"one", b"two"}
    if os.name == "posix":
        paths = sorted((tmp_path / "private").rglob("*"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}
        assert modes == {"cv.pdf": 0o600, "letters": 0o700, "2024-05-01-lune.pdf": 0o600}
        assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o700


def test_a_folder_that_others_may_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir(mode=0o755)
    write_private(FILES, tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o700


def test_a_file_is_replaced_and_others_stay(tmp_path: Path) -> None:
    write_private(FILES, tmp_path)
    (tmp_path / "private/notes.txt").write_text("mine", encoding="utf-8")
    write_private({"cv.pdf": b"newer"}, tmp_path)
    names = sorted(path.name for path in (tmp_path / "private").iterdir())
    assert names == ["cv.pdf", "letters", "notes.txt"]
    assert (tmp_path / "private/cv.pdf").read_bytes() == b"newer"


@pytest.mark.parametrize("target", ["output", "output/inner", "content/private", "themes"])
def test_a_link_into_output_or_sources_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / target).mkdir(parents=True)
    (tmp_path / "private").symlink_to(tmp_path / target)
    assert "in the output or among the sources" in refusal(tmp_path)


def test_a_link_further_down_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "private").mkdir()
    (tmp_path / "private/letters").symlink_to(tmp_path / "elsewhere")
    assert "a symbolic link leads out of it" in refusal(tmp_path)


def test_the_output_of_a_build_is_refused(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / MANIFEST).write_text("{}", encoding="utf-8")
    assert "`private` is the output of a build" in refusal(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "private").write_text("mine", encoding="utf-8")
    assert "`private` is no folder" in refusal(tmp_path)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private({"cv.pdf": b"old"}, tmp_path)

    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="no room"):
        write_private({"cv.pdf": b"new"}, tmp_path)
    assert [path.name for path in (tmp_path / "private").iterdir()] == ["cv.pdf"]
    assert (tmp_path / "private/cv.pdf").read_bytes() == b"old"
