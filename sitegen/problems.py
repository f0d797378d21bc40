"""Problems: what the user should fix, as values that stages return and the command line prints."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Generic, Literal, NewType, Protocol, TypeAlias, TypeVar

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

SitePath = NewType("SitePath", str)
"""A source file: posix, relative to the folder of site.toml; `@themes/…` is a built-in theme."""

Severity: TypeAlias = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file: 1-based line and column, counted in characters."""

    path: SitePath
    line: int = 1
    column: int = 1
    width: int = 1


class Located(Protocol):
    """Something that works out its place when it is asked for: most places are never needed."""

    @property
    def span(self) -> Span:
        """The place in the source as it was read last."""


Place: TypeAlias = Span | Located


def span_at(place: Place) -> Span:
    """Return a place that may still have to be worked out."""
    return place if isinstance(place, Span) else place.span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the user should fix.

    `code` is kebab-case, documented in docs/problems.md and never reused. `related` points at
    other places that matter, each with a few words ("first defined here").
    """

    code: str
    message: str
    span: Span
    hint: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage made, and what it found. `value` is None when it could make nothing."""

    value: T | None
    problems: tuple[Problem, ...] = ()


def warning(code: str, message: str, span: Span, hint: str | None = None) -> Problem:
    """Return a problem that does not stop the build (unless `--strict`)."""
    return Problem(code, message, span, hint, severity="warning")


def move_down(problem: Problem, lines: int) -> Problem:
    """Return a problem of a text that now stands so many lines further down in its file."""
    related = tuple((_moved(span, lines), words) for span, words in problem.related)
    return replace(problem, span=_moved(problem.span, lines), related=related)


def _moved(span: Span, lines: int) -> Span:
    return replace(span, line=span.line + lines)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, by file, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.span, p.severity, p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems stops the build."""
    return any(problem.severity == "error" for problem in problems)


def as_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the same problems with warnings turned into errors, as `--strict` asks."""
    return tuple(replace(problem, severity="error") for problem in problems)


def near_miss(word: str, known: Iterable[str]) -> str | None:
    """Return the hint "did you mean …?" when a known word is close to `word`.

    >>> near_miss("them", ["theme", "title"])
    'did you mean `theme`?'
    """
    known = sorted(set(known))
    folded = {name.casefold(): name for name in reversed(known)}
    found = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f"did you mean `{folded[found[0]]}`?" if found else None
