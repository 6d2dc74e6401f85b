"""Features out of GeoJSON: as RFC 7946 has it, and as the version of 2008 did with its `crs`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.picture.geo._feature import Feature, Features, Rings, beyond, no_geometry
from lagesbild_rules.picture.geo._model import GeometryLimits, Ring

WGS84: Final = "OGC:CRS84"
"""Longitude and latitude in WGS 84, in this order: what GeoJSON is in where it says nothing."""


class _NoPolygon(Exception):
    """The geometry of a feature is no polygon; the text says why."""


def geojson_features(data: bytes, shown: str, limits: GeometryLimits) -> Features:
    """Return the features of the GeoJSON in *data*.

    Raises ``FactsError`` when it is no GeoJSON, when its `crs` cannot be understood, and when it is larger than
    *limits*. A feature whose geometry is no polygon is returned with what is wrong.
    """
    help = "save it as a FeatureCollection of polygons"
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_refused)
    except UnicodeDecodeError:
        raise no_geometry(shown, "not GeoJSON: the file is not UTF-8", help) from None
    except (ValueError, RecursionError) as it:
        why = str(it) if isinstance(it, ValueError) else "nested too deep"
        raise no_geometry(shown, f"not GeoJSON: {why[:1].lower()}{why[1:]}", help) from None
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        kind = quoted(str(found.get("type"))) if isinstance(found, dict) else "something else"
        raise no_geometry(shown, f"{kind} and no FeatureCollection", help)
    listed = found.get("features")
    if not isinstance(listed, list) or not all(isinstance(it, dict) for it in listed):
        raise no_geometry(shown, "the `features` are no list of features", help)
    if len(listed) > limits.max_features:
        beyond(shown, "features", "max_features", limits)
    every = tuple(_features(listed, shown, limits))
    columns = tuple(dict.fromkeys(name for it in every for name in it.columns))
    return Features(every, columns, _system(found, shown))


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _features(listed: list[dict[str, Any]], shown: str, limits: GeometryLimits) -> Iterator[Feature]:
    left = limits.max_vertices
    for number, it in enumerate(listed, 1):
        columns = it.get("properties")
        named = columns if isinstance(columns, dict) else {}
        try:
            rings = _polygons(it.get("geometry"))
        except _NoPolygon as why:
            yield Feature(number, named, wrong=str(why))
            continue
        left -= sum(len(ring) for polygon in rings for ring in polygon)
        if left < 0:
            beyond(shown, "vertices", "max_vertices", limits)
        yield Feature(number, named, rings)


def _polygons(geometry: Any) -> Rings:
    match geometry:
        case None:
            raise _NoPolygon("the feature has no geometry")
        case {"type": "Polygon", "coordinates": list(rings)}:
            polygons = [rings]
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            pass
        case {"type": "Polygon" | "MultiPolygon"}:
            raise _NoPolygon("the polygon has no list of coordinates")
        case {"type": str(kind)}:
            raise _NoPolygon(f"a {quoted(kind)} is no polygon")
        case _:
            raise _NoPolygon("the geometry has no type")
    if not polygons or any(it == [] for it in polygons):
        raise _NoPolygon("the polygon is empty")
    return tuple(tuple(map(_ring, _each(it, "a polygon is no list of rings"))) for it in polygons)


def _ring(points: Any) -> Ring:
    ring = tuple(_point(it) for it in _each(points, "a ring is no list of points"))
    if len(ring) < 4:
        raise _NoPolygon(f"a ring has {len(ring)} points, and a closed one at least 4")
    if ring[0] != ring[-1]:
        raise _NoPolygon("a ring is not closed: its last point is not its first")
    return ring


def _point(given: Any) -> tuple[float, float]:
    match given:
        case [int() | float() as east, int() | float() as north, *_] if not isinstance(east, bool) and not isinstance(
            north, bool
        ):
            pass
        case _:
            raise _NoPolygon(f"{quoted(json.dumps(given, ensure_ascii=False))} is no point")
    try:
        point = float(east), float(north)
    except OverflowError:
        point = math.inf, math.inf
    if not all(map(math.isfinite, point)):
        raise _NoPolygon("a coordinate is no finite number")
    return point


def _each(given: Any, otherwise: str) -> list[Any]:
    if not isinstance(given, list):
        raise _NoPolygon(otherwise)
    return given


def _system(found: dict[str, Any], shown: str) -> str:
    if "crs" not in found:
        return WGS84
    match found["crs"]:
        case {"type": "name", "properties": {"name": str(name)}}:
            return name
        case other:
            finding = f"the `crs` names no coordinate system: {quoted(json.dumps(other, ensure_ascii=False))}"
            help = "remove it where the file is in WGS 84, or name it, as `EPSG:3006`"
            raise FactsError([Problem(Place(shown, None, "crs"), "LR862", finding, help)])
