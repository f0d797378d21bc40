"""One entry of each collection as a CV shows it: which fact stands where."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.text import NO_TEXT, Link, RichText, rich
from sitegen.plan import entries
from sitegen.plan.labels import service_label, student_label
from sitegen.plan.lines import emph, join
from sitegen.plan.linked import linked
from sitegen.views.documents import CvEntryView
from sitegen.words import number_text, show_range

if TYPE_CHECKING:
    from sitegen.model import cv as c
    from sitegen.model.config import CvStyle, DateForm
    from sitegen.model.dates import DateRange
    from sitegen.model.pages import Project
    from sitegen.routes import Routes
    from sitegen.words import Words


class Setting(NamedTuple):
    """Where links lead, in which language, and how dates are written."""

    routes: Routes
    words: Words
    dates: DateForm | None

    def when(self, date: DateRange | None) -> str:
        """Return a date or range for readers."""
        return show_range(date, self.words, self.dates)

    def link(self, text: RichText) -> RichText:
        """Return a text whose links lead to pages of the site."""
        return linked(text, self.routes)


def in_style(view: CvEntryView, style: CvStyle) -> CvEntryView:
    """Return an entry with its facts where the style has a place for them."""
    if style == "entries":
        if not view.detail:
            return view
        subtitle = view.subtitle or view.detail
        lines = (view.detail, *view.lines) if view.subtitle else view.lines
        return replace(view, subtitle=subtitle, lines=lines, detail=NO_TEXT, separator=", ")
    if not (view.subtitle or view.lines or view.summary):
        return view
    parts = [text for text in (view.subtitle, view.detail, *view.lines, view.summary) if text]
    detail = reduce(then, parts)
    separator = view.separator if parts[0] == view.detail else _separator(parts[0])
    return replace(
        view, detail=detail, separator=separator, subtitle=NO_TEXT, lines=(), summary=NO_TEXT
    )


def then(first: RichText, second: RichText) -> RichText:
    """Return one text after another: what begins with a capital and ends with a stop is a sentence.

    >>> str(then(rich("€ 500"), rich("For the best talk.")))
    '€ 500. For the best talk.'
    >>> str(then(rich("€ 500"), rich("for a talk")))
    '€ 500, for a talk'
    """
    if not first or not second:
        return first or second
    mark = " " if str(first)[-1:] in ".!?…" else _separator(second)
    return RichText((*first.nodes, *rich(mark).nodes, *second.nodes))


def _separator(text: RichText) -> str:
    words = str(text)
    return ". " if words[:1].isupper() and words[-1:] in ".!?…" else ", "


def _detail(
    view: CvEntryView, facts: tuple[RichText | str, ...], *sentences: RichText
) -> CvEntryView:
    parts = [text for text in (join(facts), *sentences) if text]
    if not parts:
        return view
    return replace(view, detail=reduce(then, parts), separator=_separator(parts[0]))


def education(one: c.Education, setting: Setting) -> CvEntryView:
    """Return a degree; the institution leads."""
    words, link = setting.words, setting.link
    thesis = entries.thesis_line(one.thesis, words)
    lines = (entries.people_line("advisors", one.advisors, words), thesis, _marks(one, words))
    return CvEntryView(
        title=link(join((one.department, one.institution))),
        href=entries.resolve(one.url, setting.routes),
        subtitle=link(entries.degree_line(one, words)),
        place=rich(one.place),
        when=setting.when(one.date),
        lines=tuple(link(line) for line in lines if line),
        notes=tuple(map(link, one.notes)),
    )


def _marks(one: c.Education, words: Words) -> RichText:
    """Return grade and honours; a grade that is a number says that it is one."""
    is_number = one.grade[:1].isdigit()
    grade = words.fill("grade_line", grade=one.grade) if is_number else one.grade
    return join((grade, one.honours))


def experience(one: c.Experience, setting: Setting) -> CvEntryView:
    """Return a position; at the other side stands its city, or else the institution."""
    words, link = setting.words, setting.link
    people = (
        entries.people_line("advisors", one.advisors, words),
        entries.people_line("mentors", one.mentors, words),
    )
    where = join((one.department, one.institution))
    title, place = (join((one.title, where)), rich(one.place)) if one.place else (one.title, where)
    return CvEntryView(
        title=link(title),
        href=entries.resolve(one.url, setting.routes),
        subtitle=join(people, ". "),
        place=link(place),
        when=setting.when(one.date),
        summary=link(one.summary),
        notes=tuple(map(link, one.notes)),
    )


def award(one: c.Award, setting: Setting) -> CvEntryView:
    """Return a prize or honour."""
    view = CvEntryView(
        title=setting.link(one.title),
        href=entries.resolve(one.url, setting.routes),
        place=setting.link(join((one.institution, one.place))),
        when=setting.when(one.date),
    )
    return _detail(view, (one.amount,), setting.link(one.note))


def grant(one: c.Grant, setting: Setting) -> CvEntryView:
    """Return funding."""
    view = CvEntryView(
        title=setting.link(one.title),
        href=entries.resolve(one.url, setting.routes),
        place=setting.link(one.funder),
        when=setting.when(one.date),
    )
    company = _with(one.investigators, setting.words)
    return _detail(view, (one.number, one.role, one.amount), company, setting.link(one.note))


def _with(names: tuple[str, ...], words: Words) -> RichText:
    return rich(f"{words.fill('with', names=', '.join(names))}." if names else "")


def talk(one: c.Talk, setting: Setting, heading: str = "") -> CvEntryView:
    """Return a talk; at the other side stands who invited, or else the city.

    What sort of talk it is goes without saying where the heading says it: "Invited talks".
    """
    words = setting.words
    view = CvEntryView(
        title=setting.link(one.title),
        href=entries.page_of(one, setting.routes),
        place=setting.link(one.host or rich(one.place)),
        when=setting.when(one.date),
        links=entries.talk_links(one, setting.routes, words, is_upcoming=False),
    )
    city = one.place if one.host else ""
    said = heading.casefold()
    badges = (name for name in entries.talk_badges(one, words) if name.casefold() not in said)
    company = _with(one.speakers, words)
    return _detail(view, (setting.link(one.event), city, *badges), company)


def teaching(one: c.Teaching, setting: Setting) -> CvEntryView:
    """Return a course."""
    view = CvEntryView(
        title=setting.link(entries.course_title(one)),
        href=entries.page_of(one, setting.routes) or entries.resolve(one.url, setting.routes),
        place=setting.link(one.institution),
        when=setting.when(one.date),
    )
    count = entries.student_count(one, setting.words)
    return _detail(view, (one.role, one.level, count), setting.link(one.summary))


def service(one: c.Service, setting: Setting) -> CvEntryView:
    """Return service to the field."""
    view = CvEntryView(
        title=setting.link(one.role),
        href=entries.resolve(one.url, setting.routes),
        when=setting.when(one.date),
    )
    label = service_label(one.kind, setting.words)
    where = setting.link(one.institution)
    return _detail(view, (where, one.place, label), setting.link(one.note))


def student(one: c.Student, setting: Setting) -> CvEntryView:
    """Return somebody supervised."""
    words = setting.words
    view = CvEntryView(
        title=rich(one.name),
        href=entries.resolve(one.url, setting.routes),
        place=setting.link(one.institution),
        when=setting.when(one.date),
    )
    label = student_label(one.role, words)
    now = setting.link(entries.now_line(one.now, words))
    return _detail(view, (one.degree, label, setting.link(emph(one.thesis)), now))


def membership(one: c.Membership, setting: Setting) -> CvEntryView:
    """Return a society."""
    view = CvEntryView(
        title=setting.link(one.institution),
        href=entries.resolve(one.url, setting.routes),
        when=setting.when(one.date),
    )
    return _detail(view, (one.role,))


def skill(one: c.Skill, setting: Setting) -> CvEntryView:
    """Return skills under one heading, as a list or as prose."""
    items = ", ".join(one.items)
    detail = then(then(rich(one.level), rich(items)), setting.link(one.text))
    return CvEntryView(title=setting.link(one.name), detail=detail, separator=": ")


def language(one: c.Language, _setting: Setting) -> CvEntryView:
    """Return a spoken language."""
    return CvEntryView(title=rich(one.name), detail=rich(one.level), separator=": ")


def project(one: Project, setting: Setting) -> CvEntryView:
    """Return a project with its stars and forks, without the day on which they were counted."""
    routes, words = setting.routes, setting.words
    counted = (
        words.fill(name, count, number=number_text(count, words.language))
        for count, name in ((one.stars, "stars"), (one.forks, "forks"))
        if count is not None
    )
    return CvEntryView(
        title=setting.link(one.title),
        href=routes.pages.get(one.span.path, ""),
        when=setting.when(one.date),
        summary=setting.link(one.summary),
        counts=", ".join(counted),
        links=entries.project_links(one, routes, words),
    )


def reference(one: c.Reference, setting: Setting) -> CvEntryView:
    """Return somebody who can be asked about the person."""
    view = CvEntryView(title=rich(one.name))
    email = RichText((Link(f"mailto:{one.email}", rich(one.email).nodes),)) if one.email else ""
    where = setting.link(join((one.title, one.institution)))
    return _detail(view, (where, one.relation, email, one.phone))


def own_entry(one: c.Entry, setting: Setting) -> CvEntryView:
    """Return an entry of a section of one's own."""
    institution = setting.link(one.institution)
    return CvEntryView(
        title=setting.link(one.title),
        href=entries.resolve(one.url, setting.routes),
        subtitle=institution if one.place else NO_TEXT,
        place=rich(one.place) or institution,
        when=setting.when(one.date),
        summary=setting.link(one.note),
        notes=tuple(map(setting.link, one.notes)),
    )
