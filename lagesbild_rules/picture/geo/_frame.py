"""Geometry as a GeoDataFrame, for those who work with geopandas."""

from __future__ import annotations

from typing import Any

from lagesbild_rules.picture.geo._check import drawn
from lagesbild_rules.picture.geo._columns import Columns
from lagesbild_rules.picture.geo._library import geopandas
from lagesbild_rules.picture.geo._model import SWEREF99_TM, Geometry


def geo_frame(geometry: Geometry, columns: Columns | None = None) -> Any:
    """Return *geometry* as a ``geopandas.GeoDataFrame`` in SWEREF 99 TM with `area` and *columns*, a row an area."""
    library = geopandas("geo_frame")
    made: dict[str, list[Any]] = {"area": list(geometry.areas)}
    for name, values in (columns or {}).items():
        made[name] = [values.get(it) for it in geometry.areas]
    return library.GeoDataFrame(made, geometry=[drawn(it, "geo_frame") for it in geometry], crs=SWEREF99_TM)
