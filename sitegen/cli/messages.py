"""What every command says: problems, numbers, and the code it ends with."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from sitegen.cli.site import site_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import NoReturn

    from sitegen.problems import Problem
    from sitegen.report import Links

EXIT_ERRORS = 1
EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


def print_problems(problems: Sequence[Problem], root: Path | None, *, as_json: bool) -> None:
    """Print problems of a site: JSON lines on standard output, else text on standard error."""
    if not problems:
        return
    from sitegen.editor_links import shows_links  # noqa: PLC0415 slow
    from sitegen.files import source_text  # noqa: PLC0415 slow
    from sitegen.problems import sort_problems  # noqa: PLC0415 slow
    from sitegen.report import json_report, terminal_report  # noqa: PLC0415 slow

    problems = sort_problems(problems)
    if as_json:
        click.echo(json_report(problems), nl=False)
        return
    files = site_tree(root) if root else None
    is_terminal = sys.stderr.isatty()
    has_color = is_terminal and not os.environ.get("NO_COLOR")
    text = terminal_report(
        problems,
        lambda path: source_text(files, path) if files else None,
        color=has_color,
        links=_terminal_links(root) if root and is_terminal and shows_links(os.environ) else None,
    )
    click.echo(text.rstrip("\n"), err=True, color=has_color)


def plain_reports(problems: Sequence[Problem], root: Path) -> tuple[str, str]:
    """Return what `print_problems` prints where there is no terminal: as JSON, and as text."""
    if not problems:
        return "", ""
    from sitegen.files import read_text  # noqa: PLC0415 slow
    from sitegen.problems import sort_problems  # noqa: PLC0415 slow
    from sitegen.report import json_report, terminal_report  # noqa: PLC0415 slow

    problems, files = sort_problems(problems), site_tree(root)
    text = terminal_report(problems, lambda path: read_text(files, path).value, color=False)
    return json_report(problems), text


def editor_links(root: Path) -> Links | None:
    """Return the addresses that open places of a site in the editor named by `SITEGEN_EDITOR`."""
    from sitegen.editor_links import VARIABLE, place_links  # noqa: PLC0415 slow
    from sitegen.files import builtin_themes  # noqa: PLC0415 slow

    editor = os.environ.get(VARIABLE)
    return place_links(editor, root, builtin_themes()) if editor else None


def _terminal_links(root: Path) -> Links:
    """Return the addresses of places of a site: in the editor, or those of the files."""
    import socket  # noqa: PLC0415 slow

    from sitegen.editor_links import place_links  # noqa: PLC0415 slow
    from sitegen.files import builtin_themes  # noqa: PLC0415 slow

    file = f"file://{socket.gethostname()}{{path}}"
    return editor_links(root) or place_links(file, root, builtin_themes())


def exit_for(problems: Sequence[Problem]) -> NoReturn:
    """End with the code that stands for the problems."""
    is_usage = any(problem.code == "unsafe-output" for problem in problems)
    sys.exit(EXIT_USAGE if is_usage else EXIT_ERRORS)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 file", "2 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
