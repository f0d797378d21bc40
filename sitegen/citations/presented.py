"""When and where a work was presented: talks, posters, and papers without proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.citations.pieces import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model.dates import PartialDate
    from sitegen.model.publication import Publication
    from sitegen.model.text import RichText


def is_presented(publication: Publication) -> bool:
    """Say whether a reference names the event instead of a book."""
    is_paper = publication.kind == "conference" and bool(publication.event)
    return publication.kind in ("poster", "talk") or (is_paper and not publication.venue)


def place_of(publication: Publication) -> RichText:
    """Return where the work was presented, or else where it came out."""
    return clean(publication.event_place or publication.place)


def first_and_last(publication: Publication) -> tuple[PartialDate | None, PartialDate | None]:
    """Return the day of a work, or the first and the last day of the event in the same year."""
    date, event = publication.date, publication.event_date
    if date is None or event is None or event.start is None or not is_presented(publication):
        return date, None
    start, end = event.start, event.end
    if start.year != date.year or not start.month:
        return date, None
    is_later = end is not None and end.year == start.year and end.sort_key > start.sort_key
    return start, end if is_later and (end is None or end.day) else None


def days(
    first: PartialDate, last: PartialDate | None, month_name: Callable[[PartialDate], str]
) -> str:
    """Return the days of an event as American texts write them, without the year.

    >>> from sitegen.model.dates import PartialDate
    >>> days(PartialDate(2031, 3, 5), PartialDate(2031, 3, 7), lambda date: "March")
    'March 5–7'
    """
    start = _day(month_name(first), first)
    if last is None:
        return start
    if last.month == first.month:
        return f"{start}–{last.day}"
    return f"{start}–{_day(month_name(last), last)}"


def _day(month: str, date: PartialDate) -> str:
    return f"{month} {date.day}" if date.month and date.day else month
