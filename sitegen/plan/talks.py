"""Talks: what is still to come stands first, soonest on top; the past by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.plan.entries import newest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model.cv import Talk
    from sitegen.model.dates import PartialDate


def sorted_talks(
    talks: Sequence[Talk], today: PartialDate
) -> tuple[tuple[Talk, ...], tuple[Talk, ...]]:
    """Return upcoming talks (soonest first) and past ones (newest first)."""
    upcoming = [talk for talk in talks if is_upcoming(talk, today)]
    past = [talk for talk in talks if not is_upcoming(talk, today)]
    return tuple(reversed(newest_first(upcoming))), newest_first(past)


def is_upcoming(talk: Talk, today: PartialDate) -> bool:
    """Say whether a talk is today or later; one known by its month only, until the month ends."""
    last = (talk.date.end or talk.date.start) if talk.date else None
    if last is None:
        return False
    known = tuple(part for part in (last.year, last.month, last.day) if part)
    now = (today.year, today.month or 0, today.day or 0)[: len(known)]
    return known >= now
