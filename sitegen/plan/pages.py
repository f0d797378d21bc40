"""Lists and single pages: publications, projects, talks, teaching, news, posts, free pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.text import Url, rich
from sitegen.plan import entries
from sitegen.plan.grouping import group_publications, kind_counts
from sitegen.plan.labels import NAVIGATION, show_date, show_range
from sitegen.plan.lines import join
from sitegen.plan.meta import page_meta
from sitegen.plan.publication_page import PUBLICATIONS_URL
from sitegen.plan.publications import exports, legend, tape
from sitegen.plan.scholarly import export_links
from sitegen.plan.talks import sorted_talks
from sitegen.plan.texts import body_frames, is_numeric, render_body
from sitegen.readers.markdown import word_count
from sitegen.views import (
    AlternateView,
    EntryGroup,
    FactView,
    LinkView,
    ListView,
    NotFoundView,
    PageView,
    PostView,
    ProjectView,
    PublicationsView,
    PublicationView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.config import ListName
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.texts import BodyLinks
    from sitegen.views import EntryView, ImageView

WORDS_A_MINUTE = 220
NOT_FOUND_URL = Url("/404.html")


def publications_view(context: Context) -> PublicationsView:
    """Return the list of publications."""
    site = context.site
    views = context.view_list()
    title = context.list_title("publications")
    years = sorted({view.year for view in views if view.year})
    span = f", {years[0]} to {years[-1]}" if len(years) > 1 else ""
    count = f"{len(views)} publications{span}." if len(views) > 1 else ""
    has_exports = "exports" not in site.config.build.skip
    return PublicationsView(
        meta=page_meta(
            context.basics,
            PUBLICATIONS_URL,
            "publications",
            title,
            description=f"All publications of {site.profile.name}{span}.",
            alternates=(
                *_feed("publications", title, context),
                *(export_links(Url("/"), "publications") if has_exports else ()),
            ),
        ),
        title=title,
        lead=site.config.leads.get("publications", count),
        count=len(views),
        tape=tape(views, PUBLICATIONS_URL),
        kinds=kind_counts(views),
        groups=group_publications(context.publications, context.views, site.config.publications),
        legend=legend(context.marked),
        exports=exports(Url("/"), "publications") if has_exports else (),
    )


class ProjectCompany(NamedTuple):
    """What a project's page shows of the site."""

    url: Url
    image: ImageView | None
    links: tuple[LinkView, ...]
    publications: tuple[PublicationView, ...]
    others: tuple[EntryView, ...]


def project_company(project: Project, context: Context) -> ProjectCompany:
    """Return what stands beside a project on its page."""
    site, routes = context.site, context.routes
    links = (("Web site", project.url), ("Code", project.code), ("Documentation", project.docs))
    made = [(label, entries.resolve(href, routes)) for label, href in links]
    views = context.views
    return ProjectCompany(
        url=routes.pages[project.span.path],
        image=entries.image(project.image, project.image_alt, routes),
        links=tuple(LinkView(label=label, href=href) for label, href in made if href),
        publications=tuple(views[key] for key in project.publications if key in views),
        others=context.entries(
            entries.project, (one for one in site.projects if one is not project)
        ),
    )


def project_view(
    project: Project, known: BodyLinks, company: ProjectCompany, basics: Basics
) -> ProjectView:
    """Return the page of one project."""
    body = render_body(project.body, company.url, known, is_numeric=is_numeric(basics))
    return ProjectView(
        meta=page_meta(
            basics,
            company.url,
            "projects",
            str(project.title),
            description=str(project.summary),
            kind="article",
            image=company.image.href if company.image else "",
            has_math=project.body.has_math,
            frames=body_frames(project.body),
        ),
        title=project.title,
        summary=project.summary,
        when=show_range(project.date),
        institution=project.institution,
        body=body.html,
        headings=project.body.headings,
        facts=tuple(_project_facts(project)),
        links=company.links,
        image=company.image,
        publications=company.publications,
        references=body.references,
        others=company.others,
        list_href=Url("/projects/"),
    )


def _project_facts(project: Project) -> Iterable[FactView]:
    if project.role:
        yield FactView(label="Role", value=rich(project.role))
    if project.collaborators:
        yield FactView(label="With", value=rich(", ".join(project.collaborators)))
    if project.status:
        yield FactView(label="Status", value=rich(project.status))
    if project.stars is not None:
        forks = f", {project.forks} forks" if project.forks is not None else ""
        day = f" ({show_date(project.counted)})" if project.counted else ""
        yield FactView(label="Stars", value=rich(f"{project.stars}{forks}{day}"))
    for fact in project.facts:
        yield FactView(label=fact.label, value=fact.value)
    if project.tags:
        yield FactView(label="Topics", value=rich(", ".join(project.tags)))


def list_view(name: ListName, context: Context) -> ListView:
    """Return one of the lists other than publications and CV."""
    site, routes = context.site, context.routes
    title = context.list_title(name)
    has_feed = f"/{name}/feed.xml" in routes.feeds
    ics = LinkView(label="Calendar", href="/talks.ics", kind="ics")
    feed = LinkView(label="Feed", href=f"/{name}/feed.xml", kind="feed")
    return ListView(
        meta=page_meta(
            context.basics,
            routes.lists[name],
            name,
            title,
            description=site.config.leads.get(name, f"{title} of {site.profile.name}."),
            alternates=_feed(name, title, context) if has_feed else (),
        ),
        title=title,
        lead=site.config.leads.get(name, ""),
        groups=_list_groups(name, context),
        exports=(ics,) if name == "talks" else (feed,) if has_feed else (),
    )


def _list_groups(name: ListName, context: Context) -> tuple[EntryGroup, ...]:
    site, routes = context.site, context.routes
    made = site.collections
    match name:
        case "talks":
            upcoming, past = sorted_talks(made.talks, site.today)
            coming = tuple(entries.talk(one, routes, is_upcoming=True) for one in upcoming)
            first = (EntryGroup(label="Upcoming", anchor="upcoming", entries=coming),)
            years = [
                (one.date.start if one.date else None, entries.talk(one, routes)) for one in past
            ]
            return (first if coming else ()) + entries.by_year(years)
        case "teaching":
            courses = entries.newest_first(made.teaching)
            return entries.by_year(
                [
                    (one.date.start if one.date else None, entries.teaching(one, routes))
                    for one in courses
                ]
            )
        case "news":
            lines = context.entries(entries.news, site.news)
            return entries.by_year([*zip([one.date for one in site.news], lines, strict=True)])
        case "posts":
            lines = context.entries(entries.post, site.posts)
            return entries.by_year([*zip([one.date for one in site.posts], lines, strict=True)])
        case _:
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


class Surroundings(NamedTuple):
    """What a post's page shows of the site."""

    url: Url
    image: str
    newer: LinkView | None
    older: LinkView | None
    feed: tuple[AlternateView, ...]


def posts_surroundings(context: Context) -> Iterator[Surroundings]:
    """Yield what stands around each post, in their order."""
    posts, routes = context.site.posts, context.routes
    feed = _feed("posts", context.list_title("posts"), context)
    links = [LinkView(label=str(one.title), href=routes.pages[one.span.path]) for one in posts]
    for post, newer, link, older in zip(
        posts, (None, *links), links, (*links[1:], None), strict=False
    ):
        image = entries.resolve(post.image, routes)
        yield Surroundings(Url(link.href), image, newer, older, feed)


def post_view(post: Post, known: BodyLinks, around: Surroundings, basics: Basics) -> PostView:
    """Return the page of one post."""
    body = render_body(post.body, around.url, known, is_numeric=is_numeric(basics))
    return PostView(
        meta=page_meta(
            basics,
            around.url,
            "posts",
            str(post.title),
            description=str(post.summary),
            kind="article",
            published=post.date.iso,
            modified=post.updated.iso if post.updated else "",
            image=around.image,
            alternates=around.feed,
            has_math=post.body.has_math,
            frames=body_frames(post.body),
        ),
        title=post.title,
        summary=post.summary,
        when=show_date(post.date),
        datetime=post.date.iso,
        updated=show_date(post.updated) if post.updated else "",
        tags=post.tags,
        reading_minutes=max(1, round(word_count(post.body) / WORDS_A_MINUTE)),
        body=body.html,
        headings=post.body.headings,
        references=body.references,
        newer=around.newer,
        older=around.older,
        list_href=Url("/posts/"),
    )


def news_page(item: NewsItem, url: Url, known: BodyLinks, basics: Basics) -> PostView:
    """Return the page of a news item that has a text."""
    if item.body is None:
        raise ValueError("a news line has no page")
    body = render_body(item.body, url, known, is_numeric=is_numeric(basics))
    return PostView(
        meta=page_meta(
            basics, url, "news", str(item.title), kind="article", published=item.date.iso,
            has_math=item.body.has_math, frames=body_frames(item.body),
        ),
        title=item.title,
        summary=join(()),
        when=show_date(item.date),
        datetime=item.date.iso,
        updated="",
        tags=(),
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
    lists = context.routes.lists.items()
    meta = page_meta(context.basics, NOT_FOUND_URL, "", "Not found")
    return NotFoundView(
        meta=replace(meta, canonical="", is_indexed=False),
        pages=tuple(LinkView(label=NAVIGATION[name], href=url) for name, url in lists),  # type: ignore[index]
    )


def _feed(name: str, title: str, context: Context) -> tuple[AlternateView, ...]:
    url = f"/{name}/feed.xml"
    if url not in context.routes.feeds:
        return ()
    return (AlternateView(rel="alternate", href=url, type="application/atom+xml", title=title),)
