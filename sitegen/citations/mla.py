"""References in MLA style (MLA Handbook, ninth edition, chapter 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.casing import headline_case
from sitegen.citations.facts import (
    FINISHED,
    address,
    counted,
    edition_label,
    has_other_pages,
    mla_pages,
    numbered,
    own_volume,
    page_label,
    patent,
    series_number,
    short_month,
)
from sitegen.citations.people import contributors, creators, editors, full_names, mla_authors
from sitegen.citations.pieces import (
    clean,
    clean_title,
    italic,
    join,
    labelled,
    quoted,
    sentences,
    spaced,
)
from sitegen.citations.presented import first_and_last, is_presented, place_of
from sitegen.citations.theses import thesis_name
from sitegen.model.text import NO_TEXT, RichText, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.citations.pieces import Piece
    from sitegen.model.dates import PartialDate
    from sitegen.model.publication import Kind, Publication, Status

_ITALIC: Final[frozenset[Kind]] = frozenset(
    {"book", "proceedings", "thesis", "report", "patent", "software"}
)
_PARTS: Final[frozenset[Kind]] = frozenset({"article", "conference", "chapter"})
_YEAR_ONLY: Final[frozenset[Kind]] = frozenset(
    {"conference", "chapter", "book", "proceedings", "thesis"}
)
_STATES: Final[Mapping[Status, str]] = {
    "submitted": "Manuscript submitted for publication",
    "under review": "Manuscript under review",
    "in preparation": "Manuscript in preparation",
}
_LEADS: Final = frozenset({"vol.", "no.", "edited", "translated", "version", "pp.", "p."})
_MONTH_LETTERS: Final = 4


def mla_reference(publication: Publication, *, suffix: str = "") -> RichText:
    """Return the reference. MLA cites by author and title, so that years need no `suffix`."""
    del suffix
    one = publication
    people = creators(one)
    authors = join([mla_authors(people), people.label("editor", "editors")])
    title = headline_case(clean_title(one.title), language=one.language)
    is_alone = one.kind in _PARTS and not (one.venue or one.event)
    title = italic(title) if one.kind in _ITALIC or is_alone else quoted(title)
    original = str(one.original_date.year) if one.original_date else ""
    state = _STATES.get(one.status, "") if one.status else ""
    return sentences(authors, title, original, _translation(one), *_source(one), state)


def _source(publication: Publication) -> Iterable[Piece]:
    """Return the sentences after the title: the container, and what else is to be said."""
    one = publication
    date, page = _date(one), address(one)
    venue, publisher = clean(one.venue), clean(one.publisher)
    number = numbered(one.thesis_type, one.number)
    version = labelled("version", one.version)
    match one.kind:
        case "article":
            article = labelled("article", one.article_number)
            where = _pages(one) if has_other_pages(one) else article
            return (join([italic(venue), *_numbers(one), date, where, page]),)
        case "conference" if not venue:
            where = place_of(one) if one.event else publisher
            return (join([clean(one.event), date, where, page]),)
        case "conference" | "chapter":
            return (join([*_container(one), publisher, date, _pages(one), page]), _series(one))
        case "book" | "proceedings":
            volume = counted("vol.", "vols.", own_volume(one))
            made = join([_people(one), edition_label(one.edition), volume, publisher, date, page])
            return (_capitalised(made), _series(one))
        case "thesis":
            return (date, join([venue, thesis_name(one.thesis_type, "mla"), page]))
        case "report":
            return (join([number, venue or publisher, date, page]),)
        case "preprint":
            arxiv = f"arXiv:{one.arxiv}" if one.arxiv else ""
            return (join([arxiv, italic(venue or publisher), date, page]),)
        case "patent":
            kind, code = patent(one)
            number = spaced(kind.replace("U.S.", "US"), code) if code else NO_TEXT
            return (join([number, publisher, date, page]),)
        case "software" | "dataset":
            return (_capitalised(join([version, venue or publisher, date, page])),)
        case "poster" | "talk":
            kind = "Poster" if one.kind == "poster" else one.thesis_type
            return (join([venue or clean(one.event), date, place_of(one), page]), kind)
        case "web" | "misc":
            publisher = NO_TEXT if str(publisher) == str(venue) else publisher
            numbers = join(_numbers(one))
            made = join([italic(venue), numbers, publisher, date, _pages(one), page])
            return (_capitalised(made),)


def _container(publication: Publication) -> tuple[Piece, ...]:
    one = publication
    book = clean(one.venue)
    if one.kind == "chapter":
        book = headline_case(book, language=one.language)
    return (
        italic(book),
        _people(one),
        edition_label(one.edition),
        counted("vol.", "vols.", own_volume(one)),
    )


def _numbers(publication: Publication) -> tuple[RichText, RichText]:
    return counted("vol.", "vols.", publication.volume), counted("no.", "nos.", publication.number)


def _people(publication: Publication) -> RichText:
    edited = full_names(editors(publication), most=2, shown=1)
    return join([labelled("edited by", edited), _translated(publication)])


def _translated(publication: Publication) -> RichText:
    names = full_names(contributors(publication, "translator"), most=2, shown=1)
    return labelled("translated by", names)


def _translation(publication: Publication) -> RichText:
    """Return who translated a work, unless that stands with the book."""
    is_with_book = publication.kind in ("book", "proceedings", "chapter") or (
        publication.kind == "conference" and bool(publication.venue)
    )
    return NO_TEXT if is_with_book else _capitalised(_translated(publication))


def _series(publication: Publication) -> RichText:
    series = clean(publication.series)
    if not series:
        return NO_TEXT
    return spaced(series, series_number(publication))


def _capitalised(text: RichText) -> RichText:
    """Return a sentence with a capital where it begins with a word of ours: `Vol. 3`."""
    first = text.nodes[0] if text else None
    if isinstance(first, Text) and first.value.split(" ")[0] in _LEADS:
        value = first.value[:1].upper() + first.value[1:]
        return RichText((Text(value), *text.nodes[1:]))
    return text


def _pages(publication: Publication) -> RichText:
    pages = mla_pages(publication.pages)
    return labelled(page_label(pages), pages)


def _date(publication: Publication) -> str:
    if publication.status in FINISHED:
        return "forthcoming"
    date, last = first_and_last(publication)
    if date is None:
        return ""
    if publication.kind in _YEAR_ONLY and not is_presented(publication):
        return str(date.year)
    has_day = publication.kind != "article"
    month = _month(date)
    day = str(date.day) if date.month and date.day and has_day else ""
    if last and last.month == date.month:
        day, last = f"{day}–{last.day}", None
    until = f"–{last.day} {_month(last)}" if last else ""
    return " ".join(part for part in (day, month + until, str(date.year)) if part)


def _month(date: PartialDate) -> str:
    month = short_month(date, longest=_MONTH_LETTERS)
    return month if date.month else month.lower()
