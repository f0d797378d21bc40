"""What a work usually has, and an entry lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.problems import warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.check.entries import Work
    from sitegen.model.publication import Kind
    from sitegen.problems import Problem

_WITH_DOI: Final[frozenset[Kind]] = frozenset({"article", "conference"})
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


def find_gaps(works: Iterable[Work]) -> Iterator[Problem]:
    """Yield a warning for each work that lacks its venue or its DOI.

    Problems: missing-venue, missing-doi.
    """
    for publication, _ in works:
        if publication.status:
            continue
        key, span = publication.key, publication.span
        is_elsewhere = publication.abbr or publication.event or publication.series
        if publication.kind in _VENUES and not (publication.venue or is_elsewhere):
            what, field = _VENUES[publication.kind]
            message = f"`{key}` does not say its {what}"
            yield warning("missing-venue", message, span, f"add `{field} = {{…}}`")
        is_recent = publication.date is not None and publication.date.year >= _DOI_SINCE
        if publication.kind in _WITH_DOI and is_recent and not publication.doi:
            hint = "add `doi = {10.…}`; https://search.crossref.org finds it by the title"
            yield warning("missing-doi", f"`{key}` has no DOI", span, hint)
