"""Warnings that site.toml does not want to see: `[check] ignore`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.check.codes import WARNINGS
from sitegen.check.entries import keys_by_place
from sitegen.places import place
from sitegen.problems import Problem, SitePath, near_miss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files import FileTree
    from sitegen.model.site import Site


def without_ignored(problems: Iterable[Problem], site: Site) -> tuple[Problem, ...]:
    """Return the problems without the warnings that `[check] ignore` names."""
    ignored = set(site.config.check.ignore)
    problems = tuple(problems)
    if not ignored:
        return problems
    key_at = keys_by_place(site)
    return tuple(
        problem
        for problem in problems
        if problem.severity == "error"
        or (problem.code not in ignored and f"{problem.code}:{key_at(problem.span)}" not in ignored)
    )


def check_ignored(site: Site, files: FileTree) -> Iterator[Problem]:
    """Yield what `[check] ignore` names and no warning is called. Problems: unknown-warning."""
    for number, named in enumerate(site.config.check.ignore):
        code = named.partition(":")[0]
        if code not in WARNINGS:
            hint = near_miss(code, WARNINGS) or "only warnings can be ignored: docs/problems.md"
            span = place(files, SitePath("site.toml"), ("check", "ignore", number))
            yield Problem("unknown-warning", f"there is no warning `{code}`", span, hint)
