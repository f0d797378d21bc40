"""`sitegen cv --private` writes what nobody else shall read, and nothing else."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from sitegen.cli import main
from sitegen.readers.pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "site.toml": 'title = "Ada"\nurl = "https://example.org/"\n'
    '[[cv.variants]]\nname = "short"\nselected = true\n'
    '[[cv.variants]]\nname = "secret"\npublic = false\n',
    "publications.bib": "@article{notes, title = {Notes}, author = {Lune, Ada}, year = 1843}\n",
    "content/profile.toml": 'name = "Ada Lune"\n[[contacts]]\nkind = "phone"\n',
    "private.toml": '[[contacts]]\nkind = "phone"\nvalue = "+44 20 7946 0958"\n'
    '[[contacts]]\nkind = "address"\nvalue = """\n12 Oak Street\nCambridge"""\n'
    '[[references]]\nname = "Tom Brook"\nemail = "tom@brook.example"\n',
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
def cv(
    root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run `sitegen cv`; return the exit code, standard output and standard error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01

    def command(*options: str) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["cv", "-C", str(root), *options])
        return int(ended.value.code or 0), *capfd.readouterr()

    return command


def text_of(path: Path) -> str:
    return " ".join("\n".join(read_pdf(path.read_bytes()).texts).split())


def test_every_cv_is_written_with_contacts_and_references(
    root: Path, cv: Callable[..., tuple[int, str, str]]
) -> None:
    code, said, errors = cv("--private")
    assert (code, errors) == (0, "")
    names = ["cv.pdf", "cv-short.pdf", "cv-secret.pdf"]
    assert said.split() == [str(root / "private" / name) for name in names]
    for name in names:
        text = text_of(root / "private" / name)
        for value in ("+44 20 7946 0958", "12 Oak Street", "Tom Brook", "tom@brook.example"):
            assert value in text, (name, value)
    if os.name == "posix":
        assert stat.S_IMODE((root / "private").stat().st_mode) == 0o700
    assert sorted(path.name for path in root.iterdir()) == sorted(
        ["site.toml", "publications.bib", "content", "private.toml", "private"]
    )


def test_one_of_them_by_its_name(root: Path, cv: Callable[..., tuple[int, str, str]]) -> None:
    assert cv("--private", "secret")[0] == 0
    assert [path.name for path in (root / "private").iterdir()] == ["cv-secret.pdf"]
    assert cv("--private", "cv", "-q") == (0, "", "")
    assert (root / "private/cv.pdf").exists()


def test_an_unknown_variant_is_a_problem(
    root: Path, cv: Callable[..., tuple[int, str, str]]
) -> None:
    code, said, errors = cv("--private", "shrot")
    assert (code, said) == (1, "")
    assert "there is no variant `shrot` of the CV [unknown-variant]" in errors
    assert "did you mean `short`?" in errors
    assert not (root / "private").exists()


def test_without_private_nothing_is_made(
    root: Path, cv: Callable[..., tuple[int, str, str]]
) -> None:
    code, _, errors = cv()
    assert code == 2
    assert "--private" in errors
    assert not (root / "private").exists()


def test_a_value_that_is_missing_is_named(
    root: Path, cv: Callable[..., tuple[int, str, str]]
) -> None:
    (root / "private.toml").unlink()
    code, _, errors = cv("--private", "cv")
    assert code == 0
    assert "content/profile.toml:2:3: warning: there is no value for the phone number" in errors
    code, said, _ = cv("--private", "cv", "--strict", "--json")
    assert code == 1
    assert json.loads(said)["code"] == "missing-private-value"


def test_a_value_of_the_environment_is_taken(
    root: Path, cv: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "private.toml").unlink()
    monkeypatch.setenv("SITEGEN_PRIVATE_PHONE", "020 7946 0111")
    assert cv("--private", "cv")[::2] == (0, "")
    assert "020 7946 0111" in text_of(root / "private/cv.pdf")


def test_a_mistake_writes_nothing(root: Path, cv: Callable[..., tuple[int, str, str]]) -> None:
    (root / "content/profile.toml").write_text('nam = "Ada"\n', encoding="utf-8")
    code, _, errors = cv("--private")
    assert code == 1
    assert "unknown key `nam`" in errors
    assert "nothing was written" in errors
    assert not (root / "private").exists()


def test_clean_leaves_what_is_private(root: Path, cv: Callable[..., tuple[int, str, str]]) -> None:
    cv("--private", "cv")
    for command in ("build", "clean"):
        with pytest.raises(SystemExit):
            main([command, "-C", str(root), "-q"])
    assert (root / "private/cv.pdf").exists()
    assert (root / "private.toml").exists()


def test_no_build_publishes_what_is_private(
    root: Path, cv: Callable[..., tuple[int, str, str]]
) -> None:
    cv("--private")
    with pytest.raises(SystemExit) as ended:
        main(["build", "-C", str(root), "-q"])
    assert not ended.value.code
    for path in (root / "output").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"7946" not in content
            if path.suffix == ".pdf":
                assert "7946" not in text_of(path)
