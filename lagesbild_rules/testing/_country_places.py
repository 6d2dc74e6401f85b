"""The places of a constructed country: areas with where they belong, how they came of one another, their outlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, product
from math import isqrt
from random import Random
from typing import Final, Literal

from attrs import evolve, frozen

from lagesbild_rules.facts import Area, Lineage
from lagesbild_rules.testing._country_names import area_names, region_names, town_names

CHANGE_DAY: Final = date(2025, 3, 1)
"""The day between the rounds on which areas are split, merged, renamed, drawn anew and given up."""
FIRST_CODE: Final = 9001
"""Municipality codes begin with the number of the county, and Sweden's counties are 01 to 25: none begins with 9."""
_POLICE_AREAS: Final = 21
_FATES: Final[tuple[Literal["split", "rename", "merge", "ended", "new"], ...]] = (
    *("split", "rename", "merge", "ended", "new"),
)
_WEST, _SOUTH, _EAST, _NORTH = 782_000, 6_330_000, 842_000, 6_450_000
"""Open sea east of Gotland in EPSG:3006, in metres: there is no land in it."""
_WIDEST: Final = 3_000
_CORNERS: Final = ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7))
"""Directions of the corners of an outline. The first and the fifth are opposite: a line between them halves it."""

_Descent = Literal["split", "merge", "rename"]
Ring = tuple[tuple[int, int], ...]


@frozen
class Site:
    """An area on the map: its outline (closed, in metres of EPSG:3006), and how burdened it is, 0 to 1."""

    area: Area
    ring: Ring
    burden: float


@frozen
class Places:
    """All sites of both rounds, and the lines of descent between them."""

    sites: tuple[Site, ...]
    lineage: tuple[Lineage, ...]
    local_police_areas: tuple[str, ...]


def places(chance: Random, areas: int, local_police_areas: int) -> Places:
    """Draw *areas* areas that exist from the start, and what becomes of them on ``CHANGE_DAY``."""
    names = area_names(chance)
    homes = list(_homes(chance, local_police_areas))
    side = min(_WIDEST, isqrt((_EAST - _WEST) * (_NORTH - _SOUTH) // areas))
    while ((_EAST - _WEST) // side) * ((_NORTH - _SOUTH) // side) < areas:
        side -= 1
    across = (_EAST - _WEST) // side
    sites = []
    numbers: dict[str, int] = {}
    for number in range(areas):
        home = homes[number * len(homes) // areas]
        area = _named(home, next(names), numbers)
        row, column = divmod(number, across)
        centre = (_WEST + column * side + side // 2, _SOUTH + row * side + side // 2)
        sites.append(Site(area, _outline(chance, centre, side), _burden(chance)))
    return _changed(chance, sites, names, numbers, tuple(dict.fromkeys(str(it.local_police_area) for it in homes)))


def _homes(chance: Random, count: int) -> Iterator[Area]:
    """Yield for each local police area its one or two municipalities, as areas that have no name yet."""
    towns = list(islice(town_names(chance), 2 * count + min(count, _POLICE_AREAS)))
    regions = region_names()
    police_areas = [f"Polisområde {it} (konstruerat)" for it in towns[2 * count :]]
    code = FIRST_CODE
    for number in range(count):
        belongs = number * len(police_areas) // count
        for part in range(1 if number % 3 else 2):
            town = towns[2 * number + part]
            yield Area(
                "",
                municipality_code=str(code),
                municipality=f"{town} (konstruerad)",
                local_police_area=f"Lokalpolisområde {towns[2 * number]} (konstruerat)",
                police_area=police_areas[belongs],
                region=regions[belongs * len(regions) // len(police_areas)],
            )
            code += 1


def _named(home: Area, name: str, numbers: dict[str, int]) -> Area:
    code = str(home.municipality_code)
    numbers[code] = numbers.get(code, 0) + 1
    return evolve(home, area=f"konstruerat-{code}-{numbers[code]:02}", name=name, valid_from=None, valid_until=None)


def _outline(chance: Random, centre: tuple[int, int], side: int) -> Ring:
    """Return a closed ring around *centre* that stays inside its square of *side*: no two of them meet."""
    reaches = [side * chance.uniform(0.28, 0.47) for _ in _CORNERS]
    ring = [
        (round(centre[0] + x * reach), round(centre[1] + y * reach))
        for (x, y), reach in zip(_CORNERS, reaches, strict=True)
    ]
    return (*ring, ring[0])


def _halves(ring: Ring) -> tuple[Ring, Ring]:
    return (*ring[:5], ring[0]), (*ring[4:], ring[4])


def _burden(chance: Random) -> float:
    return 0.08 + 0.84 * float(chance.random() ** 1.4)


def _changed(
    chance: Random, sites: list[Site], names: Iterator[str], numbers: dict[str, int], local: tuple[str, ...]
) -> Places:
    """Return the places after ``CHANGE_DAY``: of 75 areas one is split, one renamed, one merged, given up, begun."""
    each = max(1, len(sites) // 75)
    chosen = chance.sample(range(len(sites)), min(len(sites), len(_FATES) * each))
    fates = {index: _FATES[place % len(_FATES)] for place, index in enumerate(chosen)}
    found: list[Site] = []
    lineage: list[Lineage] = []

    def other(site: Site, ring: Ring) -> Site:
        burden = min(1.0, max(0.0, site.burden + chance.uniform(-0.1, 0.1)))
        return evolve(site, area=_named(site.area, next(names), numbers), ring=ring, burden=burden)

    for index, site in enumerate(sites):
        before, after = [site], list[Site]()
        first, second = _halves(site.ring)
        match fates.get(index):
            case None:
                found.append(site)
                continue
            case "split":
                after = [other(site, first), other(site, second)]
            case "rename":
                after = [other(site, site.ring)]
            case "merge":
                before, after = [evolve(site, ring=first), other(site, second)], [other(site, site.ring)]
            case "ended":
                pass
            case "new":
                before, after = [], [site]
        found += [evolve(it, area=evolve(it.area, valid_until=CHANGE_DAY)) for it in before]
        found += [evolve(it, area=evolve(it.area, valid_from=CHANGE_DAY)) for it in after]
        for old, new in product(before, after):
            kind: Literal["split", "merge", "rename"] = (
                "split" if len(after) > 1 else "merge" if len(before) > 1 else "rename"
            )
            lineage.append(Lineage(old.area.area, new.area.area, CHANGE_DAY, kind))
    return Places(tuple(found), tuple(lineage), local)
