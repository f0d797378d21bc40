"""The own works of a site with the entries they were made from, and whose line is whose."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from sitegen.problems import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Publication
    from sitegen.model.site import Site
    from sitegen.model.text import CiteKey


class Work(NamedTuple):
    """A publication and its entry."""

    publication: Publication
    entry: RawEntry


def listed_works(site: Site) -> tuple[Work, ...]:
    """Return the own works that are shown, in file order, with their entries."""
    entries = {entry.span: entry for entry in site.entries}
    return tuple(
        Work(publication, entries[publication.span])
        for publication in site.publications
        if not publication.is_hidden and publication.span in entries
    )


def keys_by_place(site: Site) -> Callable[[Span], CiteKey | None]:
    """Return a function that names the entry to which a place in a .bib file belongs."""
    starts = sorted((one.span, one.key) for one in (*site.publications, *site.references))
    spans = [span for span, _ in starts]

    def key_at(place: Span) -> CiteKey | None:
        # The key may stand behind the place on its line: `@article{key, title = …`.
        number = bisect_left(spans, Span(place.path, place.line + 1, 0)) - 1
        while number > 0 and spans[number] > place and _on_one_line(spans[number - 1], place):
            number -= 1
        found = starts[number] if number >= 0 else None
        return found[1] if found and found[0].path == place.path else None

    return key_at


def _on_one_line(one: Span, other: Span) -> bool:
    return (one.path, one.line) == (other.path, other.line)
