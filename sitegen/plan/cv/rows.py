"""The entries of collections that a CV shows, with their dates: the newest ones, those of a tag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.plan.cv import kinds
from sitegen.plan.entries import newest_first
from sitegen.plan.talks import sorted_talks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.exports.cv_facts import CvFact
    from sitegen.model.config import CvInclude, CvSection, CvStyle
    from sitegen.model.cv import Reference
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.plan.cv.edition import Edition
    from sitegen.views.documents import CvEntryView

_NEVER = ((0, 0, 0), (0, 0, 0))

STYLES: Final[Mapping[CvInclude, CvStyle]] = {
    "experience": "entries",
    "education": "entries",
    "entries": "entries",
    "awards": "rows",
    "grants": "rows",
    "talks": "rows",
    "teaching": "rows",
    "memberships": "rows",
    "students": "rows",
    "service": "points",
    "skills": "points",
    "languages": "points",
    "projects": "points",
    "references": "points",
}
"""The collections whose entries are shown as such, and how where the section does not say."""


class Row(NamedTuple):
    """An entry with its date, and the day on which its stars and forks were counted."""

    date: DateRange | None
    view: CvEntryView
    fact: CvFact | Reference
    """What it was made from."""
    counted: PartialDate | None = None


def find_rows(name: CvInclude, section: CvSection, edition: Edition) -> list[Row]:
    """Return the entries of one collection, as many as the CV may show of them."""
    found = list(_rows(name, section, edition))
    limit = edition.limit(name)
    return found if limit is None else newest(found, limit)


def newest(rows: Sequence[Row], limit: int) -> list[Row]:
    """Return at most so many entries, the newest, in the order that they had."""
    if len(rows) <= limit:
        return list(rows)
    places = range(len(rows))
    ranked = sorted(
        places, key=lambda n: when.sort_key if (when := rows[n].date) else _NEVER, reverse=True
    )
    return [rows[place] for place in sorted(ranked[:limit])]


def _rows(name: CvInclude, section: CvSection, edition: Edition) -> Iterable[Row]:
    made, setting = edition.context.site.collections, edition.setting
    tagged = edition.tagged
    match name:
        case "experience":
            for job in tagged(newest_first(made.experience)):
                yield Row(job.date, kinds.experience(job, setting), job)
        case "education":
            for degree in tagged(newest_first(made.education)):
                yield Row(degree.date, kinds.education(degree, setting), degree)
        case "awards":
            for award in tagged(newest_first(made.awards)):
                yield Row(award.date, kinds.award(award, setting), award)
        case "grants":
            for grant in tagged(newest_first(made.grants)):
                yield Row(grant.date, kinds.grant(grant, setting), grant)
        case "talks":
            heading = edition.title(section, section.include[0])
            upcoming, past = sorted_talks(made.talks, edition.context.site.today)
            for talk in tagged((*reversed(upcoming), *past)):
                yield Row(talk.date, kinds.talk(talk, setting, heading), talk)
        case "teaching":
            for course in tagged(newest_first(made.teaching)):
                yield Row(course.date, kinds.teaching(course, setting), course)
        case "service":
            for service in tagged(newest_first(made.service)):
                yield Row(service.date, kinds.service(service, setting), service)
        case "students":
            for student in newest_first(made.students):
                yield Row(student.date, kinds.student(student, setting), student)
        case "memberships":
            for membership in tagged(newest_first(made.memberships)):
                yield Row(membership.date, kinds.membership(membership, setting), membership)
        case "skills":
            for skill in tagged(made.skills):
                yield Row(None, kinds.skill(skill, setting), skill)
        case "languages":
            for language in made.languages:
                yield Row(None, kinds.language(language, setting), language)
        case "projects":
            for project in tagged(edition.context.site.projects):
                view = kinds.project(project, setting)
                yield Row(project.date, view, project, project.counted if view.counts else None)
        case "references" if edition.is_private:
            for reference in made.references:
                yield Row(None, kinds.reference(reference, setting), reference)
        case "entries":
            own = [one for one in made.entries if section.section in ("", one.section)]
            for one in tagged(newest_first(own)):
                yield Row(one.date, kinds.own_entry(one, setting), one)
