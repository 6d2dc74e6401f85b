"""Where areas lie: polygons read and written, what overlaps what, what is near, and the descent that shapes show."""

from lagesbild_rules.picture.geo._columns import Audience, Columns, columns_of
from lagesbild_rules.picture.geo._frame import geo_frame
from lagesbild_rules.picture.geo._model import (
    SWEREF99_TM,
    AreaShape,
    Bounds,
    Geometry,
    GeometryLimits,
    Point,
    Polygon,
    Ring,
)
from lagesbild_rules.picture.geo._near import (
    NEIGHBOUR_INDICATORS,
    TOUCHING,
    Near,
    NeighbourFacts,
    nearest,
    neighbour_facts,
    neighbours,
    neighbours_in_picture,
)
from lagesbild_rules.picture.geo._overlap import (
    DESCENT_FROM,
    TOLD_FROM,
    Overlap,
    OverlapLineage,
    lineage_by_overlap,
    overlaps,
)
from lagesbild_rules.picture.geo._published import published_geometry, published_geometry_names
from lagesbild_rules.picture.geo._read import GEOMETRY_ENDINGS, read_geometry
from lagesbild_rules.picture.geo._rings import around, centre_of
from lagesbild_rules.picture.geo._simplify import MAP_TOLERANCE, simplified
from lagesbild_rules.picture.geo._write import GeometryKind, write_geometry, write_picture

__all__ = [
    "DESCENT_FROM",
    "GEOMETRY_ENDINGS",
    "MAP_TOLERANCE",
    "NEIGHBOUR_INDICATORS",
    "SWEREF99_TM",
    "TOLD_FROM",
    "TOUCHING",
    "AreaShape",
    "Audience",
    "Bounds",
    "Columns",
    "Geometry",
    "GeometryKind",
    "GeometryLimits",
    "Near",
    "NeighbourFacts",
    "Overlap",
    "OverlapLineage",
    "Point",
    "Polygon",
    "Ring",
    "around",
    "centre_of",
    "columns_of",
    "geo_frame",
    "lineage_by_overlap",
    "nearest",
    "neighbour_facts",
    "neighbours",
    "neighbours_in_picture",
    "overlaps",
    "published_geometry",
    "published_geometry_names",
    "read_geometry",
    "simplified",
    "write_geometry",
    "write_picture",
]
