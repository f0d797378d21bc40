"""The CV as JSON Resume: github.com/jsonresume/resume-schema, version 1.3.1 of the schema.

The schema leaves room for keys of one's own. What it has no place for stands under such keys:
authors and DOI of a publication, the advisors of a degree, the amount of a grant.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from sitegen.exports.csl import landing_page
from sitegen.exports.cv_facts import full_date, one_line, web_address
from sitegen.model import cv as c
from sitegen.model.pages import Project
from sitegen.model.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.exports.cv_facts import CvFacts
    from sitegen.model.dates import DateRange
    from sitegen.model.text import Href, RichText

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json]"

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION: Final = "v1.0.0"
"""The version of the format; the package that carries the schema counts on by itself."""


def json_resume(facts: CvFacts) -> str:
    """Return the CV as a file of JSON Resume; keys without a value are left out."""
    made: dict[str, Json] = {
        "$schema": SCHEMA,
        "basics": _basics(facts),
        **_collections(facts),
        "meta": _given(
            canonical=web_address(facts.address),
            version=VERSION,
            lastModified=_moment(facts.date),
        ),
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _basics(facts: CvFacts) -> dict[str, Json]:
    values: dict[str, str] = {}
    for contact in facts.contacts:
        if contact.kind != "email" or "@" in contact.value:
            values.setdefault(contact.kind, contact.value)
    profiles: list[Json] = [
        _given(network=one.network, username=one.username, url=web_address(one.url))
        for one in facts.profiles
    ]
    return _given(
        name=facts.name,
        nativeName=facts.native_name,
        label=facts.headline,
        image=web_address(facts.image),
        email=values.get("email", ""),
        phone=values.get("phone", ""),
        url=web_address(facts.home),
        summary=facts.summary,
        location=_given(address=values.get("address", "")),
        profiles=profiles,
    )


_ORDER: Final = (
    "work", "volunteer", "education", "awards", "publications", "skills", "languages", "interests",
    "projects", "students",
)  # fmt: skip


def _collections(facts: CvFacts) -> dict[str, Json]:
    """Return every fact under the key that has room for it, in the order of the schema."""
    found: dict[str, list[Json]] = {name: [] for name in _ORDER}
    seen: set[int] = set()
    for section in facts.sections:
        for fact in section.facts:
            if id(fact) not in seen:  # selected papers are among all papers too
                seen.add(id(fact))
                name, entry = _entry(fact, facts)
                found[name].append(entry)
        found["interests"] += [_given(name=item) for item in section.items]
    return _given(**found)


def _entry(fact: object, facts: CvFacts) -> tuple[str, dict[str, Json]]:
    match fact:
        case c.Education():
            return "education", _education(fact)
        case c.Experience():
            return "work", _experience(fact)
        case c.Teaching():
            return "work", _teaching(fact)
        case c.Service():
            return "volunteer", _service(fact)
        case c.Membership():
            return "volunteer", _membership(fact)
        case c.Award():
            return "awards", _award(fact)
        case c.Grant():
            return "awards", _grant(fact, facts)
        case Publication():
            return "publications", _publication(fact, facts)
        case c.Talk():
            return "projects", _talk(fact)
        case Project():
            return "projects", _project(fact)
        case c.Entry():
            return "projects", _own_entry(fact)
        case c.Skill():
            return "skills", _skill(fact)
        case c.Language():
            return "languages", _given(language=fact.name, fluency=fact.level)
        case c.Student():
            return "students", _student(fact)
    raise TypeError(f"JSON Resume has no place for {type(fact)}")


def _education(entry: c.Education) -> dict[str, Json]:
    return _given(
        institution=one_line(entry.institution),
        area=one_line(entry.area),
        studyType=one_line(entry.degree),
        **_dates(entry.date, single="end"),
        score=entry.grade,
        url=_url(entry.url),
        department=one_line(entry.department),
        location=entry.place,
        advisors=entry.advisors,
        thesis=one_line(entry.thesis),
        honours=one_line(entry.honours),
        highlights=_lines(entry.notes),
    )


def _experience(entry: c.Experience) -> dict[str, Json]:
    return _given(
        name=one_line(entry.institution),
        position=one_line(entry.title),
        location=entry.place,
        url=_url(entry.url),
        **_dates(entry.date),
        summary=one_line(entry.summary),
        highlights=_lines(entry.notes),
        department=one_line(entry.department),
        advisors=entry.advisors,
        mentors=entry.mentors,
    )


def _teaching(entry: c.Teaching) -> dict[str, Json]:
    course = one_line(entry.course)
    return _given(
        name=one_line(entry.institution),
        position=", ".join(filter(None, (entry.role, course))),
        url=_url(entry.url),
        **_dates(entry.date),
        summary=one_line(entry.summary),
        type="teaching",
        course=course,
        code=entry.code,
        role=entry.role,
        level=entry.level,
        students=entry.students or 0,
    )


def _service(entry: c.Service) -> dict[str, Json]:
    return _given(
        organization=one_line(entry.institution),
        position=one_line(entry.role),
        url=_url(entry.url),
        **_dates(entry.date),
        summary=one_line(entry.note),
        type=entry.kind if entry.kind != "other" else "service",
        location=entry.place,
    )


def _membership(entry: c.Membership) -> dict[str, Json]:
    return _given(
        organization=one_line(entry.institution),
        position=entry.role,
        url=_url(entry.url),
        **_dates(entry.date),
        type="membership",
    )


def _award(entry: c.Award) -> dict[str, Json]:
    return _given(
        title=one_line(entry.title),
        date=_one_date(entry.date),
        awarder=one_line(entry.institution),
        summary=_sentences(entry.amount, entry.note),
        url=_url(entry.url),
        amount=entry.amount,
        location=entry.place,
    )


def _grant(entry: c.Grant, facts: CvFacts) -> dict[str, Json]:
    others = ", ".join(entry.investigators)
    return _given(
        title=one_line(entry.title),
        date=_one_date(entry.date),
        awarder=one_line(entry.funder),
        summary=_sentences(
            ", ".join(filter(None, (entry.role, entry.amount, entry.number))),
            facts.words.fill("with", names=others) if others else "",
            entry.note,
        ),
        url=_url(entry.url),
        type="grant",
        role=entry.role,
        amount=entry.amount,
        number=entry.number,
        investigators=entry.investigators,
        **_dates(entry.date),
    )


def _publication(entry: Publication, facts: CvFacts) -> dict[str, Json]:
    names = [str(author.name) for author in entry.authors or entry.editors]
    if entry.has_more_authors:
        names.append("et al.")
    publisher = one_line(entry.venue) or one_line(entry.publisher)
    if entry.kind == "patent" and entry.number:
        publisher = f"{facts.words['kind_patent']} {entry.number}"
    page = facts.pages.get(entry.key, "")
    return _given(
        name=one_line(entry.title),
        publisher=publisher,
        releaseDate=full_date(entry.date),
        url=_doi_url(entry.doi) or web_address(landing_page(entry)) or web_address(page),
        summary=_sentences(", ".join(names), entry.award, entry.note),
        type=entry.kind,
        authors=names,
        doi=entry.doi,
        volume=entry.volume,
        issue=entry.number if entry.kind == "article" else "",
        pages=entry.pages,
        award=one_line(entry.award),
        acceptance=entry.acceptance,
        status=entry.status or "",
        page=web_address(page),
    )


def _talk(entry: c.Talk) -> dict[str, Json]:
    host, event = one_line(entry.host), one_line(entry.event)
    return _given(
        name=one_line(entry.title),
        description=", ".join(filter(None, (event if host else "", entry.place))),
        **_dates(entry.date),
        url=_url(entry.url),
        entity=host or event,
        type="talk",
        speakers=entry.speakers,
        kind=entry.kind if entry.kind != "talk" else "",
        slides=_url(entry.slides),
        video=_url(entry.video),
        poster=_url(entry.poster),
    )


def _project(entry: Project) -> dict[str, Json]:
    return _given(
        name=one_line(entry.title),
        description=one_line(entry.summary),
        keywords=entry.tags,
        **_dates(entry.date),
        url=_url(entry.url) or _url(entry.code),
        roles=(entry.role,) if entry.role else (),
        entity=one_line(entry.institution),
        type="application" if entry.code else "project",
        code=_url(entry.code),
        stars=entry.stars or 0,
        forks=entry.forks or 0,
        counted=full_date(entry.counted),
    )


def _own_entry(entry: c.Entry) -> dict[str, Json]:
    return _given(
        name=one_line(entry.title),
        description=one_line(entry.note),
        highlights=_lines(entry.notes),
        **_dates(entry.date),
        url=_url(entry.url),
        entity=one_line(entry.institution),
        type=entry.section,
        location=entry.place,
    )


def _skill(entry: c.Skill) -> dict[str, Json]:
    return _given(
        name=one_line(entry.name),
        level=entry.level,
        keywords=(*entry.items, *_lines((entry.text,))),
    )


def _student(entry: c.Student) -> dict[str, Json]:
    return _given(
        name=entry.name,
        degree=entry.degree,
        institution=one_line(entry.institution),
        **_dates(entry.date),
        thesis=one_line(entry.thesis),
        role=entry.role,
        now=one_line(entry.now),
        url=_url(entry.url),
    )


def _dates(date: DateRange | None, *, single: str = "both") -> dict[str, str]:
    """Return a range as two dates, and its words where a term has become a month.

    Programs print "present" where an end is missing, so a single date is the end too, and of a
    degree (`single="end"`) the end alone.
    """
    if date is None:
        return {}
    start, end = full_date(date.start), full_date(date.end)
    if not date.end and not date.is_ongoing:
        start, end = start if single == "both" else "", start
    terms = [one.term for one in (date.start, date.end) if one and one.term]
    return {"startDate": start, "endDate": end, "term": " – ".join(terms)}


def _one_date(date: DateRange | None) -> str:
    """Return the date of an award: of a range, its beginning."""
    return full_date(date.start) if date else ""


def _moment(date: str) -> str:
    """Return midnight of the first day that a date may mean.

    >>> _moment("2031-05"), _moment("")
    ('2031-05-01T00:00:00', '')
    """
    return f"{date}{'-01-01'[len(date) - 4 :]}T00:00:00" if date else ""


def _doi_url(doi: str) -> str:
    return web_address(f"https://doi.org/{doi}") if doi else ""


def _url(href: Href | None) -> str:
    return web_address(href.value) if href else ""


def _lines(texts: Iterable[RichText]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))


def _sentences(*parts: RichText | str) -> str:
    """Return texts as sentences.

    >>> _sentences("€ 5,000", "", "For work at sea.")
    '€ 5,000. For work at sea.'
    """
    lines = [line for part in parts if (line := one_line(part))]
    ends = (line if line.endswith((".", "!", "?", "…")) else f"{line}." for line in lines)
    return " ".join(ends) if len(lines) > 1 else "".join(lines)


def _given(**values: Json) -> dict[str, Json]:
    """Return the keys that have a value; lists without blank entries."""
    made = {
        name: [one for one in value if not _is_blank(one)]
        if isinstance(value, (list, tuple))
        else value
        for name, value in values.items()
    }
    return {name: value for name, value in made.items() if not _is_blank(value)}


def _is_blank(value: Json) -> bool:
    return not value.strip() if isinstance(value, str) else not value
