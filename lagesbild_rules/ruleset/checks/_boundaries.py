"""Boundaries: the values at and just beside a threshold, which cases are to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial, reduce
from itertools import pairwise
from math import floor, gcd, lcm

from attrs import evolve, frozen

from lagesbild_rules.errors import printable, quoted
from lagesbild_rules.facts import FiniteFact, Indicator, NumberFact, NumberKind, ScaleKind, Unreadable, read_cell
from lagesbild_rules.ruleset._case import Case
from lagesbild_rules.ruleset._conditions import Compare, NumberCompare
from lagesbild_rules.ruleset._model import Ruleset
from lagesbild_rules.ruleset.checks._answers import holds_for
from lagesbild_rules.ruleset.checks._limits import Gap, gaps, number_kind, number_text, values_of
from lagesbild_rules.ruleset.checks._words import said
from lagesbild_rules.truth import Truth

Known = Mapping[str, Fraction | str]
"""What a case says of its indicators: a number before any rounding is thought of, or a step."""


@frozen
class Wanted:
    """A case that is wanted: in words, and whether what is known in a case meets it."""

    words: str
    met: Callable[[Known], bool]


def known_in(case: Case, ruleset: Ruleset) -> Known:
    """Return what *case* says of numbers and scales; a cell that cannot be read is left out."""
    known: dict[str, Fraction | str] = {}
    for id_, cell in case.facts.items():
        indicator = ruleset.indicators.get(id_)
        if indicator is None or not isinstance(indicator.kind, NumberKind | ScaleKind):
            continue
        try:
            fact = read_cell(_unrounded(indicator), cell)
        except Unreadable:
            continue
        if isinstance(fact, NumberFact) and fact.low is not None and fact.exact:
            known[id_] = Fraction(fact.low)
        elif isinstance(fact, FiniteFact) and fact.exact:
            known[id_] = fact.low
    return known


def boundary(compare: Compare, ruleset: Ruleset) -> Iterator[Wanted]:
    """Yield the cases wanted for *compare*: the limit and what lies just beside it on the other side.

    For a scale these are the two steps on either side of each change from holding to not holding. For a number that
    is rounded the limit itself settles nothing, so both sides are wanted; where no value is exactly at the limit,
    the nearest on either side. Truths and categories have no boundary.
    """
    if isinstance(compare, NumberCompare):
        for gap in gaps(compare, values_of(ruleset)):
            if gap.weights:
                yield from _Line(gap, ruleset.indicators).wanted()
        return
    kind = ruleset.indicators[compare.indicator].kind
    if isinstance(kind, ScaleKind):
        holding = holds_for(compare, ruleset, values_of(ruleset))
        steps = [pair for pair in pairwise(kind.values) if (pair[0] in holding) != (pair[1] in holding)]
        for step in dict.fromkeys(step for pair in steps for step in pair):
            yield Wanted(f"`{printable(compare.indicator)}: {step}`", partial(_is_step, compare.indicator, step))


def _is_step(indicator: str, step: str, known: Known) -> bool:
    return known.get(indicator) == step


class _Line:
    """The values that numbers can have, on the line that a comparison cuts in two."""

    def __init__(self, gap: Gap, indicators: Mapping[str, Indicator]) -> None:
        self.gap, self.indicators = gap, indicators
        steps = [abs(weight) / 10 ** number_kind(indicators[id_]).decimals for id_, weight in gap.weights.items()]
        self.rounding = gap.rounding(indicators)
        self.near = self.rounding + max(steps)
        self.meets_limit = (gap.constant / reduce(_common, steps)).denominator == 1

    def wanted(self) -> Iterator[Wanted]:
        low, high = self.gap.span(self.indicators)
        low, high = -self.near if low is None else low, self.near if high is None else high
        at_limit = self.meets_limit and low <= 0 <= high
        if at_limit:
            yield self._case("exactly at the limit", self._limit(), lambda gap: gap == 0)
        for side, words in ((Truth.TRUE, "just where it holds"), (Truth.FALSE, "just where it does not hold")):
            if at_limit and self._side(Fraction(0)) is side:
                continue
            if side in (self._side(low), self._side(high)):
                yield self._case(words, self._nearest(side), partial(self._is_near, side))

    def _case(self, words: str, nearest: Fraction | None, met: Callable[[Fraction], bool]) -> Wanted:
        def is_met(known: Known) -> bool:
            numbers = {id_: it for id_ in self.gap.weights if isinstance(it := known.get(id_), Fraction)}
            return len(numbers) == len(self.gap.weights) and met(self.gap.at(numbers))

        if nearest is not None:
            return Wanted(f"`{printable(next(iter(self.gap.weights)))}: {number_text(nearest)}`", is_met)
        return Wanted(f"{said(map(quoted, self.gap.weights), 'and')} {words}", is_met)

    def _side(self, gap: Fraction) -> Truth:
        return self.gap.verdict(gap - self.rounding, gap + self.rounding)

    def _is_near(self, side: Truth, gap: Fraction) -> bool:
        return abs(gap) <= self.near and self._side(gap) is side

    def _limit(self) -> Fraction | None:
        if len(self.gap.weights) > 1:
            return None
        return -self.gap.constant / next(iter(self.gap.weights.values()))

    def _nearest(self, side: Truth) -> Fraction | None:
        """Return the value nearest to the limit on *side*, where there is one indicator alone."""
        limit = self._limit()
        if limit is None:
            return None
        ((id_, weight),) = self.gap.weights.items()
        kind = number_kind(self.indicators[id_])
        step = Fraction(1, 10**kind.decimals)
        edges = [floor((limit + sign * self.rounding / abs(weight)) / step) for sign in (-1, 1)]
        values = [(edge + further) * step for edge in edges for further in (-1, 0, 1)]
        values = [it for it in values if _within(kind, it) and self._is_near(side, self.gap.at({id_: it}))]
        return min(values, key=lambda it: abs(it - limit), default=None)


def _within(kind: NumberKind, number: Fraction) -> bool:
    return (kind.min is None or number >= kind.min) and (kind.max is None or number <= kind.max)


def _unrounded(indicator: Indicator) -> Indicator:
    kind = indicator.kind
    if isinstance(kind, NumberKind) and kind.precision:
        return evolve(indicator, kind=evolve(kind, precision=None))
    return indicator


def _common(one: Fraction, other: Fraction) -> Fraction:
    """Return the greatest number of which both are whole multiples."""
    shared = lcm(one.denominator, other.denominator)
    return Fraction(gcd(int(one * shared), int(other * shared)), shared)
