"""Private values from one build to the next: what stands was searched, caches tell nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sitegen.cli import main
from sitegen.start import main as start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "site.toml": 'title = "Ada"\nurl = "https://example.org/"\n',
    "publications.bib": "@article{notes, title = {Notes}, author = {Lovelace, Ada}, year = 1843}\n",
    "content/profile.toml": 'name = "Ada"\n[[contacts]]\nkind = "phone"\n',
    "content/assets/note.txt": "Not 020 7946 0111, as you know.",
    "private.toml": '[[contacts]]\nkind = "phone"\nvalue = "+44 20 7946 0958"\n',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for path, text in FILES.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def build(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Build; return the exit code and all that is said."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01

    def command(*options: str) -> tuple[int, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["build", "-C", str(root), *options])
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out + printed.err

    return command


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_leak_writes_nothing_and_names_no_value(
    root: Path, build: Callable[..., tuple[int, str]]
) -> None:
    build()
    before = files_of(root / "output")
    (root / "content/assets/note.txt").write_text("020 7946 0958", encoding="utf-8")
    code, said = build()
    assert code == 1
    assert "would be published in `assets/note.txt`" in said
    assert "nothing was written" in said
    assert "7946" not in said
    assert files_of(root / "output") == before


def test_the_caches_hold_no_digit_of_a_value(root: Path, build: Callable[..., object]) -> None:
    build()
    build("--why")
    for path, content in files_of(root / ".sitegen").items():
        assert b"7946" not in content, path
        assert b"0958" not in content, path


def test_files_of_an_earlier_build_are_searched_for_new_secrets(
    root: Path, build: Callable[..., tuple[int, str]]
) -> None:
    build()
    assert "Kept" in build("--why")[1]
    private = root / "private.toml"
    private.write_text(FILES["private.toml"].replace("0958", "0111"), encoding="utf-8")
    for _ in range(2):
        code, said = build()
        assert code == 1
        assert "`assets/note.txt`" in said
    private.write_text(FILES["private.toml"].replace("0958", "0222"), encoding="utf-8")
    code, said = build("--why")
    assert code == 0
    assert "Every file is made: private values have changed" in said
    assert "Kept" in build("--why")[1]


def test_what_was_built_without_secrets_is_searched_when_there_are_some(
    root: Path, build: Callable[..., tuple[int, str]]
) -> None:
    private = root / "private.toml"
    private.unlink()
    build()
    private.write_text(FILES["private.toml"].replace("0958", "0111"), encoding="utf-8")
    assert build()[0] == 1
    private.unlink()
    assert build()[0] == 0
    assert "Kept" in build("--why")[1]


def test_a_fresh_build_leaves_what_the_next_one_can_use(
    build: Callable[..., tuple[int, str]],
) -> None:
    build("--fresh")
    assert "Kept" in build("--why")[1]


def test_without_the_key_everything_is_searched_anew(
    build: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SITEGEN_CACHE_DIR", str(tmp_path / "one"))
    build()
    assert "Kept" in build("--why")[1]
    if os.name == "posix":
        assert (tmp_path / "one/key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("SITEGEN_CACHE_DIR", str(tmp_path / "other"))
    assert "private values have changed" in build("--why")[1]
    (tmp_path / "other/key").write_bytes(b"short")
    assert "private values have changed" in build("--why")[1]


def test_a_build_with_values_of_the_environment_leaves_no_stamp(
    root: Path,
    build: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SITEGEN_PRIVATE_PHONE", "020 7946 0111")
    (root / "private.toml").unlink()
    assert build()[0] == 1
    monkeypatch.setenv("SITEGEN_PRIVATE_PHONE", "020 7946 0222")
    assert build()[0] == 0
    assert list((root / ".sitegen/cache").glob("stamp-*")) == []


@pytest.mark.skipif(os.name != "posix", reason="there are no stamps")
def test_a_new_variable_is_looked_at_when_nothing_else_has_changed(
    root: Path,
    build: Callable[..., tuple[int, str]],
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (root / "private.toml").unlink()
    build()
    monkeypatch.setenv("SITEGEN_PRIVATE_PHONE", "020 7946 0111")
    monkeypatch.setattr("sys.argv", ["sitegen", "build", "-C", str(root)])
    with pytest.raises(SystemExit) as ended:
        start()
    assert ended.value.code == 1
    assert "of SITEGEN_PRIVATE_PHONE would be published" in capfd.readouterr().err


def test_private_is_no_place_for_the_output(
    root: Path, build: Callable[..., tuple[int, str]]
) -> None:
    code, said = build("-o", str(root / "private"))
    assert code == 2
    assert "source folder `private`" in said
