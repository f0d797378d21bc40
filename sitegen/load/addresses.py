"""Talks and courses of tables and of pages, each with the name that it has in addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model.text import Slug, slugify

_TITLE_LIMIT = 60

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.collections import Collections
    from sitegen.model.cv import Talk, Teaching


def with_pages(
    collections: Collections,
    talks: tuple[Talk, ...],
    courses: tuple[Teaching, ...],
    has_drafts: bool,  # noqa: FBT001 called once
) -> Collections:
    """Return the collections with the talks and courses that are pages, which stand last."""
    if not (talks or courses or collections.talks or collections.teaching):
        return collections
    tables = [one for one in collections.talks if has_drafts or not one.draft]
    lessons = [one for one in collections.teaching if has_drafts or not one.draft]
    return replace(
        collections, talks=tuple(_addressed(tables, talks)), teaching=(*lessons, *courses)
    )


def _addressed(tables: Iterable[Talk], pages: tuple[Talk, ...]) -> Iterator[Talk]:
    """Give every talk of a table a name of its own, made from its title and day."""
    taken = {page.slug for page in pages}
    for talk in tables:
        start = talk.date.start if talk.date else None
        title = slugify(str(talk.title))[:_TITLE_LIMIT].strip("-")
        wanted = Slug(f"{title}-{start.iso}" if start else title)
        slug, number = wanted, 2
        while slug in taken:
            slug, number = Slug(f"{wanted}-{number}"), number + 1
        taken.add(slug)
        yield replace(talk, slug=slug)
    yield from pages
