"""The work: one constructed ruleset, and constructed areas to class by it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

from attrs import frozen

from lagesbild_rules.facts import FactSet, Indicator, NumberKind, facts_from_row
from lagesbild_rules.ruleset import Ruleset, load_ruleset

RULESET = Path(__file__).with_name("one_area.yaml")
MISSING_SHARE = 0.1


@frozen
class Area:
    """One area twice: as a plain ``row`` for the peers, and as the ``facts`` that lagesbild_rules reads.

    The row holds the rank of a step, 0 for the mildest, or the number itself; what is missing is not a key.
    """

    name: str
    row: Mapping[str, int | float]
    facts: FactSet


def ruleset() -> Ruleset:
    """Return the constructed ruleset: 24 indicators, 20 criteria, three levels above the mildest."""
    return load_ruleset(RULESET)


def areas(rules: Ruleset, count: int, *, seed: int, missing: float = MISSING_SHARE) -> list[Area]:
    """Return *count* constructed areas, the same for the same *seed*; each fact is missing at the share *missing*.

    An area has one burden between 0 and 1 that all its values lean on, so that every level is met.
    """
    chance = Random(seed)
    return [_area(f"Exempelby {number:05d}", rules, chance, missing) for number in range(1, count + 1)]


def _area(name: str, rules: Ruleset, chance: Random, missing: float) -> Area:
    burden = chance.random()
    row: dict[str, int | float] = {}
    cells: dict[str, str] = {"area": name}
    for id_, indicator in rules.indicators.items():
        value, cell = _value(indicator, burden, chance)
        if chance.random() >= missing:
            row[id_], cells[id_] = value, cell
    return Area(name, row, facts_from_row(cells, rules.indicators))


def _value(indicator: Indicator, burden: float, chance: Random) -> tuple[int | float, str]:
    kind = indicator.kind
    if isinstance(kind, NumberKind):
        mild, grave = _NUMBERS[indicator.id]
        value = max(0.0, round(2 * (mild + burden * (grave - mild) + chance.gauss(0, 5))) / 2)
        value = value if kind.max is None else min(float(kind.max), value)
        return value, str(value)
    last = len(kind.values) - 1
    rank = min(last, max(0, round(chance.gauss(burden * last, 1))))
    return rank, kind.values[rank]


_NUMBERS = {
    "median_income": (75, 40),
    "employment": (78, 50),
    "upper_secondary": (86, 63),
    "overcrowding": (14, 40),
    "child_poverty": (10, 45),
    "moves": (60, 140),
}
"""The value of a number where there is no burden, and where it is greatest."""
