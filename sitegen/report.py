"""Problems as text: for a terminal, for programs (JSON lines), for the overlay in the browser.

What is shown comes from files that anyone may have written, so nothing of it reaches a terminal
or a page as it stands: control characters are replaced, HTML is escaped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import category, east_asian_width

from sitegen.late_pattern import late_pattern
from sitegen.problems import Problem, SitePath, Span
from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence


Sources: TypeAlias = Callable[[SitePath], str | None]
"""The text of a file as it was read, None when it has none: a folder, an image."""

Links: TypeAlias = Callable[["Span"], str | None]
"""The address that opens a place in an editor, None where there is none to give."""

SHOWN_CHARACTERS = 100
_SHOWN_BEFORE = 40

_ERROR, _WARNING, _HINT, _BOLD, _RESET = (
    "\x1b[1;31m",
    "\x1b[1;33m",
    "\x1b[36m",
    "\x1b[1m",
    "\x1b[0m",
)

_PRIVATE_FILE = "private.toml"
_PRIVATE_CODES = frozenset({"private-leak", "short-private-value", "tracked-secret"})
"""The lines of that file, and those that such problems are about, hold what nobody shall read."""

# C0 and C1 controls, line separators, lone surrogates, and what turns the order of text around.
_UNSAFE = late_pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What JSON allows to stand as it is although it breaks lines or cannot be encoded.
_UNSAFE_IN_JSON = late_pattern("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def terminal_report(
    problems: Sequence[Problem],
    sources: Sources,
    *,
    color: bool,
    summary: bool = True,
    links: Links | None = None,
) -> str:
    """Return the problems with the lines they are about; last, with `summary`, their number.

    Every line ends in a newline; no problems give an empty text. With `links` the places are
    links, for terminals that show them.
    """
    lines_of = _lines_of(sources)
    lines: list[str] = []
    for problem in problems:
        lines.extend(_terminal_lines(problem, lines_of(problem), _painter(color=color), links))
    if summary and problems:
        lines.append(count_line(problems))
    return "".join(f"{line}\n" for line in lines)


def json_report(problems: Sequence[Problem]) -> str:
    """Return one JSON object a line for each problem. Lines and columns are 1-based."""
    return "".join(f"{_json(problem)}\n" for problem in problems)


def read_json_report(text: str) -> tuple[Problem, ...]:
    """Return the problems that `json_report` wrote."""
    return tuple(_read_json(json.loads(line)) for line in text.split("\n") if line)


def html_report(
    problems: Sequence[Problem], sources: Sources, *, links: Links | None = None
) -> str:
    """Return the problems as a fragment of HTML without any style, "" when there are none.

    With `links` the places are links.
    """
    if not problems:
        return ""
    lines_of = _lines_of(sources)
    items = "\n".join(_html_item(problem, lines_of(problem), links) for problem in problems)
    title = f"<h2>{count_line(problems)}</h2>"
    return f'<section class="sitegen-problems">\n{title}\n<ol>\n{items}\n</ol>\n</section>\n'


def count_line(problems: Sequence[Problem]) -> str:
    """Return the number of problems in words: "3 errors, 1 warning in 2 files"; "" for none."""
    if not problems:
        return ""
    counts = Counter(problem.severity for problem in problems)
    parts = [_counted(counts[kind], kind) for kind in ("error", "warning") if counts[kind]]
    files = len({problem.span.path for problem in problems})
    return f"{', '.join(parts)} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place(span: Span) -> str:
    return _safe(f"{span.path or '.'}:{span.line}:{span.column}")


def _safe(text: str) -> str:
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


@dataclass(frozen=True, slots=True)
class _Snippet:
    """A source line, cut to what is shown, in three parts; the problem is about `marked`."""

    before: str
    marked: str
    after: str


def _lines_of(sources: Sources) -> Callable[[Problem], tuple[str, ...]]:
    @cache
    def lines_in(path: SitePath) -> tuple[str, ...]:
        return tuple((sources(path) or "").split("\n"))

    def lines_of(problem: Problem) -> tuple[str, ...]:
        is_private = problem.span.path == _PRIVATE_FILE or problem.code in _PRIVATE_CODES
        return () if is_private else lines_in(problem.span.path)

    return lines_of


def _snippet(span: Span, lines: Sequence[str]) -> _Snippet | None:
    line = _safe(lines[span.line - 1]) if 0 < span.line <= len(lines) else ""
    if not line.strip():
        return None
    start = min(max(span.column - 1, 0), len(line))
    end = min(start + max(span.width, 1), len(line))
    first = max(min(start - _SHOWN_BEFORE, len(line) - SHOWN_CHARACTERS), 0)
    last = first + SHOWN_CHARACTERS
    if last < len(line):
        line = f"{line[: last - 1]}…"
    if first:
        line = f"…{line[first + 1 :]}"
    start, end = start - first, end - first
    return _Snippet(line[:start], line[start:end], line[end:].rstrip())


def _columns(text: str) -> int:
    """Return how many columns a terminal needs: two for wide letters, none for accents."""
    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


def _painter(*, color: bool) -> Callable[[str, str], str]:
    return (lambda style, text: f"{style}{text}{_RESET}") if color else (lambda _, text: text)


def _terminal_lines(
    problem: Problem,
    source: Sequence[str],
    paint: Callable[[str, str], str],
    links: Links | None,
) -> list[str]:
    style = _ERROR if problem.severity == "error" else _WARNING
    place = paint(_BOLD, f"{_terminal_place(problem.span, links)}:")
    severity = paint(style, f"{problem.severity}:")
    lines = [f"{place} {severity} {_safe(problem.message)} [{problem.code}]"]
    if snippet := _snippet(problem.span, source):
        number = str(problem.span.line)
        shown = f"{snippet.before}{snippet.marked}{snippet.after}"
        carets = paint(style, "^" * max(_columns(snippet.marked), 1))
        lines.append(f"  {number} | {shown}")
        lines.append(f"  {' ' * len(number)} | {' ' * _columns(snippet.before)}{carets}")
    if problem.hint:
        lines.append(f"  {paint(_HINT, 'hint:')} {_safe(problem.hint)}")
    for span, text in problem.related:
        lines.append(f"  {paint(_BOLD, f'{_terminal_place(span, links)}:')} {_safe(text)}")
    return lines


def _terminal_place(span: Span, links: Links | None) -> str:
    """Return a place, as a link where there is one (OSC 8).

    Source: gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda.
    """
    address = links(span) if links else None
    place = _place(span)
    return f"\x1b]8;;{_safe(address)}\x1b\\{place}\x1b]8;;\x1b\\" if address else place


def _html_place(span: Span, links: Links | None) -> str:
    address = links(span) if links else None
    place = f"<code>{escape(_place(span))}</code>"
    return f'<a href="{escape(address)}">{place}</a>' if address else place


def _json(problem: Problem) -> str:
    span = problem.span
    related = [
        {"path": place.path, "line": place.line, "column": place.column, "message": text}
        for place, text in problem.related
    ]
    fields = {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "width": span.width,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "related": related,
    }
    text = json.dumps(fields, ensure_ascii=False)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _read_json(fields: dict[str, Any]) -> Problem:
    related = tuple(
        (Span(place["path"], place["line"], place["column"]), place["message"])
        for place in fields["related"]
    )
    span = Span(fields["path"], fields["line"], fields["column"], fields["width"])
    return Problem(
        fields["code"], fields["message"], span, fields["hint"], related, fields["severity"]
    )


def _html_item(problem: Problem, source: Sequence[str], links: Links | None) -> str:
    place, message = _html_place(problem.span, links), escape(_safe(problem.message))
    head = f"{place} <strong>{problem.severity}</strong> {message}"
    lines = [
        f'<li class="{problem.severity}">',
        f"<p>{head} <code>{escape(problem.code)}</code></p>",
    ]
    if snippet := _snippet(problem.span, source):
        marked = f"<mark>{escape(snippet.marked)}</mark>"
        shown = f"{escape(snippet.before)}{marked}{escape(snippet.after)}"
        lines.append(f"<pre><span>{problem.span.line} | </span>{shown}</pre>")
    if problem.hint:
        lines.append(f"<p>hint: {escape(_safe(problem.hint))}</p>")
    for span, text in problem.related:
        lines.append(f"<p>{_html_place(span, links)} {escape(_safe(text))}</p>")
    return "\n".join([*lines, "</li>"])
