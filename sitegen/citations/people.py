"""Names as each style writes them, and lists of names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.citations.pieces import italic, join, spaced, text_of
from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.model.people import Author, Name
    from sitegen.model.publication import ContributorRole, Publication
    from sitegen.model.text import RichText

_RUN: Final = late_pattern(r"[A-Z]{2,3}")
_PART: Final = late_pattern(r"[^\s.]+")
_EASTERN: Final = late_pattern(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_APA_MOST: Final = 20
_IEEE_MOST: Final = 6
_CHICAGO_MOST: Final = 10
_CHICAGO_SHOWN: Final = 7
_MLA_MOST: Final = 2


@dataclass(frozen=True, slots=True)
class Creators:
    """Those whom a reference begins with: the authors, or else the editors."""

    names: tuple[Name, ...] = ()
    has_more: bool = False
    are_editors: bool = False

    def label(self, one: str, several: str) -> str:
        """Return what stands after the names of editors: `Ed.` or `Eds.`; for authors nothing."""
        if not (self.are_editors and self.names):
            return ""
        return one if len(self.names) == 1 and not self.has_more else several


def creators(publication: Publication) -> Creators:
    """Return the authors of a work, or its editors where no author is named."""
    if publication.authors:
        return Creators(names_of(publication.authors), has_more=publication.has_more_authors)
    return Creators(names_of(publication.editors), are_editors=True)


def editors(publication: Publication) -> tuple[Name, ...]:
    """Return the editors, unless the reference begins with them."""
    return names_of(publication.editors) if publication.authors else ()


def contributors(publication: Publication, role: ContributorRole) -> tuple[Name, ...]:
    """Return those who did something else for the work, such as translating it."""
    found = (one.people for one in publication.contributions if one.role == role)
    return tuple(name for people in found for name in names_of(people))


def names_of(people: Iterable[Author]) -> tuple[Name, ...]:
    """Return the names that say anything."""
    return tuple(person.name for person in people if _says_something(person.name))


def _says_something(name: Name) -> bool:
    parts = (name.family.strip(), name.given.strip(), name.particle.strip(), name.suffix)
    return any(parts)


# One name ----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def initials(given: str) -> str:
    """Return given names as initials; a hyphen stays when a capital follows it.

    >>> initials("Alan Mathison"), initials("Jean-Paul"), initials("J.P."), initials("Xiao-ming")
    ('A. M.', 'J.-P.', 'J. P.', 'X.')
    >>> initials("AM"), initials("Maria de los"), initials("Łucja")
    ('A. M.', 'M. de los', 'Ł.')
    """
    made: list[str] = []
    for word in given.split():
        if word.islower() and "." not in word and made:
            made.append(word)
            continue
        compounds = [_initials_of(part) for part in word.split("-")]
        first = next((part for part in compounds if part), "")
        others = [part for part in compounds[1:] if part[:1].isupper() and part is not first]
        made.append("-".join([first, *others]))
    return " ".join(part for part in made if part)


def _initials_of(word: str) -> str:
    parts = list(word) if _RUN.fullmatch(word) else _PART.findall(word)
    letters = (next((sign for sign in part if sign.isalpha()), "") for part in parts)
    return " ".join(f"{letter}." for letter in letters if letter)


def _family(name: Name) -> str:
    return f"{name.particle} {name.family}".strip()


def _eastern(name: Name) -> str:
    """Return a name in Chinese, Japanese or Korean letters, family first; "" for other names."""
    if name.family[:1] < "\u3005":
        return ""
    both = f"{name.family} {name.given}".split()
    return "".join(both) if all(map(_EASTERN.fullmatch, both)) else ""


def apa_name(name: Name) -> str:
    """Return a name for APA: `van der Corvo, R., Jr.`."""
    return _eastern(name) or ", ".join(
        part for part in (_family(name), initials(name.given), name.suffix) if part.strip()
    )


def ieee_name(name: Name) -> str:
    """Return a name for IEEE: `R. van der Corvo Jr.`."""
    return _eastern(name) or " ".join(
        part for part in (initials(name.given), _family(name), name.suffix) if part.strip()
    )


def full_name(name: Name) -> str:
    """Return a name as it is read: `Rosa van der Corvo Jr.`."""
    given = _with_dots(name.given)
    return _eastern(name) or " ".join(
        part for part in (given, _family(name), name.suffix) if part.strip()
    )


def inverted_name(name: Name) -> str:
    """Return a name with the family name first, for MLA: `van der Corvo, Rosa, Jr.`."""
    parts = (_family(name), _with_dots(name.given), name.suffix)
    return _eastern(name) or ", ".join(part for part in parts if part.strip())


def chicago_name(name: Name) -> str:
    """Return a name with the family name first and its particle last: `Corvo, Rosa van der`."""
    given = " ".join(part for part in (_with_dots(name.given), name.particle) if part.strip())
    return _eastern(name) or ", ".join(
        part for part in (name.family, given, name.suffix) if part.strip()
    )


@lru_cache(maxsize=4096)
def _with_dots(given: str) -> str:
    """Return given names with a full stop and a blank after each initial.

    >>> _with_dots("M.A."), _with_dots("Mira A"), _with_dots("Mira")
    ('M. A.', 'Mira A.', 'Mira')
    """
    words: list[str] = []
    for word in given.replace(".-", ".\0").replace(".", ". ").replace(" \0", "-").split():
        is_initial = len(word) == 1 and word.isalpha() and word.isupper()
        words.append(f"{word}." if is_initial else word)
    return " ".join(words)


# Lists of names ----------------------------------------------------------------------------------


def listed(names: Sequence[str], last: str = "and") -> str:
    """Return names with a word before the last one.

    >>> listed(["A", "B"]), listed(["A", "B", "C"], "&")
    ('A and B', 'A, B, & C')
    """
    if len(names) <= 2:  # noqa: PLR2004 two need no comma
        return f" {last} ".join(names)
    return f"{', '.join(names[:-1])}, {last} {names[-1]}"


def apa_authors(people: Creators) -> str:
    """Return up to twenty names with `&`; of more the first nineteen, an ellipsis, the last."""
    names = [apa_name(name) for name in people.names]
    if people.has_more:
        return ", ".join([*names[: _APA_MOST - 1], "et al."])
    if len(names) > _APA_MOST:
        return f"{', '.join(names[: _APA_MOST - 1])}, … {names[-1]}"
    if len(names) == 2:  # noqa: PLR2004 APA has a comma between two, too
        return f"{names[0]}, & {names[1]}"
    return listed(names, "&")


def ieee_authors(people: Creators) -> RichText:
    """Return up to six names; of more only the first."""
    names = [ieee_name(name) for name in people.names]
    et_al = italic("et al.")
    if len(names) > _IEEE_MOST:
        return spaced(names[0], et_al)
    if people.has_more:
        return join([", ".join(names), et_al], ", " if len(names) > 1 else " ")
    return text_of(listed(names))


def chicago_authors(people: Creators) -> str:
    """Return up to ten names, the first one inverted; of more the first seven."""
    names = _first_inverted(people, chicago_name)
    if len(names) > _CHICAGO_MOST:
        names, has_more = names[:_CHICAGO_SHOWN], True
    else:
        has_more = people.has_more
    if has_more:
        return ", ".join([*names, "et al."])
    return ", and ".join(names) if len(names) <= 2 else listed(names)  # noqa: PLR2004 `A, B, and C`


def mla_authors(people: Creators) -> str:
    """Return one or two names; of more only the first."""
    names = _first_inverted(people, inverted_name)
    if names and (people.has_more or len(names) > _MLA_MOST):
        return f"{names[0]}, et al."
    return ", and ".join(names)


def full_names(names: tuple[Name, ...], *, most: int, shown: int) -> str:
    """Return names as they are read; when there are more than `most`, only the first `shown`."""
    full = [full_name(name) for name in names]
    if len(full) <= most:
        return listed(full)
    return f"{', '.join(full[:shown])}{',' if shown > 1 else ''} et al."


def _first_inverted(people: Creators, inverted: Callable[[Name], str]) -> list[str]:
    return [full_name(name) if place else inverted(name) for place, name in enumerate(people.names)]
