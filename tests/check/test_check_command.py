"""What `sitegen check` prints and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from site_folders import SITES

from sitegen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

FLAWED = SITES / "flawed/doi-missing"
PAPER = (
    "@article{a,\n  author = {Tallis, Mira},\n  title = {On Tides},\n  journal = {Acta Maris},\n"
    "  year = {2024},\n  doi = {10.5555/a},\n%s}\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command; return its exit code, standard output and standard error."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0), printed.out, printed.err


def site(folder: Path, bib: str, config: str = "") -> Path:
    text = f'title = "Mira Tallis"\nurl = "https://example.org/"\n{config}'
    (folder / "site.toml").write_text(text, encoding="utf-8")
    (folder / "publications.bib").write_text(bib, encoding="utf-8")
    return folder


def test_check_names_what_build_does_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, said, errors = run(capsys, "check", "-C", FLAWED)
    assert (code, said) == (0, "")
    assert "`tides2024` has no DOI [missing-doi]" in errors
    code, _, errors = run(capsys, "build", "-C", FLAWED, "-o", tmp_path / "out", "--strict")
    assert (code, errors) == (0, "")


def test_strict_makes_errors_of_what_check_names(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "check", "-C", FLAWED, "--strict")
    assert code == 1
    assert "error: `tides2024` has no DOI" in errors


def test_google_scholar_is_asked_about_on_request_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = site(tmp_path, PAPER % "  abstract = {Seas.},\n  pages = {1--9},\n")
    assert run(capsys, "check", "-C", folder) == (0, "No problems found.\n", "")
    code, said, errors = run(capsys, "check", "-C", folder, "--scholar")
    assert (code, said) == (0, "0 of 1 papers have all that Google Scholar reads.\n")
    assert "publications.bib:1:10: warning: `a` has no PDF" in errors
    assert errors.endswith("1 warning in 1 file\n")
    code, _, errors = run(capsys, "check", "-C", folder, "--scholar", "--strict")
    assert code == 1
    assert "error: `a` has no PDF" in errors


def test_what_google_scholar_misses_can_be_ignored(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ignore = '[check]\nignore = ["scholar-no-pdf", "scholar-no-pages:a", "scholar-no-abstract"]\n'
    folder = site(tmp_path, PAPER % "", ignore)
    code, said, errors = run(capsys, "check", "-C", folder, "--scholar", "--strict")
    assert (code, errors) == (0, "")
    assert said.startswith("No problems found.\n")


def test_json_and_quiet_print_no_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = site(tmp_path, PAPER % "  abstract = {Seas.},\n  pages = {1--9},\n")
    code, said, errors = run(capsys, "check", "-C", folder, "--scholar", "--json")
    assert (code, errors) == (0, "")
    assert [json.loads(line)["code"] for line in said.splitlines()] == ["scholar-no-pdf"]
    assert run(capsys, "check", "-C", folder, "--scholar", "--quiet")[1] == ""
    code, said, _ = run(capsys, "check", "-C", FLAWED, "--json")
    assert [json.loads(line)["code"] for line in said.splitlines()] == ["missing-doi"]
