"""What the CV is made of, for other programs: what may be public, its addresses in full."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from sitegen.addresses import absolute_url
from sitegen.exports.cv_facts import ContactFact, CvFacts, FactSection, ProfileFact
from sitegen.model import cv as c
from sitegen.model.pages import Project
from sitegen.model.profile import SERVICES
from sitegen.model.publication import Publication
from sitegen.model.text import Href
from sitegen.plan.cv.content import cv_content
from sitegen.plan.cv.edition import make_edition
from sitegen.plan.entries import page_of, resolve
from sitegen.plan.letterhead import letterhead
from sitegen.plan.meta import service_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.exports.cv_facts import CvFact
    from sitegen.plan.context import Context
    from sitegen.views.documents import CvSectionView

    F = TypeVar("F", bound=CvFact)

_PICTURES = (".jpg", ".jpeg", ".png")
"""What JSON Resume takes for a portrait."""


def cv_facts(context: Context, date: str) -> CvFacts:
    """Return the facts of the CV that anybody may see on the web; `date` is that of the CV."""
    site, home = context.site, context.site.config.url
    profile = site.profile
    edition = make_edition(context, None, "web")
    content = cv_content(edition)
    head = letterhead(context, "web")
    photo = resolve(profile.photo, context.routes)
    is_picture = photo.lower().endswith(_PICTURES)
    works: dict[str, Publication] = {one.key: one for one in context.publications}
    sections = tuple(_sections(zip(content.sections, content.facts, strict=True), works, context))
    shown = [one for section in sections for one in section.facts if isinstance(one, Publication)]
    routes = context.routes
    return CvFacts(
        name=head.name,
        native_name=head.native_name,
        headline=str(head.headline),
        summary=str(profile.summary),
        home=home,
        image=absolute_url(photo, home) if is_picture else "",
        contacts=tuple(
            ContactFact(kind=kind, label=label, value=value)
            for kind, label, value in _contacts(context)
        ),
        profiles=tuple(_profiles(context)),
        sections=sections,
        pages={one.key: absolute_url(routes.publications[one.key], home) for one in shown},
        address=absolute_url("/cv/", home),
        date=date,
        paper=site.config.documents.paper,
        words=context.words,
    )


def _contacts(context: Context) -> Iterator[tuple[str, str, str]]:
    profile = context.site.profile
    if profile.email:
        yield "email", "", profile.email
    for one in profile.contacts:
        if "web" in one.audiences:
            yield one.kind, one.label, one.value


def _profiles(context: Context) -> Iterator[ProfileFact]:
    profile = context.site.profile
    for key, (network, form) in SERVICES.items():
        value: str = getattr(profile.links, key)
        url = service_address(key, form, value) if value else None
        if url:
            name = value.rstrip("/").rpartition("/")[2] if "://" in value else value
            is_name = key not in ("website", "wikipedia")
            yield ProfileFact(key=key, network=network, username=name if is_name else "", url=url)
    for link in profile.extra_links:
        url = resolve(link.url, context.routes)
        if url:
            whole = absolute_url(url, context.site.config.url)
            yield ProfileFact(key="other", network=link.label, username="", url=whole)


def _sections(
    parts: Iterable[tuple[CvSectionView, tuple[CvFact | c.Reference, ...]]],
    works: Mapping[str, Publication],
    context: Context,
) -> Iterator[FactSection]:
    """Yield the sections; groups of publications are sections of their own.

    A section whose entries are shown in several ways is several views, and one section here.
    """
    found: list[FactSection] = []
    for view, facts in parts:
        groups = view.groups if len(view.groups) > 1 else ()
        for group in groups:
            title = ": ".join(filter(None, (view.title, group.label)))
            chosen = tuple(works[one.key] for one in group.publications)
            found.append(FactSection(title=title, facts=chosen))
        if groups:
            continue
        papers = tuple(works[one.key] for group in view.groups for one in group.publications)
        public = tuple(one for one in facts if not isinstance(one, c.Reference))
        section = FactSection(
            title=view.title,
            facts=papers or tuple(_whole(one, context) for one in public),
            blocks=view.blocks,
            items=tuple(map(str, view.items)),
        )
        if not view.title and found:
            last = found.pop()
            section = FactSection(
                title=last.title,
                facts=last.facts + section.facts,
                blocks=last.blocks + section.blocks,
                items=last.items + section.items,
            )
        found.append(section)
    yield from found


def _whole(fact: F, context: Context) -> F:
    """Return a fact with whole addresses; one with a page but no address has that.

    Links inside of texts stay as they are: only those that leave the site are printed.
    """
    site_url, routes = context.site.config.url, context.routes
    changes: dict[str, object] = {}
    for one in fields(fact):
        value = getattr(fact, one.name)
        if isinstance(value, Href):
            found = resolve(value, routes)
            changes[one.name] = Href(absolute_url(found, site_url)) if found else None
    match fact:
        case c.Talk() | c.Teaching():
            page = page_of(fact, routes)
        case Project():
            page = routes.pages.get(fact.span.path, "")
        case _:
            page = ""
    if page and not changes.get("url"):
        changes["url"] = Href(absolute_url(page, site_url))
    return replace(fact, **changes)  # type: ignore[arg-type]  # by the names of its own fields
