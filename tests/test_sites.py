"""Whole sites on disk: those in `broken/` have one fault each and the exact report of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from html_pages import broken_links, read_page

from sitegen.files import is_content_name
from sitegen.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import BuildFiles

SITES = Path(__file__).parent / "sites"
REPORT = "report.txt"


def read_site(folder: Path) -> dict[str, str | bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != REPORT and is_content_name(path.name)
    }


def folders(kind: str) -> list[str]:
    return sorted(path.name for path in (SITES / kind).iterdir())


@pytest.mark.parametrize("name", folders("broken"))
def test_a_fault_is_reported_exactly(
    name: str,
    report: Callable[..., str],
    build: BuildFiles,
    pytestconfig: pytest.Config,
) -> None:
    folder = SITES / "broken" / name
    files = read_site(folder)
    printed = report(files)
    if pytestconfig.getoption("--update"):
        (folder / REPORT).write_text(printed, encoding="utf-8", newline="\n")
    assert printed == (folder / REPORT).read_text(encoding="utf-8")
    built = build(files)
    assert built.problems
    assert (built.value is None) == has_errors(built.problems)
    for problem in built.problems:
        source = files.get(problem.span.path)
        lines = source.decode("utf-8", "replace").split("\n") if isinstance(source, bytes) else [""]
        assert 1 <= problem.span.line <= len(lines)
        assert problem.hint, "every problem says what to type"


def test_there_are_enough_broken_sites() -> None:
    assert len(folders("broken")) >= 40


@pytest.mark.parametrize("name", folders("valid"))
def test_a_valid_site_is_built_without_a_word(name: str, build: BuildFiles) -> None:
    built = build(read_site(SITES / "valid" / name))
    assert built.problems == ()
    assert built.value is not None
    outputs = {str(path): content for path, content in built.value.outputs.items()}
    url = next(
        rel[1] for rel in read_page(outputs["index.html"].decode()).rels if rel[0] == "canonical"
    )
    assert list(broken_links(outputs, url)) == []
