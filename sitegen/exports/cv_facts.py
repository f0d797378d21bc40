"""What the CV is made of, for programs that set CVs themselves: public facts alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from sitegen.late_pattern import late_pattern
from sitegen.model.text import safe_href
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import cv as c
    from sitegen.model.blocks import Block
    from sitegen.model.dates import PartialDate
    from sitegen.model.pages import Project
    from sitegen.model.publication import Publication
    from sitegen.model.text import CiteKey, RichText
    from sitegen.words import Words

CvFact: TypeAlias = (
    "c.Education | c.Experience | c.Award | c.Grant | c.Talk | c.Teaching | c.Service | c.Student"
    " | c.Membership | c.Skill | c.Language | c.Entry | Project | Publication"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSection:
    """A section of the CV with the facts that it shows, in their order."""

    title: str
    facts: tuple[CvFact, ...] = ()
    blocks: tuple[Block, ...] = ()
    """For a section of running text."""
    items: tuple[str, ...] = ()
    """A few words each: research interests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFact:
    """A public way to reach the person: `kind` is a `ContactKind`."""

    kind: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFact:
    """A profile elsewhere."""

    key: str
    """Its key in `Links`; "other" for one without."""
    network: str
    username: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvFacts:
    """Everything public in a CV. Addresses in it are absolute."""

    name: str
    native_name: str
    headline: str
    summary: str
    home: str
    """The address of the site."""
    image: str
    """The address of the portrait; "" without one."""
    contacts: tuple[ContactFact, ...]
    profiles: tuple[ProfileFact, ...]
    sections: tuple[FactSection, ...]
    pages: Mapping[CiteKey, str]
    """The page of each publication."""
    address: str
    """The address of the CV."""
    date: str
    """ISO day, month or year of the CV; "" where nothing in it has a date."""
    paper: str
    """`a4` or `us-letter`."""
    words: Words


_UNSAFE = late_pattern(r"[^A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]")
_KEPT: Final = "._~:/?#[]@!$&'()*+,;=%-"


def web_address(href: str) -> str:
    """Return an address of the web as RFC 3986 wants it, "" for anything else.

    >>> web_address("https://example.org/ä b"), web_address("https://zürich.example/")
    ('https://example.org/%C3%A4%20b', 'https://xn--zrich-kva.example/')
    >>> web_address("assets/a.pdf"), web_address("javascript:alert(1)"), web_address("https:///a")
    ('', '', '')
    """
    safe = safe_href(href)
    if safe is None or not safe.lower().startswith(("https://", "http://")):
        return ""
    try:
        parts = urlsplit(safe)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:  # an address in brackets that is none, a host that has no ASCII form
        return ""
    if not parts.hostname or _UNSAFE.search(host):
        return ""
    path, query, fragment = (
        quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, host, path, query, fragment))


def one_line(text: RichText | str) -> str:
    """Return a text without styles, line breaks and doubled spaces."""
    return " ".join(str(text).split())


def full_date(date: PartialDate | None) -> str:
    """Return a date as year, month and day, as far as they are known; a term as its first month.

    JSON Resume and RenderCV know years of four digits only; "" for any other.

    >>> from sitegen.model.dates import PartialDate
    >>> full_date(PartialDate(2019, term="Fall")), full_date(PartialDate(2021, 5, 2))
    ('2019-09', '2021-05-02')
    """
    if date is None or not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        return ""
    month = date.month or date.sort_key[1]
    day = f"-{date.day:02d}" if date.month and date.day else ""
    return f"{date.year}-{month:02d}{day}" if month else str(date.year)


_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2999
