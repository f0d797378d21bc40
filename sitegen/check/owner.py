"""Papers in which the owner of the site was not found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.load.owner import OwnerMatcher
from sitegen.places import place
from sitegen.problems import SitePath, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.check.entries import Work
    from sitegen.files import FileTree
    from sitegen.model.people import Author, Name
    from sitegen.model.site import Site
    from sitegen.problems import Problem, Span

_CONFIG: Final = SitePath("site.toml")
_PROFILE: Final = SitePath("content/profile.toml")
_SHORTEST_LIST: Final = 4
_MOST_AUTHORS: Final = 100


def find_missing_owner(site: Site, works: Iterable[Work], files: FileTree) -> Iterator[Problem]:
    """Yield a warning for each paper without the owner; one in all when most are without.

    Problems: owner-not-found.
    """
    others = {name.strip().casefold() for name in site.profile.not_me}
    by_people = [
        work for work in works if _people(work) and work.publication.key.casefold() not in others
    ]
    strange = [work for work in by_people if not any(one.is_owner for one in _people(work))]
    if len(by_people) >= _SHORTEST_LIST and len(strange) * 2 > len(by_people):
        yield _wrong_profile(site, by_people, strange, files)
        return
    matcher = OwnerMatcher(site.profile)
    for work in strange:
        found = work.entry.get("author", "editor")
        span = found.span if found else work.entry.span
        yield _not_among(matcher.near(_people(work)[:_MOST_AUTHORS]), work, span)


def _people(work: Work) -> tuple[Author, ...]:
    return (*work.publication.authors, *work.publication.editors)


def _wrong_profile(
    site: Site, works: Sequence[Work], strange: Sequence[Work], files: FileTree
) -> Problem:
    names = Counter(str(one.name) for work in strange for one in _people(work)[:_MOST_AUTHORS])
    name, count = names.most_common(1)[0]
    found = len(works) - len(strange)
    message = f"`{site.profile.name}` is an author of {found or 'none'} of the {len(works)} papers"
    hint = f'if you are `{name}` ({count} papers), write `spellings = ["{name}"]`'
    has_profile = files.read_bytes(_PROFILE) is not None
    if has_profile:
        span = place(files, _PROFILE, ("name",))
    else:
        span = place(files, _CONFIG, ("title",))
        hint += " and your `name` into content/profile.toml"
    return warning("owner-not-found", message, span, hint)


def _not_among(near: Name | None, work: Work, span: Span) -> Problem:
    key, authors = work.publication.key, work.publication.authors
    message = f"you are not among the authors of `{key}`"
    if near is not None:
        hint = f'if you are `{near}`, write `spellings = ["{near}"]` into content/profile.toml'
        place = next((n for n, one in enumerate(authors, 1) if one.name == near), 0)
        if place:
            hint += f", or `author+an = {{{place}=highlight}}` here"
    elif work.publication.has_more_authors:
        hint = "write yourself in place of `and others`"
    else:
        hint = "other people's work belongs into references.bib"
        if authors:
            hint = f"if you are the first, write `author+an = {{1=highlight}}`; {hint}"
    return warning("owner-not-found", message, span, hint)
