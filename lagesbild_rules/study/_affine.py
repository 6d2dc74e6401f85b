"""Comparisons of numbers as functions of one parameter: each weight is a + b·p, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from attrs import frozen

from lagesbild_rules.ruleset import (
    Difference,
    Expression,
    IndicatorValue,
    Literal,
    Mean,
    Name,
    NumberCompare,
    Ruleset,
    Sum,
    Times,
)

Ends = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value of a number; ``None`` where it is unbounded."""


class Squared(Exception):
    """The parameter multiplies itself: what it does is no straight line."""


@frozen
class Affine:
    """``a + b·p``."""

    a: Fraction = Fraction(0)
    b: Fraction = Fraction(0)

    def plus(self, other: Affine) -> Affine:
        return Affine(self.a + other.a, self.b + other.b)

    def times(self, other: Affine) -> Affine:
        if self.b and other.b:
            raise Squared
        return Affine(self.a * other.a, self.a * other.b + self.b * other.a)

    @property
    def root(self) -> Fraction | None:
        return -self.a / self.b if self.b else None


@frozen
class Form:
    """The sum of weights times indicators, and a constant, that is compared with 0."""

    weights: tuple[tuple[str, Affine], ...]
    constant: Affine

    def critical(self, facts: Mapping[str, Ends]) -> Iterator[Fraction]:
        """Yield every value of the parameter at which the comparison may come out otherwise than beside it.

        Between two of them next to each other the least and the greatest value of the sum are straight lines without a
        root, and no weight is 0.
        """
        turns = sorted({root for _, it in self.weights if (root := it.root) is not None})
        yield from turns
        for left, right in zip([None, *turns], [*turns, None], strict=True):
            inside = _inside(left, right)
            for greatest in (False, True):
                line = self._end(facts, inside, greatest)
                root = None if line is None else line.root
                if root is not None and (left is None or left <= root) and (right is None or root <= right):
                    yield root

    def _end(self, facts: Mapping[str, Ends], inside: Fraction, greatest: bool) -> Affine | None:
        """Return the least or *greatest* value of the sum near *inside*; nothing where it is unbounded."""
        total = self.constant
        for id_, weight in self.weights:
            end = facts[id_][greatest == (weight.a + weight.b * inside > 0)]
            if end is None:
                return None
            total = total.plus(weight.times(Affine(end)))
        return total


def _inside(left: Fraction | None, right: Fraction | None) -> Fraction:
    if left is None:
        return Fraction(0) if right is None else right - 1
    return left + 1 if right is None else (left + right) / 2


def forms(compare: NumberCompare, name: str, ruleset: Ruleset) -> Iterator[Form]:
    """Yield the comparison of the left side with each expression on the right, as functions of *name*.

    Raises ``Squared`` where *name* multiplies itself.
    """
    for right in compare.right:
        for it in _listed(right, ruleset):
            yield _form(Difference(compare.left, it), name, ruleset)


def _listed(right: Expression, ruleset: Ruleset) -> Iterable[Expression]:
    if isinstance(right, Name) and isinstance(value := ruleset.value(right.id), tuple):
        return [Literal(it) for it in value]
    return [right]


def _form(expression: Expression, name: str, ruleset: Ruleset) -> Form:
    match expression:
        case Literal() | Name():
            return Form((), _constant(expression, name, ruleset))
        case IndicatorValue(id_):
            return Form(((id_, Affine(Fraction(1))),), Affine())
        case Sum(terms):
            return _total([(Affine(Fraction(1)), it) for it in terms], name, ruleset)
        case Mean(terms):
            return _total([(Affine(Fraction(1, len(terms))), it) for it in terms], name, ruleset)
        case Difference(left, right):
            return _total([(Affine(Fraction(1)), left), (Affine(Fraction(-1)), right)], name, ruleset)
        case Times(factor, term):
            return _total([(_constant(factor, name, ruleset), term)], name, ruleset)
        case _:
            assert_never(expression)


def _total(parts: list[tuple[Affine, Expression]], name: str, ruleset: Ruleset) -> Form:
    weights: dict[str, Affine] = {}
    constant = Affine()
    for factor, part in parts:
        form = _form(part, name, ruleset)
        constant = constant.plus(factor.times(form.constant))
        for id_, weight in form.weights:
            weights[id_] = weights.get(id_, Affine()).plus(factor.times(weight))
    return Form(tuple((id_, it) for id_, it in weights.items() if it.a or it.b), constant)


def _constant(it: Literal | Name, name: str, ruleset: Ruleset) -> Affine:
    if isinstance(it, Name) and it.id == name:
        return Affine(Fraction(0), Fraction(1))
    value = it.value if isinstance(it, Literal) else ruleset.value(it.id)
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is no number")
    return Affine(Fraction(value))


def as_decimal(number: Fraction) -> Decimal | None:
    """Return *number* as a decimal; nothing where none is equal to it.

    >>> as_decimal(Fraction(5, 4)), as_decimal(Fraction(1, 3))
    (Decimal('1.25'), None)
    """
    decimals, rest = 0, number.denominator
    for factor in (2, 5):
        times = 0
        while rest % factor == 0:
            rest //= factor
            times += 1
        decimals = max(decimals, times)
    if rest != 1:
        return None
    # Made from text: arithmetic would round to the context's digits.
    return Decimal(f"{int(number * 10**decimals)}E-{decimals}")


def between(low: Fraction, high: Fraction) -> Decimal:
    """Return the decimal with the fewest decimals that lies strictly between *low* and *high*.

    >>> between(Fraction(1, 3), Fraction(1, 2)), between(Fraction(1), Fraction(3))
    (Decimal('0.4'), Decimal('2'))
    """
    scale = 0
    while True:
        whole = (low.numerator * 10**scale) // low.denominator + 1
        if Fraction(whole, 10**scale) < high:
            return Decimal(f"{whole}E-{scale}")
        scale += 1
