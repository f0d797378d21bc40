from __future__ import annotations

import datetime as dt
import os
import signal
from typing import TYPE_CHECKING

import pytest
from site_folders import SITES, read_site

from sitegen.app import build_site
from sitegen.build import apart
from sitegen.build.apart import Apart
from sitegen.build.run import Standing
from sitegen.files import DiskTree, MemoryTree, SiteTree, builtin_themes

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def halved(number: int) -> tuple[int, bytes] | None:
    return (number // 2, b"x") if number % 2 == 0 else None


def test_results_come_in_the_order_of_the_jobs() -> None:
    with Apart.start([4, 5, 8], halved) as process:
        assert process.results() == [(2, b"x"), None, (4, b"x")]


def test_results_may_be_larger_than_a_pipe() -> None:
    with Apart.start([1], lambda _: (b"x" * 1_000_000,)) as process:
        assert process.results() == [(b"x" * 1_000_000,)]


def killed(_: int) -> tuple[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return (1,)


def failing(_: int) -> tuple[int]:
    raise ValueError


@pytest.mark.parametrize("work", [killed, failing])
def test_nothing_comes_of_a_process_that_comes_to_grief(
    work: Callable[[int], tuple[int]], capfd: pytest.CaptureFixture[str]
) -> None:
    with Apart.start([1], work) as process:
        assert process.results() == []
    assert capfd.readouterr() == ("", "")


def test_no_process_and_no_pipe_is_left() -> None:
    handles = os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []  # noqa: PTH112, PTH208
    with pytest.raises(ValueError, match="here"), Apart.start([1], lambda _: (1,)):
        raise ValueError("here")
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    if handles:
        assert len(os.listdir("/proc/self/fd")) == len(handles)  # noqa: PTH208


@pytest.mark.parametrize("is_broken", [False, True])
def test_two_processes_make_what_one_makes(
    is_broken: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = read_site(SITES / "valid/everything")
    if is_broken:
        files["themes/own/theme.toml"] = (
            'name = "own"\nversion = "1"\ncontract = 1\nparent = "scholar"\n'
        )
        files["themes/own/templates/publication.html"] = "{{ page.wrong }}"
        settings = files["site.toml"]
        assert isinstance(settings, bytes)
        files["site.toml"] = b'theme = "own"\n' + settings
    tree = SiteTree(MemoryTree(files), DiskTree(builtin_themes()))
    started: list[int] = []
    start = Apart.start

    def noted(jobs: list[object], work: Callable[[object], object]) -> Apart:
        started.append(len(jobs))
        return start(jobs, work)  # type: ignore[arg-type]

    monkeypatch.setattr(Apart, "start", noted)
    monkeypatch.setattr(apart, "WORTH_IT", 10_000)
    one = build_site(tree, dt.date(2026, 6, 1), standing=Standing("1"))
    assert started == []
    monkeypatch.setattr(apart, "WORTH_IT", 2)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    two = build_site(tree, dt.date(2026, 6, 1), standing=Standing("1"))
    assert len(started) == 1
    assert two == one
