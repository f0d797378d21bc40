"""Where the people of a network stand: on rings around the owner, friends of friends together.

Only +, -, * and / are used, which IEEE 754 rounds alike everywhere; so the same people stand at
the same places on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FILL: Final = 0.4
"""How much of the drawing boxes may cover."""
_LOWEST: Final = 230
_LOWEST_FOR_EACH: Final = 40
"""The height of a drawing of few people, and how it grows with them."""
_WIDEST: Final = 2.0
"""How much wider than high a ring may be."""
_INNERMOST: Final = 8
"""People on the first ring; each further one has room for as many more."""
_ALONE: Final = 9
"""So many people share one ring."""
_MEMORY: Final = 0.6
_SWEEPS: Final = 250
_GROWTH: Final = 1.1
_GROWTHS_AT_MOST: Final = 8


class Box(NamedTuple):
    """The room that a person takes: a disc with the name below."""

    width: float
    height: float


class Place(NamedTuple):
    """The middle of a box."""

    x: float
    y: float


class Layout(NamedTuple):
    """The places of boxes in a drawing of this height."""

    places: tuple[Place, ...]
    height: int


def lay_out(boxes: Sequence[Box], edges: Mapping[tuple[int, int], int], width: int) -> Layout:
    """Return a place for every box: the first one in the middle, the next ones near to it.

    `edges` has the weight of the lines between boxes. No two boxes overlap, and all are in the
    drawing.
    """
    area = sum(box.width * box.height for box in boxes)
    height = max(area / (_FILL * width), float(min(_LOWEST, _LOWEST_FOR_EACH * len(boxes))))
    spots = _ringed(boxes, edges, width, height)
    for _ in range(_GROWTHS_AT_MOST):
        if _separated(spots, boxes, width, height):
            return Layout(tuple(Place(x, y) for x, y in spots), round(height + 0.5))
        height *= _GROWTH
        for spot in spots:
            spot[1] *= _GROWTH
    return _rows(boxes, width)


def _ringed(
    boxes: Sequence[Box], edges: Mapping[tuple[int, int], int], width: float, height: float
) -> list[list[float]]:
    """Return places on rings, where names may still stand one over the other."""
    rings = list(_rings(len(boxes) - 1))
    order = {one: place for place, one in enumerate(_friends_together(len(boxes), edges))}
    high = (height - max(box.height for box in boxes)) / 2
    wide = min((width - max(box.width for box in boxes)) / 2, high * _WIDEST)
    spots = [[width / 2, height / 2] for _ in boxes]
    first = 1
    for number, size in enumerate(rings, 1):
        members = sorted(range(first, first + size), key=order.__getitem__)
        far = number / len(rings)
        for place, one in enumerate(members):
            x, y = on_circle((place + 0.5 * (number % 2)) / size)
            spots[one] = [width / 2 + wide * far * x, height / 2 + high * far * y]
        first += size
    return spots


def _rings(count: int) -> Iterator[int]:
    """Yield how many people stand on each ring, the innermost first.

    >>> list(_rings(7)), list(_rings(20)), list(_rings(60))
    ([7], [6, 14], [6, 12, 18, 24])
    """
    if count <= _ALONE:
        yield from (count,) if count else ()
        return
    rings = 1
    while _INNERMOST * rings * (rings + 1) // 2 < count:
        rings += 1
    whole = rings * (rings + 1) // 2
    ends = [count * ring * (ring + 1) // 2 // whole for ring in range(1, rings + 1)]
    yield from (end - begin for begin, end in zip((0, *ends), ends, strict=False))


def _friends_together(count: int, edges: Mapping[tuple[int, int], int]) -> list[int]:
    """Return all but the first, each after those it has the strongest lines to."""
    weights: dict[int, dict[int, int]] = {}
    for (one, other), weight in edges.items():
        weights.setdefault(one, {})[other] = weight
        weights.setdefault(other, {})[one] = weight
    pulls = dict.fromkeys(range(1, count), 0.0)
    ordered: list[int] = []
    while pulls:
        nearest = max(pulls, key=lambda one: (pulls[one], -one))
        del pulls[nearest]
        ordered.append(nearest)
        for one in pulls:
            pulls[one] = pulls[one] * _MEMORY + weights.get(nearest, {}).get(one, 0)
    return ordered


def on_circle(turn: float) -> tuple[float, float]:
    """Return the point at a part of a whole turn from the top, clockwise; y runs downwards.

    The sine is that of Bhaskara, which is a quotient of integers and never 0.002 off.

    >>> on_circle(0), on_circle(0.25), on_circle(0.5)
    ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0))
    """
    return _sine(turn), 0.0 - _sine(turn + 0.25)


def _sine(turn: float) -> float:
    turn -= turn // 1
    half = turn % 0.5 * 360
    product = half * (180 - half)
    value = 4 * product / (40500 - product)
    return value if turn < 0.5 else 0.0 - value  # noqa: PLR2004 half a turn


def _separated(spots: list[list[float]], boxes: Sequence[Box], width: float, height: float) -> bool:
    """Push boxes apart until none is over another; say whether that is so. Changes the places."""
    for sweep in range(_SWEEPS):
        is_done = True
        for one in range(len(boxes)):
            for other in range(one + 1, len(boxes)):
                dx, dy = spots[other][0] - spots[one][0], spots[other][1] - spots[one][1]
                over_x = (boxes[one].width + boxes[other].width) / 2 - abs(dx)
                over_y = (boxes[one].height + boxes[other].height) / 2 - abs(dy)
                if over_x <= 0 or over_y <= 0:
                    continue
                is_done = False
                # Where a row is full, there is only room above and below.
                axis = 0 if over_x < over_y and sweep < _SWEEPS // 2 else 1
                way = 1 if (dx, dy)[axis] >= 0 else -1
                move = way * ((over_x, over_y)[axis] / 2 + 0.5)
                if one:
                    spots[one][axis] -= move
                    spots[other][axis] += move
                else:
                    spots[other][axis] += 2 * move
                for place in (one, other):
                    _keep_inside(spots[place], boxes[place], width, height)
        if is_done:
            return True
    return False


def _keep_inside(spot: list[float], box: Box, width: float, height: float) -> None:
    spot[0] = max(box.width / 2, min(width - box.width / 2, spot[0]))
    spot[1] = max(box.height / 2, min(height - box.height / 2, spot[1]))


def _rows(boxes: Sequence[Box], width: int) -> Layout:
    """Return places in rows, for boxes that nothing else sets apart."""
    places: list[Place] = []
    x = y = row = 0.0
    for box in boxes:
        if x and x + box.width > width:
            x, y, row = 0.0, y + row, 0.0
        places.append(Place(x + box.width / 2, y + box.height / 2))
        x, row = x + box.width, max(row, box.height)
    return Layout(tuple(places), round(y + row + 0.5))
