"""Linear form: both sides of a comparison brought to Σ cᵢ·xᵢ ⋈ c₀, each indicator once, in whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any as Unchecked
from typing import Final, assert_never

from attrs import frozen

from lagesbild_rules.exact import EXACT
from lagesbild_rules.ruleset import (
    Difference,
    Expression,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    NumberCompare,
    Operator,
    Ruleset,
    Sum,
    Times,
)
from lagesbild_rules.truth import Truth

_ZERO: Final = Decimal(0)


@frozen
class Linear:
    """``Σ coefficient·indicator`` against ``limits``, all multiplied by ``factor`` so that they are whole.

    An indicator whose coefficients cancel out is not among the terms. ``one_of`` alone has several limits.
    """

    terms: tuple[tuple[Decimal, str], ...]
    limits: tuple[Decimal, ...]
    factor: int

    def span(self, facts: Mapping[str, Unchecked]) -> tuple[Decimal | None, Decimal | None]:
        """Return the exact least and greatest value that the sum can take; ``None`` where it is unbounded.

        *facts* holds a ``NumberFact`` for each of the terms.
        """
        low: Decimal | None = _ZERO
        high: Decimal | None = _ZERO
        fma = EXACT.fma
        for coefficient, indicator in self.terms:
            fact = facts[indicator]
            least, most = fact.low, fact.high
            if least is most and low is high and least is not None and low is not None:
                low = high = fma(coefficient, least, low)
                continue
            if coefficient < 0:
                least, most = most, least
            low = None if low is None or least is None else fma(coefficient, least, low)
            high = None if high is None or most is None else fma(coefficient, most, high)
        return low, high


def linear(compare: NumberCompare, ruleset: Ruleset) -> tuple[Linear, ...]:
    """Return the linear forms of *compare*: one for each expression on its right that reads other indicators."""
    left_terms, left_constant = _weights(compare.left, ruleset)
    by_terms: dict[tuple[tuple[str, Fraction], ...], list[Fraction]] = {}
    for right in compare.right:
        for terms, constant in _alternatives(right, ruleset):
            total = {
                id_: left_terms.get(id_, Fraction(0)) - terms.get(id_, Fraction(0)) for id_ in {**left_terms, **terms}
            }
            kept = tuple((id_, weight) for id_, weight in total.items() if weight)
            by_terms.setdefault(kept, []).append(constant - left_constant)
    return tuple(_whole(terms, limits) for terms, limits in by_terms.items())


def _whole(terms: tuple[tuple[str, Fraction], ...], limits: list[Fraction]) -> Linear:
    factor = lcm(*(weight.denominator for _, weight in terms), *(limit.denominator for limit in limits))
    return Linear(
        tuple((Decimal(int(weight * factor)), id_) for id_, weight in terms),
        tuple(Decimal(int(limit * factor)) for limit in limits),
        factor,
    )


_Weights = tuple[dict[str, Fraction], Fraction]


def _alternatives(right: Expression, ruleset: Ruleset) -> list[_Weights]:
    if isinstance(right, Name) and isinstance(value := ruleset.value(right.id), tuple):
        return [_weights(Literal(it), ruleset) for it in value]
    return [_weights(right, ruleset)]


def _weights(expression: Expression, ruleset: Ruleset) -> _Weights:
    match expression:
        case Literal() | Name():
            return {}, _constant(expression, ruleset)
        case IndicatorValue(id_):
            return {id_: Fraction(1)}, Fraction(0)
        case Sum(terms):
            return _total([(Fraction(1), it) for it in terms], ruleset)
        case Mean(terms):
            return _total([(Fraction(1, len(terms)), it) for it in terms], ruleset)
        case Difference(left, right):
            return _total([(Fraction(1), left), (Fraction(-1), right)], ruleset)
        case Times(factor, term):
            return _total([(_constant(factor, ruleset), term)], ruleset)
        case _:
            assert_never(expression)


def _total(parts: list[tuple[Fraction, Expression]], ruleset: Ruleset) -> _Weights:
    total: dict[str, Fraction] = {}
    constant = Fraction(0)
    for weight, part in parts:
        terms, offset = _weights(part, ruleset)
        constant += weight * offset
        for id_, inner in terms.items():
            total[id_] = total.get(id_, Fraction(0)) + weight * inner
    return total, constant


def _constant(expression: Literal | Name, ruleset: Ruleset) -> Fraction:
    value = expression.value if isinstance(expression, Literal) else ruleset.value(expression.id)
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is no number")
    return Fraction(value)


Bound = Decimal | None
_TRUE, _FALSE, _UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def _at_least(low: Bound, high: Bound, limit: Decimal) -> Truth:
    if low is not None and low >= limit:
        return _TRUE
    return _FALSE if high is not None and high < limit else _UNKNOWN


def _above(low: Bound, high: Bound, limit: Decimal) -> Truth:
    if low is not None and low > limit:
        return _TRUE
    return _FALSE if high is not None and high <= limit else _UNKNOWN


def _at_most(low: Bound, high: Bound, limit: Decimal) -> Truth:
    if high is not None and high <= limit:
        return _TRUE
    return _FALSE if low is not None and low > limit else _UNKNOWN


def _below(low: Bound, high: Bound, limit: Decimal) -> Truth:
    if high is not None and high < limit:
        return _TRUE
    return _FALSE if low is not None and low >= limit else _UNKNOWN


def _equals(low: Bound, high: Bound, limit: Decimal) -> Truth:
    if low == limit == high:
        return _TRUE
    outside = (low is not None and low > limit) or (high is not None and high < limit)
    return _FALSE if outside else _UNKNOWN


LIMITS: Final[Mapping[Operator, Callable[[Bound, Bound, Decimal], Truth]]] = {
    Operator.AT_LEAST: _at_least,
    Operator.ABOVE: _above,
    Operator.AT_MOST: _at_most,
    Operator.BELOW: _below,
    Operator.EQUALS: _equals,
    Operator.ONE_OF: _equals,
}
"""How an interval stands to a limit: true when every value in it does so, false when none does."""
