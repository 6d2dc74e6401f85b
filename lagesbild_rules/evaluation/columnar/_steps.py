"""From the program of a ruleset to steps on planes: each distinct condition once, after all that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from attrs import Factory, define

from lagesbild_rules.evaluation._comparisons import count_of, reads, wanted
from lagesbild_rules.evaluation._linear import linear
from lagesbild_rules.evaluation._program import Program, program
from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, ones, zeros
from lagesbild_rules.evaluation.columnar._finite import FiniteBlock, values_of
from lagesbild_rules.evaluation.columnar._logic import at_least, counter, every, reached, simple, some
from lagesbild_rules.evaluation.columnar._numbers import NumberBlock
from lagesbild_rules.evaluation.columnar._sums import Span, Terms, span, stands, terms_of
from lagesbild_rules.ruleset import All, Any, Condition, Count, FiniteCompare, Not, NumberCompare, Operator, Ruleset


@define
class Stretch:
    """Some rows: what is known of each indicator in them, and what was found of each condition so far."""

    rows: int
    blocks: Mapping[str, FiniteBlock | NumberBlock]
    truths: list[Truths] = Factory(list)
    spans: dict[Terms, Span] = Factory(dict)
    counts: dict[tuple[tuple[int, ...], int], list[Plane]] = Factory(dict)

    def span(self, terms: Terms) -> Span:
        """Return what the sum of *terms* can be, worked out once."""
        if terms not in self.spans:
            self.spans[terms] = span(terms, cast(Mapping[str, NumberBlock], self.blocks), self.rows)
        return self.spans[terms]

    def reached(self, members: tuple[int, ...], side: int, least: int) -> Plane:
        """Return where at least so many of *members* are true (*side* 0) or false (1); they are counted once."""
        if simple(least, len(members)):
            return reached([self.truths[it][side] for it in members], least, self.rows)
        key = members, side
        if key not in self.counts:
            self.counts[key] = counter([self.truths[it][side] for it in members])
        return at_least(self.counts[key], least)


Step = Callable[[Stretch], Truths]


@define(frozen=True)
class Steps:
    """A ruleset as steps on planes; ``reads`` are the indicators on which some answer depends."""

    program: Program
    steps: tuple[Step, ...]
    reads: frozenset[str]


def steps(ruleset: Ruleset) -> Steps:
    """Return the steps of *ruleset*, worked out once."""
    return ruleset.derived(_steps)


def _steps(ruleset: Ruleset) -> Steps:
    it = program(ruleset)
    asked: dict[tuple[str, frozenset[str]], int] = {}
    made = tuple(
        _step(condition, before, ruleset, asked, position)
        for position, (condition, before) in enumerate(zip(it.conditions, it.inputs, strict=True))
    )
    compares = [condition for condition in it.conditions if isinstance(condition, FiniteCompare | NumberCompare)]
    return Steps(it, made, frozenset(id_ for compare in compares for id_ in reads(compare, ruleset)))


def _step(
    condition: Condition,
    before: tuple[int, ...],
    ruleset: Ruleset,
    asked: dict[tuple[str, frozenset[str]], int],
    position: int,
) -> Step:
    match condition:
        case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
            return _closing(condition, before[0], ruleset)
        case FiniteCompare():
            return _finite(condition, ruleset, asked, position)
        case NumberCompare():
            return _number(condition, ruleset)
        case All():
            return lambda it: every([it.truths[member] for member in before], it.rows)
        case Any():
            return lambda it: some([it.truths[member] for member in before], it.rows)
        case Not():
            return lambda it: it.truths[before[0]][::-1]
        case Count(operator, k):
            return _count(operator, count_of(k, ruleset), before)
        case _:
            raise TypeError(f"{condition!r} stands for another condition and has no step")


def _finite(
    compare: FiniteCompare, ruleset: Ruleset, asked: dict[tuple[str, frozenset[str]], int], position: int
) -> Step:
    indicator, values = compare.indicator, wanted(compare, ruleset)
    every = frozenset(values_of(ruleset.indicators[indicator]))
    if values >= every:
        return lambda it: (ones(it.rows), zeros(it.rows))
    if values.isdisjoint(every):
        return lambda it: (zeros(it.rows), ones(it.rows))
    asked[indicator, values] = position
    opposite = asked.get((indicator, every - values))
    if opposite is not None:
        return lambda it: it.truths[opposite][::-1]
    return lambda it: cast(FiniteBlock, it.blocks[indicator]).truths(values)


def _closing(compare: NumberCompare | FiniteCompare, before: int, ruleset: Ruleset) -> Step:
    indicators, answer = reads(compare, ruleset), compare.missing_as is True

    def close(it: Stretch) -> Truths:
        true, false = it.truths[before]
        missing = it.blocks[indicators[0]].missing() if indicators else true & false
        for indicator in indicators[1:]:
            missing = missing | it.blocks[indicator].missing()
        closed = missing & ~(true | false)
        return (true | closed, false) if answer else (true, false | closed)

    return close


def _number(compare: NumberCompare, ruleset: Ruleset) -> Step:
    forms = [(terms_of(form), [int(limit) for limit in form.limits]) for form in linear(compare, ruleset)]

    def say(it: Stretch) -> Truths:
        return some([stands(compare.operator, it.span(terms), limits) for terms, limits in forms], it.rows)

    return say


def _count(operator: Operator, k: int, members: tuple[int, ...]) -> Step:
    least = k + (operator is Operator.AT_MOST)

    def count(it: Stretch) -> Truths:
        enough = it.reached(members, 0, least)
        too_few = it.reached(members, 1, len(members) - least + 1)
        return (enough, too_few) if operator is Operator.AT_LEAST else (too_few, enough)

    return count
