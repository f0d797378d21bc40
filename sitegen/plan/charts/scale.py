"""Scales of charts: steps for eyes, parts of a width. All numbers come out rounded."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DECIMALS: Final = 2


def percent(part: float, whole: float) -> float:
    """Return a part of a width in percent, rounded, so that it is the same on every machine.

    >>> percent(1, 3), percent(5, 0)
    (33.33, 0.0)
    """
    return round(100 * part / whole, _DECIMALS) if whole else 0.0


def step_for(length: float, steps_at_most: int, factors: Sequence[int] = (1, 2, 5)) -> int:
    """Return the least round number that goes into a length at most so many times.

    >>> step_for(4, 4), step_for(30, 4), step_for(45, 6)
    (1, 10, 10)
    """
    return next(step for step in _round_numbers(factors) if length <= step * steps_at_most)


def _round_numbers(factors: Sequence[int]) -> Iterator[int]:
    for power in count():
        yield from (factor * 10**power for factor in factors)
