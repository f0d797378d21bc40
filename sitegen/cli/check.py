"""`sitegen check`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import exit_for, print_problems
from sitegen.cli.progress import progress_line
from sitegen.cli.site import load_options, make_site, site_root, site_tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sitegen.check.scholar import ScholarCount
    from sitegen.load import LoadOptions
    from sitegen.problems import Problem


@click.command()
@options.source
@options.base_url
@options.strict
@click.option(
    "--scholar", is_flag=True, help="Also say what Google Scholar would miss, paper by paper."
)
@options.as_json
@options.drafts
@options.future
@options.quiet
def check(
    *,
    source: Path | None,
    base_url: str,
    strict: bool,
    scholar: bool,
    as_json: bool,
    drafts: bool,
    future: bool,
    quiet: bool,
) -> None:
    """Find every problem without writing anything.

    Runs the whole build in memory: content, bibliography, links, citations, templates; and makes
    every letter in memory. Beyond
    what a build reports it looks for papers that stand twice, spellings of venues, missing DOIs
    and the like; `[check] ignore` in site.toml names what it shall not say.
    """
    from sitegen.app import BuildMemo  # noqa: PLC0415 slow
    from sitegen.build.state import read_searches  # noqa: PLC0415 slow

    line = progress_line(is_wanted=not quiet and not as_json)
    root = site_root(source)
    asked = load_options(base_url, drafts=drafts, future=future)
    memo = BuildMemo(leaks=read_searches(root / "output", root))
    with line as progress:
        made, problems = make_site(
            site_tree(root), asked, strict=strict, memo=memo, progress=progress, with_lint=True
        )
        letters = _ask_letters(root, asked, strict=strict)
        count, gaps = _ask_scholar(root, asked, strict=strict) if scholar else (None, ())
    problems = (*problems, *letters, *gaps)
    print_problems(problems, root, as_json=as_json)
    if not quiet and not as_json:
        if not problems:
            click.echo("No problems found.")
        if count:
            found = f"{count.complete} of {count.papers} papers"
            click.echo(f"{found} have all that Google Scholar reads.")
    if made is None or (strict and problems) or any(one.severity == "error" for one in letters):
        exit_for(problems)


def _ask_letters(root: Path, options: LoadOptions, *, strict: bool) -> Sequence[Problem]:
    """Ask what is wrong with letters."""
    from sitegen.app import build_day  # noqa: PLC0415 slow
    from sitegen.letters import make_letters  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    made = make_letters(site_tree(root), build_day(os.environ), options=options)
    return as_errors(made.all_problems) if strict else made.all_problems


def _ask_scholar(
    root: Path, options: LoadOptions, *, strict: bool
) -> tuple[ScholarCount | None, Sequence[Problem]]:
    """Ask what Google Scholar would miss."""
    from sitegen.app import ask_scholar, build_day  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    found = ask_scholar(site_tree(root), build_day(os.environ), options)
    return found.value, as_errors(found.problems) if strict else found.problems
