"""Pages: publications, news, free pages, and the one for what was not found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model.text import Url
from sitegen.plan.grouping import group_publications, kind_counts
from sitegen.plan.labels import navigation_titles
from sitegen.plan.lines import join
from sitegen.plan.meta import in_other_languages, page_meta
from sitegen.plan.publication_page import PUBLICATIONS_URL
from sitegen.plan.publications import exports, legend, tape
from sitegen.plan.scholarly import export_links
from sitegen.plan.texts import body_frames, is_numeric, render_body
from sitegen.views import (
    LinkView,
    NotFoundView,
    PageView,
    PostView,
    PublicationsView,
)
from sitegen.words import show_date

if TYPE_CHECKING:
    from sitegen.model.pages import NewsItem, Page
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks

NOT_FOUND_URL = Url("/404.html")


def publications_view(context: Context) -> PublicationsView:
    """Return the list of publications."""
    site, words = context.site, context.words
    views = context.view_list()
    title = context.list_title("publications")
    years = sorted({view.year for view in views if view.year})
    said, lead, span = "publications_said", "publications_lead", {}
    if len(years) > 1:
        said, lead = "publications_span_said", "publications_span_lead"
        span = {"first": years[0], "last": years[-1]}
    count = words.fill(lead, len(views), **span) if len(views) > 1 else ""
    has_exports = "exports" not in site.config.build.skip
    return PublicationsView(
        meta=page_meta(
            context.basics,
            PUBLICATIONS_URL,
            "publications",
            title,
            description=words.fill(said, name=site.profile.name, **span),
            alternates=(
                *context.feed_links("publications"),
                *(export_links(Url("/"), "publications") if has_exports else ()),
            ),
        ),
        title=title,
        lead=site.config.leads.get("publications", count),
        count=len(views),
        tape=tape(views, PUBLICATIONS_URL),
        kinds=kind_counts(views, words),
        groups=group_publications(
            context.publications, context.views, site.config.publications, words
        ),
        legend=legend(context.marked, words),
        exports=exports(Url("/"), "publications") if has_exports else (),
        stats=LinkView(label=context.list_title("stats"), href=context.routes.lists["stats"])
        if "stats" in context.routes.lists
        else None,
    )


def news_page(item: NewsItem, url: Url, known: BodyLinks, basics: Basics) -> PostView:
    """Return the page of a news item that has a text."""
    if item.body is None:
        raise ValueError("a news line has no page")
    body = render_body(item.body, url, known, is_numeric=is_numeric(basics))
    return PostView(
        meta=page_meta(
            basics, url, "news", str(item.title), kind="article", published=item.date.iso,
            has_card=True, has_math=item.body.has_math, frames=body_frames(item.body),
        ),
        title=item.title,
        summary=join(()),
        when=show_date(item.date, basics.words),
        datetime=item.date.iso,
        updated="",
        tags=(),
        series=None,
        reading_minutes=1,
        body=body.html,
        headings=item.body.headings,
        references=body.references,
        newer=None,
        older=None,
        list_href=Url("/news/"),
    )  # fmt: skip


def page_view(page: Page, url: Url, known: BodyLinks, basics: Basics) -> PageView:
    """Return a page of one's own."""
    body = render_body(page.body, url, known, is_numeric=is_numeric(basics))
    return PageView(
        meta=page_meta(
            basics,
            url,
            page.slug,
            str(page.title),
            description=str(page.summary),
            has_card=True,
            alternates=in_other_languages(basics, url, page.translations),
            has_math=page.body.has_math,
            frames=body_frames(page.body),
        ),
        title=page.title,
        summary=page.summary,
        body=body.html,
        headings=page.body.headings,
        references=body.references,
    )


def not_found_view(context: Context) -> NotFoundView:
    """Return the page for what was not found."""
    basics, lists = context.basics, context.routes.lists
    meta = page_meta(basics, NOT_FOUND_URL, "", basics.words["not_found_title"])
    return NotFoundView(
        meta=replace(meta, canonical="", is_indexed=False),
        pages=tuple(
            LinkView(label=title, href=lists[name])
            for name, title in navigation_titles(basics.config, basics.words)
            if name in lists
        ),
    )
