"""The views of pages: one class a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sitegen.model.text import NO_TEXT, Html, RichText, Url
from sitegen.quick_dataclass import dataclass
from sitegen.views.later import Later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.markdown import Heading
    from sitegen.views.charts import ChartView
    from sitegen.views.documents import CvSectionView, PublicationOrder
    from sitegen.views.images import ImageView
    from sitegen.views.parts import (
        ChoiceView,
        EntryGroup,
        EntryView,
        FactView,
        FigureView,
        GroupingView,
        LinkView,
        Meta,
        PaginationView,
        PositionView,
        SectionView,
        SeriesView,
        VideoView,
    )
    from sitegen.views.publications import (
        CitationView,
        FacetView,
        KindCount,
        LegendView,
        PublicationGroup,
        PublicationView,
        ReferenceView,
        TapeYear,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """`/`: template home.html."""

    meta: Meta
    name: str
    honorifics: str
    native_name: str
    pronouns: str
    role: RichText
    affiliation: RichText
    affiliation_href: str
    positions: tuple[PositionView, ...] = ()
    """All current positions; `role` and `affiliation` are those of the first one."""
    summary: RichText
    photo: ImageView | None
    photo_caption: RichText
    buttons: tuple[LinkView, ...]
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, kw_only=True)
class PublicationsView:
    """`/publications/`: template publications.html."""

    meta: Meta
    title: str
    lead: str
    count: int
    tape: tuple[TapeYear, ...]
    kinds: tuple[KindCount, ...]
    facets: Later[tuple[FacetView, ...]] = Later(())
    """By what the list can be narrowed: the kind first, where there are several."""
    groups: tuple[PublicationGroup, ...]
    legend: tuple[LegendView, ...]
    exports: tuple[LinkView, ...]
    stats: LinkView | None = None
    """The page of charts, where there is one."""


@dataclass(frozen=True, kw_only=True)
class PublicationPageView:
    """`/publications/<slug>/`: template publication.html."""

    meta: Meta
    publication: PublicationView
    legend: tuple[LegendView, ...]
    facts: Later[tuple[FactView, ...]] = Later(())
    citations: Later[tuple[CitationView, ...]] = Later(())
    """The publication in every format in which it can be cited."""
    exports: tuple[LinkView, ...]
    related: tuple[PublicationView, ...]
    mentions: tuple[EntryView, ...]
    """Projects, talks, posts, news and pages that name the publication."""
    list_href: Url
    summary: RichText = NO_TEXT
    """What the work says, for people who are not of the field."""
    figure: FigureView | None = None
    """The picture that stands for the work."""
    figures: tuple[FigureView, ...] = ()
    video: VideoView | None = None
    body: Html = Html("")
    headings: tuple[Heading, ...] = ()
    references: tuple[ReferenceView, ...] = ()
    """What the body cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvView:
    """`/cv/`: template cv.html."""

    meta: Meta
    title: str
    name: str
    lead: RichText
    contacts: tuple[FactView, ...]
    sections: tuple[CvSectionView, ...]
    order: PublicationOrder
    """What a publication begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """`/projects/`, `/talks/`, `/teaching/`, `/people/`, `/news/`: template of that name.

    `/posts/`, `/posts/page/2/` and each year of posts, `/posts/2026/`: template posts.html.
    """

    meta: Meta
    title: str
    lead: str
    groups: tuple[EntryGroup, ...]
    exports: tuple[LinkView, ...]
    """Feed or calendar."""
    groupings: tuple[GroupingView, ...] = ()
    """All ways in which the list may be divided, where there are several: `groups` are those of
    the first."""
    pagination: PaginationView | None = None
    """Where the list has several pages."""
    years: tuple[ChoiceView, ...] = ()
    """The archive of posts, newest year first; the current one is marked."""
    tags: tuple[ChoiceView, ...] = ()
    """The topics of the entries, most used first."""
    list_href: str = ""
    """On a page of one year, the whole list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsView:
    """`/tags/`: template tags.html."""

    meta: Meta
    title: str
    lead: str
    tags: tuple[ChoiceView, ...]
    """In alphabetical order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagView:
    """`/tags/<slug>/`, all that has one tag: template tag.html."""

    meta: Meta
    title: str
    count: int
    groups: tuple[EntryGroup, ...]
    """Posts, projects, talks: those that there are."""
    publications: tuple[PublicationView, ...]
    legend: tuple[LegendView, ...]
    list_href: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """`/talks/<slug>/` and `/teaching/<slug>/`: templates talk.html and course.html."""

    meta: Meta
    title: RichText
    summary: RichText
    when: str
    datetime: str
    """ISO date where it is a single one."""
    highlight: str
    """A badge that stands out: "Upcoming"."""
    badges: tuple[str, ...]
    lines: tuple[RichText, ...]
    """Where, with whom, in which role."""
    body: Html
    headings: tuple[Heading, ...]
    links: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    entries: tuple[EntryView, ...]
    """The same course in other terms."""
    publications: tuple[PublicationView, ...]
    references: tuple[ReferenceView, ...]
    list_href: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectView:
    """`/projects/<slug>/`: template project.html."""

    meta: Meta
    title: RichText
    summary: RichText
    when: str
    institution: RichText
    badges: tuple[str, ...]
    """Where it stands: "Planned", "Finished"."""
    counts: str
    """Stars and forks with the day: "1,234 stars, 56 forks (May 2026)"; among the facts too."""
    tags: tuple[LinkView, ...]
    """Topics; the `href` is "" where a topic has no page. Among the facts too."""
    body: Html
    headings: tuple[Heading, ...]
    facts: tuple[FactView, ...]
    links: tuple[LinkView, ...]
    image: ImageView | None
    publications: tuple[PublicationView, ...]
    references: tuple[ReferenceView, ...]
    others: tuple[EntryView, ...]
    list_href: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """`/posts/<slug>/` and `/news/<slug>/`: templates post.html and news-item.html."""

    meta: Meta
    title: RichText
    summary: RichText
    when: str
    datetime: str
    updated: str
    tags: tuple[LinkView, ...]
    """Topics; the `href` is "" where a topic has no page."""
    series: SeriesView | None
    reading_minutes: int
    body: Html
    headings: tuple[Heading, ...]
    references: tuple[ReferenceView, ...]
    newer: LinkView | None
    older: LinkView | None
    list_href: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """`/<slug>/`: template page.html, or the one named in the front matter."""

    meta: Meta
    title: RichText
    summary: RichText
    body: Html
    headings: tuple[Heading, ...]
    references: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsView:
    """`/stats/`: template stats.html."""

    meta: Meta
    title: str
    lead: str
    charts: tuple[ChartView, ...]
    list_href: Url
    """The list of publications."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """`/404.html`: template 404.html."""

    meta: Meta
    pages: tuple[LinkView, ...]


View: TypeAlias = (
    HomeView
    | PublicationsView
    | PublicationPageView
    | CvView
    | ListView
    | TagsView
    | TagView
    | ItemView
    | ProjectView
    | PostView
    | PageView
    | StatsView
    | NotFoundView
)

ThemeOptions: TypeAlias = "Mapping[str, str | int | float | bool]"
