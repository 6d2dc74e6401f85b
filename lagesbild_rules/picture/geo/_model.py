"""Geometry: where areas lie, as plain coordinates that need no library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem
from lagesbild_rules.limits import USUAL, limits

Point = tuple[float, float]
"""East and north in metres, in SWEREF 99 TM."""
Ring = tuple[Point, ...]
"""A closed line: its last point is its first."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north."""

SWEREF99_TM: Final = "EPSG:3006"
"""The coordinate system of every ``Geometry``: metres on the ground in Sweden, nearly everywhere within 0.4 ‰."""


@frozen
class Polygon:
    """One outline, anticlockwise, and the holes in it, clockwise."""

    outline: Ring
    holes: tuple[Ring, ...] = ()

    @property
    def rings(self) -> tuple[Ring, ...]:
        return (self.outline, *self.holes)


@frozen
class AreaShape:
    """Where one area lies: one polygon, or several when it is in pieces."""

    area: str
    polygons: tuple[Polygon, ...] = field(repr=False)
    place: Place = field(default=Place(), eq=False, repr=False, kw_only=True)

    @property
    def bounds(self) -> Bounds:
        points = [point for it in self.polygons for point in it.outline]
        easts, norths = [east for east, _ in points], [north for _, north in points]
        return min(easts), min(norths), max(easts), max(norths)

    @property
    def vertices(self) -> int:
        return sum(len(ring) for it in self.polygons for ring in it.rings)


@frozen
class Geometry:
    """Where areas lie, in SWEREF 99 TM, by id of area in order; ``read_in`` is the system the file was in.

    ``findings`` tell what is odd and no error: areas that overlap, and what does not fit the table of areas.
    """

    shapes: tuple[AreaShape, ...] = field(repr=False)
    read_in: str = SWEREF99_TM
    path: str = ""
    findings: tuple[Problem, ...] = field(default=(), eq=False, repr=False)

    @cached_property
    def by_area(self) -> dict[str, AreaShape]:
        return {it.area: it for it in self.shapes}

    @cached_property
    def areas(self) -> tuple[str, ...]:
        return tuple(it.area for it in self.shapes)

    def __iter__(self) -> Iterator[AreaShape]:
        return iter(self.shapes)

    def __len__(self) -> int:
        return len(self.shapes)

    def __contains__(self, area: object) -> bool:
        return area in self.by_area

    def __getitem__(self, area: str) -> AreaShape:
        """Return the shape of *area*. Raises ``KeyError`` when there is none."""
        return self.by_area[area]


@frozen
class GeometryLimits:
    """How large a file of geometry may be: bytes, features, and vertices (points of outlines) of all features."""

    max_bytes: int = USUAL.max_geometry_bytes
    max_features: int = USUAL.max_features
    max_vertices: int = USUAL.max_vertices


USUAL_LIMITS: Final = GeometryLimits()


def geometry_limits() -> GeometryLimits:
    """Return the limits of geometry that hold here."""
    here = limits()
    return GeometryLimits(here.max_geometry_bytes, here.max_features, here.max_vertices)
