"""Conditions as numbers: 1 is true, 0 false, NULL unknown.

Databases without a type for truths have these, and no condition rests on what a database makes of NULL in logic: a
branch of CASE is taken when its condition is true, and in all of them a condition with NULL in it is not, unless the
rest of it settles the matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlglot import exp

from lagesbild_rules.evaluation import count_of, reads, wanted
from lagesbild_rules.export.sql._facts import ends, missing, possible
from lagesbild_rules.export.sql._sums import Sums, number_truth
from lagesbild_rules.export.sql._terms import (
    Term,
    at_least,
    at_most,
    below,
    case,
    column,
    equal,
    every,
    some,
    total,
    whole,
)
from lagesbild_rules.facts import CategoryKind, NumberKind
from lagesbild_rules.ruleset import All, Any, Condition, Count, FiniteCompare, Not, NumberCompare, Operator, Ruleset

YES: Final = 1
NO: Final = 0


def condition_truth(
    condition: Condition, before: Sequence[str], ruleset: Ruleset, sums: Sums, *, intervals: bool
) -> Term:
    """Return *condition*, whose members stand in the columns *before*, as 1, 0 or NULL."""
    match condition:
        case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
            absent = [_is(missing(id_), YES) for id_ in reads(condition, ruleset)]
            closing = case([(some(absent), whole(condition.missing_as))]) if absent else exp.Null()
            return exp.Coalesce(this=column(before[0]), expressions=[closing])
        case NumberCompare():
            return number_truth(condition, ruleset, sums)
        case FiniteCompare():
            return _finite(condition, ruleset, intervals=intervals)
        case All():
            return _settled(before, by=NO)
        case Any():
            return _settled(before, by=YES)
        case Not():
            return exp.Sub(this=whole(1), expression=column(before[0]))
        case Count(operator, k):
            return _count(before, count_of(k, ruleset), operator)
        case _:
            raise TypeError(f"{condition!r} stands for another condition and has no column")


def _settled(before: Sequence[str], *, by: int) -> Term:
    """Return *by* when one of *before* is it, the other when all are the other."""
    if not before:
        return whole(1 - by)
    one = some([_is(it, by) for it in before])
    others = every([_is(it, 1 - by) for it in before])
    return case([(one, whole(by)), (others, whole(1 - by))])


def _count(before: Sequence[str], k: int, operator: Operator) -> Term:
    least, yes = (k, YES) if operator is Operator.AT_LEAST else (k + 1, NO)
    true = total([_known(it, NO) for it in before])
    not_false = total([_known(it, YES) for it in before])
    return case(
        [(at_least(true, whole(least)), whole(yes)), (below(not_false, whole(least)), whole(1 - yes))],
    )


def _finite(compare: FiniteCompare, ruleset: Ruleset, *, intervals: bool) -> Term:
    """True when every value still possible is wanted, false when none is."""
    kind, id_ = ruleset.indicators[compare.indicator].kind, compare.indicator
    assert not isinstance(kind, NumberKind)
    chosen = wanted(compare, ruleset)
    sides = [[it for it in kind.values if (it in chosen) is side] for side in (True, False)]
    if not all(sides):
        return whole(YES if sides[0] else NO)
    if isinstance(kind, CategoryKind):
        only, none = ([_is(possible(id_, it), NO) for it in side] for side in reversed(sides))
        return case([(every(only), whole(YES)), (every(none), whole(NO))])
    inside, outside = ([kind.values.index(it) for it in side] for side in sides)
    last, (least, most) = len(kind.values) - 1, ends(id_, intervals=intervals)
    within = ((_within(least, most, side, last), truth) for side, truth in ((inside, YES), (outside, NO)))
    return case([(test, whole(truth)) for test, truth in within])


def _within(least: str, most: str, ranks: list[int], last: int) -> Term:
    """Return that all ranks from *least* to *most* are among *ranks*; NULL is no end."""
    runs: list[tuple[int, int]] = []
    for it in ranks:
        runs.append((runs.pop()[0] if runs and runs[-1][1] == it - 1 else it, it))
    found = []
    for first, end in runs:
        tests = [at_least(column(least), whole(first))] if first > 0 else []
        tests += [at_most(column(most), whole(end))] if end < last else []
        found.append(every(tests))
    return some(found)


def _is(name: str, truth: int) -> Term:
    return equal(column(name), whole(truth))


def _known(name: str, otherwise: int) -> Term:
    return exp.Coalesce(this=column(name), expressions=[whole(otherwise)])
