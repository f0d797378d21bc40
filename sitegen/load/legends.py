"""What the marks after authors' names mean, in the words of the notes of an entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.late_pattern import late_pattern
from sitegen.load.author_marks import find_marks, with_signs
from sitegen.model.people import ROLE_SIGNS, Role
from sitegen.readers.latex import plain_latex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sitegen.load.author_marks import FoundMark
    from sitegen.model.publication import MarkMeaning, Publication

_ROLE_WORDS: Final[tuple[tuple[Role, str], ...]] = (
    (
        "equal",
        (
            r"\bequal|\bco-?\s?(?:first|lead)|\b(?:joint|shared)(?:ly)?\s(?:first|lead|contribut)"
            r"|contributed the same|^joint$"
        ),
    ),
    ("corresponding", r"correspond|contact author"),
    (
        "student",
        r"student|mentee|trainee|advisee|undergrad|\bsupervised by|^(?:phd|ugrad|msc?|bsc?)$",
    ),
)
_NO_EQUAL = late_pattern(r"advis|supervis|senior|\blast\b|mentor", re.IGNORECASE)
"""With these words `equal` and `joint` speak of something else than the first authors."""

_ROLES: Final = tuple((role, late_pattern(words, re.IGNORECASE)) for role, words in _ROLE_WORDS)
_LONGEST: Final = 300
_LONGEST_NOTE: Final = 5_000
_END = late_pattern(
    r"(?:(?<=[^\W\d_]{2})[.!]|(?<=[)\]}][.])|;)(?=\s|$)\s*|<br\s*/?>\s*|\\\\\s*|\n[ \t]*\n\s*"
)
_BETWEEN_SIGNS = late_pattern(r"[\s,;/&{}()]*(?:and[\s{}]*)?")
_SAYS = late_pattern(r"[\s:=,–—-]*(?:(?:indicates?|denotes?|means?|marks?)\s+)?", re.IGNORECASE)
_EDGES: Final = " \t\n.,;:=–—-(){}"


class Explained(NamedTuple):
    """What a note says about signs, and what is left of it."""

    meanings: Mapping[str, str]
    """Sign -> plain words."""
    rest: str


def explain(note: str, signs: Collection[str]) -> Explained:
    r"""Return what a note in LaTeX says about the signs, and the note without that.

    A sentence stays where it explains no sign, or one that no author has.

    >>> explain(r"Best paper. \textsuperscript{*} Equal contribution; † now elsewhere", ["*", "†"])
    Explained(meanings={'*': 'Equal contribution', '†': 'now elsewhere'}, rest='Best paper.')
    """
    meanings: dict[str, str] = {}
    if not signs or len(note) > _LONGEST_NOTE:
        return Explained(meanings, note)
    text = with_signs(note)
    if not any(set(mark.signs) & set(signs) for mark in find_marks(text)):
        return Explained(meanings, note)
    kept: list[str] = []
    for sentence, end in _sentences(text):
        found = _sentence_meanings(sentence, signs)
        for sign, words in found.items():
            meanings.setdefault(sign, words)
        if not found:
            kept += [sentence, end]
    rest = "".join(kept).strip().rstrip(",;")
    if not meanings:
        return Explained(meanings, note)
    return Explained(meanings, rest if any(map(str.isalnum, plain_latex(rest))) else "")


def roles_in(words: str) -> tuple[Role, ...]:
    """Return the roles that some words name.

    >>> roles_in("co-first and corresponding authors"), roles_in("deceased")
    (('equal', 'corresponding'), ())
    """
    words = words[:_LONGEST]
    roles = tuple(role for role, pattern in _ROLES if pattern.search(words))
    return tuple(role for role in roles if role != "equal" or not _NO_EQUAL.search(words))


def merged_legend(publications: Iterable[Publication]) -> tuple[MarkMeaning, ...]:
    """Return what the custom marks in a list of publications mean, if that is one thing each.

    () where two works disagree, where one does not say what it means by the mark of another, or
    where the mark is the sign of a role: a legend for the whole list would tell something untrue.
    """
    legend: dict[str, MarkMeaning] = {}
    unexplained: set[str] = set()
    for publication in publications:
        own = {one.mark: one for one in publication.legend}
        for mark, meaning in own.items():
            known = legend.setdefault(mark, meaning)
            if known.meaning.casefold() != meaning.meaning.casefold():
                return ()
        for author in (*publication.authors, *publication.editors):
            unexplained.update(mark for mark in author.marks if mark not in own)
            unexplained.update(ROLE_SIGNS[role] for role in author.roles)
    return () if unexplained & legend.keys() else tuple(legend.values())


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence with what ends it; a mark in brackets begins one of its own."""
    start = 0
    for end in _END.finditer(text):
        yield from _bracketed(text[start : end.start()], end[0])
        start = end.end()
    yield from _bracketed(text[start:], "")


def _bracketed(sentence: str, end: str) -> Iterator[tuple[str, str]]:
    start = 0
    for mark in find_marks(sentence) if "(" in sentence else ():
        opening = sentence.rfind("(", start, mark.start)
        if mark.start < start or opening < 0 or sentence[opening + 1 : mark.start].strip():
            continue
        close = sentence.find(")", mark.end, mark.end + _LONGEST)
        if any(map(str.isalnum, sentence[mark.end : close])):
            yield sentence[start:opening].rstrip(), " "
            yield sentence[mark.start : close], ""
            start = len(sentence) - len(sentence[close + 1 :].lstrip())
    yield sentence[start:], end


def _sentence_meanings(sentence: str, signs: Collection[str]) -> Mapping[str, str]:
    """Return the signs that a sentence explains and nothing besides, or else nothing."""
    marks = list(find_marks(sentence))
    if not marks or any(not set(mark.signs) <= set(signs) for mark in marks):
        return {}
    if not any(map(str.isalnum, plain_latex(sentence[: marks[0].start]))):
        return dict(_words_after(sentence, marks))
    found = dict(_words_before(sentence, marks))
    if found:
        return found
    words = plain_latex(sentence).strip(_EDGES)
    return {sign: words for mark in marks for sign in mark.signs} if roles_in(words) else {}


def _words_after(sentence: str, marks: list[FoundMark]) -> Iterator[tuple[str, str]]:
    """Yield `* equal, † now elsewhere` sign by sign; several signs may share their words."""
    waiting: list[str] = []
    for place, mark in enumerate(marks):
        next_start = marks[place + 1].start if place + 1 < len(marks) else len(sentence)
        source = sentence[mark.end : next_start]
        waiting += mark.signs
        if _BETWEEN_SIGNS.fullmatch(source):
            continue
        words = plain_latex(source).strip()
        words = words[_SAYS.match(words).end() :] if _SAYS.match(words) else words  # type: ignore[union-attr]
        if words := words.strip(_EDGES):
            yield from ((sign, words) for sign in waiting)
        waiting = []


def _words_before(sentence: str, marks: list[FoundMark]) -> Iterator[tuple[str, str]]:
    """Yield `Equal contribution: *, corresponding author: †`, if all of it names roles."""
    found: list[tuple[str, str]] = []
    start = 0
    for mark in marks:
        words = plain_latex(sentence[start : mark.start]).strip(_EDGES)
        if not roles_in(words):
            return
        found += [(sign, words) for sign in mark.signs]
        start = mark.end
    if not any(map(str.isalnum, plain_latex(sentence[start:]))):
        yield from found
