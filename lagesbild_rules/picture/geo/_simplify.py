"""Geometry with fewer points, for files and pages that are to be small."""

from __future__ import annotations

from typing import Final

from attrs import evolve

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.picture.geo._check import drawn
from lagesbild_rules.picture.geo._from_geopackage import rings_of
from lagesbild_rules.picture.geo._library import shapely
from lagesbild_rules.picture.geo._model import AreaShape, Geometry
from lagesbild_rules.picture.geo._rings import right_handed

MAP_TOLERANCE: Final = 10.0
"""Metres by which an outline may move when it is simplified for a map, ours: a quarter of a millimetre at 1:40,000."""


def simplified(geometry: Geometry, tolerance: float = MAP_TOLERANCE) -> Geometry:
    """Return *geometry* with fewer points, no point of an outline further than *tolerance* metres from where it was.

    Each shape is simplified for itself and stays valid, with its pieces and its holes; borders that two areas share
    may part by as much. Raises ``QuestionError`` when *tolerance* is negative or no number.
    """
    if not 0 <= tolerance < float("inf"):
        finding = f"{tolerance} is no tolerance"
        raise QuestionError([Problem(Place("tolerance"), "LR110", finding, "write metres, 0 or more")])
    library = shapely("simplified")
    shapes = []
    for it in geometry:
        found = library.simplify(drawn(it, "simplified"), tolerance, preserve_topology=True)
        polygons = tuple(right_handed(outline, holes) for outline, *holes in rings_of(found, library))
        shapes.append(AreaShape(it.area, polygons, place=it.place))
    return evolve(geometry, shapes=tuple(shapes))
