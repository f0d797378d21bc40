"""`sitegen theme`: which themes there are, and one of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sitegen.cli import options
from sitegen.cli.messages import counted, exit_for, print_problems
from sitegen.cli.site import site_root, site_tree

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model.config import Config
    from sitegen.own_theme import Change


@click.group()
def theme() -> None:
    """Choose a theme, or change one: a child theme holds only the files that you change."""


@theme.command("list")
@options.source
def list_(*, source: Path | None) -> None:
    """Name the themes at hand: the built-in ones and those in themes/ of your site."""
    from sitegen.own_theme import list_themes, site_config  # noqa: PLC0415 slow

    files = site_tree(site_root(source))
    config = site_config(files).value
    for one in list_themes(config.theme if config else "", files):
        facts = ("yours" if one.is_own else "built in", "in use" if one.is_used else "")
        parent = f"child of {one.parent}" if one.is_own and one.parent else ""
        click.echo(f"{one.name} ({', '.join(filter(None, (*facts, parent)))})")
        if one.description:
            click.echo(f"  {one.description}")


@theme.command("new")
@click.argument("name")
@click.option("--parent", metavar="THEME", help="The theme to change.  [default: the one in use]")
@options.source
def new(*, name: str, parent: str | None, source: Path | None) -> None:
    """Begin a theme of your own, NAME, in themes/ of your site.

    It looks like its parent until you change it: theme.toml, and one partial to begin with.
    """
    from sitegen.own_theme import new_theme  # noqa: PLC0415 slow

    root = site_root(source)
    config = _config(root)
    made = new_theme(name, parent or config.theme, config, site_tree(root))
    if made.value is None:
        print_problems(made.problems, root, as_json=False)
        exit_for(made.problems)
    _write(made.value, root)


@theme.command("copy")
@click.argument("names", nargs=-1, required=True, metavar="FILE...")
@click.option("--to", metavar="NAME", default="", help="Your theme that gets them.")
@options.source
def copy(*, names: tuple[str, ...], to: str, source: Path | None) -> None:
    """Copy templates or static files into your own theme, to change them there.

    FILE is the name of a template (partials/footer.html) or of a static file (scholar.css).
    Without a theme of your own one is begun, `mine`. What you have is never written over.
    """
    from sitegen.own_theme import copy_files  # noqa: PLC0415 slow

    root = site_root(source)
    made = copy_files(names, to, _config(root), site_tree(root))
    if made.value is None:
        print_problems(made.problems, root, as_json=False)
        exit_for(made.problems)
    _write(made.value, root)


@theme.command("which")
@click.argument("names", nargs=-1, required=True, metavar="FILE...")
@options.source
def which(*, names: tuple[str, ...], source: Path | None) -> None:
    """Say which theme a template or static file comes from, and what it stands in for."""
    from sitegen.own_theme import find_file  # noqa: PLC0415 slow
    from sitegen.themes import load_theme  # noqa: PLC0415 slow

    root = site_root(source)
    files = site_tree(root)
    used = load_theme(_config(root), files)
    problems = list(used.problems)
    for name in names if used.value else ():
        found = find_file(name, used.value, files)  # type: ignore[arg-type]  # there is one
        problems.extend(found.problems)
        if found.value:
            for number, (layer, path) in enumerate(found.value.places):
                is_own = path.startswith("themes/")
                place = path if is_own else f"{found.value.name} (built in)"
                before = "  in place of " if number else ""
                click.echo(f"{before}{layer.name}: {place}")
    if problems:
        print_problems(problems, root, as_json=False)
        exit_for(problems)


def _config(root: Path) -> Config:
    """Return the settings of a site, or end with what is wrong with them."""
    from sitegen.own_theme import site_config  # noqa: PLC0415 slow

    config = site_config(site_tree(root))
    if config.value is None:
        print_problems(config.problems, root, as_json=False)
        exit_for(config.problems)
    return config.value


def _write(change: Change, root: Path) -> None:
    """Write a change and say what there is to do."""
    from sitegen.own_theme import write_change  # noqa: PLC0415 slow

    problems = write_change(change, root)
    if problems:
        print_problems(problems, root, as_json=False)
        exit_for(problems)
    click.echo(f"Wrote {counted(len(change.files), 'file')}:\n")
    for path in change.files:
        click.echo(f"  {root / path}")
    if not change.is_used:
        click.echo(f'\nTo use the theme, write into site.toml:\n\n  theme = "{change.theme}"\n')
