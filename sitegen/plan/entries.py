"""Collections and pages -> entries of dated lists, the same for the home page, lists and the CV."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from sitegen.model.text import NO_TEXT, Url, rich
from sitegen.plan.images import image_view
from sitegen.plan.labels import service_label, student_label
from sitegen.plan.lines import emph, filled, join
from sitegen.plan.linked import linked, named_links, tag_links
from sitegen.readers.markdown import word_count
from sitegen.routes import FROM_CONTENT
from sitegen.views import EntryGroup, EntryView, LinkView
from sitegen.words import number_text, show_date, show_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import cv as c
    from sitegen.model.collections import Person
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.model.markdown import Markdown
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.text import Href, RichText
    from sitegen.routes import Routes
    from sitegen.views import ImageView
    from sitegen.words import Words

    E = TypeVar(
        "E",
        c.Education, c.Experience, c.Award, c.Grant, c.Talk, c.Teaching, c.Service, c.Student,
        c.Membership, c.Entry,
    )  # fmt: skip

WORDS_A_MINUTE = 220
_NEVER = ((0, 0, 0), (0, 0, 0))


def newest_first(entries: Iterable[E]) -> tuple[E, ...]:
    """Sort by date, ongoing ones first; equals and the undated stay in file order."""
    return tuple(
        sorted(
            entries, key=lambda entry: entry.date.sort_key if entry.date else _NEVER, reverse=True
        )
    )


def education(entry: c.Education, routes: Routes, words: Words) -> EntryView:
    """Return a degree."""
    advisors = people_line("advisors", entry.advisors, words)
    degree = degree_line(entry, words)
    details = join((advisors, thesis_line(entry.thesis, words), entry.grade, entry.honours), ". ")
    school = join((entry.department, entry.institution))
    where = join((school, entry.place)) if degree else join((entry.place,))
    return EntryView(
        title=degree or school,
        href=resolve(entry.url, routes),
        lines=_lines(routes, where, details),
        notes=tuple(linked(note, routes) for note in entry.notes),
        when=show_range(entry.date, words),
    )


def degree_line(entry: c.Education, words: Words) -> RichText:
    """Return a degree with what was studied."""
    if not (entry.degree and entry.area):
        return join((entry.degree, entry.area))
    return filled("degree_in", words, degree=join((entry.degree,)), area=join((entry.area,)))


def thesis_line(title: RichText, words: Words) -> RichText:
    """Return the title of a thesis, and that it is one."""
    return filled("thesis_line", words, title=emph(title)) if title else NO_TEXT


def experience(entry: c.Experience, routes: Routes, words: Words) -> EntryView:
    """Return a position held."""
    advisors = people_line("advisors", entry.advisors, words)
    people = join((advisors, people_line("mentors", entry.mentors, words)), ". ")
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(routes, join((entry.department, entry.institution, entry.place)), people),
        summary=linked(entry.summary, routes),
        notes=tuple(linked(note, routes) for note in entry.notes),
        when=show_range(entry.date, words),
    )


def award(entry: c.Award, routes: Routes, words: Words) -> EntryView:
    """Return a prize or honour."""
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(routes, join((entry.institution, entry.place, entry.amount)), entry.note),
        when=show_range(entry.date, words),
    )


def grant(entry: c.Grant, routes: Routes, words: Words) -> EntryView:
    """Return funding."""
    names = ", ".join(entry.investigators)
    others = rich(words.fill("with", names=names) if names else "")
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(
            routes, join((entry.funder, entry.number, entry.role, entry.amount)), others, entry.note
        ),
        when=show_range(entry.date, words),
    )


def talk(entry: c.Talk, routes: Routes, words: Words, *, is_upcoming: bool = False) -> EntryView:
    """Return a talk with its links; one that is still to come brings its calendar file."""
    when = show_range(entry.date, words)
    return EntryView(
        title=entry.title,
        href=page_of(entry, routes),
        anchor=f"talk-{entry.slug}",
        lines=_lines(routes, talk_line(entry, words)),
        when=f"{when}, {entry.time}" if when and entry.time and is_upcoming else when,
        datetime=_single(entry.date),
        highlight=words["upcoming"] if is_upcoming else "",
        badges=talk_badges(entry, words),
        abstract=linked(entry.abstract, routes),
        links=talk_links(entry, routes, words, is_upcoming=is_upcoming),
        tags=tag_links(entry.tags, routes, only_known=True),
    )


def talk_line(entry: c.Talk, words: Words) -> RichText:
    """Return with whom and where a talk is given."""
    names = ", ".join(entry.speakers)
    speakers = words.fill("with", names=names) if names else ""
    return join((speakers, entry.event, entry.host, entry.place))


def talk_badges(entry: c.Talk, words: Words) -> tuple[str, ...]:
    """Return what sort of talk it is, where that says more than that it is one."""
    return () if entry.kind == "talk" else (words[f"talk_{entry.kind}"],)


def talk_links(
    entry: c.Talk, routes: Routes, words: Words, *, is_upcoming: bool
) -> tuple[LinkView, ...]:
    """Return the event, slides, video, poster, papers and calendar file of a talk."""
    named = (
        ("event", entry.url),
        ("slides", entry.slides),
        ("video", entry.video),
        ("poster", entry.poster),
    )
    made = [(kind, resolve(href, routes)) for kind, href in named]
    made += [("paper", routes.publications.get(key, "")) for key in entry.publications]
    if is_upcoming:
        made.append(("ics", routes.events.get(entry.slug, "")))
    return named_links(made, entry.title, words)


def teaching(entry: c.Teaching, routes: Routes, words: Words) -> EntryView:
    """Return a course taught."""
    facts = (entry.role, entry.level, entry.institution, student_count(entry, words))
    return EntryView(
        title=course_title(entry),
        href=page_of(entry, routes) or resolve(entry.url, routes),
        lines=_lines(routes, join(facts)),
        summary=linked(entry.summary, routes),
        when=show_range(entry.date, words),
    )


def course_title(entry: c.Teaching) -> RichText:
    """Return the name of a course with its number."""
    return join((entry.course, f"({entry.code})" if entry.code else ""), " ")


def student_count(entry: c.Teaching, words: Words) -> str:
    """Return how many took part; "" where that is not known."""
    return words.fill("students", entry.students) if entry.students else ""


def page_of(entry: c.Talk | c.Teaching, routes: Routes) -> str:
    """Return the page of a talk or a course, "" for one without a text."""
    return routes.pages.get(entry.body.path, "") if entry.body else ""


def service(entry: c.Service, routes: Routes, words: Words) -> EntryView:
    """Return service to the field."""
    where = join((entry.institution, entry.place, service_label(entry.kind, words)))
    return EntryView(
        title=entry.role,
        href=resolve(entry.url, routes),
        lines=_lines(routes, where, entry.note),
        when=show_range(entry.date, words),
    )


def student(entry: c.Student, routes: Routes, words: Words) -> EntryView:
    """Return somebody supervised."""
    thesis = emph(entry.thesis)
    now = now_line(entry.now, words)
    first = join((entry.degree, entry.institution, student_label(entry.role, words), now))
    return EntryView(
        title=rich(entry.name),
        href=resolve(entry.url, routes),
        lines=_lines(routes, first, thesis),
        when=show_range(entry.date, words),
        image=image(entry.photo, entry.photo_alt or entry.name, routes),
    )


def person(entry: Person, routes: Routes, words: Words) -> EntryView:
    """Return somebody of the group."""
    family, _, given = entry.name.partition(", ")
    name = f"{given} {family}" if given else entry.name
    return EntryView(
        title=rich(name),
        href=resolve(entry.url, routes),
        lines=_lines(routes, join((entry.role, entry.institution, now_line(entry.now, words)))),
        summary=linked(entry.summary, routes),
        when=show_range(entry.date, words),
        image=image(entry.photo, entry.photo_alt or name, routes),
    )


def now_line(place: RichText, words: Words) -> RichText:
    """Return where somebody is now."""
    return join((words["now"], place), " ") if place else NO_TEXT


def membership(entry: c.Membership, routes: Routes, words: Words) -> EntryView:
    """Return a society."""
    return EntryView(
        title=entry.institution,
        href=resolve(entry.url, routes),
        lines=_lines(routes, rich(entry.role)),
        when=show_range(entry.date, words),
    )


def own_entry(entry: c.Entry, routes: Routes, words: Words) -> EntryView:
    """Return an entry of a section of one's own."""
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(routes, join((entry.institution, entry.place)), entry.note),
        notes=tuple(linked(note, routes) for note in entry.notes),
        when=show_range(entry.date, words),
    )


def skill(entry: c.Skill) -> EntryView:
    """Return skills under one heading, as a list or prose."""
    return EntryView(
        title=join((entry.name, entry.level)),
        lines=tuple(filter(None, (rich(", ".join(entry.items)), entry.text))),
    )


def language(entry: c.Language) -> EntryView:
    """Return a spoken language."""
    return EntryView(title=rich(entry.name), lines=tuple(filter(None, (rich(entry.level),))))


def project(entry: Project, routes: Routes, words: Words) -> EntryView:
    """Return a project for lists."""
    return EntryView(
        title=entry.title,
        href=routes.pages[entry.span.path],
        summary=linked(entry.summary, routes),
        when=show_range(entry.date, words),
        badges=project_badges(entry, words),
        links=project_links(entry, routes, words),
        counts=project_counts(entry, words),
        tags=tag_links(entry.tags, routes),
        image=image(entry.image, entry.image_alt, routes),
    )


def project_badges(entry: Project, words: Words) -> tuple[str, ...]:
    """Return where a project stands, unless it is simply going on."""
    shown = entry.status and entry.status != "active"
    return (words[f"status_{entry.status}"],) if shown else ()


def project_links(entry: Project, routes: Routes, words: Words) -> tuple[LinkView, ...]:
    """Return the web site, the code and the documentation of a project."""
    named = (("site", entry.url), ("code", entry.code), ("docs", entry.docs))
    made = ((kind, resolve(href, routes)) for kind, href in named)
    return named_links(made, entry.title, words)


def project_counts(entry: Project, words: Words) -> str:
    """Return stars and forks with the day on which they were counted, "" without them."""
    counted = [
        words.fill(name, count, number=number_text(count, words.language))
        for count, name in ((entry.stars, "stars"), (entry.forks, "forks"))
        if count is not None
    ]
    day = f" ({show_date(entry.counted, words)})" if counted and entry.counted else ""
    return ", ".join(counted) + day


def post(entry: Post, routes: Routes, words: Words) -> EntryView:
    """Return a post for lists."""
    return EntryView(
        title=entry.title,
        href=routes.pages[entry.span.path],
        summary=linked(entry.summary, routes),
        when=show_date(entry.date, words),
        datetime=entry.date.iso,
        updated=show_date(entry.updated, words) if entry.updated else "",
        reading_minutes=reading_minutes(entry.body),
        tags=tag_links(entry.tags, routes),
        image=image(entry.image, entry.image_alt, routes),
    )


def reading_minutes(body: Markdown) -> int:
    """Return how long a text takes to read, at least a minute."""
    return max(1, round(word_count(body) / WORDS_A_MINUTE))


def news(entry: NewsItem, routes: Routes, words: Words) -> EntryView:
    """Return a line of news; it links to its page when it has one."""
    return EntryView(
        title=linked(entry.title, routes),
        href=routes.pages[entry.span.path] if entry.slug else "",
        when=show_date(entry.date, words),
        datetime=entry.date.iso,
    )


def page(entry: Page, routes: Routes, _words: Words) -> EntryView:
    """Return a page of one's own for lists."""
    return EntryView(
        title=entry.title, href=routes.pages[entry.span.path], summary=linked(entry.summary, routes)
    )


def by_year(
    entries: Sequence[tuple[PartialDate | None, EntryView]], words: Words
) -> tuple[EntryGroup, ...]:
    """Divide a sorted list by the year in which each entry began; without dates, not at all."""
    has_dates = any(date for date, _ in entries)
    return tuple(
        EntryGroup(
            label="" if not has_dates else words["undated"] if year is None else str(year),
            anchor="undated" if year is None else f"y{year}",
            entries=tuple(view for _, view in members),
        )
        for year, members in groupby(entries, key=lambda entry: entry[0].year if entry[0] else None)
    )


def _lines(routes: Routes, *lines: RichText) -> tuple[RichText, ...]:
    return tuple(linked(line, routes) for line in lines if line)


def people_line(name: str, people: tuple[str, ...], words: Words) -> RichText:
    """Return who led or guided something, "" for nobody; `name` is that of the words."""
    if not people:
        return NO_TEXT
    return rich(words.fill(name, len(people), names=", ".join(people)))


def _single(when: DateRange | None) -> str:
    """Return the ISO form of a date that is no range."""
    is_single = when and when.start and not when.end and not when.is_ongoing
    return when.start.iso if is_single and when and when.start and not when.start.term else ""


def resolve(href: Href | None, routes: Routes) -> str:
    """Return where an entry's address leads; check has reported those that lead nowhere."""
    if href is None:
        return ""
    source = href.span.path if href.span else FROM_CONTENT
    return routes.find(href.value, source) or ""


def image(href: Href | None, alt: str, routes: Routes) -> ImageView | None:
    """Return a picture, if its file is there."""
    found = resolve(href, routes)
    return image_view(found, alt, routes.pictures.get(Url(found))) if found else None
