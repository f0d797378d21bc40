"""Which plural form a number takes in a language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def plural_form(count: int, language: str) -> str:
    """Return the plural form of CLDR: "zero", "one", "two", "few", "many" or "other".

    Source: unicode.org/cldr, "Language Plural Rules".

    >>> [plural_form(count, "ar") for count in (0, 1, 2, 3, 11, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    """
    if language.split("-", maxsplit=1)[0] == "en":
        return "one" if count == 1 else "other"
    form: str = _locale(language).plural_form(count)
    return form


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    """Return what CLDR knows of a language; of one that it does not know, what it has of any."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 slow; English does without

    for tag in (language, language.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
