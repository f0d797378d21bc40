"""What every part of the plan needs: the site, its addresses, and its publications as views."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from sitegen.plan.grouping import newest_first
from sitegen.plan.publications import (
    BIBTEX_SHOWN,
    has_marks,
    preview_picture,
    publication_hrefs,
    publication_view,
)
from sitegen.plan.relations import relate
from sitegen.quick_dataclass import dataclass
from sitegen.routes import FROM_CONTENT
from sitegen.views import AlternateView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.memo import CallMemo
    from sitegen.model.config import Config, ListName
    from sitegen.model.pages import NewsItem, Page, Post, Project
    from sitegen.model.profile import Profile
    from sitegen.model.publication import Publication
    from sitegen.model.site import Site
    from sitegen.model.text import CiteKey
    from sitegen.plan.relations import RelatedWork
    from sitegen.routes import Links, Routes
    from sitegen.views import EntryView, PublicationView
    from sitegen.words import Words


class Basics(NamedTuple):
    """Whose site it is and how it is set up: what every page depends on."""

    config: Config
    profile: Profile
    words: Words


@dataclass(frozen=True, slots=True)
class Context:
    """A site on its way to pages."""

    site: Site
    basics: Basics
    routes: Routes
    publications: tuple[Publication, ...]
    """Those that are listed, newest first."""
    views: Mapping[CiteKey, PublicationView]
    """One for each of them, in the same order."""
    links: Mapping[CiteKey, Links]
    """Where the links of each of them go."""
    marked: tuple[Publication, ...]
    """Those whose authors have marks that a legend explains, in the same order."""
    works: Mapping[CiteKey, Publication]
    """Everything that a text may cite, also under its other keys."""
    relations: Mapping[CiteKey, tuple[RelatedWork, ...]]
    """What the works are to each other."""
    memo: CallMemo
    languages: Mapping[str, Words]
    """Language of a document that is not that of the site -> its words."""

    @property
    def words(self) -> Words:
        """What the interface says, in the language of the site."""
        return self.basics.words

    def view_list(self) -> tuple[PublicationView, ...]:
        """Return every listed publication, newest first."""
        return tuple(self.views.values())

    def key_of(self, key: CiteKey) -> CiteKey:
        """Return the key of the publication that has `key` or had it once."""
        work = self.works.get(key)
        return work.key if work else key

    def list_title(self, name: ListName) -> str:
        """Return the heading of a list."""
        return self.site.config.titles.get(name) or self.words[f"list_{name}"]

    def said_of_list(self, title: str) -> str:
        """Return what a list without a lead says of itself to search engines."""
        return self.words.fill("list_said", title=title, name=self.site.profile.name)

    def feed_links(self, name: ListName) -> tuple[AlternateView, ...]:
        """Return the link to the feed of a list for the heads of its pages, () without one."""
        url = f"/{name}/feed.xml"
        if url not in self.routes.feeds:
            return ()
        title = self.list_title(name)
        return (AlternateView(rel="alternate", href=url, type="application/atom+xml", title=title),)

    def entries(
        self, make: Callable[..., EntryView], pages: Iterable[Project | Post | NewsItem | Page]
    ) -> tuple[EntryView, ...]:
        """Return the lines of pages in lists."""
        return tuple(self.memo.each(make, ((page, self.routes, self.words) for page in pages)))


def make_context(
    site: Site,
    routes: Routes,
    words: Words,
    memo: CallMemo,
    languages: Mapping[str, Words] | None = None,
) -> Context:
    """Return the context of a site; `languages` are the words for documents in other languages."""
    words = memo.once(_same, words)
    listed = newest_first((one for one in site.publications if not one.is_hidden), memo)
    hrefs = memo.each(publication_hrefs, ((one,) for one in listed))
    found = [routes.find_all(one, FROM_CONTENT) if one else () for one in hrefs]
    links = dict(zip((one.key for one in listed), found, strict=True))
    cited = (*site.references, *site.publications)
    return Context(
        site=site,
        basics=memo.once(Basics, site.config, site.profile, words),
        routes=routes,
        publications=listed,
        views=publication_views(listed, links, routes, words, memo),
        links=links,
        marked=tuple(compress(listed, memo.each(has_marks, ((one,) for one in listed)))),
        works=_works(cited),
        relations=relate(listed, words, memo),
        memo=memo,
        languages=languages or {},
    )


def publication_views(
    listed: tuple[Publication, ...],
    links: Mapping[CiteKey, Links],
    routes: Routes,
    words: Words,
    memo: CallMemo,
) -> dict[CiteKey, PublicationView]:
    """Return the view of each publication, in the same order."""
    is_long = len(listed) > BIBTEX_SHOWN
    rows = (
        (one, routes.publications[one.key], found, preview_picture(one, found, routes), words,
         is_long)
        for one in listed
        for found in (links[one.key],)
    )  # fmt: skip
    keys = (one.key for one in listed)
    return dict(zip(keys, memo.each(publication_view, rows), strict=True))


def _same(words: Words) -> Words:
    """Return what it is given; the memo of it keeps equal words one object."""
    return words


def _works(cited: Iterable[Publication]) -> dict[CiteKey, Publication]:
    found = tuple(cited)
    by_alias = {alias: one for one in found if one.aliases for alias in one.aliases}
    return by_alias | {one.key: one for one in found}
