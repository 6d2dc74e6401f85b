"""Coordinate systems: what a file says it is in, the way from there to SWEREF 99 TM, and what cannot be in it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.picture.geo._library import pyproj
from lagesbild_rules.picture.geo._model import SWEREF99_TM, Bounds, Point

SWEDEN: Final[Bounds] = (180_000, 6_090_000, 1_090_000, 7_690_000)
"""Where SWEREF 99 TM is for, in its own metres: Sweden with its sea. What lies outside is taken for a mistake."""

MOST_METRES_OFF: Final = 2.0
"""How inexact, in metres, the way from another coordinate system may be by what PROJ knows of it."""

_NAMED: Final = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|OGC):(?:[0-9.]*:)?(CRS84|[0-9]{1,6})")
_LONGITUDES: Final = (9.0, 26.0)
_LATITUDES: Final = (54.0, 70.0)


@frozen
class System:
    """A coordinate system: its name, whether it is in degrees, and what brings points in it to SWEREF 99 TM."""

    name: str
    degrees: bool
    bring: Callable[[Sequence[float], Sequence[float]], tuple[Sequence[float], Sequence[float]]]


def system_of(name: str, shown: str) -> System:
    """Return the coordinate system called *name*, which may be WKT.

    Raises ``FactsError`` when it is unknown, neither of degrees nor of metres on a plane, or when there is no way from
    it to SWEREF 99 TM that is exact to ``MOST_METRES_OFF``.
    """
    library = pyproj("read_geometry")
    short = _NAMED.fullmatch(name.strip())
    try:
        if short:
            crs = library.CRS.from_authority(short[1], short[2])
        elif name.lstrip().startswith(_WKT):
            crs = library.CRS.from_wkt(name)
        else:
            raise _refused(shown, f"{quoted(name)} is no coordinate system known here" if name else _SILENT)
    except library.exceptions.CRSError:
        raise _refused(shown, f"{quoted(name)} is no coordinate system known here") from None
    if not (crs.is_geographic or crs.is_projected):
        raise _refused(shown, f"{quoted(crs.name)} does not say where on earth a point lies")
    called = ":".join(crs.to_authority() or ()) or crs.name
    if crs.to_epsg() == 3006:
        return System(SWEREF99_TM, False, lambda easts, norths: (easts, norths))
    group = library.transformer.TransformerGroup(crs, 3006, always_xy=True, allow_ballpark=False)
    ways = [it for it in group.transformers if 0 <= it.accuracy <= MOST_METRES_OFF]
    if not ways:
        raise _refused(shown, f"there is no way from {quoted(called)} that is exact to {MOST_METRES_OFF:g} metres")
    way: Any = ways[0]
    return System(called, crs.is_geographic, lambda easts, norths: way.transform(easts, norths, errcheck=False))


_SILENT: Final = "the file does not say which coordinate system it is in"
_WKT: Final = ("GEOGCS[", "GEOGCRS[", "PROJCS[", "PROJCRS[", "BOUNDCRS[", "COMPD_CS[", "COMPOUNDCRS[")


def _refused(shown: str, finding: str) -> FactsError:
    help = "save it in SWEREF 99 TM (`EPSG:3006`), or as GeoJSON in WGS 84"
    return FactsError([Problem(Place(shown, None, "crs"), "LR862", finding, help)])


def misplaced(given: Sequence[Point], brought: Sequence[Point], system: System) -> tuple[str, str] | None:
    """Return what is odd about points, as *given* in *system* and as *brought* to SWEREF 99 TM, and a next step.

    Nothing when all lie in Sweden.
    """
    wrong = next((one for one, it in zip(given, brought, strict=True) if not _in_sweden(it)), None)
    if wrong is None:
        return None
    x, y = wrong
    told = f"{_short(x)} {_short(y)}"
    if system.degrees and _in_sweden((x, y)):
        return f"{told} are metres and no degrees of {quoted(system.name)}", f"name the system: `{SWEREF99_TM}`"
    if system.degrees and _in_degrees(y, x):
        return f"{told} lie outside Sweden, but not if latitude comes first", "write longitude first, then latitude"
    if not system.degrees and _in_degrees(x, y):
        finding = f"{told} look like longitude and latitude, and the file says {quoted(system.name)}"
        return finding, "name the system that they are in: leave `crs` out of GeoJSON in WGS 84"
    if not system.degrees and _in_sweden((y, x)):
        return f"{told} lie outside Sweden, but not if north comes first", "write east first, then north"
    return f"{told} lie outside Sweden in {quoted(system.name)}", "check the coordinate system that the file names"


def _in_sweden(point: Point) -> bool:
    west, south, east, north = SWEDEN
    return all(map(math.isfinite, point)) and west <= point[0] <= east and south <= point[1] <= north


def _in_degrees(longitude: float, latitude: float) -> bool:
    return _LONGITUDES[0] <= longitude <= _LONGITUDES[1] and _LATITUDES[0] <= latitude <= _LATITUDES[1]


def _short(number: float) -> str:
    return f"{number:.6g}" if abs(number) < 1000 else f"{number:.0f}"
