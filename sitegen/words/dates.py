"""Dates for readers; machines get those of ISO 8601."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.model.dates import MONTHS
from sitegen.words.cldr import day_text, is_english, month_text

if TYPE_CHECKING:
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.words.phrases import Words

_SEASONS: Final = frozenset({"spring", "summer", "fall", "autumn", "winter"})
"""The terms that every language has a word for; "Michaelmas" stays what it is."""


def show_date(date: PartialDate, words: Words) -> str:
    """Return a date for readers.

    >>> from sitegen.model.dates import parse_date
    >>> from sitegen.words import load_words
    >>> dates = [parse_date(d) for d in ("1951-05-15", "1951-06", "1951", "Fall 2019")]
    >>> [show_date(date, load_words("en")) for date in dates]
    ['15 May 1951', 'June 1951', '1951', 'Fall 2019']
    """
    if date.term:
        season = date.term.lower()
        if season in _SEASONS:
            return words.fill(f"term_{season}", year=date.year)
        return f"{date.term} {date.year}"
    if not date.month:
        return str(date.year)
    if not is_english(words.language) and date.year > 0:
        return _localised(date, words.language)
    month = short_month(MONTHS[date.month - 1])
    return f"{date.day} {month} {date.year}" if date.day else f"{month} {date.year}"


@lru_cache(maxsize=10_000)
def _localised(date: PartialDate, language: str) -> str:
    return (day_text if date.day else month_text)(date.first_day, language)


def short_month(name: str) -> str:
    """Return a month's name in at most four letters, where it is cut.

    >>> [short_month(name) for name in ("May", "June", "September")]
    ['May', 'June', 'Sept']
    """
    if len(name) <= 4:  # noqa: PLR2004 the docstring says why
        return name
    return name[:4] if name == "September" else name[:3]


def show_range(when: DateRange | None, words: Words) -> str:
    """Return a range for readers; "" for none.

    >>> from sitegen.model.dates import parse_range
    >>> from sitegen.words import load_words
    >>> ranges = [parse_range(d) for d in ("1936–1938", "2017-03 – present", "1935")]
    >>> [show_range(one, load_words("en")) for one in ranges]
    ['1936–1938', 'Mar 2017 – present', '1935']
    """
    if when is None:
        return ""
    start = show_date(when.start, words) if when.start else ""
    end = ""
    if when.is_ongoing:
        end = words["present"]
    elif when.end:
        end = show_date(when.end, words)
    if not end or end == start:
        return start
    is_plain = start.isdigit() and end.isdigit()
    return f"{start}–{end}" if is_plain or not start else f"{start} – {end}"
