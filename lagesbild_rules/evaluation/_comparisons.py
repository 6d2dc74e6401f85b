"""What a comparison asks, its names replaced by their values."""

from __future__ import annotations

from decimal import Decimal

from lagesbild_rules.evaluation._linear import linear
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import Compare, FiniteCompare, Literal, Name, Operator, Ruleset


def wanted(compare: FiniteCompare, ruleset: Ruleset) -> frozenset[str]:
    """Return the values of the indicator for which *compare* holds."""
    kind = ruleset.indicators[compare.indicator].kind
    assert not isinstance(kind, NumberKind)
    limits = [text for it in compare.right for text in _texts(it, ruleset)]
    if compare.operator in (Operator.EQUALS, Operator.ONE_OF):
        return frozenset(limits)
    rank = kind.values.index(limits[0])
    match compare.operator:
        case Operator.AT_LEAST:
            return frozenset(kind.values[rank:])
        case Operator.ABOVE:
            return frozenset(kind.values[rank + 1 :])
        case Operator.AT_MOST:
            return frozenset(kind.values[: rank + 1])
        case _:
            return frozenset(kind.values[:rank])


def reads(compare: Compare, ruleset: Ruleset) -> tuple[str, ...]:
    """Return the indicators that *compare* depends on: those whose coefficients do not cancel out."""
    if isinstance(compare, FiniteCompare):
        return (compare.indicator,)
    return tuple(dict.fromkeys(id_ for form in linear(compare, ruleset) for _, id_ in form.terms))


def count_of(k: Literal | Name, ruleset: Ruleset) -> int:
    """Return the whole number that *k* is."""
    value = k.value if isinstance(k, Literal) else ruleset.value(k.id)
    assert isinstance(value, Decimal)
    return int(value)


def _texts(it: Literal | Name, ruleset: Ruleset) -> tuple[str, ...]:
    value = it.value if isinstance(it, Literal) else ruleset.value(it.id)
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
