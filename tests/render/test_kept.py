"""Compiled templates are kept where only the user writes; anything odd there is ignored."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.render.kept import KeptCode, cache_folder

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

CODE = compile("1 + 1", "a", "eval")
OTHER = compile("2 + 2", "b", "eval")
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs owners and modes")


def asked(folder: Path, *parts: str, new: CodeType = OTHER) -> CodeType:
    return KeptCode(folder).get(parts or ("a",), lambda: new)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "templates").iterdir())


def test_code_is_kept_under_all_that_it_is_made_from(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"
    asked(folder, "a", "b", new=CODE)
    assert eval(asked(folder, "a", "b")) == 2  # noqa: S307
    assert eval(asked(folder, "a", "c")) == 4  # noqa: S307


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 200])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    folder = tmp_path / "cache"
    asked(folder, new=CODE)
    (file,) = files(folder)
    whole = file.read_bytes()
    for content in (damage, whole[:-1], whole[:30] + bytes([whole[30] ^ 1]) + whole[31:]):
        file.write_bytes(content)
        assert asked(folder) is OTHER


@posix_only
@pytest.mark.parametrize("place", ["", "templates"])
def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "cache"
    asked(folder, new=CODE)
    (folder / place).chmod(0o777)
    assert asked(folder) is OTHER
    (folder / place).chmod(0o700)
    assert asked(folder) is not OTHER


@posix_only
def test_the_folder_is_for_the_user_alone(tmp_path: Path) -> None:
    asked(tmp_path / "cache", new=CODE)
    assert (tmp_path / "cache" / "templates").stat().st_mode & 0o777 == 0o700


@posix_only
def test_a_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(tmp_path / "cache", new=CODE)
    other = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: other)
    assert asked(tmp_path / "cache") is OTHER


def test_a_file_in_the_place_of_the_folder_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    assert asked(tmp_path / "cache") is OTHER


def test_old_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.render.kept._MOST_FILES", 3)
    for name in "abcdef":
        asked(tmp_path / "cache", name)
    assert len(files(tmp_path / "cache")) == 3


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/home/ada"}, "linux", "/home/ada/.cache/sitegen"),
        ({"HOME": "/Users/ada"}, "darwin", "/Users/ada/Library/Caches/sitegen"),
        ({"HOME": "/h", "SITEGEN_CACHE_DIR": "/c"}, "linux", "/c"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "cache"}, "linux", None),
        ({}, "linux", None),
        ({}, "win32", None),
    ],
)
def test_the_cache_folder_is_that_of_the_system(
    environment: dict[str, str], platform: str, folder: str | None
) -> None:
    found = cache_folder(environment, platform)
    assert (found.as_posix() if found else None) == folder


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    assert asked(tmp_path / "cache", "old source", new=CODE) is CODE
    assert asked(tmp_path / "cache", "new source") is OTHER
