"""Dates as academics write them: a day, a month, a year, a term, a range, still going on."""

from __future__ import annotations

import re
from datetime import date

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_TERM_MONTH = {
    "winter": 1, "lent": 1, "hilary": 1, "ws": 10, "wise": 10,
    "spring": 3, "ss": 4, "sose": 4, "easter": 4, "trinity": 4,
    "summer": 6, "fall": 9, "autumn": 9, "michaelmas": 10,
}  # fmt: skip
"""The month in which a term is sorted."""

_OPEN = frozenset({"present", "now", "today", "ongoing", "current"})
_MONTH_NUMBER = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_ISO = late_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY_MONTH_YEAR = late_pattern(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY_YEAR = late_pattern(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),\s*(\d{4})")
_WORD_YEAR = late_pattern(r"([A-Za-z]+)\.?\s*(\d{4}(?:\s*/\s*\d{2,4})?)")
_RANGE = late_pattern(r"\s*(?:–|—|--+|/|\bto\b|\buntil\b|\s-\s|(?<=\d{4})-(?=\d{4}))\s*")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A point in time as exactly as it is known. `term` is the word before the year ("Fall").

    A year before our era is negative, and 0 is the year 1 BC, as in ISO 8601.
    """

    year: int
    month: int | None = None
    day: int | None = None
    term: str | None = None

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Year, month, day; what is not known counts as 0."""
        term_month = _TERM_MONTH.get((self.term or "").lower(), 0)
        return (self.year, self.month or term_month, self.day or 0)

    @property
    def iso(self) -> str:
        """The date for machines.

        >>> PartialDate(1951, 5, 15).iso, PartialDate(1951, 5).iso, PartialDate(1951).iso
        ('1951-05-15', '1951-05', '1951')
        """
        parts = [f"{self.year:04d}" if self.year >= 0 else f"{self.year:05d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def first_day(self) -> date:
        """The earliest day that it may mean, as far as the calendar of the machine knows it."""
        return date(self.year if self.year > 0 else 4, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `start` to `end`; a single point has no end; `is_ongoing` means "present"."""

    start: PartialDate | None
    end: PartialDate | None = None
    is_ongoing: bool = False

    @property
    def sort_key(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        """Ongoing first when sorted newest first, then by end, then by start."""
        start = self.start.sort_key if self.start else (0, 0, 0)
        if self.is_ongoing:
            return ((9999, 12, 31), start)
        return (self.end.sort_key if self.end else start, start)


def parse_date(text: str) -> PartialDate | None:
    """Return the date that a text means, or None.

    >>> parse_date("2024-05-01"), parse_date("May 2024")
    (PartialDate(year=2024, month=5, day=1, term=None), PartialDate(year=2024, month=5, day=None, \
term=None))
    >>> parse_date("Fall 2019"), parse_date("2024-13")
    (PartialDate(year=2019, month=None, day=None, term='Fall'), None)
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        return _checked(iso[1], iso[2], iso[3])
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        return _checked(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY_YEAR.fullmatch(text):
        return _checked(found[3], _month(found[1]), found[2])
    if found := _WORD_YEAR.fullmatch(text):
        word, year = found[1], found[2][:4]
        if word.lower() in _TERM_MONTH:
            return PartialDate(int(year), term=word)
        return _checked(year, _month(word), None)
    return None


def parse_range(text: str) -> DateRange | None:
    """Return the range or the single date that a text means, or None.

    >>> parse_range("2017-03 – present").is_ongoing, parse_range("1936–1938").end.year
    (True, 1938)
    >>> parse_range("May 2019").start.month, parse_range("2019-").is_ongoing
    (5, True)
    """
    text = text.strip()
    if single := parse_date(text):
        return DateRange(single)
    if text.lower().startswith("since "):
        start = parse_date(text[6:])
        return DateRange(start, is_ongoing=True) if start else None
    if open_ended := re.fullmatch(r"(.*\d)\s*(?:-|–|—)", text):
        start = parse_date(open_ended[1])
        return DateRange(start, is_ongoing=True) if start else None
    parts = _RANGE.split(text)
    if len(parts) != 2:  # noqa: PLR2004 a range has two ends
        return None
    start = parse_date(parts[0])
    if start is None:
        return None
    if parts[1].lower() in _OPEN:
        return DateRange(start, is_ongoing=True)
    end = parse_date(parts[1])
    if end is None or end.sort_key[0] < start.year:
        return None
    return DateRange(start, end)


def is_open_end(text: str) -> bool:
    """Say whether a word means "until now"."""
    return text.strip().lower() in _OPEN


def _month(word: str) -> str | None:
    word = word.lower()
    number = _MONTH_NUMBER.get(word[:3])
    fits = number and (MONTHS[number - 1].lower().startswith(word) or word == "sept")
    return str(number) if fits else "0"


def _checked(year: str, month: str | None, day: str | None) -> PartialDate | None:
    try:
        found = PartialDate(int(year), int(month) if month else None, int(day) if day else None)
        date(found.year, 1 if found.month is None else found.month, found.day or 1)
    except ValueError:
        return None
    return found
