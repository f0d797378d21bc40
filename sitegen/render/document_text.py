"""The CV and letters as plain text: for forms, and for programs that read applications."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from sitegen.render.plain_lines import clean, columns, wrap
from sitegen.render.plain_text import block_lines, plain_text, whole_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.views.documents import (
        CvDocument,
        CvEntryView,
        CvSectionView,
        LetterDocument,
        LetterheadView,
    )
    from sitegen.views.publications import AuthorView, PublicationView


_ENDS: Final = frozenset(".!?…。！？")
_NUMBERS: Final = frozenset("0123456789<~")


def cv_text(document: CvDocument) -> str:
    """Return the CV as lines of at most 76 columns, headings underlined, addresses in full."""
    parts = [_head(document.letterhead)]
    parts += [_section(section, document) for section in document.sections]
    parts.append(wrap(document.date_text))
    return _text(parts)


def letter_text(document: LetterDocument) -> str:
    """Return a letter as lines of at most 76 columns, its parts in the order of the page."""
    words = dict(document.words)
    enclosures = (
        wrap(", ".join(document.enclosures), first=f"{words['enclosures']}: ", rest="  ")
        if document.enclosures
        else []
    )
    postscript = plain_text(document.postscript)
    return _text(
        [
            _head(document.letterhead) if document.letterhead else [],
            wrap(document.date_text),
            [line for one in (document.recipient, *document.address) for line in wrap(one)],
            _underlined(document.subject, "-"),
            wrap(document.opening),
            block_lines(document.body),
            wrap(document.closing),
            wrap(document.signed),
            wrap(postscript, first=f"{words['postscript']} ", rest="  ") if postscript else [],
            enclosures,
        ]
    )


def _text(parts: Iterable[list[str]]) -> str:
    """Join parts with an empty line between them."""
    return "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts if part) + "\n"


def _underlined(title: str, sign: str) -> list[str]:
    lines = wrap(title)
    return [*lines, sign * max(map(columns, lines))] if lines else []


def _head(head: LetterheadView) -> list[str]:
    """Return who it is and how to reach them, one line each."""
    name = ", ".join(filter(None, (head.name, head.honorifics)))
    if head.native_name:
        name = f"{name} ({head.native_name})"
    lines = _underlined(name, "=")
    lines += wrap(plain_text(head.headline))
    for line in head.address:
        lines += wrap(line)
    for contact in head.contacts:
        address = whole_address(contact.href, "")
        is_web = address.startswith(("https://", "http://"))
        lines += wrap(f"{contact.label}: {address if is_web else contact.text}", rest="  ")
    return lines


def _section(section: CvSectionView, document: CvDocument) -> list[str]:
    """Return a section under its heading."""
    parts = [wrap(plain_text(section.lead))]
    match section.kind:
        case "prose":
            parts.append(block_lines(section.blocks))
        case "list":
            parts.append(
                [line for item in section.items for line in _point("- ", plain_text(item))]
            )
        case "entries":
            parts += [list(_entry(entry, document.site_url)) for entry in section.entries]
        case "rows":
            parts.append([line for one in section.entries for line in _row(one, document.site_url)])
        case "points":
            parts.append(
                [line for one in section.entries for line in _pointed(one, document.site_url)]
            )
        case "publications":
            for group in section.groups:
                rows = zip_longest(group.publications, group.numbers)
                parts.append(
                    [
                        *wrap(group.label),
                        *(
                            line
                            for publication, number in rows
                            for line in _publication(publication, number, document)
                        ),
                    ]
                )
            legend = ", ".join(f"{one.mark} {one.meaning}" for one in section.legend)
            parts.append(wrap(legend, rest="  "))
    parts.append(wrap(plain_text(section.note)))
    shown = [part for part in parts if part]
    if not shown:
        return []
    heading = _underlined(section.title, "-")
    # Blocks have an empty line between them; a list of points needs none.
    body = [line for part in shown for line in ("", *part)]
    return [*heading, *body[1:]]


def _point(mark: str, text: str) -> list[str]:
    return wrap(text, first=mark, rest=" " * len(mark))


def _entry(entry: CvEntryView, site_url: str) -> Iterator[str]:
    """Yield an entry: title and place, what it was and when, and what else there is below."""
    title, place = plain_text(entry.title), plain_text(entry.place)
    detail = plain_text(entry.detail)
    named = _joined(title, entry.separator, detail)
    yield from wrap(", ".join(filter(None, (named, place))), rest="  ")
    below = [", ".join(filter(None, (plain_text(entry.subtitle), entry.when)))]
    below += [plain_text(line) for line in (*entry.lines, entry.summary)]
    below += [entry.counts, *_addresses(entry, site_url)]
    yield from _below(below, entry)


def _row(entry: CvEntryView, site_url: str) -> Iterator[str]:
    """Yield an entry of one line: when, what, where."""
    title, detail = plain_text(entry.title), plain_text(entry.detail)
    when = f"{entry.when}: " if entry.when else ""
    place = plain_text(entry.place)
    named = f"{when}{title}{f' ({place})' if place else ''}"
    yield from _one_line(entry, _joined(named, entry.separator, detail), site_url)


def _pointed(entry: CvEntryView, site_url: str) -> Iterator[str]:
    """Yield an entry of one line: what, where and when, and more of it."""
    title, detail = plain_text(entry.title), plain_text(entry.detail)
    where = ", ".join(filter(None, (plain_text(entry.place), entry.when)))
    named = f"{title} ({where})" if where else title
    yield from _one_line(entry, _joined(named, entry.separator, detail), site_url)


def _one_line(entry: CvEntryView, text: str, site_url: str) -> Iterator[str]:
    yield from _point("- ", text)
    below = [plain_text(line) for line in (entry.subtitle, *entry.lines, entry.summary)]
    yield from _below((*below, entry.counts, *_addresses(entry, site_url)), entry)


def _below(lines: Iterable[str], entry: CvEntryView) -> Iterator[str]:
    """Yield what stands under the title of an entry, its points last."""
    for line in lines:
        yield from wrap(line, first="  ", rest="  ")
    for note in entry.notes:
        yield from wrap(plain_text(note), first="  - ", rest="    ")


def _joined(title: str, separator: str, detail: str) -> str:
    """Return a title with its detail; one that ends a sentence has no stop after it.

    >>> _joined("Can machines think?", ". ", "A broadcast."), _joined("Prize", ", ", "")
    ('Can machines think? A broadcast.', 'Prize')
    """
    if not detail:
        return title
    is_end = title[-1:] in _ENDS and separator[:1] in ".,"
    return f"{title}{' ' if is_end else separator}{detail}"


def _addresses(entry: CvEntryView, site_url: str) -> Iterator[str]:
    """Yield the page of an entry and what belongs to it, as addresses."""
    address = whole_address(entry.href, site_url)
    if address:
        yield address
    for link in entry.links:
        target = whole_address(link.href, site_url)
        if target and target != address:
            yield f"{clean(link.label)}: {target}"


def _publication(
    publication: PublicationView, number: int | None, document: CvDocument
) -> Iterator[str]:
    """Yield a work: authors, title, where and when it appeared, and its address."""
    mark = "- " if number is None else f"[{number}] "
    words = dict(document.words)
    authors = _authors(publication, words)
    title = _sentence(plain_text(publication.title))
    first = (authors, title) if document.order == "authors-first" else (title, authors)
    date = publication.date_text or publication.year
    source = ", ".join(filter(None, (plain_text(publication.source), date)))
    acceptance = publication.acceptance
    if acceptance and acceptance[0] in _NUMBERS:
        acceptance = f"{words['acceptance']} {acceptance}"
    said = (publication.status, plain_text(publication.award), acceptance)
    rest = (source, *said, plain_text(publication.note))
    external = [link for link in publication.links if link.href.startswith(("https:", "http:"))]
    links = sorted(external, key=lambda link: link.kind != "doi")
    addresses = [whole_address(link.href, "") for link in links[:1]]
    sentences = (*first, *map(_sentence, rest), *addresses)
    yield from _point(mark, " ".join(filter(None, sentences)))


def _authors(publication: PublicationView, words: Mapping[str, str]) -> str:
    names = ", ".join(map(_author, publication.authors))
    if publication.more_authors or publication.has_more_authors:
        names = f"{names} {words['et_al']}"
    if publication.is_edited:
        is_one = len(publication.authors) == 1 and not publication.has_more_authors
        names = f"{names} {words['editors_one' if is_one else 'editors_many']}"
    return _sentence(names)


def _author(author: AuthorView) -> str:
    return f"{'…, ' if author.is_after_gap else ''}{author.name}{author.marks}"


def _sentence(text: str) -> str:
    """Return a text that ends as sentences do."""
    return f"{text}." if text and text[-1] not in _ENDS else text
