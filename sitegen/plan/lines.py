"""The line that follows a publication's authors: where it appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.citations.facts import patent
from sitegen.citations.people import ieee_name
from sitegen.model.text import NO_TEXT, RichText, Styled, Text, rich
from sitegen.plan.labels import kind_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.people import Author, Name
    from sitegen.model.publication import Publication
    from sitegen.model.text import Inline
    from sitegen.words import Words


_ENDS: Final = frozenset(" ,;.")
_MOST_DIGITS: Final = 6


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


def filled(name: str, words: Words, **values: RichText) -> RichText:
    """Return one of the words with its holes filled by formatted texts."""
    nodes: list[Inline] = []
    for place, piece in enumerate(words.pieces(name)):
        nodes += values[piece].nodes if place % 2 else [Text(piece)] if piece else []
    return RichText(tuple(nodes))


def short_name(name: Name) -> str:
    """Return a name with initials, as lists of authors show it.

    >>> from sitegen.model.people import Name
    >>> short_name(Name(given="Alan Mathison", family="Turing"))
    'A. M. Turing'
    """
    return ieee_name(name)


def source_line(publication: Publication, words: Words) -> RichText:
    """Return where a publication appeared: venue in italics, volume, pages, publisher."""
    venue = emph(publication.venue)
    match publication.kind:
        case "article" | "preprint":
            if publication.arxiv and str(publication.venue) in ("", "arXiv"):
                return rich(f"arXiv:{publication.arxiv}")
            journal = venue or publication.publisher
            return _with_pages(join((journal, volume(publication, words)), " "), publication, words)
        case "conference" | "poster" | "talk":
            where = publication.event_place or publication.place
            work = venue or publication.event
            if str(publication.series) in ("", publication.abbr):
                line = join((join((work, volume(publication, words)), " "), where))
            else:
                line = join((work, _series(publication, words), where))
            return _with_pages(line, publication, words)
        case "chapter":
            inside = join((_editors(publication.editors, words), venue))
            lead = filled("in_book", words, book=inside) if inside else NO_TEXT
            chapter = _chapter(publication, words)
            book = join((lead, _series(publication, words), chapter, publication.publisher))
            return _with_pages(book, publication, words)
        case "book" | "proceedings":
            number = ordinal_edition(publication.edition, words)
            edition = words.fill("edition", edition=number) if number else ""
            book = join((venue, publication.event, _series(publication, words), edition))
            return join((book, publication.publisher, publication.place))
        case "thesis":
            label = kind_label(publication, words)
            return join((label, publication.venue or publication.publisher, publication.place))
        case "report":
            label = kind_label(publication, words)
            report = f"{label} {publication.number}" if publication.number else label
            return join((report, publication.venue or publication.publisher, publication.place))
        case "patent":
            number = publication.number
            if publication.thesis_type:
                number = f"{kind_label(publication, words)} {patent(publication)[1]}".strip()
            return join((publication.venue, number, publication.place))
        case _:
            work = join((venue, volume(publication, words)), " ")
            version = _version(publication.version, words)
            line = join((work, version, publication.publisher, publication.place))
            return _with_pages(line, publication, words)


def volume(publication: Publication, words: Words) -> str:
    """Return volume and number: "3(2)", or "no. 2" of a journal without volumes."""
    first, number = publication.volume, publication.number
    if first and number:
        return f"{first}({number})"
    return first or (words.fill("issue_short", number=number) if number[:1].isdigit() else number)


def _series(publication: Publication, words: Words) -> RichText:
    """Return the series of a book and its volume in it; without a series, the volume."""
    number = publication.volume
    if publication.series:
        return join((publication.series, number or publication.number), " ")
    return rich(words.fill("volume_short", volume=number) if number.isalnum() else number)


def _with_pages(line: RichText, publication: Publication, words: Words) -> RichText:
    """Return the line and the pages, which are called so where nothing comes before them."""
    pages, article = publication.pages, publication.article_number
    if not pages:
        is_said = not article or article in str(line)
        return line if is_said else join((line, words.fill("article_short", number=article)))
    if line:
        return join((line, pages))
    name = "pages_short" if "–" in pages or "," in pages else "page_short"
    return rich(words.fill(name, pages=pages))


def _version(version: str, words: Words) -> str:
    """Return a version as it is called: "version 1.2", "v1.2"."""
    return words.fill("version_number", version=version) if version[:1].isdigit() else version


def ordinal_edition(edition: str, words: Words) -> str:
    """Return an edition as readers say it: "2nd"."""
    return words.ordinal(int(edition)) if is_count(edition) else edition


def is_count(text: str) -> bool:
    """Say whether a text is a number of a size that things have.

    >>> is_count("12"), is_count("second"), is_count("9" * 5000)
    (True, False, False)
    """
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _chapter(publication: Publication, words: Words) -> str:
    chapter = publication.chapter
    return words.fill("chapter_short", chapter=chapter) if chapter else ""


def _editors(editors: tuple[Author, ...], words: Words) -> str:
    if not editors:
        return ""
    names = ", ".join(short_name(editor.name) for editor in editors)
    return f"{names} {words.fill('editors', len(editors))}"
