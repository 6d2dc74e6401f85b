"""Limits: how far a comparison of numbers is from holding, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from lagesbild_rules.exact import EXACT, plain
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset._conditions import (
    Compare,
    Difference,
    Expression,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    NumberCompare,
    Operator,
    Sum,
    Times,
    leaves,
)
from lagesbild_rules.ruleset._model import Ruleset, Value
from lagesbild_rules.truth import Truth

Values = Mapping[str, Value]
Numbers = Mapping[str, Fraction]
Bound = Fraction | None


@frozen
class Gap:
    """How far the left side of a comparison is above a limit: Σ weight·indicator + constant, to be held against 0.

    An indicator whose weights cancel out is not among them.
    """

    operator: Operator
    weights: Numbers
    constant: Fraction

    def at(self, numbers: Numbers) -> Fraction:
        return sum((weight * numbers[id_] for id_, weight in self.weights.items()), self.constant)

    def span(self, indicators: Mapping[str, Indicator]) -> tuple[Bound, Bound]:
        """Return the least and the greatest gap within the ranges of *indicators*; ``None`` where unbounded."""
        low: Bound = self.constant
        high: Bound = self.constant
        for id_, weight in self.weights.items():
            kind = number_kind(indicators[id_])
            least, most = (kind.min, kind.max) if weight > 0 else (kind.max, kind.min)
            low = None if low is None or least is None else low + weight * Fraction(least)
            high = None if high is None or most is None else high + weight * Fraction(most)
        return low, high

    def rounding(self, indicators: Mapping[str, Indicator]) -> Fraction:
        """Return by how much the precision of *indicators* widens the gap to either side."""
        parts = ((abs(weight), number_kind(indicators[id_]).precision) for id_, weight in self.weights.items())
        return sum((weight * Fraction(precision or 0) for weight, precision in parts), Fraction(0))

    def verdict(self, low: Bound, high: Bound) -> Truth:
        """Return whether the comparison holds for every gap from *low* to *high*, for none, or for some."""
        match self.operator:
            case Operator.AT_LEAST | Operator.BELOW:
                holds, fails = low is not None and low >= 0, high is not None and high < 0
            case Operator.ABOVE | Operator.AT_MOST:
                holds, fails = low is not None and low > 0, high is not None and high <= 0
            case _:
                holds = low == high == 0
                fails = (low is not None and low > 0) or (high is not None and high < 0)
        truth = Truth.TRUE if holds else Truth.FALSE if fails else Truth.UNKNOWN
        return ~truth if self.operator in (Operator.AT_MOST, Operator.BELOW) else truth


def gaps(compare: NumberCompare, values: Values) -> tuple[Gap, ...]:
    """Return the gaps of *compare* with names standing for *values*: one, or one for each limit of ``one_of``."""
    rights: list[Expression] = []
    for right in compare.right:
        listed = values[right.id] if isinstance(right, Name) else None
        rights.extend(map(Literal, listed) if isinstance(listed, tuple) else [right])
    return tuple(_gap(compare, right, values) for right in rights)


def names(compare: Compare) -> tuple[str, ...]:
    """Return the parameters and readings that *compare* names."""
    sides = (compare.left, *compare.right) if isinstance(compare, NumberCompare) else compare.right
    return tuple(dict.fromkeys(it.id for side in sides for it in leaves(side) if isinstance(it, Name)))


def number_kind(indicator: Indicator) -> NumberKind:
    assert isinstance(indicator.kind, NumberKind)
    return indicator.kind


def number_text(number: Fraction) -> str:
    """Return *number* as decimal text where it has an end, else as a fraction."""
    places = number.denominator.bit_length()
    scaled, rest = divmod(number.numerator * 10**places, number.denominator)
    return str(number) if rest else plain(EXACT.scaleb(Decimal(scaled), -places))


def values_of(ruleset: Ruleset) -> dict[str, Value]:
    """Return the values of all parameters and readings."""
    return {it.id: it.value for group in (ruleset.parameters, ruleset.readings) for it in group.values()}


def alternatives(ruleset: Ruleset, used: tuple[str, ...]) -> Iterator[tuple[str, int, Values]]:
    """Yield each other admissible value of the readings *used*, one at a time: its name, its position, all values."""
    values = values_of(ruleset)
    for name in used:
        for position, value in enumerate(ruleset.readings[name].admissible if name in ruleset.readings else ()):
            if value != values[name]:
                yield name, position, {**values, name: value}


def _gap(compare: NumberCompare, right: Expression, values: Values) -> Gap:
    read = [it.id for side in (compare.left, right) for it in leaves(side) if isinstance(it, IndicatorValue)]

    def gap(numbers: Numbers) -> Fraction:
        return _worth(compare.left, numbers, values) - _worth(right, numbers, values)

    constant = gap({})
    weights = {id_: gap({id_: Fraction(1)}) - constant for id_ in dict.fromkeys(read)}
    return Gap(compare.operator, {id_: weight for id_, weight in weights.items() if weight}, constant)


def _worth(expression: Expression, numbers: Numbers, values: Values) -> Fraction:
    """Return what *expression* comes to where the indicators are *numbers*, 0 when not named."""
    match expression:
        case Literal(value):
            return _fraction(value)
        case Name(id_):
            return _fraction(values[id_])
        case IndicatorValue(id_):
            return numbers.get(id_, Fraction(0))
        case Sum(terms):
            return sum((_worth(it, numbers, values) for it in terms), Fraction(0))
        case Mean(terms):
            return sum((_worth(it, numbers, values) for it in terms), Fraction(0)) / len(terms)
        case Difference(left, right):
            return _worth(left, numbers, values) - _worth(right, numbers, values)
        case Times(factor, term):
            return _worth(factor, numbers, values) * _worth(term, numbers, values)
        case _:
            assert_never(expression)


def _fraction(value: Value) -> Fraction:
    assert isinstance(value, Decimal)
    return Fraction(value)
