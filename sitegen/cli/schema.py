"""`sitegen schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import counted
from sitegen.cli.site import site_root

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("name", required=False)
@click.option("--write", is_flag=True, help="Write all schemas to .sitegen/schema/ of the site.")
@options.source
def schema(*, name: str | None, write: bool, source: Path | None) -> None:
    """Print the JSON Schema of a content file, for editors.

    NAME is site, profile, content, theme, or a kind of page: project, post, news, page. Without
    a name the names are listed.
    """
    from sitegen.schema import SCHEMAS, schema_files, schema_text  # noqa: PLC0415 slow

    if write:
        root = site_root(source)
        for path, text in schema_files().items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Wrote {counted(len(SCHEMAS), 'schema')} to {root / '.sitegen/schema'}.")
    elif name is None:
        click.echo("\n".join(SCHEMAS))
    elif name in SCHEMAS:
        click.echo(schema_text(name), nl=False)
    else:
        known = ", ".join(SCHEMAS)
        raise click.BadParameter(f"there is no schema {name!r}; choose one of {known}")
