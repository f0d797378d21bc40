"""Where everything is: the URL of each page and file, links between them, and collisions."""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import quote, unquote

from sitegen.files import join
from sitegen.listed import feed_names, has_day, has_people, post_lists, repeated_tags, topics
from sitegen.memo import CallMemo
from sitegen.model.tags import fold_tag, tag_slugs
from sitegen.model.text import (
    ANY_NAME,
    NAME_SCHEMES,
    CiteKey,
    OutPath,
    Url,
    is_by_name,
    is_external,
    safe_href,
    slugify,
)
from sitegen.problems import Outcome, Problem, SitePath, Span, warning
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.images.pictures import Picture
    from sitegen.model.config import OutputName, VariantName
    from sitegen.model.markdown import Markdown
    from sitegen.model.publication import Publication
    from sitegen.model.site import Site
    from sitegen.model.text import Slug

CONTENT: Final = "content"
ASSETS: Final = "content/assets"

FROM_CONTENT: Final = SitePath("content/*")
"""The source of links that are relative to content/, as those of a .bib file are."""

LISTS: Final = (
    "publications", "projects", "talks", "teaching", "people", "news", "posts", "tags", "cv",
    "stats",
)  # fmt: skip
"""The lists a site may have, each at `/<name>/`, in the order of the navigation."""


def out_path(url: Url) -> OutPath:
    """Return the file that holds a URL.

    >>> out_path(Url("/posts/")), out_path(Url("/assets/a%20b.pdf"))
    ('posts/index.html', 'assets/a b.pdf')
    """
    path = unquote(url).removeprefix("/")
    return OutPath(f"{path}index.html" if not path or path.endswith("/") else path)


Links: TypeAlias = "tuple[tuple[str, str | None], ...]"
"""Links into the site, as written, and where they go: all that a text needs to know of `Routes`."""


def is_inside(href: str) -> bool:
    """Say whether a link leads into the site: only its routes know where.

    >>> is_inside("paper:turing1936"), is_inside("a.pdf"), is_inside("https://example.org/")
    (True, True, False)
    """
    return not href.startswith(("https://", "http://")) and (
        is_by_name(href) or not is_external(href.strip(" "))
    )


def where(href: str, links: Links) -> str | None:
    """Return where a link goes, or None when there is nothing, as `Routes.find` does."""
    for known, target in links:
        if known == href:
            return target
    return safe_href(href)


@dataclass(frozen=True, slots=True)
class Routes:
    """Every address of a site, without the files of its theme."""

    publications: Mapping[CiteKey, Url]
    pages: Mapping[SitePath, Url]
    """Markdown file -> the page that shows it."""
    files: Mapping[SitePath, Url]
    """File in content/ -> its address."""
    lists: Mapping[str, Url]
    """Name in `LISTS` -> its page, for those that have content."""
    names: Mapping[str, Url]
    """Link by name (`paper:turing1936`, `project:ace`) -> the page."""
    feeds: tuple[Url, ...]
    tags: Mapping[str, Url]
    """Tag, as `fold_tag` makes it -> its page."""
    posts: tuple[Url, ...]
    """The pages of the list of posts, the newest posts first."""
    years: Mapping[int, Url]
    """Year -> the page of its posts; none where all posts are on one page."""
    events: Mapping[Slug, Url]
    """Name of a talk whose day is known -> its own calendar file."""
    urls: frozenset[Url]
    """Every address."""
    documents: Mapping[str, Url] = field(default_factory=dict)
    """Name of a public variant of the CV, "" for the CV itself -> its PDF, also of one that
    cannot be made, which is not among `urls`."""
    pictures: Mapping[Url, Picture] = field(default_factory=dict)
    """What is known of the images that pages show, once they were looked at."""

    def without(self, unmade: frozenset[Url]) -> Routes:
        """Return the routes where nothing leads to documents that cannot be made."""
        return replace(self, urls=self.urls - unmade) if unmade else self

    def find(self, href: str, source: SitePath) -> str | None:
        """Return where a link goes that stands in `source`, or None when there is nothing.

        A link is a web address, `#anchor`, `/path/` of the site, `paper:key` and the like, or a
        path to a file, from the file it stands in or else from content/. The answer is a `Url`
        with its fragment, or the whole address.
        """
        if href.startswith("#"):
            page = self.pages.get(source)
            return f"{page}{href}" if page else href
        if is_by_name(href):
            name, mark, fragment = href.partition("#")
            named = self._named(name)
            return f"{named}{mark}{fragment}" if named else None
        safe = safe_href(href)
        if safe is None or is_external(safe):
            return safe
        path, mark, fragment = safe.partition("#")
        path = path.partition("?")[0]
        url = self._site_url(path) if path.startswith("/") else self._file_url(path, source)
        return f"{url}{mark}{fragment}" if url else None

    def find_all(self, hrefs: Iterable[str], source: SitePath) -> Links:
        """Return where links go that stand in `source`, apart from those that leave the site."""
        return tuple((href, self.find(href, source)) for href in hrefs if is_inside(href))

    def _named(self, name: str) -> Url | None:
        scheme, _, bare = name.partition(":")
        if scheme != ANY_NAME:
            return self.names.get(name)
        if is_by_name(bare):
            return self.names.get(bare)
        found = (self.names.get(f"{one}:{bare}") for one in NAME_SCHEMES)
        return next(filter(None, found), None)

    def _site_url(self, path: str) -> Url | None:
        for candidate in (path, f"{path}/"):
            if candidate in self.urls:
                return Url(candidate)
        return None

    def _file_url(self, path: str, source: SitePath) -> Url | None:
        path = unquote(path)
        for folder in (posixpath.dirname(source), CONTENT):
            file = join(folder, path)
            if file and (url := self.pages.get(file) or self.files.get(file)):
                return url
        return None


class _Addressed(NamedTuple):
    """All of a site that addresses are made from."""

    keys: tuple[CiteKey, ...]
    pages: tuple[tuple[str, Slug, SitePath], ...]
    """Scheme of links by name, last part of the address, file."""
    texts: tuple[tuple[CiteKey, SitePath], ...]
    """Files that are about a publication, whose page shows them."""
    home: tuple[SitePath, ...]
    """Files with texts of the home page."""
    cv: tuple[SitePath, ...]
    """Files with texts of the CV."""
    variants: tuple[VariantName, ...]
    """Those of the CV that are public."""
    lists: tuple[str, ...]
    feeds: tuple[str, ...]
    """The lists that have a feed."""
    files: tuple[SitePath, ...]
    skipped: tuple[OutputName, ...]
    tags: tuple[str, ...]
    years: tuple[int, ...]
    """The year of each post, in their order."""
    posts_per_page: int
    talks: tuple[tuple[Slug, bool], ...]
    """Name of each talk, and whether its day is known."""


def plan_routes(site: Site, memo: CallMemo | None = None) -> Outcome[Routes]:
    """Return the address of everything in a site.

    Problems: url-collision (two pages for one address), bib-slug-repeated and tag-slug-repeated
    (warnings: two keys or tags that differ only in signs get numbered addresses).
    """
    memo = memo or CallMemo()
    listed = [one for one in site.publications if not one.is_hidden]
    skipped = site.config.build.skip
    tags = () if "tags" in skipped else tuple(sorted(set(map(fold_tag, topics(site))) - {""}))
    has = {
        "publications": bool(listed),
        "projects": bool(site.projects),
        "talks": bool(site.collections.talks),
        "teaching": bool(site.collections.teaching),
        "people": has_people(site) and "people" not in skipped,
        "news": bool(site.news),
        "posts": bool(site.posts),
        "tags": bool(tags),
        "cv": has_cv(site) and "cv" not in skipped,
        "stats": bool(listed) and bool(site.config.stats.charts),
    }
    addressed = _Addressed(
        keys=tuple([one.key for one in listed]),
        pages=tuple(
            (scheme, item.slug, item.span.path)
            for scheme, items in (
                ("project", site.projects),
                ("post", site.posts),
                ("news", site.news),
                ("page", site.pages),
                ("talk", site.collections.talks),
                ("course", site.collections.teaching),
            )
            for item in items
            if item.slug is not None and item.body is not None
        ),
        texts=tuple((text.key, text.span.path) for text in site.texts),
        home=tuple(body.path for body in home_bodies(site)),
        cv=tuple(body.path for body in cv_bodies(site)),
        variants=tuple(one.name for one in site.config.cv.variants if one.public),
        lists=tuple(name for name in LISTS if has[name]),
        feeds=feed_names(site),
        files=site.assets,
        skipped=skipped,
        tags=tags,
        years=tuple([post.date.year for post in site.posts]),
        posts_per_page=site.config.posts.per_page,
        talks=tuple((talk.slug, has_day(talk)) for talk in site.collections.talks),
    )
    routes, is_numbered, collisions = memo.once(_make_routes, addressed)
    repeated = _repeated(listed, routes) if is_numbered else ()
    return Outcome(routes, (*repeated, *repeated_tags(site, tags), *collisions))


def _make_routes(site: _Addressed) -> tuple[Routes, bool, tuple[Problem, ...]]:
    """Return the addresses, whether publications got numbered ones, and the collisions."""
    publications = _publication_urls(site.keys)
    is_numbered = any(url != f"/publications/{slugify(key)}/" for key, url in publications.items())
    names = {f"paper:{key}": url for key, url in publications.items()}
    pages: dict[SitePath, Url] = {}
    for scheme, slug, path in site.pages:
        pages[path] = names[f"{scheme}:{slug}"] = Url(f"{_FOLDERS[scheme]}{slug}/")
    lists = {name: Url(f"/{name}/") for name in site.lists}
    feeds: list[Url] = []
    if "feeds" not in site.skipped:
        feeds += [Url(f"/{name}/feed.xml") for name in site.feeds]
    if feeds:
        feeds.insert(0, Url("/feed.xml"))
    exports: list[Url] = []
    if publications and "exports" not in site.skipped:
        exports += [Url(f"/publications{ending}") for ending in EXPORT_ENDINGS]
        for url in publications.values():
            name = f"{url}{url[len('/publications/') : -1]}"
            exports += [Url(f"{name}{ending}") for ending in EXPORT_ENDINGS]
    if "cv" in lists and "exports" not in site.skipped:
        exports += CV_EXPORTS
    documents: dict[str, Url] = {}
    if "cv" in lists and "pdf" not in site.skipped:
        documents = {"": Url("/cv.pdf")} | {name: Url(f"/cv-{name}.pdf") for name in site.variants}
    if "talks" in lists:
        exports.append(Url("/talks.ics"))
    tags = {tag: Url(f"/tags/{slug}/") for tag, slug in tag_slugs(site.tags).slugs.items()}
    posts, years = post_lists(site.years, site.posts_per_page)
    events = {slug: Url(f"/talks/{slug}.ics") for slug, has_day in site.talks if has_day}
    for slug, _ in site.talks:
        names.setdefault(f"talk:{slug}", Url(f"/talks/#talk-{slug}"))
    files = {path: _file_address(path) for path in site.files}
    made = (Url("/"), *lists.values(), *feeds, *exports, *tags.values(), *events.values())
    made += (*posts[1:], *years.values(), *documents.values())
    urls = frozenset((*made, *publications.values(), *pages.values(), *files.values()))
    routes = Routes(
        publications,
        pages,
        files,
        lists,
        names,
        tuple(feeds),
        tags,
        posts,
        years,
        events,
        urls,
        documents,
    )
    collisions = tuple(_collisions(routes, made))
    shown = {path: publications[key] for key, path in site.texts if key in publications}
    shown |= dict.fromkeys(site.home, Url("/"))
    if "cv" in lists:
        shown |= dict.fromkeys(site.cv, lists["cv"])
    return replace(routes, pages=pages | shown), is_numbered, collisions


_FOLDERS: Final = {
    "project": "/projects/",
    "post": "/posts/",
    "news": "/news/",
    "page": "/",
    "talk": "/talks/",
    "course": "/teaching/",
}
CV_EXPORTS: Final = (Url("/cv.txt"), Url("/cv.json"), Url("/cv.yaml"))
"""The CV as plain text, as JSON Resume and for RenderCV."""
EXPORT_ENDINGS: Final = (".bib", ".json", ".ris")


def home_bodies(site: Site) -> Iterator[Markdown]:
    """Yield the texts that the home page may show."""
    if site.bio:
        yield site.bio
    for text in site.home_texts:
        yield text.body


def cv_bodies(site: Site) -> Iterator[Markdown]:
    """Yield the texts that the CV may show."""
    for text in site.cv_texts:
        yield text.body


def has_cv(site: Site) -> bool:
    """Say whether there is anything to put into a CV besides publications."""
    made = site.collections
    return any(
        (made.experience, made.education, made.awards, made.grants, made.service, made.skills,
         made.students, made.memberships, made.entries, made.languages, site.cv_texts)
    )  # fmt: skip


def _publication_urls(keys: Iterable[CiteKey]) -> dict[CiteKey, Url]:
    urls: dict[CiteKey, Url] = {}
    taken: set[str] = set()
    for key in keys:
        slug: str = slugify(key)
        number = 2
        while slug in taken:
            slug = f"{slugify(key)}-{number}"
            number += 1
        taken.add(slug)
        urls[key] = Url(f"/publications/{slug}/")
    return urls


def _repeated(listed: Iterable[Publication], routes: Routes) -> Iterator[Problem]:
    owners = {url: key for key, url in routes.publications.items()}
    for publication in listed:
        key, url = publication.key, routes.publications[publication.key]
        wanted = Url(f"/publications/{slugify(key)}/")
        if url != wanted:
            message = f"`{key}` and `{owners[wanted]}` differ only in signs"
            hint = f"the page is at {url}; give the entry another key"
            yield warning("bib-slug-repeated", message, publication.span, hint)


def _file_address(path: SitePath) -> Url:
    relative = path.removeprefix(f"{CONTENT}/")
    return Url("/" + quote(unicodedata.normalize("NFC", relative)))


def _collisions(routes: Routes, made: Iterable[Url]) -> Iterator[Problem]:
    """Find pages that fight for one file, also where a disk ignores case."""
    if not routes.pages and not routes.files:
        return
    taken = {str(out_path(url)).casefold(): f"sitegen's own {url}" for url in made}
    taken |= {
        str(out_path(url)).casefold(): f"the publication `{key}`"
        for key, url in routes.publications.items()
    }
    taken |= {name: f"the file {name}" for name in RESERVED}
    for path, url in (*routes.pages.items(), *routes.files.items()):
        place = str(out_path(url)).casefold()
        if place in taken:
            yield Problem(
                "url-collision",
                f"this file and {taken[place]} would both be at {url}",
                Span(path),
                "rename one of the two files",
            )
        taken.setdefault(place, f"`{path}`")


RESERVED: Final = (
    "404.html", "sitemap.xml", "robots.txt", "search.json", "cname", ".nojekyll", "favicon.ico",
    "favicon.svg", "apple-touch-icon.png", "icon.png",
)  # fmt: skip
