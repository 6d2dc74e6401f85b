"""What proofs and counts must say, found by looking at all facts of a small ruleset one after the other.

Numbers of these rulesets are 0, 1, 2 or 3, so that all facts can be looked at, sums and means among the comparisons
too. Nothing here uses the rooms that are tested: only the reference engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lagesbild_rules.evaluation import Assessment, assess, linear, outcomes_if, program
from lagesbild_rules.facts import (
    Cause,
    FactSet,
    FiniteFact,
    NumberFact,
    NumberKind,
    ScaleKind,
    TruthKind,
    known,
    unknown,
)
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare, Ruleset, parse_ruleset
from lagesbild_rules.testing import ruleset_texts
from lagesbild_rules.truth import Truth

WHOLE = tuple(map(Decimal, range(4)))


@st.composite
def small_rulesets(draw: DrawFn, *, closed_world: bool = False, precision: bool = False) -> Ruleset:
    """Draw rulesets whose facts can all be looked at, with `worse` and `nested` declared wherever they can be."""
    data: dict[str, Any] = json.loads(draw(ruleset_texts(closed_world=closed_world)))
    for position, it in enumerate(data["indicators"].values()):
        if "number" in it:
            it["number"] = {"unit": "percent", "decimals": "0", "min": "0", "max": "3"}
            if precision and position % 2:
                it["number"]["precision"] = "0.5"
        if "category" not in it:
            it["worse"] = "low" if position % 3 == 2 else "high"
    for it in data["classifications"].values():
        it["nested"] = "true"
    return parse_ruleset(json.dumps(data))


def values(ruleset: Ruleset, *, empty: bool = False) -> list[FactSet]:
    """Return all exact facts; with *empty* all rows of a wide table, whose cells are widened by `precision`."""
    ways = []
    for it in ruleset.indicators.values():
        if isinstance(it.kind, NumberKind):
            facts = [known(it.kind, one) if empty else NumberFact(one, one) for one in WHOLE]
        else:
            facts = [known(it.kind, one) for one in it.kind.values]
        ways.append([*facts, unknown(it.kind)] if empty else facts)
    return [
        FactSet.of("brute", ruleset.indicators, dict(zip(ruleset.indicators, chosen, strict=True)))
        for chosen in product(*ways)
    ]


def assessed(ruleset: Ruleset, facts: list[FactSet]) -> list[Assessment]:
    return [assess(ruleset, it, as_of=ruleset.effective.from_) for it in facts]


def outcomes(it: Assessment) -> dict[str, tuple[str, ...]]:
    return {name: one.possible for name, one in it.classifications.items()}


def readings_of(ruleset: Ruleset) -> Iterator[Ruleset]:
    """Yield the ruleset under every admissible combination of readings."""
    ids = list(ruleset.readings)
    for chosen in product(*(ruleset.readings[id_].admissible for id_ in ids)):
        yield ruleset.with_readings(dict(zip(ids, chosen, strict=True)))


def reachable(found: list[Assessment], name: str, level: str) -> bool:
    return any(it.classifications[name].level == level for it in found)


def decides(found: list[Assessment], criterion: str) -> bool:
    return any(
        it.criteria[criterion] is not Truth.UNKNOWN
        and outcomes(it) != outcomes_if(it, criterion, ~it.criteria[criterion])
        for it in found
    )


def idle_as(found: list[Assessment], criterion: str) -> tuple[str, ...]:
    return tuple(
        answer.value
        for answer in (Truth.TRUE, Truth.FALSE)
        if all(outcomes(it) == outcomes_if(it, criterion, answer) for it in found)
    )


def implying(found: list[Assessment], criterion: str, other: str) -> bool:
    """Return whether *criterion* is never false where *other* is true, which it is somewhere."""
    true = [it for it in found if it.criteria[other] is Truth.TRUE]
    return bool(true) and all(it.criteria[criterion] is not Truth.FALSE for it in true)


def milder_when_worse(ruleset: Ruleset, found: list[Assessment], name: str, indicator: str) -> bool:
    """Return whether two areas that differ in *indicator* alone have the milder level where it is worse.

    Of cells that `precision` widens, the one with the greater least value is the greater.
    """
    declared = ruleset.indicators[indicator]
    rank = ruleset.classifications[name].rank
    groups: dict[Any, list[tuple[Any, int, int]]] = {}
    for it in found:
        fact = it.facts[indicator]
        at: Any = fact.low
        if isinstance(fact, FiniteFact):
            assert isinstance(declared.kind, TruthKind | ScaleKind)
            at = declared.kind.values.index(fact.low)
        rest = tuple(one for id_, one in it.facts.items() if id_ != indicator)
        ranks = [rank(level) for level in it.classifications[name].possible]
        if Cause.MISSING not in fact.causes:
            groups.setdefault(rest, []).append((at if declared.worse == "high" else -at, min(ranks), max(ranks)))
    return any(one[0] < other[0] and other[2] < one[1] for group in groups.values() for one in group for other in group)


def cells(views: list[tuple[Ruleset, FactSet]]) -> tuple[Any, ...]:
    """Return the cell in which the facts lie: values of finite indicators, and how sums stand to their limits."""
    found: dict[Any, Any] = {}
    for side, (ruleset, facts) in enumerate(views):
        for it in program(ruleset).conditions:
            if isinstance(it, FiniteCompare):
                found[it.indicator] = facts[it.indicator]
            elif isinstance(it, NumberCompare) and it.missing_as is None:
                for number, form in enumerate(linear(it, ruleset)):
                    low, _ = form.span(facts)
                    assert low is not None
                    for limit in form.limits:
                        found[side, it, number, limit] = (low > limit) - (low < limit)
    return tuple(found.items())
