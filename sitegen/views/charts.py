"""The views of charts: what to draw, as numbers, and the table behind each drawing.

Lengths are units of the drawing, which are CSS pixels while it is not scaled; those that end in
`_percent` are parts of its whole width, so that the drawing takes any width without its text
getting smaller. x runs from left to right and y from top to bottom. Every number is rounded.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from sitegen.quick_dataclass import dataclass

ChartKind: TypeAlias = Literal["columns", "bars", "strips", "network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One cell of a table; `href` is "" where it is no link."""

    text: str
    href: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A table; the first cell of each row is its heading."""

    head: tuple[CellView, ...]
    rows: tuple[tuple[CellView, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeriesView:
    """One series of a chart, for its legend: `number` counts from 1."""

    number: int
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A rectangle; `series` says to which series it belongs, 0 where there is but one."""

    x_percent: float
    y: float
    width_percent: float
    height: float
    series: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TickView:
    """A mark of an axis; `place` is a y in units, or an x in percent on an axis of years."""

    place: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One column: a year, or some years. `title` says what it shows."""

    title: str
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsView:
    """Columns over years. With `is_counted` each work has a mark of its own."""

    height: int
    """Of the columns; the labels of the years stand below."""
    columns: tuple[ColumnView, ...]
    series: tuple[ChartSeriesView, ...]
    years: tuple[TickView, ...]
    counts: tuple[TickView, ...]
    is_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """One row of a chart: its label and number stand over what is drawn.

    `width_percent` is the length of its bar; `marks` are those of a strip of years.
    """

    label: str
    """Cut to what has room."""
    title: str
    """The whole label."""
    count: int
    width_percent: float = 0
    marks: tuple[MarkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """A person in a network: a disc with the name below. `step` tells the sizes apart, 1 to 4."""

    label: str
    title: str
    x: int
    y: int
    radius: int
    label_y: int
    step: int = 1
    is_owner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """A line between two people. `step` tells how much they wrote together, 1 to 4."""

    x1: int
    y1: int
    bend_x: int
    """The control point of a quadratic curve; that of a straight line is its middle."""
    bend_y: int
    x2: int
    y2: int
    step: int = 1
    is_owner: bool = False
    """One of the two is the owner of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """A network, drawn for a window: `narrow` for phones, `wide` for others; all text is legible.

    Lines first, then discs, then names, so that nothing hides a name.
    """

    name: Literal["narrow", "wide"]
    width: int
    height: int
    edges: tuple[EdgeView, ...]
    nodes: tuple[NodeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """One chart: `kind` says which field holds what is drawn."""

    name: str
    """What it shows: "years", "kinds", "venues", "topics" or "coauthors"."""
    kind: ChartKind
    anchor: str
    title: str
    summary: str
    """The chart in a sentence or two: its text alternative, together with the table."""
    notes: tuple[str, ...]
    """What it leaves out, and why."""
    table: TableView
    columns: ColumnsView | None = None
    bars: tuple[BarView, ...] = ()
    """The rows of `bars` and `strips`."""
    ends: tuple[str, ...] = ()
    """The years at which strips begin and end."""
    networks: tuple[NetworkView, ...] = ()
