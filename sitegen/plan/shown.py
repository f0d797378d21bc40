"""Which characters the texts of a site have, and whether there are formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.model.dates import PartialDate
from sitegen.model.markdown import Markdown
from sitegen.model.publication import Publication
from sitegen.model.text import Math
from sitegen.words import show_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model.text import CiteKey
    from sitegen.plan.context import Context

NOT_SHOWN: Final = frozenset(
    {
        "aliases", "arxiv", "bibtex", "doi", "entry_type", "isbn", "issn", "key", "kind", "links",
        "pmcid", "pmid", "presort", "preview", "relations", "sort_key", "sort_year",
    }
)  # fmt: skip
"""Fields of publications that no font of a theme has to show: BibTeX stands in the system's."""


class Shown(NamedTuple):
    """What a text shows: its characters but ASCII, and whether it has a formula."""

    characters: frozenset[str] = frozenset()
    has_math: bool = False
    cited: frozenset[CiteKey] = frozenset()


def shown_on_pages(context: Context) -> Shown:
    """Return the characters of everything that pages may show, the interface included."""
    site, memo = context.site, context.memo
    months = tuple(show_date(PartialDate(2000, month), context.words) for month in range(1, 13))
    whole = (site.config, site.profile, site.bio, site.collections, context.words, months)
    lists = (
        site.projects,
        site.posts,
        site.news,
        site.pages,
        site.texts,
        site.home_texts,
        site.cv_texts,
    )
    found = _union(
        memo.each(
            shown_in,
            ((one,) for part in (whole, *lists, context.publications) for one in part if one),
        )
    )
    works = (context.works.get(key) for key in sorted(found.cited))
    cited = _union(memo.each(shown_in, ((work,) for work in works if work)))
    return _union(iter((found, cited)))


def shown_in(value: object) -> Shown:
    """Return the characters of a value of the model.

    >>> from sitegen.model.text import rich
    >>> sorted(shown_in((rich("Łódź"), "ASCII")).characters)
    ['ó', 'Ł', 'ź']
    """
    texts: list[str] = []
    formulas: list[Math] = []
    cited: list[CiteKey] = []
    has_math = False
    left: list[Any] = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if not one.isascii():
                texts.append(one)
        elif isinstance(one, (tuple, list)):
            left += one
        elif isinstance(one, Mapping):
            left += one.values()
        elif isinstance(one, Math):
            formulas.append(one)
        elif is_dataclass(one) and not isinstance(one, type):
            if isinstance(one, Markdown):
                has_math = has_math or one.has_math
                cited += (citation.key for citation in one.citations)
            left += filter(None, _values(type(one))(one))
    characters = frozenset(one for one in set("".join(texts)) if not one.isascii())
    return Shown(characters, has_math or bool(formulas), frozenset(cited))


@cache
def _values(cls: type) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the values of the fields that take part in equality: the content."""
    left_out = NOT_SHOWN if cls is Publication else ()
    names = [one.name for one in fields(cls) if one.compare and one.name not in left_out]
    match names:
        case []:
            return lambda _: ()
        case [name]:
            return lambda value: (getattr(value, name),)
        case _:
            return attrgetter(*names)


def _union(parts: Iterator[Shown]) -> Shown:
    characters: set[str] = set()
    cited: set[CiteKey] = set()
    has_math = False
    for part in parts:
        characters |= part.characters
        cited |= part.cited
        has_math = has_math or part.has_math
    return Shown(frozenset(characters), has_math, frozenset(cited))
