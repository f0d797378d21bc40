"""What a work usually has, and an entry lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.problems import warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.check.entries import Work
    from sitegen.model.publication import Kind, Publication
    from sitegen.problems import Problem

_DOI_SINCE: Final = 2000
"""The year in which the first DOIs were registered for whole journals."""

_VENUES: Final[Mapping[Kind, tuple[str, str]]] = {
    "article": ("journal", "journal"),
    "conference": ("proceedings", "booktitle"),
    "chapter": ("book", "booktitle"),
    "thesis": ("school", "school"),
    "report": ("institution", "institution"),
}
"""What a work of a kind appears in, and the field for it."""


def find_gaps(works: Sequence[Work]) -> Iterator[Problem]:
    """Yield a warning for each work that lacks its venue or its DOI.

    Many conferences give no DOIs: those are missed where most of the list has one.

    Problems: missing-venue, missing-doi.
    """
    published = [work.publication for work in works if not work.publication.status]
    for publication in published:
        is_elsewhere = publication.abbr or publication.event or publication.series
        if publication.kind in _VENUES and not (publication.venue or is_elsewhere):
            what, field = _VENUES[publication.kind]
            message = f"`{publication.key}` does not say its {what}"
            yield warning("missing-venue", message, publication.span, f"add `{field} = {{…}}`")
    yield from _without_doi([one for one in published if one.kind == "article"])
    conference = [one for one in published if one.kind == "conference" and _is_recent(one)]
    if sum(bool(one.doi) for one in conference) * 2 > len(conference):
        yield from _without_doi(conference)


def _without_doi(publications: Iterable[Publication]) -> Iterator[Problem]:
    for publication in publications:
        if not publication.doi and _is_recent(publication):
            hint = "add `doi = {10.…}`; https://search.crossref.org finds it by the title"
            message = f"`{publication.key}` has no DOI"
            yield warning("missing-doi", message, publication.span, hint)


def _is_recent(publication: Publication) -> bool:
    return publication.date is not None and publication.date.year >= _DOI_SINCE
