"""Answers: the values of an indicator for which a comparison holds, and the truths that a condition can have."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import assert_never

from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset._circles import defined, in_order, referred
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Compare,
    Condition,
    Count,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Name,
    Not,
    NumberCompare,
    Operator,
)
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._limits import Values, gaps, values_of
from lagesbild_rules.truth import Truth

Truths = frozenset[Truth]

_EVERY: Truths = frozenset(Truth)
_TRUE: Truths = frozenset({Truth.TRUE})
_FALSE: Truths = frozenset({Truth.FALSE})


def holds_for(compare: FiniteCompare, ruleset: Ruleset, values: Values) -> frozenset[str]:
    """Return the steps, codes or truths for which *compare* holds, names standing for *values*."""
    kind = ruleset.indicators[compare.indicator].kind
    assert not isinstance(kind, NumberKind)
    given = [values[it.id] if isinstance(it, Name) else it.value for it in compare.right]
    limits = [str(it) for value in given for it in (value if isinstance(value, tuple) else (value,))]
    if compare.operator in (Operator.EQUALS, Operator.ONE_OF):
        return frozenset(limits)
    rank = kind.values.index(limits[0])
    parts = {
        Operator.AT_LEAST: kind.values[rank:],
        Operator.ABOVE: kind.values[rank + 1 :],
        Operator.AT_MOST: kind.values[: rank + 1],
        Operator.BELOW: kind.values[:rank],
    }
    return frozenset(parts[compare.operator])


def possible_truths(ruleset: Ruleset) -> dict[str, Truths]:
    """Return for each criterion the truths that it can have, the parameters and readings being what they are.

    Nothing that it can be is left out. What its parts rule out together only is not seen, and left in.
    """
    found: dict[CriterionRef | LevelRef, Truths] = {}
    values = values_of(ruleset)
    conditions = defined(ruleset.criteria, ruleset.classifications)
    for it in in_order(ruleset.criteria, ruleset.classifications):
        when = conditions[it]
        found[it] = _truths(when, ruleset, values, found) if when else _TRUE
    return {id_: found[CriterionRef(id_)] for id_ in ruleset.criteria}


def _truths(
    condition: Condition, ruleset: Ruleset, values: Values, found: dict[CriterionRef | LevelRef, Truths]
) -> Truths:
    def under(members: Iterable[Condition]) -> list[Truths]:
        return [_truths(it, ruleset, values, found) for it in members]

    match condition:
        case NumberCompare() | FiniteCompare():
            return _compared(condition, ruleset, values)
        case CriterionRef() | LevelRef():
            return found[condition]
        case ClassificationRef(_, operator, _):
            upwards = _any(found[it] for it in referred(condition, ruleset.classifications))
            return upwards if operator is Operator.AT_LEAST else _not(upwards)
        case Not(member):
            return _not(under([member])[0])
        case Any(members):
            return _any(under(members))
        case All(members):
            return _not(_any(map(_not, under(members))))
        case Count():
            return _counted(condition, under(condition.members), values)
        case _:
            assert_never(condition)


def _compared(compare: Compare, ruleset: Ruleset, values: Values) -> Truths:
    """A cell of a table is one value or missing, so what ``missing_as`` closes is unknown by rounding alone."""
    if isinstance(compare, FiniteCompare):
        kind = ruleset.indicators[compare.indicator].kind
        assert not isinstance(kind, NumberKind)
        holding = holds_for(compare, ruleset, values)
        rounded, parts = False, [_TRUE if holding >= {*kind.values} else _EVERY if holding else _FALSE]
    else:
        limits = gaps(compare, values)
        rounded = any(it.rounding(ruleset.indicators) for it in limits)
        verdicts = [it.verdict(*it.span(ruleset.indicators)) for it in limits]
        parts = [_EVERY if it is Truth.UNKNOWN else frozenset({it}) for it in verdicts]
    truths = _any(parts)
    return truths if compare.missing_as is None or rounded else truths - {Truth.UNKNOWN}


def _not(truths: Truths) -> Truths:
    return frozenset(~it for it in truths)


def _any(members: Iterable[Truths]) -> Truths:
    return reduce(lambda one, other: frozenset(left | right for left in one for right in other), members, _FALSE)


def _counted(count: Count, members: list[Truths], values: Values) -> Truths:
    """Return what *count* can be, from every number of true and of unknown *members* that there can be."""
    tallies = {(0, 0)}
    for truths in members:
        tallies = {
            (true + (it is Truth.TRUE), unknown + (it is Truth.UNKNOWN)) for true, unknown in tallies for it in truths
        }
    limit = values[count.k.id] if isinstance(count.k, Name) else count.k.value
    assert isinstance(limit, Decimal)
    k = int(limit) + (count.operator is Operator.AT_MOST)
    at_least = frozenset(
        Truth.TRUE if true >= k else Truth.UNKNOWN if true + unknown >= k else Truth.FALSE for true, unknown in tallies
    )
    return at_least if count.operator is Operator.AT_LEAST else _not(at_least)
