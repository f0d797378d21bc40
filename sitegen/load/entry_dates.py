"""The dates of an entry: of the work, its end, its original, the event, the visit of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import read_date, read_text
from sitegen.model.dates import DateRange

if TYPE_CHECKING:
    from sitegen.model.dates import PartialDate
    from sitegen.model.entry import RawEntry

_RANGE_END = late_pattern(r"/\s*(-?\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)(?!\d)")
_YEARS = late_pattern(r"(?<!\d)([12]\d{3})\s*(?:[-–/]|--|\\slash\s*)\s*([12]\d{3}|\d{2})(?!\d)")
_REISSUED = late_pattern(r"\[([12]\d{3})\]\s*([12]\d{3})(?!\d)")
"""`[1990] 2002`: a work of 1990 in an edition of 2002."""
_BARE_YEAR: Final = 4


class EntryDates(NamedTuple):
    """The date of a work, and what else its fields for the date say."""

    date: PartialDate | None = None
    end: PartialDate | None = None
    original: PartialDate | None = None


def read_dates(entry: RawEntry) -> EntryDates:
    """Return the dates from `date`, or else from `year`, `month` and `day`, and `origdate`."""
    fields = entry.fields
    found = fields.get("origdate") or fields.get("origyear")
    original = read_date(found.value) or read_date("", found.value) if found else None
    written = _value(entry, "date")
    year = _value(entry, "year")
    date = read_date(written, year, _value(entry, "month"), _value(entry, "day"))
    if date is None:
        return EntryDates(original=original)
    if date.month is None and date.term is None and "issue" in fields:
        # The issue of a journal may be called after a season; biblatex manual, 2.2.2.
        season = read_date("", str(date.year), _value(entry, "issue"))
        date = season if season and season.term else date
    if written:
        return EntryDates(date, _later(date, _range_end(written)), original)
    if len(year) <= _BARE_YEAR:
        return EntryDates(date, None, original)
    text = read_text(year)
    if reissued := _REISSUED.search(text):
        first = read_date("", reissued[1])
        later = read_date("", reissued[2], _value(entry, "month"), _value(entry, "day"))
        return EntryDates(later, None, original or first)
    if (years := _YEARS.search(text)) and int(years[1]) == date.year:
        end = years[2] if len(years[2]) == _BARE_YEAR else years[1][:2] + years[2]
        return EntryDates(date, _later(date, read_date("", end)), original)
    return EntryDates(date, None, original)


def read_event_date(entry: RawEntry) -> DateRange | None:
    """Return when the event took place."""
    found = entry.get("eventdate")
    start = read_date(found.value) or read_date("", found.value) if found else None
    if found is None or start is None:
        return None
    return DateRange(start, _later(start, _range_end(found.value)))


def read_accessed(entry: RawEntry) -> PartialDate | None:
    """Return when the address was visited."""
    found = entry.get("urldate", "lastaccessed", "lastchecked", "accessed", "urlaccessdate")
    return read_date(found.value) or read_date("", found.value) if found else None


def _range_end(written: str) -> PartialDate | None:
    found = _RANGE_END.search(written) if "/" in written else None
    return read_date(found[1]) if found else None


def _later(start: PartialDate, end: PartialDate | None) -> PartialDate | None:
    return end if end and end.sort_key > start.sort_key else None


def _value(entry: RawEntry, name: str) -> str:
    found = entry.fields.get(name)
    return found.value.strip() if found else ""
