"""A task is one file to make, with everything it is made from; a plan is all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.exports.cv_facts import CvFacts
    from sitegen.images.icons import IconForm
    from sitegen.model.dates import PartialDate
    from sitegen.model.publication import Publication
    from sitegen.model.text import Html, OutPath, Url
    from sitegen.problems import SitePath
    from sitegen.views import SiteView, View
    from sitegen.views.documents import CvDocument, LetterDocument
    from sitegen.words import Words

ExportFormat: TypeAlias = Literal["bib", "json", "ris"]
CvFormat: TypeAlias = Literal["json", "yaml"]


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page through a template.

    `make(*inputs)` is its view; a pure function, so that pages of equal inputs are equal.
    """

    out: OutPath
    url: Url
    template: str
    make: Callable[..., View]
    inputs: tuple[object, ...]
    changed: str = ""
    """The ISO day of its last change, where that is known."""

    @property
    def view(self) -> View:
        """What the template sees; made anew each time it is asked for."""
        return self.make(*self.inputs)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed: addresses are absolute; content is markup with absolute links."""

    title: str
    url: str
    published: PartialDate
    updated: PartialDate
    summary: str
    content: Html | None = None


class FeedSource(NamedTuple):
    """What one entry of a feed is made from: `make(*inputs)` is the entry, `make` pure."""

    make: Callable[..., FeedItem]
    inputs: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class FeedTask:
    """An Atom feed (RFC 4287), newest first."""

    out: OutPath
    title: str
    page_url: str
    feed_url: str
    author: str
    language: str
    sources: tuple[FeedSource, ...]

    @property
    def items(self) -> Iterator[FeedItem]:
        """The entries, made while they are asked for."""
        return (source.make(*source.inputs) for source in self.sources)


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar. Without `time` it lasts the whole day."""

    uid: str
    title: str
    place: str
    description: str
    url: str
    start: PartialDate
    end: PartialDate | None
    time: str = ""
    duration_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarTask:
    """A calendar (RFC 5545)."""

    out: OutPath
    title: str
    timezone: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ExportTask:
    """Publications for other programs."""

    out: OutPath
    format: ExportFormat
    publications: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class CvExportTask:
    """The CV for other programs: JSON Resume, or the YAML of RenderCV."""

    out: OutPath
    format: CvFormat
    facts: CvFacts


@dataclass(frozen=True, slots=True)
class DocumentTextTask:
    """The CV as plain text."""

    out: OutPath
    document: CvDocument


@dataclass(frozen=True, slots=True)
class SitemapTask:
    """sitemap.xml: absolute addresses with the day of their last change, "" if not known."""

    out: OutPath
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchItem:
    """One page in the search index; `url` is relative to the home page.

    A word in the title counts most, then one of `people`, then of `about`, then of `text`.
    """

    title: str
    url: str
    kind: str
    year: str = ""
    people: str = ""
    about: str = ""
    """Venue, tags, place."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SearchTask:
    """search.json."""

    out: OutPath
    items: tuple[SearchItem, ...]


@dataclass(frozen=True, slots=True)
class TextTask:
    """A small text file, finished."""

    out: OutPath
    text: str


@dataclass(frozen=True, slots=True)
class CopyTask:
    """A file copied unchanged."""

    out: OutPath
    source: SitePath


@dataclass(frozen=True, slots=True)
class CleanCopyTask:
    """An image copied without what it says of where and when it was taken."""

    out: OutPath
    source: SitePath


@dataclass(frozen=True, slots=True)
class ImageTask:
    """An image in another size or format: the copy `number` of the image that `key` names."""

    out: OutPath
    source: SitePath
    key: str
    number: int


@dataclass(frozen=True, slots=True)
class IconTask:
    """The mark of the site in one form: of the image that `key` names, or else of initials."""

    out: OutPath
    form: IconForm
    name: str
    accent: str
    source: SitePath | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class CardTask:
    """The picture that links to a page bring along, as `sitegen.images.cards.Card` says."""

    out: OutPath
    title: str
    margin: str
    label: str
    name: str
    address: str
    accent: str
    tape: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentTask:
    """A typeset PDF: the CV or a letter, through the template of its kind."""

    out: OutPath
    document: CvDocument | LetterDocument
    max_pages: int | None = None
    """Warn when it has more."""


FileTask: TypeAlias = (
    PageTask
    | FeedTask
    | CalendarTask
    | ExportTask
    | CvExportTask
    | DocumentTextTask
    | SitemapTask
    | SearchTask
    | TextTask
    | CopyTask
    | CleanCopyTask
    | ImageTask
    | IconTask
    | CardTask
)
"""What Python makes by itself."""

Task: TypeAlias = FileTask | DocumentTask


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the output; no two tasks make the same one."""

    site: SiteView
    words: Words
    site_url: str
    assets: Mapping[str, Url]
    """Name of a static file of the theme -> its address."""
    tasks: tuple[Task, ...]
