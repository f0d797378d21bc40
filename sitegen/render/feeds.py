"""Atom feeds, the calendar of talks, sitemap.xml and search.json."""

from __future__ import annotations

import datetime as dt
import json
from html import escape
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sitegen.model.dates import PartialDate
    from sitegen.plan.tasks import (
        CalendarTask,
        Event,
        FeedTask,
        SearchItem,
        SearchTask,
        SitemapTask,
    )

_CONTROL = late_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ICS_LINE_BYTES = 75
_ICS_DATE: Final = "%Y%m%d"


def atom_feed(task: FeedTask) -> bytes:
    """Return a feed (RFC 4287). Dates are those of the content: the clock is never asked."""
    from feedgenerator import Atom1Feed  # noqa: PLC0415 only where there is a feed

    feed = Atom1Feed(
        title=_clean(task.title),
        link=task.page_url,
        description="",
        feed_url=task.feed_url,
        author_name=_clean(task.author),
        language=task.language,
        feed_guid=task.feed_url,
    )
    for item in task.items:
        feed.add_item(
            title=_clean(item.title),
            link=item.url,
            unique_id=item.url,
            description=_clean(item.summary),
            content=_clean(item.content.text) if item.content else None,
            pubdate=_moment(item.published),
            updateddate=_moment(item.updated),
        )
    text: str = feed.writeString("utf-8")
    return text.encode() + b"\n"


def _clean(text: str) -> str:
    """Leave out characters that XML can not hold."""
    return _CONTROL.sub("", text)


def _moment(date: PartialDate) -> dt.datetime:
    return dt.datetime.combine(date.first_day, dt.time(), tzinfo=dt.UTC)


def calendar(task: CalendarTask) -> bytes:
    """Return a calendar (RFC 5545): whole days, or UTC times from local ones."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 only where there is a calendar

    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sitegen//talks//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_ics_text(task.title)}",
    ]
    for event in task.events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}@{_host(event.url)}",
            f"DTSTAMP:{event.start.first_day.strftime(_ICS_DATE)}T000000Z",
            *_ics_times(event, ZoneInfo(task.timezone)),
            f"SUMMARY:{_ics_text(event.title)}",
        ]
        optional = {"LOCATION": event.place, "DESCRIPTION": event.description}
        lines += [f"{name}:{_ics_text(value)}" for name, value in optional.items() if value]
        lines += [f"URL:{event.url}", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{_ics_fold(line)}\r\n" for line in lines).encode()


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0]


def _ics_times(event: Event, zone: ZoneInfo) -> list[str]:
    day = event.start.first_day
    if event.time:
        clock = dt.time.fromisoformat(event.time)
        start = dt.datetime.combine(day, clock, zone).astimezone(dt.UTC)
        times = [f"DTSTART:{start:%Y%m%dT%H%M%SZ}"]
        if event.duration_minutes:
            times.append(f"DURATION:PT{event.duration_minutes}M")
        return times
    last = event.end.first_day if event.end else day
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    return [
        f"DTSTART;VALUE=DATE:{day.strftime(_ICS_DATE)}",
        f"DTEND;VALUE=DATE:{after.strftime(_ICS_DATE)}",
    ]


def _ics_text(text: str) -> str:
    text = _clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _ics_fold(line: str) -> str:
    """Break a line after 75 octets, never inside a character (RFC 5545, 3.1)."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > _ICS_LINE_BYTES:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)


def sitemap(task: SitemapTask) -> bytes:
    """Return sitemap.xml (sitemaps.org protocol 0.9)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, day in task.pages:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<url><loc>{escape(url)}</loc>{changed}</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


SEARCH_VERSION: Final = 1


def search_index(task: SearchTask) -> bytes:
    """Return search.json: the names of kinds, and one list of texts a page.

    An item is its title, address relative to the home page, place of its kind in `kinds`, year,
    people, venue and tags, text; empty texts at its end are left out.
    """
    kinds = {kind: place for place, kind in enumerate(dict.fromkeys(i.kind for i in task.items))}
    index = {
        "version": SEARCH_VERSION,
        "kinds": list(kinds),
        "items": [_search_item(item, kinds[item.kind]) for item in task.items],
    }
    return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _search_item(item: SearchItem, kind: int) -> list[str | int]:
    made: list[str | int] = [
        item.title,
        item.url,
        kind,
        item.year,
        item.people,
        item.about,
        item.text,
    ]
    while made[-1] == "":
        made.pop()
    return made
