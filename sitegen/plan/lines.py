"""The line that follows a publication's authors: where it appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.people import ieee_name
from sitegen.model.numbers import ordinal
from sitegen.model.text import NO_TEXT, RichText, Styled, Text, rich
from sitegen.plan.labels import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.people import Author, Name
    from sitegen.model.publication import Publication
    from sitegen.model.text import Inline


_ENDS: Final = frozenset(" ,;.")


def join(parts: Iterable[RichText | str], separator: str = ", ") -> RichText:
    """Return the parts that are not empty, with the separator between them.

    >>> str(join(["a,", "", rich("b")]))
    'a, b'
    """
    texts = [rich(part) if isinstance(part, str) else part for part in parts]
    nodes: list[Inline] = []
    for text in texts:
        if text:
            nodes += [*([Text(separator)] if nodes else []), *_without_end(text.nodes)]
    return RichText(tuple(nodes)) if nodes else NO_TEXT


def _without_end(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take away what no part should end with: a comma, or a stop that ends no abbreviation."""
    match nodes:
        case (*first, Text(value)) if value[-1:] in _ENDS:
            bare = value.rstrip(" ,;")
            is_sentence = bare.endswith(".") and bare[-2:-1].isdigit()
            return (*first, Text(bare[:-1] if is_sentence else bare))
        case (*first, Styled(style, children)):
            return (*first, Styled(style, _without_end(children)))
    return nodes


def emph(text: RichText) -> RichText:
    """Return a title of a work in italics."""
    return RichText((Styled("emph", text.nodes),)) if text else NO_TEXT


def short_name(name: Name) -> str:
    """Return a name with initials, as lists of authors show it.

    >>> from sitegen.model.people import Name
    >>> short_name(Name(given="Alan Mathison", family="Turing"))
    'A. M. Turing'
    """
    return ieee_name(name)


def source_line(publication: Publication) -> RichText:
    """Return where a publication appeared: venue in italics, volume, pages, publisher."""
    venue = emph(publication.venue)
    match publication.kind:
        case "article" | "preprint":
            if publication.arxiv and str(publication.venue) in ("", "arXiv"):
                return rich(f"arXiv:{publication.arxiv}")
            journal = venue or publication.publisher
            return _with_pages(join((journal, volume(publication)), " "), publication)
        case "conference" | "poster" | "talk":
            where = publication.event_place or publication.place
            work = venue or publication.event
            if str(publication.series) in ("", publication.abbr):
                line = join((join((work, volume(publication)), " "), where))
            else:
                line = join((work, _series(publication), where))
            return _with_pages(line, publication)
        case "chapter":
            inside = join((_editors(publication.editors), venue))
            lead = join(("In", inside), " ") if inside else NO_TEXT
            chapter = _chapter(publication)
            book = join((lead, _series(publication), chapter, publication.publisher))
            return _with_pages(book, publication)
        case "book" | "proceedings":
            edition = (
                f"{ordinal_edition(publication.edition)} edition" if publication.edition else ""
            )
            book = join((venue, publication.event, _series(publication), edition))
            return join((book, publication.publisher, publication.place))
        case "thesis":
            label = kind_label(publication)
            return join((label, publication.venue or publication.publisher, publication.place))
        case "report":
            label = kind_label(publication)
            number = f"{label} {publication.number}" if publication.number else label
            return join((number, publication.venue or publication.publisher, publication.place))
        case "patent":
            return join((publication.venue, publication.number, publication.place))
        case _:
            work = join((venue, volume(publication)), " ")
            version = _version(publication.version)
            line = join((work, version, publication.publisher, publication.place))
            return _with_pages(line, publication)


def kind_label(publication: Publication) -> str:
    """Return what a work is called: "Journal article", or what its entry says."""
    label = publication.thesis_type or KINDS[publication.kind][0]
    return label[:1].upper() + label[1:]


def volume(publication: Publication) -> str:
    """Return volume and number: "3(2)", or "no. 2" of a journal without volumes."""
    first, number = publication.volume, publication.number
    if first and number:
        return f"{first}({number})"
    return first or (f"no. {number}" if number[:1].isdigit() else number)


def _series(publication: Publication) -> RichText:
    """Return the series of a book and its volume in it; without a series, the volume."""
    number = publication.volume
    if publication.series:
        return join((publication.series, number or publication.number), " ")
    return rich(f"vol. {number}" if number.isalnum() else number)


def _with_pages(line: RichText, publication: Publication) -> RichText:
    """Return the line and the pages, which are called so where nothing comes before them."""
    pages, article = publication.pages, publication.article_number
    if not pages:
        is_said = not article or article in str(line)
        return line if is_said else join((line, f"Art. {article}"))
    if line:
        return join((line, pages))
    return rich(f"{'pp.' if '–' in pages or ',' in pages else 'p.'} {pages}")


def _version(version: str) -> str:
    """Return a version as it is called.

    >>> _version("1.2"), _version("v1.2")
    ('version 1.2', 'v1.2')
    """
    return f"version {version}" if version[:1].isdigit() else version


def ordinal_edition(edition: str) -> str:
    """Return an edition as readers say it: "2nd"."""
    return ordinal(edition) if edition.isdecimal() else edition


def _chapter(publication: Publication) -> str:
    return f"ch. {publication.chapter}" if publication.chapter else ""


def _editors(editors: tuple[Author, ...]) -> str:
    if not editors:
        return ""
    names = ", ".join(short_name(editor.name) for editor in editors)
    return f"{names} ({'ed.' if len(editors) == 1 else 'eds.'})"
