"""What CLDR knows of languages: plural forms, dates, numbers. English does without it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import datetime as dt

    from babel import Locale

_TEENS: Final = (11, 12, 13)
_RIGHT_TO_LEFT: Final = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_ORDINALS: Final = {1: "one", 2: "two", 3: "few"}


def plural_form(count: int, language: str) -> str:
    """Return the plural form of CLDR: "zero", "one", "two", "few", "many" or "other".

    Source: unicode.org/cldr, "Language Plural Rules".

    >>> [plural_form(count, "ar") for count in (0, 1, 2, 3, 11, 100)]
    ['zero', 'one', 'two', 'few', 'many', 'other']
    """
    if is_english(language):
        return "one" if count == 1 else "other"
    form: str = _locale(language).plural_form(count)
    return form


def ordinal_form(count: int, language: str) -> str:
    """Return the form of CLDR for a number in order.

    >>> [ordinal_form(count, "en") for count in (1, 2, 3, 4, 12, 22)]
    ['one', 'two', 'few', 'other', 'other', 'two']
    >>> [ordinal_form(count, "it") for count in (1, 8)]
    ['other', 'many']
    """
    if is_english(language):
        return "other" if count % 100 in _TEENS else _ORDINALS.get(count % 10, "other")
    form: str = _locale(language).ordinal_form(count)
    return form


def forms(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return every plural form of a language, and every form of its numbers in order."""
    locale = _locale(language)
    return (
        frozenset({"other", *locale.plural_form.tags}),
        frozenset({"other", *locale.ordinal_form.tags}),
    )


def day_text(day: dt.date, language: str, *, is_long: bool = False) -> str:
    """Return a day with a short name of its month, or with the whole one.

    >>> import datetime as dt
    >>> [day_text(dt.date(1951, 5, 15), language) for language in ("de", "es", "ja")]
    ['15. Mai 1951', '15 may 1951', '1951年5月15日']
    """
    if not is_long:
        return _shown(day, "yMMMd", language)
    from babel.dates import format_date  # noqa: PLC0415 as below

    text: str = format_date(day, "long", locale=_locale(language))
    return text


def month_text(day: dt.date, language: str, *, is_long: bool = False) -> str:
    """Return the month of a day with its year; a month in short, or its whole name.

    >>> import datetime as dt
    >>> [month_text(dt.date(1951, 6, 1), language) for language in ("fr", "ar")]
    ['juin 1951', 'يونيو 1951']
    """
    return _shown(day, "yMMMM" if is_long else "yMMM", language)


def number_text(number: int, language: str) -> str:
    """Return a number with its digits in groups.

    >>> [number_text(12345, language) for language in ("en", "de", "ar")]
    ['12,345', '12.345', '12,345']
    """
    if is_english(language):
        return f"{number:,}"
    from babel.numbers import format_decimal  # noqa: PLC0415 as below

    text: str = format_decimal(number, locale=_locale(language), numbering_system="latn")
    return text


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return how a language is written.

    >>> direction_of("ar-EG"), direction_of("ko")
    ('rtl', 'ltr')
    """
    return "rtl" if _base(language) in _RIGHT_TO_LEFT else "ltr"


def is_same(language: str, other: str) -> bool:
    """Say whether two tags are of one language: "en" and "en-GB"."""
    return _base(language) == _base(other)


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def is_english(language: str) -> bool:
    """Say whether a tag is one of English."""
    return _base(language) == "en"


def _shown(day: dt.date, skeleton: str, language: str) -> str:
    from babel.dates import format_skeleton  # noqa: PLC0415 as below

    text: str = format_skeleton(skeleton, day, locale=_locale(language))
    return text


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
