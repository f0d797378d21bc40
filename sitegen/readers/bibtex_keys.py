"""Citation keys: every entry gets one of its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.model.text import CiteKey
from sitegen.readers import bibtex_flaws as flaws

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model.entry import RawEntry
    from sitegen.problems import Problem

_YEAR = late_pattern(r"\d{4}")
_LATEX_LETTER = late_pattern(r"\\(AA|aa|AE|ae|OE|oe|ss|[OoLlij])(?![A-Za-z])")
_LATEX_COMMAND = late_pattern(r"\\[A-Za-z]+\s*")
_NO_LETTER = late_pattern(r"[\W\d_]+")
_NO_WORD = late_pattern(r"\W+")


def settle_keys(entries: Iterable[RawEntry]) -> tuple[tuple[RawEntry, ...], tuple[Problem, ...]]:
    """Return the entries with a key each that differs from all others by more than case.

    Of two entries with one key and one title the first is kept; of two with different titles
    both are, the second as `key-2`. An entry without a key gets one.

    Problems: bib-key, bib-repeated-key.
    """
    entries = tuple(entries)
    taken = {entry.key.lower() for entry in entries}
    if len(taken) == len(entries) and "" not in taken:
        return entries, ()
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))

    def free_key(wish: str) -> CiteKey:
        key = wish
        while key.lower() in taken:
            key = f"{wish}-{next(numbers[wish.lower()])}"
        taken.add(key.lower())
        return CiteKey(key)

    first_with_key: dict[str, RawEntry] = {}
    works_with_key: dict[str, dict[str, RawEntry]] = {}
    kept: list[RawEntry] = []
    problems: list[Problem] = []
    for entry in entries:
        key = entry.key.lower()
        first = first_with_key.setdefault(key, entry)
        if not key:
            new_key = free_key(_make_key(entry))
            kept.append(replace(entry, key=new_key))
            problems.append(flaws.missing_key(entry.span, new_key))
            continue
        if first is entry:
            kept.append(entry)
            continue
        if key not in works_with_key:
            works_with_key[key] = {_work(first): first}
        works = works_with_key[key]
        twin = works.setdefault(_work(entry), entry)
        if twin is entry:
            new_key = free_key(entry.key)
            kept.append(replace(entry, key=new_key))
            problems.append(flaws.repeated_key(entry.span, entry.key, first.span, new_key))
        else:
            problems.append(flaws.repeated_entry(entry.span, entry.key, twin.span))
    return tuple(kept), tuple(problems)


def _work(entry: RawEntry) -> str:
    """Return what two entries of the same work have in common: the title, else everything."""
    title = entry.get("title")
    letters = _NO_WORD.sub("", title.value).casefold() if title else ""
    return letters or repr([(field.name, field.value) for field in entry.fields.values()])


def _make_key(entry: RawEntry) -> str:
    """Return `doe2024` for an entry without a key, or `entry-12` after its line."""
    people = entry.get("author", "editor")
    date = entry.get("year", "date")
    year = _YEAR.search(date.value) if date else None
    if people is None or year is None:
        return f"entry-{entry.span.line}"
    first = people.value.partition(" and ")[0]
    family = first.partition(",")[0] if "," in first else first.rpartition(" ")[2]
    family = _LATEX_COMMAND.sub("", _LATEX_LETTER.sub(r"\1", family))
    letters = _NO_LETTER.sub("", family).lower()
    return f"{letters}{year[0]}" if letters else f"entry-{entry.span.line}"
