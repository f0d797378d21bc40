"""The program `sitegen`: its commands, and how it ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from sitegen import __version__
from sitegen.cli.build import build
from sitegen.cli.check import check
from sitegen.cli.clean import clean
from sitegen.cli.cv import cv
from sitegen.cli.letter import letter
from sitegen.cli.messages import EXIT_BUG, EXIT_ERRORS, EXIT_INTERRUPTED
from sitegen.cli.new import new
from sitegen.cli.schema import schema
from sitegen.cli.serve import serve
from sitegen.cli.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(__version__, "-V", "--version", message="sitegen %(version)s")
def cli() -> None:
    """Make a researcher's web site, CV and letters from plain files.

    Your facts stand once, in site.toml, content/ and publications.bib; everything else is made
    from them. Start with `sitegen new`.
    """


for _command in (build, serve, check, clean, cv, letter, new, theme, schema):
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit with its code; no traceback reaches a user."""
    try:
        code = cli.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("sitegen: interrupted", err=True)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"sitegen: error: {place}{error.strerror or error}", err=True)
        sys.exit(EXIT_ERRORS)
    except Exception as error:  # noqa: BLE001 the last line of defence
        _report_bug(error)
        sys.exit(EXIT_BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _report_bug(error: Exception) -> None:
    if os.environ.get("SITEGEN_DEBUG") == "1":
        import traceback  # noqa: PLC0415 only for a bug

        traceback.print_exception(error)
    what = f"{type(error).__name__}: {error}".split("\n")[0]
    click.echo(
        f"sitegen: internal error ({what}). This is a bug of sitegen: please report it, "
        "with the output of `SITEGEN_DEBUG=1 sitegen …`.",
        err=True,
    )
