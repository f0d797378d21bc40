"""The lists of projects, talks, courses, people and news."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.listed import has_day
from sitegen.model.text import slugify
from sitegen.plan import entries
from sitegen.plan.courses import course_groupings
from sitegen.plan.linked_data import talk_json_ld
from sitegen.plan.meta import page_meta
from sitegen.plan.talks import sorted_talks
from sitegen.views import EntryGroup, EntryView, LinkView, ListView

if TYPE_CHECKING:
    from sitegen.model.cv import Student
    from sitegen.plan.context import Context
    from sitegen.plan.meta import Json

PlainList: TypeAlias = Literal["projects", "talks", "teaching", "people", "news"]


def list_view(name: PlainList, context: Context) -> ListView:
    """Return one of the lists that have but one page."""
    site, routes, words = context.site, context.routes, context.words
    title = context.list_title(name)
    feed = context.feed_links(name)
    links = [LinkView(label=words["link_feed"], href=one.href, kind="feed") for one in feed]
    if name == "talks":
        links.insert(0, LinkView(label=words["link_ics"], href="/talks.ics", kind="ics"))
    groupings = course_groupings(context) if name == "teaching" else ()
    return ListView(
        meta=page_meta(
            context.basics,
            routes.lists[name],
            name,
            title,
            description=site.config.leads.get(name) or context.said_of_list(title),
            json_ld=partial(_events, context) if name == "talks" else None,
            alternates=feed,
        ),
        title=title,
        lead=site.config.leads.get(name, ""),
        groups=groupings[0].groups if groupings else _groups(name, context),
        exports=tuple(links),
        groupings=groupings if len(groupings) > 1 else (),
    )


def _events(context: Context) -> Json:
    """Return the talks whose day is known, those to come first."""
    site, routes = context.site, context.routes
    upcoming, past = sorted_talks(site.collections.talks, site.today)
    return [
        talk_json_ld(context.basics, talk, routes.names[f"talk:{talk.slug}"])
        for talk in (*upcoming, *past)
        if has_day(talk)
    ]


def _groups(name: PlainList, context: Context) -> tuple[EntryGroup, ...]:
    site = context.site
    match name:
        case "talks":
            return _talks(context)
        case "news":
            lines = context.entries(entries.news, site.news)
            dated = [*zip([one.date for one in site.news], lines, strict=True)]
            return entries.by_year(dated, context.words)
        case "projects":
            categories = dict.fromkeys(one.category for one in site.projects)
            return tuple(
                EntryGroup(
                    label=category,
                    anchor=f"category-{number}",
                    entries=context.entries(
                        entries.project, (one for one in site.projects if one.category == category)
                    ),
                )
                for number, category in enumerate(categories, 1)
            )
        case "people":
            return _people(context)
        case "teaching":
            return ()


def _talks(context: Context) -> tuple[EntryGroup, ...]:
    """Return the talks: what is to come, soonest first, then the past by year."""
    site, routes, words = context.site, context.routes, context.words
    upcoming, past = sorted_talks(site.collections.talks, site.today)
    coming = tuple(entries.talk(one, routes, words, is_upcoming=True) for one in upcoming)
    given = [
        (one.date.start if one.date else None, entries.talk(one, routes, words)) for one in past
    ]
    first = (EntryGroup(label=words["upcoming"], anchor="upcoming", entries=coming),)
    return (*(first if coming else ()), *entries.by_year(given, words))


def _people(context: Context) -> tuple[EntryGroup, ...]:
    """Return the groups of people in file order, then current and former students."""
    made, routes, words = context.site.collections, context.routes, context.words
    groups: defaultdict[str, list[EntryView]] = defaultdict(list)
    for person in made.people:
        if person.group:
            groups[person.group].append(entries.person(person, routes, words))
    students = entries.newest_first(made.students)
    for label, is_shown in (("current_students", True), ("former_students", False)):
        for student in students:
            if is_current(student) is is_shown:
                groups[words[label]].append(entries.student(student, routes, words))
    return tuple(
        EntryGroup(label=label, anchor=f"{slugify(label)}-{number}", entries=tuple(members))
        for number, (label, members) in enumerate(groups.items(), 1)
    )


def is_current(student: Student) -> bool:
    """Say whether somebody is still a student: no end is known, nor where they went."""
    if student.now:
        return False
    return student.date is None or student.date.is_ongoing
