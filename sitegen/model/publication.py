"""A publication: the clean model made from a BibTeX entry, whatever dialect it was written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sitegen.model.dates import PartialDate
from sitegen.model.people import Author
from sitegen.model.text import NO_TEXT, CiteKey, Href, RichText
from sitegen.problems import Span

Kind: TypeAlias = Literal[
    "article", "conference", "chapter", "book", "proceedings", "thesis", "report", "preprint",
    "patent", "software", "dataset", "poster", "talk", "web", "misc",
]  # fmt: skip

Status: TypeAlias = Literal[
    "in preparation", "submitted", "under review", "accepted", "in press", "forthcoming"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationLink:
    """A link of a publication: `kind` is its field (`pdf`, `code`), `label` is shown."""

    kind: str
    label: str
    href: Href


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One work. Texts are what the reader shall see; absent facts are None, "" or ()."""

    key: CiteKey
    kind: Kind
    title: RichText
    authors: tuple[Author, ...] = ()
    has_more_authors: bool = False
    """The list ends with `and others`."""
    editors: tuple[Author, ...] = ()
    date: PartialDate | None = None
    status: Status | None = None
    venue: RichText = NO_TEXT
    """Journal, proceedings, book, institution or site: what the work appeared in."""
    abbr: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    """One en dash between first and last."""
    article_number: str = ""
    edition: str = ""
    chapter: str = ""
    series: RichText = NO_TEXT
    publisher: RichText = NO_TEXT
    place: RichText = NO_TEXT
    thesis_type: str = ""
    """"PhD thesis", "Technical report": what the entry says of its own type."""
    doi: str = ""
    """Bare: `10.1112/plms/s2-42.1.230`."""
    arxiv: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    issn: str = ""
    links: tuple[PublicationLink, ...] = ()
    """In the order in which they are shown; the DOI is not among them."""
    abstract: RichText = NO_TEXT
    note: RichText = NO_TEXT
    award: RichText = NO_TEXT
    acceptance: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    preview: Href | None = None
    related: tuple[CiteKey, ...] = ()
    version_of: CiteKey | None = None
    is_selected: bool = False
    is_hidden: bool = False
    bibtex: str = ""
    """The entry for readers: rebuilt from its source without site-only and private fields."""
    span: Span = field(compare=False, repr=False)
