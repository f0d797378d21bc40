"""One name as BibTeX writes it -> its parts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.braces import COMMA, split_at, split_list
from sitegen.load.extended_names import extended_parts
from sitegen.model.people import Name
from sitegen.readers.latex import plain_latex

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUFFIX = late_pattern(r"(?:jr|jnr|sr|snr|ii|iii|iv|2nd|3rd|4th|esq|père|fils)\.?", re.IGNORECASE)
_CJK = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_CJK_NAME = late_pattern(rf"[{_CJK}][{_CJK}\s・·]*")
_PLAIN = late_pattern(r"[^\W_]+(?:(?:[ -]|\.[ -]?)[^\W_]+)*\.?")
_ACCENTED = r"\{\\~?[^{}\s,~]*\}"
_CAPITAL = r"\{\\(?:[A-Za-z]+|['`^\"~=.][A-Z])\}"
"""What BibTeX does not take for a small first letter: `{\\O}`, `{\\'E}`."""
_WORD = rf"(?:\{{[^{{}}\\]+\}}(?=[\s,~]|$)|(?:[^\W\d_]|{_CAPITAL})(?:[^\s,{{}}\\~]|{_ACCENTED})*+)"
_PLAIN_WORD = late_pattern(_WORD)
_PLAIN_NAME = late_pattern(
    rf"\s*({_WORD}(?:[\s~]+{_WORD})*)\s*(?:,\s*({_WORD}(?:[\s~]+{_WORD})*)\s*)?"
)
_EASY_WORD = (
    "(?!(?:And|AND|Jr|Jnr|Sr|Snr|II|III|IV|Esq|Al|AL)[.]?(?![A-Za-z]))"
    "[A-Z\u00c0-\u00d6\u00d8-\u00de]"
    "(?:[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]|-(?!-)|[.](?=[A-Z -]|$))*"
)
_EASY_WORDS = f"{_EASY_WORD}(?: {_EASY_WORD})*"
_EASY_NAME = late_pattern(f"({_EASY_WORDS}), ({_EASY_WORDS})|({_EASY_WORDS}) ({_EASY_WORD})")
_BRACED_FAMILY = late_pattern(r"\{([^{}\\]+)\}, ")
_CORPORATE: Final = frozenset(
    {
        "agency", "association", "collaboration", "collaborations", "committee", "company",
        "consortium", "contributors", "corp", "corporation", "foundation", "gmbh", "group", "inc",
        "institute", "investigators", "kg", "laboratories", "laboratory", "limited", "llc", "llp",
        "ltd", "ministry", "network", "plc", "project", "society", "team", "university",
    }
)  # fmt: skip
"""Last words of names that are no person's."""

_TITLES = late_pattern(r"^(?:(?:Prof|Professor|Dr|Mr|Mrs|Ms)(?:\.\s*|\s+|$))+")
_NO_SPACE_AFTER = late_pattern(r"(?:.*\s)?(?:[^\s-]*-|(?!(?i:de|a)\W)[^\s'’]*['’])")
"""A particle that stands right before the family name: `al-`, `d'`, but not `de'`."""

_MOST_BRACES: Final = 500


class BibtexName(NamedTuple):
    """A name in the four parts of BibTeX: words in LaTeX, as the `bibtex` program splits them."""

    first: tuple[str, ...] = ()
    von: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    jr: tuple[str, ...] = ()


def parse_easy_name(name: str) -> Name | None:
    """Return `Family, Given` or `Given Family` of capitalised words in Latin letters, else None.

    It is what `parse_name` would return, at a fifth of the time.

    >>> parse_easy_name("Tallis, Mira K."), parse_easy_name("Rosa van Corvo")
    (Name(family='Tallis', given='Mira K.', particle='', suffix=''), None)
    """
    if braced := _BRACED_FAMILY.match(name):  # {Tallis}, Mira~K.: so writes NASA ADS
        name = f"{braced[1]}, {name[braced.end() :]}"
    found = _EASY_NAME.fullmatch(name.replace("~", " "))
    if found is None:
        return None
    family, given, given_first, family_last = found.groups()
    given = given or given_first
    if _is_corporate(family_last or given) or _TITLES.match(given):
        return None
    return Name(family=family or family_last, given=given)


def split_name(name: str) -> BibtexName:
    """Return the parts of one name; of a faulty one what can be told. Commas beyond two are spaces.

    >>> split_name("van der Lune, Jr., Ada Mira")
    BibtexName(first=('Ada', 'Mira'), von=('van', 'der'), last=('Lune',), jr=('Jr.',))
    """
    if not name.strip():
        return BibtexName()
    if plain := _split_plain_name(name):
        return plain
    if name.count("{") > _MOST_BRACES:  # of many that stay open pybtex takes the square of the time
        return BibtexName(last=(name.strip(),))
    from pybtex.database import Person  # noqa: PLC0415 slow to import
    from pybtex.exceptions import PybtexError  # noqa: PLC0415 slow to import

    parts = split_at(name, COMMA)
    if len(parts) > 3:  # noqa: PLR2004 pybtex would report it through a variable of its module
        name = ", ".join((*parts[:2], " ".join(parts[2:])))
    try:
        person = Person(name)
    except (PybtexError, ValueError, IndexError, RecursionError):
        return BibtexName(last=(name.strip(),))
    return BibtexName(
        tuple(person.bibtex_first_names),
        tuple(person.prelast_names),
        tuple(person.last_names),
        tuple(person.lineage_names),
    )


def _split_plain_name(name: str) -> BibtexName | None:
    """Return the parts of `Given von Family` or `von Family, Given`: most names, ten times as fast.

    With no commands but accents BibTeX's rules come down to this: small first letters are a `von`.
    """
    found = _PLAIN_NAME.fullmatch(name)
    if found is None:
        return None
    words = tuple(_PLAIN_WORD.findall(found[1]))
    if found[2] is not None:
        first = tuple(_PLAIN_WORD.findall(found[2]))
    else:
        small = (place for place, word in enumerate(words) if word[0].islower())
        start = next(small, len(words) - 1)
        first, words = words[:start], words[start:]
    end = max((place for place, word in enumerate(words[:-1], 1) if word[0].islower()), default=0)
    return BibtexName(first, words[:end], words[end:])


@lru_cache(maxsize=50_000)
def parse_name(name: str) -> Name | None:
    r"""Return one name without marks and styles in its parts; None when nothing of it is left.

    >>> parse_name("De la Corvo, {\\'E}mil")
    Name(family='De la Corvo', given='Émil', particle='', suffix='')
    >>> parse_name("{Kelpstone and Sons}").family, parse_name("The Tide Collaboration").family
    ('Kelpstone and Sons', 'The Tide Collaboration')
    """
    if extended := extended_parts(name):
        return _extended_name(extended)
    given, particle, family, suffix = map(_words, _with_suffix(split_name(name)))
    if particle:
        particle, family = _with_particle(*_without_capitals(particle, family))
    given = _TITLES.sub("", given)
    if not family.isascii() and not particle:
        whole = (f"{family} {given}" if "," in name else f"{given} {family}").strip()
        if not whole.isascii() and _CJK_NAME.fullmatch(whole):
            given, family = "", whole  # written family first and never turned round
    if (given or particle) and _is_corporate(given if "," in name else family):
        parts = (particle, f"{family},", given) if "," in name else (given, particle, family)
        given, particle, family = "", "", " ".join(filter(None, parts))
    if not family:
        given, family = "", given or particle
    if not any(map(str.isalnum, given + particle + family)):
        return None
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def _without_capitals(particle: str, family: str) -> tuple[str, str]:
    """Return the particle up to its first capital; BibTeX takes all of "de Corvo y" for one."""
    words = particle.split(" ")
    end = next((place for place, word in enumerate(words) if word[:1].isupper()), len(words))
    return " ".join(words[:end]), " ".join((*words[end:], family))


def _is_corporate(word: str) -> bool:
    return word.rpartition(" ")[2].rstrip(".").casefold() in _CORPORATE


def is_suffix(*words: str) -> bool:
    """Say whether one word is left, and it is `Jr.`, `III` or the like."""
    return len(words) == 1 and _SUFFIX.fullmatch(words[0].strip("{} ")) is not None


def _with_suffix(name: BibtexName) -> BibtexName:
    """Return the parts with `Jr.` and `III` as suffix, also where BibTeX takes them for a name."""
    first, von, last, jr = name
    if jr:
        if is_suffix(*jr):
            return name
        if is_suffix(*first):  # "Lune, Ada, Jr."
            return BibtexName(jr, von, last, first)
        return BibtexName((*jr, *first), von, last)
    if len(last) > 1 and is_suffix(*first):  # "Ada Lune, Jr."
        return BibtexName(last[:-1], von, last[-1:], first)
    if len(last) > 1 and is_suffix(last[-1]):  # "Lune Jr., Ada"
        return BibtexName(first, von, last[:-1], last[-1:])
    if not von and len(first) > 1 and is_suffix(*last):  # "Ada Lune Jr."
        return BibtexName(first[:-1], von, first[-1:], last)
    return name


def _words(words: tuple[str, ...]) -> str:
    if not words:
        return ""
    text = " ".join(words)
    if "\\" not in text:
        text = text.replace("{", "").replace("}", "")
    return text if _PLAIN.fullmatch(text) else " ".join(plain_latex(text).split())


# Extended names ----------------------------------------------------------------------------------


def standard_name(name: str) -> str:
    r"""Return a name in biblatex's extended format as BibTeX writes it, and any other as it is.

    >>> standard_name("family=du Puy, given=Ada"), standard_name("family=Lune, prefix=van")
    ('{du Puy}, Ada', 'van Lune')
    """
    parts = extended_parts(name)
    meant = _extended_name(parts)
    if meant is None:
        return name
    family, given = parts.get("family", ""), parts.get("given", "")
    if not family:
        family, given = given, ""
    suffix, standard = parts.get("suffix", ""), ""
    for braced in ("", "family", "family given suffix"):
        last, jr, first = (
            f"{{{part}}}" if part and name in braced else part
            for name, part in (("family", family), ("suffix", suffix), ("given", given))
        )
        last = f"{parts.get('prefix', '')} {last}".strip()
        standard = ", ".join(filter(None, (last, jr, first)))
        if split_list(standard) == [standard] and parse_name(standard) == meant:
            break
    return standard


def _extended_name(parts: Mapping[str, str]) -> Name | None:
    family, given, prefix, suffix = (
        _words((parts.get(part, ""),)) for part in ("family", "given", "prefix", "suffix")
    )
    if not any(map(str.isalnum, family + given)):
        return None
    particle, family = _with_particle(prefix, family or given)
    return Name(
        family=family,
        given=given if parts.get("family") else "",
        particle=particle,
        suffix=suffix,
    )


def _with_particle(particle: str, family: str) -> tuple[str, str]:
    """Return both, with an `al-` or `d'` as the beginning of the family name.

    >>> _with_particle("van d'", "Este"), _with_particle("de'", "Corvi")
    (('van', "d'Este"), ("de'", 'Corvi'))
    """
    if not _NO_SPACE_AFTER.fullmatch(particle):
        return particle, family
    rest, _, last = particle.rpartition(" ")
    return rest, last + family
