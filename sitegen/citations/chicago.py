"""References in Chicago style, author-date (The Chicago Manual of Style, 17th edition, part 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.casing import headline_case
from sitegen.citations.facts import (
    FINISHED,
    address,
    chicago_pages,
    count,
    counted,
    edition_label,
    is_unpublished,
    month_name,
    numbered,
    own_volume,
    patent,
    series_number,
)
from sitegen.citations.people import (
    chicago_authors,
    contributors,
    creators,
    editors,
    full_names,
)
from sitegen.citations.pieces import (
    bracketed,
    clean,
    clean_title,
    italic,
    join,
    labelled,
    quoted,
    sentences,
    spaced,
)
from sitegen.citations.presented import days, first_and_last, place_of
from sitegen.citations.theses import thesis_name
from sitegen.model.text import NO_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.citations.pieces import Piece
    from sitegen.model.publication import Kind, Publication, Status
    from sitegen.model.text import RichText

_ITALIC: Final[frozenset[Kind]] = frozenset({"book", "proceedings", "report", "software"})
_STATES: Final[Mapping[Status, str]] = {
    "submitted": "Manuscript submitted for publication",
    "under review": "Manuscript under review",
    "in preparation": "Manuscript in preparation",
}


def chicago_reference(publication: Publication, *, suffix: str = "") -> RichText:
    """Return the reference; `suffix` is the letter after the year (2024a)."""
    people = creators(publication)
    authors = join([chicago_authors(people), people.label("ed.", "eds.")])
    date, title = _date(publication, suffix), _title(publication)
    head: tuple[Piece, ...] = (authors, date, title) if authors else (title, date)
    state = _STATES.get(publication.status, "") if publication.status else ""
    return sentences(*head, *_source(publication), state, address(publication))


def _date(publication: Publication, suffix: str) -> str:
    if publication.status in FINISHED:
        return f"Forthcoming-{suffix}" if suffix else "Forthcoming"
    if publication.date is None:
        return f"n.d.-{suffix}" if suffix else "n.d."
    original = publication.original_date
    first = f"({original.year}) " if original else ""
    return f"{first}{publication.date.year}{suffix}"


def _title(publication: Publication) -> RichText:
    title = headline_case(clean_title(publication.title), language=publication.language)
    if publication.kind == "patent":
        return title
    return italic(title) if publication.kind in _ITALIC else quoted(title)


def _source(publication: Publication) -> Iterable[Piece]:
    """Return the sentences between the title and the address."""
    one = publication
    venue, place = clean(one.venue), clean(one.place)
    publisher = clean(one.publisher)
    translated = _people(one, "Translated by")
    day = _day(one)
    match one.kind:
        case "article":
            return (translated, _journal(one))
        case "conference" if not venue:
            event = clean(one.event)
            where = _presented("Paper", event, place_of(one), day) if event else _imprint(one)
            return (translated, where)
        case "chapter" | "conference":
            return (_container(one), _series(one), _imprint(one))
        case "book" | "proceedings":
            edited = _people(one, "Edited by")
            volume = counted("Vol.", "Vols.", own_volume(one))
            edition = edition_label(one.edition)
            return (translated, edited, edition, volume, _series(one), _imprint(one))
        case "thesis":
            return (translated, join([thesis_name(one.thesis_type, "chicago"), venue]))
        case "report":
            name = numbered(one.thesis_type or ("Report" if one.number else ""), one.number)
            return (translated, name, join([place, venue or publisher], ": "))
        case "preprint":
            arxiv = f"arXiv:{one.arxiv}" if one.arxiv else ""
            if one.status in _STATES and not (venue or one.arxiv):
                return (translated,)
            unpublished = "Unpublished manuscript" if is_unpublished(one) else "Preprint"
            source = join([one.thesis_type or unpublished, venue or publisher, day])
            return (translated, arxiv, source)
        case "patent":
            kind, code = patent(one)
            number = spaced(kind.replace("U.S.", "US"), code) if code else NO_TEXT
            issued = f"issued {day}, {one.date.year}" if one.date and day else ""
            return (join([number, issued]),)
        case "software" | "dataset":
            released = f"released {day}" if day and one.kind == "software" else day
            return (labelled("Version", one.version), join([venue or publisher, released]))
        case "poster" | "talk":
            kind = "Poster" if one.kind == "poster" else one.thesis_type or "Paper"
            return (translated, _presented(kind, venue or clean(one.event), place_of(one), day))
        case "web":
            return (translated, join([venue or publisher, day]))
        case "misc":
            return (translated, join([venue, _volume_and_pages(one)]), _imprint(one), day)


def _journal(publication: Publication) -> RichText:
    """Return journal, volume, issue and pages: `*Acta Maris* 12 (3): 45–67`."""
    one = publication
    journal = italic(clean(one.venue))
    pages = chicago_pages(one.pages) or one.article_number
    month = month_name(one.date) if one.date else ""
    if one.volume:
        issue = bracketed(count(one.number) or month)
        return join([spaced(journal, count(one.volume), issue), pages], ": ")
    if one.number:
        return join([join([journal, counted("no.", "nos.", one.number)]), pages], ": ")
    is_dated = one.date is not None and one.status not in FINISHED
    return join([join([journal, _day(one) if is_dated else ""]), pages])


def _container(publication: Publication) -> RichText:
    """Return the book that a chapter or paper is in."""
    one = publication
    book = clean(one.venue)
    if one.kind == "chapter":
        book = headline_case(book, language=one.language)
    work = join(
        [
            italic(book),
            edition_label(one.edition),
            _people(one, "edited by"),
            _people(one, "translated by"),
        ]
    )
    return join([spaced("In", work), _volume_and_pages(one)])


def _volume_and_pages(publication: Publication) -> Piece:
    pages = chicago_pages(publication.pages) or publication.article_number
    volume = own_volume(publication)
    if volume and pages:
        return f"{count(volume)}:{pages}"
    return counted("vol.", "vols.", volume) or pages


def _people(publication: Publication, lead: str) -> str:
    is_edited = "edited" in lead.lower()
    names = editors(publication) if is_edited else contributors(publication, "translator")
    return f"{lead} {full_names(names, most=10, shown=7)}" if names else ""


def _series(publication: Publication) -> RichText:
    series = clean(publication.series)
    if not series:
        return NO_TEXT
    return spaced(series, series_number(publication))


def _imprint(publication: Publication) -> RichText:
    place, publisher = clean(publication.place), clean(publication.publisher)
    return join([place, publisher], ": ")


def _presented(what: str, event: RichText, place: RichText, day: str) -> RichText:
    if not event:
        return join([what if what != "Paper" else "", place, day])
    return join([spaced(f"{what} presented at", event), place, day])


def _day(publication: Publication) -> str:
    """Return the days, or only the month; the year stands after the authors."""
    date, last = first_and_last(publication)
    return days(date, last, month_name) if date else ""
