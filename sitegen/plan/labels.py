"""Which words stand for kinds, sections and lists, and in which order these come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.links import KINDS as LINK_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model.config import Config, CvInclude, HomeSection, ListName
    from sitegen.model.cv import ServiceKind, StudentRole
    from sitegen.model.publication import (
        Kind,
        Publication,
        PublicationLink,
        RelationKind,
    )
    from sitegen.words import Words

KINDS: Final[tuple[Kind, ...]] = (
    "article", "conference", "chapter", "book", "proceedings", "thesis", "report", "preprint",
    "patent", "software", "dataset", "poster", "talk", "web", "misc",
)  # fmt: skip
"""The order in which a list shows them."""

LISTS: Final[tuple[ListName, ...]] = (
    "publications", "projects", "talks", "teaching", "people", "news", "posts", "tags", "cv",
    "stats",
)  # fmt: skip

RELATIONS: Final[Mapping[RelationKind, tuple[str, str]]] = {
    "related": ("", ""),
    "version of": ("version_of", "other_version"),
    "preprint of": ("published_as", "preprint"),
    "published as": ("published_as", "preprint"),
    "translation of": ("translation_of", "translation"),
    "translated as": ("translation", "translation_of"),
    "reprint of": ("reprint_of", "reprint"),
    "reprinted as": ("reprint", "reprint_of"),
    "erratum of": ("corrects", "correction"),
    "corrected by": ("correction", "corrects"),
    "part of": ("part_of", "part"),
}
"""Relation -> what the other work is to this one, and this one to the other."""

UNTITLED: Final[frozenset[HomeSection | CvInclude]] = frozenset({"tape", "entries"})
"""Sections that have no heading of their own."""

_LINKS: Final = {kind.kind: kind.label for kind in LINK_KINDS}
_TYPE_MARKS = late_pattern(r"[^\w\s]")


def key(prefix: str, name: str) -> str:
    """Return the key of the words for something.

    >>> key("work", "in press"), key("student", "co-advisor")
    ('work_in_press', 'student_co_advisor')
    """
    return f"{prefix}_{name.replace(' ', '_').replace('-', '_')}"


def section_title(page: str, name: HomeSection | CvInclude, words: Words) -> str:
    """Return the heading of a section of the home page or of the CV, "" for none."""
    return "" if name in UNTITLED else words[f"{page}_{name}"]


def list_titles(config: Config, words: Words) -> Iterator[tuple[ListName, str]]:
    """Yield the lists with their headings, in the order of the navigation."""
    for name in LISTS:
        yield name, config.titles.get(name) or words[f"list_{name}"]


def navigation_titles(config: Config, words: Words) -> Iterator[tuple[ListName, str]]:
    """Yield the lists that the navigation names, with their names there."""
    for name, title in list_titles(config, words):
        if name != "tags":
            is_short = name == "cv" and name not in config.titles
            yield name, words["navigation_cv"] if is_short else title


def kind_label(publication: Publication, words: Words) -> str:
    """Return what a work is called: "Journal article", or what its entry says."""
    written = publication.thesis_type
    if not written:
        return words[f"kind_{publication.kind}"]
    label = words.get(key("type", _TYPE_MARKS.sub("", written).lower())) or written
    return label[:1].upper() + label[1:]


def link_label(link: PublicationLink, words: Words) -> str:
    """Return what a link of a publication is called; names stay what they are."""
    is_ours = _LINKS.get(link.kind) == link.label
    return (words.get(f"paper_link_{link.kind}") if is_ours else "") or link.label


def service_label(kind: ServiceKind, words: Words) -> str:
    """Return what sort of service it is, "" where nothing is to be said."""
    return "" if kind == "other" else words[f"service_{kind}"]


def student_label(role: StudentRole, words: Words) -> str:
    """Return what the owner is to a student other than the advisor."""
    return "" if role == "advisor" else words[key("student", role)]
