"""The bell between the watcher and the builder: many changes, one answer."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from sitegen.serve.settle import due_s, noted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.serve.settle import Burst


class Changes:
    """Changes that were noted and not yet waited for. Any thread may note, one waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._bell = threading.Condition()
        self._burst: Burst | None = None
        self._is_closed = False

    def note(self) -> None:
        """Say that something changed."""
        with self._bell:
            self._burst = noted(self._burst, self._clock())
            self._bell.notify_all()

    def close(self) -> None:
        """End the waiting."""
        with self._bell:
            self._is_closed = True
            self._bell.notify_all()

    def wait(self) -> bool:
        """Wait until changes were noted and have settled; False when there will be no more.

        What is noted from then on belongs to the next call, so that a change during a build is
        followed by exactly one more build.
        """
        with self._bell:
            while not self._is_closed:
                rest_s = due_s(self._burst) - self._clock() if self._burst else None
                if rest_s is not None and rest_s <= 0:
                    self._burst = None
                    return True
                self._bell.wait(rest_s)
            return False
