"""What a CV is made of: one class a table of content/*.toml.

Fields repeat on purpose: each table can be read, documented and changed alone.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, NewType, TypeAlias

from sitegen.model.dates import DateRange
from sitegen.model.markdown import Markdown
from sitegen.model.pages import GIVEN
from sitegen.model.text import NO_TEXT, CiteKey, Href, RichText, Slug
from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass

ClockTime = NewType("ClockTime", str)
"""A time of the day: "14:00"."""

TalkKind: TypeAlias = Literal[
    "talk", "invited", "keynote", "plenary", "conference", "workshop", "seminar", "colloquium",
    "lecture", "tutorial", "panel", "poster", "broadcast", "outreach",
]  # fmt: skip
StudentRole: TypeAlias = Literal["advisor", "co-advisor", "mentor", "committee"]
ServiceKind: TypeAlias = Literal[
    "review", "committee", "chair", "editor", "organisation", "panel", "department", "community",
    "outreach", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Education:
    """A degree or a school."""

    degree: RichText = NO_TEXT
    """"PhD", "BSc and BA", "Abitur"; a school may go without."""
    area: RichText = NO_TEXT
    """What was studied."""
    institution: RichText
    """University or school."""
    department: RichText = NO_TEXT
    """The part of the institution."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """A year, a range, "2017-03 – present"."""
    advisors: tuple[str, ...] = ()
    """Who supervised it."""
    thesis: RichText = NO_TEXT
    """Title of the thesis."""
    grade: str = ""
    """GPA, class or mark, with its scale: "4.19/4.3"."""
    honours: RichText = NO_TEXT
    """"summa cum laude"."""
    url: Href | None = None
    """A page about it."""
    notes: tuple[RichText, ...] = ()
    """Further lines, each shown as a point."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """A position held: research, industry, anything else."""

    title: RichText
    """"Research intern"."""
    institution: RichText
    """University, laboratory or company."""
    department: RichText = NO_TEXT
    """Group, laboratory or department."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """A year, a range, "2017-03 – present"."""
    advisors: tuple[str, ...] = ()
    """Who led the group."""
    mentors: tuple[str, ...] = ()
    """Who guided the work."""
    summary: RichText = NO_TEXT
    """A sentence about it."""
    notes: tuple[RichText, ...] = ()
    """Further lines, each shown as a point."""
    url: Href | None = None
    """A page about it."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """A prize, a fellowship, an honour."""

    title: RichText
    """Its name."""
    institution: RichText = NO_TEXT
    """Who gave it."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """When it was given."""
    amount: str = ""
    """Money with its currency: "€ 5,000"."""
    note: RichText = NO_TEXT
    """For what."""
    url: Href | None = None
    """A page about it."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Funding."""

    title: RichText
    """The project's name."""
    funder: RichText
    """Who pays."""
    role: str = ""
    """"PI", "Co-PI"."""
    amount: str = ""
    """Money with its currency."""
    number: str = ""
    """The grant's number."""
    date: DateRange | None = None
    """From when to when."""
    investigators: tuple[str, ...] = ()
    """Who else is in it."""
    note: RichText = NO_TEXT
    """A sentence about it."""
    url: Href | None = None
    """A page about it."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk, given or to be given: a table, or content/talks/<slug>.md, which has a page."""

    title: RichText
    """Its title."""
    event: RichText = NO_TEXT
    """Conference, seminar or programme."""
    host: RichText = NO_TEXT
    """Who invited: a university, a company, a person."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """The day."""
    time: ClockTime = ClockTime("")
    """Local time of the start: "14:00"."""
    duration_minutes: int | None = None
    """How long it lasts."""
    kind: TalkKind = "talk"
    """What sort of talk."""
    speakers: tuple[str, ...] = ()
    """Who else spoke."""
    abstract: RichText = NO_TEXT
    """What it is about."""
    url: Href | None = None
    """The page of the event."""
    slides: Href | None = None
    """A file or an address."""
    video: Href | None = None
    """A recording."""
    poster: Href | None = None
    """A file or an address."""
    publications: tuple[CiteKey, ...] = ()
    """Citation keys of the papers it presents."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV; one that a post or a project has too leads to
    its page."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(default=Slug(""), metadata=GIVEN)
    """Its name in addresses, unlike that of any other talk."""
    body: Markdown | None = field(default=None, metadata=GIVEN)
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """A course taught once; the same course in another term is another entry.

    It is a table, or content/teaching/<slug>.md, which has a page.
    """

    course: RichText
    """Its name."""
    code: str = ""
    """Its number: "CS 101"."""
    institution: RichText = NO_TEXT
    """University or school."""
    date: DateRange | None = None
    """The term: "Fall 2019"."""
    role: str = ""
    """"Instructor", "Teaching assistant"."""
    level: str = ""
    """"Undergraduate"."""
    students: int | None = None
    """How many took part."""
    summary: RichText = NO_TEXT
    """A sentence about it."""
    url: Href | None = None
    """The page of the course."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    draft: bool = False
    """Not published."""
    slug: Slug = field(default=Slug(""), metadata=GIVEN)
    """Its name in addresses; "" for one without a page."""
    body: Markdown | None = field(default=None, metadata=GIVEN)
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Service to the field: reviewing, committees, editing."""

    role: RichText
    """"Reviewer", "Programme chair"."""
    institution: RichText = NO_TEXT
    """Journal, conference, society or department."""
    kind: ServiceKind = "other"
    """What sort of service."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """When."""
    note: RichText = NO_TEXT
    """A sentence about it."""
    url: Href | None = None
    """A page about it."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """Skills under one heading, as a list or as prose."""

    name: RichText
    """"Programming languages"."""
    items: tuple[str, ...] = ()
    """The list."""
    text: RichText = NO_TEXT
    """Or a sentence."""
    level: str = ""
    """"Expert"."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A spoken language."""

    name: str
    """Its name."""
    level: str = ""
    """"Native", "B2"."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """Somebody supervised."""

    name: str
    """Their name."""
    degree: str = ""
    """"PhD", "MSc"."""
    institution: RichText = NO_TEXT
    """Where."""
    date: DateRange | None = None
    """From when to when."""
    thesis: RichText = NO_TEXT
    """Its title."""
    role: StudentRole = "advisor"
    """What the supervision was."""
    now: RichText = NO_TEXT
    """Where they went."""
    url: Href | None = None
    """Their page."""
    photo: Href | None = None
    """A picture: `assets/img/mira.jpg`."""
    photo_alt: str = ""
    """What is to be seen on it; without it, the name."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Somebody who can be asked about the person. Shown in private documents only."""

    name: str
    """Their name."""
    title: RichText = NO_TEXT
    """"Professor of Mathematics"."""
    institution: RichText = NO_TEXT
    """Where they work."""
    email: str = ""
    """How to reach them."""
    phone: str = ""
    """How to reach them."""
    relation: str = ""
    """"PhD advisor"."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A society or academy that the person belongs to."""

    institution: RichText
    """Its name."""
    role: str = ""
    """"Fellow"."""
    date: DateRange | None = None
    """Since when."""
    url: Href | None = None
    """Its page."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a CV section that has no collection of its own (`section` names it)."""

    section: str
    """The section's title."""
    title: RichText
    """What it is."""
    institution: RichText = NO_TEXT
    """Where."""
    place: str = ""
    """City, country."""
    date: DateRange | None = None
    """When."""
    note: RichText = NO_TEXT
    """A sentence about it."""
    notes: tuple[RichText, ...] = ()
    """Further lines, each shown as a point."""
    url: Href | None = None
    """A page about it."""
    tags: tuple[str, ...] = ()
    """For choosing entries in variants of the CV."""
    span: Span = field(compare=False, repr=False)
