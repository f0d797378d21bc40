"""The command `sitegen`: says at once that nothing has changed, or starts the program proper."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # importing typing costs more than the whole check
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from sitegen.unchanged import Report, Request

_WITH_VALUE = {
    "-C": "source",
    "--source": "source",
    "-o": "output",
    "--output": "output",
    "--base-url": "base_url",
}
_FLAGS = {
    "--strict": "strict",
    "--json": "json",
    "--drafts": "drafts",
    "--future": "future",
    "-v": "verbose",
    "--verbose": "verbose",
    "-q": "quiet",
    "--quiet": "quiet",
}


def main() -> NoReturn:
    """Run a command and exit with its code."""
    if _is_answered(sys.argv[1:]):
        sys.exit(0)
    if sys.argv[1:2] != ["serve"]:
        import gc  # noqa: PLC0415 not to say that nothing has changed

        # Hardly anything of a build is garbage before its end, and looking for it takes a third
        # of the time of a large one.
        gc.disable()
    from sitegen.cli import main as command  # noqa: PLC0415 slow

    command()


def _is_answered(arguments: Sequence[str]) -> bool:
    """Print what a build would print and say so, if no file has changed since the last one."""
    options = _read_options(arguments)
    if options is None or os.name != "posix" or "_SITEGEN_COMPLETE" in os.environ:
        return False
    request = _request(options)
    if request is None:
        return False
    from sitegen.unchanged import last_report  # noqa: PLC0415 not for other commands

    report = last_report(request)
    if report is None:
        return False
    _print_report(report, request, options)
    return True


def _read_options(arguments: Sequence[str]) -> dict[str, str] | None:
    """Return the options of a plain `build`; None when there is anything else in the line."""
    if arguments[:1] != ["build"]:
        return None
    options: dict[str, str] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        name = _WITH_VALUE.get(argument) or _FLAGS.get(argument)
        value = next(rest, "") if argument in _WITH_VALUE else argument
        if name is None or not value or name in options:
            return None
        options[name] = value
    return options


def _request(options: dict[str, str]) -> Request | None:
    """Return what is asked for; None for paths that pathlib would write in another way."""
    from sitegen.unchanged import Request  # noqa: PLC0415 not for other commands

    root = options.get("source") or _site_root()
    out_dir = options.get("output") or ("output" if root == "." else f"{root}/output")
    if os.path.normpath(out_dir) != out_dir:
        return None
    return Request(
        root,
        out_dir,
        options.get("base_url") or os.environ.get("SITEGEN_BASE_URL", ""),
        strict="strict" in options,
        drafts="drafts" in options,
        future="future" in options,
    )


def _site_root() -> str:
    """Return the nearest folder from here upwards that has a site.toml."""
    here = folder = os.getcwd()
    while not os.path.isfile(os.path.join(folder, "site.toml")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return "."
        folder = parent
    return os.path.relpath(folder, here)


def _print_report(report: Report, request: Request, options: dict[str, str]) -> None:
    if report.problems_json:
        if "json" in options:
            sys.stdout.write(report.problems_json)
        elif sys.stderr.isatty():
            _print_for_terminal(report, request)
        else:
            sys.stderr.write(report.problems_text)
    if "json" not in options and "quiet" not in options:
        files = "1 file" if report.file_count == 1 else f"{report.file_count} files"
        sys.stdout.write(f"Built {files} in {request.out_dir} (no change).\n")


def _print_for_terminal(report: Report, request: Request) -> None:
    """Print problems with colours and links, which the stamp has none of."""
    from pathlib import Path  # noqa: PLC0415 slow

    from sitegen.cli.messages import print_problems  # noqa: PLC0415 slow
    from sitegen.report import read_json_report  # noqa: PLC0415 slow

    print_problems(read_json_report(report.problems_json), Path(request.root), as_json=False)
