"""Says whose name a written name may be: the rules by which two names agree.

A name matches when the family names are equal and the given names do not contradict each other:
`Mira K. Tallis`, `Tallis, M.` and `Tallis, MK` are one person, `Tallis, Milo` is another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.name_parts import parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model.people import Name

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
_BETWEEN_GIVEN = late_pattern(r"[\s.\u2010-\u2015_·・-]+")
_BETWEEN_WORDS = late_pattern(r"[\s-]+")
_TITLES = late_pattern(r"^(?:(?:prof|professor|dr|mr|mrs|ms|sir|dame)\b\.?\s*)+", re.IGNORECASE)
_DEGREES = late_pattern(r",\s*(?:Ph\.?\s?D|D\.?\s?Phil|M\.?D|FRS|OBE|Esq)\b.*$")
_NICKNAME = late_pattern(r" ?(?:[\"“][^\"”]*[\"”]|\([^()]*\)) ?")
_LONGEST_INITIALS: Final = 3
_MOST_READINGS: Final = 16
_TOO_MANY_WORDS: Final = 8
_MOST_STRANGERS: Final = 100_000
_LONGEST_CACHED: Final = 200


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
    name: Name
    readings: tuple[_Reading, ...]


class KnownNames:
    """Known people, each with the spellings of the name, ready to be looked up."""

    __slots__ = ("_by_family", "_by_whole", "_ends", "_strangers")

    def __init__(self, people: Sequence[Sequence[Name]]) -> None:
        self._by_family: dict[str, list[_Form]] = {}
        """Under the family name with its particle, and without it."""
        self._by_whole: dict[str, set[int]] = {}
        """Under all letters of the name, in both orders."""
        self._ends: set[str] = set()
        """The last words of families of several words: `Lune-Corvo`."""
        self._strangers: set[str] = set()
        """Family names that are nobody's: most names are turned away by them."""
        for person, names in enumerate(people):
            for name in dict.fromkeys(names):
                form = _Form(person, name, _readings(name.given))
                for key in dict.fromkeys(key for text in _families(name) for key in _keys(text)):
                    self._by_family.setdefault(key, []).append(form)
                *first, last = _BETWEEN_WORDS.split(name.family)
                self._ends.update(_keys(last) if first else ())
                for key in _whole_keys(name):
                    self._by_whole.setdefault(key, set()).add(person)

    def find(self, name: Name) -> dict[int, Agreement]:
        """Return the known people whose name a name may be, each with its best agreement."""
        found: dict[int, Agreement] = {}
        if self._is_stranger(name):
            return found
        candidates: Iterable[Name] = _candidates(name)
        if self._ends and " " in name.given and not self._ends.isdisjoint(_keys(name.family)):
            candidates = (name, _with_longer_family(name))
        for candidate in candidates:
            readings = _readings(candidate.given)
            for form in self._namesakes(candidate):
                if agreement := _agreement(form.readings, readings):
                    found[form.person] = max(agreement, found.get(form.person, agreement))
        if not name.given:
            for key in _keys(name.particle + name.family):
                found.update(dict.fromkeys(self._by_whole.get(key, ()), _WHOLE_NAME))
        return found

    def find_among(self, names: Iterable[Name]) -> Iterator[tuple[int, dict[int, Agreement]]]:
        """Yield the places of the names that may be a known person's, and whose."""
        strangers = self._strangers
        for place, name in enumerate(names):
            if name.family in strangers and name.given and not name.particle:
                continue
            if found := self.find(name):
                yield place, found

    def has_family(self, name: Name) -> bool:
        """Say whether somebody with that family name is known, whatever the given names are."""
        return not self._is_stranger(name) and any(True for _ in self._namesakes(name))

    def _is_stranger(self, name: Name) -> bool:
        """Say whether nobody has that family name. A name without parts may be anybody's."""
        if not self._by_family:
            return True
        if not name.given or name.particle:
            return False
        if name.family in self._strangers:
            return True
        keys = _keys(name.family)
        if not (self._by_family.keys().isdisjoint(keys) and self._ends.isdisjoint(keys)):
            return False
        if len(self._strangers) < _MOST_STRANGERS:
            self._strangers.add(name.family)
        return True

    def _namesakes(self, name: Name) -> Iterator[_Form]:
        for text in _families(name):
            is_bare = bool(name.particle) and text == name.family
            for key in _keys(text):
                for form in self._by_family.get(key, ()):
                    # "de Lune" may be called "Lune", but is no "van Lune".
                    if not (is_bare and form.name.particle):
                        yield form


def meanings(text: str) -> Iterator[Name]:
    """Yield what a name may mean: in "Ada Lune Corvo" both `Corvo` and `Lune Corvo` may be family.

    Where initials stand, or with "Lune Corvo, Ada", there is no doubt.
    """
    text = _TITLES.sub("", " ".join(text.split()))
    text = _DEGREES.sub("", _NICKNAME.sub(" ", text)).strip()
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


def letters_of(name: Name) -> frozenset[str]:
    """Return the letters of a whole name, given names first, in all spellings of its letters.

    >>> from sitegen.model.people import Name
    >>> sorted(letters_of(Name(given="J.-K.", particle="van", family="Zaunkönig")))
    ['jkvanzaunkoenig', 'jkvanzaunkonig']
    """
    return frozenset(_keys(name.given + name.particle + name.family))


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


def _with_longer_family(name: Name) -> Name:
    """Return what BibTeX takes for `Ada Lune` and `Corvo` as `Ada` and `Lune Corvo`."""
    given, _, begin = name.given.rpartition(" ")
    family = " ".join(part for part in (begin, name.particle, name.family) if part)
    return replace(name, given=given, particle="", family=family)


def _candidates(name: Name) -> Iterator[Name]:
    """Yield a name, and what it may mean when it is held together by braces: `{A. Lune}`."""
    yield name
    words = name.family.split(maxsplit=_TOO_MANY_WORDS)
    if name.given or len(words) > _TOO_MANY_WORDS:
        return
    for place in range(1, len(words)):
        yield replace(name, given=" ".join(words[:place]), family=" ".join(words[place:]))


def _keys(text: str) -> tuple[str, ...]:
    """Return the letters of a name without case and accents; `ü` also as `ue`.

    >>> _keys("Núñez-Oriel"), _keys("Zaunkönig")
    (('nunezoriel',), ('zaunkonig', 'zaunkoenig'))
    """
    return _short_keys(text) if len(text) <= _LONGEST_CACHED else _fold_both(text)


@lru_cache(maxsize=50_000)
def _short_keys(text: str) -> tuple[str, ...]:
    return _fold_both(text)


def _fold_both(text: str) -> tuple[str, ...]:
    if text.isascii():
        key = _fold(text)
        return (key,) if key else ()
    lower = unicodedata.normalize("NFC", text).casefold()
    keys = (_fold(lower), _fold(lower.translate(_SPELT_OUT)))
    return tuple(dict.fromkeys(key for key in keys if key))


def _fold(text: str) -> str:
    if text.isascii():
        return (text if text.isalnum() else "".join(filter(str.isalnum, text))).casefold()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(
        char
        for char in decomposed.casefold()
        if char.isalnum() and (char > _IDEOGRAPH or unicodedata.category(char) != "Lm")
    )


def _readings(given: str) -> tuple[_Reading, ...]:
    """Return the ways to read given names: `MK` may be two initials, `Seo Bin` one name.

    >>> [reading.words for reading in _readings("Seo-Bin")]
    [('seo', 'bin'), ('seobin',)]
    """
    return _short_readings(given) if len(given) <= _LONGEST_CACHED else _read_given(given)


@lru_cache(maxsize=50_000)
def _short_readings(given: str) -> tuple[_Reading, ...]:
    return _read_given(given)


def _read_given(given: str) -> tuple[_Reading, ...]:
    ways: list[tuple[str, ...]] = [()]
    for word in _BETWEEN_GIVEN.split(given)[: 2 * _TOO_MANY_WORDS]:
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
