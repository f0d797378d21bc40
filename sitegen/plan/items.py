"""The pages of talks and courses that have a text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sitegen.listed import has_day
from sitegen.model.cv import Talk
from sitegen.model.text import Url
from sitegen.plan import entries
from sitegen.plan.courses import course_name
from sitegen.plan.lines import join
from sitegen.plan.linked_data import talk_json_ld
from sitegen.plan.meta import page_meta
from sitegen.plan.talks import is_upcoming
from sitegen.plan.texts import body_frames, is_numeric, render_body
from sitegen.views import ItemView
from sitegen.words import show_range

if TYPE_CHECKING:
    from sitegen.model.cv import Teaching
    from sitegen.model.text import RichText
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks, Rendered
    from sitegen.views import EntryView, PublicationView


class ItemCompany(NamedTuple):
    """What the page of a talk or a course shows of the site: its own line, and others."""

    url: Url
    entry: EntryView
    others: tuple[EntryView, ...] = ()
    publications: tuple[PublicationView, ...] = ()


def talk_company(talk: Talk, context: Context) -> ItemCompany:
    """Return what stands beside a talk on its page."""
    coming = is_upcoming(talk, context.site.today)
    entry = entries.talk(talk, context.routes, context.words, is_upcoming=coming)
    papers = [context.views[key] for key in talk.publications if key in context.views]
    return ItemCompany(Url(entry.href), entry, publications=tuple(papers))


def course_company(course: Teaching, context: Context) -> ItemCompany:
    """Return what stands beside a course on its page: the same course in other terms."""
    routes, words = context.routes, context.words
    name = course_name(course)
    others = entries.newest_first(
        one
        for one in context.site.collections.teaching
        if one is not course and course_name(one) == name
    )
    entry = entries.teaching(course, routes, words)
    lines = tuple(entries.teaching(one, routes, words) for one in others)
    return ItemCompany(Url(entry.href), entry, lines)


def talk_view(talk: Talk, known: BodyLinks, company: ItemCompany, basics: Basics) -> ItemView:
    """Return the page of a talk."""
    body = _body(talk, known, company, basics)
    return _item(talk, body, company, basics, "talks", company.entry.abstract)


def course_view(
    course: Teaching, known: BodyLinks, company: ItemCompany, basics: Basics
) -> ItemView:
    """Return the page of a course."""
    body = _body(course, known, company, basics)
    return _item(course, body, company, basics, "teaching", company.entry.summary)


def _body(
    item: Talk | Teaching, known: BodyLinks, company: ItemCompany, basics: Basics
) -> Rendered:
    if item.body is None:
        raise ValueError("a line of a table has no page")
    return render_body(item.body, company.url, known, is_numeric=is_numeric(basics))


def _item(
    item: Talk | Teaching,
    body: Rendered,
    company: ItemCompany,
    basics: Basics,
    section: str,
    summary: RichText,
) -> ItemView:
    entry = company.entry
    return ItemView(
        meta=page_meta(
            basics,
            company.url,
            section,
            str(entry.title),
            description=str(summary) or str(join((*entry.lines, entry.when))),
            kind="article",
            has_card=True,
            has_math=item.body.has_math if item.body else False,
            frames=body_frames(item.body),
            json_ld=partial(talk_json_ld, basics, item, company.url)
            if isinstance(item, Talk) and has_day(item)
            else None,
        ),
        title=entry.title,
        summary=summary,
        when=entry.when or show_range(item.date, basics.words),
        datetime=entry.datetime,
        highlight=entry.highlight,
        badges=entry.badges,
        lines=entry.lines,
        body=body.html,
        headings=item.body.headings if item.body else (),
        links=entry.links,
        tags=entry.tags,
        entries=company.others,
        publications=company.publications,
        references=body.references,
        list_href=Url(f"/{section}/"),
    )
