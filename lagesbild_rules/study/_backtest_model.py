"""Computed classes beside published ones: what was found, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, get_args

from attrs import frozen

from lagesbild_rules.explanation import Margin
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._statistics import Figure, Sampling
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.truth import Truth

Fate = Literal["same", "differs", "open", "excluded"]
"""The computed class is the published one; it is another; it is undecided with the published one among the possible
levels; it is undecided with the published one not among them."""
FATES: Final[tuple[Fate, ...]] = get_args(Fate)


@frozen
class Turn:
    """A criterion, its truth, and the other answer that is tried."""

    criterion: str
    truth: Truth
    answer: Truth


@frozen
class Cause:
    """Criteria whose other answers together give the published class; no fewer do."""

    turns: tuple[Turn, ...]


@frozen
class Distance:
    """How far a comparison of a criterion lies from its limit, and the indicators that it reads."""

    criterion: str
    reads: tuple[str, ...]
    margin: Margin | None


@frozen
class Comparison:
    """One area: its published and its computed class, and when they contradict each other the causes.

    There are no causes when no set of so few criteria gives the published class. ``complete`` is false when the search
    was cut short, or no set with as many criteria as are looked at was found.
    """

    area: str
    published: str
    level: str | None
    possible: tuple[str, ...]
    fate: Fate
    causes: tuple[Cause, ...] = ()
    distances: tuple[Distance, ...] = ()
    complete: bool = True


@frozen
class CriterionCount:
    """How many areas differ by a criterion: in all, by it alone, and by which way the computed class lies."""

    criterion: str
    areas: int
    alone: int
    more_serious: int
    milder: int


@frozen
class ClassBacktest:
    """One classification held against the list.

    ``matrix`` has a row for each computed level, mildest first, and last one for the undecided; a column for each
    published level. The figures are of the decided areas. ``unlisted`` areas are not on the list, ``without`` are on
    it without a class, and ``unassessed`` are on it alone.
    """

    classification: str
    levels: tuple[str, ...]
    areas: tuple[Comparison, ...]
    matrix: tuple[tuple[int, ...], ...]
    same: Figure
    kappa: Figure
    kappa_linear: Figure
    kappa_quadratic: Figure
    criteria: tuple[CriterionCount, ...]
    unlisted: tuple[str, ...]
    without: tuple[str, ...]
    unassessed: tuple[str, ...]

    def count(self, fate: Fate) -> int:
        """Return how many areas have *fate*."""
        return sum(it.fate == fate for it in self.areas)

    @property
    def contradicted(self) -> tuple[Comparison, ...]:
        """The areas whose computed class cannot be the published one."""
        return tuple(it for it in self.areas if it.fate in {"differs", "excluded"})


BACKTEST_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("area", "classification", "published", "level"), "text"),
    "possible": "texts",
    "fate": "text",
    "causes": "texts",
    "margins": "texts",
    "complete": "truth",
}
MATRIX_COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("classification", "computed", "published"), "text"),
    "areas": "whole",
}


@frozen
class Backtest:
    """The classes that a ruleset computes, held against a published list."""

    ruleset: Ruleset
    as_of: date
    sampling: Sampling
    classifications: tuple[ClassBacktest, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each area and classification; a cause reads `criterion=answer`, several joined by `+`."""
        return [
            {
                "area": it.area,
                "classification": one.classification,
                "published": it.published,
                "level": it.level,
                "possible": list(it.possible),
                "fate": it.fate,
                "causes": [cause_text(cause) for cause in it.causes],
                "margins": [text for distance in it.distances if (text := margin_text(distance))],
                "complete": it.complete,
            }
            for one in self.classifications
            for it in one.areas
        ]

    def table(self) -> Any:
        """Return ``rows`` as an Arrow table."""
        return arrow_table(self.rows(), BACKTEST_COLUMNS)

    def matrix_table(self) -> Any:
        """Return the matrices of all classifications as an Arrow table; an undecided class has no level."""
        rows = [
            {"classification": one.classification, "computed": computed, "published": published, "areas": number}
            for one in self.classifications
            for computed, row in zip((*one.levels, None), one.matrix, strict=True)
            for published, number in zip(one.levels, row, strict=True)
        ]
        return arrow_table(rows, MATRIX_COLUMNS)


def cause_text(cause: Cause) -> str:
    """Return *cause* as `criterion=answer`, several joined by ` + `."""
    return " + ".join(f"{it.criterion}={it.answer.value}" for it in cause.turns)


def margin_text(it: Distance) -> str | None:
    """Return the margin as `indicators: margin unit`, or from the least to the greatest; nothing when unbounded."""
    if it.margin is None or it.margin.low is None or it.margin.high is None:
        return None
    low, high, unit = it.margin.low, it.margin.high, it.margin.unit
    ends = f"{low:+}" if low == high else f"{low:+} to {high:+}"
    return f"{', '.join(it.reads)}: {ends} {'steps' if unit is None else unit}".rstrip()
