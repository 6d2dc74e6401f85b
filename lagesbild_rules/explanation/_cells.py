"""Cells: the values of inexact facts that no comparison tells apart, as the branches of one variable.

An indicator that is compared alone has a cell for each limit, and one for each stretch between two limits. Number
indicators that a comparison reads together form one variable, whose cells are the ways in which all their
comparisons can come out at once; whether some values make them come out so is decided exactly, by elimination.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Final

from attrs import frozen

from lagesbild_rules.evaluation import LIMITS, Assessment, Linear, linear, program, reads, wanted
from lagesbild_rules.facts import FiniteFact, NumberFact
from lagesbild_rules.ruleset import Compare, FiniteCompare, NumberCompare
from lagesbild_rules.truth import Truth

MOST_CELLS: Final = 2_000
"""The most cells of one variable; beyond them the answer is only «at least»."""
MOST_TRIED: Final = 2_000
"""The most ways to stand to limits of which it is worked out whether they are possible."""
MOST_CONSTRAINTS: Final = 200
"""The most constraints that elimination may lead to."""

Signs = dict[tuple[int, int], int]
"""For each linear form and limit (by position) whether the sum is below (-1), at (0) or above (1) the limit."""


class TooManyCells(Exception):
    """The cells of a variable, or the work to find them, are more than the bounds above."""


@frozen
class Cells:
    """One variable: its indicators, and for each cell the truth of every comparison that reads one of them."""

    indicators: tuple[str, ...]
    truths: tuple[Mapping[Compare, Truth], ...]


def cells(assessment: Assessment) -> tuple[Cells, ...]:
    """Return the variables of the facts that are not known exactly and that some comparison reads.

    Raises ``TooManyCells`` when one of them goes beyond the bounds above.
    """
    ruleset, facts = assessment.ruleset, assessment.facts
    compares = [
        it
        for it in program(ruleset).conditions
        if isinstance(it, NumberCompare | FiniteCompare) and it.missing_as is None
    ]
    open_ = {it: [id_ for id_ in reads(it, ruleset) if not facts[id_].exact] for it in compares}
    groups = _joined([ids for ids in open_.values() if ids])
    made = []
    for group in groups:
        concerned = [it for it, ids in open_.items() if ids and ids[0] in group]
        if isinstance(facts[group[0]], FiniteFact):
            made.append(_finite(group[0], [it for it in concerned if isinstance(it, FiniteCompare)], assessment))
        else:
            made.append(_numbers(group, [it for it in concerned if isinstance(it, NumberCompare)], assessment))
    order = {id_: position for position, id_ in enumerate(ruleset.indicators)}
    return tuple(sorted(made, key=lambda it: order[it.indicators[0]]))


def _joined(sets: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    groups: list[dict[str, None]] = []
    for ids in sets:
        touched = [group for group in groups if any(id_ in group for id_ in ids)]
        merged = dict.fromkeys(id_ for group in (*touched, ids) for id_ in group)
        groups = [group for group in groups if group not in touched]
        groups.append(merged)
    return [tuple(group) for group in groups]


def _distinct(found: Iterator[Mapping[Compare, Truth]], indicators: tuple[str, ...]) -> Cells:
    cells: dict[tuple[Truth, ...], Mapping[Compare, Truth]] = {}
    for truths in found:
        cells.setdefault(tuple(truths.values()), truths)
        if len(cells) > MOST_CELLS:
            raise TooManyCells
    return Cells(indicators, tuple(cells.values()))


def _finite(indicator: str, compares: Sequence[FiniteCompare], assessment: Assessment) -> Cells:
    fact = assessment.facts[indicator]
    assert isinstance(fact, FiniteFact)
    asked = {it: wanted(it, assessment.ruleset) for it in compares}
    return _distinct(
        ({it: Truth.of(value in values) for it, values in asked.items()} for value in fact.values), (indicator,)
    )


def _numbers(group: tuple[str, ...], compares: Sequence[NumberCompare], assessment: Assessment) -> Cells:
    forms = {it: linear(it, assessment.ruleset) for it in compares}
    rows: list[tuple[Linear, tuple[Fraction, dict[str, Fraction]]]] = []
    for many in forms.values():
        rows += [(form, _open_part(form, group, assessment)) for form in many]
    bounds: list[_Constraint] = []
    for id_ in group:
        fact = assessment.facts[id_]
        assert isinstance(fact, NumberFact)
        if fact.low is not None:
            bounds.append(_Constraint({id_: Fraction(1)}, -Fraction(fact.low), False))
        if fact.high is not None:
            bounds.append(_Constraint({id_: Fraction(-1)}, Fraction(fact.high), False))

    def truths() -> Iterator[Mapping[Compare, Truth]]:
        for signs in _signs(rows, bounds):
            position = 0
            found: dict[Compare, Truth] = {}
            for it, many in forms.items():
                answers = []
                for form in many:
                    answers += [_answer(it, signs[position, index]) for index in range(len(form.limits))]
                    position += 1
                found[it] = Truth.TRUE if Truth.TRUE in answers else Truth.FALSE
            yield found

    return _distinct(truths(), group)


def _answer(compare: NumberCompare, sign: int) -> Truth:
    return LIMITS[compare.operator](Decimal(sign), Decimal(sign), Decimal(0))


def _open_part(form: Linear, group: tuple[str, ...], assessment: Assessment) -> tuple[Fraction, dict[str, Fraction]]:
    """Return what the exactly known terms of *form* add up to, and the weights of the others."""
    known, weights = Fraction(0), {}
    for coefficient, id_ in form.terms:
        fact = assessment.facts[id_]
        if id_ in group:
            weights[id_] = Fraction(coefficient)
        else:
            assert isinstance(fact, NumberFact)
            assert fact.low is not None
            known += Fraction(coefficient) * Fraction(fact.low)
    return known, weights


@frozen
class _Constraint:
    """``Σ weight·indicator + constant`` is at least 0, or above 0 when ``strict``."""

    weights: dict[str, Fraction]
    constant: Fraction
    strict: bool


def _signs(
    rows: Sequence[tuple[Linear, tuple[Fraction, dict[str, Fraction]]]], bounds: list[_Constraint]
) -> Iterator[Signs]:
    """Yield every way in which the sums of *rows* can stand to their limits at once, within *bounds*."""
    asked = [
        ((position, index), known - Fraction(limit), weights)
        for position, (form, (known, weights)) in enumerate(rows)
        for index, limit in enumerate(form.limits)
    ]

    tried = count()

    def search(left: int, signs: Signs, constraints: list[_Constraint]) -> Iterator[Signs]:
        if left == len(asked):
            yield dict(signs)
            return
        key, constant, weights = asked[left]
        opposite = {id_: -weight for id_, weight in weights.items()}
        for sign, more in (
            (-1, [_Constraint(opposite, -constant, True)]),
            (0, [_Constraint(weights, constant, False), _Constraint(opposite, -constant, False)]),
            (1, [_Constraint(weights, constant, True)]),
        ):
            if next(tried) == MOST_TRIED:
                raise TooManyCells
            narrowed = [*constraints, *more]
            if feasible(narrowed):
                yield from search(left + 1, {**signs, key: sign}, narrowed)

    yield from search(0, {}, bounds)


def feasible(constraints: Sequence[_Constraint]) -> bool:
    """Return whether some real values meet all *constraints*, by Fourier and Motzkin's elimination.

    Raises ``TooManyCells`` when it would lead to more than ``MOST_CONSTRAINTS``.
    """
    while True:
        variables = {id_ for it in constraints for id_, weight in it.weights.items() if weight}
        if not variables:
            return all(it.constant > 0 or (it.constant == 0 and not it.strict) for it in constraints)
        chosen = min(variables, key=lambda id_: _cost(id_, constraints))
        lower = [it for it in constraints if it.weights.get(chosen, 0) > 0]
        upper = [it for it in constraints if it.weights.get(chosen, 0) < 0]
        rest = [it for it in constraints if not it.weights.get(chosen, 0)]
        if len(rest) + len(lower) * len(upper) > MOST_CONSTRAINTS:
            raise TooManyCells
        constraints = rest + [_eliminated(chosen, one, other) for one in lower for other in upper]


def _cost(id_: str, constraints: Sequence[_Constraint]) -> tuple[int, str]:
    signs = [it.weights.get(id_, Fraction(0)) for it in constraints]
    return sum(sign > 0 for sign in signs) * sum(sign < 0 for sign in signs), id_


def _eliminated(id_: str, lower: _Constraint, upper: _Constraint) -> _Constraint:
    up, down = lower.weights[id_], -upper.weights[id_]
    weights = {
        name: lower.weights.get(name, Fraction(0)) * down + upper.weights.get(name, Fraction(0)) * up
        for name in {**lower.weights, **upper.weights}
        if name != id_
    }
    return _Constraint(weights, lower.constant * down + upper.constant * up, lower.strict or upper.strict)
