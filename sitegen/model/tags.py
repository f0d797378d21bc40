"""Tags: which spellings mean the same topic, and the name of its page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Slug, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_GAPS: Final = late_pattern(r"[\s_-]+")
_SIGNS: Final = (("+", " plus "), ("#", " sharp "), ("&", " and "), ("*", " star "))
"""Signs that tell topics apart ("C", "C++", "C#"), and how an address says them."""


@cache
def fold_tag(tag: str) -> str:
    """Return what all spellings of one tag have in common; "" for a blank one.

    >>> fold_tag("Machine  Learning"), fold_tag("machine-learning"), fold_tag("C++")
    ('machine learning', 'machine learning', 'c++')
    """
    return _GAPS.sub(" ", tag).strip().casefold()


class TagSlugs(NamedTuple):
    """The names of the pages of tags."""

    slugs: Mapping[str, Slug]
    """Folded tag -> the last part of its address."""
    numbered: tuple[tuple[str, str], ...]
    """Folded tags that got a number, each with the one that has the plain name."""


def tag_slugs(folded: Iterable[str]) -> TagSlugs:
    """Return a name for each tag, none twice; in alphabetical order the first has the plain one.

    >>> dict(tag_slugs(["c++", "c", "café", "cafe"]).slugs)
    {'c': 'c', 'c++': 'c-plus-plus', 'cafe': 'cafe', 'café': 'cafe-2'}
    """
    owners: dict[Slug, str] = {}
    numbered: list[tuple[str, str]] = []
    for tag in sorted(set(folded)):
        said = tag
        for sign, word in _SIGNS:
            said = said.replace(sign, word)
        plain = slug = slugify(said.strip())
        number = 2
        while slug in owners:
            slug = Slug(f"{plain}-{number}")
            number += 1
        if slug != plain:
            numbered.append((tag, owners[plain]))
        owners[slug] = tag
    return TagSlugs({tag: slug for slug, tag in owners.items()}, tuple(numbered))
