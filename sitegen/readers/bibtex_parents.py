"""What an entry takes over from other entries, through `crossref` and `xdata`.

The rules are those of biblatex (manual, appendix B, "Default Inheritance Setup"), with one
difference: what tells the parent itself apart, such as its DOI, is no fact of its parts.
"""

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass
from sitegen.readers import bibtex_flaws as flaws

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.text import CiteKey
    from sitegen.problems import Problem, Span

INHERITED_LIMIT = 300_000
"""Fields that all entries of a file may take over, so that no chain of parents gets out of hand."""
VALUE_LIMIT = 1_000_000
"""Characters of a value made from other entries."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RELATIONS = _words(
    """
    crossref xref xdata ids entryset entrysubtype execute key label options presort related
    relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey
    """
)
_OF_THE_PARENT_ALONE = _words(
    """
    abstract annotation annote archiveprefix code doi eprint eprintclass eprinttype file html
    indextitle pdf poster preview primaryclass selected shorttitle slides sorttitle url urldate
    video website
    """
)
_PARTS = _words(
    "bookinbook conference inbook incollection inproceedings inreference suppbook suppcollection"
)
_PARTS_OF_ONE_AUTHOR = _words("bookinbook inbook suppbook")
_TITLES = frozenset({"title", "subtitle", "titleaddon"})
_RIVALS = {"date": "year", "year": "date", "month": "date", "day": "date"}
"""Of a day written in two ways, the child's own must not meet the parent's."""

_GRANULAR = late_pattern(
    r"xdata\s*=\s*(\S{1,200}?)-([A-Za-z]+)(?:-(\d{1,6}))?(?=\s|\Z)", re.IGNORECASE
)
"""`xdata=key-author-2` inside a value: the second of the authors of `key`."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """One entry names another. Through a whole one it takes all fields, else a part of a value."""

    field: RawField
    key: str
    is_whole: bool


class _Made(NamedTuple):
    """An entry before and after it took over fields, and the parents that it took them from."""

    child: RawEntry
    parents: tuple[RawEntry, ...]
    complete: RawEntry


class ParentMemo:
    """What entries of a file took over last, by the identity of their own fields."""

    def __init__(self) -> None:
        self.made: dict[int, _Made] = {}


def inherit_fields(
    entries: tuple[RawEntry, ...], memo: ParentMemo
) -> tuple[tuple[RawEntry, ...], tuple[Problem, ...]]:
    """Return the entries with the fields of their parents. Parents stay entries of their own.

    A field taken over keeps its place, in the parent. The keys must differ.

    Problems: bib-missing-parent, bib-circular-parent, bib-too-many-parents.
    """
    has_xdata = any(entry.entry_type == "xdata" for entry in entries)
    children = [entry for entry in entries if _names_others(entry, has_xdata=has_xdata)]
    if not children:
        memo.made = {}
        return entries, ()
    family = _Family(entries, memo.made)
    for entry in children:
        family.resolve(entry)
    memo.made = family.made
    resolved = tuple(family.resolved.get(entry.key, entry) for entry in entries)
    return resolved, tuple(family.problems)


def _names_others(entry: RawEntry, *, has_xdata: bool) -> bool:
    fields = entry.fields
    return (
        "crossref" in fields
        or "xdata" in fields
        or (has_xdata and any("xdata" in field.value for field in fields.values()))
    )


def _references(entry: RawEntry) -> Iterator[_Reference]:
    """Yield what an entry takes over from, the strongest first."""
    for field in entry.fields.values():
        if field.name != "xdata" and "xdata" in field.value:
            for found in _GRANULAR.finditer(field.value):
                yield _Reference(field, found[1], is_whole=False)
    if xdata := entry.get("xdata"):
        for key in filter(None, map(str.strip, xdata.value.split(","))):
            yield _Reference(xdata, key, is_whole=True)
    if crossref := entry.get("crossref"):
        yield _Reference(crossref, crossref.value.strip(), is_whole=True)


class _Family:
    """The entries of a file while their relations are followed, every entry once."""

    def __init__(self, entries: tuple[RawEntry, ...], before: Mapping[int, _Made]) -> None:
        self.made: dict[int, _Made] = {}
        self._before = before
        self.resolved: dict[CiteKey, RawEntry] = {}
        self.problems: list[Problem] = []
        self._inherited = 0
        self._by_key = {entry.key.lower(): entry for entry in entries}
        for entry in entries:
            aliases = entry.fields.get("ids")
            for alias in aliases.value.split(",") if aliases else ():
                self._by_key.setdefault(alias.strip().lower(), entry)

    def resolve(self, entry: RawEntry) -> None:
        """Give an entry the fields of its parents, after these got those of theirs.

        A loop with a path of its own instead of recursion: a chain may be as long as the file.
        """
        if entry.key in self.resolved:
            return
        path = {entry.key: (entry, _references(entry))}
        while path:
            child, references = path[next(reversed(path))]
            parent = self._next_unresolved(references, path)
            if parent:
                path[parent.key] = (parent, _references(parent))
            else:
                self.resolved[child.key] = self._with_inherited(child)
                path.popitem()

    def _next_unresolved(
        self, references: Iterator[_Reference], path: Container[CiteKey]
    ) -> RawEntry | None:
        for reference in references:
            parent = self._by_key.get(reference.key.lower())
            field = reference.field
            if parent is None:
                self.problems.append(flaws.missing_parent(field.span, field.name, reference.key))
            elif parent.key in path:
                self.problems.append(flaws.circular_parent(field.span, field.name, reference.key))
            elif parent.key not in self.resolved:
                return parent
        return None

    def _parent(self, key: str) -> RawEntry | None:
        """Return a resolved entry; None when there is none, or when it is an ancestor of itself."""
        parent = self._by_key.get(key.lower())
        return self.resolved.get(parent.key) if parent else None

    def _with_inherited(self, child: RawEntry) -> RawEntry:
        references = tuple(_references(child))
        if not references:
            return child
        if known := self._known(child, references):
            return known
        found = len(self.problems)
        fields = dict(child.fields)
        for reference in references:
            parent = self._parent(reference.key)
            if parent is None or not self._may_inherit(parent, reference):
                continue
            if reference.is_whole:
                for name, field in _offered_fields(child, parent):
                    fields.setdefault(name, _renamed(field, name))
            else:
                name = reference.field.name
                value = _GRANULAR.sub(self._picked_value, reference.field.value)
                fields[name] = replace(reference.field, value=value[:VALUE_LIMIT])
                if value == reference.field.value:
                    span = reference.field.span
                    self.problems.append(flaws.missing_part(span, name, value))
        complete = replace(child, fields=fields)
        if len(self.problems) == found:
            parents = tuple(filter(None, (self._parent(one.key) for one in references)))
            self.made[id(child.fields)] = _Made(child, parents, complete)
        return complete

    def _known(self, child: RawEntry, references: tuple[_Reference, ...]) -> RawEntry | None:
        """Return what was made last time of the same entry and the same parents."""
        known = self._before.get(id(child.fields))
        parents = tuple(filter(None, (self._parent(one.key) for one in references)))
        if (
            known is None
            or known.child != child
            or known.child.fields is not child.fields
            or len(known.parents) != len(parents)
            or not all(map(operator.is_, known.parents, parents))
        ):
            return None
        self._inherited += sum(len(parent.fields) for parent in parents)
        if self._inherited > INHERITED_LIMIT:
            return None
        self.made[id(child.fields)] = known
        return known.complete

    def _may_inherit(self, parent: RawEntry, reference: _Reference) -> bool:
        before = self._inherited
        self._inherited += len(parent.fields)
        if before <= INHERITED_LIMIT < self._inherited:
            self.problems.append(flaws.too_many_inherited(reference.field.span, INHERITED_LIMIT))
        return self._inherited <= INHERITED_LIMIT

    def _picked_value(self, found: re.Match[str]) -> str:
        """Return what `xdata=key-field-2` stands for; itself when there is no such thing."""
        parent = self._parent(found[1])
        field = parent.fields.get(found[2].lower()) if parent else None
        if field is None:
            return found[0]
        if found[3] is None:
            return field.value
        items = field.value.split(" and ")
        position = int(found[3])
        return items[position - 1] if 1 <= position <= len(items) else found[0]


def _renamed(field: RawField, name: str) -> RawField:
    return field if name == field.name else replace(field, name=name, place=_PlaceOf(field))


@dataclass(frozen=True, slots=True)
class _PlaceOf:
    """The place of a field that bears another name."""

    field: RawField

    def span(self, offset: int, width: int = 1) -> Span:  # noqa: ARG002 as every source is asked
        return self.field.span


def _offered_fields(child: RawEntry, parent: RawEntry) -> Iterator[tuple[str, RawField]]:
    """Yield the fields of a parent under their names in the child; those that keep theirs first.

    So the `booktitle` of a volume wins over its `title`, which would be the part's `booktitle`.
    """
    renamed: list[tuple[str, RawField]] = []
    for field in parent.fields.values():
        name = field.name
        stem = name.partition("+")[0]  # `author+an` says something about this very list of authors
        if stem in _RELATIONS or (stem != name and stem in child.fields):
            continue
        if _RIVALS.get(stem) in child.fields:
            continue
        if parent.entry_type == "xdata":
            yield name, field
        elif stem in _TITLES and (prefix := _title_prefix(child, parent)):
            renamed.append((prefix + name, field))
        elif stem not in _OF_THE_PARENT_ALONE:
            yield name, field
            if stem == "author" and _is_book_with_parts(child, parent):
                renamed.append(("book" + name, field))
    yield from renamed


def _title_prefix(child: RawEntry, parent: RawEntry) -> str:
    """Return what makes the parent's `title` a field of the child: `booktitle`, `maintitle`, …."""
    if parent.entry_type.startswith("mv"):
        return "main"
    if parent.entry_type == "periodical":
        return "journal"
    if child.entry_type == "inbook" and "title" not in child.fields:
        return ""  # in BibTeX the title of an @inbook is that of the book
    return "book" if child.entry_type in _PARTS else ""


def _is_book_with_parts(child: RawEntry, parent: RawEntry) -> bool:
    return parent.entry_type in {"book", "mvbook"} and child.entry_type in _PARTS_OF_ONE_AUTHOR
