"""Finds the site's owner, and people with a page of their own, among the authors of a work.

A name matches when the family names are equal and the given names do not contradict each other:
`Mira K. Tallis`, `Tallis, M.` and `Tallis, MK` are one person, `Tallis, Milo` is another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.load.name_parts import parse_name
from sitegen.load.names import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.load.names import NameList
    from sitegen.model.collections import Person
    from sitegen.model.people import Author, Name
    from sitegen.model.profile import Profile

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe",
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
        "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N",
    }
)  # fmt: skip
"""Letters that have no decomposition in Unicode."""

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How names are written where a keyboard lacks the letter."""

_IDEOGRAPH: Final = "\u3000"
_BETWEEN_GIVEN = re.compile(r"[\s.\u2010-\u2015_·・-]+")
_TITLES = re.compile(r"^(?:(?:prof|professor|dr|mr|mrs|ms|sir|dame)\b\.?\s*)+", re.IGNORECASE)
_DEGREES = re.compile(r",\s*(?:Ph\.?\s?D|D\.?\s?Phil|M\.?D|FRS|OBE|Esq)\b.*$")
_NICKNAME = re.compile(r"\s*(?:[\"“][^\"”]*[\"”]|\([^()]*\))\s*")
_LONGEST_INITIALS: Final = 3
_MOST_READINGS: Final = 16
_TOO_MANY_WORDS: Final = 8


class Agreement(NamedTuple):
    """How well two names of one person agree; a greater one is the surer."""

    is_first_name_equal: bool
    equal_names: int
    equal_initials: int


_WHOLE_NAME: Final = Agreement(is_first_name_equal=True, equal_names=9, equal_initials=0)
"""All letters of the name are equal, wherever its parts begin."""


class _Reading(NamedTuple):
    """One way to read given names: `Seo Bin` is two names, or one written apart."""

    words: tuple[str, ...]
    is_joined: bool = False


class _Form(NamedTuple):
    """One spelling of a known person."""

    person: int
    readings: tuple[_Reading, ...]
    has_particle: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Known people by the keys of their names."""

    by_family: dict[str, list[_Form]]
    """Under the family name with its particle, and without it."""
    by_whole: dict[str, set[int]]
    """Under all letters of the name, in both orders."""


class OwnerMatcher:
    """The owner of the site and the known people, ready to be found in lists of names."""

    __slots__ = ("_owner", "_people", "_persons")

    def __init__(self, profile: Profile, people: Sequence[Person] = ()) -> None:
        spellings = (profile.name, profile.full_name, profile.native_name, *profile.spellings)
        owner = [*_owner_names(profile), *(name for text in spellings for name in _names(text))]
        self._owner = _index([owner])
        self._persons = tuple(people)
        self._people = _index(
            [
                [name for text in (one.name, *one.spellings) for name in _names(text)]
                for one in people
            ]
        )

    def match(self, name: Name) -> Agreement | None:
        """Say how well a name agrees with the owner's, or None when it is somebody else's."""
        return _find(self._owner, name).get(0)

    def mark(self, names: NameList) -> tuple[tuple[Author, ...], bool]:
        """Return the authors with owner and links marked, and whether the owner was in doubt.

        Of several that match, the one in `author+an`, else the best match, else the one that is
        set off in the source, else the first is the owner.
        """
        owner, is_doubtful = self._owner_place(names)
        if owner is None and not self._persons:
            return names.authors, is_doubtful
        authors = tuple(
            replace(author, is_owner=True) if place == owner else self._known(author)
            for place, author in enumerate(names.authors)
        )
        return authors, is_doubtful

    def _owner_place(self, names: NameList) -> tuple[int | None, bool]:
        if len(names.highlighted) == 1:
            return min(names.highlighted), False
        found = {
            place: agreement
            for place, author in enumerate(names.authors)
            if (agreement := self.match(author.name))
        }
        if not found:
            return None, False
        best = max(found.values())
        places = [place for place, agreement in found.items() if agreement == best]
        emphasised = [place for place in places if place in names.highlighted | names.set_off]
        if len(places) > 1 and len(emphasised) == 1:
            places = emphasised
        return places[0], len(places) > 1

    def _known(self, author: Author) -> Author:
        found = _find(self._people, author.name) if self._persons else {}
        if not found:
            return author
        best = max(found.values())
        places = [place for place, agreement in found.items() if agreement == best]
        if len(places) > 1:  # either of two: better no link than a wrong one
            return author
        person = self._persons[places[0]]
        if not person.student:
            return replace(author, href=person.url)
        roles = {*author.roles, "student"}
        ordered = tuple(role for role in ROLES if role in roles)
        return replace(author, href=person.url, roles=ordered)


# The known names ---------------------------------------------------------------------------------


def _owner_names(profile: Profile) -> Iterator[Name]:
    """Yield the name in the parts that the profile gives it."""
    given, family = profile.given.strip(), profile.family.strip()
    words = profile.name.replace(",", " ")
    if family and not given:
        given = " ".join(words.replace(family, " ").split()) if family in words else ""
    elif given and not family:
        family = " ".join(words.replace(given, " ").split()) if given in words else ""
    if family and (name := parse_name(f"{family}, {given}" if given else f"{{{family}}}")):
        yield name


def _names(text: str) -> Iterator[Name]:
    """Yield what a name may mean: in "Ada Lune Corvo" both `Corvo` and `Lune Corvo` may be family.

    Where initials stand, or with "Lune Corvo, Ada", there is no doubt.
    """
    text = _DEGREES.sub("", _NICKNAME.sub(" ", _TITLES.sub("", text.strip())))
    if name := parse_name(text):
        yield name
    words = text.split()
    if "," in text or "{" in text or len(words) > _TOO_MANY_WORDS:
        return
    for place in range(1, len(words)):
        given, family = " ".join(words[:place]), " ".join(words[place:])
        begins_family = len(words[place].strip(".")) > 1 and not words[place - 1][0].islower()
        if begins_family and (name := parse_name(f"{family}, {given}")):
            yield name


def _index(people: Sequence[Sequence[Name]]) -> _Index:
    index = _Index({}, {})
    for person, names in enumerate(people):
        for name in dict.fromkeys(names):
            form = _Form(person, _readings(name.given), bool(name.particle))
            families = {key for text in _families(name) for key in _keys(text)}
            for key in families:
                index.by_family.setdefault(key, []).append(form)
            for key in _whole_keys(name):
                index.by_whole.setdefault(key, set()).add(person)
    return index


def _families(name: Name) -> tuple[str, ...]:
    return (name.particle + name.family, name.family) if name.particle else (name.family,)


def _whole_keys(name: Name) -> Iterator[str]:
    """Yield the letters of a whole name in both orders."""
    family = name.particle + name.family
    for key in _keys(name.given + family):
        yield key
        if not name.given and key > _IDEOGRAPH:  # family names of one or two characters
            yield key[1:] + key[:1]
            yield key[2:] + key[:2]
    yield from _keys(family + name.given)


# Looking one up ----------------------------------------------------------------------------------


def _find(index: _Index, name: Name) -> dict[int, Agreement]:
    """Return the known people whose names a name may be, each with its best agreement."""
    found: dict[int, Agreement] = {}
    if name.given and not any(_is_known(index, text) for text in _families(name)):
        return found
    for candidate in _candidates(name):
        for form in _namesakes(index, candidate):
            if agreement := _agreement(form.readings, _readings(candidate.given)):
                found[form.person] = max(agreement, found.get(form.person, agreement))
    if not name.given:
        for key in _keys(name.particle + name.family):
            found.update(dict.fromkeys(index.by_whole.get(key, ()), _WHOLE_NAME))
    return found


def _is_known(index: _Index, family: str) -> bool:
    return not index.by_family.keys().isdisjoint(_keys(family))


def _namesakes(index: _Index, name: Name) -> Iterator[_Form]:
    """Yield the known people of that family name."""
    for text in _families(name):
        is_bare = bool(name.particle) and text == name.family
        for key in _keys(text):
            for form in index.by_family.get(key, ()):
                # "de Lune" may be called "Lune", but is no "van Lune".
                if not (is_bare and form.has_particle):
                    yield form


def _candidates(name: Name) -> Iterator[Name]:
    """Yield a name, and what it may mean when it is held together by braces: `{A. Lune}`."""
    yield name
    words = name.family.split()
    if name.given or len(words) > _TOO_MANY_WORDS:
        return
    for place in range(1, len(words)):
        yield replace(name, given=" ".join(words[:place]), family=" ".join(words[place:]))


@lru_cache(maxsize=50_000)
def _keys(text: str) -> tuple[str, ...]:
    """Return the letters of a name without case and accents; `ü` also as `ue`.

    >>> _keys("Núñez-Oriel"), _keys("Zaunkönig")
    (('nunezoriel',), ('zaunkonig', 'zaunkoenig'))
    """
    lower = unicodedata.normalize("NFC", text).casefold()
    keys = (_fold(lower), _fold(lower.translate(_SPELT_OUT)))
    return tuple(dict.fromkeys(key for key in keys if key))


def _fold(text: str) -> str:
    if text.isascii():
        return "".join(filter(str.isalnum, text)).casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(
        char
        for char in decomposed.casefold()
        if char.isalnum() and (char > _IDEOGRAPH or unicodedata.category(char) != "Lm")
    )


@lru_cache(maxsize=50_000)
def _readings(given: str) -> tuple[_Reading, ...]:
    """Return the ways to read given names: `MK` may be two initials, `Seo Bin` one name.

    >>> [reading.words for reading in _readings("Seo-Bin")]
    [('seo', 'bin'), ('seobin',)]
    """
    ways: list[tuple[str, ...]] = [()]
    for word in _BETWEEN_GIVEN.split(given):
        spellings = _keys(word)
        if not spellings:
            continue
        steps: list[tuple[str, ...]] = [(letters,) for letters in spellings]
        if word.isupper() and 1 < len(spellings[0]) <= _LONGEST_INITIALS:
            steps.append(tuple(spellings[0]))
        ways = [(*way, *step) for way in ways for step in steps][:_MOST_READINGS]
    joined = [
        _Reading((way[0] + way[1], *way[2:]), is_joined=True)
        for way in ways
        if len(way) > 1 and len(way[0]) > 1 and len(way[1]) > 1
    ]
    return (*map(_Reading, ways), *joined)


def _agreement(known: tuple[_Reading, ...], written: tuple[_Reading, ...]) -> Agreement | None:
    found = (_compare(one, other) for one in known for other in written)
    return max((agreement for agreement in found if agreement), default=None)


def _compare(one: _Reading, other: _Reading) -> Agreement | None:
    """Return how two readings agree, name by name; names missing at the end contradict nothing."""
    first, second = one.words, other.words
    if not first or not second:
        return Agreement(first == second, 0, 0)
    if one.is_joined != other.is_joined and first[0] != second[0]:
        return None  # a joined name is compared as a whole, never by its first letter
    names = initials = 0
    for word, counterpart in zip(first, second, strict=False):
        if word == counterpart and len(word) > 1:
            names += 1
        elif word[0] == counterpart[0] and 1 in (len(word), len(counterpart)):
            initials += 1
        else:
            return None
    is_first_name_equal = first[0] == second[0] and len(first[0]) > 1
    return Agreement(is_first_name_equal, names, initials)
