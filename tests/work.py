"""How much work something is, told without a clock."""

from __future__ import annotations

import itertools
import signal
import sys
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

MOST_CPU_S = 60
"""A hundred times what the work in question takes, and less than what it takes where it grows with
the square of its input."""


def follow_steps(action: Callable[[], object], step: Callable[[], object]) -> None:
    """Call a function before each line of Python that runs in an action."""

    def trace(_: FrameType, event: str, __: object) -> object:
        if event == "line":
            step()
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)


def count_steps(action: Callable[[], object]) -> int:
    """Return how many lines of Python run in an action: the same number on every machine."""
    count = itertools.count()
    follow_steps(action, partial(next, count))
    return next(count)


@contextmanager
def coming_to_an_end() -> Iterator[None]:
    """Fail where the work inside does not end: regular expressions take no steps of Python."""

    def stop(_: int, __: FrameType | None) -> None:
        pytest.fail(f"did not end within {MOST_CPU_S} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MOST_CPU_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
