"""Who wrote with whom: one person for all spellings of a name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.load.name_match import KnownNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.model.people import Name


class Person(NamedTuple):
    """A person who may be written in several ways."""

    name: Name
    """The fullest spelling."""
    works: tuple[int, ...]
    """The places of the works, in order."""


def coauthors(works: Sequence[tuple[Name, ...]]) -> tuple[Person, ...]:
    """Return the people behind the names of works, those of most works first.

    A spelling that may be that of two people, such as "A. Lune" beside Ada and Alma Lune, is
    taken for a third one: what is not known is not told.
    """
    counts = Counter([name for names in works for name in names])
    people = _same_people(counts)
    found: dict[int, list[int]] = {}
    for place, names in enumerate(works):
        for person in dict.fromkeys(people[name] for name in names):
            found.setdefault(person, []).append(place)
    fullest: dict[int, Name] = {}
    for name, person in people.items():
        fullest.setdefault(person, name)
    made = (Person(fullest[person], tuple(places)) for person, places in found.items())
    return tuple(sorted(made, key=lambda one: (-len(one.works), one.name.sort_form.casefold())))


def _same_people(counts: Mapping[Name, int]) -> dict[Name, int]:
    """Return a number for each name, the same for the spellings of one person, fullest first."""
    ordered = sorted(counts, key=lambda one: (-_fullness(one), -counts[one], one.sort_form))
    known = KnownNames([(name,) for name in ordered])
    people: dict[Name, int] = {}
    for place, name in enumerate(ordered):
        agreeing = [one for one in known.find(name) if one < place]
        persons = {people[ordered[one]] for one in agreeing}
        people[name] = persons.pop() if len(persons) == 1 else place
    return people


def _fullness(name: Name) -> int:
    """Return how much a name says: a whole word counts more than an initial."""
    return sum(_word_weights(name.given.replace("-", " ").split()))


def _word_weights(words: Iterable[str]) -> Iterable[int]:
    return (10 if len(word.strip(".")) > 1 and not word.isupper() else 1 for word in words)
