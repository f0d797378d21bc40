"""Courses: each with the terms in which it was taught, and each year with its courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.text import NO_TEXT, Link, RichText, Text
from sitegen.plan import entries
from sitegen.plan.lines import join
from sitegen.plan.linked import linked
from sitegen.views import EntryGroup, EntryView, GroupingView
from sitegen.words import show_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model.cv import Teaching
    from sitegen.plan.context import Context
    from sitegen.routes import Routes
    from sitegen.words import Words


def course_groupings(context: Context) -> tuple[GroupingView, ...]:
    """Return the courses by year, and where one was taught more than once, by course too.

    The one that the settings choose comes first.
    """
    routes, words = context.routes, context.words
    taught = entries.newest_first(context.site.collections.teaching)
    dated = [
        (one.date.start if one.date else None, entries.teaching(one, routes, words))
        for one in taught
    ]
    by_term = GroupingView(
        label=words["by_term"], anchor="by-term", groups=entries.by_year(dated, words)
    )
    courses: dict[str, list[Teaching]] = {}
    for one in taught:
        courses.setdefault(course_name(one), []).append(one)
    if len(courses) == len(taught):
        return (by_term,)
    lines = tuple(_course(terms, routes, words) for terms in courses.values())
    by_course = GroupingView(
        label=words["by_course"],
        anchor="by-course",
        groups=(EntryGroup(label="", anchor="courses", entries=lines),),
    )
    is_term_first = context.site.config.teaching.group_by == "term"
    return (by_term, by_course) if is_term_first else (by_course, by_term)


def course_name(entry: Teaching) -> str:
    """Return what all terms of one course have in common: its number, or else its name."""
    return " ".join((entry.code or str(entry.course)).casefold().split())


def _course(terms: Sequence[Teaching], routes: Routes, words: Words) -> EntryView:
    """Return a course with its terms, of which the newest comes first."""
    newest = terms[0]
    hrefs = [entries.page_of(one, routes) or entries.resolve(one.url, routes) for one in terms]
    if len(terms) == 1:
        return entries.teaching(newest, routes, words)
    return EntryView(
        title=entries.course_title(newest),
        href=next((entries.page_of(one, routes) for one in terms if one.body), hrefs[0]),
        lines=tuple(filter(None, (linked(join((newest.level, newest.institution)), routes),))),
        summary=linked(next((one.summary for one in terms if one.summary), NO_TEXT), routes),
        notes=tuple(
            _term(one, href if len(set(hrefs)) > 1 else "", words)
            for one, href in zip(terms, hrefs, strict=True)
        ),
        when=show_range(_span(terms), words),
    )


def _term(entry: Teaching, href: str, words: Words) -> RichText:
    """Return one term of a course: "Fall 2024, Instructor, 120 students"."""
    when = show_range(entry.date, words) or words["undated"]
    shown = RichText((Link(href, (Text(when),)),)) if href else when
    return join((shown, entry.role, entries.student_count(entry, words)))


def _span(terms: Sequence[Teaching]) -> DateRange | None:
    """Return from which year to which a course was taught."""
    dates = [one.date for one in terms if one.date]
    starts = [date.start.year for date in dates if date.start]
    if not starts:
        return None
    ends = [date.end.year for date in dates if date.end]
    first, last = min(starts), max((*starts, *ends))
    is_ongoing = any(date.is_ongoing for date in dates)
    end = None if is_ongoing or last == first else PartialDate(last)
    return DateRange(PartialDate(first), end, is_ongoing)
