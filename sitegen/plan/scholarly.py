"""What a publication's page says to scholarly programs: Highwire tags, JSON-LD, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.addresses import absolute_url
from sitegen.model.text import Url, is_external
from sitegen.plan.publications import doi_url, exports
from sitegen.routes import where
from sitegen.views import AlternateView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model.people import Author, Name
    from sitegen.model.publication import Kind, Publication
    from sitegen.plan.context import Basics
    from sitegen.plan.meta import Json
    from sitegen.routes import Links

_EXPORT_TYPES: Final = {
    "bib": "application/x-bibtex",
    "json": "application/vnd.citationstyles.csl+json",
    "ris": "application/x-research-info-systems",
}


def export_links(base: Url, name: str, *, rel: str = "alternate") -> tuple[AlternateView, ...]:
    """Return the exports of a list or of one publication, for the head of its page."""
    return tuple(
        AlternateView(rel=rel, href=link.href, type=_EXPORT_TYPES[link.kind], title=link.label)
        for link in exports(base, name)
    )


def signposts(
    publication: Publication, url: Url, name: str, *, has_exports: bool
) -> tuple[AlternateView, ...]:
    """Return the typed links of a publication's page: how to cite it, and what describes it.

    Source: signposting.org, "Publication boundary" and "Bibliographic metadata"; RFC 8574.
    """
    address = doi_url(publication.doi) if publication.doi else ""
    if not address and publication.arxiv:
        address = f"https://arxiv.org/abs/{publication.arxiv}"
    cite_as = (AlternateView(rel="cite-as", href=address),) if address else ()
    if not has_exports:
        return cite_as
    described = export_links(url, name, rel="describedby")
    return (*cite_as, *described, *export_links(url, name))


# JSON-LD -----------------------------------------------------------------------------------------

_SCHEMA_TYPES: Final[Mapping[Kind, str]] = {
    "article": "ScholarlyArticle",
    "conference": "ScholarlyArticle",
    "preprint": "ScholarlyArticle",
    "chapter": "Chapter",
    "book": "Book",
    "proceedings": "Book",
    "thesis": "Thesis",
    "report": "Report",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
    "poster": "Poster",
    "talk": "PresentationDigitalDocument",
    "web": "WebPage",
}
_HEADLINE_LIMIT: Final = 110


def publication_json_ld(
    site: Basics, publication: Publication, url: Url, links: Links
) -> dict[str, Json]:
    """Return one publication as JSON-LD (schema.org)."""
    address = absolute_url(url, site.config.url)
    pdf = _pdf(publication, site, links)
    first, last = _pages(publication)
    by_role = {one.role: one.people for one in publication.contributions}
    made: dict[str, Json] = {
        "@type": _SCHEMA_TYPES.get(publication.kind, "CreativeWork"),
        "@id": address,
        "name": str(publication.title),
        "headline": str(publication.title)[:_HEADLINE_LIMIT],
        "author": _people(publication.authors, site),
        "editor": _people(publication.editors, site),
        "translator": _people(by_role.get("translator", ()), site),
        "datePublished": publication.date.iso if publication.date else None,
        "creativeWorkStatus": publication.status,
        **_whole(publication),
        "pageStart": first,
        "pageEnd": last,
        "pagination": publication.pages,
        "publisher": _organization(str(publication.publisher)),
        "identifier": _identifiers(publication),
        "sameAs": _elsewhere(publication),
        "url": address,
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": pdf,
        }
        if pdf
        else None,
        "isAccessibleForFree": True if pdf or publication.arxiv else None,
        "inLanguage": publication.language,
        "abstract": str(publication.abstract),
        "keywords": list(publication.keywords),
        "award": str(publication.award),
        "isbn": publication.isbn if publication.kind in ("book", "proceedings") else None,
        "bookEdition": publication.edition,
        "numberOfPages": int(publication.num_pages) if publication.num_pages.isdecimal() else None,
        "version": publication.version,
    }
    return {key: value for key, value in made.items() if value}


def _whole(publication: Publication) -> dict[str, Json]:
    """Return what the work is part of, or for whom it was written."""
    venue = str(publication.venue)
    match publication.kind:
        case "article":
            return {"isPartOf": _periodical(publication, venue)}
        case "thesis":
            return {
                "inSupportOf": publication.thesis_type,
                "sourceOrganization": _organization(venue),
            }
        case "report":
            return {"reportNumber": publication.number, "sourceOrganization": _organization(venue)}
        case "conference" | "chapter" if venue:
            book: dict[str, Json] = {"@type": "Book", "name": venue, "isbn": publication.isbn}
            return {"isPartOf": {key: value for key, value in book.items() if value}}
    return {"isPartOf": {"@type": "CreativeWork", "name": venue} if venue else None}


def _periodical(publication: Publication, venue: str) -> Json:
    """Return journal, volume and issue, each as part of the one before (schema.org/Periodical)."""
    if not venue:
        return None
    whole: dict[str, Json] = {"@type": "Periodical", "name": venue}
    if publication.issn:
        whole["issn"] = publication.issn
    for kind, key, value in (
        ("PublicationVolume", "volumeNumber", publication.volume),
        ("PublicationIssue", "issueNumber", publication.number),
    ):
        if value:
            whole = {"@type": kind, key: value, "isPartOf": whole}
    return whole


def _people(authors: Iterable[Author], site: Basics) -> list[Json]:
    return [_person(author, site) for author in authors]


def _person(author: Author, site: Basics) -> Json:
    name = author.name
    made: dict[str, Json] = {
        "@type": "Organization" if _is_organization(name) else "Person",
        "name": str(name),
        "givenName": name.given,
        "familyName": f"{name.particle} {name.family}".strip() if name.given else "",
        "url": absolute_url("/", site.config.url) if author.is_owner else "",
    }
    return {key: value for key, value in made.items() if value}


def _is_organization(name: Name) -> bool:
    """Say whether a name without given names is that of a firm; one of a person is one word."""
    return not name.given and name.family.isascii() and " " in name.family


def _organization(name: str) -> Json:
    return {"@type": "Organization", "name": name} if name else None


def _identifiers(publication: Publication) -> list[Json]:
    known = (
        ("DOI", publication.doi),
        ("arXiv", publication.arxiv),
        ("PubMed", publication.pmid),
        ("PubMed Central", publication.pmcid),
    )
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in known
        if value
    ]


_SAME_WORK: Final = frozenset(
    {"arxiv", "url", "html", "openreview", "acl", "hal", "jstor", "hdl", "iacr", "pmid", "pmcid",
     "inspirehep_id", "adsurl", "dblp", "openalex", "zenodo", "osf", "ssrn", "mrnumber", "zbl"}
)  # fmt: skip
"""Kinds of links that lead to the work itself, rather than to something made for it."""


def _elsewhere(publication: Publication) -> list[Json]:
    links = [
        link.href.value
        for link in publication.links
        if link.kind in _SAME_WORK and is_external(link.href.value)
    ]
    return [*([doi_url(publication.doi)] if publication.doi else []), *links]


# Highwire tags -----------------------------------------------------------------------------------

_VENUE_TAGS: Final[Mapping[Kind, str]] = {
    "article": "citation_journal_title",
    "conference": "citation_conference_title",
    "poster": "citation_conference_title",
    "talk": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def citation_tags(
    site: Basics, publication: Publication, url: Url, links: Links
) -> tuple[tuple[str, str], ...]:
    """Return the Highwire tags that Google Scholar and reference managers read, in order.

    Source: Google Scholar's Inclusion Guidelines for Webmasters, "Indexing".
    """
    return tuple((name, value) for name, value in _tags(site, publication, url, links) if value)


def _tags(site: Basics, one: Publication, url: Url, links: Links) -> Iterator[tuple[str, str]]:
    yield "citation_title", str(one.title)
    for author in one.authors:
        yield "citation_author", author.name.sort_form
        if author.is_owner and (orcid := site.profile.links.orcid):
            yield "citation_author_orcid", f"https://orcid.org/{orcid.rpartition('/')[2]}"
    for editor in one.editors:
        yield "citation_editor", editor.name.sort_form
    if one.date:
        yield "citation_publication_date", one.date.iso.replace("-", "/")
    if tag := _VENUE_TAGS.get(one.kind):
        yield tag, str(one.venue)
    if one.kind == "article":
        yield "citation_journal_abbrev", one.abbr
    first, last = _pages(one)
    yield "citation_volume", one.volume
    if one.kind == "report":
        yield "citation_technical_report_number", one.number
    else:
        yield "citation_issue", one.number
    yield "citation_firstpage", first or one.article_number
    yield "citation_lastpage", last
    yield "citation_publisher", str(one.publisher)
    yield "citation_doi", one.doi
    yield "citation_isbn", one.isbn
    yield "citation_issn", one.issn
    yield "citation_arxiv_id", one.arxiv
    yield "citation_pmid", one.pmid
    yield "citation_language", one.language
    yield "citation_keywords", "; ".join(one.keywords)
    yield "citation_pdf_url", _pdf(one, site, links)
    yield "citation_abstract_html_url", absolute_url(url, site.config.url)


def _pages(publication: Publication) -> tuple[str, str]:
    """Return the first and the last page; of several ranges both ends."""
    pages = publication.pages.replace(", ", "–").split("–")
    return pages[0], pages[-1] if len(pages) > 1 else ""


def _pdf(publication: Publication, site: Basics, links: Links) -> str:
    """Return the absolute address of the PDF; "" when there is none."""
    pdf = next((link.href.value for link in publication.links if link.kind == "pdf"), "")
    found = where(pdf, links) if pdf else None
    return absolute_url(found, site.config.url) if found else ""
