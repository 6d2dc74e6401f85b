"""How much of the ground of earlier areas later ones have, and the descent that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, quoted
from lagesbild_rules.facts import Lineage, LineageKind
from lagesbild_rules.picture._descent import Proposed
from lagesbild_rules.picture.geo._check import drawn
from lagesbild_rules.picture.geo._library import shapely
from lagesbild_rules.picture.geo._model import Geometry

TOLD_FROM: Final = Decimal("0.01")
"""The share of either area, ours, from which ground that two areas have in common is told as an overlap."""

DESCENT_FROM: Final = Decimal("0.25")
"""The share of either area, ours, from which ground that two areas have in common makes one the other's successor.

On the official geometry 2021, 2023 and 2025 every value from 0.01 to 0.34 gives the same descent: neighbours whose
outlines meet have at most 0.3 % in common, and of the parts of a split at least 34 % lie in what was split.
"""


@frozen
class Overlap:
    """Ground that an earlier and a later area have in common, in square metres and as a share of each."""

    before: str
    after: str
    square_metres: int
    share_of_before: Decimal
    share_of_after: Decimal

    @property
    def greater_share(self) -> Decimal:
        return max(self.share_of_before, self.share_of_after)


@frozen
class OverlapLineage:
    """The descent of areas between two geometries: ``lines`` as the table of lineage has them, and their grounds.

    ``overlaps`` holds every pair that descends, also where an area kept its id (``kept``, without a line). ``gone``
    have no successor and ``new`` no predecessor. ``declared`` are those of ``lines`` that were declared and not seen;
    ``findings`` tell where geometry says otherwise.
    """

    lines: tuple[Lineage, ...]
    overlaps: tuple[Overlap, ...] = field(repr=False)
    kept: tuple[str, ...] = field(repr=False)
    gone: tuple[str, ...]
    new: tuple[str, ...]
    declared: tuple[Lineage, ...] = ()
    findings: tuple[Problem, ...] = ()

    @property
    def proposed(self) -> tuple[Proposed, ...]:
        """What geometry proposes to ``compare``: each of ``lines`` that was seen, with the share of the earlier area."""
        shares = {(it.before, it.after): it.share_of_before for it in self.overlaps}
        return tuple(
            Proposed(it.from_area, it.to_area, it.kind, Fraction(shares[it.from_area, it.to_area]), place=it.place)
            for it in self.lines
            if (it.from_area, it.to_area) in shares
        )


def overlaps(before: Geometry, after: Geometry, at_least: Decimal = TOLD_FROM) -> tuple[Overlap, ...]:
    """Return each pair of an earlier and a later area whose common ground is *at_least* that share of either.

    They stand by earlier area, the greatest share of it first. Shares have four decimals.
    """
    library = shapely("overlaps")
    earlier, later = [drawn(it, "overlaps") for it in before], [drawn(it, "overlaps") for it in after]
    if not earlier or not later:
        return ()
    found = []
    for a, b in library.STRtree(later).query(earlier, predicate="intersects").T:
        one, other = earlier[int(a)], later[int(b)]
        common = library.area(library.intersection(one, other))
        shares = [Decimal(str(round(common / library.area(it), 4))).quantize(Decimal("0.0001")) for it in (one, other)]
        if common > 0 and max(shares) >= at_least:
            found.append(Overlap(before.areas[int(a)], after.areas[int(b)], round(common), *shares))
    return tuple(sorted(found, key=lambda it: (it.before, -it.share_of_before, it.after)))


def lineage_by_overlap(
    before: Geometry,
    after: Geometry,
    day: Day,
    *,
    at_least: Decimal = DESCENT_FROM,
    declared: Iterable[Lineage] = (),
) -> OverlapLineage:
    """Return which later areas came of which earlier ones on *day*, as far as their ground tells.

    A later area comes of an earlier one when their common ground is *at_least* that share of either. An area with
    several successors was split, several with one successor were merged, and one with one successor of another id was
    renamed (its extent may have changed too: see the shares). What is *declared* for that day stands, whatever
    geometry says of the same areas; each disagreement is a finding.
    """
    on = as_day(day)
    pairs = overlaps(before, after, at_least)
    seen = [(it.before, it.after) for it in pairs]
    stated = [it for it in declared if it.date == on]
    froms, tos = {it.from_area for it in stated}, {it.to_area for it in stated}
    own = [pair for pair in seen if pair[0] not in froms and pair[1] not in tos]
    lines = (*stated, *_lines(own, on))
    told = [(it.from_area, it.to_area) for it in stated] + own
    return OverlapLineage(
        tuple(sorted(lines, key=lambda it: (it.from_area, it.to_area))),
        pairs,
        tuple(one for one, other in own if one == other and _alone(own, one, other)),
        tuple(it for it in before.areas if it not in {one for one, _ in told}),
        tuple(it for it in after.areas if it not in {other for _, other in told}),
        tuple(stated),
        tuple(_disagreements(stated, pairs, before, after)),
    )


def _alone(pairs: Sequence[tuple[str, str]], before: str, after: str) -> bool:
    return sum(before == one or after == other for one, other in pairs) == 1


def _lines(pairs: Sequence[tuple[str, str]], day: date) -> Iterator[Lineage]:
    successors, predecessors = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    for one, other in pairs:
        kind: LineageKind = "rename"
        if successors[one] > 1:
            kind = "split"
        elif predecessors[other] > 1:
            kind = "merge"
        elif one == other:
            continue
        yield Lineage(one, other, day, kind, place=Place("<geometry>"))


def _disagreements(
    stated: Sequence[Lineage], pairs: Sequence[Overlap], before: Geometry, after: Geometry
) -> Iterator[Problem]:
    seen: Mapping[tuple[str, str], Overlap] = {(it.before, it.after): it for it in pairs}
    told = {(it.from_area, it.to_area) for it in stated}
    for it in stated:
        where = it.place if it.place.path else Place("<lineage>")
        lacking = [name for name, known in ((it.from_area, before), (it.to_area, after)) if name not in known]
        if lacking:
            finding = (
                f"{quoted(it.from_area)} → {quoted(it.to_area)} is declared, and {quoted(lacking[0])} has no geometry"
            )
            yield Problem(where, "LR868", finding, "check the name; what is declared stands")
        elif (it.from_area, it.to_area) not in seen:
            finding = f"{quoted(it.from_area)} → {quoted(it.to_area)} is declared, and they share no ground to speak of"
            yield Problem(where, "LR868", finding, "check the line of descent; what is declared stands")
    froms, tos = {it.from_area for it in stated}, {it.to_area for it in stated}
    for pair, common in seen.items():
        if pair not in told and (pair[0] in froms or pair[1] in tos):
            shares = f"{common.share_of_before} of the one and {common.share_of_after} of the other"
            finding = f"{quoted(pair[0])} → {quoted(pair[1])} is not declared, and they share {shares}"
            yield Problem(Place("<geometry>"), "LR868", finding, "declare it too if it is so; what is declared stands")
