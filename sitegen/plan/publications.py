"""Publications -> what templates see: lists, groups, the tape, one page per publication."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.citations.people import full_name
from sitegen.load.legends import merged_legend
from sitegen.model.people import ROLE_SIGNS
from sitegen.model.text import NO_TEXT, Url, is_external
from sitegen.plan.images import image_view
from sitegen.plan.labels import key, kind_label, link_label
from sitegen.plan.lines import short_name, source_line
from sitegen.routes import EXPORT_ENDINGS, is_inside, where
from sitegen.views import (
    AuthorView,
    LegendView,
    LinkView,
    PublicationView,
    TapeYear,
)
from sitegen.words import is_same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.images.pictures import Picture
    from sitegen.model.people import Author
    from sitegen.model.publication import Publication
    from sitegen.model.text import RichText
    from sitegen.routes import Links, Routes
    from sitegen.views import ImageView
    from sitegen.words import Words

AUTHORS_SHOWN = 8
BIBTEX_SHOWN = 100
"""In lists of more publications BibTeX is linked: it would be a third of what a reader fetches."""
TAPE_CELLS = 22
TAPE_CELLS_AT_MOST = 45


def publication_hrefs(publication: Publication) -> tuple[str, ...]:
    """Return all that a publication links to within the site, once each."""
    found = [link.href.value for link in publication.links]
    found += [one.href.value for one in publication.authors if one.href]
    found += [one.href.value for one in publication.editors if one.href]
    if publication.preview:
        found.append(publication.preview.value)
    return tuple(dict.fromkeys(href for href in found if is_inside(href)))


def publication_view(
    publication: Publication,
    href: Url,
    links: Links,
    preview: Picture | None,
    words: Words,
    has_much_company: bool = False,  # noqa: FBT001, FBT002 the memo of calls knows places, no names
) -> PublicationView:
    """Return one publication as lists and its page show it; `links` are those it has within.

    With much company the lists that it stands in are long.
    """
    bibtex = publication.bibtex if publication.shows_bibtex else ""
    people = publication.authors or publication.editors
    shown, rest = split_authors(people)
    date = publication.date
    return PublicationView(
        key=publication.key,
        anchor=href.rstrip("/").rpartition("/")[2],
        href=href,
        kind=publication.kind,
        kind_label=kind_label(publication, words),
        title=publication.title,
        authors=_shown_authors(shown, people, links),
        more_authors=tuple(_author(author, links) for author in rest),
        has_more_authors=publication.has_more_authors,
        is_edited=bool(people) and not publication.authors,
        is_solo=_is_solo(publication),
        source=source_line(publication, words),
        abbr=publication.abbr,
        year=str(date.year) if date else "",
        date=date.iso if date else "",
        status=shown_status(publication, words),
        award=publication.award,
        note=_note(publication),
        acceptance=publication.acceptance,
        preview=_preview(publication, links, preview),
        links=_links(publication, links, words),
        abstract=publication.abstract,
        bibtex=bibtex,
        bibtex_href=f"{href}#_cite" if bibtex and has_much_company else "",
        keywords=publication.keywords,
        language="" if is_same(publication.language, words.language) else publication.language,
        is_selected=publication.is_selected,
    )


def split_authors(authors: Sequence[Author]) -> tuple[list[Author], list[Author]]:
    """Return the authors to show at once (the first ones, and the owner), and the others.

    Two are not worth folding away.
    """
    if len(authors) <= AUTHORS_SHOWN + 2:
        return list(authors), []
    shown = [author for n, author in enumerate(authors) if n < AUTHORS_SHOWN or author.is_owner]
    return shown, [author for author in authors if not any(author is one for one in shown)]


def _shown_authors(
    shown: Sequence[Author], everybody: Sequence[Author], links: Links
) -> tuple[AuthorView, ...]:
    """Return those shown at once; one whose neighbours before are folded away says so."""
    neighbours = zip((None, *shown), shown, strict=False)
    before = {id(one): last for last, one in zip((None, *everybody), everybody, strict=False)}
    return tuple(
        _author(one, links, is_after_gap=before[id(one)] is not last) for last, one in neighbours
    )


def all_authors(publication: Publication, links: Links) -> tuple[AuthorView, ...]:
    """Return everybody, in order."""
    return tuple(_author(one, links) for one in publication.authors or publication.editors)


def shown_status(publication: Publication, words: Words) -> str:
    """Return how far a work is, unless its note says so in more words: "Accepted by Acta Maris"."""
    status = publication.status or ""
    is_said = status and publication.note and status in str(publication.note).casefold()
    return words[key("work", status)] if status and not is_said else ""


def _is_solo(publication: Publication) -> bool:
    authors = publication.authors
    return len(authors) == 1 and authors[0].is_owner and not publication.has_more_authors


def _note(publication: Publication) -> RichText:
    """Return the note, unless it is nothing but the title or an address that is linked anyway."""
    if not publication.note:
        return NO_TEXT
    words = str(publication.note).strip()
    hrefs = {link.href.value.rstrip("/") for link in publication.links}
    doi = publication.doi and doi_url(publication.doi)
    is_said = words.rstrip("/") in {*hrefs, doi} or words == str(publication.title)
    return NO_TEXT if is_said else publication.note


def _author(author: Author, links: Links, *, is_after_gap: bool = False) -> AuthorView:
    marks = "".join(ROLE_SIGNS[role] for role in author.roles) + "".join(author.marks)
    href = where(author.href.value, links) if author.href else None
    return AuthorView(
        name=short_name(author.name),
        full_name=full_name(author.name),
        is_owner=author.is_owner,
        marks=marks,
        href=href or "",
        is_after_gap=is_after_gap,
    )


def _preview(publication: Publication, links: Links, found: Picture | None) -> ImageView | None:
    href = where(publication.preview.value, links) if publication.preview else None
    return image_view(href, "", found) if href and not is_external(href) else None


def preview_picture(publication: Publication, links: Links, routes: Routes) -> Picture | None:
    """Return what is known of the picture of a publication."""
    if publication.preview is None or not routes.pictures:
        return None
    return routes.pictures.get(Url(where(publication.preview.value, links) or ""))


def _links(publication: Publication, links: Links, words: Words) -> tuple[LinkView, ...]:
    """Return the DOI and the links whose target exists, each with a name of its own."""
    title = str(publication.title)
    found = [("doi", "DOI", doi_url(publication.doi))] if publication.doi else []
    for link in publication.links:
        href = where(link.href.value, links)
        if href:
            found.append((link.kind, link_label(link, words), href))
    return tuple(
        LinkView(
            label=label, href=href, kind=kind, title=words.fill("named", label=label, title=title)
        )
        for kind, label, href in found
    )


def doi_url(doi: str) -> str:
    """Return the address of a DOI; some DOIs hold characters that a URL may not.

    >>> doi_url("10.1002/(SICI)1<1:A>2.0.CO;2")
    'https://doi.org/10.1002/(SICI)1%3C1:A%3E2.0.CO;2'
    """
    return "https://doi.org/" + quote(doi, safe="/:;().,-_+~@!$&'*=")


def has_marks(publication: Publication) -> bool:
    """Say whether one of its makers has a mark, or a mark is explained."""
    makers = (*publication.authors, *publication.editors)
    return bool(publication.legend) or any(one.marks or one.roles for one in makers)


def legend(publications: Sequence[Publication], words: Words) -> tuple[LegendView, ...]:
    """Return what the marks mean that stand in these publications."""
    used = {
        role
        for one in publications
        for author in one.authors or one.editors
        for role in author.roles
    }
    roles = (
        LegendView(mark=sign, meaning=words[f"mark_{role}"])
        for role, sign in ROLE_SIGNS.items()
        if role in used
    )
    custom = (LegendView(mark=one.mark, meaning=one.meaning) for one in merged_legend(publications))
    return (*roles, *custom)


def tape(views: Sequence[PublicationView], list_href: str) -> tuple[TapeYear, ...]:
    """Return one cell a year, newest first, without a gap; short tapes get empty years before."""
    years = [int(view.year) for view in views if view.year]
    if not years:
        return ()
    first, last = min(years), max(years)
    if last - first < TAPE_CELLS_AT_MOST:
        first = min(first, last - TAPE_CELLS + 1)
    marks: dict[int, list[bool]] = {}
    for view in views:
        if view.year:
            marks.setdefault(int(view.year), []).append(view.is_selected)
    return tuple(
        TapeYear(year=year, href=f"{list_href}#y{year}", marks=tuple(sorted(marks.get(year, ()))))
        for year in range(last, first - 1, -1)
    )


def exports(base: Url, name: str) -> tuple[LinkView, ...]:
    """Return links to the exports of a list or of one publication."""
    labels = {".bib": "BibTeX", ".json": "CSL JSON", ".ris": "RIS"}
    return tuple(
        LinkView(label=labels[ending], href=f"{base}{name}{ending}", kind=ending[1:])
        for ending in EXPORT_ENDINGS
    )
