"""One name as BibTeX writes it -> its parts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from sitegen.model.people import Name
from sitegen.readers.latex import plain_latex

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)
_CJK = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003134f"
)
_CJK_NAME = re.compile(rf"[{_CJK}][{_CJK}\s・·]*")
_PLAIN = re.compile(r"[^\W_]+(?:(?:[ -]|\.[ -]?)[^\W_]+)*\.?")
_EXTENDED = re.compile(r"\s*\"?(family|given|prefix|suffix|useprefix|\w+-i)\s*=(.*)")


class BibtexName(NamedTuple):
    """A name in the four parts of BibTeX: words in LaTeX, as the `bibtex` program splits them."""

    first: tuple[str, ...] = ()
    von: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    jr: tuple[str, ...] = ()


def split_name(name: str) -> BibtexName:
    """Return the parts of one name; of a faulty one what can be told. Commas beyond two are spaces.

    >>> split_name("van der Lune, Jr., Ada Mira")
    BibtexName(first=('Ada', 'Mira'), von=('van', 'der'), last=('Lune',), jr=('Jr.',))
    """
    from pybtex.database import Person  # noqa: PLC0415 slow to import
    from pybtex.exceptions import PybtexError  # noqa: PLC0415 slow to import

    parts = split_at(name, ",")
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


def split_list(names: str) -> list[str]:
    """Return the names of a list, split at ` and ` outside braces.

    >>> split_list("Tallis, Mira and {Kelpstone and Sons} and and Lune, Ada")
    ['Tallis, Mira', '{Kelpstone and Sons}', 'Lune, Ada']
    """
    text = f" {' '.join(names.split())} "
    text = re.sub(r"\sand(?=\sand\s)", "", text, flags=re.IGNORECASE)
    return [name for name in split_at(text, " [Aa][Nn][Dd] ") if name]


def split_at(text: str, separator: str) -> list[str]:
    """Return the stripped parts of a text between separators (a pattern) outside braces."""
    from pybtex.bibtex.utils import split_tex_string  # noqa: PLC0415 slow to import

    found: list[str] = split_tex_string(text, separator)
    return found


@lru_cache(maxsize=50_000)
def parse_name(name: str) -> Name | None:
    r"""Return one name without marks and styles in its parts; None when nothing of it is left.

    >>> parse_name("De la Corvo, {\\'E}mil")
    Name(family='De la Corvo', given='Émil', particle='', suffix='')
    >>> parse_name("{Kelpstone and Sons}").family
    'Kelpstone and Sons'
    """
    if (extended := _extended_parts(name)) is not None:
        return _extended_name(extended)
    given, particle, family, suffix = map(_words, _with_suffix(split_name(name)))
    if particle[:1].isupper():
        # BibTeX takes "Corvo de" for a particle; a particle begins with a small letter.
        particle, family = "", f"{particle} {family}"
    whole = f"{family} {given}" if "," in name else f"{given} {family}"
    if _CJK_NAME.fullmatch(whole.strip()) and not particle:
        given, family = "", whole.strip()  # written family first and never turned round
    if not family:
        given, family = "", given or particle
    if not any(map(str.isalnum, given + particle + family)):
        return None
    return Name(family=family, given=given, particle=particle, suffix=suffix)


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
    text = " ".join(words)
    return text if _PLAIN.fullmatch(text) else " ".join(plain_latex(text).split())


def is_extended(name: str) -> bool:
    """Say whether a name is in biblatex's extended format, which BibTeX does not know."""
    return _extended_parts(name) is not None


def _extended_parts(name: str) -> dict[str, str] | None:
    """Return the parts of biblatex's extended format: `family=Lune, given=Ada, prefix=van der`."""
    if "=" not in name:
        return None
    found = [_EXTENDED.fullmatch(part) for part in split_at(name, ",")]
    if not all(found):
        return None
    return {part[1]: _words((part[2].strip(' "'),)) for part in found if part}


def _extended_name(parts: dict[str, str]) -> Name | None:
    family, given = parts.get("family", ""), parts.get("given", "")
    if not any(map(str.isalnum, family + given)):
        return None
    return Name(
        family=family or given,
        given=given if family else "",
        particle=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
    )
