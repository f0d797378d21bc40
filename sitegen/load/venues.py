"""What a publication is, and where it appeared: kind, venue, publisher, place, short name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.load.fields import read_status, read_text
from sitegen.load.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.model.collections import Venue
    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.publication import Kind

_SERVERS: Final = re.compile(
    r"(arxiv|corr$|corr,? abs|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|techrxiv|ssrn\b"
    r"|research square|osf preprints|preprints?(?:\.org)?$|authorea|cryptology eprint|iacr )",
    re.IGNORECASE,
)
"""How the names of preprint servers begin, also as journals (`arXiv preprint arXiv:1412.6980`)."""

_ADDRESS = re.compile(r"\\(?:url|href)\b|https?://|www\.", re.IGNORECASE)
_STATE_WITH_VENUE = re.compile(r"\s(?:in|to|at|for|by)\s")
_SPOKEN: Final[Mapping[str, Kind]] = {
    "poster": "poster", "poster presentation": "poster", "talk": "talk", "presentation": "talk",
    "invited talk": "talk", "contributed talk": "talk", "oral presentation": "talk",
}  # fmt: skip
"""What a misc entry says in `howpublished` or `type`."""

_VENUES: Final[Mapping[Kind, tuple[str, ...]]] = {
    "article": ("journaltitle", "journal", "fjournal", "booktitle"),
    "conference": ("booktitle", "eventtitle", "conference", "journaltitle", "journal"),
    "chapter": ("booktitle", "maintitle", "journaltitle", "journal"),
    "book": ("maintitle",),
    "proceedings": ("eventtitle",),
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
SUBTITLES: Final = {
    "booktitle": "booksubtitle",
    "journaltitle": "journalsubtitle",
    "maintitle": "mainsubtitle",
    "title": "subtitle",
}
_AT_EVENTS: Final = frozenset({"conference", "proceedings", "poster", "talk"})
_TYPED: Final = frozenset(
    {"thesis", "report", "patent", "misc", "software", "dataset", "poster", "talk", "preprint"}
)
_TYPES: Final = {
    "phdthesis": "PhD thesis", "candthesis": "Candidate thesis",
    "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "techreport": "Technical report", "resreport": "Research report",
    "patentus": "U.S. patent", "patenteu": "European patent", "patentde": "German patent",
    "patentfr": "French patent", "patentuk": "British patent", "patreq": "Patent request",
    "software": "Software", "datacd": "Data CD", "audiocd": "Audio CD",
}  # fmt: skip
"""Entry types and biblatex's keys for `type`, as a reader wants them."""


def read_kind(entry: RawEntry, *, has_arxiv: bool) -> Kind:
    """Return what the work is."""
    kind = KINDS.get(entry.entry_type, "misc")
    if kind in ("misc", "preprint"):
        for name in ("howpublished", "type"):
            field = entry.get(name)
            if field and (spoken := _SPOKEN.get(read_text(field.value).casefold())):
                return spoken
    if kind in ("article", "misc", "web"):
        journal = entry.get("journaltitle", "journal", "booktitle")
        server = journal or entry.get("howpublished")
        if server and _SERVERS.match(read_text(server.value)):
            return "preprint"
        if has_arxiv and journal is None:
            return "preprint"
    return kind


def venue_field(entry: RawEntry, kind: Kind) -> RawField | None:
    """Return the field that says what the work appeared in."""
    title = entry.get("title")
    for name in _VENUES[kind]:
        field = entry.get(name)
        if field is None or _ADDRESS.search(field.value):
            continue
        text = read_text(field.value)
        is_state = read_status(text) is not None and not _STATE_WITH_VENUE.search(text)
        if text and not is_state and text.casefold() not in _SPOKEN and field != title:
            return field
    return None


def server_name(venue: str) -> str | None:
    """Return the name of a preprint server without what follows it.

    >>> server_name("arXiv preprint arXiv:1412.6980"), server_name("CoRR"), server_name("Tellus")
    ('arXiv', 'arXiv', None)
    """
    if not _SERVERS.match(venue):
        return None
    if venue.casefold().startswith(("arxiv", "corr")):
        return "arXiv"
    return re.sub(r"\s+(?:e-?print|preprint)s?\b.*$", "", venue, flags=re.IGNORECASE) or None


def publisher_field(entry: RawEntry, kind: Kind, venue: RawField | None) -> RawField | None:
    """Return the field that names the publisher, unless it is the venue."""
    names = ("publisher",) if kind in ("thesis", "report") else ("publisher", "organization")
    if kind == "patent":
        names = ("holder", "publisher")
    field = entry.get(*names)
    return None if field is venue else field


def place_field(entry: RawEntry, kind: Kind) -> RawField | None:
    """Return the field that says where: of a conference rather than of its publisher."""
    at_event = ("eventplace", "venue") if kind in _AT_EVENTS else ()
    return entry.get(*at_event, "location", "address")


def read_type(entry: RawEntry, kind: Kind) -> str:
    """Return what the entry says of its own type, in words."""
    if kind not in _TYPED:
        return ""
    field = entry.get("type")
    text = read_text(field.value) if field else ""
    text = text or (entry.entry_type if kind in ("thesis", "report") else "")
    found = _TYPES.get(text.casefold(), text)
    return "" if found.casefold() in ("thesis", "report", "standard", *_SPOKEN) else found


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
