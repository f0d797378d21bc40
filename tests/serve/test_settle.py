from __future__ import annotations

import heapq

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.serve.settle import LONGEST_MS, QUIET_MS, Burst, due_s, noted

QUIET = QUIET_MS / 1000
LONGEST = LONGEST_MS / 1000
CLOSE = 1e-9

times = st.lists(st.floats(0, 5, allow_nan=False), min_size=1, max_size=60).map(sorted)


def builds(changes: list[float], takes: float) -> list[float]:
    """Play the builder against a list of changes; return when each build began."""
    waiting, free, begun = list(changes), 0.0, []
    heapq.heapify(waiting)
    burst: Burst | None = None
    while waiting or burst:
        due = max(due_s(burst), free) if burst else float("inf")
        if waiting and waiting[0] <= due:
            burst = noted(burst, heapq.heappop(waiting))
            continue
        begun.append(due)
        free, burst = due + takes, None
    return begun


@given(times, st.floats(0, 1))
@example([4.40625, 4.5, 5.0], 0.5625)
def test_every_change_is_followed_by_a_build(changes: list[float], takes: float) -> None:
    assert max(builds(changes, takes)) >= changes[-1]


@given(times)
def test_a_build_waits_for_quiet_or_for_the_longest_time(changes: list[float]) -> None:
    for begun in builds(changes, 0):
        before = [time for time in changes if time <= begun]
        is_quiet = begun - before[-1] >= QUIET - CLOSE
        longest = any(abs(begun - time - LONGEST) <= CLOSE for time in before)
        assert is_quiet or longest


@given(times)
def test_no_change_waits_longer_than_the_longest_time(changes: list[float]) -> None:
    begun = builds(changes, 0)
    for time in changes:
        assert min(each for each in begun if each >= time - CLOSE) - time <= LONGEST + CLOSE


def test_a_burst_is_one_build_and_changes_during_a_build_exactly_one_more() -> None:
    assert len(builds([0, 0.01, 0.02], 0)) == 1
    assert len(builds([0, 0.1, 0.3, 0.5], takes=2)) == 2
    assert len(builds([0, 0.1], takes=0)) == 2
