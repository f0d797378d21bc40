"""Whole sites on disk, with the exact report of each.

Those in `broken/` have one fault; those in `flawed/` have one that only `check` names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from html_pages import broken_links, read_page
from site_folders import REPORT, SITES, folders, read_site

from sitegen.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from conftest import BuildFiles

    from sitegen.problems import Problem


@pytest.mark.parametrize("name", folders("broken"))
def test_a_fault_is_reported_exactly(
    name: str,
    report: Callable[..., str],
    build: BuildFiles,
    pytestconfig: pytest.Config,
) -> None:
    folder = SITES / "broken" / name
    files = read_site(folder)
    compare(folder, report(files), pytestconfig)
    built = build(files)
    assert built.problems
    assert (built.value is None) == has_errors(built.problems)
    assert_useful(built.problems, files)


@pytest.mark.parametrize("name", folders("flawed"))
def test_a_flaw_is_reported_exactly_and_by_check_alone(
    name: str,
    report: Callable[..., str],
    build: BuildFiles,
    pytestconfig: pytest.Config,
) -> None:
    folder = SITES / "flawed" / name
    files = read_site(folder)
    compare(folder, report(files, with_lint=True), pytestconfig)
    assert build(files).problems == ()
    checked = build(files, with_lint=True)
    assert checked.value is not None
    assert {problem.severity for problem in checked.problems} == {"warning"}
    assert_useful(checked.problems, files)


def compare(folder: Path, printed: str, config: pytest.Config) -> None:
    """Compare a report with the one in the folder, or write it there with `--update`."""
    if config.getoption("--update"):
        (folder / REPORT).write_text(printed, encoding="utf-8", newline="\n")
    assert printed == (folder / REPORT).read_text(encoding="utf-8")


def assert_useful(problems: tuple[Problem, ...], files: Mapping[str, str | bytes]) -> None:
    for problem in problems:
        source = files.get(problem.span.path)
        lines = source.decode("utf-8", "replace").split("\n") if isinstance(source, bytes) else [""]
        assert 1 <= problem.span.line <= len(lines)
        assert problem.hint, "every problem says what to type"


def test_there_are_enough_broken_sites() -> None:
    assert len(folders("broken")) >= 40


@pytest.mark.parametrize("name", folders("valid"))
def test_a_valid_site_is_built_without_a_word(name: str, build: BuildFiles) -> None:
    built = build(read_site(SITES / "valid" / name), with_lint=True)
    assert built.problems == ()
    assert built.value is not None
    outputs = {str(path): content for path, content in built.value.outputs.items()}
    url = next(
        rel[1] for rel in read_page(outputs["index.html"].decode()).rels if rel[0] == "canonical"
    )
    assert list(broken_links(outputs, url)) == []
