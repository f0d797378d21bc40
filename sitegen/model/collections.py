"""The collections of content/*.toml: one table, one fact; the user chooses the files."""

from __future__ import annotations

from dataclasses import field

from sitegen.model.cv import (
    Award,
    Education,
    Entry,
    Experience,
    Grant,
    Language,
    Membership,
    Reference,
    Service,
    Skill,
    Student,
    Talk,
    Teaching,
)
from sitegen.model.dates import DateRange
from sitegen.model.text import NO_TEXT, Href, RichText
from sitegen.problems import Span
from sitegen.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is linked wherever the name appears among authors, and shown among people."""

    name: str
    """The name: "Family, Given" or "Given Family"."""
    url: Href | None = None
    """Their page."""
    spellings: tuple[str, ...] = ()
    """Other spellings in publications."""
    student: bool = False
    """Is or was a student of the site's owner."""
    group: str = ""
    """The heading under which the page of people shows them; without one it does not."""
    role: str = ""
    """"Research engineer"."""
    institution: RichText = NO_TEXT
    """Where they work."""
    date: DateRange | None = None
    """From when to when they are in the group."""
    now: RichText = NO_TEXT
    """Where they went."""
    summary: RichText = NO_TEXT
    """A sentence about them."""
    photo: Href | None = None
    """A picture: `assets/img/mira.jpg`."""
    photo_alt: str = ""
    """What is to be seen on it; without it, the name."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """A journal or conference, to give it a short name and a page."""

    name: RichText
    """The name as it stands in the .bib file."""
    abbr: str
    """The short name that is shown."""
    url: Href | None = None
    """Its page."""
    spellings: tuple[str, ...] = ()
    """Other spellings of the name."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """News in one line; longer ones are files in content/news/."""

    date: DateRange
    """The day."""
    text: RichText
    """What happened."""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collections:
    """Every table of content/*.toml, in file order."""

    education: tuple[Education, ...] = ()
    """Degrees and schools."""
    experience: tuple[Experience, ...] = ()
    """Positions held."""
    awards: tuple[Award, ...] = ()
    """Prizes and honours."""
    grants: tuple[Grant, ...] = ()
    """Funding."""
    talks: tuple[Talk, ...] = ()
    """Talks, given or to be given."""
    teaching: tuple[Teaching, ...] = ()
    """Courses taught."""
    service: tuple[Service, ...] = ()
    """Reviewing, committees, editing."""
    skills: tuple[Skill, ...] = ()
    """Skills."""
    languages: tuple[Language, ...] = ()
    """Spoken languages."""
    memberships: tuple[Membership, ...] = ()
    """Societies and academies."""
    students: tuple[Student, ...] = ()
    """People supervised."""
    people: tuple[Person, ...] = ()
    """Co-authors and others to link."""
    venues: tuple[Venue, ...] = ()
    """Journals and conferences."""
    references: tuple[Reference, ...] = ()
    """People who can be asked."""
    entries: tuple[Entry, ...] = ()
    """Entries of sections of one's own."""
    news: tuple[NewsLine, ...] = ()
    """One-line news."""
