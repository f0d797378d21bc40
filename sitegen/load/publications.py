"""BibTeX entries -> publications, whatever dialect they were written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from sitegen.load.author_marks import explains_roles_only
from sitegen.load.bibtex_box import bibtex_box
from sitegen.load.fields import (
    is_placeholder,
    is_true,
    read_date,
    read_keywords,
    read_language,
    read_pages,
    read_status,
    read_text,
)
from sitegen.load.identifiers import Identifiers, read_identifiers
from sitegen.load.links import LINK_FIELDS, read_links, read_preview
from sitegen.load.names import NameList, read_names
from sitegen.load.owner import OwnerMatcher
from sitegen.load.venues import (
    SUBTITLES,
    place_field,
    publisher_field,
    read_kind,
    read_type,
    server_name,
    venue_field,
    venue_key,
    venue_names,
)
from sitegen.load.vocabulary import (
    NOT_LISTED,
    OTHER_FIELDS,
    SHOWN_FIELDS,
    is_private,
    slip_of,
)
from sitegen.model.publication import Publication, Relation
from sitegen.model.text import NO_TEXT, CiteKey, RichText, Text, rich
from sitegen.problems import Outcome, Problem, warning
from sitegen.readers.bibtex_keys import settle_keys
from sitegen.readers.latex import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.model.collections import Person, Venue
    from sitegen.model.dates import PartialDate
    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.people import Author
    from sitegen.model.profile import Profile
    from sitegen.model.publication import Kind, Status
    from sitegen.model.text import Href, Inline

T = TypeVar("T")

_KNOWN_FIELDS: Final = SHOWN_FIELDS | OTHER_FIELDS | LINK_FIELDS
_NAMELESS: Final = frozenset({"proceedings", "web"})
"""Kinds that need no author."""

_STRONG = re.compile(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_HIDING = re.compile(r"\b(?:skipbib|dataonly)(?:=true|,|$)")
_WORDS_OF_A_STATE: Final = 3
_ARCHIVE_FIELDS: Final = ("archiveprefix", "eprinttype", "arxiv", "url", "doi")
_ZOTERO_NOTE = re.compile(
    r"^[ \t]*(?:Publisher|Number|Place|Section|ISSN|ISBN|Type|Version|Volume|Issue|Series Number"
    r"|Conference Name|Citation Key|Read_Status(?:_Date)?|Page Version ID|Container-title|_eprint"
    r"|tex\.\w+)\s*:.*$",
    re.MULTILINE | re.IGNORECASE,
)
"""Lines into which Zotero puts what it has no BibTeX field for."""


def load_publications(
    entries: Sequence[RawEntry],
    *,
    profile: Profile,
    people: Sequence[Person],
    venues: Sequence[Venue],
    extra_links: Mapping[str, str],
) -> Outcome[tuple[Publication, ...]]:
    """Return the publications in file order.

    Problems, all of them warnings: bib-repeated-key, bib-no-title, bib-no-author, bib-no-year,
    bib-author-list, bib-two-owners, bib-bad-doi, bib-bad-url, bib-misspelt-field, and those of
    LaTeX.
    """
    problems: list[Problem] = []
    unique, repeated = settle_keys(entries)  # each file is settled, but not one with another
    problems += repeated
    parents = _crossref_parents(unique)
    extra_links = {name.lower(): label for name, label in extra_links.items()}
    matcher = OwnerMatcher(profile, people)
    abbrs = venue_names(venues)
    publications: list[Publication] = []
    for entry in unique:
        if entry.entry_type in NOT_LISTED:
            continue
        reader = _EntryReader(entry, matcher, abbrs, extra_links)
        made = reader.publication()
        is_own = any(author.is_owner for author in (*made.authors, *made.editors))
        is_hidden = made.is_hidden or (entry.key.lower() in parents and not is_own)
        publications.append(replace(made, is_hidden=True) if is_hidden else made)
        problems += reader.problems
        problems += _slips(entry, extra_links)
    return Outcome(tuple(publications), tuple(problems))


def _crossref_parents(entries: Iterable[RawEntry]) -> frozenset[str]:
    """Return the keys, in lower case, of entries that others name in their crossref."""
    named = (entry.get("crossref") for entry in entries)
    return frozenset(found.value.strip().lower() for found in named if found)


def _slips(entry: RawEntry, extra_links: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a warning for each field that is likely a slip of one with a meaning on the page."""
    for name, found in entry.fields.items():
        if name in _KNOWN_FIELDS or name in extra_links or is_private(name):
            continue
        meant = slip_of(name, SHOWN_FIELDS)
        if meant and meant not in entry.fields:
            message = f"the field `{name}` is not known"
            yield warning("bib-misspelt-field", message, found.span, f"did you mean `{meant}`?")


@dataclass(frozen=True, slots=True)
class _EntryReader:
    """One entry being read, and the problems found so far."""

    entry: RawEntry
    matcher: OwnerMatcher
    abbrs: Mapping[str, str]
    extra_links: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def publication(self) -> Publication:
        """Return the publication."""
        entry = self.entry
        known = self.take(read_identifiers(entry), Identifiers())
        kind = read_kind(entry, has_arxiv=bool(known.arxiv))
        source = venue_field(entry, kind)
        venue = self.venue(source, kind)
        status, is_note_status = self.status()
        names = self.names("author")
        editors = self.names("editor")
        authors = self.authors(names, kind)
        volume = self.text("volume")
        return Publication(
            key=entry.key,
            kind=kind,
            entry_type=entry.entry_type,
            title=self.title(),
            authors=authors,
            has_more_authors=names.has_more,
            editors=self.matcher.mark(editors)[0],
            date=self.date(status),
            status=status,
            venue=venue,
            abbr=self.text("abbr") or self.abbrs.get(venue_key(str(venue)), ""),
            volume="" if known.arxiv and volume.startswith("abs/") else volume,
            number=self.text("number", "issue"),
            pages="" if known.arxiv and "arxiv" in self.text("pages").lower() else self.pages(),
            article_number=self.text("eid", "articleno", "article-number", "articlenumber"),
            edition=self.text("edition"),
            chapter=self.text("chapter"),
            series=self.rich(entry.get("series")),
            publisher=self.rich(publisher_field(entry, kind, source)),
            place=self.rich(place_field(entry, kind)),
            thesis_type=read_type(entry, kind),
            doi=known.doi,
            arxiv=known.arxiv,
            pmid=known.pmid,
            pmcid=known.pmcid,
            isbn=self.text("isbn").removeprefix("ISBN").strip(": "),
            issn=self.text("issn").removeprefix("ISSN").strip(": "),
            links=self.take(read_links(entry, known, self.extra_links), ()),
            abstract=self.rich(entry.get("abstract")),
            note=self.note(is_note_status=is_note_status),
            award=self.award(),
            acceptance=self.text("acceptance"),
            keywords=read_keywords(self.value("keywords", "keyword", "tags", "author_keywords")),
            language=read_language(self.value("langid", "language", "hyphenation")),
            preview=self.preview(),
            relations=self.relations(),
            is_selected=is_true(self.value("selected")),
            is_hidden=self.is_hidden(),
            bibtex=self.bibtex(author=names, editor=editors),
            span=entry.span,
        )

    # Values

    def take(self, outcome: Outcome[T], default: T) -> T:
        """Keep the problems of an outcome and return its value."""
        self.problems.extend(outcome.problems)
        return default if outcome.value is None else outcome.value

    def value(self, *names: str) -> str:
        """Return the value of the first of these fields that is there."""
        found = self.entry.get(*names)
        return found.value if found else ""

    def text(self, *names: str) -> str:
        """Return the first of these fields as plain text."""
        return read_text(self.value(*names))

    def rich(self, found: RawField | None) -> RichText:
        """Return a field as rich text."""
        if found is None or is_placeholder(found.value):
            return NO_TEXT
        return self.take(read_latex(found.value, found.span), NO_TEXT)

    def keys(self, name: str) -> tuple[CiteKey, ...]:
        """Return the citation keys in a field."""
        keys = (key.strip("{} ") for key in self.value(name).replace(";", ",").split(","))
        return tuple(dict.fromkeys(CiteKey(key) for key in keys if key))

    # Fields

    def title(self) -> RichText:
        """Return title and subtitle, or else the key. Problems: bib-no-title."""
        title = self.rich(self.entry.get("title"))
        if not str(title).strip():
            message = f"`{self.entry.key}` has no title"
            problem = warning("bib-no-title", message, self.entry.span, "add `title = {…}`")
            self.problems.append(problem)
            return rich(self.entry.key.strip() or "?")
        return self.with_subtitle(title, "title")

    def with_subtitle(self, title: RichText, name: str) -> RichText:
        """Return a title followed by its subtitle."""
        subtitle = self.rich(self.entry.get(SUBTITLES[name])) if name in SUBTITLES else NO_TEXT
        if not subtitle:
            return title
        separator = Text(" " if str(title).rstrip()[-1:] in "?!:.–—" else ": ")
        return RichText((*title.nodes, separator, *subtitle.nodes), title.span)

    def names(self, name: str) -> NameList:
        """Return the names of `author` or `editor`. Problems: bib-author-list."""
        found = self.entry.get(name)
        if found is None:
            return NameList()
        annotations = self.entry.get(f"{name}+an", f"{name}+an:default")
        notes = (self.value("annotation"), self.value("note"))
        return self.take(read_names(found, annotations=annotations, notes=notes), NameList())

    def authors(self, names: NameList, kind: Kind) -> tuple[Author, ...]:
        """Return the authors with the owner marked. Problems: bib-no-author, bib-two-owners."""
        authors, is_doubtful = self.matcher.mark(names)
        found = self.entry.get("author")
        span = found.span if found else self.entry.span
        if not authors and not self.entry.get("editor") and kind not in _NAMELESS:
            message = f"`{self.entry.key}` has no author"
            hint = "add `author = {Family, Given and Family, Given}`"
            self.problems.append(warning("bib-no-author", message, span, hint))
        if is_doubtful:
            place = next(place for place, author in enumerate(authors, 1) if author.is_owner)
            message = f"two authors of `{self.entry.key}` may be you; number {place} is taken"
            hint = f"say which one: `author+an = {{{place}=highlight}}`"
            self.problems.append(warning("bib-two-owners", message, span, hint))
        return authors

    def date(self, status: Status | None) -> PartialDate | None:
        """Return the date; a work that is not yet out needs none. Problems: bib-no-year."""
        parts = (self.value(name) for name in ("date", "year", "month", "day"))
        date = read_date(*parts)
        if date is None and status is None:
            found = self.entry.get("year", "date")
            message = f"`{self.entry.key}` has no year"
            if found:
                message = f"`{found.name}` holds no year: `{read_text(found.value)[:40]}`"
            hint = "add `year = {2024}`, or `status = {forthcoming}`"
            span = found.span if found else self.entry.span
            self.problems.append(warning("bib-no-year", message, span, hint))
        return date

    def status(self) -> tuple[Status | None, bool]:
        """Return the state of a work that is not yet out, and whether the note says no more."""
        for names in (("status",), ("pubstate",), ("pubstatus",), ("year",), ("date",)):
            if status := read_status(self.value(*names)):
                return status, False
        if self.entry.get("volume", "pages", "eid"):
            return None, False
        if status := read_status(self.value("journal", "journaltitle", "booktitle")):
            return status, False
        note = self.text("note")
        status = read_status(note)
        return status, status is not None and len(note.split()) <= _WORDS_OF_A_STATE

    def venue(self, found: RawField | None, kind: Kind) -> RichText:
        """Return the venue with its subtitle, or the name of the preprint server."""
        venue = self.rich(found)
        if found is None or not venue:
            has_arxiv = kind == "preprint" and "arxiv" in self.value(*_ARCHIVE_FIELDS).lower()
            return rich("arXiv") if has_arxiv else NO_TEXT
        if kind == "preprint" and (server := server_name(str(venue))):
            return rich(server)
        return self.with_subtitle(venue, found.name)

    def pages(self) -> str:
        """Return the pages."""
        return read_pages(self.value("pages"))

    def note(self, *, is_note_status: bool) -> RichText:
        """Return all notes, but for what the page says in another place."""
        texts: list[RichText] = []
        for name in ("titleaddon", "note", "addendum", "additional_info", "annotation"):
            found = self.entry.get(name)
            if found is None or (name == "note" and is_note_status):
                continue
            value = _ZOTERO_NOTE.sub("", found.value).strip()
            if name == "additional_info":
                value = _from_markdown(value).lstrip(" .,;")
            if not explains_roles_only(value):
                texts.append(self.rich(replace(found, value=value)))
        return _joined([text for text in texts if text])

    def award(self) -> RichText:
        """Return the award: its name, and what is said of it."""
        parts: list[RichText] = []
        for name in ("award_name", "award", "honor", "honour"):
            if found := self.entry.get(name):
                text = self.rich(replace(found, value=_from_markdown(found.value)))
                if text and not any(str(text) in str(part) for part in parts):
                    parts.append(text)
        if len(parts) > 1 and str(parts[0]).casefold() in str(parts[1]).casefold():
            parts = parts[1:]
        return _joined(parts, ": ")

    def relations(self) -> tuple[Relation, ...]:
        """Return the works that the entry names as related."""
        versions = (Relation(kind="version of", key=key) for key in self.keys("version_of"))
        related = (Relation(kind="related", key=key) for key in self.keys("related"))
        return (*versions, *related)

    def preview(self) -> Href | None:
        """Return the picture. Problems: bib-bad-url."""
        outcome = read_preview(self.entry)
        self.problems.extend(outcome.problems)
        return outcome.value

    def bibtex(self, **names: NameList) -> str:
        """Return the entry for readers, unless it says `bibtex_show = {false}`."""
        shown = self.value("bibtex_show")
        if shown and not is_true(shown):
            return ""
        sound = {name for name, found in names.items() if found.is_sound}
        return bibtex_box(self.entry, hidden=self.extra_links.keys(), sound=sound)

    def is_hidden(self) -> bool:
        """Say whether the entry asks not to be listed."""
        options = self.value("options").replace(" ", "").casefold()
        return is_true(self.value("hidden")) or _HIDING.search(options) is not None


def _from_markdown(value: str) -> str:
    """Return the emphasis of Markdown, which al-folio reads in two fields, as LaTeX."""
    return _EMPHASIS.sub(r"\\emph{\1}", _STRONG.sub(r"\\textbf{\1}", value))


def _joined(texts: Sequence[RichText], separator: str = ". ") -> RichText:
    """Return several texts as one."""
    nodes: list[Inline] = []
    for text in texts:
        if nodes:
            has_end = separator.strip() == "." and str(texts[0]).endswith((".", "!", "?"))
            nodes.append(Text(" " if has_end else separator))
        nodes += text.nodes
    return RichText(tuple(nodes), texts[0].span) if texts else NO_TEXT
