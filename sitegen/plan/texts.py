"""Markdown bodies -> markup for one page: links made relative, citations resolved."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from sitegen.model.text import Html, is_external
from sitegen.plan.lines import citation_label, reference_line
from sitegen.plan.publications import doi_url
from sitegen.readers.markdown import markdown_html
from sitegen.routes import absolute_url, relative_url
from sitegen.views import ReferenceView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model.markdown import Markdown
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey, Url
    from sitegen.readers.markdown import CitedKey
    from sitegen.routes import Routes


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as markup, and the list of what it cites, in alphabetical order."""

    html: Html
    references: tuple[ReferenceView, ...] = ()


def render_body(
    body: Markdown, page: Url, routes: Routes, works: Mapping[CiteKey, Publication]
) -> Rendered:
    """Return a body for the page at `page`; every link in it was checked before.

    Citations lead to the list of references, which the page shows.
    """

    def place(target: str) -> str:
        return target if is_external(target) else relative_url(target, page)

    cited: dict[CiteKey, Publication] = {}

    def reference(key: CiteKey, work: Publication) -> str:
        cited[key] = work
        return f"#ref-{key}"

    html = _render(body, routes, works, place, reference)
    references = [
        ReferenceView(anchor=f"ref-{key}", text=reference_line(work), href=_work_url(work, routes))
        for key, work in cited.items()
    ]
    references.sort(key=lambda reference: str(reference.text).casefold())
    return Rendered(html, tuple(references))


def render_prose(
    body: Markdown, page: Url, routes: Routes, works: Mapping[CiteKey, Publication]
) -> Html:
    """Return a body for a page without a list of references: citations lead to the works."""

    def place(target: str) -> str:
        return target if is_external(target) else relative_url(target, page)

    def reference(key: CiteKey, work: Publication) -> str:
        del key
        target = _work_url(work, routes)
        return place(target) if target else ""

    return _render(body, routes, works, place, reference)


def _work_url(work: Publication, routes: Routes) -> str:
    return routes.publications.get(work.key) or (doi_url(work.doi) if work.doi else "")


def render_for_feed(
    body: Markdown, page: Url, routes: Routes, works: Mapping[CiteKey, Publication], site_url: str
) -> Html:
    """Return a body with absolute links, as a feed wants it (RFC 4287, 4.1.3)."""

    def place(target: str) -> str:
        return absolute_url(f"{page}{target}" if target.startswith("#") else target, site_url)

    def reference(key: CiteKey, work: Publication) -> str:
        del work
        return place(f"#ref-{key}")

    return _render(body, routes, works, place, reference)


def _render(
    body: Markdown,
    routes: Routes,
    works: Mapping[CiteKey, Publication],
    place: Callable[[str], str],
    reference: Callable[[CiteKey, Publication], str],
) -> Html:
    def resolve(href: str) -> str:
        target = routes.find(href, body.path)
        return place(target) if target else "#"

    def cite(keys: tuple[CitedKey, ...]) -> Html:
        parts = []
        for one in keys:
            work = works.get(one.key)
            if work is not None:
                parts.append(_citation(one, work, reference(one.key, work)))
        if len(keys) == 1 and keys[0].is_textual:
            return Html("".join(parts))
        return Html(f"({'; '.join(parts)})")

    return markdown_html(body, resolve=resolve, cite=cite)


def _citation(one: CitedKey, work: Publication, href: str) -> str:
    year = str(work.date.year) if work.date else "n. d."
    label = citation_label(work)
    text = f"{label} ({year})" if one.is_textual else f"{label}, {year}"
    locator = f", {escape(one.locator)}" if one.locator else ""
    if not href:
        return f"{escape(text)}{locator}"
    return f'<a class="citation" href="{escape(href)}">{escape(text)}</a>{locator}'
