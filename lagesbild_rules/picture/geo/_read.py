"""Geometry read from a file, and everything that is wrong with it told at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted, suggestion
from lagesbild_rules.facts import Area, Unreadable, area_name
from lagesbild_rules.files import read_bytes
from lagesbild_rules.picture.geo._check import areas_findings, overlap_findings, validity_problems
from lagesbild_rules.picture.geo._feature import Feature, Features, beyond
from lagesbild_rules.picture.geo._from_geojson import geojson_features
from lagesbild_rules.picture.geo._from_geopackage import geopackage_features
from lagesbild_rules.picture.geo._model import AreaShape, Geometry, GeometryLimits, Ring, geometry_limits
from lagesbild_rules.picture.geo._rings import right_handed
from lagesbild_rules.picture.geo._systems import System, misplaced, system_of

GEOMETRY_ENDINGS: Final = (".gpkg", ".geojson", ".json")
"""How the names of files end that are read as geometry."""


def read_geometry(
    path: str | os.PathLike[str],
    area_column: str = "area",
    *,
    layer: str | None = None,
    areas: Iterable[Area] = (),
    limits: GeometryLimits | None = None,
) -> Geometry:
    """Return the polygons in the GeoPackage or GeoJSON at *path*, in SWEREF 99 TM, by the area in *area_column*.

    The coordinate system is read from the file; GeoJSON that names none is in WGS 84. Raises ``FactsError`` with all
    problems: features that are no valid polygon, have no area or one that another has, or lie where their coordinate
    system cannot have them, and a file that is larger than *limits*, else than
    ``limited`` allows. Areas that overlap, areas that *areas* does not
    know and areas of it without geometry are ``findings``.
    """
    limits = limits or geometry_limits()
    shown, file = os.fspath(path), Path(path)
    ending = file.suffix.lower()
    if ending not in GEOMETRY_ENDINGS and file.is_file():
        finding = f"{quoted(ending)} is no kind of geometry known here" if ending else "the file name has no ending"
        raise FactsError([Problem(Place(shown), "LR007", finding, f"save it as {listed(GEOMETRY_ENDINGS)}")])
    data = read_bytes(path, FactsError, limits.max_bytes + 1)
    if len(data) > limits.max_bytes:
        beyond(shown, "bytes", "max_bytes", limits)
    if ending == ".gpkg":
        found = geopackage_features(file, data, layer, limits)
    else:
        found = geojson_features(data, shown, limits)
    return _geometry(found, area_column, shown, tuple(areas))


def _geometry(found: Features, area_column: str, shown: str, areas: tuple[Area, ...]) -> Geometry:
    problems: list[Problem] = []
    system: System | None = None
    try:
        system = system_of(found.system, shown)
    except FactsError as it:
        problems.extend(it.problems)
    if area_column not in found.columns:
        finding = f"the features have no column {quoted(area_column)} that names their area"
        help = suggestion(area_column, found.columns) if found.columns else "give each feature its area"
        place = Place(shown, None, area_column)
        raise FactsError([*problems, Problem(place, "LR863", finding, help.replace("remove it", "name a column"))])
    shapes, seen = [], dict[str, Feature]()
    for feature in found.every:
        place = Place(shown, feature.number, area_column)
        try:
            area = _area(feature.columns.get(area_column))
        except Unreadable as it:
            finding = it.finding.replace("`area`", quoted(area_column))
            problems.append(Problem(place, "LR863", f"feature {feature.number}: {finding}", it.help))
            continue
        if area in seen:
            finding = f"the area {quoted(area)} has another feature, {seen[area].number}"
            problems.append(Problem(place, "LR306", finding, "make one feature of both: an area may be in pieces"))
            continue
        seen[area] = feature
        if feature.wrong is not None:
            finding = f"the area {quoted(area)} (feature {feature.number}): {feature.wrong}"
            problems.append(Problem(place, "LR864", finding, "give it a polygon, or leave the feature out"))
        elif system is not None:
            shape = _brought(feature, area, place, system)
            problems.extend([shape] if isinstance(shape, Problem) else validity_problems(shape, feature.number))
            shapes += [shape] if isinstance(shape, AreaShape) else []
    if problems:
        raise FactsError(sorted(problems, key=lambda it: it.place.line or 0))
    assert system is not None
    shapes.sort(key=lambda it: it.area)
    findings = (*overlap_findings(shapes), *areas_findings(shapes, areas, shown))
    return Geometry(tuple(shapes), system.name, shown, findings)


def _area(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a column of whole numbers comes as floats where some are missing
    if hasattr(cell, "item"):
        cell = cell.item()
    if isinstance(cell, float):
        cell = None
    return area_name(str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell)


def _brought(feature: Feature, area: str, place: Place, system: System) -> AreaShape | Problem:
    flat = [point for polygon in feature.rings for ring in polygon for point in ring]
    easts, norths = system.bring([x for x, _ in flat], [y for _, y in flat])
    brought = [(float(x), float(y)) for x, y in zip(easts, norths, strict=True)]
    odd = misplaced(flat, brought, system)
    if odd is not None:
        finding = f"the area {quoted(area)} (feature {feature.number}): {odd[0]}"
        return Problem(place, "LR866", finding, odd[1])
    points = iter(brought)
    polygons = [[_taken(points, ring) for ring in polygon] for polygon in feature.rings]
    return AreaShape(area, tuple(right_handed(outline, holes) for outline, *holes in polygons), place=place)


def _taken(points: Iterator[tuple[float, float]], ring: Ring) -> Ring:
    return tuple(next(points) for _ in ring)
