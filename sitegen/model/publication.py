"""A publication: the clean model made from a BibTeX entry, whatever dialect it was written in."""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from sitegen.model.dates import DateRange, PartialDate
from sitegen.model.people import Author
from sitegen.model.text import NO_TEXT, CiteKey, Href, RichText
from sitegen.problems import Place, Span, span_at
from sitegen.quick_dataclass import dataclass

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


ContributorRole: TypeAlias = Literal[
    "translator", "advisor", "book author", "holder", "annotator", "commentator", "introduction",
    "foreword", "afterword", "compiler", "organizer", "collaborator", "redactor", "reviser",
    "founder", "continuator",
]  # fmt: skip

RelationKind: TypeAlias = Literal[
    "related", "version of", "preprint of", "published as", "translation of", "translated as",
    "reprint of", "reprinted as", "erratum of", "corrected by", "part of",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """The people who did one thing for a work, other than writing or editing it."""

    role: ContributorRole
    people: tuple[Author, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a work is related to another one: it is a `version of` the entry `key`."""

    kind: RelationKind
    key: CiteKey
    label: str = ""
    """What the entry says of it in its own words: `relatedstring`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMeaning:
    """What a custom mark after an author's name means, in the words of the entry."""

    mark: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One work. Texts are what the reader shall see; absent facts are None, "" or ()."""

    key: CiteKey
    kind: Kind
    entry_type: str = "misc"
    """The type as the .bib file writes it, in lower case: `inproceedings`."""
    title: RichText
    short_title: RichText = NO_TEXT
    authors: tuple[Author, ...] = ()
    has_more_authors: bool = False
    """The list ends with `and others`."""
    editors: tuple[Author, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    legend: tuple[MarkMeaning, ...] = ()
    """The custom marks of the authors, as far as the entry explains them."""
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    original_date: PartialDate | None = None
    """When the original of a translation or reprint came out."""
    accessed: PartialDate | None = None
    """When the address was visited."""
    status: Status | None = None
    venue: RichText = NO_TEXT
    """Journal, proceedings, book, institution or site: what the work appeared in."""
    event: RichText = NO_TEXT
    """The conference or meeting, where it is told apart from the venue."""
    event_date: DateRange | None = None
    event_place: RichText = NO_TEXT
    """Where it took place; `place` is that of the publisher."""
    main_title: RichText = NO_TEXT
    """The set of volumes that the book belongs to, where the venue is the book."""
    issue_title: RichText = NO_TEXT
    """The title of a special issue."""
    short_venue: str = ""
    """The venue as lists of references shorten it: "Acta Mar."."""
    abbr: str = ""
    """The venue's short name for a badge."""
    volume: str = ""
    number: str = ""
    pages: str = ""
    """One en dash between first and last."""
    article_number: str = ""
    num_pages: str = ""
    num_volumes: str = ""
    edition: str = ""
    version: str = ""
    chapter: str = ""
    series: RichText = NO_TEXT
    publisher: RichText = NO_TEXT
    place: RichText = NO_TEXT
    original_title: RichText = NO_TEXT
    original_publisher: RichText = NO_TEXT
    original_place: RichText = NO_TEXT
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
    relations: tuple[Relation, ...] = ()
    aliases: tuple[CiteKey, ...] = ()
    """Other keys under which texts may cite the work."""
    presort: str = "mm"
    """Works are sorted by this first; it is `mm` where the entry says nothing (biblatex, 4.5.6)."""
    sort_year: int | None = None
    """Takes the place of the year in sorting."""
    sort_key: str = ""
    """Orders works of one date."""
    is_selected: bool = False
    is_hidden: bool = False
    bibtex: str = ""
    """The entry for readers: rebuilt from its source without site-only and private fields."""
    shows_bibtex: bool = True
    """Whether pages show it; `bibtex_show = {false}` takes it away from them only."""
    source: Place = field(compare=False, repr=False)
    """Where the entry stands."""

    @property
    def span(self) -> Span:
        """Where the entry's citation key stands."""
        return span_at(self.source)
