r"""LaTeX in BibTeX fields, and the HTML that databases leave in them -> rich text.

One tokenizer and one tree. Nothing raises, and nothing is dropped but what only places or sorts:
an unknown command leaves its argument, a stray brace or dollar sign does no harm. Reading takes
time in proportion to the text, also to one that is meant to hurt.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.model.text import Inline, Link, Math, RichText, Styled, Text, plain
from sitegen.problems import Outcome, Place, Problem, Span, near_miss, span_at, warning
from sitegen.readers.latex_math_tables import MATH_SYMBOLS
from sitegen.readers.latex_reader import Reader
from sitegen.readers.latex_tables import (
    CITATIONS,
    DROPPED,
    KEPT,
    KEPT_SECOND,
    STYLES,
    SWITCHES,
    SYMBOLS,
)
from sitegen.readers.latex_tree import composed, tidy
from sitegen.readers.math import MathFault, math_to_mathml

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

_MAX_REPORTED: Final = 10
_MAX_CACHED: Final = 2_000
"""Characters; longer texts are abstracts, which are read once."""

_SPECIAL = late_pattern(r"[\\{}$~`'&<\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|--|  |^ | $")
"""What makes a text more than the characters it is written with."""


class _Reading(NamedTuple):
    """What was read; it depends on nothing but the source."""

    nodes: tuple[Inline, ...]
    unknown: tuple[str, ...] = ()
    """Commands."""
    faults: tuple[str, ...] = ()
    """Why formulas can not be set."""


def read_latex(source: str, place: Place) -> Outcome[RichText]:
    """Return the text that a field in LaTeX means; all problems are at `place`.

    `source` is the value of the field, without its outer braces or quotes; the reader of the file
    has written out the macros in it. A text of nothing but blanks is no text.

    Problems: the warnings latex-unknown-command and bad-math.
    """
    problems: list[Problem] = []
    reading = _read(source)
    if reading.unknown:
        problems += _unknown_commands(reading.unknown, span_at(place))
    for fault in reading.faults:
        hint = "the page shows the formula as it is written until it is right"
        message = f"a formula can not be set: {fault}"
        problems.append(warning("bad-math", message, span_at(place), hint))
    nodes = reading.nodes if plain(reading.nodes).strip() else ()
    return Outcome(RichText(nodes, place), tuple(problems))


def plain_latex(source: str) -> str:
    r"""Return the text of a field without its styles, for names, venues and keywords.

    >>> plain_latex(r"Universit{\"a}t  {Z}{\"u}rich")
    'Universität Zürich'
    """
    return plain(_read(source).nodes)


def _read(source: str) -> _Reading:
    if not _SPECIAL.search(source):
        return _Reading((Text(composed(source)),) if source else ())
    return _parse(source) if len(source) <= _MAX_CACHED else _parse.__wrapped__(source)


@lru_cache(maxsize=16_384)
def _parse(source: str) -> _Reading:
    reader = Reader(_with_math(source))
    nodes = tidy(reader.group())
    return _Reading(nodes, tuple(reader.unknown), tuple(_faults(nodes)))


def _faults(nodes: tuple[Inline, ...]) -> Iterator[str]:
    """Yield why formulas can not be shown as such."""
    for node in nodes:
        match node:
            case Math(tex, is_display):
                made = math_to_mathml(tex, is_display=is_display)
                if isinstance(made, MathFault):
                    yield made.reason
            case Styled(_, children) | Link(_, children):
                yield from _faults(children)


_DOLLAR: Final = r"(?:\{\\\$\}|\\\$|\{\\textdollar(?:\{\})?\}|\\textdollar(?:\{\}|[ ]))"
_ESCAPED_MATH = late_pattern(rf"(?<![\w\\]){_DOLLAR}(?P<body>[^$\n]{{1,200}}?){_DOLLAR}")
_BACKSLASH = late_pattern(
    r"(?:\{\\textbackslash(?:\{\})?\}|\\(?:textbackslash|backslash)(?:\{\}|[ ]))"
)
_ESCAPED = late_pattern(r"\{\\([\^_])(?:\{\})?\}|\\([\^_])(?:\{\})?|\\([{}])")
_IS_FORMULA = late_pattern(rf"{_BACKSLASH.pattern}[A-Za-z]{{2}}|\{{\\[\^_](?:\{{\}})?\}}")


def _with_math(source: str) -> str:
    r"""Return a text with formulas that a reference manager has written out as characters.

    >>> _with_math(r"{\textdollar}{\textbackslash}alpha{\_}2{\textdollar} of \$2 and \$3")
    '$\\alpha_2$ of \\$2 and \\$3'
    """
    if "\\$" not in source and "\\textdollar" not in source:
        return source

    def formula(found: re.Match[str]) -> str:
        if not _IS_FORMULA.search(found["body"]):
            return found[0]
        body = _BACKSLASH.sub(r"\\", found["body"])
        return f"${_ESCAPED.sub(lambda one: one[1] or one[2] or one[3], body)}$"

    return _ESCAPED_MATH.sub(formula, source)


def _unknown_commands(names: tuple[str, ...], span: Span) -> list[Problem]:
    problems: list[Problem] = []
    for name in names[:_MAX_REPORTED]:
        shown = f"\\{name[:40]}"
        hint = _near_miss(name) or "write the character itself, or the text"
        message = f"the LaTeX command `{shown}` is not known; what it applies to is kept"
        problems.append(warning("latex-unknown-command", message, span, hint))
    if len(names) > _MAX_REPORTED:
        message = f"{len(names) - _MAX_REPORTED} more LaTeX commands are not known"
        problems.append(warning("latex-unknown-command", message, span))
    return problems


@lru_cache(maxsize=1024)
def _near_miss(name: str) -> str | None:
    """Return a hint at a command with the same first letter; comparing all takes too long."""
    return near_miss(f"\\{name}", _known_commands().get(name[0].lower(), ()))


@cache
def _known_commands() -> Mapping[str, tuple[str, ...]]:
    """Return the commands by their first letter in lower case."""
    tables = (SYMBOLS, MATH_SYMBOLS, STYLES, SWITCHES, KEPT, KEPT_SECOND, DROPPED, CITATIONS)
    by_letter: dict[str, tuple[str, ...]] = {}
    for name in sorted(name for table in tables for name in table):
        letter = name[0].lower()
        by_letter[letter] = (*by_letter.get(letter, ()), f"\\{name}")
    return by_letter
