"""The network of co-authors: the owner of the site in the middle, the closest ones around."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.plan.charts.labels import cut, text_width
from sitegen.plan.charts.layout import Box, lay_out
from sitegen.views import EdgeView, NetworkView, NodeView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

_WIDTHS: Final[dict[Literal["narrow", "wide"], tuple[int, int]]] = {
    "wide": (720, 48),
    "narrow": (320, 15),
}
"""Drawing -> its width, and how many co-authors it has room for."""

_LINE: Final = 16
_AIR: Final = 8
_RADII: Final = (4, 6, 8, 10)
_STEPS: Final = (2, 4, 8)
"""From so many joint works on the next size is used."""
_BEND: Final = 0.3
_EDGES_AT_MOST: Final = 150
_TEAM_AT_MOST: Final = 25
"""A work of more people says little about who works with whom."""


class Coauthor(NamedTuple):
    """A person with the places of the works written with the owner."""

    label: str
    title: str
    works: tuple[int, ...]


def network_views(owner: str, people: Sequence[Coauthor]) -> tuple[NetworkView, ...]:
    """Return the network for wide and for narrow windows; `people` are the closest first."""
    drawn: list[NetworkView] = []
    for name, (width, room) in _WIDTHS.items():
        drawn.append(_network(name, width, owner, people[:room]))
    return tuple(drawn)


def shows_everybody(count: int) -> bool:
    """Say whether each drawing has room for so many co-authors."""
    return all(count <= room for _, room in _WIDTHS.values())


def _network(
    name: Literal["narrow", "wide"], width: int, owner: str, people: Sequence[Coauthor]
) -> NetworkView:
    labels = [cut(one, width / 2 - _AIR) for one in (owner, *(person.label for person in people))]
    steps = [4, *(_step(len(person.works)) for person in people)]
    radii = [_RADII[step - 1] for step in steps]
    boxes = [
        Box(max(text_width(label), 2 * radius) + _AIR, 2 * radius + _LINE + _AIR)
        for label, radius in zip(labels, radii, strict=True)
    ]
    joint = _joint_works(people)
    layout = lay_out(boxes, joint, width)
    # The middle of a box is below that of its disc: the name hangs on it.
    discs = [
        (round(place.x), round(place.y - (_LINE + _AIR / 2) / 2 + _AIR / 4))
        for place in layout.places
    ]
    edges = {(0, place): len(person.works) for place, person in enumerate(people, 1)} | joint
    return NetworkView(
        name=name,
        width=width,
        height=layout.height,
        edges=tuple(
            _edge(discs[one], discs[other], discs[0], _step(count), is_owner=one == 0)
            for (one, other), count in sorted(edges.items())
        ),
        nodes=tuple(
            NodeView(
                label=label,
                title=title,
                x=x,
                y=y,
                radius=radius,
                label_y=y + radius + _LINE - 3,
                step=step,
                is_owner=place == 0,
            )
            for place, (label, title, (x, y), radius, step) in enumerate(
                zip(
                    labels,
                    (owner, *(person.title for person in people)),
                    discs,
                    radii,
                    steps,
                    strict=True,
                )
            )
        ),
    )


def _edge(
    one: tuple[int, int],
    other: tuple[int, int],
    owner: tuple[int, int],
    step: int,
    *,
    is_owner: bool,
) -> EdgeView:
    """Return a line between two discs; that between co-authors bends towards the owner."""
    middle = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
    bend = 0 if is_owner else _BEND
    x, y = (round(a + bend * (b - a)) for a, b in zip(middle, owner, strict=True))
    return EdgeView(
        x1=one[0], y1=one[1], x2=other[0], y2=other[1],
        bend_x=x, bend_y=y, step=step, is_owner=is_owner,
    )  # fmt: skip


def _joint_works(people: Sequence[Coauthor]) -> dict[tuple[int, int], int]:
    """Return how many works two co-authors share; of many pairs the strongest ones.

    People are numbered from 1, as the owner is 0.
    """
    teams: dict[int, list[int]] = {}
    for number, person in enumerate(people, 1):
        for work in person.works:
            teams.setdefault(work, []).append(number)
    counts = Counter(
        pair
        for team in teams.values()
        if len(team) <= _TEAM_AT_MOST
        for pair in combinations(team, 2)
    )
    strongest = sorted(counts, key=lambda pair: (-counts[pair], pair))[:_EDGES_AT_MOST]
    return {pair: counts[pair] for pair in strongest}


def _step(count: int) -> int:
    """Return the size for a number of joint works.

    >>> [_step(count) for count in (1, 2, 4, 8, 100)]
    [1, 2, 3, 4, 4]
    """
    return 1 + sum(count >= least for least in _STEPS)
