"""Links to where others count what became of a work: Google Scholar, Altmetric, Dimensions.

They are mere links: no page of the site loads anything from there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import is_placeholder, is_true, read_doi, read_url
from sitegen.model.publication import PublicationLink
from sitegen.model.text import Href, is_external, safe_href
from sitegen.problems import Problem, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.load.identifiers import Identifiers
    from sitegen.model.entry import RawEntry, RawField

_SCHOLAR: Final = (
    "https://scholar.google.com/citations?view_op=view_citation&citation_for_view={}:{}"
)
_ALTMETRIC: Final = "https://www.altmetric.com/details/"
_DIMENSIONS: Final = "https://badge.dimensions.ai/details/"
_SCHOLAR_ID = late_pattern(r"[\w-]{4,40}", re.ASCII)
_SCHOLAR_PAIR = late_pattern(r"([\w-]{4,40}):([\w-]{4,40})", re.ASCII)
_ALTMETRIC_ID = late_pattern(r"\d{1,12}", re.ASCII)
_DIMENSIONS_ID = late_pattern(r"pub\.\d{1,15}", re.ASCII)
METRIC_FIELDS: Final = frozenset({"google_scholar_id", "altmetric", "dimensions"})
_YES: Final = frozenset({"true", "yes", "1", "on"})


def read_metrics(
    entry: RawEntry, known: Identifiers, scholar: str, problems: list[Problem]
) -> Iterator[PublicationLink]:
    """Yield the links; `scholar` is the owner's user at Google Scholar. Problems: bib-bad-url."""
    fields = entry.fields
    if "google_scholar_id" in fields:
        yield from _link("Google Scholar", fields["google_scholar_id"], scholar, known, problems)
    if "altmetric" in fields:
        yield from _link("Altmetric", fields["altmetric"], scholar, known, problems)
    if "dimensions" in fields:
        yield from _link("Dimensions", fields["dimensions"], scholar, known, problems)


def _link(
    label: str, field: RawField, scholar: str, known: Identifiers, problems: list[Problem]
) -> Iterator[PublicationLink]:
    if is_placeholder(field.value) or not is_true(field.value):
        return
    value = read_url(field.value).strip()
    match field.name:
        case "google_scholar_id":
            address = _scholar(value, scholar)
        case "altmetric":
            address = _altmetric(value, known)
        case _:
            address = _dimensions(value, known)
    if is_external(value) and (safe := safe_href(value)):
        address = safe
    if address:
        yield PublicationLink(kind=field.name, label=label, href=Href(address, field))
    elif address is None:
        message = f"`{field.name}` holds nothing that {label} knows: `{value[:60]}`"
        hint = f"write the number that {label} gave the work, or `true` for a work with a DOI"
        problems.append(warning("bib-bad-url", message, field.span, hint))


def _scholar(value: str, user: str) -> str | None:
    """Return the address of a work; "" where the profile does not name the user."""
    if pair := _SCHOLAR_PAIR.fullmatch(value):
        return _SCHOLAR.format(*pair.groups())
    if not _SCHOLAR_ID.fullmatch(value):
        return None
    return _SCHOLAR.format(user, value) if _SCHOLAR_ID.fullmatch(user) else ""


def _altmetric(value: str, known: Identifiers) -> str | None:
    if value.casefold() in _YES:
        if known.doi:
            return f"{_ALTMETRIC}doi/{known.doi}"
        if known.arxiv:
            return f"{_ALTMETRIC}arxiv/{known.arxiv}"
        return f"{_ALTMETRIC}pubmed/{known.pmid}" if known.pmid else ""
    if _ALTMETRIC_ID.fullmatch(value):
        return _ALTMETRIC + value
    doi = read_doi(value)
    return f"{_ALTMETRIC}doi/{doi}" if doi else None


def _dimensions(value: str, known: Identifiers) -> str | None:
    if value.casefold() in _YES:
        if known.doi:
            return f"{_DIMENSIONS}doi/{known.doi}"
        return f"{_DIMENSIONS}pmid/{known.pmid}" if known.pmid else ""
    if _DIMENSIONS_ID.fullmatch(value):
        return f"{_DIMENSIONS}id/{value}"
    doi = read_doi(value)
    return f"{_DIMENSIONS}doi/{doi}" if doi else None
