"""Which works belong together: named by their entries, or a preprint and what came of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.publication import Relation
from sitegen.plan.labels import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.memo import CallMemo
    from sitegen.model.publication import Kind, Publication
    from sitegen.model.text import CiteKey
    from sitegen.words import Words

_NO_WORD = late_pattern(r"[\W_]+")
_SHORTEST_TITLE: Final = 15
"""Letters; several works may be called "Introduction"."""


class RelatedWork(NamedTuple):
    """Another work, and what it is to this one: its "Preprint", "" for no more than related."""

    label: str
    key: CiteKey


class _Relatable(NamedTuple):
    """All of a publication that says to which others it is related."""

    key: CiteKey
    aliases: tuple[CiteKey, ...]
    kind: Kind
    relations: tuple[Relation, ...]
    work: tuple[str, str] | None
    """Its title and first author, if these are enough to know it by."""


def relate(
    publications: Sequence[Publication], words: Words, memo: CallMemo
) -> Mapping[CiteKey, tuple[RelatedWork, ...]]:
    """Return the relations of every work, also those that only the other one's entry names.

    A preprint and one published work of the same title and first author are related, too.
    """
    relatable = tuple(memo.each(_relatable, ((one,) for one in publications)))
    return memo.once(_relate, relatable, words)


def _relatable(one: Publication) -> _Relatable:
    title = _NO_WORD.sub("", str(one.title)).casefold() if one.authors else ""
    is_known = len(title) >= _SHORTEST_TITLE
    work = (title, one.authors[0].name.family.casefold()) if is_known else None
    return _Relatable(one.key, one.aliases, one.kind, one.relations, work)


def _relate(
    publications: Sequence[_Relatable], words: Words
) -> Mapping[CiteKey, tuple[RelatedWork, ...]]:
    works = {one.key: one for one in publications}
    keys = {name.casefold(): one.key for one in publications for name in (*one.aliases, one.key)}
    found: defaultdict[CiteKey, dict[CiteKey, str]] = defaultdict(dict)
    for one, relation, other in (*_named(publications, works, keys), *_printed(publications)):
        label, label_of_other = (
            words[f"relation_{name}"] if name else "" for name in RELATIONS[relation.kind]
        )
        found[one.key].setdefault(other.key, relation.label or label)
        found[other.key].setdefault(one.key, label_of_other)
    return {
        key: tuple(RelatedWork(label, other) for other, label in others.items())
        for key, others in found.items()
    }


def _named(
    publications: Sequence[_Relatable],
    works: Mapping[CiteKey, _Relatable],
    keys: Mapping[str, CiteKey],
) -> Iterator[tuple[_Relatable, Relation, _Relatable]]:
    for one in publications:
        for relation in one.relations:
            key = keys.get(relation.key.casefold())
            if key is None or key == one.key:
                continue
            other = works[key]
            is_preprint = one.kind == "preprint" and other.kind != "preprint"
            if is_preprint and relation.kind == "version of":
                relation = replace(relation, kind="preprint of")  # noqa: PLW2901 made exact
            yield one, relation, other


def _printed(
    publications: Sequence[_Relatable],
) -> Iterator[tuple[_Relatable, Relation, _Relatable]]:
    by_work: defaultdict[tuple[str, str], list[_Relatable]] = defaultdict(list)
    for one in publications:
        if one.work:
            by_work[one.work].append(one)
    for works in by_work.values():
        printed = [one for one in works if one.kind in ("article", "conference", "chapter", "book")]
        if len(printed) == 1:
            relation = Relation(kind="preprint of", key=printed[0].key)
            yield from ((one, relation, printed[0]) for one in works if one.kind == "preprint")
