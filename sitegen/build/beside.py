"""Calls that run beside ours, in a thread: those of a library that lets Python go on meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

R = TypeVar("R")


class Beside(Generic[R]):
    """Calls at work, one after another. Where there are none, there is no thread."""

    def __init__(self, calls: Sequence[Callable[[], R]]) -> None:
        self._made: list[R] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._work, args=(calls,), name="sitegen-beside")
        if calls:
            self._thread.start()

    def _work(self, calls: Sequence[Callable[[], R]]) -> None:
        try:
            self._made += [call() for call in calls]
        except BaseException as fault:  # noqa: BLE001 it is raised where the results are asked for
            self._fault = fault

    def results(self) -> list[R]:
        """Wait for what came of the calls, in their order; raises what one of them raised."""
        if self._thread.ident is not None:
            self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._made
