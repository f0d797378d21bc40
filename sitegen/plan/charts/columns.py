"""Works by year as columns: one mark a work while there is room, else one for each kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.plan.charts.scale import percent, step_for
from sitegen.views import ChartSeriesView, ColumnsView, ColumnView, MarkView, TickView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

HEIGHT: Final = 200
_MARK: Final = 18
"""Height of a mark with the gap above it, at most."""
_GAP: Final = 2
_MARKS_AT_MOST: Final = 40
"""In a column; beyond that a mark would be thinner than 3 pixels."""
_ALL_MARKS_AT_MOST: Final = 1500
_COLUMNS_AT_MOST: Final = 80
_COLUMN_PART: Final = 0.74
"""How much of its cell a column takes."""
_COLUMN_WIDEST: Final = 4.0
"""Per cent."""
_YEARS_SHOWN: Final = 6
"""So many labels of four digits have room in 280 pixels."""
_COUNTS_SHOWN: Final = 4


class Dated(NamedTuple):
    """A work of a year, of one of the series."""

    year: int
    series: int


def columns_view(
    works: Sequence[Dated],
    labels: Sequence[str],
    describe: Callable[[str, int], str],
) -> ColumnsView:
    """Return the columns of works; `labels` are those of the series, `describe` titles a column.

    Works must be one at least. A span of more than eighty years is divided into equal parts.
    """
    years = [work.year for work in works]
    first, last = min(years), max(years)
    size = step_for(last - first + 1, _COLUMNS_AT_MOST, (1, 2, 5))
    first -= first % size
    count = (last - first) // size + 1
    members: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for work in works:
        members[(work.year - first) // size][work.series] += 1
    highest = max(sum(one.values()) for one in members.values())
    is_counted = highest <= _MARKS_AT_MOST and len(works) <= _ALL_MARKS_AT_MOST
    unit = min(_MARK, HEIGHT / highest)
    height = round(unit * highest)
    totals = Counter(work.series for work in works)
    return ColumnsView(
        height=height,
        columns=tuple(
            ColumnView(
                title=describe(span_label(first + place * size, size), sum(one.values())),
                marks=tuple(_marks(one, place, count, unit, height, is_counted=is_counted)),
            )
            for place, one in sorted(members.items())
        ),
        series=tuple(
            ChartSeriesView(number=number, label=label, count=totals[number])
            for number, label in enumerate(labels, 1)
        ),
        years=tuple(_year_ticks(first, count, size)),
        counts=tuple(_count_ticks(highest, unit, height)),
        is_counted=is_counted,
    )


def span_label(first: int, size: int) -> str:
    """Return the words for some years.

    >>> span_label(1948, 1), span_label(1950, 10)
    ('1948', '1950–1959')
    """
    return str(first) if size == 1 else f"{first}–{first + size - 1}"


def _marks(
    found: Mapping[int, int], place: int, count: int, unit: float, height: int, *, is_counted: bool
) -> Iterator[MarkView]:
    """Yield the marks of a column from the bottom up, the first series lowest."""
    width = min(percent(_COLUMN_PART, count), _COLUMN_WIDEST)
    x = round(percent(place + 0.5, count) - width / 2, 2)
    gap = min(_GAP, unit / 3)
    below = 0
    for series in sorted(found):
        sizes = [1] * found[series] if is_counted else [found[series]]
        for size in sizes:
            below += size
            yield MarkView(
                x_percent=x,
                y=round(height - below * unit, 1),
                width_percent=width,
                height=round(size * unit - gap, 1),
                series=series,
            )


def _year_ticks(first: int, count: int, size: int) -> Iterator[TickView]:
    """Yield labels of round years, in the middle of their columns."""
    step = step_for(count * size, _YEARS_SHOWN, (1, 2, 5))
    for place in range(count):
        year = first + place * size
        if -(-year // step) * step < year + size:
            shown = -(-year // step) * step
            yield TickView(place=percent(place + 0.5, count), label=str(shown))


def _count_ticks(highest: int, unit: float, height: int) -> Iterator[TickView]:
    step = step_for(highest, _COUNTS_SHOWN)
    for number in range(step, highest + 1, step):
        yield TickView(place=round(height - number * unit, 1), label=str(number))
