"""Rings of points: which way they turn, and how large they are. No library is needed for it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from lagesbild_rules.picture.geo._model import Bounds, Point, Polygon, Ring


def signed_area(ring: Ring) -> float:
    """Return the area inside a closed *ring*: positive when it runs anticlockwise, negative when clockwise."""
    east, north = ring[0]
    near = [(x - east, y - north) for x, y in ring]
    pairs = zip(near, near[1:], strict=False)
    return math.fsum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def turned(ring: Ring, *, anticlockwise: bool) -> Ring:
    """Return *ring* in the direction asked for, from the same point."""
    return ring if (signed_area(ring) > 0) is anticlockwise else ring[::-1]


def right_handed(outline: Ring, holes: Iterable[Ring] = ()) -> Polygon:
    """Return the polygon with its outline anticlockwise and its holes clockwise, as RFC 7946 wants it."""
    return Polygon(turned(outline, anticlockwise=True), tuple(turned(it, anticlockwise=False) for it in holes))


def centre_of(polygons: Iterable[Polygon]) -> Point:
    """Return the centre of gravity of the largest of *polygons*, its holes not counted."""
    ring = max((it.outline for it in polygons), key=lambda it: abs(signed_area(it)))
    area, (east, north) = signed_area(ring), ring[0]
    near = [(x - east, y - north) for x, y in ring]
    terms = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(near, near[1:], strict=False)]
    x = math.fsum((a[0] + b[0]) * cross for a, b, cross in terms) / (6 * area)
    y = math.fsum((a[1] + b[1]) * cross for a, b, cross in terms) / (6 * area)
    return east + x, north + y


def around(every: Iterable[Bounds]) -> Bounds:
    """Return the bounds that hold *every* one of them; at least one is given."""
    wests, souths, easts, norths = zip(*every, strict=True)
    return min(wests), min(souths), max(easts), max(norths)
