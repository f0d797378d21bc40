"""Papers that stand in the .bib files twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.check.folding import letters
from sitegen.check.venues import are_one_venue
from sitegen.problems import warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model.publication import Kind, Publication
    from sitegen.model.site import Site
    from sitegen.problems import Problem

_ABOUT_PAPERS: Final[frozenset[Kind]] = frozenset(
    {"talk", "poster", "software", "dataset", "preprint", "web"}
)
"""What often bears the title or the DOI of the paper that it belongs to."""

_SHARED_DOI: Final[frozenset[Kind]] = frozenset({"chapter", "book", "proceedings"})
"""The chapters of a book are often given the DOI of the book."""

_LOOKED_BACK: Final = 8
_SHORTEST_TITLE: Final = 16
_ALIKE: Final = 0.6


def find_duplicates(site: Site) -> Iterator[Problem]:
    """Yield a warning for each own work that is there already.

    Problems: duplicate-paper, repeated-doi.
    """
    groups: defaultdict[tuple[str, str], list[Publication]] = defaultdict(list)
    for publication in site.publications:
        if publication.is_hidden:
            continue
        for group in _groups(publication):
            earlier = groups[group]
            twin = next(
                (one for one in earlier[-_LOOKED_BACK:] if _is_twin(one, publication, group[0])),
                None,
            )
            earlier.append(publication)
            if twin:
                yield _problem(twin, publication, group[0])
                break


def find_in_references(site: Site) -> Iterator[Problem]:
    """Yield a warning for each own work that stands in the references, too.

    Problems: repeated-reference.
    """
    own = {name: one for one in site.publications for name in _names(one)}
    for reference in site.references:
        first = next((own[name] for name in _names(reference) if name in own), None)
        if first:
            message = f"`{reference.key}` is one of your own works"
            hint = f"delete it here: `[@{first.key}]` finds it in {first.span.path}"
            found = warning("repeated-reference", message, reference.span, hint)
            yield replace(found, related=((first.span, "it stands here"),))


def _names(publication: Publication) -> Iterator[str]:
    yield f"key {publication.key.casefold()}"
    if publication.doi and publication.kind not in _SHARED_DOI:
        yield f"doi {publication.doi.casefold()}"


def _groups(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield what duplicates have in common, the surest first."""
    kind = publication.kind
    if publication.doi and kind not in _SHARED_DOI | _ABOUT_PAPERS:
        yield "DOI", publication.doi.casefold()
    if publication.arxiv:
        part = "preprint" if kind == "preprint" else kind if kind in _ABOUT_PAPERS else ""
        yield "arXiv number", f"{publication.arxiv.casefold().partition('v')[0]} {part}"
    title = letters(str(publication.title))
    if len(title) >= _SHORTEST_TITLE and kind not in ("talk", "poster"):
        yield "title", f"{title} {'workshop' if publication.entry_type == 'workshop' else kind}"


def _is_twin(one: Publication, other: Publication, shared: str) -> bool:
    if _are_related(one, other):
        return False
    if shared == "DOI":
        return True
    if _differ(one.doi.casefold(), other.doi.casefold()) or not _share_authors(one, other):
        return False
    if shared == "arXiv number":
        return _have_like_titles(one, other)
    is_near = one.date is None or other.date is None or abs(one.date.year - other.date.year) <= 1
    is_other_place = _differ(one.pages, other.pages) and _differ(one.volume, other.volume)
    is_other_preprint = _differ(one.arxiv.partition("v")[0], other.arxiv.partition("v")[0])
    is_one_venue = are_one_venue(str(one.venue), str(other.venue))
    return is_near and is_one_venue and not is_other_place and not is_other_preprint


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _are_related(one: Publication, other: Publication) -> bool:
    named = {relation.key.casefold() for relation in one.relations}
    naming = {relation.key.casefold() for relation in other.relations}
    return other.key.casefold() in named or one.key.casefold() in naming


def _share_authors(one: Publication, other: Publication) -> bool:
    """Say whether half of the shorter list is in the other; no list contradicts none."""
    families = [
        {letters(author.name.family) for author in work.authors or work.editors}
        for work in (one, other)
    ]
    shortest = min(map(len, families))
    return not shortest or len(families[0] & families[1]) * 2 >= shortest


def _have_like_titles(one: Publication, other: Publication) -> bool:
    """Say whether most words of the shorter title are in the other; spaces do not count."""
    first, second = (str(work.title) for work in (one, other))
    if letters(first) in letters(second) or letters(second) in letters(first):
        return True
    words = [set(map(letters, title.split())) - {""} for title in (first, second)]
    return len(words[0] & words[1]) >= _ALIKE * min(map(len, words))


def _problem(first: Publication, second: Publication, shared: str) -> Problem:
    if shared == "DOI" and not _have_like_titles(first, second):
        message = f"`{second.key}` has the DOI of `{first.key}`, but another title"
        hint = f"see https://doi.org/{first.doi} which of the two is meant"
        found = warning("repeated-doi", message, second.span, hint)
        return replace(found, related=((first.span, "the DOI stands here first"),))
    message = f"`{second.key}` has the {shared} of `{first.key}`: it is probably the same paper"
    hint = f"make them one entry, or write `version_of = {{{first.key}}}` into this one"
    found = warning("duplicate-paper", message, second.span, hint)
    return replace(found, related=((first.span, "the first is here"),))
