"""Geometry with classes written as GeoPackage and GeoJSON."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Literal

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted
from lagesbild_rules.files import replacing
from lagesbild_rules.picture._model import Picture
from lagesbild_rules.picture.geo._check import drawn
from lagesbild_rules.picture.geo._columns import Audience, Columns, Value, columns_of
from lagesbild_rules.picture.geo._library import numpy, pyogrio, pyproj, shapely
from lagesbild_rules.picture.geo._model import SWEREF99_TM, AreaShape, Geometry, Ring
from lagesbild_rules.picture.geo._rings import right_handed

GeometryKind = Literal["gpkg", "geojson", "web"]
"""GeoPackage and GeoJSON in SWEREF 99 TM, and GeoJSON for the web: RFC 7946, in WGS 84."""

DEGREE_DECIMALS: Final = 7
"""Decimals of degrees in GeoJSON for the web: about a centimetre."""
METRE_DECIMALS: Final = 3
LAYER: Final = "areas"
_NO_DAY: Final = date(1970, 1, 1)


def write_picture(
    path: str | os.PathLike[str],
    picture: Picture,
    geometry: Geometry,
    *,
    audience: Audience = "internal",
    columns: Columns | None = None,
    kind: GeometryKind | None = None,
) -> None:
    """Write *geometry* with the classes of *picture* and further *columns* at *path*.

    The kind follows from the ending of the path, `.gpkg` or `.geojson`, where *kind* does not say it. Areas of the
    picture without geometry are left out. What stood at *path* stays until all is written; the same input
    gives the same bytes with the same libraries. To the audience `open` only published classes are told. Raises
    ``QuestionError``.
    """
    known = {it.id for it in picture.areas}
    shapes = [it for it in geometry if it.area in known]
    made = columns_of(picture, audience, columns)
    _write(path, shapes, made, kind, picture.as_of)


def write_geometry(
    path: str | os.PathLike[str],
    geometry: Geometry,
    *,
    columns: Columns | None = None,
    kind: GeometryKind | None = None,
) -> None:
    """Write *geometry* with its areas and further *columns* at *path*, as ``write_picture`` does."""
    named: Columns = {"area": {it: it for it in geometry.areas}}
    if "area" in (columns or {}):
        problem = Problem(Place("<columns>", None, "area"), "LR869", "the name `area` is taken", "give it another name")
        raise QuestionError([problem])
    _write(path, list(geometry), {**named, **(columns or {})}, kind, _NO_DAY)


def _write(
    path: str | os.PathLike[str],
    shapes: Sequence[AreaShape],
    columns: Columns,
    kind: GeometryKind | None,
    day: date,
) -> None:
    ending = Path(path).suffix.lower()
    kind = kind or {".gpkg": "gpkg", ".geojson": "geojson", ".json": "geojson"}.get(ending)  # type: ignore[assignment]
    if kind is None:
        finding = f"{quoted(ending)} is no kind of geometry known here" if ending else "the file name has no ending"
        problem = Problem(Place(os.fspath(path)), "LR007", finding, "write to a `.gpkg` or a `.geojson`")
        raise QuestionError([problem])
    match kind:
        case "gpkg":
            data = _geopackage(shapes, columns, day)
        case "geojson" | "web":
            data = _geojson(shapes, columns, kind == "web").encode()
    with replacing(path, QuestionError, binary=True) as file:
        file.write(data)


def _geojson(shapes: Sequence[AreaShape], columns: Columns, web: bool) -> str:
    out = io.StringIO()
    out.write('{"type": "FeatureCollection",\n')
    if not web:
        name = f"urn:ogc:def:crs:{SWEREF99_TM.replace(':', '::')}"
        out.write(f'"crs": {json.dumps({"type": "name", "properties": {"name": name}})},\n')
    out.write('"features": [')
    way = pyproj("write_geometry").Transformer.from_crs(3006, 4326, always_xy=True) if web else None
    for number, it in enumerate(shapes):
        properties = {name: _json(values.get(it.area)) for name, values in columns.items()}
        head = {"type": "Feature", "properties": properties, "geometry": _coordinates(it, way)}
        out.write(",\n" if number else "\n")
        out.write(json.dumps(head, ensure_ascii=False))
    out.write("\n]}\n")
    return out.getvalue()


def _json(value: Value) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _coordinates(shape: AreaShape, way: Any) -> dict[str, Any]:
    polygons = []
    for it in shape.polygons:
        # Once more by the right hand: a projection need not keep which way the smallest ring turns.
        rounded = right_handed(_rounded(it.outline, way), [_rounded(hole, way) for hole in it.holes])
        polygons.append([[list(point) for point in ring] for ring in rounded.rings])
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rounded(ring: Ring, way: Any) -> Ring:
    decimals = METRE_DECIMALS if way is None else DEGREE_DECIMALS
    points = ring if way is None else zip(*way.transform(*zip(*ring, strict=True)), strict=True)
    return tuple((round(float(x), decimals), round(float(y), decimals)) for x, y in points)


def _geopackage(shapes: Sequence[AreaShape], columns: Columns, day: date) -> bytes:
    library, drawing = pyogrio("write_geometry"), shapely("write_geometry")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "made.gpkg"
        library.raw.write(
            file,
            geometry=_objects([drawing.to_wkb(drawn(it, "write_geometry")) for it in shapes]),
            field_data=[_field([values.get(it.area) for it in shapes]) for values in columns.values()],
            fields=_objects(list(columns)),
            layer=LAYER,
            driver="GPKG",
            geometry_type="MultiPolygon",
            promote_to_multi=True,
            crs=SWEREF99_TM,
        )
        # The library notes when it wrote. The day is the caller's, so that the same input gives the same file.
        with sqlite3.connect(file) as database:
            database.execute("UPDATE gpkg_contents SET last_change = ?", (f"{day}T00:00:00.000Z",))
        database.close()
        return file.read_bytes()


def _field(values: Sequence[Value]) -> Any:
    """Return the values of a column as the library takes them: numbers and truths as such where all are given."""
    np = numpy("write_geometry")
    if values and all(isinstance(it, bool) for it in values):
        return np.array(values, dtype=bool)
    if values and all(isinstance(it, int) and not isinstance(it, bool) for it in values):
        return np.array(values, dtype="int64")
    texts = [str(it).lower() if isinstance(it, bool) else None if it is None else str(it) for it in values]
    return _objects(texts)


def _objects(values: Sequence[Any]) -> Any:
    np = numpy("write_geometry")
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made
