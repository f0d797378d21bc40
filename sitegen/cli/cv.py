"""`sitegen cv`: the CV with private contacts and references."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import exit_for, print_problems
from sitegen.cli.site import load_options, site_root, site_tree

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("name", required=False, default="", metavar="[VARIANT]")
@click.option("--private", is_flag=True, help="With all that is not published.")
@options.source
@options.strict
@options.as_json
@options.quiet
def cv(
    *, name: str, private: bool, source: Path | None, strict: bool, as_json: bool, quiet: bool
) -> None:
    """Typeset the CV with phone number, address and references: `sitegen cv --private`.

    The whole CV (`private/cv.pdf`) and all its variants (`private/cv-short.pdf`), also those that
    are not public; or only VARIANT, where `cv` is the whole one. Nothing of private/ is published;
    the public CV is made by `sitegen build`.
    """
    if not private:
        hint = "`sitegen build` makes the public CV; write --private for the one with all contacts"
        raise click.UsageError(hint)
    from sitegen.app import build_day  # noqa: PLC0415 slow
    from sitegen.private_cv import make_private_cvs  # noqa: PLC0415 slow
    from sitegen.private_dir import write_private  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    root = site_root(source)
    asked = load_options("", drafts=False, future=False)
    made = make_private_cvs(site_tree(root), build_day(os.environ), name, asked)
    problems = as_errors(made.problems) if strict else made.problems
    if made.value is None or (strict and problems):
        print_problems(problems, root, as_json=as_json)
        if not as_json:
            click.echo("sitegen: nothing was written", err=True)
        exit_for(problems)
    written = write_private(made.value, root)
    problems = (*problems, *written.problems)
    print_problems(problems, root, as_json=as_json)
    if written.value is None:
        exit_for(problems)
    if not quiet and not as_json:
        for place in written.value:
            click.echo(place)
