"""Shapes for tests: squares in Sweden, files of them, and pictures over them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lagesbild_rules.facts import Area
from lagesbild_rules.picture import Decision, Ladder, Picture, PictureArea, Rung
from lagesbild_rules.picture.geo import AreaShape, Geometry, Polygon, Ring
from lagesbild_rules.text import Text

EAST, NORTH = 674_000.0, 6_580_000.0
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}


def box(x: float, y: float, width: float = 1000, height: float | None = None) -> Ring:
    """Return a closed ring, anticlockwise, whose corner lies so many metres from one place in Sweden."""
    west, south, east, north = EAST + x, NORTH + y, EAST + x + width, NORTH + y + (height or width)
    return (west, south), (east, south), (east, north), (west, north), (west, south)


def geometry(shapes: Mapping[str, Ring | Sequence[Polygon]]) -> Geometry:
    made = []
    for area, it in sorted(shapes.items()):
        first = it[0]
        polygons = tuple(it) if isinstance(first, Polygon) else (Polygon(tuple(it)),)  # type: ignore[arg-type]
        made.append(AreaShape(area, polygons))  # type: ignore[arg-type]
    return Geometry(tuple(made))


def feature(area: Any, coordinates: Any, kind: str = "Polygon", column: str = "area") -> dict[str, Any]:
    shape = None if coordinates is None else {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {column: area}, "geometry": shape}


def geojson(path: Path, *features: Any, crs: Any = CRS) -> Path:
    whole = {"type": "FeatureCollection", **({} if crs == "none" else {"crs": crs}), "features": list(features)}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


LADDER = Ladder(
    "utsatthet",
    Text("Klass", "Class"),
    (
        Rung("ej", Text("Ej listad", "Not listed")),
        Rung("utsatt", Text("Utsatt", "Vulnerable")),
        Rung("sarskilt", Text("Särskilt utsatt", "Particularly vulnerable")),
    ),
)


def picture(
    possible: Mapping[str, tuple[str, ...]], decided: Mapping[str, str] | None = None, **belongs: Any
) -> Picture:
    """Return a picture of areas with these possible levels, and the levels that people decided."""
    areas = []
    for area, levels in sorted(possible.items()):
        decisions = {}
        if decided and area in decided:
            day = date(2025, 1, 1)
            decisions = {"utsatthet": Decision(area, "utsatthet", day, decided[area], "samordnare", "motiv")}
        where = Area(area, **{"name": area, "municipality": "Sagostad", "region": "Nord", **belongs})
        areas.append(PictureArea(where, {"utsatthet": levels}, decisions=decisions))
    return Picture("prov", date(2025, 12, 1), {"utsatthet": LADDER}, tuple(areas))
