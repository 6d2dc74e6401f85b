"""Where things stand on a map: areas gathered into frames, coordinates brought to paper, rings moved apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, Literal

from attrs import frozen

from lagesbild_rules.picture import Picture, PictureArea
from lagesbild_rules.picture.geo import AreaShape, Bounds, Geometry, Point, Ring, around, centre_of

MOST_FRAMES: Final = 120
"""More municipalities than this, and the frames are police areas instead; more of those, and they are regions."""
CROWD: Final = 4
"""So many groups close to one another become one ring, and have a map of their own."""
THIN: Final = 0.5
"""Points of an outline nearer to the last one than this, in units of the drawing, are left out."""
_ROUNDS: Final = 240
"""How often rings that touch are pushed apart. On the lists of 2021–2025 they are apart after some 60."""

Grouping = Literal["municipality", "police_area", "region"]


@frozen
class Drawn:
    """An area with its shape and the middle of it."""

    area: PictureArea
    shape: AreaShape
    centre: Point


@frozen
class Group:
    """Areas in one frame: what they belong to, nothing where that is not known."""

    number: int
    name: str | None
    areas: tuple[Drawn, ...]

    @property
    def centre(self) -> Point:
        return _middle([it.centre for it in self.areas])

    @property
    def bounds(self) -> Bounds:
        return around(it.shape.bounds for it in self.areas)


@frozen
class Spot:
    """A ring on the map of the country: what stands in it, its areas, and the groups that a map of its own tells apart."""

    label: str
    name: str | None
    areas: tuple[Drawn, ...]
    crowd: tuple[Group, ...] = ()

    @property
    def centre(self) -> Point:
        return _middle([it.centre for it in self.areas])


@frozen
class Scale:
    """The way from metres to the drawing: north is up, and *unit* is how many units a metre takes."""

    west: float
    north: float
    unit: float
    left: float
    top: float

    def place(self, point: Point) -> Point:
        return self.left + (point[0] - self.west) * self.unit, self.top + (self.north - point[1]) * self.unit


def widened(bounds: Bounds, least: float) -> Bounds:
    """Return *bounds* about the same middle, at least so many metres wide and high."""
    west, south, east, north = bounds
    x, y = max(0.0, least - (east - west)) / 2, max(0.0, least - (north - south)) / 2
    return west - x, south - y, east + x, north + y


def fitted(bounds: Bounds, left: float, top: float, width: float, height: float) -> Scale:
    """Return the scale at which *bounds* fill the frame and stand in its middle."""
    west, south, east, north = bounds
    unit = min(width / max(east - west, 1.0), height / max(north - south, 1.0))
    spare = (width - (east - west) * unit) / 2, (height - (north - south) * unit) / 2
    return Scale(west, north, unit, left + spare[0], top + spare[1])


def gathered(picture: Picture, geometry: Geometry) -> tuple[Grouping, tuple[Group, ...]]:
    """Return the areas of *picture* that have geometry, gathered by what gives at most ``MOST_FRAMES`` frames.

    Frames are numbered region by region from the north, and in a region by name.
    """
    every = [
        Drawn(it, geometry[it.id], centre_of(geometry[it.id].polygons)) for it in picture.areas if it.id in geometry
    ]
    ways: tuple[Grouping, ...] = ("municipality", "police_area", "region")
    for way in ways:
        found: dict[tuple[str | None, str | None], list[Drawn]] = {}
        for it in every:
            found.setdefault((it.area.area.region, getattr(it.area.area, way)), []).append(it)
        if len(found) <= MOST_FRAMES:
            break
    norths: dict[str | None, list[float]] = {}
    for it in every:
        norths.setdefault(it.area.area.region, []).append(it.centre[1])
    from_north = {region: -sum(values) / len(values) for region, values in norths.items()}
    order = sorted(found, key=lambda key: (from_north[key[0]], key[1] is None, _by_letter(key[1] or "")))
    return way, tuple(Group(number, key[1], tuple(found[key])) for number, key in enumerate(order, 1))


def spots(groups: Sequence[Group], nearer_than: float) -> tuple[Spot, ...]:
    """Return a spot for each group, and one with a letter for each crowd: four or more that lie close in a chain."""
    crowds: list[list[Group]] = []
    for group in groups:
        near = [crowd for crowd in crowds if any(math.dist(it.centre, group.centre) < nearer_than for it in crowd)]
        crowds = [it for it in crowds if it not in near] + [[it for crowd in near for it in crowd] + [group]]
    made, letter = [], 0
    for crowd in sorted(crowds, key=lambda it: min(one.number for one in it)):
        if len(crowd) < CROWD:
            made += [Spot(str(it.number), it.name, it.areas) for it in crowd]
            continue
        inside = tuple(sorted(crowd, key=lambda it: it.number))
        made.append(Spot(chr(ord("A") + letter % 26), None, tuple(area for it in inside for area in it.areas), inside))
        letter += 1
    return tuple(made)


def thinned(ring: Ring, scale: Scale) -> list[Point]:
    """Return the points of *ring* on paper, those too near to the one before left out; nothing when too few are left."""
    kept: list[Point] = []
    for point in map(scale.place, ring[:-1]):
        if not kept or math.dist(point, kept[-1]) >= THIN:
            kept.append(point)
    return kept if len(kept) >= 3 else []


def apart(places: Sequence[Point], radii: Sequence[float], gap: float, frame: Bounds) -> list[Point]:
    """Return *places* moved as little as it takes that circles of these *radii* stand apart inside *frame*.

    The same input gives the same places. Very many circles may still touch when the rounds are over.
    """
    # Equal places would be pushed nowhere: each begins a hair off, another way for each.
    at = [(x + 0.01 * math.cos(n), y + 0.01 * math.sin(n)) for n, (x, y) in enumerate(places)]
    for _ in range(_ROUNDS):
        calm = True
        for a, b in combinations(range(len(at)), 2):
            wanted = radii[a] + radii[b] + gap
            dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
            if abs(dx) >= wanted or abs(dy) >= wanted or (far := math.hypot(dx, dy)) >= wanted - 0.01:
                continue
            calm = False
            push = (wanted - far) / 2 / far if far else 0.0
            at[a] = at[a][0] - dx * push, at[a][1] - dy * push
            at[b] = at[b][0] + dx * push, at[b][1] + dy * push
        at = [_inside(point, radius, frame) for point, radius in zip(at, radii, strict=True)]
        if calm:
            break
        # Home again a little, so that nothing drifts further than it must.
        at = [(x + 0.03 * (to_x - x), y + 0.03 * (to_y - y)) for (x, y), (to_x, to_y) in zip(at, places, strict=True)]
    return at


def round_length(most: float) -> float:
    """Return the longest round length up to *most*: 1, 2 or 5 and noughts."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(it for it in (1, 2, 5) if it * power <= most) * power


def _inside(point: Point, radius: float, frame: Bounds) -> Point:
    west, south, east, north = frame
    x = min(max(point[0], west + radius), east - radius)
    return x, min(max(point[1], south + radius), north - radius)


def _middle(points: Iterable[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _by_letter(name: str) -> str:
    """Return what *name* is ordered by: å, ä and ö stand last, as in Swedish."""
    return name.casefold().translate(_LETTERS)


_LETTERS: Final = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c"})
