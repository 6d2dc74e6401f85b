"""Parameters and readings made indicators, so that one run of the columnar engine looks at many of their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import evolve

from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    Condition,
    Count,
    Difference,
    Expression,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Ruleset,
    Sum,
    Times,
)


def as_indicators(ruleset: Ruleset, names: Sequence[str], decimals: int) -> tuple[Ruleset, Mapping[str, str]]:
    """Return *ruleset* with each of *names* an indicator in its comparisons, and the id that it has there.

    The names are numbers that neither count conditions nor multiply. A value of the new indicator gives what that value
    of the parameter or reading gives.
    """
    ids: dict[str, str] = {}
    for name in names:
        id_ = name
        while id_ in ruleset.indicators or id_ in ids.values():
            id_ += "_"
        ids[name] = id_
    added = {id_: Indicator(id_, NumberKind("", decimals)) for id_ in ids.values()}
    criteria = {id_: evolve(it, when=_condition(it.when, ids)) for id_, it in ruleset.criteria.items()}
    classifications = {
        name: evolve(
            it,
            levels=tuple(evolve(level, when=level.when and _condition(level.when, ids)) for level in it.levels),
        )
        for name, it in ruleset.classifications.items()
    }
    made = evolve(
        ruleset, indicators={**ruleset.indicators, **added}, criteria=criteria, classifications=classifications
    )
    return made, ids


def _condition(condition: Condition, ids: Mapping[str, str]) -> Condition:
    match condition:
        case NumberCompare(left, _, right):
            named = tuple(_expression(it, ids) for it in right)
            return evolve(condition, left=_expression(left, ids), right=named)
        case All(members) | Any(members) | Count(_, _, members):
            return evolve(condition, members=tuple(_condition(it, ids) for it in members))
        case Not(member):
            return evolve(condition, member=_condition(member, ids))
        case _:
            return condition


def _expression(expression: Expression, ids: Mapping[str, str]) -> Expression:
    match expression:
        case Name(id_):
            return IndicatorValue(ids[id_]) if id_ in ids else expression
        case Literal() | IndicatorValue():
            return expression
        case Sum(terms) | Mean(terms):
            return type(expression)(tuple(_expression(it, ids) for it in terms))
        case Difference(left, right):
            return Difference(_expression(left, ids), _expression(right, ids))
        case Times(factor, term):
            return Times(factor, _expression(term, ids))
        case _:
            assert_never(expression)
