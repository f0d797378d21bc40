"""Where, in a damaged entry, a value most likely ends: guesses from how people lay out files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.late_pattern import late_pattern
from sitegen.readers.bibtex_grammar import LIKELY_NAME
from sitegen.readers.bibtex_values import drop_unmatched_braces, pair_braces

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIELD_LIKE = late_pattern(
    rf"(?:^|[,;])[ \t]*({LIKELY_NAME})[ \t]*=[ \t]*(?:[\"{{]|[\w.-]++[ \t]*(?:[,}}#]|$))",
    re.MULTILINE,
)
_CLOSER_ALONE = late_pattern(r"^[ \t]*([})])[ \t]*$", re.MULTILINE)
_SWALLOWED_CLOSER = late_pattern(r"\{[ \t]*[^\s{}][^{}]*\n[ \t]*\}")
"""`{1901`, and on the next line the brace of the entry."""


def likely_end(text: str, start: int, stop: int) -> int:
    """Return where, after a flaw at `start`, the next field begins or the entry ends.

    >>> text = "title = {Tides, year = 1901 }"
    >>> text[likely_end(text, 8, len(text)):]
    'year = 1901 }'
    """
    following = _FIELD_LIKE.search(text, start + 1, stop)
    if following:
        return following.start(1)
    closers = tuple(_CLOSER_ALONE.finditer(text, start, stop))
    if closers:
        return closers[-1].start(1)
    last = start + len(text[start:stop].rstrip()) - 1
    return last if last > start and text[last] in "})" else stop


def find_swallower(text: str, values: Sequence[tuple[int, int]]) -> int | None:
    """Return which of an entry's values, given as offsets, took in what follows it.

    That is a value with the beginning of a further field in it; else the last one, when it ends
    with a brace on a line of its own, which should be that of the entry.
    """
    for index, (start, stop) in enumerate(values):
        if _FIELD_LIKE.search(text, start + 1, stop):
            return index
    if values and _SWALLOWED_CLOSER.fullmatch(text, *values[-1]):
        return len(values) - 1
    return None


def tidy_value(text: str) -> str:
    """Return what is meant by a value that does not end where it should.

    >>> tidy_value("{Tides of {Ys},"), tidy_value('"Tides}, '), tidy_value("{Tides};")
    ('Tides of {Ys}', 'Tides', 'Tides')
    """
    value = drop_unmatched_braces(text.strip(" \t\n,;")).strip('"')
    is_wrapped = value.startswith("{") and pair_braces(value)[0] == len(value) - 1
    return value[1:-1] if is_wrapped else value
