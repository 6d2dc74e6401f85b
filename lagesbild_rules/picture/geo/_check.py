"""What is wrong with shapes, and what is odd between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lagesbild_rules.errors import Place, Problem, quoted, suggestion
from lagesbild_rules.facts import Area
from lagesbild_rules.picture.geo._library import shapely
from lagesbild_rules.picture.geo._model import AreaShape

SLIVER: Final = 100.0
"""Square metres that two areas of one file may have in common without being told of: outlines drawn apart."""

_WHERE: Final = re.compile(r"(.*)\[(\S+) (\S+)\]")


def drawn(shape: AreaShape, name: str = "read_geometry") -> Any:
    """Return *shape* as the library for shapes has it."""
    library = shapely(name)
    parts = [library.Polygon(it.outline, it.holes) for it in shape.polygons]
    return parts[0] if len(parts) == 1 else library.MultiPolygon(parts)


def validity_problems(shape: AreaShape, number: int) -> Iterator[Problem]:
    """Yield a problem when *shape*, feature *number*, is no valid polygon: what is wrong, and where it is."""
    library, it = shapely("read_geometry"), drawn(shape)
    if library.is_valid(it):
        return
    reason = library.is_valid_reason(it)
    found = _WHERE.fullmatch(reason)
    said, where = (found[1], f" at {float(found[2]):.1f} {float(found[3]):.1f}") if found else (reason, "")
    finding = f"the area {quoted(shape.area)} (feature {number}) is no valid polygon: {said.lower()}{where}"
    help = "mend the outline there, for instance with `Fix geometries` in QGIS"
    yield Problem(shape.place, "LR865", finding, help)


def overlap_findings(shapes: Sequence[AreaShape]) -> Iterator[Problem]:
    """Yield a finding for each two of *shapes* that have more ground in common than a ``SLIVER``."""
    if len(shapes) < 2:
        return
    library = shapely("read_geometry")
    every = [drawn(it) for it in shapes]
    tree = library.STRtree(every)
    pairs = sorted((int(a), int(b)) for a, b in tree.query(every, predicate="intersects").T if a < b)
    for a, b in pairs:
        size = library.area(library.intersection(every[a], every[b]))
        if size > SLIVER:
            finding = f"the areas {quoted(shapes[a].area)} and {quoted(shapes[b].area)} share {size:.0f} square metres"
            yield Problem(shapes[b].place, "LR867", finding, "check which of them the ground belongs to")


def areas_findings(shapes: Sequence[AreaShape], areas: Sequence[Area], shown: str) -> Iterator[Problem]:
    """Yield a finding for each shape whose area is not among *areas*, and for each of these without a shape."""
    if not areas:
        return
    known = dict.fromkeys(it.area for it in areas)
    drawn_areas = {it.area for it in shapes}
    for it in shapes:
        if it.area not in known:
            finding = f"no area {quoted(it.area)} in the table of areas"
            yield Problem(it.place, "LR868", finding, suggestion(it.area, known))
    for area in known:
        if area not in drawn_areas:
            finding = f"the area {quoted(area)} has no geometry"
            yield Problem(Place(shown), "LR868", finding, suggestion(area, drawn_areas - set(known)))
