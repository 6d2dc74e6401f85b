"""Facts in the shape that an exported DMN model asks for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lagesbild_rules.export._names import fact_name
from lagesbild_rules.facts import Cause, Fact, FactSet, Indicator, NumberFact, TruthKind

DmnInput = Mapping[str, Decimal | None] | list[str] | list[bool] | None
"""What is known of an indicator: ``{low, high}``, a list of the values still possible, or nothing."""


def dmn_inputs(facts: FactSet) -> dict[str, DmnInput]:
    """Return *facts* as the inputs of the DMN model of their ruleset, one for each indicator.

    A number becomes ``{low, high}``, each ``None`` where it is unbounded; a step, a code or a truth becomes the list
    of those still possible, mildest first. ``None`` as a whole says `missing`: DMN has no other word for it.
    """
    return {fact_name(id_): _input(facts[id_], facts.indicators[id_]) for id_ in facts}


def _input(fact: Fact, indicator: Indicator) -> DmnInput:
    if Cause.MISSING in fact.causes:
        return None
    if isinstance(fact, NumberFact):
        return {"low": fact.low, "high": fact.high}
    if isinstance(indicator.kind, TruthKind):
        return [value == "true" for value in fact.values]
    return list(fact.values)
