"""The CV: sections from the collections, in the order of site.toml or the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.model.config import CvSection
from sitegen.model.text import Url, rich, slugify
from sitegen.plan import entries
from sitegen.plan.grouping import cv_groups
from sitegen.plan.labels import section_title
from sitegen.plan.letterhead import contacts
from sitegen.plan.lines import join
from sitegen.plan.meta import page_meta
from sitegen.plan.publications import legend
from sitegen.plan.talks import sorted_talks
from sitegen.views import CvView, EntryView, SectionView

if TYPE_CHECKING:
    from sitegen.model.config import CvInclude
    from sitegen.plan.context import Context

CV_URL = Url("/cv/")

USUAL: Final[tuple[CvInclude, ...]] = (
    "summary", "interests", "experience", "education", "awards", "grants", "publications",
    "projects", "talks", "teaching", "service", "students", "memberships", "skills", "languages",
)  # fmt: skip
"""The sections of a CV whose site.toml names none. References stay private."""


def cv_view(context: Context) -> CvView:
    """Return the CV as a page; what is private is left out."""
    site, words = context.site, context.words
    profile = site.profile
    title = context.list_title("cv")
    name = ", ".join(
        part for part in (profile.full_name or profile.name, profile.honorifics) if part
    )
    chosen = site.config.cv.sections or _usual(context)
    sections = [made for section in chosen if (made := _section(section, context)) is not None]
    return CvView(
        meta=page_meta(
            context.basics,
            CV_URL,
            "cv",
            title,
            description=words.fill("cv_said", name=profile.name),
        ),
        title=title,
        name=name,
        lead=join((rich(f"{name}."), rich(profile.born)), " "),
        contacts=contacts(context),
        sections=tuple(sections),
        legend=legend(context.marked, words),
    )


def _usual(context: Context) -> tuple[CvSection, ...]:
    own = dict.fromkeys(entry.section for entry in context.site.collections.entries)
    sections = [CvSection(include=(name,)) for name in USUAL]
    return (*sections, *(CvSection(include=("entries",), section=name) for name in own))


def _section(section: CvSection, context: Context) -> SectionView | None:
    """Return one section, or None when there is nothing to show."""
    first = section.include[0] if section.include else "entries"
    titles = context.site.config.cv.titles
    title = section.title or (
        titles.get(first) or section_title("cv", first, context.words) or section.section
    )
    anchor = slugify(title or first)
    if first == "summary":
        summary = context.site.profile.summary
        if not summary:
            return None
        return SectionView(anchor=anchor, kind="list", title=title, items=(str(summary),))
    if first == "interests":
        items = context.site.profile.interests
        return SectionView(anchor=anchor, kind="list", title=title, items=items) if items else None
    if first in ("publications", "selected"):
        return _publications(first, anchor, title, context)
    made = tuple(view for name in section.include for view in _entries(name, section, context))
    return SectionView(anchor=anchor, kind="entries", title=title, entries=made) if made else None


def _publications(name: CvInclude, anchor: str, title: str, context: Context) -> SectionView | None:
    views = context.view_list()
    if name == "selected":
        views = tuple(view for view in views if view.is_selected)
        if not views:
            return None
        return SectionView(anchor=anchor, kind="publications", title=title, publications=views)
    if not views:
        return None
    settings = context.site.config.publications
    found = cv_groups(context.publications, context.views, settings, context.words)
    return SectionView(anchor=anchor, kind="numbered", title=title, groups=found)


def _entries(name: CvInclude, section: CvSection, context: Context) -> tuple[EntryView, ...]:
    made, routes, words = context.site.collections, context.routes, context.words
    newest = entries.newest_first
    match name:
        case "experience":
            return tuple(entries.experience(one, routes, words) for one in newest(made.experience))
        case "education":
            return tuple(entries.education(one, routes, words) for one in newest(made.education))
        case "awards":
            return tuple(entries.award(one, routes, words) for one in newest(made.awards))
        case "grants":
            return tuple(entries.grant(one, routes, words) for one in newest(made.grants))
        case "talks":
            upcoming, past = sorted_talks(made.talks, context.site.today)
            return tuple(entries.talk(one, routes, words) for one in (*reversed(upcoming), *past))
        case "teaching":
            return tuple(entries.teaching(one, routes, words) for one in newest(made.teaching))
        case "service":
            return tuple(entries.service(one, routes, words) for one in newest(made.service))
        case "students":
            return tuple(entries.student(one, routes, words) for one in newest(made.students))
        case "memberships":
            return tuple(entries.membership(one, routes, words) for one in newest(made.memberships))
        case "skills":
            return tuple(entries.skill(one) for one in made.skills)
        case "languages":
            return tuple(entries.language(one) for one in made.languages)
        case "projects":
            return context.entries(entries.project, context.site.projects)
        case "entries":
            own = [one for one in made.entries if section.section in ("", one.section)]
            return tuple(entries.own_entry(one, routes, words) for one in newest(own))
        case "references" | "summary" | "interests" | "publications" | "selected":
            return ()
