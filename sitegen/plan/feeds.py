"""The feeds: one for each list whose entries have days, and one of everything."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from sitegen.addresses import absolute_url
from sitegen.citations import cite
from sitegen.listed import told_day
from sitegen.model.cv import Talk
from sitegen.model.pages import NewsItem, Post, Project
from sitegen.model.publication import Publication
from sitegen.plan.entries import talk_line
from sitegen.plan.tasks import FeedItem, FeedSource, FeedTask
from sitegen.plan.texts import body_links, render_for_feed
from sitegen.routes import out_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.text import Url
    from sitegen.plan.context import Context
    from sitegen.plan.texts import BodyLinks

FEED_ITEMS_AT_MOST: Final = 50

_Told: TypeAlias = Publication | Post | NewsItem | Talk | Project


class _Dated(NamedTuple):
    """Something that a feed may tell of."""

    updated: PartialDate
    one: _Told


def feed_tasks(context: Context) -> Iterator[FeedTask]:
    """Yield the feeds of the site, each newest first."""
    site = context.site
    found = _dated(context)
    for url in context.routes.feeds:
        name = posixpath.dirname(url).strip("/")
        told = found[name] if name else [one for dated in found.values() for one in dated]
        told = sorted(told, key=lambda one: one.updated.sort_key, reverse=True)
        title = context.list_title(name) if name else ""  # type: ignore[arg-type]  # a name of LISTS
        yield FeedTask(
            out=out_path(url),
            title=f"{title} · {site.config.title}" if title else site.config.title,
            page_url=absolute_url(f"/{name}/" if name else "/", site.config.url),
            feed_url=absolute_url(url, site.config.url),
            author=site.profile.name,
            language=site.config.language,
            sources=tuple(_feed_source(one, context) for _, one in told[:FEED_ITEMS_AT_MOST]),
        )


def _dated(context: Context) -> Mapping[str, list[_Dated]]:
    """Return what each list has to tell."""
    site = context.site
    talks = site.collections.talks
    return {
        "publications": [_Dated(one.date, one) for one in context.publications if one.date],
        "news": [_Dated(one.date, one) for one in site.news],
        "posts": [_Dated(one.updated or one.date, one) for one in site.posts],
        "talks": [_Dated(day, one) for one in talks if (day := told_day(one, site.today))],
        "projects": [
            _Dated(day, one) for one in site.projects if (day := told_day(one, site.today))
        ],
    }


def _feed_source(one: _Told, context: Context) -> FeedSource:
    site_url, routes = context.site.config.url, context.routes
    match one:
        case Publication():
            return FeedSource(_publication_item, (one, routes.publications[one.key], site_url))
        case Post():
            known = body_links(one.body, context)
            return FeedSource(_post_item, (one, routes.pages[one.span.path], known, site_url))
        case NewsItem():
            links = body_links(one.body, context) if one.body else None
            page = routes.pages[one.span.path] if one.body else None
            return FeedSource(_news_item, (one, page, links, site_url))
        case Talk():
            line = str(talk_line(one, context.words))
            return FeedSource(_talk_item, (one, routes.names[f"talk:{one.slug}"], line, site_url))
        case Project():
            return FeedSource(_project_item, (one, routes.pages[one.span.path], site_url))


def _publication_item(publication: Publication, page: Url, site_url: str) -> FeedItem:
    date = publication.date
    if date is None:
        raise ValueError("a work without a date is in no feed")
    url = absolute_url(page, site_url)
    return FeedItem(str(publication.title), url, date, date, str(cite(publication, "apa")))


def _post_item(post: Post, page: Url, known: BodyLinks, site_url: str) -> FeedItem:
    return FeedItem(
        title=str(post.title),
        url=absolute_url(page, site_url),
        published=post.date,
        updated=post.updated or post.date,
        summary=str(post.summary),
        content=render_for_feed(post.body, page, known, site_url),
    )


def _news_item(
    item: NewsItem, page: Url | None, known: BodyLinks | None, site_url: str
) -> FeedItem:
    if page is None or known is None or item.body is None:
        url = absolute_url(f"/news/#y{item.date.year}", site_url)
        return FeedItem(str(item.title), url, item.date, item.date, "")
    content = render_for_feed(item.body, page, known, site_url)
    address = absolute_url(page, site_url)
    return FeedItem(str(item.title), address, item.date, item.date, "", content)


def _talk_item(talk: Talk, page: Url, line: str, site_url: str) -> FeedItem:
    if talk.date is None or talk.date.start is None:
        raise ValueError("a talk without a date is in no feed")
    summary = "\n".join(part for part in (line, str(talk.abstract)) if part)
    day = talk.date.start
    return FeedItem(str(talk.title), absolute_url(page, site_url), day, day, summary)


def _project_item(project: Project, page: Url, site_url: str) -> FeedItem:
    if project.date is None or project.date.start is None:
        raise ValueError("a project without a date is in no feed")
    day, url = project.date.start, absolute_url(page, site_url)
    return FeedItem(str(project.title), url, day, day, str(project.summary))
