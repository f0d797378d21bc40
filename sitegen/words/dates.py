"""Dates for readers; machines get those of ISO 8601."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.model.dates import MONTHS
from sitegen.words.cldr import day_text, is_english, month_text

if TYPE_CHECKING:
    from sitegen.model.config import DateForm
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.words.phrases import Words

_SEASONS: Final = frozenset({"spring", "summer", "fall", "autumn", "winter"})
"""The terms that every language has a word for; "Michaelmas" stays what it is."""


def show_date(date: PartialDate, words: Words, form: DateForm | None = None) -> str:
    """Return a date for readers: as pages write it, or in the form of documents.

    >>> from sitegen.model.dates import parse_date
    >>> from sitegen.words import load_words
    >>> dates = [parse_date(d) for d in ("1951-05-15", "1951-06", "1951", "Fall 2019")]
    >>> [show_date(date, load_words("en")) for date in dates]
    ['15 May 1951', 'June 1951', '1951', 'Fall 2019']
    >>> [show_date(parse_date("2021-09-03"), load_words("en"), form) for form in ("short", "long")]
    ['3 Sep 2021', '3 September 2021']
    >>> show_date(parse_date("2021-09-03"), load_words("en-US"), "short")
    'Sep 3, 2021'
    """
    if date.term:
        season = date.term.lower()
        if season in _SEASONS:
            return words.fill(f"term_{season}", year=date.year)
        return f"{date.term} {date.year}"
    if not date.month:
        return str(date.year)
    if form == "iso":
        return date.iso
    is_regional = form is not None and date.day is not None and "-" in words.language
    if date.year > 0 and (is_regional or not is_english(words.language)):
        return _localised(date, words.language, is_long=form == "long")
    name = MONTHS[date.month - 1]
    month = {None: short_month(name), "short": name[:3], "long": name}[form]
    return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"


@lru_cache(maxsize=10_000)
def _localised(date: PartialDate, language: str, *, is_long: bool) -> str:
    show = day_text if date.day else month_text
    return show(date.first_day, language, is_long=is_long)


def short_month(name: str) -> str:
    """Return a month's name in at most four letters, where it is cut.

    >>> [short_month(name) for name in ("May", "June", "September")]
    ['May', 'June', 'Sept']
    """
    if len(name) <= 4:  # noqa: PLR2004 the docstring says why
        return name
    return name[:4] if name == "September" else name[:3]


def show_range(when: DateRange | None, words: Words, form: DateForm | None = None) -> str:
    """Return a range for readers, as pages write it or in a form of documents; "" for none.

    >>> from sitegen.model.dates import parse_range
    >>> from sitegen.words import load_words
    >>> ranges = [parse_range(d) for d in ("1936–1938", "2017-03 – present", "1935")]
    >>> [show_range(one, load_words("en")) for one in ranges]
    ['1936–1938', 'Mar 2017 – present', '1935']
    """
    if when is None:
        return ""
    start = show_date(when.start, words, form) if when.start else ""
    end = ""
    if when.is_ongoing:
        end = words["present"]
    elif when.end:
        end = show_date(when.end, words, form)
    if not end or end == start:
        return start
    is_plain = start.isdigit() and end.isdigit()
    return f"{start}–{end}" if is_plain or not start else f"{start} – {end}"
