"""BibTeX entries -> publications, whatever dialect they were written in."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, TypeVar

from sitegen.late_pattern import late_pattern
from sitegen.load.bibtex_box import bibtex_box
from sitegen.load.entry_dates import EntryDates, read_accessed, read_dates, read_event_date
from sitegen.load.fields import (
    is_placeholder,
    is_true,
    read_keywords,
    read_language,
    read_status,
    read_text,
)
from sitegen.load.identifiers import Identifiers, read_identifiers
from sitegen.load.kinds import read_kind, read_type, server_name
from sitegen.load.links import LINK_FIELDS, read_links, read_preview
from sitegen.load.measures import read_measures, read_sort_year
from sitegen.load.memo import PublicationMemo, hidden
from sitegen.load.notes import joined, read_award, read_note
from sitegen.load.owner import OwnerMatcher
from sitegen.load.people import NO_PEOPLE, People, read_people
from sitegen.load.relations import read_aliases, read_relations
from sitegen.load.venues import (
    PARTS_OF_TITLES,
    badge,
    list_in_words,
    place_fields,
    publisher_field,
    series_in_words,
    short_venue,
    venue_field,
    venue_key,
    venue_names,
    without_state,
)
from sitegen.load.vocabulary import (
    NOT_LISTED,
    OTHER_FIELDS,
    SHOWN_FIELDS,
    is_private,
    slip_of,
)
from sitegen.model.publication import Publication
from sitegen.model.text import NO_TEXT, RichText, rich
from sitegen.problems import Outcome, Problem, warning
from sitegen.progress import told
from sitegen.quick_dataclass import dataclass
from sitegen.readers.bibtex_keys import settle_keys
from sitegen.readers.latex import read_latex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.load.names import NameList
    from sitegen.model.collections import Person, Venue
    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.profile import Profile
    from sitegen.model.publication import Kind, Status
    from sitegen.model.text import Href
    from sitegen.progress import Progress

T = TypeVar("T")

_KNOWN_FIELDS: Final = SHOWN_FIELDS | OTHER_FIELDS | LINK_FIELDS
_NAMELESS: Final = frozenset({"proceedings", "web"})
"""Kinds that need no author."""

_HIDING = late_pattern(r"\b(?:skipbib|dataonly)(?:=true|,|$)")
_WORDS_OF_A_STATE: Final = 3
_ARCHIVE_FIELDS: Final = ("archiveprefix", "eprinttype", "arxiv", "url", "doi")


def load_publications(
    entries: Sequence[RawEntry],
    *,
    profile: Profile,
    people: Sequence[Person],
    venues: Sequence[Venue],
    extra_links: Mapping[str, str],
    kinds: Mapping[str, Kind] | None = None,
    memo: PublicationMemo | None = None,
    progress: Progress | None = None,
) -> Outcome[tuple[Publication, ...]]:
    """Return the publications in file order.

    Args:
        entries: The entries of all files that go into one list.
        profile: The owner, who is found among the authors.
        people: Other known people.
        venues: Known venues with their short names.
        extra_links: Fields of the site's own that hold an address, with their labels.
        kinds: What entry types and keywords of the site's own mean.
        memo: The publications that were made last time; kept up to date.
        progress: Who is told how many are read.

    Problems, all of them warnings: bib-repeated-key, bib-no-title, bib-no-author, bib-no-year,
    bib-author-list, bib-annotation, bib-two-owners, bib-bad-doi, bib-bad-url, bib-misspelt-field,
    and those of LaTeX.
    """
    extra_links = {name.lower(): label for name, label in extra_links.items()}
    kinds = {word.casefold(): kind for word, kind in (kinds or {}).items()}
    memo = memo or PublicationMemo()
    chosen = (profile, tuple(people), tuple(venues), extra_links, kinds)
    if known_list := memo.known_list(entries, chosen):
        return known_list
    problems: list[Problem] = []
    unique, repeated = settle_keys(entries)  # each file is settled, but not one with another
    problems += repeated
    parents = _crossref_parents(unique)
    matcher = OwnerMatcher(profile, people)
    abbrs = venue_names(venues)
    scholar = profile.links.google_scholar
    memo.begin(chosen)
    publications: list[Publication] = []
    for entry in told(progress, "Reading publication", unique):
        if entry.entry_type in NOT_LISTED:
            continue
        known = memo.find(entry)
        if known is None:
            reader = _EntryReader(entry, matcher, abbrs, extra_links, kinds, scholar)
            made = reader.publication()
            known = memo.keep(entry, made, (*reader.problems, *_slips(entry, extra_links)))
        made = known.publication
        if known.problems:
            problems += known.problems
        is_parent = parents and entry.key.lower() in parents
        if is_parent and not any(author.is_owner for author in (*made.authors, *made.editors)):
            made = hidden(made, memo.hidden)
        publications.append(made)
    return memo.end(entries, Outcome(tuple(publications), tuple(problems)))


def _crossref_parents(entries: Iterable[RawEntry]) -> frozenset[str]:
    """Return the keys, in lower case, of entries that others name in their crossref."""
    named = (entry.get("crossref") for entry in entries if "crossref" in entry.fields)
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
    kinds: Mapping[str, Kind]
    scholar: str
    problems: list[Problem] = field(default_factory=list)

    def publication(self) -> Publication:
        """Return the publication."""
        entry, fields = self.entry, self.entry.fields
        known = self.take(read_identifiers(entry), Identifiers())
        kind = read_kind(entry, self.kinds, has_arxiv=bool(known.arxiv))
        source = venue_field(entry, kind)
        venue = self.venue(source, kind)
        short = short_venue(entry, source)
        event_place, place = place_fields(entry, kind)
        status, is_note_status = self.status()
        dates = self.dates(status)
        people = self.people(kind)
        measures = read_measures(entry, kind, is_arxiv=bool(known.arxiv))
        return Publication(
            key=entry.key,
            kind=kind,
            entry_type=entry.entry_type,
            title=self.title(),
            short_title=self.short_title(),
            authors=people.authors,
            has_more_authors=people.author_names.has_more,
            editors=people.editors,
            contributions=people.contributions,
            legend=people.legend,
            date=dates.date,
            end_date=dates.end,
            original_date=dates.original,
            accessed=read_accessed(entry),
            status=status,
            venue=venue,
            event=self.whole_title("eventtitle", source),
            event_date=read_event_date(entry),
            event_place=self.listed(event_place),
            main_title=self.whole_title("maintitle", source),
            issue_title=self.whole_title("issuetitle", source),
            short_venue=short,
            abbr=self.text("abbr")
            or (self.abbrs.get(venue_key(str(venue)), "") if self.abbrs else "")
            or badge(entry, kind, short),
            volume=measures.volume,
            number=measures.number,
            pages=measures.pages,
            article_number=measures.article_number,
            num_pages=measures.num_pages,
            num_volumes=measures.num_volumes,
            edition=measures.edition,
            version=measures.version,
            chapter=measures.chapter,
            series=self.series(kind),
            publisher=self.listed(publisher_field(entry, kind, source)),
            place=self.listed(place),
            original_title=self.rich(fields.get("origtitle")),
            original_publisher=self.listed(fields.get("origpublisher")),
            original_place=self.listed(fields.get("origlocation")),
            thesis_type=read_type(entry, kind),
            doi=known.doi,
            arxiv=known.arxiv,
            pmid=known.pmid,
            pmcid=known.pmcid,
            isbn=self.text("isbn").removeprefix("ISBN").strip(": "),
            issn=self.text("issn", "eissn").removeprefix("ISSN").strip(": "),
            links=self.take(read_links(entry, known, self.extra_links, self.scholar), ()),
            abstract=self.rich(fields.get("abstract")),
            note=read_note(entry, self.rich, people.signs, is_note_status=is_note_status),
            award=read_award(entry, self.rich),
            acceptance=self.text("acceptance", "acceptance_rate"),
            keywords=read_keywords(self.value("keywords", "keyword", "tags", "author_keywords")),
            language=read_language(self.value("langid", "language", "hyphenation")),
            preview=self.preview(),
            relations=read_relations(entry),
            aliases=read_aliases(entry),
            presort=self.text("presort") or "mm",
            sort_year=read_sort_year(entry),
            sort_key=self.text("sortkey"),
            is_selected=is_true(self.value("selected")),
            is_hidden=self.is_hidden(),
            bibtex=self.bibtex(author=people.author_names, editor=people.editor_names),
            shows_bibtex="bibtex_show" not in fields or is_true(self.value("bibtex_show")),
            source=entry,
        )

    # Values

    def take(self, outcome: Outcome[T], default: T) -> T:
        """Keep the problems of an outcome and return its value."""
        self.problems.extend(outcome.problems)
        return default if outcome.value is None else outcome.value

    def value(self, *names: str) -> str:
        """Return the value of the first of these fields that is there and not blank."""
        fields = self.entry.fields
        for name in names:
            if name in fields and (value := fields[name].value) and not value.isspace():
                return value
        return ""

    def text(self, *names: str) -> str:
        """Return the first of these fields as plain text."""
        value = self.value(*names)
        return read_text(value) if value else ""

    def rich(self, found: RawField | None) -> RichText:
        """Return a field as rich text."""
        if found is None or is_placeholder(found.value):
            return NO_TEXT
        return self.take(read_latex(found.value, found), NO_TEXT)

    # Fields

    def title(self) -> RichText:
        """Return title and subtitle, or else the key. Problems: bib-no-title."""
        title = self.rich(self.entry.get("title"))
        if not str(title).strip():
            message = f"`{self.entry.key}` has no title"
            problem = warning("bib-no-title", message, self.entry.span, "add `title = {…}`")
            self.problems.append(problem)
            return rich(self.entry.key.strip() or "?")
        return self.with_parts(title, "title")

    def short_title(self) -> RichText:
        """Return the short title: what stands before the subtitle, where there is no other."""
        fields = self.entry.fields
        if "shorttitle" in fields:
            return self.rich(fields["shorttitle"])
        has_subtitle = "subtitle" in fields and not is_placeholder(fields["subtitle"].value)
        return self.rich(fields.get("title")) if has_subtitle else NO_TEXT

    def with_parts(self, title: RichText, name: str) -> RichText:
        """Return a title followed by its subtitle, and by what else is printed after it."""
        subtitle, addon = PARTS_OF_TITLES.get(name, ("", ""))
        fields = self.entry.fields
        if subtitle in fields and (found := self.rich(fields[subtitle])):
            separator = " " if str(title).rstrip()[-1:] in "?!:.–—" else ": "
            title = joined((title, found), separator)
        if addon in fields and (found := self.rich(fields[addon])):
            title = joined((title, found))
        return title

    def whole_title(self, name: str, venue: RawField | None) -> RichText:
        """Return the title in a field with its parts, unless it is the venue."""
        found = self.entry.fields.get(name)
        if found is None or found is venue:
            return NO_TEXT
        title = self.rich(found)
        return self.with_parts(title, name) if title else NO_TEXT

    def listed(self, found: RawField | None) -> RichText:
        """Return a list of places or publishers."""
        if found is None:
            return NO_TEXT
        value = list_in_words(found.value)
        return self.rich(found if value == found.value else replace(found, value=value))

    def series(self, kind: Kind) -> RichText:
        """Return the series."""
        found = self.entry.fields.get("series")
        if found is None:
            return NO_TEXT
        value = series_in_words(found.value.strip(), kind)
        return self.rich(found if value == found.value else replace(found, value=value))

    def people(self, kind: Kind) -> People:
        """Return authors, editors and others. Problems: bib-no-author, those of read_people."""
        people = self.take(read_people(self.entry, self.matcher), NO_PEOPLE)
        if not people.authors and not self.entry.get("editor") and kind not in _NAMELESS:
            found = self.entry.get("author")
            message = f"`{self.entry.key}` has no author"
            hint = "add `author = {Family, Given and Family, Given}`"
            span = found.span if found else self.entry.span
            self.problems.append(warning("bib-no-author", message, span, hint))
        return people

    def dates(self, status: Status | None) -> EntryDates:
        """Return the dates; a work that is not yet out needs none. Problems: bib-no-year."""
        dates = read_dates(self.entry)
        if dates.date is None and status is None:
            found = self.entry.get("year", "date")
            message = f"`{self.entry.key}` has no year"
            if found:
                message = f"`{found.name}` holds no year: `{read_text(found.value)[:40]}`"
            hint = "add `year = {2024}`, or `status = {forthcoming}`"
            span = found.span if found else self.entry.span
            self.problems.append(warning("bib-no-year", message, span, hint))
        return dates

    def status(self) -> tuple[Status | None, bool]:
        """Return the state of a work that is not yet out, and whether the note says no more."""
        for name in ("status", "pubstate", "pubstatus", "year", "date"):
            value = self.value(name)
            if value and not value.isdecimal() and (status := read_status(value)):
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
        bare = without_state(found.value) if found else ""
        if found and bare != found.value:
            found = replace(found, value=bare)
        venue = self.rich(found)
        if found is None or not venue:
            has_arxiv = kind == "preprint" and "arxiv" in self.value(*_ARCHIVE_FIELDS).lower()
            return rich("arXiv") if has_arxiv else NO_TEXT
        if kind == "preprint" and (server := server_name(str(venue))):
            return rich(server)
        return self.with_parts(venue, found.name)

    def preview(self) -> Href | None:
        """Return the picture. Problems: bib-bad-url."""
        outcome = read_preview(self.entry)
        self.problems.extend(outcome.problems)
        return outcome.value

    def bibtex(self, **names: NameList) -> str:
        """Return the entry for readers."""
        sound = {name for name, found in names.items() if found.is_sound}
        plain = {name for name, found in names.items() if found.is_plain}
        return bibtex_box(self.entry, hidden=self.extra_links.keys(), sound=sound, plain=plain)

    def is_hidden(self) -> bool:
        """Say whether the entry asks not to be listed."""
        options = self.value("options").replace(" ", "").casefold()
        return is_true(self.value("hidden")) or _HIDING.search(options) is not None
