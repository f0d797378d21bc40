"""Markdown bodies -> markup for one page: links made relative, citations resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from sitegen.addresses import absolute_url, relative_url
from sitegen.citations import cite, label_works
from sitegen.model.films import player
from sitegen.model.text import ANY_NAME, CiteKey, Html, Url, is_external
from sitegen.plan.citing import Cited, author_year_style, numeric_style
from sitegen.plan.publications import doi_url
from sitegen.quick_dataclass import dataclass
from sitegen.readers.markdown import Depiction, markdown_html
from sitegen.routes import where
from sitegen.views import ReferenceView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.citations import WorkLabel
    from sitegen.images.pictures import Picture
    from sitegen.model.markdown import Markdown
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.publication import Publication
    from sitegen.plan.citing import CitationPrinter
    from sitegen.plan.context import Basics, Context
    from sitegen.readers.markdown import CitedKey
    from sitegen.routes import Links, Routes
    from sitegen.words import Words


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as markup, and the list of what it cites."""

    html: Html
    references: tuple[ReferenceView, ...] = ()
    """In the order of citation where that is by numbers, else in alphabetical order."""


class _Place(Protocol):
    """Says where a link to an address of the site, or elsewhere, leads from the page."""

    def __call__(self, target: str, /) -> str: ...


class _Reference(Protocol):
    """Says where a citation of a work leads; "" for nowhere."""

    def __call__(self, key: CiteKey, work: Publication, /) -> str: ...


class BodyLinks(NamedTuple):
    """All that a body needs to know of the site: where its links go, and the works it cites."""

    links: Links
    works: tuple[tuple[CiteKey, Publication, str], ...]
    """Key as it is written, the work, and the page of the work or its DOI, "" without either."""
    titles: tuple[tuple[str, str], ...]
    """Links by a name alone, as they are written, and the titles of what they name."""
    words: Words
    pictures: tuple[tuple[str, Picture], ...] = ()
    """What is known of the images that it shows, by their addresses."""


def body_links(body: Markdown, context: Context) -> BodyLinks:
    """Return what a body needs to know of the site."""
    links = context.routes.find_all(
        dict.fromkeys(target.href for target in body.targets), body.path
    )
    keys = dict.fromkeys(one.key for one in body.citations)
    works = (
        (key, work, _work_url(work, context.routes))
        for key in keys
        if (work := context.works.get(key)) is not None
    )
    titles = (
        (href, title_of(href, target, context))
        for href, target in links
        if target and href.startswith(f"{ANY_NAME}:")
    )
    known = context.routes.pictures
    shown = {where(one.href, links) for one in body.targets if one.kind == "image" and known}
    pictures = tuple((url, known[Url(url)]) for url in sorted(filter(None, shown)) if url in known)
    return BodyLinks(links, tuple(works), tuple(titles), context.words, pictures)


def title_of(href: str, target: str, context: Context) -> str:
    """Return the title of what a link by name leads to."""
    name = href.removeprefix(f"{ANY_NAME}:").partition("#")[0]
    url = target.partition("#")[0]
    view = context.views.get(CiteKey(name.removeprefix("paper:")))
    if view and view.href == url:
        return str(view.title)
    site, pages = context.site, context.routes.pages
    written: tuple[Project | Post | Page | NewsItem, ...] = (
        *site.projects, *site.posts, *site.pages, *site.news,
    )  # fmt: skip
    for page in written:
        if pages.get(page.span.path) == url:
            return str(page.title)
    names = context.routes.names
    for talk in site.collections.talks:
        if names.get(f"talk:{talk.slug}") == target:
            return str(talk.title)
    for course in site.collections.teaching:
        if names.get(f"course:{course.slug}") == target:
            return str(course.course)
    return name.rpartition(":")[2]


def render_body(body: Markdown, page: Url, known: BodyLinks, *, is_numeric: bool) -> Rendered:
    """Return a body for the page at `page`; every link in it was checked before.

    Citations lead to the list of references, which the page shows.
    """
    cited: dict[CiteKey, Publication] = {}

    def reference(_key: CiteKey, work: Publication) -> str:
        cited[work.key] = work
        return f"#ref-{work.key}"

    labels = _labels(known)
    style = numeric_style(cited, labels) if is_numeric else author_year_style(labels)
    html = _render(body, known, _from(page), reference, style, has_copies=True)
    pages = {work.key: url for _, work, url in known.works if url.startswith("/")}
    references = [
        ReferenceView(
            anchor=f"ref-{key}",
            text=cite(work, "ieee") if is_numeric else cite(work, "apa", suffix=labels[key].suffix),
            href=pages.get(key, ""),
            label=f"[{number}]" if is_numeric else "",
        )
        for number, (key, work) in enumerate(cited.items(), 1)
    ]
    if not is_numeric:
        references.sort(key=lambda reference: str(reference.text).casefold())
    return Rendered(html, tuple(references))


def is_numeric(basics: Basics) -> bool:
    """Say whether pages cite by numbers."""
    return basics.config.publications.citation_style == "numeric"


def body_frames(body: Markdown | None) -> tuple[str, ...]:
    """Return the origins of the players that a body asks for."""
    targets = body.targets if body else ()
    found = (player(one.href) for one in targets if one.kind == "image")
    return tuple(dict.fromkeys(film.origin for film in found if film))


def render_prose(body: Markdown, page: Url, known: BodyLinks) -> Html:
    """Return a body for a page without a list of references: citations lead to the works."""
    place = _from(page)
    targets = {work.key: url for _, work, url in known.works}

    def reference(_key: CiteKey, work: Publication) -> str:
        target = targets[work.key]
        return place(target) if target else ""

    style = author_year_style(_labels(known))
    return _render(body, known, place, reference, style, has_copies=True)


def render_for_feed(body: Markdown, page: Url, known: BodyLinks, site_url: str) -> Html:
    """Return a body with absolute links, as a feed wants it (RFC 4287, 4.1.3)."""

    def place(target: str) -> str:
        return absolute_url(f"{page}{target}" if target.startswith("#") else target, site_url)

    def reference(_key: CiteKey, work: Publication) -> str:
        return place(f"#ref-{work.key}")

    style = author_year_style(_labels(known))
    return _render(body, known, place, reference, style, has_heading_links=False)


def _labels(known: BodyLinks) -> Mapping[CiteKey, WorkLabel]:
    return label_works(work for _, work, _ in known.works)


def _from(page: Url) -> _Place:
    return lambda target: target if is_external(target) else relative_url(target, page)


def _work_url(work: Publication, routes: Routes) -> str:
    return routes.publications.get(work.key) or (doi_url(work.doi) if work.doi else "")


def _render(
    body: Markdown,
    known: BodyLinks,
    place: _Place,
    reference: _Reference,
    style: CitationPrinter,
    *,
    has_heading_links: bool = True,
    has_copies: bool = False,
) -> Html:
    works = {key: work for key, work, _ in known.works}
    pictures = dict(known.pictures)

    def resolve(href: str) -> str:
        target = where(href, known.links)
        return place(target) if target else "#"

    def print_citation(keys: tuple[CitedKey, ...]) -> Html:
        cited = [
            Cited(one, work, reference(one.key, work))
            for one in keys
            if (work := works.get(one.key)) is not None
        ]
        return Html(style(cited))

    def depict(href: str) -> Depiction | None:
        target = where(href, known.links) or ""
        found = pictures.get(target)
        if found is None:
            return None
        copies = [(place(copy.url), copy.width) for copy in found.webp if has_copies]
        source = place(found.fallback.url if found.fallback else target)
        return Depiction(source, found.width, found.height, tuple(copies))

    titles = dict(known.titles)
    return markdown_html(
        body,
        resolve=resolve,
        cite=print_citation,
        title=lambda href: titles.get(href, ""),
        depict=depict,
        words=known.words,
        has_heading_links=has_heading_links,
    )
