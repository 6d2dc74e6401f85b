"""Mutants: rulesets spoilt in one place, a threshold moved, an operator flipped, a member dropped, levels swapped."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from graphlib import CycleError
from itertools import pairwise

from attrs import evolve, frozen

from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    Classification,
    Condition,
    Count,
    FiniteCompare,
    IndicatorValue,
    Level,
    Literal,
    Name,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    Value,
    in_order,
    leaves,
    value_text,
    walk,
)

_FLIPPED = {
    Operator.AT_LEAST: (Operator.ABOVE, Operator.AT_MOST),
    Operator.ABOVE: (Operator.AT_LEAST, Operator.BELOW),
    Operator.AT_MOST: (Operator.BELOW, Operator.AT_LEAST),
    Operator.BELOW: (Operator.AT_MOST, Operator.ABOVE),
    Operator.EQUALS: (),
    Operator.ONE_OF: (),
}


@frozen
class Mutant:
    """What was done, and the ruleset that came of it."""

    what: str
    ruleset: Ruleset


def mutants(ruleset: Ruleset) -> Iterator[Mutant]:
    """Yield every mutant of *ruleset*: its values, its conditions, the order of its levels.

    Levels whose swapping would make one refer to itself are not swapped: that is no ruleset.
    """
    for id_, reading in ruleset.readings.items():
        for value in _moved(id_, reading.value, ruleset):
            readings = {**ruleset.readings, id_: evolve(reading, value=value)}
            yield Mutant(f"reading {id_}: {value_text(value)}", evolve(ruleset, readings=readings))
    for id_, parameter in ruleset.parameters.items():
        for value in _moved(id_, parameter.value, ruleset):
            parameters = {**ruleset.parameters, id_: evolve(parameter, value=value)}
            yield Mutant(f"parameter {id_}: {value_text(value)}", evolve(ruleset, parameters=parameters))
    for id_, criterion in ruleset.criteria.items():
        for what, when in _spoilt(criterion.when, ruleset):
            criteria = {**ruleset.criteria, id_: evolve(criterion, when=when)}
            yield Mutant(f"criterion {id_}: {what}", evolve(ruleset, criteria=criteria))
    for name, classification in ruleset.classifications.items():
        for changed, what in _levels(classification.levels, ruleset):
            classifications = {**ruleset.classifications, name: evolve(classification, levels=changed)}
            if not _has_order(ruleset, classifications):
                continue
            yield Mutant(f"classification {name}: {what}", evolve(ruleset, classifications=classifications))


def _has_order(ruleset: Ruleset, classifications: dict[str, Classification]) -> bool:
    """Return whether no level refers to itself: a reference to «at least» a level is one to all above it."""
    try:
        in_order(ruleset.criteria, classifications)
    except CycleError:
        return False
    return True


def _levels(levels: tuple[Level, ...], ruleset: Ruleset) -> Iterator[tuple[tuple[Level, ...], str]]:
    for position, level in enumerate(levels):
        for what, when in _spoilt(level.when, ruleset) if level.when else ():
            changed = (*levels[:position], evolve(level, when=when), *levels[position + 1 :])
            yield changed, f"{level.id}: {what}"
    for first, second in pairwise(range(1, len(levels))):
        swapped = list(levels)
        swapped[first], swapped[second] = levels[second], levels[first]
        yield tuple(swapped), f"{levels[first].id} and {levels[second].id} swapped"


def _spoilt(condition: Condition, ruleset: Ruleset) -> Iterator[tuple[str, Condition]]:
    line = f"line {condition.place.line}"
    match condition:
        case NumberCompare() | FiniteCompare():
            for operator in _FLIPPED[condition.operator]:
                yield f"{line} {operator.value}", evolve(condition, operator=operator)
            if isinstance(condition, FiniteCompare) and condition.operator is Operator.EQUALS:
                yield f"{line} negated", Not(condition)
            if condition.missing_as is not None:
                yield f"{line} without missing_as", evolve(condition, missing_as=None)
                yield (
                    f"{line} missing_as {str(not condition.missing_as).lower()}",
                    evolve(condition, missing_as=not condition.missing_as),
                )
            for what, right in _moved_right(condition, ruleset):
                yield f"{line} {what}", evolve(condition, right=right)
        case All(inner) | Any(inner):
            other = Any if isinstance(condition, All) else All
            if len(inner) > 1:
                yield f"{line} {other.__name__.lower()}", other(inner, place=condition.place)
            yield from _members(condition, inner, line, ruleset)
        case Count(operator, k, inner):
            other_operator = Operator.AT_MOST if operator is Operator.AT_LEAST else Operator.AT_LEAST
            yield f"{line} {other_operator.value}", evolve(condition, operator=other_operator)
            if isinstance(k, Literal) and isinstance(k.value, Decimal):
                for value in (k.value - 1, k.value + 1):
                    if 0 <= value <= len(inner):
                        yield f"{line} k = {value}", evolve(condition, k=Literal(value))
            yield from _members(condition, inner, line, ruleset)
        case Not(member):
            yield f"{line} without not", member
            for what, spoilt in _spoilt(member, ruleset):
                yield what, evolve(condition, member=spoilt)
        case _:
            return


def _members(
    condition: All | Any | Count, inner: tuple[Condition, ...], line: str, ruleset: Ruleset
) -> Iterator[tuple[str, Condition]]:
    for position, member in enumerate(inner):
        if len(inner) > 1:
            rest = (*inner[:position], *inner[position + 1 :])
            yield f"{line} without member {position + 1}", evolve(condition, members=rest)
        for what, spoilt in _spoilt(member, ruleset):
            yield what, evolve(condition, members=(*inner[:position], spoilt, *inner[position + 1 :]))


def _moved_right(
    condition: NumberCompare | FiniteCompare, ruleset: Ruleset
) -> Iterator[tuple[str, tuple[Literal, ...]]]:
    if len(condition.right) != 1 or not isinstance(condition.right[0], Literal):
        return
    value = condition.right[0].value
    if isinstance(condition, FiniteCompare):
        kind = ruleset.indicators[condition.indicator].kind
        values = () if isinstance(kind, NumberKind) else kind.values
        if condition.operator is not Operator.EQUALS and value in values:
            rank = values.index(str(value))
            for other in (rank - 1, rank + 1):
                if 0 <= other < len(values):
                    yield values[other], (Literal(values[other]),)
    elif isinstance(value, Decimal):
        for other_value in (value - _unit(condition, ruleset), value + _unit(condition, ruleset)):
            yield str(other_value), (Literal(other_value),)


def _unit(condition: NumberCompare, ruleset: Ruleset) -> Decimal:
    for it in leaves(condition.left):
        if isinstance(it, IndicatorValue):
            kind = ruleset.indicators[it.id].kind
            assert isinstance(kind, NumberKind)
            return Decimal(1).scaleb(-kind.decimals)
    return Decimal(1)


def _moved(name: str, value: Value, ruleset: Ruleset) -> Iterator[Value]:
    """Yield the values next to that of a parameter or a reading, by the smallest step where it is used."""
    conditions = [it for when in _whens(ruleset) for it in walk(when)]
    if isinstance(value, str):
        for it in conditions:
            if isinstance(it, FiniteCompare) and Name(name) in it.right:
                kind = ruleset.indicators[it.indicator].kind
                assert not isinstance(kind, NumberKind)
                rank = kind.values.index(value)
                yield from (kind.values[other] for other in (rank - 1, rank + 1) if 0 <= other < len(kind.values))
                return
    if isinstance(value, Decimal):
        counted = [it for it in conditions if isinstance(it, Count) and it.k == Name(name)]
        units = [
            _unit(it, ruleset)
            for it in conditions
            if isinstance(it, NumberCompare) and any(Name(name) in leaves(side) for side in (it.left, *it.right))
        ]
        unit = Decimal(1) if counted else min(units, default=Decimal(1))
        most = min((len(it.members) for it in counted), default=None)
        for other in (value - unit, value + unit):
            if most is None or 0 <= other <= most:
                yield other


def _whens(ruleset: Ruleset) -> Iterator[Condition]:
    yield from (it.when for it in ruleset.criteria.values())
    for classification in ruleset.classifications.values():
        yield from (level.when for level in classification.levels if level.when)
