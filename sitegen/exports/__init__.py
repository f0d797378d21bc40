"""Publications as files for other programs: BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Final

from sitegen.exports.csl import csl_item, landing_page
from sitegen.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.people import Name
    from sitegen.model.publication import ContributorRole, Kind, Publication

_CONTROL = late_pattern(r"[\x00-\x1f\x7f-\x9f]")
_RIS_TYPES: Final[Mapping[Kind, str]] = {
    "article": "JOUR",
    "conference": "CONF",
    "chapter": "CHAP",
    "book": "BOOK",
    "proceedings": "BOOK",
    "thesis": "THES",
    "report": "RPRT",
    "preprint": "UNPB",
    "patent": "PAT",
    "software": "COMP",
    "dataset": "DATA",
    "poster": "SLIDE",
    "talk": "SLIDE",
    "web": "ELEC",
    "misc": "GEN",
}
_CONTRIBUTORS: Final[Mapping[ContributorRole, str]] = {"translator": "A4", "advisor": "A3"}
_NUMBER_IS_SN: Final = frozenset({"report", "patent"})
"""The number of a report or patent takes the place of an ISBN."""
_WHOLE: Final = frozenset({"book", "proceedings", "thesis"})
_PUBLISHED_BY_VENUE: Final = frozenset({"thesis", "report", "preprint", "software", "dataset"})


def bibtex_export(publications: Iterable[Publication]) -> str:
    """Return the entries as one .bib file, in the order given."""
    return join_bibtex(map(bibtex_part, publications))


def bibtex_part(publication: Publication) -> str:
    """Return one entry as it stands in the file; "" without one."""
    return publication.bibtex


def join_bibtex(parts: Iterable[str]) -> str:
    """Return the file of these entries."""
    return "\n".join(filter(None, parts))


def csl_json(publications: Iterable[Publication]) -> str:
    """Return the publications as an array of CSL-JSON, in the order given; `id` is the key."""
    return join_csl(map(csl_part, publications))


def csl_part(publication: Publication) -> str:
    """Return one item as it stands in the array."""
    return _json(csl_item(publication), "  ")


def join_csl(parts: Iterable[str]) -> str:
    """Return the array of these items."""
    items = ",\n  ".join(parts)
    return f"[\n  {items}\n]\n" if items else "[]\n"


def _json(value: object, margin: str) -> str:
    """Return a value as `json.dumps` with an indent of 2 does, which has no quick way for that."""
    inner = f"{margin}  "
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        lines = [f"{encode_basestring(key)}: {_json(one, inner)}" for key, one in value.items()]
        return "".join(("{\n", inner, f",\n{inner}".join(lines), "\n", margin, "}"))
    if isinstance(value, list) and value:
        lines = [_json(one, inner) for one in value]
        return "".join(("[\n", inner, f",\n{inner}".join(lines), "\n", margin, "]"))
    return json.dumps(value)


def ris_export(publications: Iterable[Publication]) -> str:
    """Return the publications as RIS, one blank line after each record.

    Every value is one line, so that nothing in a value can pass for a tag.
    """
    return join_ris(map(ris_part, publications))


def join_ris(parts: Iterable[str]) -> str:
    """Return the file of these records."""
    return "\n".join(parts)


def ris_part(publication: Publication) -> str:
    """Return one record."""
    values = ((tag, one_line(value)) for tag, value in _tags(publication))
    lines = [f"{tag}  - {value}\n" for tag, value in values if tag and value]
    return f"TY  - {_RIS_TYPES[publication.kind]}\n{''.join(lines)}ER  - \n"


def one_line(value: str) -> str:
    r"""Return a value without line breaks of any alphabet and without control characters.

    >>> one_line("Tides\r\nER  - \u2028TY  - JOUR")
    'Tides ER - TY - JOUR'
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join(_CONTROL.sub(" ", value).split())


def _tags(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield tags and values in the order of the RIS specification of 2011."""
    one = publication
    yield "ID", one.key
    for author in one.authors:
        yield "AU", ris_name(author.name)
    yield "TI", str(one.title)
    yield "ST", str(one.short_title)
    for editor in one.editors:
        yield "A2" if one.kind in ("chapter", "conference") else "ED", ris_name(editor.name)
    for contribution in one.contributions:
        for person in contribution.people:
            yield _CONTRIBUTORS.get(contribution.role, ""), ris_name(person.name)
    yield from _source(one)
    yield from _pages(one)
    if one.date:
        yield "PY", f"{one.date.year:04d}"
        yield "DA", ris_date(one.date)
    if one.accessed:
        yield "Y2", ris_date(one.accessed)
    yield "ET", one.version if one.kind == "software" else one.edition
    yield "M3", one.thesis_type
    yield "OP", _original(one)
    yield "DO", one.doi
    yield "SN", one.number if one.kind in _NUMBER_IS_SN else one.isbn or one.issn
    if one.pmid:
        yield "AN", f"PMID:{one.pmid}"
    yield "UR", landing_page(one)
    yield "AB", str(one.abstract)
    for keyword in one.keywords:
        yield "KW", keyword
    yield "LA", one.language
    yield "N1", str(one.note)


def _source(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield what the work is part of, and who published it where."""
    venue, publisher = str(publication.venue), str(publication.publisher)
    if publication.kind in _PUBLISHED_BY_VENUE:
        publisher = venue or publisher
    else:
        yield "T2", venue or str(publication.event)
    yield "J2", publication.short_venue
    yield "T3", str(publication.series or publication.main_title)
    yield "PB", publisher
    yield "CY", str(publication.event_place or publication.place)
    yield "VL", publication.volume
    yield "NV", publication.num_volumes
    if publication.kind == "preprint" and publication.arxiv:
        yield "M1", f"arXiv:{publication.arxiv}"
    elif publication.kind not in _NUMBER_IS_SN:
        yield "IS" if publication.kind == "article" else "M1", publication.number


def _pages(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the pages; of a book or thesis their number stands in the place of the first one."""
    first, dash, last = publication.pages.partition("–")
    if dash and "–" not in last:
        yield "SP", first
        yield "EP", last
    elif publication.kind in _WHOLE:
        yield "SP", publication.pages or publication.num_pages
    else:
        yield "SP", publication.pages
    yield "SE", publication.chapter
    yield "C7", publication.article_number


def _original(publication: Publication) -> str:
    """Return what is known of the original of a translation or reprint."""
    year = f"{publication.original_date.year:04d}" if publication.original_date else ""
    parts = (
        publication.original_title,
        publication.original_place,
        publication.original_publisher,
        year,
    )
    return ", ".join(text for part in parts if (text := str(part)))


def ris_name(name: Name) -> str:
    """Return a name as `Family, Given, Suffix`; one without given names stands as it is."""
    family = f"{name.particle} {name.family}" if name.particle else name.family
    if not name.given:
        return ", ".join(part for part in (family, name.suffix) if part)
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def ris_date(date: PartialDate) -> str:
    """Return a date as `YYYY/MM/DD/` with empty parts for what is not known."""
    month = f"{date.month:02d}" if date.month else ""
    day = f"{date.day:02d}" if date.month and date.day else ""
    return f"{date.year:04d}/{month}/{day}/"
