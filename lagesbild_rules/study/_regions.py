"""The difference in logic between two rulesets: where they class the same facts differently, and how much that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.evaluation import Assessment
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._cells import Cells, TooManyPieces, cells
from lagesbild_rules.study._formulas import decided
from lagesbild_rules.study._pairs import Ladders, Pair, pair
from lagesbild_rules.study._proof import Witness
from lagesbild_rules.study._prover import EngineDisagrees, Prover, Session, Settings
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._walk import answers


@frozen
class Region:
    """All exact facts that get the level ``before`` from one ruleset and ``after`` from the other.

    ``cells`` of ``all_cells`` lie in it, nothing where they were too many to count. ``witnesses`` are the same facts
    as either ruleset assesses them, where it classes them differently; none, and ``gave_up``, when the solver's time
    ran out.
    """

    classification: tuple[str, str]
    before: str
    after: str
    same: bool
    cells: int | None
    all_cells: int | None
    witnesses: tuple[Witness, ...]
    gave_up: bool = False

    @property
    def share(self) -> Fraction | None:
        if self.cells is None or not self.all_cells:
            return None
        return Fraction(self.cells, self.all_cells)


@frozen
class LogicDiff:
    """Every region of two rulesets that is not empty, those classed alike first; ``apart`` are unshared indicators."""

    before: Ruleset
    after: Ruleset
    regions: tuple[Region, ...]
    apart: tuple[str, ...]

    @property
    def equivalent(self) -> bool:
        """Whether all exact facts get the same levels."""
        return all(it.same for it in self.regions)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "before": self.before.reference,
                "after": self.after.reference,
                "classification": it.classification[1],
                "level_before": it.before,
                "level_after": it.after,
                "same": it.same,
                "cells": None if it.cells is None else str(it.cells),
                "all_cells": None if it.all_cells is None else str(it.all_cells),
                "share": None if it.share is None else float(it.share),
                "witness": it.witnesses[0].assessment.area if it.witnesses else None,
                "gave_up": it.gave_up,
            }
            for it in self.regions
        ]

    def table(self) -> Any:
        """Return the rows as an Arrow table; counts are text, since they may pass 64 bits."""
        return arrow_table(self.rows(), REGION_COLUMNS)


REGION_COLUMNS: Final[Mapping[str, str]] = {
    "before": "text",
    "after": "text",
    "classification": "text",
    "level_before": "text",
    "level_after": "text",
    "same": "truth",
    "cells": "text",
    "all_cells": "text",
    "share": "number",
    "witness": "text",
    "gave_up": "truth",
}


def logic_diff(
    before: Ruleset, after: Ruleset, settings: Settings | None = None, progress: Progress = quiet
) -> LogicDiff:
    """Return the regions in which *before* and *after* give each pair of levels, with a witness where they differ.

    Shared indicators are the same unknowns, others are unknowns of their own. Readings have their own values.
    """
    both = pair(before, after)
    prover = Prover(settings or Settings(), [*before.indicators.values(), *after.indicators.values()])
    try:
        space: Cells | None = cells(both.views)
    except (TooManyPieces, GaveUp):
        space = None
    asked = [
        (ladders, one.id, other.id)
        for ladders in both.ladders
        for one in before.classifications[ladders.names[0]].levels
        for other in after.classifications[ladders.names[1]].levels
    ]
    counted = {it.names: _counted(both, it, space) for it in both.ladders} if space else {}
    found = []
    with progress(len(asked), "regions") as advance:
        for ladders, one, other in asked:
            number = counted[ladders.names].get((one, other), 0) if space else None
            if number != 0:
                found.append(_region(both, ladders, one, other, number, space, prover))
            advance()
    regions = [it for it in found if it is not None]
    return LogicDiff(before, after, tuple(sorted(regions, key=lambda it: not it.same)), both.apart)


def _counted(both: Pair, ladders: Ladders, space: Cells) -> dict[tuple[str, str], int]:
    nodes = []
    for side, (view, name) in enumerate(zip(both.views, ladders.names, strict=True)):
        algebra = space.nodes(side)
        nodes.append(algebra.outcome(answers(view.ruleset, algebra).levels[name]))
    return space.counts(space.nodes(0).pair(*nodes))


def _region(
    both: Pair, ladders: Ladders, one: str, other: str, number: int | None, space: Cells | None, prover: Prover
) -> Region | None:
    same = ladders.same(one, other)
    total = space.total if space else None

    def build(session: Session) -> Iterable[Any]:
        for view, name, level in zip(both.views, ladders.names, (one, other), strict=True):
            yield decided(session.space, session.answers(view).levels[name], level)

    def check(found: Sequence[Assessment]) -> bool:
        levels = [it.classifications[name].level for it, name in zip(found, ladders.names, strict=True)]
        return levels == [one, other]

    if same and number is not None:
        return Region(ladders.names, one, other, same, number, total, ())
    try:
        found = prover.find(f"{ladders.names[1]}: {one} → {other}", both.views, build, check)
    except GaveUp:
        return Region(ladders.names, one, other, same, number, total, (), True)
    if number and not found:
        raise EngineDisagrees(f"{one} → {other}: {number} cells, and no facts in them")
    return Region(ladders.names, one, other, same, number, total, found) if found else None
