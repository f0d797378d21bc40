"""What is made beside the pages: calendar, exports, sitemap, small files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.addresses import absolute_url
from sitegen.model.text import OutPath, Url
from sitegen.plan.feeds import feed_tasks
from sitegen.plan.pages import NOT_FOUND_URL
from sitegen.plan.publications import exports
from sitegen.plan.search import search_task
from sitegen.plan.tasks import (
    CalendarTask,
    Event,
    ExportTask,
    PageTask,
    SitemapTask,
    TextTask,
)
from sitegen.routes import out_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model.cv import Talk
    from sitegen.model.publication import Publication
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import ExportFormat, Task
    from sitegen.views import PublicationView

FEED_ITEMS_AT_MOST = 50
EXPORTS: Final[tuple[ExportFormat, ...]] = ("bib", "json", "ris")


def extra_tasks(context: Context, pages: Sequence[PageTask]) -> Iterator[Task]:
    """Return every file that is no page; `pages` are the pages of the site."""
    config = context.site.config
    yield from feed_tasks(context)
    if context.site.collections.talks:
        yield from _calendars(context)
    if "exports" not in config.build.skip:
        yield from _exports(context)
    if "search" not in config.build.skip:
        yield search_task(context)
    yield _sitemap(pages, context)
    sitemap = absolute_url("/sitemap.xml", config.url)
    yield TextTask(OutPath("robots.txt"), f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
    yield TextTask(OutPath(".nojekyll"), "")
    if config.domain:
        yield TextTask(OutPath("CNAME"), f"{config.domain}\n")


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


def _sitemap(pages: Sequence[PageTask], context: Context) -> SitemapTask:
    """Name every page that may be indexed, with the day of its last change where that is true.

    That is the day of a post or of news, and the newest day for their lists.
    """
    site_url = context.site.config.url
    days = {
        "/posts/": [one.updated or one.date for one in context.site.posts],
        "/news/": [one.date for one in context.site.news],
    }
    newest = {
        url: max(dates, key=lambda date: date.sort_key).iso for url, dates in days.items() if dates
    }
    listed = [
        (absolute_url(page.url, site_url), page.changed or newest.get(page.url, ""))
        for page in pages
        if page.url != NOT_FOUND_URL
    ]
    return SitemapTask(OutPath("sitemap.xml"), tuple(sorted(listed)))
