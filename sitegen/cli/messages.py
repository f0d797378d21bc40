"""What every command says: problems, numbers, and the code it ends with."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from sitegen.files import FileTree
    from sitegen.problems import Problem

EXIT_ERRORS = 1
EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


def print_problems(problems: Sequence[Problem], files: FileTree | None, *, as_json: bool) -> None:
    """Print problems: JSON lines on standard output, else text on standard error."""
    if not problems:
        return
    from sitegen.files import read_text  # noqa: PLC0415 slow
    from sitegen.problems import sort_problems  # noqa: PLC0415 slow
    from sitegen.report import json_report, terminal_report  # noqa: PLC0415 slow

    problems = sort_problems(problems)
    if as_json:
        click.echo(json_report(problems), nl=False)
        return
    is_terminal = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    text = terminal_report(
        problems,
        lambda path: read_text(files, path).value if files else None,
        color=is_terminal,
    )
    click.echo(text.rstrip("\n"), err=True, color=is_terminal)


def exit_for(problems: Sequence[Problem]) -> NoReturn:
    """End with the code that stands for the problems."""
    is_usage = any(problem.code == "unsafe-output" for problem in problems)
    sys.exit(EXIT_USAGE if is_usage else EXIT_ERRORS)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 file", "2 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
