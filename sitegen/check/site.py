"""Rules that need the whole site: links, anchors, citations, keys, files, addresses."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.check.assets import check_assets
from sitegen.check.cv import check_cv
from sitegen.check.silence import check_ignored
from sitegen.model.films import medium, player
from sitegen.model.text import (
    ANY_NAME,
    Href,
    Link,
    RichText,
    Styled,
    Url,
    is_by_name,
    is_external,
    safe_href,
)
from sitegen.places import place, point_at
from sitegen.problems import Problem, SitePath, Span, near_miss, warning
from sitegen.routes import ASSETS, FROM_CONTENT, LISTS, cv_bodies, home_bodies
from sitegen.themes import template_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.files import FileTree
    from sitegen.model.pages import NewsItem, Page, Post, Project, PublicationText
    from sitegen.model.site import Site
    from sitegen.model.text import Inline
    from sitegen.routes import Routes
    from sitegen.themes import Theme

_CONFIG = SitePath("site.toml")
_PROFILE = SitePath("content/profile.toml")


def check_site(
    site: Site, routes: Routes, theme: Theme, files: FileTree, *, is_complete: bool
) -> tuple[Problem, ...]:
    """Return what is wrong with the site as a whole.

    Of a site that could not be read completely, links are not judged: their page may be what is
    missing.

    Problems: domain-differs, broken-link, broken-anchor, missing-image, remote-image,
    missing-asset, missing-alt, unknown-citation, unknown-publication, unknown-template,
    unknown-section, unused-section, unknown-warning, image-metadata, and those of `check_cv`.
    """
    found = (
        *_check_domain(site, files),
        *_check_addresses(site, routes, files),
        *_check_markdown(site, routes),
        *_check_typed(site, routes),
        *_check_publication_files(site, routes),
        *_check_keys(site, files),
        *_check_templates(site, theme, files),
        *_check_alt(site),
        *check_cv(site, files),
        *_check_home(site, files),
        *check_assets(site, files),
        *check_ignored(site, files),
    )
    return tuple(
        problem
        for problem in found
        if is_complete or problem.code not in ("broken-link", "broken-anchor")
    )


def _check_domain(site: Site, files: FileTree) -> Iterator[Problem]:
    host = urlsplit(site.config.url).hostname
    if site.config.domain and site.config.domain != host:
        message = f"`domain` is {site.config.domain}, but `url` is at {host}"
        yield warning(
            "domain-differs", message, place(files, _CONFIG, ("domain",)), "make them the same"
        )


def _check_addresses(site: Site, routes: Routes, files: FileTree) -> Iterator[Problem]:
    """Check the links that settings and profile hold as plain text."""
    for number, item in enumerate(site.config.navigation or ()):
        if routes.find(item.url, _PROFILE) is None:
            span = place(files, _CONFIG, ("navigation", number, "url"))
            yield _broken(item.url, span, routes)
    for number, question in enumerate(site.profile.questions):
        if question.link and routes.find(question.link, _PROFILE) is None:
            span = place(files, _PROFILE, ("questions", number, "link"))
            yield _broken(question.link, span, routes)


def _check_markdown(site: Site, routes: Routes) -> Iterator[Problem]:
    written: tuple[Project | Post | NewsItem | Page | PublicationText, ...] = (
        *site.projects, *site.posts, *site.news, *site.pages, *site.texts,
    )  # fmt: skip
    made = site.collections
    bodied = (*written, *made.talks, *made.teaching)
    bodies = [page.body for page in bodied if page.body is not None]
    known = {
        key for one in (*site.publications, *site.references) for key in (one.key, *one.aliases)
    }
    anchors = {
        routes.pages[body.path]: {heading.anchor for heading in body.headings}
        for body in bodies
        if body.path in routes.pages
    }
    on_home = tuple(home_bodies(site))
    in_cv = tuple(cv_bodies(site))
    anchors[Url("/")] = {
        *(name.removeprefix("text:") for name in site.config.home.sections),
        *(heading.anchor for body in on_home for heading in body.headings),
    }
    for body in (*bodies, *on_home, *in_cv):
        for target in body.targets:
            found = routes.find(target.href, body.path)
            if found is None and target.kind == "image":
                yield _missing_image(target.href, target.span, routes)
            elif found is not None and target.kind == "image" and is_external(found):
                if player(found) is None:
                    yield _remote_image(target.href, target.span)
            elif found is None:
                yield _broken(target.href, target.span, routes)
            elif "#" in found:
                yield from _check_anchor(found, target.span, anchors)
        for citation in body.citations:
            if citation.key not in known:
                hint = near_miss(citation.key, known) or "add the entry to references.bib"
                message = f"no .bib file has an entry `{citation.key}`"
                yield Problem("unknown-citation", message, citation.span, hint)


def _check_anchor(found: str, span: Span, anchors: dict[Url, set[str]]) -> Iterator[Problem]:
    page, _, fragment = found.partition("#")
    known = anchors.get(Url(page))
    if known is not None and fragment and fragment not in known:
        hint = near_miss(fragment, known)
        hint = hint or f"anchors of the page: {', '.join(sorted(known)) or 'none'}"
        message = f"the page {page} has no heading `#{fragment}`"
        yield Problem("broken-anchor", message, span, hint)


def _check_typed(site: Site, routes: Routes) -> Iterator[Problem]:
    """Check every `Href` and every link in rich text of the TOML files and front matter."""
    for value in (
        site.config.icon,
        site.profile,
        site.collections,
        *site.projects,
        *site.posts,
        *site.news,
        *site.pages,
        *site.texts,
        *site.home_texts,
        *site.cv_texts,
    ):
        for href, span in _hrefs(value):
            source = SitePath(span.path)
            if routes.find(href, source) is not None:
                continue
            if is_external(href) or href.startswith(("/", "#")):
                yield _broken(href, span, routes)
            else:
                yield _missing_asset(href, span, routes)


def _hrefs(value: object) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Href):
        yield value.value, value.span or Span(_CONFIG)
    elif isinstance(value, RichText):
        for href in _links(value.nodes):
            yield href, value.span or Span(_CONFIG)
    elif isinstance(value, tuple):
        for one in value:
            yield from _hrefs(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in ("span", "body"):
                yield from _hrefs(getattr(value, field.name))


def _links(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Link):
            yield node.href
        if isinstance(node, (Link, Styled)):
            yield from _links(node.children)


def _check_publication_files(site: Site, routes: Routes) -> Iterator[Problem]:
    """Name the files that a .bib file promises and content/assets/ does not have."""
    for publication in site.publications:
        hrefs = [link.href for link in publication.links]
        preview = publication.preview
        if preview and is_external(preview.value):
            remote = _remote_image(preview.value, preview.span or publication.span)
            yield warning(remote.code, remote.message, remote.span, remote.hint)
        for href in (*hrefs, *([preview] if preview else [])):
            if safe_href(href.value) is None or is_external(href.value):
                continue
            if routes.find(href.value, FROM_CONTENT) is None:
                problem = _missing_asset(href.value, href.span or publication.span, routes)
                yield warning(problem.code, problem.message, problem.span, problem.hint)


def _check_keys(site: Site, files: FileTree) -> Iterator[Problem]:
    known = {publication.key for publication in site.publications}
    named = [(key, project.span) for project in site.projects for key in project.publications]
    named += [(key, talk.span) for talk in site.collections.talks for key in talk.publications]
    for key, span in named:
        if key not in known:
            hint = near_miss(key, known) or "use the citation key of an entry in publications.bib"
            message = f"there is no publication `{key}`"
            yield Problem("unknown-publication", message, point_at(files, span, key), hint)


def _check_templates(site: Site, theme: Theme, files: FileTree) -> Iterator[Problem]:
    """Check the templates that pages name in their front matter."""
    known = template_names(theme, files)
    for page in site.pages:
        if page.template not in known:
            hint = near_miss(page.template, known) or f"templates: {', '.join(sorted(known))}"
            message = f"the theme has no template `{page.template}`"
            yield Problem(
                "unknown-template", message, point_at(files, page.span, page.template), hint
            )


def _check_alt(site: Site) -> Iterator[Problem]:
    profile, icon = site.profile, site.config.icon
    if icon and is_external(icon.value):
        yield _remote_image(icon.value, icon.span or Span(_CONFIG))
    if profile.photo and is_external(profile.photo.value):
        yield _remote_image(profile.photo.value, profile.photo.span or Span(_PROFILE))
    if profile.photo and not profile.photo_alt:
        yield _missing_alt("photo_alt", profile.photo.span or Span(_PROFILE))
    pictured: tuple[Project | Post | PublicationText, ...] = (*site.projects, *site.posts)
    pictured += site.texts
    for text in site.texts:
        for figure in text.figures:
            if is_external(figure.image.value):
                yield _remote_image(figure.image.value, figure.image.span or text.span)
            if not figure.alt:
                yield _missing_alt("alt", figure.image.span or text.span)
    for page in pictured:
        if page.image and is_external(page.image.value):
            yield _remote_image(page.image.value, page.image.span or page.span)
        if page.image and not page.image_alt:
            yield _missing_alt("image_alt", page.image.span or page.span)


def _check_home(site: Site, files: FileTree) -> Iterator[Problem]:
    """Check that each text of the home page has a file, and each file a place."""
    texts = {f"text:{text.slug}": text for text in site.home_texts}
    chosen = site.config.home.sections
    for number, name in enumerate(chosen):
        if name.startswith("text:") and name not in texts:
            message = f"there is no file content/home/{name.removeprefix('text:')}.md"
            hint = near_miss(name, texts) or "write one, or take the section out"
            span = place(files, _CONFIG, ("home", "sections", number))
            yield Problem("unknown-section", message, span, hint)
    for text in site.home_texts:
        if f"text:{text.slug}" not in chosen:
            hint = f'add "text:{text.slug}" to `sections` below `[home]` in site.toml'
            yield warning(
                "unused-section", "the home page does not show this text", text.span, hint
            )


def _remote_image(href: str, span: Span) -> Problem:
    hint = "put the picture into content/assets/ and write its path"
    what = {"video": "film", "audio": "recording", None: "picture"}[medium(href)]
    if what != "picture":
        hint = "put the file into content/assets/; films at YouTube, Vimeo and PeerTube may stay"
    message = f"the {what} `{href}` would be loaded from another site"
    return Problem("remote-image", message, span, hint)


def _missing_alt(key: str, span: Span) -> Problem:
    hint = f'add {key} = "…": what is to be seen, in a few words'
    return warning("missing-alt", "the picture has no description", span, hint)


def _broken(href: str, span: Span, routes: Routes) -> Problem:
    if href.startswith(f"{ANY_NAME}:"):
        return _unknown_name(href.removeprefix(f"{ANY_NAME}:").partition("#")[0], span, routes)
    known: Iterable[str] = routes.names if is_by_name(href) else routes.urls
    hint = near_miss(href, known)
    if href in routes.documents.values():
        hint = "take the link out as long as this PDF cannot be made"
    if hint is None and href.strip("/") in LISTS:
        hint = f"the page exists once there is content for it ({href.strip('/')})"
    hint = hint or "write a page of the site (/posts/), a file, a name (paper:key) or https://…"
    return Problem("broken-link", f"the link `{href}` goes nowhere", span, hint)


def _unknown_name(name: str, span: Span, routes: Routes) -> Problem:
    known: Iterable[str]
    known = routes.names if is_by_name(name) else [one.partition(":")[2] for one in routes.names]
    hint = near_miss(name, known) or "write the key of a paper, or the name of a page's file"
    return Problem("broken-link", f"nothing on the site is called `{name}`", span, hint)


def _missing_image(href: str, span: Span, routes: Routes) -> Problem:
    return Problem("missing-image", f"there is no image `{href}`", span, _file_hint(href, routes))


def _missing_asset(href: str, span: Span, routes: Routes) -> Problem:
    return Problem("missing-asset", f"there is no file `{href}`", span, _file_hint(href, routes))


def _file_hint(href: str, routes: Routes) -> str:
    names = [path.removeprefix("content/") for path in routes.files]
    return near_miss(href, names) or f"put the file into {ASSETS}/ and write its path from content/"
