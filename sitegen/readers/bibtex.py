"""The reader of .bib files: bytes to raw entries, whatever is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.model.entry import RawEntry, RawField
from sitegen.model.text import CiteKey
from sitegen.problems import Outcome, Span, sort_problems
from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers.bibtex_heads import ENTRY_TYPES
from sitegen.readers.bibtex_keys import settle_keys
from sitegen.readers.bibtex_parents import inherit_fields
from sitegen.readers.bibtex_parser import BibtexParser
from sitegen.readers.bibtex_text import decode_bibtex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem, SitePath
    from sitegen.readers.bibtex_parser import ReadEntry, ReadField
    from sitegen.readers.bibtex_text import BibText

_ANY_TEXT = re.compile(r"^[ \t]*[^\s%]", re.MULTILINE)


def read_bibtex(path: SitePath, content: bytes) -> Outcome[tuple[RawEntry, ...]]:
    """Return the entries of a .bib file in their order, strings expanded, parents' fields added.

    Problems: file-too-large and bib-unreadable, which are errors and leave no value; else the
    warnings of `bibtex_flaws`, of `decode_bibtex` and of `check_gap`.
    """
    decoded = decode_bibtex(path, content)
    source = decoded.value
    if source is None:
        return Outcome(None, decoded.problems)
    parser = BibtexParser(source)
    problems: list[Problem] = [*decoded.problems]
    entries: list[RawEntry] = []
    for read in parser.read_entries():
        entries.append(_raw_entry(source, read))
        problems.extend(_check_entry(source, read))
    problems.extend(parser.problems)
    if not parser.has_commands and _ANY_TEXT.search(source.text):
        return Outcome(None, sort_problems([flaws.unreadable(Span(path)), *problems]))
    keyed, key_problems = settle_keys(entries)
    complete, parent_problems = inherit_fields(keyed)
    return Outcome(complete, sort_problems([*problems, *key_problems, *parent_problems]))


def _raw_entry(source: BibText, entry: ReadEntry) -> RawEntry:
    fields: dict[str, RawField] = {}
    for field in entry.fields:
        if field.name not in fields:
            span = _span_of(source, field)
            fields[field.name] = RawField(field.name, field.value, span)
    span = source.span(entry.key_offset, max(len(entry.key), 1))
    return RawEntry(entry.word.lower(), CiteKey(entry.key), fields, span)


def _check_entry(source: BibText, entry: ReadEntry) -> Iterator[Problem]:
    if entry.word.lower() not in ENTRY_TYPES:
        span = source.span(entry.word_offset, len(entry.word))
        yield flaws.unknown_type(span, entry.word)
    first_with_name: dict[str, ReadField] = {}
    for field in entry.fields:
        first = first_with_name.setdefault(field.name, field)
        if field.value != first.value:
            span, first_span = _span_of(source, field), _span_of(source, first)
            yield flaws.repeated_field(span, field.name, first_span)


def _span_of(source: BibText, field: ReadField) -> Span:
    return source.span(field.name_match.start(1), len(field.name_match[1]))
