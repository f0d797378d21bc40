"""Rules that need the whole site: links, anchors, citations, keys, files, addresses."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sitegen.model.text import Href, Link, RichText, Styled, Url, is_by_name, is_external, safe_href
from sitegen.problems import Problem, SitePath, Span, near_miss, warning
from sitegen.routes import ASSETS, FROM_CONTENT, LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.site import Site
    from sitegen.model.text import Inline
    from sitegen.routes import Routes

_CONFIG = SitePath("site.toml")
_PROFILE = SitePath("content/profile.toml")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|\d{3}))?(-[a-zA-Z0-9]{5,8})*")


def check_site(site: Site, routes: Routes) -> tuple[Problem, ...]:
    """Return what is wrong with a site whose files are each well-formed.

    Problems: bad-url, bad-language, bad-timezone, domain-differs, broken-link, broken-anchor,
    missing-image, missing-asset, missing-alt, unknown-citation, unknown-publication.
    """
    return (
        *_check_config(site),
        *_check_addresses(site, routes),
        *_check_markdown(site, routes),
        *_check_typed(site, routes),
        *_check_publication_files(site, routes),
        *_check_keys(site),
        *_check_alt(site),
    )


def _check_config(site: Site) -> Iterator[Problem]:
    config = site.config
    parts = urlsplit(config.url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        hint = 'write the whole address of the published site: "https://example.org/"'
        yield Problem("bad-url", f"`{config.url}` is no address of a web site", _at(config), hint)
    if not _LANGUAGE.fullmatch(config.language):
        hint = 'write a tag such as "en", "de" or "pt-BR"'
        yield Problem("bad-language", f"`{config.language}` is no language", _at(config), hint)
    try:
        ZoneInfo(config.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = 'write a name such as "Europe/London"'
        yield Problem("bad-timezone", f"`{config.timezone}` is no time zone", _at(config), hint)
    if config.domain and config.domain != parts.hostname:
        message = f"`domain` is {config.domain}, but `url` is at {parts.hostname}"
        yield warning("domain-differs", message, _at(config), "make them the same")


def _at(config: object) -> Span:
    return getattr(config, "span", None) or Span(_CONFIG)


def _check_addresses(site: Site, routes: Routes) -> Iterator[Problem]:
    """Check the links that settings and profile hold as plain text."""
    links = [(item.url, item.span or Span(_CONFIG)) for item in site.config.navigation or ()]
    at_profile = site.profile.span or Span(_PROFILE)
    links += [
        (question.link, question.question.span or at_profile)
        for question in site.profile.questions
        if question.link
    ]
    for href, span in links:
        if routes.find(href, _PROFILE) is None:
            yield _broken(href, span, routes)


def _check_markdown(site: Site, routes: Routes) -> Iterator[Problem]:
    written: tuple[Project | Post | NewsItem | Page, ...] = (
        *site.projects, *site.posts, *site.news, *site.pages,
    )  # fmt: skip
    bodies = [page.body for page in written]
    known = {publication.key for publication in (*site.publications, *site.references)}
    anchors = {
        routes.pages[body.path]: {heading.anchor for heading in body.headings}
        for body in bodies
        if body is not None
    }
    for body in (*bodies, site.bio):
        if body is None:
            continue
        for target in body.targets:
            found = routes.find(target.href, body.path)
            if found is None and target.kind == "image":
                yield _missing_image(target.href, target.span, routes)
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
        site.profile,
        site.collections,
        *site.projects,
        *site.posts,
        *site.news,
        *site.pages,
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
        for href in (*hrefs, *([publication.preview] if publication.preview else [])):
            if safe_href(href.value) is None or is_external(href.value):
                continue
            if routes.find(href.value, FROM_CONTENT) is None:
                problem = _missing_asset(href.value, href.span or publication.span, routes)
                yield warning(problem.code, problem.message, problem.span, problem.hint)


def _check_keys(site: Site) -> Iterator[Problem]:
    known = {publication.key for publication in site.publications}
    named = [(key, project.span) for project in site.projects for key in project.publications]
    named += [(key, talk.span) for talk in site.collections.talks for key in talk.publications]
    for key, span in named:
        if key not in known:
            hint = near_miss(key, known) or "use the citation key of an entry in publications.bib"
            message = f"there is no publication `{key}`"
            yield Problem("unknown-publication", message, span, hint)


def _check_alt(site: Site) -> Iterator[Problem]:
    profile = site.profile
    if profile.photo and not profile.photo_alt:
        yield _missing_alt("photo_alt", profile.photo.span or Span(_PROFILE))
    pictured: tuple[Project | Post, ...] = (*site.projects, *site.posts)
    for page in pictured:
        if page.image and not page.image_alt:
            yield _missing_alt("image_alt", page.image.span or page.span)


def _missing_alt(key: str, span: Span) -> Problem:
    hint = f'add {key} = "…": what is to be seen, in a few words'
    return warning("missing-alt", "the picture has no description", span, hint)


def _broken(href: str, span: Span, routes: Routes) -> Problem:
    known: Iterable[str] = routes.names if is_by_name(href) else routes.urls
    hint = near_miss(href, known)
    if hint is None and href.strip("/") in LISTS:
        hint = f"the page exists once there is content for it ({href.strip('/')})"
    hint = hint or "write a page of the site (/posts/), a file, a name (paper:key) or https://…"
    return Problem("broken-link", f"the link `{href}` goes nowhere", span, hint)


def _missing_image(href: str, span: Span, routes: Routes) -> Problem:
    return Problem("missing-image", f"there is no image `{href}`", span, _file_hint(href, routes))


def _missing_asset(href: str, span: Span, routes: Routes) -> Problem:
    return Problem("missing-asset", f"there is no file `{href}`", span, _file_hint(href, routes))


def _file_hint(href: str, routes: Routes) -> str:
    names = [path.removeprefix("content/") for path in routes.files]
    return near_miss(href, names) or f"put the file into {ASSETS}/ and write its path from content/"
