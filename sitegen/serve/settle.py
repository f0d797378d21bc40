"""When changes have settled. Pure: the time is an argument, in seconds of any steady clock."""

from __future__ import annotations

from typing import Final

from sitegen.quick_dataclass import dataclass

QUIET_MS: Final = 50
LONGEST_MS: Final = 500


@dataclass(frozen=True, slots=True)
class Burst:
    """Changes that belong together: when the first and the last of them came."""

    first_s: float
    last_s: float


def noted(burst: Burst | None, now_s: float) -> Burst:
    """Return the burst with one more change."""
    return Burst(burst.first_s if burst else now_s, now_s)


def due_s(burst: Burst) -> float:
    """Return when to build: after `QUIET_MS` without a change, `LONGEST_MS` after the first."""
    return min(burst.last_s + QUIET_MS / 1000, burst.first_s + LONGEST_MS / 1000)
