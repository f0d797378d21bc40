"""A second process for half of a long list of jobs, where the system makes one by a copy of ours.

`fork` gives the copy all that ours has read, for nothing; a process started anew would have to
read it again, which takes longer than it saves.
"""

from __future__ import annotations

import marshal
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from sitegen.quick_dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

J = TypeVar("J")

WORTH_IT: Final = 300
"""From so many pages on two processes are faster than one; making the second costs some 10 ms."""


def is_worth_it(count: int) -> bool:
    """Say whether a second process pays for so many jobs. Asks the system."""
    return (
        count >= WORTH_IT
        and hasattr(os, "fork")
        and hasattr(os, "sched_getaffinity")
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


@dataclass(slots=True)
class Apart:
    """A second process at work. As a context it has ended when the block has."""

    _process: int
    _pipe: int

    @classmethod
    def start(cls, jobs: Sequence[J], work: Callable[[J], tuple[Any, ...] | None]) -> Apart:
        """Do jobs in a second process. `work` returns texts, bytes and numbers, None to refuse."""
        reading, writing = os.pipe()
        process = os.fork()
        if process:
            os.close(writing)
            return cls(process, reading)
        try:
            os.close(reading)
            results = [work(job) for job in jobs]
            done = marshal.dumps([result and tuple(result) for result in results])
            with open(writing, "wb") as pipe:  # noqa: PTH123 it is a handle
                pipe.write(done)
        finally:
            os._exit(0)

    def results(self) -> list[tuple[Any, ...] | None]:
        """Wait for what came of the jobs, in their order; nothing if the process came to grief."""
        with open(self._pipe, "rb", closefd=False) as pipe:
            content = pipe.read()
        try:
            # It comes from our own copy, so it is what `dumps` wrote, or cut short.
            results: list[tuple[Any, ...] | None] = marshal.loads(content)  # noqa: S302
        except (EOFError, ValueError, TypeError):
            return []
        return results

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._pipe)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
