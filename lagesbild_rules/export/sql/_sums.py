"""Comparisons of numbers: an interval against limits, where a NULL end is no end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import frozen
from sqlglot import exp

from lagesbild_rules.errors import Problem, listed
from lagesbild_rules.evaluation import LIMITS, Linear, linear, program
from lagesbild_rules.exact import plain
from lagesbild_rules.export.sql._digits import Digits, on_grid, reach, reach_of_sum, size_of_ends, size_of_sum
from lagesbild_rules.export.sql._facts import high, low
from lagesbild_rules.export.sql._target import Target
from lagesbild_rules.export.sql._terms import (
    Term,
    above,
    at_least,
    at_most,
    below,
    case,
    column,
    decimal,
    every,
    is_null,
    named,
    some,
    whole,
)
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset import NumberCompare, Operator, Ruleset
from lagesbild_rules.truth import Truth

Terms = tuple[tuple[Decimal, str], ...]
Sums = Mapping[Terms, int]
"""The number of each sum of several indicators; comparisons share them."""

_MIRRORED: Final = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.ABOVE: Operator.BELOW,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.BELOW: Operator.ABOVE,
}
_ZERO: Final = Decimal(0)


@frozen
class _Line:
    """An interval in two columns; no end is further from zero than ``reach`` or has more than ``after`` decimals."""

    low: str
    high: str
    reach: Decimal
    after: int

    def known(self, end: str, operator: Operator, number: Decimal) -> Term | None:
        """Return that *end* is there and stands so to *number*; ``None`` where it never is."""
        if number.copy_abs() > self.reach:
            less = operator in (Operator.AT_MOST, Operator.BELOW)
            return exp.not_(is_null(column(end)), copy=False) if less is (number > 0) else None
        sign = {
            Operator.AT_LEAST: at_least,
            Operator.ABOVE: above,
            Operator.AT_MOST: at_most,
            Operator.BELOW: below,
        }[operator]
        return sign(column(end), decimal(number, self.after))


def sums_of(ruleset: Ruleset) -> Sums:
    """Return the sums of several indicators that the comparisons of *ruleset* read, numbered."""
    forms = (it for _, it in _forms(ruleset) if len(it.terms) > 1)
    return {terms: number for number, terms in enumerate(dict.fromkeys(it.terms for it in forms))}


def too_long(ruleset: Ruleset, target: Target) -> Iterator[Problem]:
    """Yield a problem for each number of *ruleset* that the database could only round."""
    for indicator in ruleset.indicators.values():
        if isinstance(kind := indicator.kind, NumberKind):
            needed = size_of_ends(kind).all + bool(kind.precision)
            if not target.holds_digits(needed):
                yield _needs(f"`{indicator.id}`", needed, [indicator.id], ruleset, target, indicator)
    for compare, form in _forms(ruleset):
        if len(form.terms) > 1:
            needed = size_of_sum(form, _kinds(form, ruleset)).all
            if not target.holds_digits(needed):
                yield _needs("a sum", needed, [id_ for _, id_ in form.terms], ruleset, target, compare)


def sum_columns(sums: Sums, target: Target) -> Iterator[exp.Alias]:
    """Yield the least and the greatest value of each of *sums*; NULL where a term has no such end."""
    for terms, number in sums.items():
        yield named(_sum(terms, low, high, target), _low(number))
        yield named(_sum(terms, high, low, target), _high(number))


def number_truth(compare: NumberCompare, ruleset: Ruleset, sums: Sums) -> Term:
    """Return *compare* as 1, 0 or NULL: true when it holds for every value of the interval, false when for none."""
    holds: list[Term] = []
    fails: list[Term | None] = []
    for form in linear(compare, ruleset):
        if not form.terms:
            truths = {LIMITS[compare.operator](_ZERO, _ZERO, limit) for limit in form.limits}
            if Truth.TRUE in truths:
                return whole(1)
            continue
        line, operator, scale = _line(form, compare.operator, ruleset, sums)
        for limit in form.limits:
            true, false = _against(line, operator, Fraction(limit) * scale)
            holds += [true] if true is not None else []
            fails.append(false)
    branches = [(some(holds), whole(1))] if holds else []
    never = [it for it in fails if it is not None]
    if len(never) == len(fails):
        branches.append((every(never), whole(0))) if never else None
    return case(branches) if branches else whole(0)


def _against(line: _Line, operator: Operator, limit: Fraction) -> tuple[Term | None, Term | None]:
    """Return when all of *line* stands so to *limit*, and when none of it does; ``None`` where that is never."""
    number, exact = on_grid(limit, line.after)
    from_here = Operator.AT_LEAST if exact else Operator.ABOVE
    before = Operator.BELOW if exact else Operator.AT_MOST
    match operator:
        case Operator.AT_LEAST:
            return line.known(line.low, from_here, number), line.known(line.high, before, number)
        case Operator.ABOVE:
            return line.known(line.low, Operator.ABOVE, number), line.known(line.high, Operator.AT_MOST, number)
        case Operator.AT_MOST:
            return line.known(line.high, Operator.AT_MOST, number), line.known(line.low, Operator.ABOVE, number)
        case Operator.BELOW:
            return line.known(line.high, before, number), line.known(line.low, from_here, number)
        case _:
            inside = [
                line.known(line.low, Operator.AT_LEAST, number),
                line.known(line.high, Operator.AT_MOST, number),
            ]
            outside = [line.known(line.low, Operator.ABOVE, number), line.known(line.high, before, number)]
            point = every([it for it in inside if it is not None]) if exact and None not in inside else None
            beside = [it for it in outside if it is not None]
            return point, exp.paren(some(beside), copy=False) if beside else None


def _line(form: Linear, operator: Operator, ruleset: Ruleset, sums: Sums) -> tuple[_Line, Operator, Fraction]:
    """Return the interval that *form* reads, how it stands to a limit, and what to multiply the limit by.

    One indicator alone is compared as it is, the limit divided by its weight.
    """
    kinds = _kinds(form, ruleset)
    if len(form.terms) == 1:
        ((weight, id_),) = form.terms
        line = _Line(low(id_), high(id_), reach(kinds[0]), size_of_ends(kinds[0]).after)
        return line, _MIRRORED.get(operator, operator) if weight < 0 else operator, 1 / Fraction(weight)
    number = sums[form.terms]
    size = size_of_sum(form, kinds)
    return _Line(_low(number), _high(number), reach_of_sum(form, kinds), size.after), operator, Fraction(1)


def _sum(terms: Terms, end: object, other: object, target: Target) -> Term:
    found: Term | None = None
    for weight, id_ in terms:
        side = end if weight > 0 else other
        term: Term = column(side(id_))  # type: ignore[operator]
        if weight.copy_abs() != 1:
            factor = target.exact(decimal(weight.copy_abs()), Digits(len(plain(weight.copy_abs())), 0))
            term = exp.Mul(this=factor, expression=term)
        if found is None:
            found = term if weight > 0 else exp.Neg(this=term)
        else:
            found = exp.Add(this=found, expression=term) if weight > 0 else exp.Sub(this=found, expression=term)
    assert found is not None
    return found


def _forms(ruleset: Ruleset) -> Iterator[tuple[NumberCompare, Linear]]:
    for it in program(ruleset).conditions:
        if isinstance(it, NumberCompare) and it.missing_as is None:
            yield from ((it, form) for form in linear(it, ruleset))


def _kinds(form: Linear, ruleset: Ruleset) -> list[NumberKind]:
    kinds = [ruleset.indicators[id_].kind for _, id_ in form.terms]
    assert all(isinstance(it, NumberKind) for it in kinds)
    return kinds  # type: ignore[return-value]


def _needs(
    what: str, needed: int, read: Iterable[str], ruleset: Ruleset, target: Target, at: Indicator | NumberCompare
) -> Problem:
    """Return the problem that *what* takes too many digits, with the indicators that set no bounds."""
    finding = f"{what} takes {needed} digits, and exact numbers of {target.can.title} have {target.can.digits}"
    kinds = {it: ruleset.indicators[it].kind for it in dict.fromkeys(read)}
    open_ = [it for it, kind in kinds.items() if isinstance(kind, NumberKind) and None in (kind.min, kind.max)]
    help = (
        f"declare `min` and `max` of {listed(open_)}" if open_ else "declare fewer `decimals`, or write shorter weights"
    )
    return Problem(at.place, "LR811", finding, help)


def _low(number: int) -> str:
    return f"low_{number}"


def _high(number: int) -> str:
    return f"high_{number}"
