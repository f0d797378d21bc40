"""Collections and pages -> entries of dated lists, the same for the home page, lists and the CV."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from sitegen.model.text import NO_TEXT, rich
from sitegen.plan.labels import SERVICE, STUDENTS, TALKS, show_date, show_range
from sitegen.plan.lines import emph, join
from sitegen.routes import FROM_CONTENT
from sitegen.views import EntryGroup, EntryView, ImageView, LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import cv as c
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.text import Href, RichText
    from sitegen.routes import Routes

    E = TypeVar(
        "E",
        c.Education, c.Experience, c.Award, c.Grant, c.Talk, c.Teaching, c.Service, c.Student,
        c.Membership, c.Entry,
    )  # fmt: skip

_NEVER = ((0, 0, 0), (0, 0, 0))


def newest_first(entries: Iterable[E]) -> tuple[E, ...]:
    """Sort by date, ongoing ones first; equals and the undated stay in file order."""
    return tuple(
        sorted(
            entries, key=lambda entry: entry.date.sort_key if entry.date else _NEVER, reverse=True
        )
    )


def education(entry: c.Education, routes: Routes) -> EntryView:
    """Return a degree."""
    advisors = _people("Advisor", "Advisors", entry.advisors)
    thesis = join(("Thesis", emph(entry.thesis)), " ") if entry.thesis else NO_TEXT
    details = join((advisors, thesis, entry.grade, entry.honours), ". ")
    return EntryView(
        title=join((entry.degree, entry.area), " in "),
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.department, entry.institution, entry.place)), details),
        notes=entry.notes,
        when=show_range(entry.date),
    )


def experience(entry: c.Experience, routes: Routes) -> EntryView:
    """Return a position held."""
    people = join(
        (
            _people("Advisor", "Advisors", entry.advisors),
            _people("Mentor", "Mentors", entry.mentors),
        ),
        ". ",
    )
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.department, entry.institution, entry.place)), people),
        summary=entry.summary,
        notes=entry.notes,
        when=show_range(entry.date),
    )


def award(entry: c.Award, routes: Routes) -> EntryView:
    """Return a prize or honour."""
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.institution, entry.place, entry.amount)), entry.note),
        when=show_range(entry.date),
    )


def grant(entry: c.Grant, routes: Routes) -> EntryView:
    """Return funding."""
    others = _people("With", "With", entry.investigators, colon=False)
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(
            join((entry.funder, entry.number, entry.role, entry.amount)), others, entry.note
        ),
        when=show_range(entry.date),
    )


def talk(entry: c.Talk, routes: Routes, *, is_upcoming: bool = False) -> EntryView:
    """Return a talk with its links."""
    links = [("Event", entry.url), ("Slides", entry.slides), ("Video", entry.video)]
    made = [(label, resolve(href, routes)) for label, href in links]
    title = str(entry.title)
    views = [LinkView(label=n, href=h, title=f"{n} of {title}") for n, h in made if h]
    for key in entry.publications:
        if url := routes.publications.get(key):
            views.append(LinkView(label="Paper", href=url, title=f"Paper of {title}"))
    badges = ("Upcoming",) if is_upcoming else ()
    kind = () if entry.kind == "talk" else (TALKS[entry.kind],)
    speakers = _people("With", "With", entry.speakers, colon=False)
    when = show_range(entry.date)
    return EntryView(
        title=entry.title,
        lines=_lines(join((speakers, entry.event, entry.host, entry.place))),
        summary=entry.abstract,
        when=f"{when}, {entry.time}" if when and entry.time and is_upcoming else when,
        datetime=_single(entry.date),
        badges=badges + kind,
        links=tuple(views),
    )


def teaching(entry: c.Teaching, routes: Routes) -> EntryView:
    """Return a course taught."""
    students = f"{entry.students} students" if entry.students else ""
    return EntryView(
        title=join((entry.course, f"({entry.code})" if entry.code else ""), " "),
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.role, entry.level, entry.institution, students))),
        summary=entry.summary,
        when=show_range(entry.date),
    )


def service(entry: c.Service, routes: Routes) -> EntryView:
    """Return service to the field."""
    return EntryView(
        title=entry.role,
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.institution, entry.place, SERVICE[entry.kind])), entry.note),
        when=show_range(entry.date),
    )


def student(entry: c.Student, routes: Routes) -> EntryView:
    """Return somebody supervised."""
    thesis = emph(entry.thesis)
    now = join(("now", entry.now), " ") if entry.now else NO_TEXT
    first = join((entry.degree, entry.institution, STUDENTS[entry.role], now))
    return EntryView(
        title=rich(entry.name),
        href=resolve(entry.url, routes),
        lines=_lines(first, thesis),
        when=show_range(entry.date),
    )


def membership(entry: c.Membership, routes: Routes) -> EntryView:
    """Return a society."""
    return EntryView(
        title=entry.institution,
        href=resolve(entry.url, routes),
        lines=_lines(rich(entry.role)),
        when=show_range(entry.date),
    )


def own_entry(entry: c.Entry, routes: Routes) -> EntryView:
    """Return an entry of a section of one's own."""
    return EntryView(
        title=entry.title,
        href=resolve(entry.url, routes),
        lines=_lines(join((entry.institution, entry.place)), entry.note),
        notes=entry.notes,
        when=show_range(entry.date),
    )


def skill(entry: c.Skill) -> EntryView:
    """Return skills under one heading, as a list or prose."""
    return EntryView(
        title=join((entry.name, entry.level)),
        lines=_lines(rich(", ".join(entry.items)), entry.text),
    )


def language(entry: c.Language) -> EntryView:
    """Return a spoken language."""
    return EntryView(title=rich(entry.name), lines=_lines(rich(entry.level)))


def project(entry: Project, routes: Routes) -> EntryView:
    """Return a project for lists."""
    return EntryView(
        title=entry.title,
        href=routes.pages[entry.span.path],
        summary=entry.summary,
        when=show_range(entry.date),
        badges=(entry.status.capitalize(),) if entry.status in ("planned", "archived") else (),
        image=image(entry.image, entry.image_alt, routes),
    )


def post(entry: Post, routes: Routes) -> EntryView:
    """Return a post for lists."""
    return EntryView(
        title=entry.title,
        href=routes.pages[entry.span.path],
        summary=entry.summary,
        when=show_date(entry.date),
        datetime=entry.date.iso,
        image=image(entry.image, entry.image_alt, routes),
    )


def news(entry: NewsItem, routes: Routes) -> EntryView:
    """Return a line of news; it links to its page when it has one."""
    return EntryView(
        title=entry.title,
        href=routes.pages[entry.span.path] if entry.slug else "",
        when=show_date(entry.date),
        datetime=entry.date.iso,
    )


def page(entry: Page, routes: Routes) -> EntryView:
    """Return a page of one's own for lists."""
    return EntryView(title=entry.title, href=routes.pages[entry.span.path], summary=entry.summary)


def by_year(
    entries: Sequence[tuple[PartialDate | None, EntryView]],
) -> tuple[EntryGroup, ...]:
    """Divide a sorted list by the year in which each entry began."""
    return tuple(
        EntryGroup(
            label=str(year or ""),
            anchor=f"y{year}" if year else "undated",
            entries=tuple(view for _, view in members),
        )
        for year, members in groupby(entries, key=lambda entry: entry[0].year if entry[0] else 0)
    )


def _lines(*lines: RichText) -> tuple[RichText, ...]:
    return tuple(line for line in lines if line)


def _people(one: str, many: str, names: tuple[str, ...], *, colon: bool = True) -> RichText:
    if not names:
        return NO_TEXT
    label = (one if len(names) == 1 else many) + (":" if colon else "")
    return rich(f"{label} {', '.join(names)}")


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
    return ImageView(href=found, alt=alt) if found else None
