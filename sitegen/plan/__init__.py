"""`Site` and `Theme` -> the plan: every file of the output, each with its whole input."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.model.text import Url
from sitegen.plan import pages
from sitegen.plan.context import make_context
from sitegen.plan.cv import CV_URL, cv_view
from sitegen.plan.extras import extra_tasks
from sitegen.plan.home import HOME_URL, home_view
from sitegen.plan.labels import NAVIGATION
from sitegen.plan.meta import profile_links
from sitegen.plan.tasks import CopyTask, PageTask, Plan
from sitegen.problems import SitePath
from sitegen.routes import out_path
from sitegen.views import NavigationView, SiteView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.files import FileTree
    from sitegen.model.site import Site
    from sitegen.plan.context import Context
    from sitegen.plan.tasks import Task
    from sitegen.routes import Routes
    from sitegen.themes import Theme

__all__ = ["PageTask", "Plan", "plan_site"]

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
FINGERPRINTED = (".css", ".js")
_DIGEST_BYTES = 4


def plan_site(site: Site, routes: Routes, theme: Theme, files: FileTree) -> Plan:
    """Return every file to make."""
    context = make_context(site, routes)
    page_tasks = tuple(_page_tasks(context))
    static = _static_files(theme, files)
    assets = {name: _static_url(name, source, files) for name, source in static.items()}
    copies = [CopyTask(out_path(assets[name]), source) for name, source in static.items()]
    copies += [CopyTask(out_path(url), source) for source, url in routes.files.items()]
    tasks: tuple[Task, ...] = (*page_tasks, *extra_tasks(context, page_tasks), *copies)
    return Plan(_site_view(context), site.config.url, assets, tasks)


def _page_tasks(context: Context) -> Iterator[PageTask]:
    site, routes = context.site, context.routes
    yield _page(HOME_URL, "home.html", home_view(context))
    if "publications" in routes.lists:
        yield _page(
            routes.lists["publications"], "publications.html", pages.publications_view(context)
        )
    for publication in context.publications:
        url = routes.publications[publication.key]
        yield _page(url, "publication.html", pages.publication_page(publication, context))
    if "cv" in routes.lists:
        yield _page(CV_URL, "cv.html", cv_view(context))
    for name in ("projects", "talks", "teaching", "news", "posts"):
        if name in routes.lists:
            yield _page(routes.lists[name], f"{name}.html", pages.list_view(name, context))
    for project in site.projects:
        url = routes.pages[project.span.path]
        yield _page(url, "project.html", pages.project_view(project, context))
    for number, post in enumerate(site.posts):
        newer = site.posts[number - 1] if number else None
        older = site.posts[number + 1] if number + 1 < len(site.posts) else None
        url = routes.pages[post.span.path]
        yield _page(url, "post.html", pages.post_view(post, newer, older, context))
    for item in site.news:
        if item.slug is not None:
            url = routes.pages[item.span.path]
            yield _page(url, "news-item.html", pages.news_page(item, context))
    for page in site.pages:
        url = routes.pages[page.span.path]
        yield _page(url, page.template, pages.page_view(page, context))
    yield _page(pages.NOT_FOUND_URL, "404.html", pages.not_found_view(context))


def _page(url: Url, template: str, view: object) -> PageTask:
    return PageTask(out_path(url), url, template, view)  # type: ignore[arg-type]


def _site_view(context: Context) -> SiteView:
    """Return what is the same on every page."""
    site, routes = context.site, context.routes
    if site.config.navigation is None:
        navigation = tuple(
            NavigationView(title=site.config.titles.get(name, label), href=url, section=name)
            for name, label in NAVIGATION.items()
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
        direction="rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
        navigation=navigation,
        footer=site.config.footer,
        links=profile_links(site),
        generator=f"sitegen {__version__}",
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
