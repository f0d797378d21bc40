"""The line on a terminal that says how far a long command has come."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.progress import Progress

_QUIET_S = 1.0
_BETWEEN_S = 0.1
_ECHO = 2
"""Columns of the `^C` that a terminal prints behind the line."""


class ProgressLine:
    """A line that is rewritten while its block runs, and gone behind it; not before a second.

    Nothing else may be printed within the block. Without a stream nothing is shown.
    """

    def __init__(
        self,
        stream: TextIO | None,
        clock: Callable[[], float] = time.monotonic,
        columns: int = 80,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._room = columns - 1 - _ECHO
        self._from = self._next = clock() + _QUIET_S
        self._what = ""
        self._width = 0

    def __enter__(self) -> Progress | None:
        """Return who is to be told of progress, if anybody."""
        return self._tell if self._stream else None

    def __exit__(self, *_: object) -> None:
        """Clear the line."""
        if self._width:
            self._write(f"\r{' ' * (self._width + _ECHO)}\r")
            self._what, self._width = "", 0

    def _tell(self, what: str, done: int, total: int) -> None:
        now = self._clock()
        if now < (self._next if what == self._what else self._from):
            return
        text = (f"{what} {done:,} of {total:,}" if total else what)[: self._room]
        line = text.ljust(self._width)
        # Known before it is written: an interruption may come in between.
        self._next, self._what, self._width = now + _BETWEEN_S, what, len(line)
        self._write(f"\r{line}")

    def _write(self, text: str) -> None:
        if self._stream:
            self._stream.write(text)
            self._stream.flush()


def progress_line(*, is_wanted: bool) -> ProgressLine:
    """Return the line of a command, which begins now. Looks at the terminal and the clock.

    Where nobody sees a line being rewritten, in a log or on a dumb terminal, nothing is shown.
    """
    stream = sys.stderr
    if not is_wanted or not stream.isatty() or os.environ.get("TERM") == "dumb":
        return ProgressLine(None)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:  # a terminal that only says it is one
        columns = 0
    return ProgressLine(stream, columns=columns or 80)
