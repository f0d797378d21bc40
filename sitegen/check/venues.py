"""Venues whose names are spelt in several ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

from sitegen.check.folding import letters
from sitegen.late_pattern import late_pattern
from sitegen.load.venues import venue_key
from sitegen.load.vocabulary import slip_of
from sitegen.problems import Span, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.publication import Kind
    from sitegen.model.site import Site
    from sitegen.problems import Problem

_KINDS: Final[frozenset[Kind]] = frozenset({"article", "conference"})
_SMALL: Final = frozenset(
    ("an", "and", "at", "by", "de", "der", "des", "di", "du", "el", "et", "for", "from", "in",
     "la", "le", "of", "on", "the", "to", "und")
)  # fmt: skip
"""Words that an abbreviated name leaves out."""
_WORD = late_pattern(r"[^\s/,:;()–—-]+")
_MANY_WORDS: Final = 30
_SHORTEST_SLIP: Final = 5
_SHORTEST_WRONG_LETTER: Final = 8
"""In short words another letter makes another word."""

_LONGEST_WORD: Final = 40
_MANY_NAMES: Final = 40

Words = tuple[str, ...]


def find_venue_spellings(site: Site) -> Iterator[Problem]:
    """Yield a warning for each name of a venue that looks like another spelling of a known one.

    Problems: venue-spelling.
    """
    counts: Counter[str] = Counter()
    places: dict[str, Span] = {}
    for publication in site.publications:
        if publication.kind in _KINDS and publication.venue and not publication.is_hidden:
            name = " ".join(str(publication.venue).split())
            counts[name] += 1
            places.setdefault(name, publication.venue.span or publication.span)
    settled = _settled(site)
    for group in _groups(counts):
        usual, *others = sorted(
            group, key=lambda name: (-counts[name], -_capitals(name), -len(name), name)
        )
        for name in others:
            if settled.get(venue_key(name), -1) == settled.get(venue_key(usual), -2):
                continue
            message = f"`{name}` looks like `{usual}` in another spelling"
            hint = f"write `{usual}` here, too, or list both in `[[venues]]`"
            found = warning("venue-spelling", message, places[name], hint)
            yield replace(found, related=((places[usual], f"so in {_papers(counts[usual])}"),))


def _capitals(name: str) -> int:
    return sum(map(str.isupper, name))


def _papers(count: int) -> str:
    return f"{count} papers" if count > 1 else "1 paper"


def _settled(site: Site) -> dict[str, int]:
    """Return the number of the venue in `[[venues]]` that each known spelling belongs to."""
    return {
        venue_key(name): number
        for number, venue in enumerate(site.collections.venues)
        for name in (str(venue.name), *venue.spellings)
    }


def _groups(names: Iterable[str]) -> Iterable[list[str]]:
    """Return the names that are alike, group by group."""
    group_of: dict[str, list[str]] = {}
    for one, other in _pairs(names):
        first, second = group_of.get(one, [one]), group_of.get(other, [other])
        if first is not second:
            joined = first + second
            group_of.update(dict.fromkeys(joined, joined))
    return {id(group): group for group in group_of.values()}.values()


def _pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that are alike; only those with something in common are compared."""
    by_initials: defaultdict[Words, list[str]] = defaultdict(list)
    by_frame: defaultdict[tuple[Words, Words], list[tuple[str, str]]] = defaultdict(list)
    for name in names:
        words = _words(name)
        if not 0 < len(words) <= _MANY_WORDS:
            continue
        by_initials[tuple(letters(word)[:1] for word in words)].append(name)
        if len(words) > 1:
            for place, word in enumerate(words):
                by_frame[words[:place], words[place + 1 :]].append((word, name))
    groups = [*by_initials.values()]
    for framed in by_frame.values():
        if len(framed) > 1:
            groups += _with_like_words(framed)
    for group in groups:
        for one, other in combinations(group[:_MANY_NAMES], 2):
            if _are_alike(_words(one), _words(other)):
                yield one, other


def _with_like_words(framed: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Yield groups of names whose words are equal once one letter is left out."""
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for word, name in framed:
        groups[word][name] = None
        if _SHORTEST_SLIP <= len(word) <= _LONGEST_WORD:
            for place in range(len(word)):
                groups[word[:place] + word[place + 1 :]][name] = None
    yield from (list(group) for group in groups.values() if len(group) > 1)


@lru_cache(maxsize=10_000)
def _words(name: str) -> Words:
    found = (word for word in _WORD.findall(name.replace("&", " and ").casefold()))
    return tuple(word for word in found if word.strip(".") not in _SMALL)


def are_one_venue(one: str, other: str) -> bool:
    """Say whether two names of venues may be one: spelt in two ways, or one is part of the other.

    >>> are_one_venue("Proceedings of TIDES 2024", "TIDES"), are_one_venue("TIDES", "WAVES")
    (True, False)
    """
    first, second = letters(one), letters(other)
    return first in second or second in first or _are_alike(_words(one), _words(other))


def _are_alike(one: Words, other: Words) -> bool:
    if len(one) != len(other):
        return False
    slips = 0
    for first, second in zip(one, other, strict=True):
        if letters(first) == letters(second) or _abbreviates(first, second):
            continue
        if len(one) == 1 or slips or not _is_slip(first, second):
            return False
        slips += 1
    return True


def _is_slip(one: str, other: str) -> bool:
    """Say whether two words differ by what a hand does wrong."""
    if not (one.isalpha() and other.isalpha() and slip_of(one, frozenset({other}))):
        return False
    is_wrong_letter = len(one) == len(other) and sorted(one) != sorted(other)
    shortest = _SHORTEST_WRONG_LETTER if is_wrong_letter else _SHORTEST_SLIP
    return max(len(one), len(other)) >= shortest


def _abbreviates(one: str, other: str) -> bool:
    """Say whether the shorter of two words is the other's abbreviation: `j.`, `trans.`, `natl.`."""
    short, whole = sorted((one, other), key=len)
    bare = short.rstrip(".")
    if not bare.isalpha() or "." in whole[:-1] or whole[:1] != short[:1]:
        return False
    if bare == short and bare != "j":
        return False
    rest = iter(whole)
    return all(letter in rest for letter in bare) and not whole.endswith(".")
