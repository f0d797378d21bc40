"""The parts of views that are about publications: lists, authors, facets, the tape, citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.model.text import NO_TEXT, RichText, Url
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from sitegen.model.publication import Kind
    from sitegen.views.images import ImageView
    from sitegen.views.parts import LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """An author as printed. `marks` are the signs after the name ("*†")."""

    name: str
    """With initials: "A. M. Turing"."""
    full_name: str = ""
    """As the entry has it: "Alan Mathison Turing"."""
    is_owner: bool = False
    marks: str = ""
    href: str = ""
    is_after_gap: bool = False
    """Authors who stand before this one in the list are folded away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendView:
    """What a mark after an author's name means."""

    mark: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationView:
    """One publication, in a list or on its own page."""

    key: str
    anchor: str
    href: Url
    kind: Kind
    kind_label: str
    """"Journal article"."""
    title: RichText
    authors: tuple[AuthorView, ...]
    """Those shown at once: the first ones, and always the owner."""
    more_authors: tuple[AuthorView, ...] = ()
    """The rest of a long list, in order."""
    has_more_authors: bool = False
    """The list ends with "et al." in the source itself."""
    is_edited: bool = False
    """No author is known: those named are the editors."""
    is_solo: bool = False
    """The owner is the only author."""
    source: RichText = NO_TEXT
    """Venue, volume, pages: all that follows the authors."""
    abbr: str = ""
    year: str = ""
    date: str = ""
    """ISO date as exactly as it is known."""
    date_text: str = ""
    """In the CV: month and year as documents print them."""
    status: str = ""
    award: RichText = NO_TEXT
    note: RichText = NO_TEXT
    acceptance: str = ""
    preview: ImageView | None = None
    links: tuple[LinkView, ...] = ()
    abstract: RichText = NO_TEXT
    bibtex: str = ""
    bibtex_href: str = ""
    """Where the BibTeX is on its page, on a site of so many publications that lists had better
    link to it than carry it."""
    keywords: tuple[str, ...] = ()
    language: str = ""
    """BCP 47 tag of the title, where it is not that of the site."""
    is_selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationGroup:
    """Publications under one heading: a year, a kind, or a group of the site's own."""

    label: str
    anchor: str
    publications: tuple[PublicationView, ...]
    numbers: tuple[int, ...] = ()
    """One for each publication; () when the list is not numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many publications of one kind there are."""

    kind: Kind
    label: str
    count: int


FacetName: TypeAlias = Literal["kind", "year", "venue", "topic", "author"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One choice of a facet: `name` stands in addresses, `label` is shown."""

    name: str
    label: str
    count: int
    places: str
    """The places of its works in the list, from 0: "0-4 7"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """Something by which the list can be narrowed; years are newest first, the rest by count."""

    name: FacetName
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeYear:
    """One cell of the tape. `marks` has one value a work, True for a selected one."""

    year: int
    href: str
    marks: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationView:
    """A publication ready to be copied, in one format: as text, or as the source of a file."""

    format: str
    """"apa", "ieee", "chicago", "mla", "bibtex" or "ris"."""
    label: str
    text: RichText = NO_TEXT
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """One line of the list of references under a text."""

    anchor: str
    text: RichText
    href: str
    """The work's own page; "" when it has none on the site."""
    label: str = ""
    """"[1]" where works are cited by numbers."""
