"""The words of BibTeX files: entry types and fields, in both dialects and those of other tools."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model.publication import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOT_LISTED: Final = frozenset({"xdata", "set", "comment", "string", "preamble", "control"})
"""Entry types that are no works; biblatex manual, 2.1.2."""

_TYPES: Final[dict[Kind, str]] = {
    "article": "article review periodical suppperiodical journal magazine newspaper",
    "conference": "inproceedings conference conferencepaper workshop",
    "chapter": "incollection inbook chapter bookinbook suppbook suppcollection inreference",
    "book": "book mvbook collection mvcollection reference mvreference manual booklet",
    "proceedings": "proceedings mvproceedings",
    "thesis": "phdthesis mastersthesis masterthesis bachelorsthesis bachelorthesis thesis",
    "report": "techreport report standard",
    "preprint": "unpublished preprint",
    "patent": "patent",
    "software": "software softwareversion softwaremodule codefragment",
    "dataset": "dataset data",
    "poster": "poster",
    "talk": "talk presentation speech",
    "web": "online electronic www webpage webpages",
    "misc": "misc artwork audio bibnote commentary image jurisdiction legislation legal letter"
    " movie music other performance video",
}  # fmt: skip
KINDS: Final[dict[str, Kind]] = {
    entry_type: kind for kind, words in _TYPES.items() for entry_type in words.split()
}
"""Entry type -> kind."""

SITE_FIELDS: Final = _words(
    """
    abbr abstract acceptance acl additional_info altmetric annotation arxiv award award_name
    bibtex_show blog code cofirstauthors corresponding correspondingauthors data dataset dblp demo
    dimensions equal google_scholar_id
    hal hf hidden html image inspirehep_id media model openalex openreview osf pdf pmcid pmid poster
    press preview related selected slides software ssrn status supp talk teaser thumbnail version_of
    video website zenodo
    """
)
"""Fields that speak to the web site only: al-folio's vocabulary and ours. `eprint` is BibTeX."""

PRIVATE_FIELDS: Final = _words(
    """
    __markedentry added-at annote attachments cited-by citedby cites comment comments
    creationdate date-added date-modified file files groups interhash intrahash keywords-private
    local-url localfile modificationdate owner pdf-file posted-at printed priority
    qualityassured rating ranking read readstatus relevance remark review timestamp todo
    username
    """
)
"""Fields that reference managers keep for their user."""

_PRIVATE_STARTS: Final = (
    "bdsk-", "citeulike-", "comment-", "jabref-", "mendeley-", "opt", "readcube-", "zotero-",
)  # fmt: skip

LOCAL_FIELDS: Final = _words(
    """
    crossref entryset execute ids indextitle label langidopts options presort related relatedoptions
    relatedstring relatedtype shorthandintro sortkey sortname sorttitle sortyear xdata xref
    """
)
"""Fields that speak of the other entries of a file, of its order and of its typesetting."""

SHOWN_FIELDS: Final = SITE_FIELDS | _words(
    """
    address archiveprefix articleno author booktitle chapter date doi edition editor eid eprint
    eprinttype eventtitle howpublished institution isbn issn issue journal journaltitle keywords
    langid language location month note number organization pages place primaryclass publisher
    pubstate school series subtitle title type url volume year
    """
)
"""Fields that change what a page shows: a slip in their names is worth a warning."""

OTHER_FIELDS: Final = _words(
    """
    acceptance_rate accessed acmid addendum adsnote adsurl affiliation afterword annotator
    archive articlenumber arxivid arxivurl assignee author_keywords bibsource biburl biorxiv
    bookauthor bookpagination booksubtitle booktitleaddon category cdate citation coden codes
    collaborator collection commentator copyright country crossref datasets day description
    editora editorb editorc ee eissn entryset entrysubtype eprintclass eprints eventdate
    eventplace eventtitleaddon execute fjournal foreword gender holder honor honour hyphenation
    ids impact indextitle info introduction isan ismn isrn issuesubtitle issuetitle
    issuetitleaddon iswc jcr journalabbr journalabbreviation journalsubtitle journaltitleaddon
    key keyword keywords-plus label langidopts lastaccessed lastchecked lccn library links
    mainsubtitle maintitle maintitleaddon medrxiv mesh mrclass mrnumber nameaddon nationality
    notes numpages options origdate origlanguage origlocation origpublisher origtitle origyear
    pagetotal pagination paper papers part pii place pmc presort project projects pubmedid
    pubname pubstatus quartile relatedoptions relatedstring relatedtype reprinttitle sections
    shortauthor shortbooktitle shorteditor shorthand shorthandintro shortjournal shortseries
    shorttitle sortkey sortname sorttitle sortyear source subtype tag tags titleaddon topic
    translator types urlaccessdate urldate urls useprefix vendor venue verb verba verbb verbc
    version volumes webpage websites xdata xref yearsuffix zbl
    """
)
"""Other fields in use: no slips."""

_SHORTEST: Final = 4


def is_private(field: str) -> bool:
    """Say whether a field is for the owner's eyes only, or hidden on purpose (`optpages`)."""
    if field == "options":
        return False
    return field in PRIVATE_FIELDS or field.startswith(_PRIVATE_STARTS) or "+an" in field


@lru_cache(maxsize=4096)
def slip_of(word: str, known: frozenset[str]) -> str | None:
    """Return the known word that was probably meant: one letter is missing, wrong, or swapped.

    >>> slip_of("slide", SHOWN_FIELDS), slip_of("jounral", SHOWN_FIELDS)
    ('slides', 'journal')
    """
    if len(word) < _SHORTEST or word in known:
        return None
    return next((meant for meant in sorted(known) if _is_one_slip(word, meant)), None)


def _is_one_slip(word: str, meant: str) -> bool:
    """Say whether words of some length differ in one letter, or in two that are swapped."""
    if abs(len(word) - len(meant)) > 1 or len(meant) < _SHORTEST:
        return False
    start = _common_start(word, meant)
    end = _common_start(reversed(word[start:]), reversed(meant[start:]))
    one, other = word[start : len(word) - end], meant[start : len(meant) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])  # noqa: PLR2004


def _common_start(one: Iterable[str], other: Iterable[str]) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
