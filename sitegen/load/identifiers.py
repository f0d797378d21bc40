"""The identifiers of a work, from whichever field and in whichever spelling they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import doi_of_address, read_arxiv, read_doi, read_text, read_url
from sitegen.model.text import is_external
from sitegen.problems import Outcome, Problem, warning

if TYPE_CHECKING:
    from sitegen.model.entry import RawEntry, RawField

_ARCHIVES: Final = {
    "jstor": "jstor", "hdl": "hdl", "handle": "hdl", "googlebooks": "googlebooks", "hal": "hal",
    "iacr": "iacr", "ssrn": "ssrn", "pubmed": "pmid", "pmid": "pmid", "pmcid": "pmcid",
    "pmc": "pmcid", "biorxiv": "biorxiv", "medrxiv": "medrxiv", "zenodo": "zenodo", "osf": "osf",
    "openreview": "openreview", "dblp": "dblp",
}  # fmt: skip
"""`eprinttype` -> kind of link."""

_ARCHIVE_FIELDS: Final = frozenset(
    {"eprint", "eprinttype", "archiveprefix", "arxiv", "arxivid", "arxivurl", "pmid", "pubmedid",
     "pmcid", "pmc"}
)  # fmt: skip
"""Fields that are there for an identifier other than the DOI."""

_ARXIV_ADDRESS = late_pattern(r"https?://(?:www\.)?arxiv\.org/", re.IGNORECASE)
_ARXIV_WORDS = late_pattern(r"\barxiv\b|^corr\b|^abs/", re.IGNORECASE)
_NUMBER = late_pattern(r"(?<!\d)\d{1,9}(?!\d)")
_PMC = late_pattern(r"PMC\s*(\d+)", re.IGNORECASE)
_BARE_EPRINT = late_pattern(r"(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)


class Identifiers(NamedTuple):
    """What names a work elsewhere; each but the DOI makes a link of its own."""

    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    pmcid: str = ""
    eprint_kind: str = ""
    """Another archive: `jstor`, `hal` …"""
    eprint: str = ""

    def links(self) -> tuple[tuple[str, str], ...]:
        """Return the kinds of links with their identifiers."""
        return (
            ("arxiv", self.arxiv),
            ("pmid", self.pmid),
            ("pmcid", self.pmcid),
            (self.eprint_kind, self.eprint),
        )


def read_identifiers(entry: RawEntry) -> Outcome[Identifiers]:
    """Return the identifiers of an entry. Problems: bib-bad-doi."""
    problems: tuple[Problem, ...] = ()
    field = entry.get("doi")
    doi = read_doi(field.value) if field else None
    if field and doi is None and read_text(field.value):
        problems = (_bad_doi(field),)
    if doi is None and (address := entry.get("url", "ee", "howpublished")):
        doi = doi_of_address(read_url(address.value).strip())
    if _ARCHIVE_FIELDS.isdisjoint(entry.fields):
        return Outcome(Identifiers(doi or "", _arxiv_elsewhere(entry, doi or "")), problems)
    archive, eprint = _eprint(entry)
    pmid = eprint if archive == "pmid" else _value(entry, "pmid", "pubmedid")
    pmcid = eprint if archive == "pmcid" else _value(entry, "pmcid", "pmc")
    number, pmc = _NUMBER.search(pmid), _PMC.search(pmcid) or _NUMBER.search(pmcid)
    found = Identifiers(
        doi=doi or "",
        arxiv=_arxiv(entry, doi or ""),
        pmid=number[0] if number else "",
        pmcid=f"PMC{pmc[pmc.re.groups]}" if pmc else "",
        eprint_kind="" if archive in ("pmid", "pmcid") else archive,
        eprint="" if archive in ("pmid", "pmcid") else eprint,
    )
    return Outcome(found, problems)


def _bad_doi(field: RawField) -> Problem:
    value = read_url(field.value)
    hint = "write it as `doi = {10.1000/182}`"
    if arxiv := read_arxiv(value):
        hint = f"write `eprint = {{{arxiv}}}` and `archiveprefix = {{arXiv}}`"
    elif is_external(value):
        hint = "an address belongs into `url`"
    return warning("bib-bad-doi", f"`doi` holds no DOI: `{value[:60]}`", field.span, hint)


def _eprint(entry: RawEntry) -> tuple[str, str]:
    """Return the kind of link and the identifier of an archive other than arXiv."""
    archive = _value(entry, "eprinttype", "archiveprefix").casefold().replace(" ", "")
    kind = _ARCHIVES.get(archive, "")
    eprint = _value(entry, "eprint") if kind else ""
    return (kind, eprint) if eprint else ("", "")


def _arxiv(entry: RawEntry, doi: str) -> str:
    """Return the arXiv identifier from the fields for it, else from where tools put it."""
    primary_class = _value(entry, "primaryclass", "eprintclass")
    for name in ("arxiv", "arxivid", "arxivurl"):
        if (field := entry.get(name)) and (found := read_arxiv(field.value, primary_class)):
            return found
    archive = _value(entry, "eprinttype", "archiveprefix").casefold()
    if eprint := entry.get("eprint"):
        is_arxiv = "arxiv" in archive or (not archive and _BARE_EPRINT.fullmatch(eprint.value))
        if is_arxiv and (found := read_arxiv(eprint.value, primary_class)):
            return found
    return _arxiv_elsewhere(entry, doi)


def _arxiv_elsewhere(entry: RawEntry, doi: str) -> str:
    """Return the arXiv identifier from a field that is there for something else."""
    for name in ("url", "ee", "doi", "journal", "journaltitle", "volume", "pages", "howpublished"):
        field = entry.fields.get(name)
        if field and _names_arxiv(name, field.value) and (found := read_arxiv(field.value)):
            return found
    return (read_arxiv(doi) or "") if doi.casefold().startswith("10.48550/arxiv.") else ""


def _names_arxiv(name: str, value: str) -> bool:
    lower = value.lower()
    if "arxiv" not in lower and "corr" not in lower and "abs/" not in lower:
        return False
    if name in ("url", "ee"):
        return _ARXIV_ADDRESS.match(read_url(value)) is not None
    return _ARXIV_WORDS.search(value.strip("{} ")) is not None


def _value(entry: RawEntry, *names: str) -> str:
    field = entry.get(*names)
    return read_url(field.value) if field else ""
