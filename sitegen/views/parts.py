"""The parts of views: links, entries of lists, sections, the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.model.text import NO_TEXT, Html, RichText, Url
from sitegen.quick_dataclass import dataclass
from sitegen.views.later import Later

if TYPE_CHECKING:
    from sitegen.views.images import IconView, ImageView
    from sitegen.views.publications import (
        LegendView,
        PublicationView,
        TapeYear,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link. `title` is its unique name for screen readers where `label` alone is not."""

    label: str
    href: str
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """One of several pages that show parts of the same: a year, a topic, a page of a long list."""

    label: str
    href: str
    count: int = 0
    """How many entries it has; 0 where that is not said."""
    is_current: bool = False
    is_after_gap: bool = False
    """Others between this one and the one before it are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaginationView:
    """The pages of a long list: the first one has the newest entries."""

    number: int
    """Which page this is; 1 is the first."""
    total: int
    newer: str
    """Address of the page before this one, "" on the first."""
    older: str
    """Address of the page after this one, "" on the last."""
    pages: tuple[ChoiceView, ...]
    """The first, the last, and those around this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """A series of posts, as one of them shows it."""

    title: str
    number: int
    """Which part the post is; 1 is the first."""
    parts: tuple[LinkView, ...]
    """All parts in order, this one included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateView:
    """Another form of the page: a feed, a BibTeX export. `rel` is mostly `alternate`."""

    rel: str
    href: str
    type: str = ""
    title: str = ""
    language: str = ""
    """BCP 47 tag, where it is the page in another language."""


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What stands in a page's head."""

    title: str
    """The title of the window: "Publications · Alan Turing"."""
    description: str
    url: Url
    canonical: str
    """The absolute address; "" on the page for what was not found."""
    section: str
    """The part of the site that the page belongs to: "publications"; marks the navigation."""
    type: Literal["website", "profile", "article"] = "website"
    published: str = ""
    """ISO date, for articles."""
    modified: str = ""
    image: str = ""
    """Absolute address of a picture for previews."""
    image_alt: str = ""
    image_width: int | None = None
    image_height: int | None = None
    is_card: bool = False
    """The picture was drawn for previews, and is as wide as they are."""
    tags: Later[tuple[tuple[str, str], ...]] = Later(())
    """Highwire `citation_*` tags as name and content, in order."""
    json_ld: Later[str] = Later("")
    """JSON, not yet escaped for HTML: print with the filter `json_ld`."""
    alternates: tuple[AlternateView, ...] = ()
    is_indexed: bool = True
    has_math: bool = False
    frames: tuple[str, ...] = ()
    """Origins whose players the page may show in a frame: "https://player.vimeo.com"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationView:
    """One item of the navigation; `section` is the part of the site that it stands for."""

    title: str
    href: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerView:
    """Whose site it is, as the home page says it: for themes that say it on every page."""

    role: RichText = NO_TEXT
    affiliation: RichText = NO_TEXT
    affiliation_href: str = ""
    photo: ImageView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What is the same on every page: `site` in a template."""

    title: str
    name: str
    language: str
    direction: Literal["ltr", "rtl"]
    navigation: tuple[NavigationView, ...]
    footer: RichText
    links: tuple[LinkView, ...]
    """Profiles elsewhere and public contacts."""
    generator: str
    """"sitegen 0.1.0"."""
    search_href: str = ""
    """The index of the search; "" where the site has none."""
    owner: OwnerView = OwnerView()
    font_style: str = ""
    """The style with the faces of fonts that the site needs; "" without any."""
    preloaded_fonts: tuple[str, ...] = ()
    """The font files that a page asks for at once."""
    icons: tuple[IconView, ...] = ()
    """The mark of the site, for the tab of a browser and the home screen of a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry of a list: a talk, a position, a project, a person, a line of news."""

    title: RichText
    href: str = ""
    anchor: str = ""
    """Its name in the page, "" for none."""
    lines: tuple[RichText, ...] = ()
    """Lines under the title: where, with whom."""
    summary: RichText = NO_TEXT
    notes: tuple[RichText, ...] = ()
    """Points of a list."""
    when: str = ""
    """"1945–1948", "14 Jan 1952"."""
    datetime: str = ""
    """ISO date where it is a single one."""
    updated: str = ""
    """The day of the last change, for posts."""
    reading_minutes: int = 0
    """How long it takes to read, 0 where that is not said."""
    highlight: str = ""
    """A badge that stands out: "Upcoming"."""
    badges: tuple[str, ...] = ()
    """Quiet badges: kind and status."""
    abstract: RichText = NO_TEXT
    """A longer text that a theme may fold away."""
    links: tuple[LinkView, ...] = ()
    counts: str = ""
    """Stars and forks with the day: "1,234 stars, 56 forks (May 2026)"."""
    tags: tuple[LinkView, ...] = ()
    """Topics; the `href` is "" where a topic has no page."""
    image: ImageView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """Entries under one heading; `label` is "" when the list is not divided."""

    label: str
    anchor: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingView:
    """One of several ways in which a list is divided: courses by course, or by term."""

    label: str
    anchor: str
    groups: tuple[EntryGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A label and its value, with links where the value is one or several."""

    label: str
    value: RichText = NO_TEXT
    links: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A picture with a caption."""

    image: ImageView
    caption: RichText = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoView:
    """A film or a recording: a file of the site, or one elsewhere that is loaded on a click."""

    href: str
    """The file, or the page of the film: a link that works without script."""
    title: str
    kind: Literal["video", "audio", "frame"] = "video"
    """`frame`: elsewhere; `frame` is then the address of its player."""
    frame: str = ""
    host: str = ""
    """Where it plays: "youtube.com"; "" for a file of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A current position; `href` leads to the institution, "" without an address."""

    title: RichText
    institution: RichText = NO_TEXT
    href: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A research theme, put as a question."""

    question: RichText
    text: RichText
    link: LinkView | None


SectionKind: TypeAlias = Literal[
    "tape", "questions", "prose", "list", "publications", "entries", "facts"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section of the home page: `kind` says which field holds its content."""

    anchor: str
    kind: SectionKind
    title: str = ""
    tape: tuple[TapeYear, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    body: Html = Html("")
    items: tuple[str, ...] = ()
    publications: tuple[PublicationView, ...] = ()
    legend: tuple[LegendView, ...] = ()
    """What the marks in `publications` mean."""
    entries: tuple[EntryView, ...] = ()
    facts: tuple[FactView, ...] = ()
    more: LinkView | None = None
