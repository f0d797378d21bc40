"""The words that a page shows for kinds, dates and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.model.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.config import CvInclude, HomeSection, ListName
    from sitegen.model.cv import ServiceKind, StudentRole, TalkKind
    from sitegen.model.dates import DateRange, PartialDate
    from sitegen.model.people import Role
    from sitegen.model.publication import ContributorRole, Kind, RelationKind

KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    "article": ("Journal article", "Articles"),
    "conference": ("Conference paper", "Conference papers"),
    "chapter": ("Book chapter", "Chapters"),
    "book": ("Book", "Books"),
    "proceedings": ("Edited proceedings", "Proceedings"),
    "thesis": ("Thesis", "Theses"),
    "report": ("Report", "Reports"),
    "preprint": ("Preprint", "Preprints"),
    "patent": ("Patent", "Patents"),
    "software": ("Software", "Software"),
    "dataset": ("Dataset", "Datasets"),
    "poster": ("Poster", "Posters"),
    "talk": ("Talk", "Talks"),
    "web": ("Web page", "Web pages"),
    "misc": ("Publication", "Other"),
}
"""Kind -> one of them, many of them; in the order in which a list shows them."""

RELATIONS: Final[Mapping[RelationKind, tuple[str, str]]] = {
    "related": ("Related", "Related"),
    "version of": ("Version of", "Other version"),
    "preprint of": ("Published as", "Preprint"),
    "published as": ("Published as", "Preprint"),
    "translation of": ("Translation of", "Translation"),
    "translated as": ("Translation", "Translation of"),
    "reprint of": ("Reprint of", "Reprint"),
    "reprinted as": ("Reprint", "Reprint of"),
    "erratum of": ("Corrects", "Correction"),
    "corrected by": ("Correction", "Corrects"),
    "part of": ("Part of", "Part"),
}
"""Relation -> what the other work is to this one, and this one to the other."""

CONTRIBUTORS: Final[Mapping[ContributorRole, str]] = {
    "translator": "Translated by",
    "advisor": "Advised by",
    "book author": "Book by",
    "holder": "Held by",
    "annotator": "Annotated by",
    "commentator": "Commentary by",
    "introduction": "Introduction by",
    "foreword": "Foreword by",
    "afterword": "Afterword by",
    "compiler": "Compiled by",
    "organizer": "Organized by",
    "collaborator": "With",
    "redactor": "Redacted by",
    "reviser": "Revised by",
    "founder": "Founded by",
    "continuator": "Continued by",
}

FORTHCOMING: Final = "Forthcoming"
UNDATED: Final = "Without a year"
OTHER_WORKS: Final = "Other"
"""Headings of works that are not yet out, of others without a year, and of those left over."""

TALKS: Final[Mapping[TalkKind, str]] = {
    "talk": "Talk",
    "invited": "Invited talk",
    "keynote": "Keynote",
    "plenary": "Plenary",
    "conference": "Conference",
    "workshop": "Workshop",
    "seminar": "Seminar",
    "colloquium": "Colloquium",
    "lecture": "Lecture",
    "tutorial": "Tutorial",
    "panel": "Panel",
    "poster": "Poster",
    "broadcast": "Broadcast",
    "outreach": "Outreach",
}

SERVICE: Final[Mapping[ServiceKind, str]] = {
    "review": "Reviewing",
    "committee": "Committee",
    "chair": "Chair",
    "editor": "Editing",
    "organisation": "Organisation",
    "panel": "Panel",
    "department": "Department",
    "community": "Community",
    "outreach": "Outreach",
    "other": "",
}

STUDENTS: Final[Mapping[StudentRole, str]] = {
    "advisor": "",
    "co-advisor": "co-advised",
    "mentor": "mentored",
    "committee": "committee member",
}

ROLES: Final[Mapping[Role, str]] = {
    "equal": "equal contribution",
    "corresponding": "corresponding author",
    "student": "advised student",
}
"""Role of an author -> what the legend says."""

LISTS: Final[Mapping[ListName, str]] = {
    "publications": "Publications",
    "projects": "Projects",
    "talks": "Talks",
    "teaching": "Teaching",
    "people": "People",
    "news": "News",
    "posts": "Posts",
    "tags": "Topics",
    "cv": "Curriculum vitae",
    "stats": "Statistics",
}

HOME: Final[Mapping[HomeSection, str]] = {
    "tape": "",
    "questions": "Questions",
    "bio": "About",
    "interests": "Interests",
    "news": "News",
    "selected": "Selected publications",
    "projects": "Projects",
    "talks": "Talks",
    "posts": "Posts",
    "education": "Education",
    "experience": "Experience",
    "awards": "Awards",
    "teaching": "Teaching",
    "contact": "Contact",
    "numbers": "In numbers",
}

CV: Final[Mapping[CvInclude, str]] = {
    "summary": "Summary",
    "interests": "Research interests",
    "experience": "Positions",
    "education": "Education",
    "awards": "Awards and honours",
    "grants": "Grants",
    "publications": "Publications",
    "selected": "Selected publications",
    "projects": "Projects",
    "talks": "Talks",
    "teaching": "Teaching",
    "service": "Service",
    "students": "Students",
    "memberships": "Memberships",
    "skills": "Skills",
    "languages": "Languages",
    "references": "References",
    "entries": "",
}

NAVIGATION: Final[Mapping[ListName, str]] = {
    name: "CV" if name == "cv" else label for name, label in LISTS.items() if name != "tags"
}

PRESENT: Final = "present"


def show_date(date: PartialDate) -> str:
    """Return a date for readers.

    >>> from sitegen.model.dates import parse_date
    >>> [show_date(parse_date(d)) for d in ("1951-05-15", "1951-06", "1951", "Fall 2019")]
    ['15 May 1951', 'June 1951', '1951', 'Fall 2019']
    """
    if date.term:
        return f"{date.term} {date.year}"
    if not date.month:
        return str(date.year)
    name = MONTHS[date.month - 1]
    if not date.day:
        return f"{short_month(name)} {date.year}"
    return f"{date.day} {short_month(name)} {date.year}"


def short_month(name: str) -> str:
    """Return a month's name in at most four letters, where it is cut.

    >>> [short_month(name) for name in ("May", "June", "September")]
    ['May', 'June', 'Sept']
    """
    if len(name) <= 4:  # noqa: PLR2004 the docstring says why
        return name
    return name[:4] if name == "September" else name[:3]


def show_range(when: DateRange | None) -> str:
    """Return a range for readers; "" for none.

    >>> from sitegen.model.dates import parse_range
    >>> [show_range(parse_range(d)) for d in ("1936–1938", "2017-03 – present", "1935")]
    ['1936–1938', 'Mar 2017 – present', '1935']
    """
    if when is None:
        return ""
    start = show_date(when.start) if when.start else ""
    end = PRESENT if when.is_ongoing else show_date(when.end) if when.end else ""
    if not end or end == start:
        return start
    is_plain = start.isdigit() and end.isdigit()
    return f"{start}–{end}" if is_plain or not start else f"{start} – {end}"
