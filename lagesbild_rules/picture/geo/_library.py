"""The libraries for geometry, loaded where they are used."""

from __future__ import annotations

from typing import Any

from lagesbild_rules.errors import Place, Problem, QuestionError


def shapely(name: str) -> Any:
    """Return shapely; raises ``QuestionError`` when it is not installed, saying that *name* needs it."""
    try:
        import shapely
    except ModuleNotFoundError as it:
        raise _missing(name, "shapely", it) from None
    return shapely


def pyproj(name: str) -> Any:
    """Return pyproj; raises ``QuestionError`` when it is not installed, saying that *name* needs it."""
    try:
        import pyproj
    except ModuleNotFoundError as it:
        raise _missing(name, "pyproj", it) from None
    return pyproj


def pyogrio(name: str) -> Any:
    """Return pyogrio; raises ``QuestionError`` when it is not installed, saying that *name* needs it."""
    try:
        import pyogrio
    except ModuleNotFoundError as it:
        raise _missing(name, "pyogrio", it) from None
    return pyogrio


def geopandas(name: str) -> Any:
    """Return geopandas; raises ``QuestionError`` when it is not installed, saying that *name* needs it."""
    try:
        import geopandas
    except ModuleNotFoundError as it:
        raise _missing(name, "geopandas", it) from None
    return geopandas


def _missing(name: str, library: str, it: ModuleNotFoundError) -> QuestionError:
    if it.name != library:
        raise it
    place, help = Place("lagesbild_rules.picture.geo"), "install lagesbild-rules[geo]"
    return QuestionError([Problem(place, "LR505", f"`{name}` needs {library}", help)])
