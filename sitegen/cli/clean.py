"""`sitegen clean`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import counted, exit_for, print_problems
from sitegen.cli.site import protected, site_root

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@options.source
@options.output
@options.quiet
def clean(*, source: Path | None, output: Path | None, quiet: bool) -> None:
    """Remove what sitegen wrote into output/, and nothing else.

    Files that somebody else put there, or changed since, are named and kept.
    """
    from sitegen.build.write import clean_output  # noqa: PLC0415 slow

    root = site_root(source)
    out_dir = output or root / "output"
    cleaned = clean_output(out_dir, site_root=root, protected=protected(root))
    print_problems(cleaned.problems, root, as_json=False)
    if cleaned.value is None:
        exit_for(cleaned.problems)
    elif not quiet:
        click.echo(f"Removed {counted(len(cleaned.value.removed), 'file')} from {out_dir}.")
