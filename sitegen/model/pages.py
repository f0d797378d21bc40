"""Pages from Markdown files: projects, posts, news and free pages. Front matter keys are fields."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal, TypeAlias

from sitegen.model.config import Translation
from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.markdown import Markdown
from sitegen.model.text import NO_TEXT, CiteKey, Href, RichText, Slug
from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass

GIVEN: Final = {"given": True}
"""Metadata of fields that come from the file itself, not from its front matter."""

ProjectStatus: TypeAlias = Literal["planned", "active", "finished", "archived"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """content/projects/<slug>.md."""

    title: RichText
    """Its name."""
    summary: RichText = NO_TEXT
    """One or two sentences for lists."""
    date: DateRange | None = None
    """From when to when."""
    institution: RichText = NO_TEXT
    """Where it is done."""
    role: str = ""
    """What the person does in it."""
    collaborators: tuple[str, ...] = ()
    """Who else is in it."""
    status: ProjectStatus | None = None
    """Where it stands."""
    category: str = ""
    """Groups projects in the list."""
    tags: tuple[str, ...] = ()
    """Topics."""
    facts: tuple[Fact, ...] = ()
    """Label and value pairs beside the text."""
    url: Href | None = None
    """Its own web site."""
    code: Href | None = None
    """Its source code."""
    docs: Href | None = None
    """Its documentation."""
    stars: int | None = None
    """Stars on its forge, counted on `counted`."""
    forks: int | None = None
    """Forks on its forge, counted on `counted`."""
    counted: PartialDate | None = None
    """The day on which stars and forks were counted."""
    image: Href | None = None
    """A picture for lists and previews."""
    image_alt: str = ""
    """What is to be seen on it."""
    publications: tuple[CiteKey, ...] = ()
    """Citation keys of its papers."""
    weight: int = 0
    """Lower comes first; then the newest."""
    featured: bool = True
    """Shown on the home page."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value."""

    label: str
    """"Funding"."""
    value: RichText
    """What it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """content/posts/<slug>.md, or content/posts/<date>-<slug>.md."""

    title: RichText
    """Its title."""
    date: PartialDate
    """The day on which it is published."""
    updated: PartialDate | None = None
    """The day of the last change worth telling."""
    summary: RichText = NO_TEXT
    """One or two sentences for lists, feeds and search engines."""
    tags: tuple[str, ...] = ()
    """Topics."""
    series: str = ""
    """The series that it is a part of; the parts stand in the order of their dates."""
    image: Href | None = None
    """A picture for previews."""
    image_alt: str = ""
    """What is to be seen on it."""
    translations: tuple[Translation, ...] = ()
    """The same text in other languages, for search engines."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """content/news/<slug>.md, or a `[[news]]` line, which has no body and no page."""

    title: RichText
    """What happened, in one line."""
    date: PartialDate
    """The day."""
    draft: bool = False
    """Not published."""
    slug: Slug | None = field(metadata=GIVEN)
    body: Markdown | None = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """content/pages/<path>.md: a page of one's own at /<path>/."""

    title: RichText
    """Its title."""
    summary: RichText = NO_TEXT
    """A sentence under the title, also for search engines."""
    template: str = "page.html"
    """The template of the theme that shows it."""
    translations: tuple[Translation, ...] = ()
    """The same text in other languages, for search engines."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`[[figures]]`: a picture of a paper."""

    image: Href
    """The file: `assets/img/result.png`."""
    alt: str = ""
    """What is to be seen on it."""
    caption: RichText = NO_TEXT
    """A line under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationText:
    """content/publications/<key>.md: what a paper's page shows besides its entry."""

    summary: RichText = NO_TEXT
    """What it says, in two or three sentences for people who are not of the field."""
    image: Href | None = None
    """A picture that stands for it, on its page and in previews."""
    image_alt: str = ""
    """What is to be seen on it."""
    image_caption: RichText = NO_TEXT
    """A line under it."""
    figures: tuple[Figure, ...] = ()
    """More pictures, shown below the text."""
    video: Href | None = None
    """A file, or the address of a film at YouTube, Vimeo or a PeerTube server."""
    video_title: str = ""
    """What the film is called."""
    poster: Href | None = None
    """The poster: a file or an address."""
    draft: bool = False
    """Not published."""
    key: CiteKey = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSectionText:
    """content/home/<name>.md: a section of the home page, named `text:<name>` in site.toml."""

    title: RichText = NO_TEXT
    """Its heading."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSectionText:
    """content/cv/<name>.md: a section of the CV, named `text:<name>` in site.toml."""

    title: RichText = NO_TEXT
    """Its heading."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(metadata=GIVEN)
    body: Markdown = field(metadata=GIVEN)
    span: Span = field(compare=False, repr=False, metadata=GIVEN)
