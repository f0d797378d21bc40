"""Progress is one line of a terminal, gone when there is anything else to read."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_folders import SITES

from sitegen.build import run as runs
from sitegen.cli import main, progress
from sitegen.cli.progress import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.plan.tasks import Task

pty = pytest.importorskip("pty")

SITE = SITES / "valid/smallest"
BROKEN = SITES / "broken/link-broken"
PROBLEMATIC = SITES / "broken/image-without-alt"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def screen(text: str) -> list[str]:
    """Return what stands on a wide terminal in the end, line by line."""
    lines: list[list[str]] = [[]]
    column = 0
    for sign in text:
        if sign == "\n":
            lines.append([])
            column = 0
        elif sign == "\r":
            column = 0
        else:
            lines[-1][column : column + 1] = [sign]
            column += 1
    return ["".join(line).rstrip() for line in lines]


# ---- the line


def test_nothing_is_shown_in_the_first_second() -> None:
    said, clock = io.StringIO(), Clock()
    line = ProgressLine(said, clock)
    with line as tell:
        assert tell is not None
        for clock.now in (100, 100.5, 100.999):
            tell("Rendering", 1, 9)
    assert said.getvalue() == ""


def test_the_line_is_rewritten_and_cleared() -> None:
    said, clock = io.StringIO(), Clock()
    with ProgressLine(said, clock) as tell:
        assert tell is not None
        clock.now += 1
        tell("Rendering", 120, 1221)
        tell("Planning", 0, 0)
    assert said.getvalue() == (f"\rRendering 120 of 1,221\r{'Planning':22}\r{'':24}\r")
    assert screen(said.getvalue()) == [""]


def test_ten_times_a_second_is_enough_but_a_new_stage_is_shown_at_once() -> None:
    said, clock = io.StringIO(), Clock()
    with ProgressLine(said, clock) as tell:
        assert tell is not None
        for number in range(3000):
            clock.now = 100 + number / 1000
            tell("Reading page", number, 3000)
        assert 19 <= said.getvalue().count("\r") <= 21
        said.truncate(0)
        tell("Checking", 0, 0)
        assert "Checking" in said.getvalue()


def test_a_second_block_shows_at_once_what_takes_long() -> None:
    said, clock = io.StringIO(), Clock()
    line = ProgressLine(said, clock)
    with line:
        clock.now += 2
    with line as tell:
        assert tell is not None
        tell("Writing", 0, 3)
    assert said.getvalue().startswith("\rWriting 0 of 3\r")


def test_the_echo_of_an_interruption_is_cleared_too() -> None:
    said, clock = io.StringIO(), Clock()
    with ProgressLine(said, clock) as tell:
        assert tell is not None
        clock.now += 2
        tell("Rendering", 1, 2)
        said.write("^C")
    assert screen(said.getvalue()) == [""]


def test_a_line_whose_writing_is_interrupted_is_cleared() -> None:
    clock = Clock()

    class Interrupted(io.StringIO):
        def flush(self) -> None:
            if clock.now == 102:
                clock.now += 1
                raise KeyboardInterrupt

    def work() -> None:
        with ProgressLine(said, clock) as tell:
            assert tell is not None
            clock.now += 2
            tell("Rendering", 1, 2)

    said = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen(said.getvalue()) == [""]


@given(st.integers(4, 100), st.lists(st.tuples(st.text("ab", max_size=90), st.integers(0, 10**9))))
def test_the_line_never_wraps_and_leaves_nothing(columns: int, said: list[tuple[str, int]]) -> None:
    stream, clock = io.StringIO(), Clock()
    with ProgressLine(stream, clock, columns) as tell:
        assert tell is not None
        clock.now += 2
        for what, number in said:
            tell(what, number, number)
            assert all(len(part) < columns - 2 for part in stream.getvalue().split("\r"))
            clock.now += 1
    assert screen(stream.getvalue()) == [""]


def test_without_a_stream_nobody_need_tell() -> None:
    with ProgressLine(None) as tell:
        assert tell is None


# ---- the commands


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_HYPERLINK", "0")
    monkeypatch.delenv("SITEGEN_EDITOR", raising=False)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Show every stage once, from the beginning."""
    monkeypatch.setattr(progress, "_QUIET_S", 0)
    monkeypatch.setattr(progress, "_BETWEEN_S", 1e9)
    return monkeypatch


@pytest.fixture
def on_terminal(impatient: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[int, str]]]:
    """Run a command on a terminal; return its exit code and all that the terminal was sent."""
    opened: list[int] = []

    def command(*arguments: str | Path) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        opened.append(ours)
        with os.fdopen(theirs, "w", encoding="utf-8") as terminal, impatient.context() as patch:
            patch.setattr(sys, "stderr", terminal)
            patch.setattr(sys, "stdout", terminal)
            with pytest.raises(SystemExit) as ended:
                main([str(argument) for argument in arguments])
            terminal.write("\0")
            terminal.flush()
            sent = b""
            while not sent.endswith(b"\0"):
                sent += os.read(ours, 10_000)
        return int(ended.value.code or 0), sent[:-1].decode().replace("\r\n", "\n")

    yield command
    for handle in opened:
        os.close(handle)


def steps(sent: str) -> list[str]:
    """Return what the line said, one after the other."""
    return [step.strip() for step in sent.split("\r") if step.strip() and "\n" not in step]


def test_a_build_says_what_it_does_and_then_what_it_did(
    on_terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, sent = on_terminal("build", "-C", SITE, "-o", tmp_path / "out")
    assert code == 0
    files = len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) - 1
    assert steps(sent) == [
        "Reading publication 0 of 1",
        "Checking",
        "Planning",
        f"Rendering 0 of {files}",
        f"Writing 0 of {files + 1}",
    ]
    assert screen(sent) == [f"Built {files} files in {tmp_path / 'out'} ({files} new).", ""]


def test_problems_are_printed_on_a_clear_line(
    on_terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    code, sent = on_terminal("build", "-C", BROKEN, "-o", tmp_path / "out")
    assert code == 1
    assert "Checking" in steps(sent)
    shown = screen(sent)
    assert shown[0].startswith("content/")
    assert shown[-2:] == ["sitegen: nothing was written", ""]


def test_check_says_what_it_does(on_terminal: Callable[..., tuple[int, str]]) -> None:
    code, sent = on_terminal("check", "-C", PROBLEMATIC)
    assert code == 0
    assert steps(sent)[-4:-1] == ["Checking", "Planning", "Scaling images 0 of 1"]
    assert steps(sent)[-1].startswith("Rendering 0 of ")
    assert "warning: the image has no text" in screen(sent)[0]


def test_an_interrupted_build_leaves_no_line(
    on_terminal: Callable[..., tuple[int, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(_run: object, _task: Task, _problems: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs._Run, "_render", interrupt)
    code, sent = on_terminal("build", "-C", SITE, "-o", tmp_path / "out")
    assert code == 130
    assert "Rendering" in steps(sent)[-1]
    assert screen(sent) == ["", "sitegen: interrupted", ""]


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_who_asks_for_less_sees_none(
    on_terminal: Callable[..., tuple[int, str]], tmp_path: Path, option: str
) -> None:
    assert on_terminal("build", "-C", SITE, "-o", tmp_path / "out", option) == (0, "")
    assert on_terminal("check", "-C", SITE, option) == (0, "")


def test_a_dumb_terminal_sees_none(
    on_terminal: Callable[..., tuple[int, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    _, sent = on_terminal("build", "-C", SITE, "-o", tmp_path / "out")
    assert "\r" not in sent


@pytest.mark.usefixtures("impatient")
def test_a_log_sees_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "-C", str(SITE), "-o", str(tmp_path / "out")])
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.startswith("Built ")
    assert "\r" not in printed.out
