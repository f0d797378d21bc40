"""What an entry says beyond the facts: notes, and awards."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.late_pattern import late_pattern
from sitegen.load.legends import explain
from sitegen.model.text import NO_TEXT, RichText, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sitegen.model.entry import RawEntry, RawField
    from sitegen.model.text import Inline

_NOTES: Final = ("titleaddon", "note", "addendum", "additional_info", "annotation")
_AWARDS: Final = ("award_name", "award", "honor", "honour")
_STRONG = late_pattern(r"\*\*(?=\S)([^*]+?)(?<=\S)\*\*")
_EMPHASIS = late_pattern(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_ZOTERO_NOTE = late_pattern(
    r"^[ \t]*(?:Publisher|Number|Place|Section|ISSN|ISBN|Type|Version|Volume|Issue|Series Number"
    r"|Conference Name|Citation Key|Read_Status(?:_Date)?|Page Version ID|Container-title|_eprint"
    r"|tex\.\w+)\s*:.*$",
    re.MULTILINE | re.IGNORECASE,
)
"""Lines into which Zotero puts what it has no BibTeX field for."""


def read_note(
    entry: RawEntry,
    rich: Callable[[RawField | None], RichText],
    signs: Collection[str] = (),
    *,
    is_note_status: bool,
) -> RichText:
    """Return all notes, but for what the page says in another place.

    `rich` reads a field as rich text; what the notes say of `signs`, the marks at the names, is in
    the legend; `is_note_status` says that `note` holds a state only.
    """
    fields = entry.fields
    texts: list[RichText] = []
    for name in _NOTES:
        if name not in fields or (name == "note" and is_note_status):
            continue
        value = fields[name].value
        if ":" in value:
            value = _ZOTERO_NOTE.sub("", value)
        value = value.strip()
        if name == "additional_info":
            value = _from_markdown(value).lstrip(" .,;")
        if value := explain(value, signs).rest:
            texts.append(rich(replace(fields[name], value=value)))
    return joined([text for text in texts if text]) if texts else NO_TEXT


def read_award(entry: RawEntry, rich: Callable[[RawField | None], RichText]) -> RichText:
    """Return the award: its name, and what is said of it."""
    fields = entry.fields
    parts: list[RichText] = []
    for name in _AWARDS:
        if name in fields:
            text = rich(replace(fields[name], value=_from_markdown(fields[name].value)))
            if text and not any(str(text) in str(part) for part in parts):
                parts.append(text)
    if len(parts) > 1 and str(parts[0]).casefold() in str(parts[1]).casefold():
        parts = parts[1:]
    return joined(parts, ": ") if parts else NO_TEXT


def joined(texts: Sequence[RichText], separator: str = ". ") -> RichText:
    """Return several texts as one; a full stop is not doubled."""
    nodes: list[Inline] = []
    end = ""
    for text in texts:
        if nodes:
            has_end = separator == ". " and end.endswith((".", "!", "?"))
            nodes.append(Text(" " if has_end else separator))
        nodes += text.nodes
        end = str(text).rstrip()
    return RichText(tuple(nodes), texts[0].place) if texts else NO_TEXT


def _from_markdown(value: str) -> str:
    """Return the emphasis of Markdown, which al-folio reads in two fields, as LaTeX."""
    if "*" not in value:
        return value
    return _EMPHASIS.sub(r"\\emph{\1}", _STRONG.sub(r"\\textbf{\1}", value))
