"""How far a build has come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias, TypeVar

T = TypeVar("T")

Progress: TypeAlias = Callable[[str, int, int], None]
"""Told what is being done ("Rendering"), how many are done, and of how many; 0 where unknown."""


def told(progress: Progress | None, what: str, items: Collection[T]) -> Iterable[T]:
    """Return items to work on; `progress` is told of each one before it is.

    >>> list(told(lambda *said: print(*said), "Reading page", "ab"))
    Reading page 0 2
    Reading page 1 2
    ['a', 'b']
    """
    return items if progress is None else _telling(progress, what, items)


def _telling(progress: Progress, what: str, items: Collection[T]) -> Iterator[T]:
    total = len(items)
    for done, item in enumerate(items):
        progress(what, done, total)
        yield item
