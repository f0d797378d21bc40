"""An entry as it was read: between the parser's offsets and the model's spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model.entry import RawEntry, RawField
from sitegen.model.text import CiteKey
from sitegen.quick_dataclass import dataclass
from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers.bibtex_heads import ENTRY_TYPES

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from sitegen.problems import Problem, Span
    from sitegen.readers.bibtex_text import BibText


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field as it was read: its name in lower case, and where name and value are."""

    name: str
    value: str
    name_match: re.Match[str]
    end: int


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry as it was read. `key` is "" where there is none."""

    word: str
    word_offset: int
    key: str
    key_offset: int
    fields: tuple[ReadField, ...]


@dataclass(frozen=True, slots=True)
class Preamble:
    """What stands between the braces of a `@preamble`, and where in its text that is."""

    source: BibText
    text: str
    offset: int


def to_raw_entry(source: BibText, entry: ReadEntry) -> RawEntry:
    """Return an entry with its places; of a field that is there twice, the first one."""
    fields: dict[str, RawField] = {}
    for field in entry.fields:
        if field.name not in fields:
            offset = field.name_match.start(1)
            fields[field.name] = RawField(field.name, field.value, source, offset)
    width = max(len(entry.key), 1)
    return RawEntry(entry.word.lower(), CiteKey(entry.key), fields, source, entry.key_offset, width)


def check_entry(source: BibText, entry: ReadEntry) -> Iterator[Problem]:
    """Yield bib-unknown-type and bib-repeated-field."""
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
