"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path

import click

source = click.option(
    "-C",
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds site.toml.  [default: this folder, or the nearest one above]",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: output/ beside site.toml]",
)
base_url = click.option(
    "--base-url",
    default="",
    envvar="SITEGEN_BASE_URL",
    metavar="URL",
    help="Publish at this address instead of the `url` of site.toml.",
)
strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print problems as JSON, one a line."
)
drafts = click.option("--drafts", is_flag=True, help="Take in pages with `draft = true`.")
future = click.option("--future", is_flag=True, help="Take in what is dated after today.")
fresh = click.option(
    "--fresh", is_flag=True, help="Make every file anew, whatever earlier builds left."
)
why = click.option("--why", is_flag=True, help="Say of each file that is made why it is.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Name every file that changed.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
