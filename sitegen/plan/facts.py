"""What stands beside the abstract on a publication's own page: labels and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.dates import DateRange
from sitegen.model.text import RichText, rich
from sitegen.plan.labels import key
from sitegen.plan.lines import emph, is_count, join, ordinal_edition, short_name, volume
from sitegen.plan.publications import doi_url, shown_status
from sitegen.views import FactView, LinkView
from sitegen.words import show_date, show_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.people import Author
    from sitegen.model.publication import Publication
    from sitegen.views import PublicationView
    from sitegen.words import Words

_VENUES = {
    "article": "fact_journal",
    "conference": "fact_proceedings",
    "chapter": "fact_book",
    "thesis": "fact_institution",
    "report": "fact_institution",
}


def publication_facts(
    publication: Publication, versions: Iterable[tuple[str, PublicationView]], words: Words
) -> tuple[FactView, ...]:
    """Return the facts that are known, in the order in which they are shown.

    `versions` are other versions of the work: what each is to this one, and its view.
    """
    found = (*_facts(publication, words), *_versions(publication, versions))
    return tuple(fact for fact in found if str(fact.value).strip() or fact.links)


def _facts(one: Publication, words: Words) -> Iterator[FactView]:
    is_on_arxiv = one.arxiv and str(one.venue) in ("", "arXiv")
    venue = rich(f"arXiv:{one.arxiv}") if is_on_arxiv else one.venue
    yield FactView(label=words[_VENUES.get(one.kind, "fact_in")], value=venue)
    yield _volume_and_pages(one, words)
    if one.doi:
        link = LinkView(label=one.doi, href=doi_url(one.doi), kind="doi")
        yield FactView(label="DOI", links=(link,))
    yield FactView(label=words["fact_event"], value=_event(one, words))
    yield FactView(label=words["fact_special_issue"], value=one.issue_title)
    yield FactView(label=words["fact_volume_of"], value=one.main_title)
    yield FactView(label=words["fact_series"], value=one.series)
    yield _fact(words["fact_edition"], ordinal_edition(one.edition, words))
    yield _fact(words["fact_chapter"], one.chapter)
    yield _fact(words["fact_version"], one.version)
    yield FactView(label=words["fact_publisher"], value=one.publisher)
    yield FactView(label=words["fact_place"], value=one.place)
    date = DateRange(one.date, one.end_date) if one.date else None
    yield _fact(words["fact_date"], show_range(date, words))
    original = one.original_date
    yield _fact(words["fact_first_published"], show_date(original, words) if original else "")
    yield FactView(label=words["fact_original"], value=_original(one))
    accessed = one.accessed if one.kind == "web" else None
    yield _fact(words["fact_accessed"], show_date(accessed, words) if accessed else "")
    yield _fact(words["fact_status"], shown_status(one, words))
    yield _fact(words["fact_acceptance"], one.acceptance)
    yield FactView(label=words["fact_award"], value=one.award)
    if one.authors:
        yield _fact(words["fact_editors"], _names(one.editors))
    for contribution in one.contributions:
        yield _fact(words[key("by", contribution.role)], _names(contribution.people))
    yield FactView(label=words["fact_note"], value=one.note)
    yield _fact("ISBN", one.isbn)
    yield _fact("ISSN", one.issn)
    yield _fact(words["fact_topics"], ", ".join(one.keywords))


def _fact(label: str, value: str) -> FactView:
    return FactView(label=label, value=rich(value))


def _volume_and_pages(one: Publication, words: Words) -> FactView:
    where, pages = volume(one, words), one.pages or one.article_number
    if one.arxiv and one.arxiv in pages:
        pages = ""
    if where or pages:
        name = "volume_and_pages" if where and pages else "volume" if where else "pages"
        return _fact(words[f"fact_{name}"], ", ".join(part for part in (where, pages) if part))
    length = one.num_pages
    if is_count(length):
        length = words.fill("page_count", int(length))
    return _fact(words["fact_length"], length)


def _event(one: Publication, words: Words) -> RichText:
    return join((one.event, one.event_place, show_range(one.event_date, words)))


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
