"""What of a text is as it was: the parts before and after an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEIGHBOURS: Final = 2
"""Parts next to an edit that are not trusted: whether an entry begins somewhere is also told by
what stands before it on its line, and by the key and the field that follow."""


def same_parts(before: str, now: str, lengths: Sequence[int]) -> tuple[int, int]:
    """Return how many parts at the beginning and at the end of a text surely are as before.

    Args:
        before: The text that was read last.
        now: The text as it is.
        lengths: The characters of each part of `before`.

    >>> same_parts("aabbccddeeff", "aabbccddxxeeff", [2] * 6), same_parts("ab", "ab", [1, 1])
    ((2, 0), (2, 0))
    """
    if before == now:
        return len(lengths), 0
    same = _common_prefix(before, now)
    head = _fitting(lengths, same)
    room = min(len(before), len(now)) - same
    same = _common_suffix(before, now, room)
    tail = _fitting(reversed(lengths), same)
    return max(head - _NEIGHBOURS, 0), max(tail - _NEIGHBOURS, 0)


def _fitting(lengths: Iterable[int], room: int) -> int:
    """Return how many parts of these lengths fit into so many characters."""
    fitting = 0
    for length in lengths:
        room -= length
        if room < 0:
            break
        fitting += 1
    return fitting


def _common_prefix(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_suffix(one: str, other: str, limit: int) -> int:
    """Return how many characters, at most `limit`, two texts share at their ends."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
