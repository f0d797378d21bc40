"""What a publication is: its kind, and what the entry says of its type in words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.fields import read_keywords, read_text
from sitegen.load.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model.entry import RawEntry
    from sitegen.model.publication import Kind

_SERVERS: Final = late_pattern(
    r"(arxiv|corr$|corr,? abs|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|eartharxiv|techrxiv|ssrn\b"
    r"|research square|osf preprints|preprints?(?:\.org)?$|authorea"
    r"|(?:iacr )?cryptol(?:ogy|\.)? eprint)",
    re.IGNORECASE,
)
"""How the names of preprint servers begin, also as journals (`arXiv preprint arXiv:1412.6980`)."""

SPOKEN: Final[Mapping[str, Kind]] = {
    "poster": "poster", "poster presentation": "poster", "talk": "talk", "presentation": "talk",
    "invited talk": "talk", "contributed talk": "talk", "oral presentation": "talk",
}  # fmt: skip
_SAID: Final[Mapping[str, Kind]] = {
    **SPOKEN,
    "software": "software", "computer software": "software", "computer program": "software",
    "dataset": "dataset", "data set": "dataset", "preprint": "preprint", "patent": "patent",
}  # fmt: skip
"""What an entry that is something else says in `howpublished`, `type` or `entrysubtype`."""

_LONGEST_TYPE: Final = 40
_UNCLEAR: Final = frozenset({"misc", "preprint"})
_TYPED: Final = frozenset(
    {"thesis", "report", "patent", "misc", "software", "dataset", "poster", "talk", "preprint"}
)
_PATENTS: Final = {
    "us": "U.S.", "eu": "European", "ep": "European", "de": "German", "fr": "French",
    "uk": "British",
}  # fmt: skip
_TYPES: Final = {
    "phdthesis": "PhD thesis", "candthesis": "Candidate thesis",
    "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis",
    "masterthesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
    "bachelorsthesis": "Bachelor’s thesis", "bachelorthesis": "Bachelor’s thesis",
    "techreport": "Technical report", "resreport": "Research report",
    "patent": "", "patreq": "Patent request",
    **{f"patent{code}": f"{words} patent" for code, words in _PATENTS.items()},
    **{f"patreq{code}": f"{words} patent request" for code, words in _PATENTS.items()},
    "software": "Software", "datacd": "Data CD", "audiocd": "Audio CD",
    "thesis": "", "report": "", "standard": "",
    **dict.fromkeys(SPOKEN, ""),
}  # fmt: skip
"""Entry types and biblatex's keys for `type` (manual, 4.9.2.12), as a reader wants them."""


def read_kind(entry: RawEntry, kinds: Mapping[str, Kind], *, has_arxiv: bool) -> Kind:
    """Return what the work is. `kinds` are words of the site's own, in lower case."""
    if kinds and (said := _said_by_the_site(entry, kinds)):
        return said
    kind = KINDS.get(entry.entry_type) or KINDS[meant_type(entry.entry_type)]
    fields = entry.fields
    if kind in _UNCLEAR:
        for name in ("howpublished", "type", "entrysubtype", "pubtype"):
            if name in fields and (meant := _SAID.get(read_text(fields[name].value).casefold())):
                return meant
        if entry.get("eventtitle") and not entry.get("booktitle", "journal", "journaltitle"):
            return "talk"
    if kind in ("preprint", "misc", "web") and "school" in fields and "type" in fields:
        return "thesis" if "thesis" in fields["type"].value.casefold() else kind
    if kind in ("article", "misc", "web"):
        journal = entry.get("journaltitle", "journal", "booktitle")
        server = journal or entry.get("howpublished")
        if server and _SERVERS.match(read_text(server.value)):
            return "preprint"
        if has_arxiv and journal is None:
            return "preprint"
    return kind


def _said_by_the_site(entry: RawEntry, kinds: Mapping[str, Kind]) -> Kind | None:
    """Return the kind that the entry's words mean on this site: the most special one wins."""
    fields = entry.fields
    for name in ("entrysubtype", "pubtype", "type"):
        if name in fields and (said := kinds.get(read_text(fields[name].value).casefold())):
            return said
    for name in ("keywords", "keyword", "tags"):
        if name in fields:
            for keyword in read_keywords(fields[name].value):
                if said := kinds.get(keyword.casefold()):
                    return said
    return kinds.get(entry.entry_type)


@lru_cache(maxsize=1000)
def meant_type(entry_type: str) -> str:
    """Return the known entry type that was probably meant; the reader of .bib files warns.

    >>> meant_type("book"), meant_type("inproceeedings"), meant_type("paper")
    ('book', 'inproceedings', 'misc')
    """
    if entry_type in KINDS or len(entry_type) > _LONGEST_TYPE:
        return entry_type if entry_type in KINDS else "misc"
    meant = get_close_matches(entry_type, sorted(KINDS), n=1, cutoff=0.75)
    return meant[0] if meant else "misc"


def server_name(venue: str) -> str | None:
    """Return the name of a preprint server without what follows it.

    >>> server_name("arXiv preprint arXiv:1412.6980"), server_name("CoRR"), server_name("Tellus")
    ('arXiv', 'arXiv', None)
    """
    if not _SERVERS.match(venue):
        return None
    name = venue.casefold()
    if name.startswith(("arxiv", "corr")):
        return "arXiv"
    if "cryptol" in name:  # DBLP shortens it: "IACR Cryptol. ePrint Arch."
        return "Cryptology ePrint Archive"
    return re.sub(r"\s+(?:e-?print|preprint)s?\b.*$", "", venue, flags=re.IGNORECASE) or None


def read_type(entry: RawEntry, kind: Kind) -> str:
    """Return what the entry says of its own type, in words."""
    if kind not in _TYPED:
        return ""
    field = entry.fields.get("type")
    text = read_text(field.value) if field else ""
    text = text or (entry.entry_type if kind in ("thesis", "report") else "")
    return _TYPES.get(text.casefold(), text)
