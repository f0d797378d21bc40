"""What is made beside the pages: feeds, calendar, exports, search index, sitemap, small files."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sitegen.citations import cite
from sitegen.model.text import OutPath, Url
from sitegen.plan.labels import KINDS
from sitegen.plan.publications import exports
from sitegen.plan.tasks import (
    CalendarTask,
    Event,
    ExportTask,
    FeedItem,
    FeedTask,
    PageTask,
    SearchItem,
    SearchTask,
    SitemapTask,
    TextTask,
)
from sitegen.plan.texts import render_for_feed
from sitegen.readers.markdown import plain_text
from sitegen.routes import absolute_url, out_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model.pages import NewsItem, Post
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import ExportFormat, Task

FEED_ITEMS_AT_MOST = 50
SEARCH_TEXT_LIMIT = 300


def extra_tasks(context: Context, pages: Sequence[PageTask]) -> Iterator[Task]:
    """Return every file that is no page; `pages` are the pages of the site."""
    yield from _feeds(context)
    if context.site.collections.talks:
        yield _calendar(context)
    yield from _exports(context)
    yield SearchTask(OutPath("search.json"), tuple(_search_items(context)))
    yield _sitemap(pages)
    sitemap = absolute_url("/sitemap.xml", context.site.config.url)
    yield TextTask(OutPath("robots.txt"), f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
    yield TextTask(OutPath(".nojekyll"), "")
    if context.site.config.domain:
        yield TextTask(OutPath("CNAME"), f"{context.site.config.domain}\n")


def _feeds(context: Context) -> Iterator[FeedTask]:
    site = context.site
    items = {
        "publications": list(_publication_items(context)),
        "news": [_news_item(one, context) for one in site.news],
        "posts": [_post_item(one, context) for one in site.posts],
    }
    everything = [item for found in items.values() for item in found]
    everything.sort(key=lambda item: item.updated.sort_key, reverse=True)
    for url in context.routes.feeds:
        name = posixpath.dirname(url).strip("/")
        found = items[name] if name else everything
        if found:
            yield FeedTask(
                out=out_path(url),
                title=f"{context.list_title(name)} · {site.config.title}"  # type: ignore[arg-type]  # a name of LISTS
                if name
                else site.config.title,
                page_url=absolute_url(f"/{name}/" if name else "/", site.config.url),
                feed_url=absolute_url(url, site.config.url),
                author=site.profile.name,
                language=site.config.language,
                items=tuple(found[:FEED_ITEMS_AT_MOST]),
            )


def _publication_items(context: Context) -> Iterator[FeedItem]:
    for publication in context.publications:
        date = publication.date
        if date is None:
            continue
        url = absolute_url(context.views[publication.key].href, context.site.config.url)
        summary = str(cite(publication, "apa"))
        yield FeedItem(str(publication.title), url, date, date, summary)


def _post_item(post: Post, context: Context) -> FeedItem:
    url = context.routes.pages[post.span.path]
    site_url = context.site.config.url
    return FeedItem(
        title=str(post.title),
        url=absolute_url(url, site_url),
        published=post.date,
        updated=post.updated or post.date,
        summary=str(post.summary),
        content=render_for_feed(post.body, url, context),
    )


def _news_item(item: NewsItem, context: Context) -> FeedItem:
    site_url = context.site.config.url
    if item.slug is None or item.body is None:
        url = f"/news/#y{item.date.year}"
        return FeedItem(str(item.title), absolute_url(url, site_url), item.date, item.date, "")
    page = context.routes.pages[item.span.path]
    content = render_for_feed(item.body, page, context)
    address = absolute_url(page, site_url)
    return FeedItem(str(item.title), address, item.date, item.date, "", content)


def _calendar(context: Context) -> CalendarTask:
    site = context.site
    events = []
    for number, talk in enumerate(site.collections.talks, 1):
        start = talk.date.start if talk.date else None
        if talk.date is None or start is None or not start.day:
            continue
        end = talk.date.end
        place = ", ".join(part for part in (str(talk.host), talk.place) if part)
        events.append(
            Event(
                uid=f"talk-{start.iso}-{number}",
                title=str(talk.title),
                place=place,
                description=str(talk.event),
                url=absolute_url(context.routes.lists["talks"], site.config.url),
                start=start,
                end=end if end and end.day else None,
                time=talk.time,
                duration_minutes=talk.duration_minutes,
            )
        )
    title = f"{context.list_title('talks')} · {site.config.title}"
    return CalendarTask(OutPath("talks.ics"), title, site.config.timezone, tuple(events))


def _exports(context: Context) -> Iterator[ExportTask]:
    """The whole list in file order, and each publication alone."""
    formats: tuple[ExportFormat, ...] = ("bib", "json", "ris")
    listed = tuple(one for one in context.site.publications if not one.is_hidden)
    for name in formats if listed else ():
        yield ExportTask(OutPath(f"publications.{name}"), name, listed)
    for publication in listed:
        view = context.views[publication.key]
        for link, name in zip(exports(view.href, view.anchor), formats, strict=True):
            yield ExportTask(out_path(Url(link.href)), name, (publication,))


def _search_items(context: Context) -> Iterable[SearchItem]:
    site, routes = context.site, context.routes
    for publication in context.publications:
        view = context.views[publication.key]
        authors = ", ".join(str(author.name) for author in publication.authors)
        text = " ".join(
            (authors, str(publication.venue), view.abbr, " ".join(publication.keywords),
             str(publication.abstract)[:SEARCH_TEXT_LIMIT])
        )  # fmt: skip
        label = KINDS[publication.kind][0]
        yield _search_item(str(publication.title), view.href, label, view.year, text)
    for project in site.projects:
        text = f"{project.summary} {plain_text(project.body)}"
        year = str(project.date.start.year) if project.date and project.date.start else ""
        url = routes.pages[project.span.path]
        yield _search_item(str(project.title), url, "Project", year, text)
    for post in site.posts:
        text = f"{' '.join(post.tags)} {post.summary} {plain_text(post.body)}"
        url = routes.pages[post.span.path]
        yield _search_item(str(post.title), url, "Post", str(post.date.year), text)
    for talk in site.collections.talks:
        year = str(talk.date.start.year) if talk.date and talk.date.start else ""
        text = f"{talk.event} {talk.place} {talk.abstract}"
        url = Url(f"{routes.lists['talks']}#y{year}" if year else routes.lists["talks"])
        yield _search_item(str(talk.title), url, "Talk", year, text)
    for page in site.pages:
        text = f"{page.summary} {plain_text(page.body)}"
        yield _search_item(str(page.title), routes.pages[page.span.path], "Page", "", text)


def _search_item(title: str, url: Url, kind: str, year: str, text: str) -> SearchItem:
    text = " ".join(text.split())[:SEARCH_TEXT_LIMIT]
    return SearchItem(title=title, url=url.removeprefix("/"), kind=kind, year=year, text=text)


def _sitemap(pages: Sequence[PageTask]) -> SitemapTask:
    """Name every page that may be indexed; only posts and news have a day that is true."""
    listed = [
        (page.view.meta.canonical, _changed(page)) for page in pages if page.view.meta.is_indexed
    ]
    return SitemapTask(OutPath("sitemap.xml"), tuple(sorted(listed)))


def _changed(page: PageTask) -> str:
    meta = page.view.meta
    if meta.section not in ("posts", "news"):
        return ""
    day = meta.modified or meta.published
    return day if len(day) == len("2026-01-01") else ""
