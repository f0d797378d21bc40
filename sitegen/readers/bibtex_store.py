"""A .bib file as it was last read, as plain lists for the cache on disk, and back."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any, TypeAlias

from sitegen.model.entry import RawEntry, RawField
from sitegen.model.text import CiteKey
from sitegen.problems import Problem, SitePath, Span
from sitegen.readers.bibtex_entry import Preamble
from sitegen.readers.bibtex_parts import FileMemo, Part
from sitegen.readers.bibtex_sound import SoundFields
from sitegen.readers.bibtex_text import BibText

if TYPE_CHECKING:
    from collections.abc import Iterator

Plain: TypeAlias = Any


def pack_parts(memo: FileMemo) -> Plain:
    """Return the parts of a file, which go with its text; None where a comment is left open.

    A sound part is its length, its entry without the fields, the number of the names of these in
    the first element, and the strings that it uses. Any other holds everything.
    """
    if any(part.open_comments for part in memo.parts):
        return None
    names: dict[tuple[str, ...], int] = {}
    rows = [_sound_row(part, names) if part.is_sound else _row(part) for part in memo.parts]
    return [[list(one) for one in names], rows]


def unpack_parts(path: SitePath, text: str, packed: Plain) -> FileMemo:
    """Return what `pack_parts` packed."""
    names = [tuple(map(intern, one)) for one in packed[0]]
    return FileMemo(text, tuple(_parts(path, text, names, packed[1])))


def _sound_row(part: Part, names: dict[tuple[str, ...], int]) -> Plain:
    entry = part.entries[0]
    shape = names.setdefault(tuple(entry.fields), len(names))
    row = [len(part.source.text), shape, entry.entry_type, entry.key, entry.offset]
    return [*row, part.used, part.expanded] if part.used else row


def _row(part: Part) -> Plain:
    return [
        len(part.source.text),
        -1,
        [
            [entry.entry_type, entry.key, entry.offset, entry.width,
             [[one.name, one.value, one.offset] for one in entry.fields.values()]]
            for entry in part.entries
        ],
        [
            [one.code, one.message, _place(one.span), one.hint,
             [[_place(span), words] for span, words in one.related], one.severity]
            for one in part.problems
        ],
        part.has_commands,
        [[one.text, one.offset] for one in part.preambles],
        part.used,
        part.defined,
        part.expanded,
    ]  # fmt: skip


def _place(span: Span) -> Plain:
    return [span.line, span.column, span.width]


def _parts(
    path: SitePath, text: str, names: list[tuple[str, ...]], rows: list[Plain]
) -> Iterator[Part]:
    start, line = 0, 1
    nothing: dict[str, str] = {}
    for row in rows:
        stop = start + row[0]
        source = BibText(path, text[start:stop], line, start - text.rfind("\n", 0, start))
        if row[1] < 0:
            yield _part(source, row)
        else:
            _, shape, entry_type, key, offset, *uses = row
            used, expanded = uses or (nothing, 0)
            fields = SoundFields(names[shape], source, used)
            entry = RawEntry(intern(entry_type), CiteKey(key), fields, source, offset, len(key))
            yield Part(source, (entry,), used=used, expanded=expanded, is_sound=True)
        line += source.text.count("\n")
        start = stop


def _part(source: BibText, row: Plain) -> Part:
    _, _, entries, problems, has_commands, preambles, used, defined, expanded = row
    return Part(
        source,
        tuple(
            RawEntry(
                intern(entry_type),
                CiteKey(key),
                {name: RawField(intern(name), value, source, at) for name, value, at in fields},
                source,
                offset,
                width,
            )
            for entry_type, key, offset, width, fields in entries
        ),
        tuple(
            Problem(
                code,
                message,
                Span(source.path, *place),
                hint,
                tuple((Span(source.path, *at), words) for at, words in related),
                severity,
            )
            for code, message, place, hint, related, severity in problems
        ),
        has_commands,
        tuple(Preamble(source, text, offset) for text, offset in preambles),
        (),
        used,
        defined,
        expanded,
    )
