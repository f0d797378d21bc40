"""Publications as CSL-JSON: what reference managers and citation processors read.

Types and variables are those of CSL 1.0.2 (docs.citationstyles.org, appendices III and IV).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Cite, Link, Math, RichText, Styled, Text, is_external, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.people import Name
    from sitegen.model.publication import ContributorRole, Kind, Publication
    from sitegen.model.text import Inline, Style

_TYPES: Final[Mapping[Kind, str]] = {
    "article": "article-journal",
    "conference": "paper-conference",
    "chapter": "chapter",
    "book": "book",
    "proceedings": "book",
    "thesis": "thesis",
    "report": "report",
    "preprint": "article",
    "patent": "patent",
    "software": "software",
    "dataset": "dataset",
    "poster": "speech",
    "talk": "speech",
    "web": "webpage",
    "misc": "document",
}
_TAGS: Final[Mapping[Style, tuple[str, str]]] = {
    "emph": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sub": ("<sub>", "</sub>"),
    "sup": ("<sup>", "</sup>"),
    "small-caps": ('<span style="font-variant: small-caps;">', "</span>"),
    "protected": ('<span class="nocase">', "</span>"),
}
_TYPES_OF_ENTRIES: Final[Mapping[tuple[Kind, str], str]] = {
    ("article", "magazine"): "article-magazine",
    ("article", "newspaper"): "article-newspaper",
    ("article", "periodical"): "periodical",
    ("article", "review"): "review",
    ("book", "booklet"): "pamphlet",
    ("chapter", "inreference"): "entry-encyclopedia",
    ("misc", "artwork"): "graphic",
    ("misc", "audio"): "song",
    ("misc", "image"): "graphic",
    ("misc", "jurisdiction"): "legal_case",
    ("misc", "legal"): "treaty",
    ("misc", "legislation"): "legislation",
    ("misc", "letter"): "personal_communication",
    ("misc", "movie"): "motion_picture",
    ("misc", "music"): "song",
    ("misc", "performance"): "performance",
    ("misc", "video"): "motion_picture",
    ("preprint", "unpublished"): "manuscript",
    ("report", "standard"): "standard",
}
"""The types of CSL that are finer than our kinds."""

_SEASONS: Final = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_PUBLISHED_BY_VENUE: Final = frozenset({"thesis", "report", "preprint", "software", "dataset"})
_SPOKEN: Final = frozenset({"poster", "talk"})
_ROLES: Final[Mapping[ContributorRole, str]] = {
    "translator": "translator",
    "book author": "container-author",
    "compiler": "compiler",
    "organizer": "organizer",
    "collaborator": "contributor",
    "annotator": "contributor",
    "commentator": "contributor",
    "introduction": "contributor",
    "foreword": "contributor",
    "afterword": "contributor",
}
"""Who of those that are neither authors nor editors has a variable in CSL."""

_NUMBERED: Final = frozenset({"report", "patent", "preprint", "software", "dataset", "misc"})
_REQUIRED: Final = frozenset({"id", "type", "title"})
_LANDING_PAGES: Final = (
    "url", "html", "website", "arxiv", "openreview", "acl", "hal", "pdf", "ssrn", "biorxiv",
    "medrxiv", "zenodo", "osf", "iacr", "hdl", "jstor", "googlebooks",
)  # fmt: skip
_ORDINAL: Final = late_pattern(r"^(\d+)(?:st|nd|rd|th)$", re.ASCII)
"""Styles put numbers into order in their own language."""
_CJK: Final = late_pattern(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\s]+")


def csl_item(publication: Publication) -> dict[str, object]:
    """Return one publication as an item of CSL-JSON; what is not known is left out."""
    item: dict[str, object] = {
        "id": publication.key,
        "type": _type(publication),
        "title": csl_text(publication.title),
        "title-short": csl_text(publication.short_title),
        "author": [csl_name(author.name) for author in publication.authors],
        "editor": [csl_name(editor.name) for editor in publication.editors],
        **_contributors(publication),
        **_dates(publication),
        **_source(publication),
        "volume": publication.volume,
        **_number(publication),
        "page": publication.pages.replace("–", "-"),
        "number-of-pages": publication.num_pages,
        "number-of-volumes": publication.num_volumes,
        "edition": _ORDINAL.sub(r"\1", publication.edition),
        "version": publication.version,
        "chapter-number": publication.chapter,
        "genre": publication.thesis_type or ("Poster" if publication.kind == "poster" else ""),
        "status": publication.status,
        "original-title": csl_text(publication.original_title),
        "original-publisher": str(publication.original_publisher),
        "original-publisher-place": str(publication.original_place),
        "DOI": publication.doi,
        "PMID": publication.pmid,
        "PMCID": publication.pmcid,
        "ISBN": publication.isbn,
        "ISSN": publication.issn,
        "URL": landing_page(publication),
        "abstract": str(publication.abstract),
        "note": str(publication.note),
        "keyword": ", ".join(publication.keywords),
        "language": publication.language,
    }
    return {name: value for name, value in item.items() if value or name in _REQUIRED}


def _type(publication: Publication) -> str:
    if publication.kind == "preprint" and (publication.arxiv or publication.venue):
        return "article"
    found = _TYPES_OF_ENTRIES.get((publication.kind, publication.entry_type))
    return found or _TYPES[publication.kind]


def _contributors(publication: Publication) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for contribution in publication.contributions:
        if variable := _ROLES.get(contribution.role):
            names = [csl_name(person.name) for person in contribution.people]
            found.setdefault(variable, []).extend(names)
    return found


def _dates(publication: Publication) -> dict[str, object]:
    one, event = publication, publication.event_date
    return {
        "issued": csl_date(one.date, one.end_date) if one.date else None,
        "original-date": csl_date(one.original_date) if one.original_date else None,
        "event-date": csl_date(event.start, event.end) if event and event.start else None,
        "accessed": csl_date(one.accessed) if one.accessed else None,
    }


def _source(publication: Publication) -> dict[str, object]:
    """Return what the work is part of, and who published it where."""
    venue = csl_text(publication.venue)
    found: dict[str, object] = {
        "container-title": venue,
        "container-title-short": publication.short_venue,
        "volume-title": csl_text(publication.issue_title),
        "collection-title": csl_text(publication.series or publication.main_title),
        "event-title": csl_text(publication.event),
        "event-place": str(publication.event_place),
        "publisher": str(publication.publisher),
        "publisher-place": str(publication.place),
    }
    if publication.kind == "patent":
        return found | {"publisher-place": "", "jurisdiction": str(publication.place)}
    is_publisher = publication.kind in _PUBLISHED_BY_VENUE or (
        publication.kind == "misc" and not (publication.volume or publication.pages)
    )
    if venue and is_publisher:
        return found | {"container-title": "", "publisher": str(publication.venue)}
    if publication.kind in _SPOKEN:
        return found | {"container-title": "", "event-title": venue or found["event-title"]}
    return found


def _number(publication: Publication) -> dict[str, object]:
    """Return the number under the name that says what it counts."""
    number = publication.number
    if publication.kind == "preprint" and publication.arxiv:
        return {"number": f"arXiv:{publication.arxiv}"}
    if publication.kind in _NUMBERED:
        return {"number": number}
    if publication.series and publication.kind != "article":
        return {"collection-number": number, "number": publication.article_number}
    return {"issue": number, "number": publication.article_number}


def csl_text(text: RichText) -> str:
    """Return a title with the few tags that CSL-JSON knows: a subscript changes what is said.

    >>> csl_text(RichText((Text("CO"), Styled("sub", (Text("2"),)), Text(" at sea"))))
    'CO<sub>2</sub> at sea'
    >>> csl_text(RichText((Text("The "), Styled("protected", (Text("North Sea"),)))))
    'The <span class="nocase">North Sea</span>'
    """
    return "".join(_csl_node(node) for node in text.nodes)


def _csl_node(node: Inline) -> str:
    match node:
        case Styled(style, children):
            start, end = _TAGS.get(style, ("", ""))
            return f"{start}{''.join(map(_csl_node, children))}{end}"
        case Link(_, children):
            return "".join(map(_csl_node, children))
        case Text() | Math() | Cite():
            return plain((node,))


def csl_name(name: Name) -> dict[str, str]:
    """Return a name in the parts of CSL; one without given names stands as it is.

    A name in Chinese, Japanese or Korean letters is written family first, perhaps with a space.
    """
    if name.given or name.particle:
        parts = {
            "family": name.family,
            "given": name.given,
            "non-dropping-particle": name.particle,
            "suffix": name.suffix,
        }
        return {part: value for part, value in parts.items() if value}
    family, _, given = name.family.partition(" ")
    if given and _CJK.fullmatch(name.family):
        return {"family": family, "given": given}
    return {"literal": str(name)}


def csl_date(date: PartialDate, end: PartialDate | None = None) -> dict[str, object]:
    """Return a date or a range with as many parts as are known, and the season of a term."""
    parts = [_date_parts(one) for one in (date, end) if one]
    season = None if end else _SEASONS.get((date.term or "").lower())
    return {"date-parts": parts, **({"season": season} if season else {})}


def _date_parts(date: PartialDate) -> list[int]:
    parts = (date.year, date.month, date.day)
    return [part for part in parts[: 1 if not date.month else 3] if part is not None]


def landing_page(publication: Publication) -> str:
    """Return the web address that stands for the work where it has no DOI, or ""."""
    addresses = {
        link.kind: link.href.value
        for link in reversed(publication.links)
        if is_external(link.href.value)
    }
    return next((addresses[kind] for kind in _LANDING_PAGES if kind in addresses), "")
