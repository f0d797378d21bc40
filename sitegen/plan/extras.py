"""What is made beside the pages: feeds, calendar, exports, sitemap, small files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.citations import cite
from sitegen.model.pages import NewsItem, Post
from sitegen.model.publication import Publication
from sitegen.model.text import OutPath, Url
from sitegen.plan.pages import NOT_FOUND_URL
from sitegen.plan.publications import exports
from sitegen.plan.search import search_task
from sitegen.plan.tasks import (
    CalendarTask,
    Event,
    ExportTask,
    FeedItem,
    FeedSource,
    FeedTask,
    PageTask,
    SitemapTask,
    TextTask,
)
from sitegen.plan.texts import body_links, render_for_feed
from sitegen.routes import absolute_url, out_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.cv import Talk
    from sitegen.model.dates import PartialDate
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import ExportFormat, Task
    from sitegen.plan.texts import BodyLinks
    from sitegen.views import PublicationView

FEED_ITEMS_AT_MOST = 50
EXPORTS: Final[tuple[ExportFormat, ...]] = ("bib", "json", "ris")


def extra_tasks(context: Context, pages: Sequence[PageTask]) -> Iterator[Task]:
    """Return every file that is no page; `pages` are the pages of the site."""
    config = context.site.config
    yield from _feeds(context)
    if context.site.collections.talks:
        yield from _calendars(context)
    if "exports" not in config.build.skip:
        yield from _exports(context)
    if "search" not in config.build.skip:
        yield search_task(context)
    yield _sitemap(pages, config.url)
    sitemap = absolute_url("/sitemap.xml", config.url)
    yield TextTask(OutPath("robots.txt"), f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
    yield TextTask(OutPath(".nojekyll"), "")
    if config.domain:
        yield TextTask(OutPath("CNAME"), f"{config.domain}\n")


class _Dated(NamedTuple):
    """Something that a feed may tell of."""

    updated: PartialDate
    one: Publication | Post | NewsItem


def _feeds(context: Context) -> Iterator[FeedTask]:
    site = context.site
    found = {
        "publications": [_Dated(one.date, one) for one in context.publications if one.date],
        "news": [_Dated(one.date, one) for one in site.news],
        "posts": [_Dated(one.updated or one.date, one) for one in site.posts],
    }
    for url in context.routes.feeds:
        name = posixpath.dirname(url).strip("/")
        if name:
            told = found[name]
        else:
            told = [one for dated in found.values() for one in dated]
            told.sort(key=lambda one: one.updated.sort_key, reverse=True)
        if told:
            yield FeedTask(
                out=out_path(url),
                title=f"{context.list_title(name)} · {site.config.title}"  # type: ignore[arg-type]  # a name of LISTS
                if name
                else site.config.title,
                page_url=absolute_url(f"/{name}/" if name else "/", site.config.url),
                feed_url=absolute_url(url, site.config.url),
                author=site.profile.name,
                language=site.config.language,
                sources=tuple(_feed_source(one, context) for _, one in told[:FEED_ITEMS_AT_MOST]),
            )


def _feed_source(one: Publication | Post | NewsItem, context: Context) -> FeedSource:
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


def _calendars(context: Context) -> Iterator[CalendarTask]:
    """Yield the calendar of all talks whose day is known, and one of each by itself."""
    site = context.site
    zone = site.config.timezone
    title = f"{context.list_title('talks')} · {site.config.title}"
    events = {
        talk.slug: _event(talk, context)
        for talk in site.collections.talks
        if talk.slug in context.routes.events
    }
    yield CalendarTask(OutPath("talks.ics"), title, zone, tuple(events.values()))
    for slug, event in events.items():
        yield CalendarTask(out_path(context.routes.events[slug]), event.title, zone, (event,))


def _event(talk: Talk, context: Context) -> Event:
    if talk.date is None or talk.date.start is None:
        raise ValueError("a talk without a day is in no calendar")
    routes, end = context.routes, talk.date.end
    place = ", ".join(part for part in (str(talk.host), talk.place) if part)
    return Event(
        uid=f"talk-{talk.slug}",
        title=str(talk.title),
        place=place,
        description=str(talk.event),
        url=absolute_url(routes.names[f"talk:{talk.slug}"], context.site.config.url),
        start=talk.date.start,
        end=end if end and end.day else None,
        time=talk.time,
        duration_minutes=talk.duration_minutes,
    )


def _exports(context: Context) -> Iterator[ExportTask]:
    """The whole list in file order, and each publication alone."""
    listed = tuple(one for one in context.site.publications if not one.is_hidden)
    for name in EXPORTS if listed else ():
        yield ExportTask(OutPath(f"publications.{name}"), name, listed)
    rows = ((one, context.views[one.key]) for one in listed)
    for tasks in context.memo.each(_own_exports, rows):
        yield from tasks


def _own_exports(publication: Publication, view: PublicationView) -> tuple[ExportTask, ...]:
    return tuple(
        ExportTask(out_path(Url(link.href)), name, (publication,))
        for link, name in zip(exports(view.href, view.anchor), EXPORTS, strict=True)
    )


def _sitemap(pages: Sequence[PageTask], site_url: str) -> SitemapTask:
    """Name every page that may be indexed; only posts and news have a day that is true."""
    listed = [
        (absolute_url(page.url, site_url), page.changed)
        for page in pages
        if page.url != NOT_FOUND_URL
    ]
    return SitemapTask(OutPath("sitemap.xml"), tuple(sorted(listed)))
