"""References in APA style, seventh edition (Publication Manual, chapters 9 and 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.casing import headline_case, sentence_case
from sitegen.citations.facts import (
    FINISHED,
    address,
    count,
    counted,
    edition_label,
    full_pages,
    is_unpublished,
    month_name,
    numbered,
    page_label,
    patent,
)
from sitegen.citations.people import (
    apa_authors,
    contributors,
    creators,
    editors,
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
    sentences,
    spaced,
)
from sitegen.citations.presented import days, first_and_last, is_presented, place_of
from sitegen.citations.theses import thesis_name
from sitegen.model.text import NO_TEXT, rich

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.citations.pieces import Piece
    from sitegen.model.people import Name
    from sitegen.model.publication import Kind, Publication, Status
    from sitegen.model.text import RichText

_PARTS: Final[frozenset[Kind]] = frozenset({"article", "conference", "chapter"})
"""Works that are part of a greater one, whose title is the one in italics."""
_DAILY: Final = frozenset({"magazine", "newspaper"})
_MANUSCRIPTS: Final[frozenset[Kind]] = frozenset({*_PARTS, "preprint", "misc"})
_STATES: Final[Mapping[Status, str]] = {
    "submitted": "Manuscript submitted for publication",
    "under review": "Manuscript submitted for publication",
    "in preparation": "Manuscript in preparation",
}


def apa_reference(publication: Publication, *, suffix: str = "") -> RichText:
    """Return the reference; `suffix` is the letter after the year (2024a)."""
    people = creators(publication)
    authors = spaced(apa_authors(people), bracketed(people.label("Ed.", "Eds.")))
    date = bracketed(_date(publication, suffix))
    title = _title(publication)
    head = (authors, date, title) if authors else (title, date)
    body = sentences(*head, _source(publication))
    return spaced(body, address(publication), _original(publication))


def _date(publication: Publication, suffix: str) -> str:
    date = publication.date
    if publication.status in FINISHED:
        return f"in press-{suffix}" if suffix else "in press"
    if date is None:
        return f"n.d.-{suffix}" if suffix else "n.d."
    year = f"{date.year}{suffix}"
    has_day = is_presented(publication) or publication.kind == "web"
    first, last = first_and_last(publication)
    if first is None or not (has_day or publication.entry_type in _DAILY) or not first.month:
        return year
    return f"{year}, {days(first, last, month_name)}"


def _title(publication: Publication) -> RichText:
    """Return title, what tells it apart in parentheses, what it is in square brackets."""
    title = clean_title(publication.title)
    if publication.kind != "proceedings":
        title = sentence_case(title, language=publication.language)
    if publication.kind not in _PARTS or not publication.venue:
        title = italic(title)
    return spaced(
        title,
        bracketed(_details(publication)),
        bracketed(_description(publication), "[]"),
    )


def _details(publication: Publication) -> RichText:
    one = publication
    translators = contributors(one, "translator")
    translated = join([_short_names(translators), "Trans."]) if translators else NO_TEXT
    match one.kind:
        case "book" | "proceedings":
            about: RichText = join(
                [edition_label(one.edition), counted("Vol.", "Vols.", one.volume)]
            )
        case "report":
            kind = str(headline_case(rich(one.thesis_type)))
            about = numbered(kind or ("Report" if one.number else ""), one.number, sign="No.")
        case "preprint":
            about = rich(f"arXiv:{one.arxiv}" if one.arxiv else "")
        case "patent":
            about = _patent(one)
        case "software" | "dataset":
            about = labelled("Version", one.version)
        case "article" | "conference" | "chapter":
            return NO_TEXT if one.kind == "chapter" and one.venue else translated
        case "thesis":
            about = rich(f"Publication No. {one.number}" if one.number else "")
        case "poster" | "talk" | "web" | "misc":
            about = rich(edition_label(one.edition))
    return join([translated, about], "; ")


def _patent(publication: Publication) -> RichText:
    kind, number = patent(publication)
    return rich(f"{kind} No. {number}" if number else "")


def _description(publication: Publication) -> Piece:
    one = publication
    if one.status and one.kind in _MANUSCRIPTS and not one.arxiv and one.status in _STATES:
        return _STATES[one.status]
    if is_unpublished(one):
        return one.thesis_type or "Unpublished manuscript"
    match one.kind:
        case "thesis":
            return join([thesis_name(one.thesis_type, "apa"), clean(one.venue)])
        case "software":
            return "Computer software"
        case "dataset":
            return "Data set"
        case "poster":
            return "Poster presentation"
        case "talk":
            return one.thesis_type or "Conference presentation"
        case "conference" if one.event and not one.venue:
            return "Paper presentation"
        case _:
            return ""


def _source(publication: Publication) -> RichText:
    one = publication
    venue = clean(one.venue)
    publisher = clean(one.publisher)
    match one.kind:
        case "article":
            return _journal(one)
        case "chapter" | "conference":
            if not venue:
                event = clean(one.event)
                return join([event, place_of(one)]) if event else publisher
            return sentences(_container(one), publisher)
        case "book" | "proceedings":
            return publisher
        case "thesis":
            return NO_TEXT
        case "poster" | "talk":
            return join([venue or clean(one.event), place_of(one)])
        case "report" | "preprint" | "software" | "dataset":
            return venue or publisher
        case "patent":
            return publisher
        case "web" | "misc":
            return venue if str(venue) == str(publisher) else sentences(venue, publisher)


def _journal(publication: Publication) -> RichText:
    volume = italic(count(publication.volume)) if publication.volume else NO_TEXT
    issue = join([volume, bracketed(count(publication.number))], "")
    number = publication.article_number
    pages = f"Article {number}" if number else full_pages(publication.pages)
    return join([italic(clean(publication.venue)), issue, pages])


def _container(publication: Publication) -> RichText:
    """Return what a chapter or paper is in: `In R. Corvo (Ed.), *Tides* (pp. 1–9)`."""
    names = editors(publication)
    title = clean(publication.venue)
    if publication.kind == "chapter":
        title = sentence_case(title, language=publication.language)
    pages = full_pages(publication.pages)
    number = publication.article_number
    inside = join(
        [
            edition_label(publication.edition),
            counted("Vol.", "Vols.", publication.volume),
            labelled("Article", number) if number else labelled(page_label(pages), pages),
        ]
    )
    edited = spaced(_short_names(names), "(Ed.)" if len(names) == 1 else "(Eds.)") if names else ""
    translators = contributors(publication, "translator") if publication.kind == "chapter" else ()
    translated = f"{_short_names(translators)}, Trans." if translators else ""
    details = join([translated, inside], "; ")
    work = spaced(italic(title), bracketed(details))
    return spaced("In", join([edited, work]))


def _short_names(names: tuple[Name, ...]) -> str:
    return listed([ieee_name(name) for name in names], "&")


def _original(publication: Publication) -> RichText:
    date = publication.original_date
    return bracketed(f"Original work published {date.year}") if date else NO_TEXT
