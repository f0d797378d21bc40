"""What stands beside the abstract on a publication's own page: labels and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.dates import DateRange
from sitegen.model.text import RichText, rich
from sitegen.plan.labels import CONTRIBUTORS, show_date, show_range
from sitegen.plan.lines import emph, join, ordinal_edition, short_name, volume
from sitegen.plan.publications import doi_url, shown_status
from sitegen.views import FactView, LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.people import Author
    from sitegen.model.publication import Publication
    from sitegen.views import PublicationView

_VENUES = {
    "article": "Journal",
    "conference": "Proceedings",
    "chapter": "Book",
    "thesis": "Institution",
    "report": "Institution",
}


def publication_facts(
    publication: Publication, versions: Iterable[tuple[str, PublicationView]]
) -> tuple[FactView, ...]:
    """Return the facts that are known, in the order in which they are shown.

    `versions` are other versions of the work: what each is to this one, and its view.
    """
    found = (*_facts(publication), *_versions(publication, versions))
    return tuple(fact for fact in found if str(fact.value).strip() or fact.links)


def _facts(one: Publication) -> Iterator[FactView]:
    is_on_arxiv = one.arxiv and str(one.venue) in ("", "arXiv")
    venue = rich(f"arXiv:{one.arxiv}") if is_on_arxiv else one.venue
    yield FactView(label=_VENUES.get(one.kind, "In"), value=venue)
    yield _volume_and_pages(one)
    if one.doi:
        link = LinkView(label=one.doi, href=doi_url(one.doi), kind="doi")
        yield FactView(label="DOI", links=(link,))
    yield FactView(label="Event", value=_event(one))
    yield FactView(label="Special issue", value=one.issue_title)
    yield FactView(label="Volume of", value=one.main_title)
    yield FactView(label="Series", value=one.series)
    yield _fact("Edition", ordinal_edition(one.edition))
    yield _fact("Chapter", one.chapter)
    yield _fact("Version", one.version)
    yield FactView(label="Publisher", value=one.publisher)
    yield FactView(label="Place", value=one.place)
    yield _fact("Date", show_range(DateRange(one.date, one.end_date)) if one.date else "")
    yield _fact("First published", show_date(one.original_date) if one.original_date else "")
    yield FactView(label="Original", value=_original(one))
    yield _fact("Accessed", show_date(one.accessed) if one.accessed and one.kind == "web" else "")
    yield _fact("Status", shown_status(one))
    yield _fact("Acceptance", one.acceptance)
    yield FactView(label="Award", value=one.award)
    if one.authors:
        yield _fact("Edited by", _names(one.editors))
    for contribution in one.contributions:
        yield _fact(CONTRIBUTORS[contribution.role], _names(contribution.people))
    yield FactView(label="Note", value=one.note)
    yield _fact("ISBN", one.isbn)
    yield _fact("ISSN", one.issn)
    yield _fact("Topics", ", ".join(one.keywords))


def _fact(label: str, value: str) -> FactView:
    return FactView(label=label, value=rich(value))


def _volume_and_pages(one: Publication) -> FactView:
    where, pages = volume(one), one.pages or one.article_number
    if one.arxiv and one.arxiv in pages:
        pages = ""
    if where or pages:
        label = "Volume, pages" if where and pages else "Volume" if where else "Pages"
        return _fact(label, ", ".join(part for part in (where, pages) if part))
    return _fact("Length", f"{one.num_pages} pages" if one.num_pages.isdigit() else one.num_pages)


def _event(one: Publication) -> RichText:
    return join((one.event, one.event_place, show_range(one.event_date)))


def _original(one: Publication) -> RichText:
    return join((emph(one.original_title), one.original_publisher, one.original_place))


def _names(people: Iterable[Author]) -> str:
    return ", ".join(short_name(person.name) for person in people)


def _version(other: PublicationView, one: Publication) -> str:
    """Return what tells another work from this one: not the title, where both have the same."""
    if str(other.title).casefold() == str(one.title).casefold():
        place = str(other.source) or other.kind_label
        return ", ".join(part for part in (place, other.year) if part)
    place = other.abbr or other.kind_label
    return f"{other.title} ({', '.join(part for part in (place, other.year) if part)})"


def _versions(
    one: Publication, versions: Iterable[tuple[str, PublicationView]]
) -> Iterator[FactView]:
    links: dict[str, list[LinkView]] = {}
    for label, other in versions:
        link = LinkView(label=_version(other, one), href=other.href)
        links.setdefault(label, []).append(link)
    for label, found in links.items():
        yield FactView(label=label, links=tuple(found))
