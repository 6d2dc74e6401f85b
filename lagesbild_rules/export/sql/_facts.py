"""The first step of a view: what is known of each indicator, read from the cells or the intervals of a table.

A number becomes ``x_low`` and ``x_high``, NULL where there is no end. So does a scale or a truth, as ranks; a cell of
one is a single step or nothing, and becomes ``x_rank``. A category becomes 1 or 0 for each code that is possible or
not. Nothing else of the table goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, assert_never

from sqlglot import exp

from lagesbild_rules.evaluation import program, reads
from lagesbild_rules.export.sql._digits import size_of_ends
from lagesbild_rules.export.sql._target import Target
from lagesbild_rules.export.sql._terms import (
    Term,
    at_least,
    at_most,
    case,
    decimal,
    equal,
    is_null,
    matched,
    named,
    text,
    whole,
)
from lagesbild_rules.facts import CategoryKind, Indicator, NumberKind, ScaleKind, TruthKind
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare, Ruleset


def low(indicator: str) -> str:
    return f"{indicator}_low"


def high(indicator: str) -> str:
    return f"{indicator}_high"


def ends(indicator: str, *, intervals: bool) -> tuple[str, str]:
    """Return the columns of the lowest and the highest rank of a scale or a truth, NULL where nothing limits it."""
    return (low(indicator), high(indicator)) if intervals else (f"{indicator}_rank", f"{indicator}_rank")


def missing(indicator: str) -> str:
    return f"{indicator}_missing"


def possible(indicator: str, code: str) -> str:
    return f"{indicator}.possible.{code}"


def closed(ruleset: Ruleset) -> frozenset[str]:
    """Return the indicators of which it matters whether they are missing: those that a ``missing_as`` reads."""
    return frozenset(
        id_
        for it in program(ruleset).conditions
        if isinstance(it, NumberCompare | FiniteCompare) and it.missing_as is not None
        for id_ in reads(it, ruleset)
    )


def columns_of(indicator: Indicator, *, closed: bool) -> list[str]:
    """Return the columns that *indicator* has in a table of intervals."""
    id_, kind = indicator.id, indicator.kind
    known = [possible(id_, it) for it in kind.values] if isinstance(kind, CategoryKind) else [low(id_), high(id_)]
    return [*known, missing(id_)] if closed else known


def from_cells(indicator: Indicator, target: Target, *, closed: bool) -> Iterator[exp.Alias]:
    """Yield the columns of *indicator* made from its one cell, which is NULL where it is missing."""
    id_, kind = indicator.id, indicator.kind

    def cell() -> Term:
        return target.given(id_)

    match kind:
        case NumberKind():
            yield named(_widened(cell(), kind, "low", target), low(id_))
            yield named(_widened(cell(), kind, "high", target), high(id_))
        case ScaleKind() | TruthKind():
            yield named(rank(cell(), kind, target), ends(id_, intervals=False)[0])
        case CategoryKind(values):
            for it in values:
                is_it = equal(target.letters(cell()), text(it))
                yield named(case([(exp.or_(is_null(cell()), is_it), whole(1))], whole(0)), possible(id_, it))
        case _:
            assert_never(kind)
    if closed:
        yield named(case([(is_null(cell()), whole(1))], whole(0)), missing(id_))


def from_intervals(indicator: Indicator, target: Target, *, closed: bool) -> Iterator[exp.Alias]:
    """Yield the columns of *indicator* made from those of the same names; NULL excludes nothing."""
    id_, kind = indicator.id, indicator.kind
    match kind:
        case NumberKind():
            yield named(_bounded(target.given(low(id_)), kind, kind.min, target), low(id_))
            yield named(_bounded(target.given(high(id_)), kind, kind.max, target), high(id_))
        case ScaleKind() | TruthKind():
            for it in ends(id_, intervals=True):
                yield named(rank(target.given(it), kind, target), it)
        case CategoryKind(values):
            for it in (possible(id_, it) for it in values):
                yield named(case([(target.fails(target.given(it)), whole(0))], whole(1)), it)
        case _:
            assert_never(kind)
    if closed:
        yield named(case([(target.holds(target.given(missing(id_))), whole(1))], whole(0)), missing(id_))


def rank(cell: Term, kind: ScaleKind | TruthKind, target: Target) -> Term:
    """Return the rank of what is in *cell*, NULL where it is NULL."""
    if isinstance(kind, TruthKind):
        return case([(target.fails(cell), whole(0)), (target.holds(cell.copy()), whole(1))])
    return matched(target.letters(cell), [(text(it), whole(number)) for number, it in enumerate(kind.values)])


def _bounded(cell: Term, kind: NumberKind, bound: Decimal | None, target: Target) -> Term:
    size = size_of_ends(kind)
    number = target.exact(cell, size)
    return number if bound is None else exp.Coalesce(this=number, expressions=[decimal(bound, size.after)])


def _widened(cell: Term, kind: NumberKind, end: Literal["low", "high"], target: Target) -> Term:
    """Return an end of the cell's interval: its precision off, kept inside ``min`` and ``max``."""
    bound = kind.min if end == "low" else kind.max
    if not kind.precision:
        return _bounded(cell, kind, bound, target)
    size = size_of_ends(kind)
    by = decimal(kind.precision, size.after)
    number = target.exact(cell, size)
    off = exp.Sub(this=number, expression=by) if end == "low" else exp.Add(this=number, expression=by)
    moved = target.exact(off, size)
    if bound is None:
        return moved
    limit = decimal(bound, size.after)
    inside = at_least(moved, limit) if end == "low" else at_most(moved, limit)
    return case([(inside, moved.copy())], limit.copy())
