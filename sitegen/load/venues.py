"""Where a publication appeared: venue, event, publisher, place, short names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.braces import without_outer_braces
from sitegen.load.fields import read_status, read_text
from sitegen.load.kinds import SPOKEN
from sitegen.model.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.model.collections import Venue
    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.publication import Kind

_ADDRESS = late_pattern(r"\\(?:url|href)\b|https?://|www\.", re.IGNORECASE)
_AFTER_STATE = late_pattern(
    r"(?:\s(?:in|to|at|for|by)|[,:;])\s+"
    r"(?:(?:appear|publication|be published)\s+(?:in|at)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_LONGEST_STATE: Final = 60

_VENUES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "article": ("journaltitle", "journal", "fjournal", "booktitle", "venue"),
    "conference": ("booktitle", "eventtitle", "conference", "journaltitle", "journal"),
    "chapter": ("booktitle", "maintitle", "journaltitle", "journal"),
    "book": ("maintitle",),
    "proceedings": ("maintitle",),
    "thesis": ("school", "institution", "university", "organization", "publisher"),
    "report": ("institution", "organization", "school", "publisher"),
    "preprint": ("journaltitle", "journal", "howpublished", "booktitle", "institution"),
    "patent": (),
    "software": ("howpublished", "journaltitle", "journal", "booktitle"),
    "dataset": ("howpublished", "journaltitle", "journal", "booktitle"),
    "poster": ("eventtitle", "booktitle", "conference", "journal", "howpublished", "institution"),
    "talk": ("eventtitle", "booktitle", "conference", "journal", "howpublished", "institution"),
    "web": ("journaltitle", "journal", "howpublished", "organization"),
    "misc": (
        "howpublished", "journaltitle", "journal", "booktitle", "eventtitle", "institution",
        "school", "organization",
    ),
}  # fmt: skip
PARTS_OF_TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("subtitle", ""),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "maintitle": ("mainsubtitle", "maintitleaddon"),
    "journaltitle": ("journalsubtitle", "journaltitleaddon"),
    "issuetitle": ("issuesubtitle", "issuetitleaddon"),
    "eventtitle": ("", "eventtitleaddon"),
}
"""The fields with the subtitle and with what else is printed after a title."""

_SHORT_NAMES: Final = ("shortjournal", "shortbooktitle", "journalabbr", "journalabbreviation")
_BADGE_LIMIT: Final = 24
_ACRONYM_WITH_YEAR = late_pattern(r"[A-Z][\w/&+ -]{0,18}?\s?(?:['’]\d\d|[12]\d{3})")
"""What the ACM writes into `series`: `KDD '07`."""

_AT_EVENTS: Final = frozenset({"conference", "proceedings", "poster", "talk"})
_SPOKEN_OF: Final = frozenset({"poster", "talk"})
_COUNTRIES: Final = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom",
    "countryus": "United States of America",
}  # fmt: skip
"""biblatex's keys for the `location` of a patent (manual, 4.9.2.16)."""

_SERIES: Final = {"newseries": "New series", "oldseries": "Old series"}
_COUNTRY = late_pattern(r"\bcountry(?:de|eu|ep|fr|uk|us)\b")
_AND = late_pattern(r"\s+and\s+(?![^{}]*\})")


def venue_field(entry: RawEntry, kind: Kind) -> RawField | None:
    """Return the field that says what the work appeared in."""
    fields = entry.fields
    title = fields.get("title")
    for name in _VENUES[kind]:
        field = fields.get(name)
        if field is None or _ADDRESS.search(field.value):
            continue
        text = read_text(field.value)
        if not text or text.casefold() in SPOKEN or (title and field.value == title.value):
            continue
        if not without_state(text):
            continue
        full = fields.get("fjournal") if name == "journal" else None  # MathSciNet's full name
        return full if full and read_text(full.value) else field
    return None


def without_state(venue: str) -> str:
    """Return what is left of a venue in LaTeX that begins with the state of the work.

    >>> without_state("In review at IEEE Vis"), without_state("Accepted papers in tides")
    ('IEEE Vis', 'Accepted papers in tides')
    >>> without_state("{To appear}"), without_state("Work in progress")
    ('', '')
    """
    if read_status(venue) is None:
        return venue
    bare = without_outer_braces(venue.strip())
    for found in _AFTER_STATE.finditer(bare):
        if found.start() > _LONGEST_STATE:
            break
        if read_status(bare[: found.start()]) is not None:
            return bare[found.end() :].strip()
    return ""


def short_venue(entry: RawEntry, venue: RawField | None) -> str:
    """Return the venue's name as lists of references shorten it."""
    fields = entry.fields
    if venue is not None and venue.name == "fjournal" and "journal" in fields:
        return read_text(fields["journal"].value)
    found = next((fields[name] for name in _SHORT_NAMES if name in fields), None)
    return read_text(found.value) if found else ""


def badge(entry: RawEntry, kind: Kind, short: str) -> str:
    """Return a venue's short name for a badge, where the entry does not give one as `abbr`."""
    if short:
        return short if len(short) <= _BADGE_LIMIT else ""
    series = entry.fields.get("series") if kind == "conference" else None
    text = read_text(series.value) if series else ""
    return text if _ACRONYM_WITH_YEAR.fullmatch(text) else ""


def publisher_field(entry: RawEntry, kind: Kind, venue: RawField | None) -> RawField | None:
    """Return the field that names the publisher, unless it is the venue."""
    match kind:
        case "patent":  # whoever stands in `holder` is shown as a person is
            field = entry.get("assignee", "publisher")
            holder = entry.get("holder")
            if field and holder and f" {_key(field)} " in f" {_key(holder)} ":
                return None
        case "thesis":
            field = entry.get("publisher")
        case "report":
            field = entry.get("publisher", "howpublished")
        case "book" | "proceedings":
            field = entry.get("publisher", "organization", "institution", "howpublished")
        case _:
            field = entry.get("publisher", "organization")
    if field is None or field is venue:
        return None
    return None if field.name == "howpublished" and _ADDRESS.search(field.value) else field


def place_fields(entry: RawEntry, kind: Kind) -> tuple[RawField | None, RawField | None]:
    """Return the fields that say where the event took place, and where the publisher sits.

    The ACM writes the one into `location` and the other into `address`.
    """
    location, address = entry.get("location"), entry.get("address")
    if kind not in _AT_EVENTS and not entry.get("eventtitle"):
        if kind == "patent":
            return None, entry.get("location", "address", "nationality", "country")
        return None, location or address
    event = entry.get("eventplace", "venue")
    if event is None and location and (address or kind in _SPOKEN_OF):
        return location, address
    if event is None and kind in _SPOKEN_OF:
        return address, None
    return event, location or address


def list_in_words(value: str) -> str:
    """Return a list of places or publishers as a reader wants it.

    >>> list_in_words("Bern and Paris and {Bell and Son}"), list_in_words("countryfr and countryuk")
    ('Bern, Paris and {Bell and Son}', 'France and United Kingdom')
    """
    if "country" in value:
        value = _COUNTRY.sub(lambda found: _COUNTRIES[found[0]], value)
    if value.count(" and ") > 1:
        *first, last = _AND.split(value)
        value = f"{', '.join(first)} and {last}" if first else last
    return value


def series_in_words(value: str, kind: Kind) -> str:
    """Return a series; that of a journal may be a number or a key of biblatex (manual, 2.3.7).

    >>> series_in_words("newseries", "article"), series_in_words("3", "article")
    ('New series', '3rd series')
    """
    if value in _SERIES:
        return _SERIES[value]
    return f"{ordinal(value)} series" if kind == "article" and value.isdecimal() else value


def _key(field: RawField) -> str:
    return venue_key(read_text(field.value))


def venue_names(venues: Sequence[Venue]) -> Mapping[str, str]:
    """Return the short names of known venues by the letters of their names."""
    names: dict[str, str] = {}
    for venue in venues:
        for name in (str(venue.name), *venue.spellings):
            names.setdefault(venue_key(name), venue.abbr)
    return names


def venue_key(name: str) -> str:
    """Return what is equal for two spellings of a venue's name.

    >>> venue_key("The Journal of Tides & Waves") == venue_key("journal of tides and waves")
    True
    """
    words = re.sub(r"\W+", " ", name.casefold().replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
