"""The macros that a `@preamble` or the site defines, written out in the fields of entries."""

from __future__ import annotations

from dataclasses import field, replace
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.quick_dataclass import dataclass
from sitegen.readers import bibtex_flaws as flaws
from sitegen.readers.bibtex_values import (
    EXPANSION_LIMIT,
    FIELD_LIMIT,
    Delimiters,
    collapse_blanks,
)
from sitegen.readers.latex_macros import Macro, arity, expand_macros, read_braced
from sitegen.readers.latex_tables import (
    ACCENTS,
    CITATIONS,
    DROPPED,
    KEPT,
    KEPT_SECOND,
    STYLES,
    SWITCHES,
    SYMBOLS,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from sitegen.model.entry import RawEntry, RawField
    from sitegen.problems import Problem
    from sitegen.readers.bibtex_entry import Preamble

_QUOTE_OR_BRACE = late_pattern('["{]')
_COMMAND = late_pattern(r"\\([A-Za-z]+)")
_DEFINITION = late_pattern(
    r"\\(?P<how>(?:re)?newcommand|providecommand|DeclareRobustCommand|[gex]?def|let)"
    r"(?![A-Za-z@])\*?\s*+"
)
_NEW_COMMAND = late_pattern(
    r"(?:\{\s*+\\(?P<braced>[A-Za-z]+)\s*+\}|\\(?P<bare>[A-Za-z]+))\s*+"
    r"(?:\[(?P<count>[0-9])\]\s*+(?:\[(?P<default>[^\[\]]*+)\]\s*+)?)?(?=\{)"
)
_DEF = late_pattern(r"\\(?P<bare>[A-Za-z]+)\s*+(?P<braced>)(?P<parameters>(?:#[1-9])*+)\s*+(?=\{)")
_LET = late_pattern(r"\\(?P<bare>[A-Za-z]+)\s*+=?\s*+(?P<other>\\[A-Za-z]+)")
_NAME = late_pattern(r"\{?\s*+(\\(?:[A-Za-z@]+|.))")
_PRIMITIVE = late_pattern(
    r"\\(?:setbox|ooalign|lower|raise|kern|[hv]box|accent|halign|[hv]skip|unhbox|hidewidth|csname"
    r"|futurelet|expandafter|catcode|char|if[a-z]*)(?![A-Za-z])|\\@"
)
"""What places boxes or computes, and means nothing outside of TeX."""
_COMMANDS_OF_LINKS = frozenset({"url", "href", "doi"})


def read_macros(preambles: Iterable[Preamble]) -> tuple[dict[str, Macro], tuple[Problem, ...]]:
    """Return the macros that preambles define. A later definition replaces an earlier one.

    Problems: bib-unreadable-macro.
    """
    macros: dict[str, Macro] = {}
    problems: list[Problem] = []
    for preamble in preambles:
        latex = _latex_of(preamble.text)
        position = 0
        while found := _DEFINITION.search(latex, position):
            made = _read_definition(latex, found)
            position = made.end
            if made.macro is None:
                if made.name.removeprefix("\\") not in _KNOWN:
                    start = preamble.offset + found.start()
                    span = preamble.source.span(start, found.end() - found.start())
                    problems.append(flaws.unreadable_macro(span, made.name))
            elif found["how"] == "providecommand" and made.name in _KNOWN:
                continue
            elif found["how"] == "providecommand":
                macros.setdefault(made.name, made.macro)
            else:
                macros[made.name] = made.macro
    return macros, tuple(problems)


_KNOWN = (
    frozenset(chain(ACCENTS, SYMBOLS, STYLES, SWITCHES, KEPT, KEPT_SECOND, DROPPED, CITATIONS))
    | _COMMANDS_OF_LINKS
)


@dataclass(frozen=True, slots=True)
class _Definition:
    """One definition; `macro` is None where it cannot be read."""

    name: str
    macro: Macro | None
    end: int


def _read_definition(latex: str, start: re.Match[str]) -> _Definition:
    name = _NAME.match(latex, start.end())
    unreadable = _Definition(name[1] if name else start[0].strip(), None, start.end())
    if start["how"] == "let":
        if other := _LET.match(latex, start.end()):
            return _Definition(other["bare"], Macro(other["other"], 0), other.end())
        return unreadable
    is_def = start["how"].endswith("def")
    head = (_DEF if is_def else _NEW_COMMAND).match(latex, start.end())
    if head is None:
        return unreadable
    body, end = read_braced(latex, head.end())
    if end - head.end() != len(body) + 2:
        return replace(unreadable, end=len(latex))  # never closed: what follows is not looked at
    if is_def:
        macro = Macro(body, len(head["parameters"]) // 2)
    else:
        macro = Macro(body, int(head["count"] or 0), head["default"])
    if arity(body) > macro.arguments or _PRIMITIVE.search(body):
        return replace(unreadable, end=end)
    return _Definition(head["bare"] or head["braced"], macro, end)


def _latex_of(text: str) -> str:
    """Return the strings of a preamble; all else in it, such as its quotes, becomes blanks."""
    if text.lstrip()[:1] not in {'"', "{"}:
        return text
    delimiters = Delimiters(text)
    pieces: list[str] = []
    position = 0
    while mark := _QUOTE_OR_BRACE.search(text, position + bool(pieces)):
        start = mark.start()
        close = delimiters.closing_quote if mark[0] == '"' else delimiters.closing_brace
        end = close(start, len(text))
        if end is None:
            break
        pieces += (" " * (start + 1 - position), text[start + 1 : end])
        position = end
    return "".join(pieces)


@dataclass(slots=True, eq=False)
class MacroMemo:
    """The entries of a file that were expanded last, by the identity of what they were."""

    macros: Mapping[str, str | Macro] = field(default_factory=dict)
    expanded: dict[int, _Expanded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Expanded:
    """An entry before and after, and its fields that do not end or are too large."""

    raw: RawEntry
    entry: RawEntry
    growth: int = 0
    endless: tuple[RawField, ...] = ()
    too_large: tuple[RawField, ...] = ()


def expand_entries(
    entries: Iterable[RawEntry], macros: Mapping[str, str | Macro], memo: MacroMemo
) -> tuple[tuple[RawEntry, ...], tuple[Problem, ...]]:
    """Return the entries with the macros in their fields written out.

    Problems: latex-unknown-command for macros without end, bib-field-too-large.
    """
    names = frozenset(name.removeprefix("\\") for name in macros)
    before = memo.expanded if memo.macros == macros else {}
    now: dict[int, _Expanded] = {}
    made: list[RawEntry] = []
    problems: list[Problem] = []
    growth = 0
    for entry in entries:
        found = before.get(id(entry))
        if found is None or growth + found.growth > EXPANSION_LIMIT:
            found = _expand(entry, macros, names, EXPANSION_LIMIT - growth)
        if found.entry is not entry:
            now[id(entry)] = found
        growth += found.growth
        made.append(found.entry)
        problems += (flaws.endless_macro(f.span) for f in found.endless)
        problems += (flaws.too_large(f.span, f.name, FIELD_LIMIT) for f in found.too_large)
    memo.macros, memo.expanded = macros, now
    return tuple(made), tuple(problems)


def _expand(
    entry: RawEntry, macros: Mapping[str, str | Macro], names: frozenset[str], room: int
) -> _Expanded:
    fields = dict(entry.fields)
    endless: list[RawField] = []
    too_large: list[RawField] = []
    growth = 0
    for name, found in entry.fields.items():
        if "\\" not in found.value or names.isdisjoint(_COMMAND.findall(found.value)):
            continue
        value, is_complete = expand_macros(found.value, macros)
        if not is_complete:
            endless.append(found)
        growth += max(len(value) - len(found.value), 0)
        if len(value) > FIELD_LIMIT or growth > room:
            too_large.append(found)
            del fields[name]
        else:
            fields[name] = replace(found, value=collapse_blanks(value, name))
    if fields == entry.fields and not endless:
        return _Expanded(entry, entry)
    return _Expanded(entry, replace(entry, fields=fields), growth, tuple(endless), tuple(too_large))
