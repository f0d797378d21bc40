"""Many warnings of one kind as one, so that a long list does not bury the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.check.entries import keys_by_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model.site import Site
    from sitegen.problems import Problem, SitePath

_AT_MOST: Final = 5
"""So many of one kind are told one by one."""

_NAMED: Final = 5
_PLACES: Final = 10

_SENTENCES: Final[Mapping[str, str]] = {
    "doi-form": "{} fields hold more than the DOI",
    "duplicate-paper": "{} entries are probably there already",
    "missing-doi": "{} papers have no DOI",
    "missing-venue": "{} papers do not say what they appeared in",
    "odd-month": "{} months are none",
    "odd-name": "{} lists of names hold something odd",
    "odd-pages": "{} papers have odd pages",
    "odd-year": "{} years hold more than a year",
    "owner-not-found": "you are not among the authors of {} papers",
    "repeated-reference": "{} entries are your own works",
    "title-capitals": "{} titles are in capitals only, or without any",
    "unused-string": "no entry uses {} strings",
    "venue-spelling": "{} names of venues look like other spellings of known ones",
}
"""What is said of many, by code."""


def summarise(problems: Iterable[Problem], site: Site) -> tuple[Problem, ...]:
    """Return the problems with one in place of many of one kind in one file."""
    kept: list[Problem] = []
    groups: defaultdict[tuple[str, SitePath], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.code in _SENTENCES:
            groups[problem.code, problem.span.path].append(problem)
        else:
            kept.append(problem)
    key_at = None
    for group in groups.values():
        if len(group) <= _AT_MOST:
            kept += group
            continue
        key_at = key_at or keys_by_place(site)
        group.sort(key=lambda problem: problem.span)
        keys = dict.fromkeys(str(key_at(problem.span) or "") for problem in group)
        kept.append(_one(group, [key for key in keys if key]))
    return tuple(kept)


def _one(group: list[Problem], keys: list[str]) -> Problem:
    first = group[0]
    message = _SENTENCES[first.code].format(len(group))
    if keys and first.code != "unused-string":
        message += f": {', '.join(keys[:_NAMED])}{' …' if len(keys) > _NAMED else ''}"
    related = [(problem.span, problem.message) for problem in group[:_PLACES]]
    if len(group) > _PLACES:
        related.append((group[_PLACES].span, f"and {len(group) - _PLACES} more from here on"))
    return replace(first, message=message, related=tuple(related))
