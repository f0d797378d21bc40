"""By what the list of publications can be narrowed: kind, year, venue, topic, co-author."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, Final, TypeVar

from sitegen.late_pattern import late_pattern
from sitegen.load.venues import venue_key
from sitegen.plan.coauthors import coauthors
from sitegen.plan.folding import fold
from sitegen.plan.labels import KINDS
from sitegen.plan.lines import short_name
from sitegen.views import FacetValue, FacetView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model.people import Name
    from sitegen.model.publication import Publication
    from sitegen.views import FacetName, PublicationGroup, PublicationsView
    from sitegen.words import Words

LEAST_WORKS: Final = 2
"""A venue, topic or person of one work is found as quickly by looking."""
MOST_VALUES: Final = 60

_Key = TypeVar("_Key")
_WORD = late_pattern(r"\w+")


def with_facets(
    page: PublicationsView, publications: Iterable[Publication], words: Words
) -> PublicationsView:
    """Return the list of publications with its facets, which are made when a theme asks."""
    return replace(page, facets=partial(facets, publications, page.groups, words))


def facets(
    publications: Iterable[Publication], groups: Iterable[PublicationGroup], words: Words
) -> tuple[FacetView, ...]:
    """Return the facets by which a grouped list can be divided, without those of no use."""
    by_key: dict[str, Publication] = {one.key: one for one in publications}
    works = [by_key[view.key] for group in groups for view in group.publications]
    made: tuple[tuple[FacetName, tuple[FacetValue, ...]], ...] = (
        ("kind", _kinds(works, words)),
        ("year", _years(works)),
        ("venue", _most_common(_venues(works))),
        ("topic", _most_common(_topics(works))),
        ("author", _most_common(_coauthors(works))),
    )
    return tuple(
        FacetView(name=name, label=words[f"facet_{name}"], values=values)
        for name, values in made
        if any(value.count < len(works) for value in values)
    )


def _kinds(works: Sequence[Publication], words: Words) -> tuple[FacetValue, ...]:
    found = _places((one.kind, place) for place, one in enumerate(works))
    return tuple(
        _value(kind, words[f"kinds_{kind}"], found[kind]) for kind in KINDS if kind in found
    )


def _years(works: Sequence[Publication]) -> tuple[FacetValue, ...]:
    found = _places((one.date.year, place) for place, one in enumerate(works) if one.date)
    return tuple(_value(str(year), str(year), found[year]) for year in sorted(found, reverse=True))


def _venues(works: Sequence[Publication]) -> Iterator[tuple[str, str, Sequence[int]]]:
    """Yield venues; those of one short name are one: each year's proceedings has its own title."""
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows: list[tuple[str, int]] = []
    for place, one in enumerate(works):
        name = " ".join(str(one.venue).split())
        if key := fold(one.abbr) or venue_key(name):
            rows.append((key, place))
            names[key][name or one.abbr] += 1
    abbrs = {fold(one.abbr): one.abbr for one in works if one.abbr}
    for key, places in _places(rows).items():
        is_one = len({venue_key(name) for name in names[key]}) == 1
        label = names[key].most_common(1)[0][0] if is_one else abbrs[key]
        yield _identifier(label), label, places


def _topics(works: Sequence[Publication]) -> Iterator[tuple[str, str, Sequence[int]]]:
    rows = [
        (" ".join(fold(word).split()), word, place)
        for place, one in enumerate(works)
        for word in one.keywords
    ]
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, word, _ in rows:
        spellings[key][word] += 1
    for key, places in _places((key, place) for key, _, place in rows).items():
        yield _identifier(key), spellings[key].most_common(1)[0][0], places


def _coauthors(works: Sequence[Publication]) -> Iterator[tuple[str, str, Sequence[int]]]:
    """Yield everybody but the owner, once each, however the name is spelt."""
    others = [tuple(one.name for one in work.authors if not one.is_owner) for work in works]
    people = coauthors(others)
    short = Counter(short_name(one.name) for one in people)
    for name, places in people:
        label = short_name(name)
        yield _person(name), label if short[label] == 1 else str(name), places


def _person(name: Name) -> str:
    return _identifier(f"{name.particle} {name.family} {name.given[:1]}")


def _places(rows: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    """Return the places of each key, in order, none of them twice."""
    found: defaultdict[_Key, list[int]] = defaultdict(list)
    for key, place in rows:
        places = found[key]
        if not places or places[-1] != place:
            places.append(place)
    return found


def _most_common(
    values: Iterable[tuple[str, str, Sequence[int]]],
) -> tuple[FacetValue, ...]:
    """Return the values of several works, the most common first, each with a name of its own."""
    several = [value for value in values if len(value[2]) >= LEAST_WORKS]
    several.sort(key=lambda value: (-len(value[2]), fold(value[1])))
    taken: set[str] = set()
    made: list[FacetValue] = []
    for name, label, places in several[:MOST_VALUES]:
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        own = next(one for one in names if one not in taken)
        taken.add(own)
        made.append(_value(own, label, places))
    return tuple(made)


def _value(name: str, label: str, places: Sequence[int]) -> FacetValue:
    return FacetValue(name=name, label=label, count=len(places), places=ranges(places))


def ranges(places: Sequence[int]) -> str:
    """Return rising numbers in few characters.

    >>> ranges([0, 1, 2, 5, 7, 8])
    '0-2 5 7-8'
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _identifier(text: str) -> str:
    """Return a text as the address of a filtered list has it.

    >>> _identifier("Journal of Tides & Waves")
    'journal-of-tides-waves'
    """
    return "-".join(_WORD.findall(unicodedata.normalize("NFC", fold(text))))
