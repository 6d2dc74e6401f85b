"""What a row must hold to be answered, and the view of the rows that do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from attrs import frozen
from sqlglot import exp

from lagesbild_rules.errors import listed
from lagesbild_rules.exact import MOST_DIGITS, plain
from lagesbild_rules.export.sql._digits import decimals, reach, size_of_ends
from lagesbild_rules.export.sql._facts import high, low, possible, rank
from lagesbild_rules.export.sql._target import Target
from lagesbild_rules.export.sql._terms import (
    Term,
    at_least,
    at_most,
    decimal,
    equal,
    every,
    is_null,
    named,
    one_of,
    some,
    text,
    whole,
)
from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, ScaleKind, TruthKind
from lagesbild_rules.ruleset import Ruleset


@frozen
class Rule:
    """What must be true of a row, and what to say of one where it is not."""

    column: str
    holds: Term
    finding: str


def rules(ruleset: Ruleset, target: Target, *, intervals: bool) -> list[Rule]:
    """Return what must be true of every row that is answered, none of it ever NULL."""
    found = [Rule("area", exp.not_(is_null(target.given("area"))), "the row names no area")]
    for it in ruleset.indicators.values():
        found += _interval(it, target) if intervals else _cell(it, target)
    return found


def problems(found: list[Rule], target: Target, table: str) -> exp.Query:
    """Return a line for each of the rules *found* that a row of *table* breaks: area, column, and what is wrong."""
    selects: list[exp.Query] = []
    for it in found:
        columns = [named(target.given("area"), "area"), named(text(it.column), "column")]
        columns.append(named(text(it.finding), "problem"))
        select = exp.Select(expressions=columns).from_(target.table(table), copy=False)
        selects.append(select.where(exp.not_(exp.paren(it.holds, copy=False), copy=False), copy=False))
    whole_, *rest = selects
    for query in rest:
        whole_ = exp.Union(this=whole_, expression=query, distinct=False)
    return whole_


def _cell(indicator: Indicator, target: Target) -> Iterator[Rule]:
    id_, kind = indicator.id, indicator.kind

    def cell() -> Term:
        return target.given(id_)

    match kind:
        case NumberKind():
            yield Rule(id_, _number(cell(), kind, kind.decimals, target), _number_words(kind, kind.decimals))
        case ScaleKind() | CategoryKind():
            yield Rule(id_, _among(cell(), kind, target), f"it is not {listed(kind.values)}")
        case TruthKind():
            if not target.can.booleans:
                yield Rule(id_, _either(cell()), "it is neither 1 nor 0")
        case _:
            assert_never(kind)


def _interval(indicator: Indicator, target: Target) -> Iterator[Rule]:
    id_, kind = indicator.id, indicator.kind
    ends = (low(id_), high(id_))
    match kind:
        case NumberKind():
            after = size_of_ends(kind).after
            for it in ends:
                yield Rule(it, _number(target.given(it), kind, after, target), _number_words(kind, after))
            yield _ordered(id_, target, at_most(target.given(ends[0]), target.given(ends[1])))
        case ScaleKind():
            for it in ends:
                yield Rule(it, _among(target.given(it), kind, target), f"it is not {listed(kind.values)}")
            least, most = (rank(target.given(it), kind, target) for it in ends)
            yield _ordered(id_, target, at_most(least, most))
        case TruthKind():
            if not target.can.booleans:
                for it in ends:
                    yield Rule(it, _either(target.given(it)), "it is neither 1 nor 0")
            fits = exp.or_(target.fails(target.given(ends[0])), target.holds(target.given(ends[1])), copy=False)
            yield _ordered(id_, target, fits)
        case CategoryKind(values):
            flags = [possible(id_, it) for it in values]
            if not target.can.booleans:
                for it in flags:
                    yield Rule(it, _either(target.given(it)), "it is neither 1 nor 0")
            open_ = [it for flag in flags for it in (is_null(target.given(flag)), target.holds(target.given(flag)))]
            yield Rule(id_, some(open_), "no code is possible")
        case _:
            assert_never(kind)


def _ordered(id_: str, target: Target, fits: Term) -> Rule:
    ends = [is_null(target.given(it)) for it in (low(id_), high(id_))]
    return Rule(low(id_), some([*ends, fits]), "it is above the high end")


def _among(cell: Term, kind: ScaleKind | CategoryKind, target: Target) -> Term:
    return some([is_null(cell), one_of(target.letters(cell.copy()), map(text, kind.values))])


def _either(cell: Term) -> Term:
    return some([is_null(cell), one_of(cell.copy(), map(whole, (0, 1)))])


def _number(cell: Term, kind: NumberKind, after: int, target: Target) -> Term:
    least, most = kind.min, kind.max
    if target.can.digits is None:
        # Its numbers have any size, and NaN and infinities stand above and below all others.
        least, most = (reach(kind).copy_negate() if least is None else least), (reach(kind) if most is None else most)
    whole_ = equal(exp.Round(this=cell.copy(), decimals=whole(after)), cell.copy())
    return some([is_null(cell), exp.paren(every([*_bounds(cell, least, most), whole_]), copy=False)])


def _bounds(cell: Term, least: Decimal | None, most: Decimal | None) -> Iterator[Term]:
    if least is not None:
        yield at_least(cell.copy(), decimal(least, decimals(least)))
    if most is not None:
        yield at_most(cell.copy(), decimal(most, decimals(most)))


def _number_words(kind: NumberKind, after: int) -> str:
    parts = [f"is below {plain(kind.min)}"] if kind.min is not None else []
    parts += [f"is above {plain(kind.max)}"] if kind.max is not None else []
    parts.append(f"has more decimals than {after} or more digits than {MOST_DIGITS}")
    return f"it {' or '.join(parts)}"
