"""The settings: site.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NewType, TypeAlias

from sitegen.model.dates import PartialDate
from sitegen.model.publication import Kind
from sitegen.model.text import NO_TEXT, Filled, Href, RichText
from sitegen.problems import SitePath, Span
from sitegen.quick_dataclass import dataclass

SiteUrl = NewType("SiteUrl", str)
"""The whole address of a web site: scheme, host, perhaps a path."""

DomainName = NewType("DomainName", str)
"""The name of a host: "www.example.org"."""

LanguageTag = NewType("LanguageTag", str)
"""BCP 47: "en", "pt-BR"."""

ZoneName = NewType("ZoneName", str)
"""IANA time zone: "Europe/London"."""

HomeSection: TypeAlias = Literal[
    "tape", "questions", "bio", "interests", "news", "selected", "projects", "talks", "posts",
    "education", "experience", "awards", "teaching", "contact", "numbers",
]  # fmt: skip

HomeText = NewType("HomeText", str)
"""A section of one's own: `text:intro` shows content/home/intro.md."""

CvInclude: TypeAlias = Literal[
    "summary", "interests", "experience", "education", "awards", "grants", "publications",
    "selected", "projects", "talks", "teaching", "service", "students", "memberships", "skills",
    "languages", "references", "entries",
]  # fmt: skip

CvText = NewType("CvText", str)
"""A section of one's own: `text:teaching` shows content/cv/teaching.md."""

CvStyle: TypeAlias = Literal["entries", "rows", "points"]

PublicationForm: TypeAlias = Literal["authors-first", "title-first"]

NameForm: TypeAlias = Literal["full", "initials"]

Paper: TypeAlias = Literal["a4", "us-letter"]

DateForm: TypeAlias = Literal["short", "long", "iso"]

VariantName = NewType("VariantName", str)
"""Letters a to z, digits and hyphens: "short"."""

Color = NewType("Color", str)
"""`#` and six hexadecimal digits."""

FontSize = NewType("FontSize", float)
"""In points: 6 to 24, or 0 for that of the document theme."""

Margin = NewType("Margin", float)
"""In millimetres: 5 to 60, or 0 for that of the document theme."""

ListName: TypeAlias = Literal[
    "publications",
    "projects",
    "talks",
    "teaching",
    "people",
    "news",
    "posts",
    "tags",
    "cv",
    "stats",
]

StatsChart: TypeAlias = Literal["years", "kinds", "venues", "topics", "coauthors"]

GroupBy: TypeAlias = Literal["year", "kind", "none"]

Numbering: TypeAlias = Literal["none", "up", "down"]

CitationStyle: TypeAlias = Literal["author-year", "numeric"]

OutputName: TypeAlias = Literal[
    "cards", "cv", "exports", "feeds", "icons", "pdf", "people", "related", "search", "tags",
]  # fmt: skip

TeachingGroups: TypeAlias = Literal["course", "term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One item of the navigation."""

    title: str
    """The words."""
    url: str
    """A page of the site (`/publications/`) or a web address."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The same page in another language."""

    language: LanguageTag
    """Its language: "de"."""
    url: SiteUrl
    """Its whole address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSettings:
    """`[home]`: what the home page shows, in this order."""

    sections: tuple[HomeSection | HomeText, ...] = (
        "tape", "questions", "bio", "news", "selected", "projects", "talks", "posts",
    )  # fmt: skip
    """The sections; one without content is left out. `text:intro` is content/home/intro.md."""
    titles: Mapping[HomeSection, str] = field(default_factory=dict)
    """Other headings: `selected = "Selected papers"`."""
    limit: int = 5
    """How many entries a section shows at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule:
    """`[[publications.groups]]`: one group of the list. A work belongs to the first that fits.

    It fits when each rule given names it; a group without rules takes all that is left.
    """

    title: Filled
    """The heading."""
    types: tuple[str, ...] = ()
    """Entry types or kinds: `["inproceedings", "workshop"]`."""
    keywords: tuple[str, ...] = ()
    """One of these stands in its `keywords`."""
    tags: tuple[str, ...] = ()
    """The same as `keywords`, for files that call them so."""
    venues: tuple[str, ...] = ()
    """Its venue, or the short name of it, is one of these."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationSettings:
    """`[publications]`."""

    files: tuple[SitePath, ...] = (SitePath("publications.bib"),)
    """The person's own work: one or several .bib files."""
    references: tuple[SitePath, ...] = (SitePath("references.bib"),)
    """Other people's work that pages cite; never listed."""
    group_by: GroupBy = "year"
    """How the list is grouped, where there are no `groups`."""
    groups: tuple[GroupRule, ...] = ()
    """Groups of one's own, in this order; what fits none stands last."""
    numbering: Numbering = "none"
    """Numbers in every group: `up` gives the newest the 1, `down` the oldest."""
    mine_only: bool = False
    """List only works in which the owner of the site is an author or editor."""
    citation_style: CitationStyle = "author-year"
    """How pages cite with `[@key]`."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """What an entry type, `type`, `entrysubtype`, `pubtype` or keyword of one's own means:
    `demo = "software"`."""
    macros: Mapping[str, str] = field(default_factory=dict)
    """LaTeX commands of one's own: `R = '\\mathbb{R}'`; `#1` to `#9` are arguments."""
    extra_links: Mapping[str, str] = field(default_factory=dict)
    """Fields of one's own that hold an address, with their labels: `dataset2 = "More data"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostSettings:
    """`[posts]`."""

    per_page: int = 20
    """How many posts stand on one page of the list; 0 puts all on one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachingSettings:
    """`[teaching]`."""

    group_by: TeachingGroups = "course"
    """What the list shows first, where a course was taught more than once: each course with its
    terms, or each year with its courses. The other is one choice away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TagSettings:
    """`[tags]`: the pages of topics."""

    keywords: bool = False
    """Keywords of publications make pages too. Without it, they only join the tags of posts and
    projects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSection:
    """One section of the CV."""

    include: tuple[CvInclude | CvText, ...]
    """Which collections it shows, one after the other; `text:intro` is content/cv/intro.md."""
    title: str = ""
    """Its heading; without it the usual one."""
    section: str = ""
    """With `include = ["entries"]`: which section of the entries."""
    style: CvStyle | None = None
    """`entries`: blocks of two lines with points below; `rows`: date, title, place; `points`:
    running text. Without it, what suits the collection."""
    lead: RichText = NO_TEXT
    """A line under the heading."""
    limit: int | None = None
    """At most so many entries or papers, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvVariant:
    """Another CV from the same content: `/cv-<name>.pdf`."""

    name: VariantName
    """Its name in addresses: "short"."""
    public: bool = True
    """Whether `sitegen build` makes it; others are made by `sitegen cv --private` only."""
    title: str = ""
    """What it is called: "Short CV"; without it as the CV is."""
    sections: tuple[CvSection, ...] = ()
    """The sections in order; without them those of `[cv]`."""
    titles: Mapping[CvInclude, str] = field(default_factory=dict)
    """Other headings than those of `[cv]`."""
    selected: bool = False
    """Only papers with `selected = {true}`."""
    tags: tuple[str, ...] = ()
    """Leave out entries that have tags, but none of these; entries without tags stay."""
    keywords: tuple[str, ...] = ()
    """Only papers with one of these keywords."""
    limits: Mapping[CvInclude, int] = field(default_factory=dict)
    """At most so many, the newest: `{ publications = 10 }`."""
    language: LanguageTag = LanguageTag("")
    """The language of headings, labels and dates, where it is not that of the site."""
    theme: str = ""
    """Another document theme."""
    max_pages: int | None = None
    """Warn when it has more pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSettings:
    """`[cv]`."""

    sections: tuple[CvSection, ...] = ()
    """The sections in order; without them every collection that has entries."""
    titles: Mapping[CvInclude, str] = field(default_factory=dict)
    """Other headings: `awards = "Honours"`."""
    publications: PublicationForm = "authors-first"
    """What a paper begins with: `authors-first` or `title-first`."""
    names: NameForm = "full"
    """How the authors of papers are called: `full` as the .bib file has them, or `initials`."""
    numbering: Numbering | None = None
    """Numbers in every group of papers: `none`, `up` or `down`. Without it selected papers have
    none, and others those of `[publications]`, or `up` where that has none."""
    date: PartialDate | None = None
    """The date of the CV; without it that of the newest thing in it."""
    footer: bool = True
    """Date, name and page at the foot of the pages."""
    max_pages: int | None = None
    """Warn when the PDF has more pages."""
    variants: tuple[CvVariant, ...] = ()
    """Other CVs from the same content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """`[documents]`: how the PDFs of CV and letters look."""

    theme: str = "awesome"
    """`awesome`, `classic`, or a folder in documents/ of the theme of the site."""
    paper: Paper = "a4"
    """`a4` or `us-letter`."""
    accent: Color = Color("")
    """The colour of headings; without it that of the document theme. Letters in it are darker
    where it would be hard to read."""
    font: str = ""
    """A family of fonts in fonts/ of the site, in place of the theme's."""
    size_pt: FontSize = FontSize(0.0)
    """The size of the text in points, 6 to 24; 0 for that of the theme."""
    margin_mm: Margin = Margin(0.0)
    """The margins at the sides, 5 to 60; 0 for those of the theme."""
    dates: DateForm = "short"
    """How months are written: `short` (Sep 2021), `long` (September 2021), `iso` (2021-09)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatsSettings:
    """`[stats]`: the page of charts at `/stats/`."""

    charts: tuple[StatsChart, ...] = ()
    """What it shows, in this order; without any there is no such page. `topics` are the keywords
    of publications."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """`[build]`."""

    skip: tuple[OutputName, ...] = ()
    """What shall not be made: `cards` (the pictures that links to pages bring along), `cv`,
    `exports` (BibTeX, CSL JSON and RIS files, and the CV for other programs), `feeds`, `icons`
    (the mark of the site), `pdf` (those of the CV), `people` (the page), `related` (related
    papers), `search` (the search index), `tags` (their pages)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """`[check]`."""

    ignore: tuple[str, ...] = ()
    """Warnings that shall not be shown: a code (`missing-doi`), or one for one entry
    (`missing-doi:turing1936`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole of site.toml."""

    title: Filled
    """The name of the site, mostly that of the person."""
    url: SiteUrl
    """The address at which it will be published: "https://example.org/" or with a path."""
    language: LanguageTag = LanguageTag("en")
    """BCP 47 tag of the language that the site is written in: "en-GB"."""
    description: str = ""
    """A sentence for search engines; without it the summary of the profile."""
    translations: tuple[Translation, ...] = ()
    """The home page in other languages, for search engines."""
    icon: Href | None = None
    """The mark of the site in tabs and on home screens, a square image in content/assets/:
    "assets/icon.png" or ".svg"; without it the initials of the owner."""
    theme: str = "scholar"
    """The name of a built-in theme, or of a folder in themes/."""
    theme_options: Mapping[str, object] = field(default_factory=dict)
    """Options of the theme; `theme.toml` says which there are."""
    domain: DomainName = DomainName("")
    """A domain of one's own: written to CNAME."""
    timezone: ZoneName = ZoneName("UTC")
    """IANA name of the zone that times of talks are in: "Europe/London"."""
    footer: RichText = NO_TEXT
    """A line at the foot of every page."""
    navigation: tuple[NavigationItem, ...] | None = None
    """The navigation; without it every list that has entries."""
    titles: Mapping[ListName, str] = field(default_factory=dict)
    """Other headings of the lists: `talks = "Talks and broadcasts"`."""
    leads: Mapping[ListName, str] = field(default_factory=dict)
    """A sentence under the heading of a list: `talks = "…"`."""
    words: Mapping[str, object] = field(default_factory=dict)
    """Other words of the interface: `related = "See also"`. templates.md lists them; one that has
    plural forms is a table."""
    home: HomeSettings = field(default_factory=HomeSettings)
    """The home page."""
    publications: PublicationSettings = field(default_factory=PublicationSettings)
    """The list of publications."""
    posts: PostSettings = field(default_factory=PostSettings)
    """The list of posts."""
    teaching: TeachingSettings = field(default_factory=TeachingSettings)
    """The list of courses."""
    tags: TagSettings = field(default_factory=TagSettings)
    """The pages of topics."""
    cv: CvSettings = field(default_factory=CvSettings)
    """The CV."""
    documents: DocumentSettings = field(default_factory=DocumentSettings)
    """How the PDFs of CV and letters look."""
    stats: StatsSettings = field(default_factory=StatsSettings)
    """The page of charts."""
    build: BuildSettings = field(default_factory=BuildSettings)
    """What is made."""
    check: CheckSettings = field(default_factory=CheckSettings)
    """What is reported."""
    span: Span | None = field(default=None, compare=False, repr=False)
