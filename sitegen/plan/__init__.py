"""`Site` and `Theme` -> the plan: every file of the output, each with its whole input."""

from __future__ import annotations

import hashlib
from itertools import repeat
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.memo import CallMemo
from sitegen.model.text import Url
from sitegen.plan import pages
from sitegen.plan.cards import card_tasks
from sitegen.plan.company import companies
from sitegen.plan.context import make_context
from sitegen.plan.extras import extra_tasks
from sitegen.plan.facets import with_facets
from sitegen.plan.fonts import needed_fonts
from sitegen.plan.home import HOME_URL, home_view
from sitegen.plan.icons import site_icons
from sitegen.plan.images import image_tasks
from sitegen.plan.items import course_company, course_view, talk_company, talk_view
from sitegen.plan.labels import navigation_titles
from sitegen.plan.lists import list_view
from sitegen.plan.meta import profile_links
from sitegen.plan.posts import post_lists, post_view, posts_surroundings
from sitegen.plan.projects import project_company, project_view
from sitegen.plan.publication_page import own_text, publication_page
from sitegen.plan.search import INDEX_URL
from sitegen.plan.shown import shown_on_pages
from sitegen.plan.stats import STATS_URL, stats_inputs, stats_view
from sitegen.plan.tasks import CopyTask, PageTask, Plan, TextTask
from sitegen.plan.texts import body_links
from sitegen.plan.topics import find_topics, tag_pages, tags_view
from sitegen.problems import SitePath
from sitegen.routes import out_path
from sitegen.views import NavigationView, OwnerView, SiteView
from sitegen.words import direction_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.cv import Talk, Teaching
    from sitegen.model.dates import PartialDate
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.publication import Publication
    from sitegen.model.site import Site
    from sitegen.plan.company import Company
    from sitegen.plan.context import Basics, Context
    from sitegen.plan.fonts import Fonts
    from sitegen.plan.icons import Icons
    from sitegen.plan.items import ItemCompany
    from sitegen.plan.lists import PlainList
    from sitegen.plan.posts import Surroundings
    from sitegen.plan.projects import ProjectCompany
    from sitegen.plan.publication_page import OwnText
    from sitegen.plan.tasks import Task
    from sitegen.plan.texts import BodyLinks
    from sitegen.routes import Links, Routes
    from sitegen.themes import Theme
    from sitegen.views import HomeView, PublicationView, View

__all__ = ["PageTask", "Plan", "plan_site"]

FINGERPRINTED = (".css", ".js")
_DIGEST_BYTES = 4


def plan_site(
    site: Site,
    routes: Routes,
    theme: Theme,
    files: FileTree,
    memo: CallMemo | None = None,
    *,
    with_cards: bool = True,
) -> Plan:
    """Return every file to make; with the memo of an earlier plan, what is equal is the same.

    Pages name their cards also where no cards are made.
    """
    context = make_context(site, routes, theme.words, memo or CallMemo(), theme.languages)
    home = home_view(context)
    page_tasks = tuple(_page_tasks(context, home))
    fonts = needed_fonts(theme, shown_on_pages(context))
    static = {
        name: source
        for name, source in _static_files(theme, files).items()
        if name not in theme.font_files or name in fonts.files
    }
    assets = {name: _static_url(name, source, files) for name, source in static.items()}
    copies = [CopyTask(out_path(assets[name]), source) for name, source in static.items()]
    icons = site_icons(site, routes, theme, files)
    made = [TextTask(out_path(fonts.style.url), fonts.style.text)] if fonts.style else []
    tasks: tuple[Task, ...] = (
        *page_tasks,
        *extra_tasks(context, page_tasks),
        *made,
        *copies,
        *image_tasks(routes),
        *icons.tasks,
        *_cv_files(context),
        *(card_tasks(page_tasks, context, theme, home) if with_cards else ()),
    )
    return Plan(
        _site_view(context, home, fonts, icons), context.words, site.config.url, assets, tasks
    )


def _page_tasks(context: Context, home: HomeView) -> Iterator[PageTask]:
    site, routes = context.site, context.routes
    yield _page(HOME_URL, "home.html", home)
    if "publications" in routes.lists:
        url = routes.lists["publications"]
        inputs = (pages.publications_view(context), context.publications, context.words)
        yield PageTask(out_path(url), url, "publications.html", with_facets, inputs)
        yield from _publication_tasks(context)
    if "stats" in routes.lists:
        yield PageTask(
            out_path(STATS_URL), STATS_URL, "stats.html", stats_view, stats_inputs(context)
        )
    if "cv" in routes.lists:
        yield _cv_page(context)
    yield from _list_tasks(context)
    basics = context.basics
    projects = (
        (project, body_links(project.body, context), project_company(project, context), basics)
        for project in site.projects
    )
    yield from context.memo.each(_project_task, projects)
    posts = (
        (post, body_links(post.body, context), near, basics)
        for post, near in zip(site.posts, posts_surroundings(context), strict=True)
    )
    yield from context.memo.each(_post_task, posts)
    talks = (
        (talk, body_links(talk.body, context), talk_company(talk, context), basics)
        for talk in site.collections.talks
        if talk.body is not None
    )
    yield from context.memo.each(_talk_task, talks)
    courses = (
        (course, body_links(course.body, context), course_company(course, context), basics)
        for course in site.collections.teaching
        if course.body is not None
    )
    yield from context.memo.each(_course_task, courses)
    news = (
        (item, routes.pages[item.span.path], body_links(item.body, context), context.basics)
        for item in site.news
        if item.body is not None
    )
    yield from context.memo.each(_news_task, news)
    free = (
        (page, routes.pages[page.span.path], body_links(page.body, context), context.basics)
        for page in site.pages
    )
    yield from context.memo.each(_free_task, free)
    yield _page(pages.NOT_FOUND_URL, "404.html", pages.not_found_view(context))


def _cv_page(context: Context) -> PageTask:
    from sitegen.plan.cv import CV_URL, cv_view  # noqa: PLC0415 only where there is a CV

    return _page(CV_URL, "cv.html", cv_view(context))


def _cv_files(context: Context) -> Iterator[Task]:
    if "cv" in context.routes.lists:
        from sitegen.plan.cv import cv_files  # noqa: PLC0415 likewise

        yield from cv_files(context)


def _list_tasks(context: Context) -> Iterator[PageTask]:
    """Yield the lists other than publications and CV, and the pages of topics."""
    lists, topics = context.routes.lists, find_topics(context)
    names: tuple[PlainList, ...] = ("projects", "talks", "teaching", "people", "news")
    for name in names:
        if name in lists:
            yield _page(lists[name], f"{name}.html", list_view(name, context))
    for url, page in post_lists(context, topics):
        yield _page(url, "posts.html", page)
    if "tags" in lists:
        yield _page(lists["tags"], "tags.html", tags_view(context, topics))
        for url, tag in tag_pages(context, topics):
            yield _page(url, "tag.html", tag)


def _page(url: Url, template: str, view: View) -> PageTask:
    """Return a page whose view is made already: there is one of a kind, and much goes into it."""
    return PageTask(out_path(url), url, template, _itself, (view,))


def _itself(page: View) -> View:
    return page


def _publication_tasks(context: Context) -> Iterator[PageTask]:
    texts = {text.key: own_text(text, context) for text in context.site.texts}
    own_texts = (texts.get(key) for key in context.views)
    rows = zip(
        context.publications,
        context.views.values(),
        context.links.values(),
        companies(context),
        own_texts,
        repeat(context.basics),
        strict=False,
    )
    return context.memo.each(_publication_task, rows)


def _publication_task(
    publication: Publication,
    view: PublicationView,
    links: Links,
    company: Company,
    own: OwnText | None,
    basics: Basics,
) -> PageTask:
    inputs = (publication, view, links, company, own, basics)
    return PageTask(out_path(view.href), view.href, "publication.html", publication_page, inputs)


def _project_task(
    project: Project, known: BodyLinks, company: ProjectCompany, basics: Basics
) -> PageTask:
    inputs = (project, known, company, basics)
    out = out_path(company.url)
    return PageTask(out, company.url, "project.html", project_view, inputs)


def _post_task(post: Post, known: BodyLinks, around: Surroundings, basics: Basics) -> PageTask:
    inputs = (post, known, around, basics)
    changed = _day(post.updated or post.date)
    out = out_path(around.url)
    return PageTask(out, around.url, "post.html", post_view, inputs, changed)


def _talk_task(talk: Talk, known: BodyLinks, company: ItemCompany, basics: Basics) -> PageTask:
    inputs = (talk, known, company, basics)
    return PageTask(out_path(company.url), company.url, "talk.html", talk_view, inputs)


def _course_task(
    course: Teaching, known: BodyLinks, company: ItemCompany, basics: Basics
) -> PageTask:
    inputs = (course, known, company, basics)
    return PageTask(out_path(company.url), company.url, "course.html", course_view, inputs)


def _news_task(item: NewsItem, url: Url, known: BodyLinks, basics: Basics) -> PageTask:
    inputs = (item, url, known, basics)
    return PageTask(out_path(url), url, "news-item.html", pages.news_page, inputs, _day(item.date))


def _free_task(page: Page, url: Url, known: BodyLinks, basics: Basics) -> PageTask:
    inputs = (page, url, known, basics)
    return PageTask(out_path(url), url, page.template, pages.page_view, inputs)


def _day(date: PartialDate) -> str:
    """Return a date that is a whole day."""
    return date.iso if date.day else ""


def _site_view(context: Context, home: HomeView, fonts: Fonts, icons: Icons) -> SiteView:
    """Return what is the same on every page."""
    site, routes = context.site, context.routes
    if site.config.navigation is None:
        navigation = tuple(
            NavigationView(title=title, href=url, section=name)
            for name, title in navigation_titles(site.config, context.words)
            if (url := routes.lists.get(name))
        )
    else:
        made = [(item.title, routes.find(item.url, _CONFIG)) for item in site.config.navigation]
        navigation = tuple(
            NavigationView(title=title, href=href, section=href.strip("/").split("/")[0])
            for title, href in made
            if href
        )
    language = site.config.language
    return SiteView(
        title=site.config.title,
        name=site.profile.name,
        language=language,
        direction=direction_of(language),
        navigation=navigation,
        footer=site.config.footer,
        links=profile_links(context.basics),
        generator=f"sitegen {__version__}",
        search_href="" if "search" in site.config.build.skip else INDEX_URL,
        owner=OwnerView(
            role=home.role,
            affiliation=home.affiliation,
            affiliation_href=home.affiliation_href,
            photo=home.photo,
        ),
        font_style=fonts.style.url if fonts.style else "",
        preloaded_fonts=fonts.preloaded,
        icons=icons.views,
    )


_CONFIG = SitePath("content/site.toml")


def _static_files(theme: Theme, files: FileTree) -> dict[str, SitePath]:
    """Return each static file of the theme, nearest layer first, by name."""
    found: dict[str, SitePath] = {}
    for layer in theme.layers:
        folder = SitePath(f"{layer.folder}/static")
        for path in files.glob(folder):
            found.setdefault(path.removeprefix(f"{folder}/"), path)
    return dict(sorted(found.items()))


def _static_url(name: str, source: SitePath, files: FileTree) -> Url:
    """Return the address of a static file; styles and scripts carry a fingerprint."""
    if not name.endswith(FINGERPRINTED):
        return Url(f"/static/{name}")
    content = files.read_bytes(source) or b""
    digest = hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()
    stem, _, ending = name.rpartition(".")
    return Url(f"/static/{stem}.{digest}.{ending}")
