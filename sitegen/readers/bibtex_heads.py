"""Where the entries of a .bib file begin, and what stands between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.problems import warning
from sitegen.quick_dataclass import dataclass
from sitegen.readers.bibtex_grammar import LIKELY_NAME, NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.readers.bibtex_text import BibText

COMMANDS = frozenset({"comment", "preamble", "string"})
ENTRY_TYPES = frozenset(
    word
    for words in (
        "article artwork audio bachelorsthesis bachelorthesis bibnote book bookinbook booklet",
        "chapter codefragment collection commentary conference conferencepaper control data",
        "dataset electronic image inbook incollection inproceedings inreference journal",
        "jurisdiction legal legislation letter magazine manual mastersthesis masterthesis misc",
        "movie music mvbook mvcollection mvproceedings mvreference newspaper online other patent",
        "performance periodical phdthesis poster preprint presentation proceedings reference",
        "report review set software softwaremodule softwareversion speech standard suppbook",
        "suppcollection suppperiodical talk techreport thesis unpublished video webpage webpages",
        "workshop www xdata",
    )
    for word in words.split()
)
"""The types of BibTeX and biblatex, and those of common use in lists of publications."""

_KNOWN = ENTRY_TYPES | COMMANDS

_LIKELY_FIELD = rf"{LIKELY_NAME}[ \t]*="
_TYPES = "|".join(sorted(ENTRY_TYPES, key=len, reverse=True))

_INDENT_LIMIT = 80
_FIRST_MARK = late_pattern(r"[ \t]*@")
_LINE_MARK = late_pattern(r"\n[ \t]*@")
_ENTRY_BODY = late_pattern(rf"\s*[^\s,{{}}=\"#]++\s*,\s*(?:{LIKELY_NAME}\s*=|[}})])")
_MARK = late_pattern(r"@|%[^\n]*")
_HEAD = late_pattern(rf"@[ \t]*({NAME})[ \t]*\n?[ \t]*[{{(]")
_KNOWN_HEAD = late_pattern(rf"@[ \t]*({_TYPES}|comment|preamble|string)\s*[{{(]", re.IGNORECASE)
_HEAD_WITHOUT_BRACE = late_pattern(
    rf"@[ \t]*({_TYPES})[ \t]*(?=[^\s,{{}}=\"#]++[ \t]*,\s*{_LIKELY_FIELD})", re.IGNORECASE
)
_LEFTOVER = late_pattern(rf"[\s,]*(?:(?P<closer>[}})])|(?P<field>{_LIKELY_FIELD})[ \t]*[\"{{\w])")
_ORPHAN = late_pattern(
    r"^[ \t]*(?:(?P<entry>[A-Za-z]+)[ \t]*[{(][^\s,{}=]+,"
    rf"|(?P<field>{_LIKELY_FIELD})[ \t]*[\"{{])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a command: `@article{`, or `@article` where the brace is missing."""

    offset: int
    """Of the `@`."""
    word: str
    """`article`, `string`, … as it is written."""
    word_offset: int
    body_offset: int
    has_brace: bool


def find_certain_heads(text: str, start: int = 0, stop: int | None = None) -> list[int]:
    """Return the offsets of `@` where an entry surely begins, even inside an unclosed one.

    At the beginning of a line, and of a known type or followed by a key and a field: BibTeX that
    stands as an example inside an abstract rarely looks so. From `start`, which stands in the
    middle of a line or is 0, and before `stop`.
    """
    stop = len(text) if stop is None else stop
    first = None if start else _FIRST_MARK.match(text, 0, stop)
    marks = [first] if first else []
    marks += _LINE_MARK.finditer(text, start, stop)
    return [mark.end() - 1 for mark in marks if _is_certain(text, mark.end() - 1)]


def _is_certain(text: str, offset: int) -> bool:
    found = _match_head(text, offset)
    return found is not None and (
        found[1].lower() in _KNOWN or _ENTRY_BODY.match(text, found.end()) is not None
    )


def _match_head(text: str, offset: int) -> re.Match[str] | None:
    return _HEAD.match(text, offset) or _KNOWN_HEAD.match(text, offset)


def next_head(text: str, offset: int) -> Head | None:
    """Return the next beginning of a command that is not commented out with `%`."""
    while mark := _MARK.search(text, offset):
        if mark[0] == "@" and (head := _read_head(text, mark.start())):
            return head
        offset = mark.end()
    return None


def _read_head(text: str, offset: int) -> Head | None:
    if found := _match_head(text, offset):
        is_in_word = text[offset - 1 : offset].isalnum()  # `ada@example.org {…}`
        if is_in_word and found[1].lower() not in _KNOWN:
            return None
        return Head(offset, found[1], found.start(1), found.end(), has_brace=True)
    indent = text[max(offset - _INDENT_LIMIT, 0) : offset].rpartition("\n")[2]
    if indent.strip():
        return None
    if found := _HEAD_WITHOUT_BRACE.match(text, offset):
        return Head(offset, found[1], found.start(1), found.end(), has_brace=False)
    return None


def check_gap(source: BibText, start: int, stop: int) -> Iterator[Problem]:
    """Yield a problem for text between entries that looks like an entry or like a field of one.

    All other text there is a comment, as in BibTeX.
    """
    leftover = _LEFTOVER.match(source.text, start, stop) if start else None
    if leftover and leftover["closer"]:
        yield warning(
            "bib-text-outside",
            f"this `{leftover['closer']}` closes nothing",
            source.span(leftover.start("closer")),
            "delete it, or look for a brace that is missing above",
        )
    elif leftover:
        yield _orphan_field(source, leftover)
    has_told = leftover is not None
    for orphan in _ORPHAN.finditer(source.text, start, stop):
        if word := orphan["entry"]:
            yield warning(
                "bib-text-outside",
                f"`{word}` looks like an entry without its `@`; it is not read",
                source.span(orphan.start("entry"), len(word)),
                f"write `@{word}`, or put `%` before each of its lines to leave it out",
            )
        elif not has_told:
            yield _orphan_field(source, orphan)
        has_told = True


def _orphan_field(source: BibText, found: re.Match[str]) -> Problem:
    name = found["field"].rstrip("= \t")
    return warning(
        "bib-text-outside",
        f"the field `{name}` stands outside of any entry; it is not read",
        source.span(found.start("field"), len(name)),
        "look for a `}` too many, or a missing `@`, above it",
    )
