"""Features out of a GeoPackage, which is a database: it is looked over before anything in it is opened."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any, Final

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted, suggestion
from lagesbild_rules.picture.geo._feature import Feature, Features, Rings, beyond, no_geometry
from lagesbild_rules.picture.geo._library import pyogrio, shapely
from lagesbild_rules.picture.geo._model import GeometryLimits

_MAGIC: Final = b"SQLite format 3\0"
_SAVE: Final = "save it anew as a GeoPackage, for instance from QGIS"
_WAL: Final = slice(18, 20)
"""Where the head of a database says whether it keeps its newest changes in a file beside it: 2 for yes."""


def geopackage_features(path: Path, data: bytes, layer: str | None, limits: GeometryLimits) -> Features:
    """Return the features of one layer of the GeoPackage that *data*, read from *path*, is.

    Raises ``FactsError`` when it is none, is damaged, has changes that are not in it yet, or is larger than *limits*;
    ``QuestionError`` when it has several layers and none, or another, is asked for.
    """
    shown = os.fspath(path)
    library, shapes = pyogrio("read_geometry"), shapely("read_geometry")
    data = _settled(path, data)
    name = _chosen(_looked_over(data, shown, limits), layer, shown)
    with tempfile.TemporaryDirectory() as folder:
        # A copy of our own: what was looked over is what is read, whatever happens to the file meanwhile.
        copy = Path(folder) / "copy.gpkg"
        copy.write_bytes(data)
        try:
            about, _, wkb, fields = library.raw.read(copy, layer=name, max_features=limits.max_features + 1)
        except Exception as it:  # a file that is not what it says can end in any error inside the library
            why = str(it).replace(str(copy), path.name)
            raise no_geometry(shown, f"not a GeoPackage that can be read: {quoted(why, 200)}", _SAVE) from None
    if wkb is None:
        raise no_geometry(shown, f"the layer {quoted(name)} has no geometry", "name the layer of areas")
    if len(wkb) > limits.max_features:
        beyond(shown, "features", "max_features", limits)
    found = shapes.from_wkb(wkb, on_invalid="ignore")
    if int(shapes.get_num_coordinates(found).sum()) > limits.max_vertices:
        beyond(shown, "vertices", "max_vertices", limits)
    columns = tuple(str(it) for it in about["fields"])
    rows = zip(*fields, strict=True) if len(fields) else iter([()] * len(found))
    every = tuple(
        _feature(number, dict(zip(columns, row, strict=True)), shape, blob is None, shapes)
        for number, (row, shape, blob) in enumerate(zip(rows, found, wkb, strict=True), 1)
    )
    return Features(every, columns, about["crs"] or "")


def _settled(path: Path, data: bytes) -> bytes:
    shown = os.fspath(path)
    if not data.startswith(_MAGIC):
        raise no_geometry(shown, "not a GeoPackage: it does not begin as one", _SAVE)
    beside = path.with_name(f"{path.name}-wal")
    try:
        waiting = beside.stat().st_size > 0
    except OSError:
        waiting = False
    if waiting:
        help = "close it in the program that has it open, and try again"
        raise no_geometry(shown, f"its newest changes are still in {quoted(beside.name)}", help)
    return data[: _WAL.start] + bytes(1 if it == 2 else it for it in data[_WAL]) + data[_WAL.stop :]


def _looked_over(data: bytes, shown: str, limits: GeometryLimits) -> list[str]:
    """Return the layers of the database; raises ``FactsError`` when it is damaged or holds more than its own bytes.

    Rows that share their pages, views and computed columns can make a small file endless to read.
    """
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(data)
        database.execute("PRAGMA trusted_schema = OFF")
        ((sound,),) = database.execute("PRAGMA quick_check(1)").fetchall()
        if sound != "ok":
            raise no_geometry(shown, f"the GeoPackage is damaged: {quoted(str(sound), 120)}", _SAVE)
        layers = [
            (str(name), str(column))
            for name, column in database.execute(
                "SELECT c.table_name, g.column_name FROM gpkg_contents c "
                "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name "
                "WHERE c.data_type = 'features' ORDER BY c.table_name"
            )
        ]
        for name, column in layers:
            _plain(database, name, shown)
            named = '"{}"'.format(column.replace('"', '""'))
            table = '"{}"'.format(name.replace('"', '""'))
            ((size,),) = database.execute(f"SELECT coalesce(sum(length({named})), 0) FROM {table}")
            if size > limits.max_bytes:
                beyond(shown, "bytes of geometry", "max_bytes", limits)
    except (sqlite3.Error, UnicodeDecodeError) as it:  # SQLite's own words about damage may hold its bytes
        raise no_geometry(shown, f"not a GeoPackage: {quoted(str(it).lower(), 200)}", _SAVE) from None
    finally:
        database.close()
    return [name for name, _ in layers]


def _plain(database: sqlite3.Connection, name: str, shown: str) -> None:
    """Raise ``FactsError`` when the layer *name* is no plain table whose rows stand in the file."""
    kinds = database.execute("SELECT type, sql FROM sqlite_master WHERE name = ?", (name,)).fetchall()
    hidden = database.execute("SELECT max(hidden) FROM pragma_table_xinfo(?)", (name,)).fetchone()[0]
    is_table = len(kinds) == 1 and kinds[0][0] == "table" and not str(kinds[0][1]).upper().startswith("CREATE VIRTUAL")
    if not is_table or hidden:
        finding = f"the layer {quoted(name)} is computed and no table of the file's own"
        raise no_geometry(shown, finding, "save the layer as a new GeoPackage")


def _chosen(layers: list[str], layer: str | None, shown: str) -> str:
    if not layers:
        raise no_geometry(shown, "the GeoPackage has no layer of features", _SAVE)
    if layer is None and len(layers) == 1:
        return layers[0]
    if layer in layers:
        return str(layer)
    if layer is None:
        finding, help = f"the GeoPackage has {len(layers)} layers", f"name one of them: {listed(layers)}"
    else:
        finding, help = f"the GeoPackage has no layer {quoted(layer)}", suggestion(layer, layers)
    raise QuestionError([Problem(Place(shown), "LR860", finding, help)])


def _feature(number: int, columns: dict[str, Any], shape: Any, absent: bool, shapes: Any) -> Feature:
    if shape is None:
        why = "the feature has no geometry" if absent else "the geometry cannot be read"
        return Feature(number, columns, wrong=why)
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return Feature(number, columns, wrong=f"a {quoted(shape.geom_type)} is no polygon")
    if shape.is_empty:
        return Feature(number, columns, wrong="the polygon is empty")
    return Feature(number, columns, rings_of(shape, shapes))


def rings_of(shape: Any, shapes: Any) -> Rings:
    """Return the rings of a polygon, or of several, of the library *shapes*; a height is left out."""
    return tuple(
        tuple(
            tuple((float(east), float(north)) for east, north in shapes.get_coordinates(ring))
            for ring in (polygon.exterior, *polygon.interiors)
        )
        for polygon in shapes.get_parts(shape)
    )
