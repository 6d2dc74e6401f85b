"""What lies near what: neighbours, and distances from edge to edge."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Final

from attrs import field, frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.picture._model import Picture
from lagesbild_rules.picture.geo._check import drawn
from lagesbild_rules.picture.geo._library import shapely
from lagesbild_rules.picture.geo._model import Geometry
from lagesbild_rules.text import Text

TOUCHING: Final = 1.0
"""Metres between two outlines that still count as touching, ours: what was drawn twice seldom meets exactly."""

NEIGHBOUR_INDICATORS: Final[Mapping[str, Indicator]] = {
    it.id: it
    for it in (
        Indicator(
            "neighbours",
            NumberKind(unit="areas", decimals=0, min=Decimal(0)),
            Text("Grannområden (vår indikator, ur geometri)", "Neighbouring areas (our indicator, from geometry)"),
        ),
        Indicator(
            "neighbours_in_list",
            NumberKind(unit="areas", decimals=0, min=Decimal(0)),
            Text(
                "Grannområden som är klassade (vår indikator, ur geometri)",
                "Neighbouring areas that are classed (our indicator, from geometry)",
            ),
        ),
        Indicator(
            "distance_to_nearest_listed",
            NumberKind(unit="metres", decimals=0, min=Decimal(0)),
            Text(
                "Avstånd till närmaste klassade område (vår indikator, ur geometri)",
                "Distance to the nearest classed area (our indicator, from geometry)",
            ),
        ),
    )
}
"""What the columns of ``neighbour_facts`` mean. They are ours: no published method of the Police asks for them."""


@frozen
class Near:
    """Two areas and the metres from edge to edge, to the decimetre: 0 where they touch or overlap."""

    area: str
    other: str
    metres: Decimal


@frozen
class NeighbourFacts:
    """A wide table of facts: a row for each area, its cells text as a table of facts has them, empty for unknown."""

    rows: tuple[Mapping[str, str | None], ...] = field(repr=False)
    within: float
    findings: tuple[Problem, ...] = ()
    indicators: Mapping[str, Indicator] = field(default=NEIGHBOUR_INDICATORS, repr=False)


def neighbours(geometry: Geometry, within: float = TOUCHING) -> tuple[Near, ...]:
    """Return each two areas that lie *within* so many metres of one another, edge to edge; each pair once.

    Raises ``QuestionError`` when *within* is negative or no number.
    """
    if not 0 <= within < float("inf"):
        finding = f"{within} is no distance"
        raise QuestionError([Problem(Place("within"), "LR110", finding, "write metres, 0 or more")])
    library = shapely("neighbours")
    shapes = [drawn(it, "neighbours") for it in geometry]
    if not shapes:
        return ()
    found = library.STRtree(shapes).query(shapes, predicate="dwithin", distance=within).T
    pairs = sorted((int(a), int(b)) for a, b in found if a < b)
    names = geometry.areas
    return tuple(Near(names[a], names[b], _metres(library.distance(shapes[a], shapes[b]))) for a, b in pairs)


def nearest(geometry: Geometry, among: Collection[str]) -> Mapping[str, Near | None]:
    """Return for each area the nearest other one *among* those named, edge to edge; nothing where there is none.

    Of several as near the first by id. Raises ``QuestionError`` for one *among* them without geometry.
    """
    library = shapely("nearest")
    lacking = sorted(it for it in among if it not in geometry)
    if lacking:
        finding = f"{listed(lacking).replace(' or ', ' and ')} {'has' if len(lacking) == 1 else 'have'} no geometry"
        raise QuestionError([Problem(Place("among"), "LR868", finding, "leave it out, or add its geometry")])
    wanted = sorted(among)
    number = {name: place for place, name in enumerate(wanted)}
    shapes = {it.area: drawn(it, "nearest") for it in geometry}
    best: dict[str, tuple[float, str]] = {}
    for bit, side in product(range(max(1, (len(wanted) - 1).bit_length())), (0, 1)):
        # No area may find itself. Two different numbers differ in some bit, so that among the trees of those whose
        # bit is another than its own, each area meets all others.
        names = [name for name in wanted if number[name] >> bit & 1 == side]
        asking = [it for it in geometry.areas if it not in number or number[it] >> bit & 1 != side]
        if not names or not asking:
            continue
        tree = library.STRtree([shapes[it] for it in names])
        (whose, which), far = tree.query_nearest([shapes[it] for it in asking], return_distance=True)
        for a, b, metres in zip(whose, which, far, strict=True):
            found = float(metres), names[int(b)]
            best[asking[int(a)]] = min(found, best.get(asking[int(a)], found))
    return {
        it: Near(it, best[it][1], _metres(best[it][0])) if it in best else None  # a list of one has no other
        for it in geometry.areas
    }


def neighbour_facts(
    geometry: Geometry, listed: Collection[str], within: float = TOUCHING, *, undecided: Collection[str] = ()
) -> NeighbourFacts:
    """Return how many neighbours each area has, how many of them are *listed*, and how far the nearest listed one is.

    Nothing is filled in: where a neighbour is *undecided* the count of listed ones is empty, and so is the distance
    where an undecided area is nearer than the nearest listed one. A listed or undecided area without geometry could
    lie anywhere: both columns are then empty for all areas, and a finding says why.
    """
    lost = sorted(it for it in {*listed, *undecided} if it not in geometry)
    near: dict[str, list[str]] = {it: [] for it in geometry.areas}
    for pair in neighbours(geometry, within):
        near[pair.area].append(pair.other)
        near[pair.other].append(pair.area)
    sure = nearest(geometry, [it for it in listed if it in geometry])
    open_ = nearest(geometry, [it for it in undecided if it in geometry])
    rows = []
    for area, around in near.items():
        cells: dict[str, str | None] = {"area": area, "neighbours": str(len(around))}
        unknown = lost or any(it in undecided for it in around)
        cells["neighbours_in_list"] = None if unknown else str(sum(it in listed for it in around))
        cells["distance_to_nearest_listed"] = None if lost else _settled(sure[area], open_[area])
        rows.append(cells)
    return NeighbourFacts(tuple(rows), within, tuple(_findings(lost, geometry)))


def neighbours_in_picture(
    picture: Picture, geometry: Geometry, classification: str, at_least: str, within: float = TOUCHING
) -> NeighbourFacts:
    """Return ``neighbour_facts`` where listed are the areas whose standing class is *at_least* that level.

    An area that may or may not stand so high is undecided. Raises ``KeyError`` for a level that the ladder lacks.
    """
    ladder = picture.ladders[classification]
    lowest = ladder.rank(at_least)
    high = {it.id: {ladder.rank(level) >= lowest for level in it.standing(classification)} for it in picture.areas}
    sure = [area for area, answers in high.items() if answers == {True}]
    open_ = [area for area, answers in high.items() if len(answers) > 1]
    return neighbour_facts(geometry, sure, within, undecided=open_)


def _settled(sure: Near | None, open_: Near | None) -> str | None:
    if sure is None or (open_ is not None and open_.metres < sure.metres):
        return None
    return f"{sure.metres:.0f}"


def _findings(lost: list[str], geometry: Geometry) -> Iterator[Problem]:
    for it in lost:
        finding = f"the area {quoted(it)} has no geometry: how near it lies to others is unknown"
        yield Problem(Place(geometry.path or "<geometry>"), "LR868", finding, "add its geometry")


def _metres(far: float) -> Decimal:
    return Decimal(f"{far:.1f}")
