"""What stands beside a publication on its page: versions, related papers, pages that name it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model.text import ANY_NAME, Cite, CiteKey, Link, Styled
from sitegen.plan import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.model.markdown import Markdown
    from sitegen.model.pages import NewsItem, Page, Post
    from sitegen.model.text import Inline
    from sitegen.plan.context import Context
    from sitegen.plan.relations import RelatedWork
    from sitegen.views import EntryView, PublicationView

RELATED_AT_MOST = 3


class Company(NamedTuple):
    """What a publication's page shows of other works and pages."""

    versions: tuple[tuple[str, PublicationView], ...] = ()
    """Other versions of the work: what each is to it ("Preprint"), and its view."""
    related: tuple[PublicationView, ...] = ()
    mentions: tuple[EntryView, ...] = ()


ALONE = Company()


def companies(context: Context) -> Iterator[Company]:
    """Yield the company of every listed publication, in their order."""
    views, related = context.views, _related(context)
    mentions = _mentions(context)
    for key in views:
        relations = context.relations.get(key, ())
        close = related.get(key, ())
        named = mentions.get(key, ())
        if relations or close or named:
            versions = tuple((label, views[other]) for label, other in relations if label)
            yield Company(versions, tuple(views[other] for other in close), tuple(named))
        else:
            yield ALONE


def _related(context: Context) -> Mapping[CiteKey, tuple[CiteKey, ...]]:
    """Return the keys of works that are related, then of those that share most keywords."""
    if "related" in context.site.config.build.skip:
        return {}
    keywords = tuple((one.key, one.keywords) for one in context.publications)
    return context.memo.once(related_works, keywords, context.relations)


def related_works(
    keywords: Sequence[tuple[CiteKey, tuple[str, ...]]],
    relations: Mapping[CiteKey, tuple[RelatedWork, ...]],
) -> Mapping[CiteKey, tuple[CiteKey, ...]]:
    """Return for each work those that its entry relates it to, and the closest by keywords.

    `keywords` are those of each work, in the order of the list, which also orders works that are
    equally close. Other versions of a work stand among its facts, not here.
    """
    keys = [key for key, _ in keywords]
    places = {key: place for place, key in enumerate(keys)}
    # A set of works is a number with one bit a work: bit 0 is the first of the list.
    having: defaultdict[str, int] = defaultdict(int)
    for place, (_, words) in enumerate(keywords):
        for word in words:
            having[word] |= 1 << place
    found: dict[CiteKey, tuple[CiteKey, ...]] = {}
    for key, words in keywords:
        named = [one.key for one in relations.get(key, ()) if not one.label]
        others = [one.key for one in relations.get(key, ())]
        known = sum(1 << places[other] for other in {key, *others} if other in places)
        sharing = _by_count([having[word] & ~known for word in dict.fromkeys(words)])
        close = [keys[bit] for bit in _first_bits(sharing, RELATED_AT_MOST)]
        if named or close:
            found[key] = tuple(dict.fromkeys((*(one for one in named if one in places), *close)))
    return found


def _by_count(sets: Sequence[int]) -> list[int]:
    """Return the works that are in all of the sets, in all but one, …, in one."""
    at_least: list[int] = []
    for members in sets:
        carried = members
        for place, level in enumerate(at_least):
            at_least[place], carried = level | carried, level & carried
        if carried:
            at_least.append(carried)
    above = (*at_least[1:], 0)
    exactly = [level & ~more for level, more in zip(at_least, above, strict=False)]
    return exactly[::-1]


def _first_bits(sets: Sequence[int], most: int) -> Iterator[int]:
    """Yield the lowest bits of the first set, then of the second, …, `most` in all."""
    for members in sets:
        left = members
        while left and most:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest
            most -= 1


def _mentions(context: Context) -> Mapping[CiteKey, list[EntryView]]:
    """Return the projects, talks, posts, news and pages that name each publication."""
    site, routes = context.site, context.routes
    found: defaultdict[CiteKey, list[EntryView]] = defaultdict(list)
    for project, view in zip(
        site.projects, context.entries(entries.project, site.projects), strict=True
    ):
        named = (*project.publications, *cited_keys(project.body))
        for key in dict.fromkeys(map(context.key_of, named)):
            found[key].append(view)
    for talk in site.collections.talks:
        named = (
            *talk.publications,
            *_cited_in_line(talk.abstract.nodes),
            *cited_keys(talk.body),
        )
        named += tuple(cited_keys(talk.body)) if talk.body else ()
        for key in dict.fromkeys(map(context.key_of, named)):
            found[key].append(entries.talk(talk, routes, context.words))
    written: tuple[tuple[Callable[..., EntryView], Sequence[Post | NewsItem | Page]], ...] = (
        (entries.post, site.posts), (entries.news, site.news), (entries.page, site.pages),
    )  # fmt: skip
    for make, pages in written:
        for page in pages:
            for key in dict.fromkeys(map(context.key_of, cited_keys(page.body))):
                found[key].extend(context.entries(make, (page,)))
    return found


def cited_keys(body: Markdown | None) -> Iterator[CiteKey]:
    """Yield the keys that a text cites, or names in a link."""
    if body is None:
        return
    for one in body.citations:
        yield one.key
    for target in body.targets:
        if target.href.startswith(("paper:", f"{ANY_NAME}:")):
            yield _named_key(target.href.removeprefix(f"{ANY_NAME}:"))


def _cited_in_line(nodes: Iterable[Inline]) -> Iterator[CiteKey]:
    for node in nodes:
        if isinstance(node, Cite):
            yield from node.keys
        elif isinstance(node, Link) and node.href.startswith("paper:"):
            yield _named_key(node.href)
        if isinstance(node, (Link, Styled)):
            yield from _cited_in_line(node.children)


def _named_key(href: str) -> CiteKey:
    return CiteKey(href.removeprefix("paper:").partition("#")[0])
