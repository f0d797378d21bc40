"""References in the style of the IEEE (Reference Guide of 2023)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.casing import headline_case, sentence_case
from sitegen.citations.facts import (
    FINISHED,
    address,
    count,
    counted,
    doi_href,
    edition_label,
    full_pages,
    has_other_pages,
    is_unpublished,
    own_volume,
    page_label,
    patent,
    series_number,
    short_month,
)
from sitegen.citations.people import (
    contributors,
    creators,
    editors,
    ieee_authors,
    ieee_name,
    listed,
)
from sitegen.citations.pieces import (
    bracketed,
    clean,
    clean_title,
    italic,
    join,
    labelled,
    quoted,
    spaced,
    stopped,
)
from sitegen.citations.presented import days, first_and_last, is_presented, place_of
from sitegen.citations.theses import thesis_name
from sitegen.model.text import NO_TEXT, Link, RichText, Text, rich

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.people import Name
    from sitegen.model.publication import Kind, Publication, Status

_YEAR_ONLY: Final[frozenset[Kind]] = frozenset({"chapter", "book", "proceedings", "thesis"})
_MONTHLY: Final[frozenset[Kind]] = frozenset({"article", "conference", "report"})
_STATES: Final[Mapping[Status, str]] = {
    "submitted": "submitted for publication",
    "under review": "submitted for publication",
    "in preparation": "unpublished",
    "accepted": "to be published",
    "in press": "to be published",
    "forthcoming": "to be published",
}
_ABBREVIATED: Final = {"technical report": "Tech. Rep.", "research report": "Res. Rep."}
_MONTH_LETTERS: Final = 3


def ieee_reference(publication: Publication, *, suffix: str = "") -> RichText:
    """Return the reference. References are numbered, so that years need no `suffix`."""
    del suffix
    people = creators(publication)
    label = people.label("Ed.", "Eds.")
    authors = join([ieee_authors(people), label])
    return _with_address(_body(publication, authors, _title(publication)), publication)


def _title(publication: Publication) -> RichText:
    """Return books in italics with capitals, other works in quotation marks without."""
    title, language = clean_title(publication.title), publication.language
    match publication.kind:
        case "book":
            return italic(headline_case(title, language=language))
        case "proceedings" | "software":
            return italic(title)
        case _:
            return quoted(sentence_case(title, language=language, capital_after_colon=False))


def _body(publication: Publication, authors: RichText, title: RichText) -> RichText:
    one = publication
    date, state = _date(one), _state(one)
    venue, place = clean(one.venue), clean(one.place)
    publisher = clean(one.publisher)
    title = join([title, _translated(one)])
    match one.kind:
        case "article":
            return join([authors, title, *_journal(one)])
        case "conference" if not venue:
            event = _presented(clean(one.event))
            source = place_of(one) if event else _imprint(one)
            return join([authors, title, event, source, date, _pages(one), state])
        case "conference" | "chapter":
            return _in_book(one, join([authors, title]))
        case "book" | "proceedings":
            edition = edition_label(one.edition)
            volume = counted("vol.", "vols.", own_volume(one))
            work = join([authors, title, edition, volume, _series(one)])
            return join([work, join([_imprint(one), date, state])], ". ")
        case "thesis":
            return join([authors, title, thesis_name(one.thesis_type, "ieee"), venue, place, date])
        case "report":
            kind = _ABBREVIATED.get(one.thesis_type.lower(), one.thesis_type)
            named = spaced(kind or ("Rep." if one.number else ""), one.number)
            return join([authors, title, venue or publisher, place, named, date, state])
        case "preprint":
            number = f"arXiv:{one.arxiv}" if one.arxiv else one.number
            server = join([italic(venue or publisher), number], ": ")
            return join([authors, title, date, server, state])
        case "patent":
            patented = spaced(*patent(one)) if one.number else NO_TEXT
            return join([authors, title, patented, date])
        case "software":
            dated = bracketed(join([labelled("version", one.version), date]))
            return join([join([authors, title]), dated, venue or publisher], ". ")
        case "poster" | "talk":
            event = _presented(venue or clean(one.event))
            return join([authors, title, event, place_of(one), date])
        case "web":
            return join([authors, title, venue or publisher, date])
        case "dataset":
            version = labelled("Version", one.version)
            source = join([version, venue or publisher, date])
            return join([join([authors, title]), source], ". ")
        case "misc":
            volume = counted("vol.", "vols.", one.volume)
            work = join([authors, title, italic(venue), volume, counted("no.", "nos.", one.number)])
            return join([work, join([_imprint(one), _pages(one), date, state])], ". ")


def _journal(publication: Publication) -> tuple[RichText | str, ...]:
    one = publication
    return (
        italic(clean(one.venue)),
        counted("vol.", "vols.", one.volume),
        counted("no.", "nos.", one.number),
        _pages(one),
        _date(one),
        labelled("Art. no.", one.article_number),
        _state(one),
    )


def _in_book(publication: Publication, head: RichText) -> RichText:
    """Return a paper or chapter with the book it is in."""
    one = publication
    names = editors(one)
    work = join(
        [
            head,
            spaced("in", italic(clean(one.venue))),
            edition_label(one.edition),
            counted("vol.", "vols.", own_volume(one)),
            f"{_names(names)}, {'Ed.' if len(names) == 1 else 'Eds.'}" if names else "",
            _series(one),
        ]
    )
    rest = join(
        [
            _imprint(one),
            _date(one),
            labelled("ch.", one.chapter),
            _pages(one),
            labelled("Art. no.", one.article_number),
            _state(one),
        ]
    )
    return join([work, rest], ". " if one.series else ", ")


def _series(publication: Publication) -> RichText:
    series = clean(publication.series)
    if not series:
        return NO_TEXT
    label = "no." if publication.number else "vol."
    return join([spaced("in", series), labelled(label, count(series_number(publication)))])


def _imprint(publication: Publication) -> RichText:
    place, publisher = clean(publication.place), clean(publication.publisher)
    return join([place, publisher], ": ")


def _presented(event: RichText) -> RichText:
    if not event:
        return NO_TEXT
    is_named = str(event).lower().startswith(("the ", "proc"))
    return spaced("presented at" if is_named else "presented at the", event)


def _translated(publication: Publication) -> str:
    names = contributors(publication, "translator")
    return f"{_names(names)}, Trans." if names else ""


def _names(names: tuple[Name, ...]) -> str:
    return listed([ieee_name(name) for name in names])


def _pages(publication: Publication) -> RichText:
    pages = full_pages(publication.pages) if has_other_pages(publication) else ""
    return labelled(page_label(pages), pages)


def _date(publication: Publication) -> RichText:
    date, last = first_and_last(publication)
    if date is None:
        return NO_TEXT
    if publication.kind in _YEAR_ONLY:
        return rich(str(date.year))
    is_exact = is_presented(publication) or publication.kind not in _MONTHLY
    if is_exact and date.month and date.day:
        return rich(f"{days(date, last, _month)}, {date.year}")
    return spaced(_month(date), str(date.year))


def _month(date: PartialDate) -> str:
    return short_month(date, longest=_MONTH_LETTERS)


def _state(publication: Publication) -> str:
    if publication.status is None:
        return "unpublished" if is_unpublished(publication) else ""
    if publication.status in FINISHED and not publication.venue:
        return ""
    return _STATES[publication.status]


def _with_address(body: RichText, publication: Publication) -> RichText:
    """Return a reference with its DOI, or else with the address where it can be read."""
    if publication.doi:
        link = RichText((Link(doi_href(publication.doi), (Text(publication.doi),)),))
        return stopped(join([body, spaced("doi:", link)]))
    page = address(publication)
    if page:
        return join([body, "[Online]", spaced("Available:", page)], ". ")
    return stopped(body)
