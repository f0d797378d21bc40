"""The views of the CV and of letters: the same for the page, the PDF and the plain text.

A document theme gets `CvDocument` and `LetterDocument` as data: a dictionary with the names of
the fields, rich texts as lists of runs (`documents/lib/text.typ` sets them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from sitegen.model.text import NO_TEXT, RichText
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from sitegen.model.blocks import Block
    from sitegen.problems import SitePath
    from sitegen.views.parts import LinkView
    from sitegen.views.publications import LegendView, PublicationGroup

CvEntryStyle: TypeAlias = Literal["entries", "rows", "points"]
"""`entries`: a block with two lines above its points; `rows`: date, title and detail, place;
`points`: title and detail in running text."""

PublicationOrder: TypeAlias = Literal["authors-first", "title-first"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CvEntryView:
    """One entry of a CV.

    As `entries`: title and place in one line, subtitle and `when` in the next, then lines, summary
    and notes. As `rows`: `when`, the title with its detail, the place. As `points`: the title with
    place and `when` in brackets, then the detail.
    """

    title: RichText
    """The institution of a degree, the title of a position, the name of an award."""
    href: str = ""
    subtitle: RichText = NO_TEXT
    """The degree; who led or guided the work."""
    detail: RichText = NO_TEXT
    """What follows the title in running text: amount, role, event, note."""
    separator: str = ", "
    """What stands between the title and the detail: ". " before a sentence, ": " after a skill."""
    place: RichText = NO_TEXT
    """What stands at the other side: a city, an institution, a funder, a host."""
    when: str = ""
    """"2017 – present", "Fall 2019"."""
    lines: tuple[RichText, ...] = ()
    """Further facts: thesis, grade, honours."""
    summary: RichText = NO_TEXT
    notes: tuple[RichText, ...] = ()
    """Points of a list."""
    counts: str = ""
    """Stars and forks: "1,234 stars, 56 forks"."""
    links: tuple[LinkView, ...] = ()
    """Slides, video, paper, code."""


CvSectionKind: TypeAlias = Literal["prose", "list", "entries", "rows", "points", "publications"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CvSectionView:
    """A section of the CV: `kind` says which field holds its content."""

    anchor: str
    kind: CvSectionKind
    title: str = ""
    lead: RichText = NO_TEXT
    """A line under the heading."""
    blocks: tuple[Block, ...] = ()
    """For `prose`."""
    items: tuple[RichText, ...] = ()
    """For `list`: a few words each."""
    entries: tuple[CvEntryView, ...] = ()
    groups: tuple[PublicationGroup, ...] = ()
    """For `publications`: under sub-headings, or one group without a label; numbered anew in
    each, or not at all."""
    legend: tuple[LegendView, ...] = ()
    """What the marks at names in this section mean."""
    note: RichText = NO_TEXT
    """A line at the end: the day on which stars and forks were counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A way to reach the person."""

    kind: str
    """A `ContactKind`, or the key of a profile elsewhere: "orcid", "github"."""
    label: str
    """"ORCID", "Phone"."""
    text: str
    """What is printed: "0000-0002-1825-0097"."""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadView:
    """What stands at the top of a CV and of a letter."""

    name: str
    """The whole name."""
    given: str = ""
    family: str = ""
    """Given and family name, where the name consists of just these two in this order."""
    native_name: str = ""
    honorifics: str = ""
    headline: RichText = NO_TEXT
    """The position."""
    address: tuple[str, ...] = ()
    """Lines of the postal address, where this document may show it."""
    contacts: tuple[ContactView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignView:
    """How a document looks."""

    theme: str
    """A folder in documents/ of a theme."""
    paper: Literal["a4", "us-letter"]
    accent: str
    """"#8c1f2f" as the settings have it, however light; "" for that of the theme."""
    font: str = ""
    """A family in fonts/ of the site; "" for that of the theme."""
    size_pt: float
    margin_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CvDocument:
    """The CV as a document: cv.typ."""

    title: str
    """"Ada Lune – Curriculum vitae"."""
    author: str
    label: str
    """"Curriculum vitae"."""
    language: str
    """BCP 47."""
    date: str
    """ISO day, month or year of the document."""
    date_text: str
    site_url: str
    """The whole address of the site: what an `href` that begins with `/` is added to."""
    letterhead: LetterheadView
    sections: tuple[CvSectionView, ...]
    order: PublicationOrder
    has_footer: bool = True
    design: DesignView
    words: tuple[tuple[str, str], ...]
    """What the template says by itself: name of the word -> word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDocument:
    """A letter: letter.typ."""

    title: str
    """Of the file: "Application – Ada Lune"."""
    author: str
    subject: str
    """"" for none."""
    language: str
    date: str
    """ISO day."""
    date_text: str
    letterhead: LetterheadView | None
    """None for a letter without a head."""
    recipient: str
    address: tuple[str, ...]
    opening: str
    body: tuple[Block, ...]
    closing: str
    signature: SitePath | None
    """A picture of the signature."""
    signed: str
    """The name under the letter."""
    enclosures: tuple[str, ...]
    postscript: RichText
    design: DesignView
    words: tuple[tuple[str, str], ...]
    """What the template says by itself: name of the word -> word."""
