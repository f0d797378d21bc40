"""Finds the site's owner, and people with a page of their own, among the authors of a work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.load.annotations import bare_orcid
from sitegen.load.name_match import Agreement, KnownNames, letters_of, meanings
from sitegen.load.name_parts import parse_name
from sitegen.load.vocabulary import slip_of
from sitegen.model.people import ROLE_SIGNS, Author, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.load.names import NameList
    from sitegen.model.collections import Person
    from sitegen.model.profile import Profile

_OWNER: Final = 0
_ANY_FAMILY: Final = "x"
_TURNED_ROUND, _PART_OF_FAMILY, _SLIP, _OTHER_GIVEN = 4, 3, 2, 1
"""How near a name is that does not match."""


class _Namesake(NamedTuple):
    """A name in `not_me`."""

    name: Name
    letters: frozenset[str]
    known: KnownNames


class OwnerMatcher:
    """The owner of the site and the known people, ready to be found in lists of names."""

    __slots__ = (
        "_families",
        "_givens",
        "_namesakes",
        "_not_me",
        "_orcid",
        "_owner",
        "_people",
        "_persons",
        "_spelt",
    )

    def __init__(self, profile: Profile, people: Sequence[Person] = ()) -> None:
        texts = (profile.name, profile.full_name, profile.native_name, *profile.spellings)
        owner = [*_given_parts(profile), *(name for text in texts for name in meanings(text))]
        self._owner = KnownNames([owner])
        self._spelt = tuple(dict.fromkeys(owner))
        self._families = frozenset(one.family.casefold() for one in owner)
        self._givens = KnownNames(
            [[replace(one, family=_ANY_FAMILY, particle="") for one in owner]]
        )
        self._orcid = bare_orcid(profile.links.orcid)
        self._not_me = frozenset(text.strip().casefold() for text in profile.not_me)
        self._namesakes = [
            _Namesake(name, letters_of(name), KnownNames([[name]]))
            for name in map(parse_name, profile.not_me)
            if name
        ]
        self._persons = tuple(people)
        self._people = KnownNames(
            [
                [name for text in (one.name, *one.spellings) for name in meanings(text)]
                for one in people
            ]
        )

    def match(self, name: Name) -> Agreement | None:
        """Say how well a name agrees with the owner's, or None when it is somebody else's."""
        return self._owner.find(name).get(_OWNER)

    def mark(self, names: NameList, key: str = "") -> tuple[tuple[Author, ...], bool]:
        """Return the authors with owner and links marked, and whether the owner was in doubt.

        The surest sign decides: `author+an = {1=highlight}`, then the owner's ORCID iD, then bold
        or underlined in the source; then the names and keys in `not_me` are nobody's; then the
        best match, and of equal ones the first.

        Args:
            names: The names of one field.
            key: The citation key of their work.
        """
        owner, is_doubtful = self._owner_place(names, key)
        if owner is None and not self._persons:
            return names.authors, is_doubtful
        authors = tuple(
            replace(author, is_owner=True) if place == owner else self._known(author)
            for place, author in enumerate(names.authors)
        )
        return authors, is_doubtful

    def near(self, authors: Sequence[Author]) -> Name | None:
        """Return the name that is most likely a spelling of the owner's that is not known yet.

        None when the owner is among the authors, or no name comes near.
        """
        if any(author.is_owner for author in authors):
            return None
        ranked = [
            (rank, -place)
            for place, author in enumerate(authors)
            if not self._is_namesake(author.name) and (rank := self._nearness(author.name))
        ]
        return authors[-max(ranked)[1]].name if ranked else None

    def _owner_place(self, names: NameList, key: str) -> tuple[int | None, bool]:
        if len(names.highlighted) == 1:
            return min(names.highlighted), False
        if self._orcid and names.orcids:
            for place, orcid in names.orcids.items():
                if orcid == self._orcid:
                    return place, False
        found = {
            place: known[_OWNER]
            for place, known in self._owner.find_among([one.name for one in names.authors])
            if not self._is_anothers(names, place)
        }
        if explicit := self._set_off(names, found):
            found = {place: agreement for place, agreement in found.items() if place in explicit}
            if not found:
                return min(explicit), False
        elif key and key.casefold() in self._not_me:
            return None, False
        elif self._not_me:
            found = {
                place: agreement
                for place, agreement in found.items()
                if not self._is_namesake(names.authors[place].name)
            }
        if not found:
            return None, False
        best = max(found.values())
        places = [place for place, agreement in found.items() if agreement == best]
        return places[0], len(places) > 1

    def _is_anothers(self, names: NameList, place: int) -> bool:
        """Say whether the name has an ORCID iD that is not the owner's."""
        return bool(self._orcid) and names.orcids.get(place, self._orcid) != self._orcid

    def _set_off(self, names: NameList, found: dict[int, Agreement]) -> frozenset[int]:
        """Return the places of names that stand out in the source and may well be the owner's."""
        marked = names.highlighted | names.set_off
        if matching := marked & found.keys():
            return matching
        if len(marked) == 1 and not found:
            (place,) = marked
            name = names.authors[place].name
            # A student may stand out, too; with the owner's family name it is the owner.
            if self._owner.has_family(name) and not self._is_anothers(names, place):
                return marked
        return frozenset()

    def _is_namesake(self, name: Name) -> bool:
        """Say whether a name is spelt as one in `not_me`, or agrees better with it."""
        if not self._not_me:
            return False
        letters, own = letters_of(name), self.match(name)
        for other in self._namesakes:
            if letters & other.letters and name not in self._spelt:
                return True
            agreement = other.known.find(name).get(_OWNER)
            if agreement and other.name.given and (own is None or agreement > own):
                return True
        return False

    def _nearness(self, name: Name) -> int:
        """Say how likely a name that does not match is the owner's after all, 0 for not at all."""
        if name.given and self.match(Name(family=name.given, given=name.family)):
            return _TURNED_ROUND
        if name.given and self._givens.find(replace(name, family=_ANY_FAMILY, particle="")):
            words = _family_words(name)
            if any(not words.isdisjoint(_family_words(own)) for own in self._spelt):
                return _PART_OF_FAMILY
            if slip_of(name.family.casefold(), self._families):
                return _SLIP
        return _OTHER_GIVEN if self._owner.has_family(name) else 0

    def _known(self, author: Author) -> Author:
        found = self._people.find(author.name) if self._persons else {}
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
        return replace(
            author, href=person.url, roles=tuple(role for role in ROLE_SIGNS if role in roles)
        )


def _given_parts(profile: Profile) -> Iterator[Name]:
    """Yield the name in the parts that the profile gives it."""
    given, family = profile.given.strip(), profile.family.strip()
    words = profile.name.replace(",", " ")
    if family and not given:
        given = " ".join(words.replace(family, " ").split()) if family in words else ""
    elif given and not family:
        family = " ".join(words.replace(given, " ").split()) if given in words else ""
    if family and (name := parse_name(f"{family}, {given}" if given else f"{{{family}}}")):
        yield name


def _family_words(name: Name) -> frozenset[str]:
    words = name.family.casefold().replace("-", " ").split()
    return frozenset(word for word in words if len(word) > 1)
