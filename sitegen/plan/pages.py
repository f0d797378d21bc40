"""Lists and single pages: publications, projects, talks, teaching, news, posts, free pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model.text import Url, rich
from sitegen.plan import entries
from sitegen.plan.citing import citations
from sitegen.plan.facts import publication_facts
from sitegen.plan.grouping import group_publications, kind_counts
from sitegen.plan.labels import NAVIGATION, RELATIONS, show_date, show_range
from sitegen.plan.lines import join
from sitegen.plan.meta import page_meta
from sitegen.plan.publications import (
    exports,
    legend,
    tape,
)
from sitegen.plan.scholarly import (
    citation_tags,
    export_links,
    publication_json_ld,
    signposts,
)
from sitegen.plan.talks import sorted_talks
from sitegen.plan.texts import render_body
from sitegen.readers.markdown import word_count
from sitegen.views import (
    AlternateView,
    EntryGroup,
    EntryView,
    FactView,
    LinkView,
    ListView,
    NotFoundView,
    PageView,
    PostView,
    ProjectView,
    PublicationPageView,
    PublicationsView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.config import ListName
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey
    from sitegen.plan.context import Context

WORDS_A_MINUTE = 220
NOT_FOUND_URL = Url("/404.html")
RELATED_AT_MOST = 3


def publications_view(context: Context) -> PublicationsView:
    """Return the list of publications."""
    site, routes = context.site, context.routes
    url = routes.lists["publications"]
    views = context.view_list()
    title = context.list_title("publications")
    years = sorted({view.year for view in views if view.year})
    span = f", {years[0]} to {years[-1]}" if len(years) > 1 else ""
    count = f"{len(views)} publications{span}." if len(views) > 1 else ""
    return PublicationsView(
        meta=page_meta(
            site,
            url,
            "publications",
            title,
            description=f"All publications of {site.profile.name}{span}.",
            alternates=(
                _feed("publications", title),
                *export_links(Url("/"), "publications"),
            ),
        ),
        title=title,
        lead=site.config.leads.get("publications", count),
        count=len(views),
        tape=tape(views, url),
        kinds=kind_counts(views),
        groups=group_publications(context.publications, context.views, site.config.publications),
        legend=legend(context.publications),
        exports=exports(Url("/"), "publications"),
    )


def publication_page(publication: Publication, context: Context) -> PublicationPageView:
    """Return the page of one publication."""
    site, routes = context.site, context.routes
    view = context.views[publication.key]
    people = ", ".join(str(one.name) for one in publication.authors or publication.editors)
    byline = f"{publication.title}, by {people}" if people else str(publication.title)
    description = str(publication.abstract) or byline.rstrip(".") + "."
    return PublicationPageView(
        meta=page_meta(
            site,
            view.href,
            "publications",
            f"{publication.title} ({view.year})" if view.year else str(publication.title),
            description=description,
            kind="article",
            published=publication.date.iso if publication.date else "",
            image=view.preview.href if view.preview else "",
            tags=citation_tags(site, publication, view.href, routes),
            json_ld=publication_json_ld(site, publication, view.href, routes),
            alternates=signposts(publication, view.href, view.anchor),
        ),
        publication=view,
        legend=legend([publication]),
        facts=publication_facts(publication, context),
        citations=citations(publication),
        exports=exports(view.href, view.anchor),
        related=tuple(context.views[key] for key in _related(publication, context)),
        mentions=tuple(_mentions(publication, context)),
        list_href=routes.lists["publications"],
    )


def _related(publication: Publication, context: Context) -> list[CiteKey]:
    """Return the keys of works that are related, then of those that share most keywords.

    Other versions of the work stand among its facts.
    """
    relations = context.relations.get(publication.key, ())
    named = [key for label, key in relations if label == RELATIONS["related"][0]]
    versions = {key for label, key in relations if key not in named}
    own = set(publication.keywords)
    shared = [
        (len(own & set(other.keywords)), other.key)
        for other in context.publications
        if other.key != publication.key and other.key not in (*named, *versions)
    ]
    shared.sort(key=lambda pair: -pair[0])
    close = [key for count, key in shared if count][:RELATED_AT_MOST]
    return [key for key in dict.fromkeys((*named, *close)) if key in context.views]


def _mentions(publication: Publication, context: Context) -> Iterable[EntryView]:
    key, site = publication.key, context.site
    for project in site.projects:
        if key in project.publications or _cites(project, publication):
            yield entries.project(project, context.routes)
    for talk in site.collections.talks:
        if key in talk.publications:
            yield entries.talk(talk, context.routes)
    for post in site.posts:
        if _cites(post, publication):
            yield entries.post(post, context.routes)


def _cites(page: Project | Post, publication: Publication) -> bool:
    named = f"paper:{publication.key}"
    return any(one.key == publication.key for one in page.body.citations) or any(
        target.href.partition("#")[0] == named for target in page.body.targets
    )


def project_view(project: Project, context: Context) -> ProjectView:
    """Return the page of one project."""
    site, routes = context.site, context.routes
    url = routes.pages[project.span.path]
    body = render_body(project.body, url, context)
    image = entries.image(project.image, project.image_alt, routes)
    links = (("Web site", project.url), ("Code", project.code), ("Documentation", project.docs))
    made = [(label, entries.resolve(href, routes)) for label, href in links]
    own = [context.views[key] for key in project.publications if key in context.views]
    return ProjectView(
        meta=page_meta(
            site,
            url,
            "projects",
            str(project.title),
            description=str(project.summary),
            kind="article",
            image=image.href if image else "",
            has_math=project.body.has_math,
        ),
        title=project.title,
        summary=project.summary,
        when=show_range(project.date),
        institution=project.institution,
        body=body.html,
        headings=project.body.headings,
        facts=tuple(_project_facts(project)),
        links=tuple(LinkView(label=label, href=href) for label, href in made if href),
        image=image,
        publications=tuple(own),
        references=body.references,
        others=tuple(entries.project(one, routes) for one in site.projects if one != project),
        list_href=routes.lists["projects"],
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
    has_feed = name in ("news", "posts")
    ics = LinkView(label="Calendar", href="/talks.ics", kind="ics")
    feed = LinkView(label="Feed", href=f"/{name}/feed.xml", kind="feed")
    return ListView(
        meta=page_meta(
            site,
            routes.lists[name],
            name,
            title,
            description=site.config.leads.get(name, f"{title} of {site.profile.name}."),
            alternates=(_feed(name, title),) if has_feed else (),
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
            return entries.by_year([(one.date, entries.news(one, routes)) for one in site.news])
        case "posts":
            return entries.by_year([(one.date, entries.post(one, routes)) for one in site.posts])
        case _:
            categories = dict.fromkeys(one.category for one in site.projects)
            return tuple(
                EntryGroup(
                    label=category,
                    anchor=f"category-{number}",
                    entries=tuple(
                        entries.project(one, routes)
                        for one in site.projects
                        if one.category == category
                    ),
                )
                for number, category in enumerate(categories, 1)
            )


def post_view(post: Post, newer: Post | None, older: Post | None, context: Context) -> PostView:
    """Return the page of one post."""
    site, routes = context.site, context.routes
    url = routes.pages[post.span.path]
    body = render_body(post.body, url, context)
    image = entries.resolve(post.image, routes)
    return PostView(
        meta=page_meta(
            site,
            url,
            "posts",
            str(post.title),
            description=str(post.summary),
            kind="article",
            published=post.date.iso,
            modified=post.updated.iso if post.updated else "",
            image=image,
            alternates=(_feed("posts", context.list_title("posts")),),
            has_math=post.body.has_math,
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
        newer=_neighbour(newer, context),
        older=_neighbour(older, context),
        list_href=routes.lists["posts"],
    )


def _neighbour(post: Post | None, context: Context) -> LinkView | None:
    if post is None:
        return None
    return LinkView(label=str(post.title), href=context.routes.pages[post.span.path])


def news_page(item: NewsItem, context: Context) -> PostView:
    """Return the page of a news item that has a text."""
    site, routes = context.site, context.routes
    url = routes.pages[item.span.path]
    if item.body is None:
        raise ValueError("a news line has no page")
    body = render_body(item.body, url, context)
    return PostView(
        meta=page_meta(
            site, url, "news", str(item.title), kind="article", published=item.date.iso,
            has_math=item.body.has_math,
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
        list_href=routes.lists["news"],
    )  # fmt: skip


def page_view(page: Page, context: Context) -> PageView:
    """Return a page of one's own."""
    url = context.routes.pages[page.span.path]
    body = render_body(page.body, url, context)
    return PageView(
        meta=page_meta(
            context.site,
            url,
            page.slug,
            str(page.title),
            description=str(page.summary),
            has_math=page.body.has_math,
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
    meta = page_meta(context.site, NOT_FOUND_URL, "", "Not found")
    return NotFoundView(
        meta=replace(meta, canonical="", is_indexed=False),
        pages=tuple(LinkView(label=NAVIGATION[name], href=url) for name, url in lists),  # type: ignore[index]
    )


def _feed(name: str, title: str) -> AlternateView:
    return AlternateView(
        rel="alternate", href=f"/{name}/feed.xml", type="application/atom+xml", title=title
    )
