"""The geometry that was published with lists, read from the files that come with the library."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from attrs import evolve

from lagesbild_rules.errors import CatalogueError, Place, Problem, listed, quoted
from lagesbild_rules.picture.geo._model import Geometry
from lagesbild_rules.picture.geo._read import read_geometry

_COLUMNS: Final = {"published:2021": "namn", "published:2023": "NAMN", "published:2025": "NAMN"}


def published_geometry_names() -> tuple[str, ...]:
    """Return the names of the published lists that have geometry, the earliest first."""
    return tuple(_COLUMNS)


@cache
def published_geometry(name: str) -> Geometry:
    """Return where the areas of the published list *name* lie, as ``published:2025``; areas bear their names.

    That of 2025 is reconstructed, and terms were not stated: see the README beside the files. Raises
    ``CatalogueError`` for a list without geometry.
    """
    if name not in _COLUMNS:
        finding, help = f"no geometry comes with {quoted(name)}", f"it does with {listed(_COLUMNS)}"
        raise CatalogueError([Problem(Place(name), "LR868", finding, help)])
    source = files("lagesbild_rules.picture") / "published" / "geometry" / f"{name.partition(':')[2]}.geojson"
    with as_file(source) as path:
        found = read_geometry(path, _COLUMNS[name])
    shapes = [evolve(it, area=re.sub(r"\s+", " ", it.area)) for it in found]
    return evolve(found, shapes=tuple(sorted(shapes, key=lambda it: it.area)), path=name)
