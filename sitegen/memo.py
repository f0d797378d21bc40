"""What is remembered from one build to the next, so that an edit costs what it changes."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

_Known: TypeAlias = "dict[Callable[..., Any], dict[int, tuple[tuple[Any, ...], Any]]]"
"""Function -> identity of the first argument -> all arguments and the result."""


@dataclass(slots=True, eq=False)
class CallMemo:
    """Results of pure functions, with the arguments they were made from.

    A result is used again where all arguments are equal, so that what has not changed is the very
    same object in the next build.
    """

    _before: _Known = field(default_factory=dict)
    _now: _Known = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a build."""
        self._now = {}

    def end(self) -> None:
        """End a build: what it did not ask for is forgotten. One that fails does not end."""
        self._before = self._now

    def each(self, make: Callable[..., T], rows: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Yield `make(*row)` for every row.

        Of rows that begin with the same object only the last one is remembered.

        >>> list(CallMemo().each(divmod, [(7, 2), (9, 4)]))
        [(3, 1), (2, 1)]
        """
        before = self._before.get(make, {})
        now = self._now.setdefault(make, {})
        for row in rows:
            # The first argument is kept with the result, so its identity is nobody else's.
            key = id(row[0])
            known = now.get(key) or before.get(key)
            if known is None or known[0] != row:
                known = (row, make(*row))
            now[key] = known
            yield known[1]

    def origins(self, *makers: Callable[..., object]) -> dict[int, tuple[Any, ...]]:
        """Return what the results of these functions were made from, by the results' identity."""
        return {
            id(result): row for make in makers for row, result in self._now.get(make, {}).values()
        }

    def once(self, make: Callable[..., T], *arguments: Any) -> T:
        """Return `make(*arguments)`, for a function that a build calls once."""
        known = self._before.get(make, {}).get(0)
        if known is None or known[0] != arguments:
            known = (arguments, make(*arguments))
        self._now[make] = {0: known}
        result: T = known[1]
        return result
