"""Charts of rows: bars of kinds and venues, strips of years of topics."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from sitegen.plan.charts.labels import cut
from sitegen.plan.charts.scale import percent
from sitegen.views import BarView, MarkView

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL: Final = 245
"""Pixels beside the number, in a window of 320."""
STRIP_HEIGHT: Final = 16
_STRIP_UNIT: Final = 8
_STRIP_PART: Final = 0.74
_STRIP_WIDEST: Final = 2.5


def bars(counts: Sequence[tuple[str, int]]) -> tuple[BarView, ...]:
    """Return one bar for each label, as long as its number is beside the greatest."""
    most = max((count for _, count in counts), default=0)
    return tuple(
        BarView(
            label=cut(label, _LABEL), title=label, count=count, width_percent=percent(count, most)
        )
        for label, count in counts
    )


def strips(rows: Sequence[tuple[str, Sequence[int]]]) -> tuple[BarView, ...]:
    """Return a strip for each label and its years: a mark a year, as high as its works are many."""
    every = [year for _, years in rows for year in years]
    if not every:
        return ()
    first, count = min(every), max(every) - min(every) + 1
    most = max(max(Counter(years).values(), default=1) for _, years in rows)
    unit = min(_STRIP_UNIT, STRIP_HEIGHT / most)
    width = min(percent(_STRIP_PART, count), _STRIP_WIDEST)
    return tuple(
        BarView(
            label=cut(label, _LABEL),
            title=label,
            count=len(years),
            marks=tuple(
                MarkView(
                    x_percent=round(percent(year - first + 0.5, count) - width / 2, 2),
                    y=round(STRIP_HEIGHT - number * unit, 1),
                    width_percent=width,
                    height=round(number * unit, 1),
                )
                for year, number in sorted(Counter(years).items())
            ),
        )
        for label, years in rows
    )
