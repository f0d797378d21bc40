"""Publications as files for other programs: BibTeX, CSL-JSON and RIS."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from sitegen.exports.csl import csl_item, landing_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model.dates import PartialDate
    from sitegen.model.people import Name
    from sitegen.model.publication import Kind, Publication

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
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
_PUBLISHED_BY_VENUE: Final = frozenset({"thesis", "report", "preprint", "software", "dataset"})


def bibtex_export(publications: Iterable[Publication]) -> str:
    """Return the entries as one .bib file, in the order given."""
    return "\n".join(publication.bibtex for publication in publications if publication.bibtex)


def csl_json(publications: Iterable[Publication]) -> str:
    """Return the publications as an array of CSL-JSON, in the order given; `id` is the key."""
    items = [csl_item(publication) for publication in publications]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def ris_export(publications: Iterable[Publication]) -> str:
    """Return the publications as RIS, one blank line after each record.

    Every value is one line, so that nothing in a value can pass for a tag.
    """
    return "\n".join(_record(publication) for publication in publications)


def _record(publication: Publication) -> str:
    values = ((tag, one_line(value)) for tag, value in _tags(publication))
    lines = [f"{tag}  - {value}\n" for tag, value in values if value]
    return f"TY  - {_RIS_TYPES[publication.kind]}\n{''.join(lines)}ER  - \n"


def one_line(value: str) -> str:
    r"""Return a value without line breaks of any alphabet and without control characters.

    >>> one_line("Tides\r\nER  - \u2028TY  - JOUR")
    'Tides ER - TY - JOUR'
    """
    return " ".join(_CONTROL.sub(" ", value).split())


def _tags(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield tags and values in the order of the RIS specification of 2011."""
    yield "ID", publication.key
    for author in publication.authors:
        yield "AU", ris_name(author.name)
    yield "TI", str(publication.title)
    for editor in publication.editors:
        yield "A2" if publication.kind in ("chapter", "conference") else "ED", ris_name(editor.name)
    yield from _source(publication)
    yield from _pages(publication)
    if publication.date:
        yield "PY", f"{publication.date.year:04d}"
        yield "DA", ris_date(publication.date)
    yield "ET", publication.edition
    yield "M3", publication.thesis_type
    yield "DO", publication.doi
    yield "SN", publication.isbn or publication.issn
    if publication.pmid:
        yield "AN", f"PMID:{publication.pmid}"
    yield "UR", landing_page(publication)
    yield "AB", str(publication.abstract)
    for keyword in publication.keywords:
        yield "KW", keyword
    yield "LA", publication.language
    yield "N1", str(publication.note)


def _source(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield what the work is part of, and who published it where."""
    venue, publisher = str(publication.venue), str(publication.publisher)
    if publication.kind in _PUBLISHED_BY_VENUE:
        publisher = venue or publisher
    else:
        yield "T2", venue
    yield "T3", str(publication.series)
    yield "PB", publisher
    yield "CY", str(publication.place)
    yield "VL", publication.volume
    if publication.kind == "preprint" and publication.arxiv:
        yield "M1", f"arXiv:{publication.arxiv}"
    else:
        yield "IS" if publication.kind == "article" else "M1", publication.number


def _pages(publication: Publication) -> Iterator[tuple[str, str]]:
    first, dash, last = publication.pages.partition("–")
    if dash and "–" not in last:
        yield "SP", first
        yield "EP", last
    else:
        yield "SP", publication.pages
    yield "C7", publication.article_number


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
