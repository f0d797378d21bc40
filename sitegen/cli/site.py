"""The site a command is about."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.app import BuildMemo
    from sitegen.build.run import Build, Standing
    from sitegen.files import DiskView, FileTree
    from sitegen.load import LoadOptions
    from sitegen.load.private import Variables
    from sitegen.problems import Problem
    from sitegen.progress import Progress


def site_root(source: Path | None) -> Path:
    """Return the folder of site.toml: the given one, else the nearest from here upwards."""
    if source is not None:
        return source
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "site.toml").is_file():
            return Path(os.path.relpath(folder))
    return Path()


def protected(root: Path) -> tuple[Path, ...]:
    """Return the folders that no output may touch."""
    return tuple(root / name for name in ("content", "themes", "private", ".git"))


def site_tree(root: Path) -> FileTree:
    """Return the files of the site and the built-in themes. Asks where these are."""
    from sitegen.files import DiskTree, SiteTree, builtin_themes  # noqa: PLC0415 slow

    return SiteTree(DiskTree(root), DiskTree(builtin_themes()))


def site_views(root: Path) -> tuple[DiskView, DiskView]:
    """Return the site and the built-in themes as one build sees them, each file read once."""
    from sitegen.files import DiskTree, DiskView, builtin_themes  # noqa: PLC0415 slow

    return DiskView(DiskTree(root)), DiskView(DiskTree(builtin_themes()))


def load_options(base_url: str, *, drafts: bool, future: bool) -> LoadOptions:
    """Return what the options of a command ask of the site."""
    from sitegen.load import LoadOptions  # noqa: PLC0415 slow
    from sitegen.value_rules import is_site_url  # noqa: PLC0415 slow

    if base_url and not is_site_url(base_url):
        hint = "write a whole address: https://example.org/"
        raise click.BadParameter(f"{base_url!r} is no address of a web site; {hint}")
    variables = private_variables(os.environ)
    return LoadOptions(base_url=base_url, drafts=drafts, future=future, variables=variables)


def private_variables(environment: Mapping[str, str]) -> Variables:
    """Return the private values that the environment has."""
    from sitegen.load.private import variable_of  # noqa: PLC0415 slow
    from sitegen.model.profile import CONTACT_KINDS  # noqa: PLC0415 slow

    found = ((kind, environment.get(variable_of(kind), "").strip()) for kind in CONTACT_KINDS)
    return tuple((kind, value) for kind, value in found if value)


def make_site(
    files: FileTree,
    options: LoadOptions,
    *,
    strict: bool,
    memo: BuildMemo | None = None,
    standing: Standing | None = None,
    progress: Progress | None = None,
    with_lint: bool = False,
) -> tuple[Build | None, Sequence[Problem]]:
    """Build in memory. Without a value when an error stands in the way."""
    from sitegen.app import build_day, build_site  # noqa: PLC0415 slow
    from sitegen.problems import as_errors  # noqa: PLC0415 slow

    built = build_site(
        files,
        build_day(os.environ),
        options,
        memo=memo,
        standing=standing,
        progress=progress,
        with_lint=with_lint,
        with_cards=not with_lint,
    )
    problems = as_errors(built.problems) if strict else built.problems
    return (None if strict and problems else built.value), problems
