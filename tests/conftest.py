"""Whole sites in memory: a dictionary in, outputs or a report out."""

from __future__ import annotations

import atexit
import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings

from sitegen.app import build_site
from sitegen.files import DiskTree, FileTree, MemoryTree, SiteTree, builtin_themes, read_text
from sitegen.load import LoadOptions
from sitegen.problems import Outcome, SitePath
from sitegen.report import terminal_report

if TYPE_CHECKING:
    from sitegen.build.run import Build

# A busy machine is no fault of the program: no example has a time limit.
settings.register_profile(
    "sitegen",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("sitegen")

# No test leaves anything in the home of the one who runs it.
os.environ["SITEGEN_CACHE_DIR"] = tempfile.mkdtemp(prefix="sitegen-tests-")
atexit.register(shutil.rmtree, os.environ["SITEGEN_CACHE_DIR"], ignore_errors=True)

TODAY = dt.date(2026, 3, 1)
BUILTIN = DiskTree(builtin_themes())

Files = Mapping[str, str | bytes]

SMALLEST: Files = {
    "site.toml": 'title = "Ada Example"\nurl = "https://example.org/"\n',
    "publications.bib": (
        "@article{example2024tides,\n"
        "  author = {Example, Ada},\n"
        "  title = {Tides of a Small Sea},\n"
        "  journal = {Journal of Water},\n"
        "  year = {2024},\n"
        "}\n"
    ),
}


def tree(files: Files | FileTree) -> FileTree:
    return SiteTree(MemoryTree(files), BUILTIN) if isinstance(files, Mapping) else files


class BuildFiles(Protocol):
    def __call__(self, files: Files | FileTree, **options: object) -> Outcome[Build]: ...


def build_files(
    files: Files | FileTree, *, with_lint: bool = False, **options: object
) -> Outcome[Build]:
    made = LoadOptions(**options)  # type: ignore[arg-type]
    return build_site(tree(files), TODAY, made, with_lint=with_lint)


@pytest.fixture
def smallest() -> dict[str, str | bytes]:
    """The smallest site: title, url and one paper."""
    return dict(SMALLEST)


@pytest.fixture
def build() -> BuildFiles:
    """Build a site from a dictionary."""
    return build_files


@pytest.fixture
def outputs() -> Callable[..., dict[str, str]]:
    """Build a site that must be fine; return its text files by path."""

    def made(files: Files, **options: object) -> dict[str, str]:
        built = build_files(files, **options)
        assert built.value is not None, built.problems
        return {
            str(path): content.decode()
            for path, content in built.value.outputs.items()
            if not path.startswith(("static/", "assets/"))
            and not path.endswith((".ico", ".pdf", ".png"))
        }

    return made


@pytest.fixture
def report() -> Callable[..., str]:
    """Return what the command line prints about a site."""

    def printed(files: Files, **options: object) -> str:
        built = build_files(files, **options)
        site = tree(files)
        return terminal_report(
            built.problems, lambda path: read_text(site, SitePath(path)).value, color=False
        )

    return printed


def pytest_configure(config: pytest.Config) -> None:
    """Give the processes of one run a folder in which they share what they build."""
    config.add_cleanup(partial(shutil.rmtree, os.environ["SITEGEN_CACHE_DIR"], ignore_errors=True))
    if "SITEGEN_JUDGED" not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="sitegen-tests-")
        config.add_cleanup(folder.cleanup)
        os.environ["SITEGEN_JUDGED"] = folder.name


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the reports of tests/sites anew")
