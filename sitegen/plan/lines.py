"""The line that follows a publication's authors: where it appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.numbers import ordinal
from sitegen.model.text import NO_TEXT, RichText, Styled, Text, rich
from sitegen.plan.labels import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.people import Author, Name
    from sitegen.model.publication import Publication


def join(parts: Iterable[RichText | str], separator: str = ", ") -> RichText:
    """Return the parts that are not empty, with the separator between them.

    >>> str(join(["a", "", rich("b")]))
    'a, b'
    """
    texts = [rich(part) if isinstance(part, str) else part for part in parts]
    texts = [text for text in texts if text]
    nodes = list(texts[0].nodes) if texts else []
    for text in texts[1:]:
        nodes += [Text(separator), *text.nodes]
    return RichText(tuple(nodes)) if nodes else NO_TEXT


def emph(text: RichText) -> RichText:
    """Return a title of a work in italics."""
    return RichText((Styled("emph", text.nodes),)) if text else NO_TEXT


def short_name(name: Name) -> str:
    """Return a name with initials.

    >>> from sitegen.model.people import Name
    >>> short_name(Name(given="Alan Mathison", family="Turing"))
    'A. M. Turing'
    """
    initials = " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split()
    )
    parts = (initials, name.particle, name.family)
    text = " ".join(part for part in parts if part)
    return f"{text}, {name.suffix}" if name.suffix else text


def source_line(publication: Publication) -> RichText:
    """Return where a publication appeared: venue in italics, volume, pages, publisher."""
    venue = emph(publication.venue)
    pages = publication.pages or (
        f"Art. {publication.article_number}" if publication.article_number else ""
    )
    volume = publication.volume + (f"({publication.number})" if publication.number else "")
    match publication.kind:
        case "article" | "preprint":
            if not venue and publication.arxiv:
                return rich(f"arXiv:{publication.arxiv}")
            return join((join((venue, volume), " "), pages))
        case "conference" | "poster" | "talk":
            where = publication.event_place or publication.place
            return join((join((venue, volume), " "), publication.series, where, pages))
        case "chapter":
            inside = join((join(("In", _editors(publication.editors)), " "), venue))
            place = venue if not publication.editors else inside
            lead = place if publication.editors else join(("In", venue), " ") if venue else NO_TEXT
            return join((lead, _chapter(publication), publication.publisher, pages))
        case "book" | "proceedings":
            edition = f"{_ordinal(publication.edition)} edition" if publication.edition else ""
            work = join((venue, publication.event, publication.series, volume, edition))
            return join((work, publication.publisher, publication.place))
        case "thesis":
            label = publication.thesis_type or KINDS["thesis"][0]
            return join((label, publication.venue, publication.place))
        case "report":
            label = publication.thesis_type or KINDS["report"][0]
            number = f"{label} {publication.number}" if publication.number else label
            return join((number, publication.venue, publication.place))
        case "patent":
            return join((publication.venue, publication.number, publication.place))
        case _:
            return join((venue, volume, publication.publisher, publication.place, pages))


def _ordinal(edition: str) -> str:
    return ordinal(edition) if edition.isdecimal() else edition


def _chapter(publication: Publication) -> str:
    return f"ch. {publication.chapter}" if publication.chapter else ""


def _editors(editors: tuple[Author, ...]) -> str:
    if not editors:
        return ""
    names = ", ".join(short_name(editor.name) for editor in editors)
    return f"{names} ({'ed.' if len(editors) == 1 else 'eds.'})"
