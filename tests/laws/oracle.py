"""An oracle for ``assess``: DESIGN §3 as it reads, naive and slow, sharing nothing with the engines.

What is known of a claim is the set of answers still possible: one answer when it is known, both when it is not.
A connective goes through every combination of its members' answers; numbers are fractions, and the weight of an
indicator is found by moving it by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

from attrs import define, field, frozen

from lagesbild_rules.facts import Cause, FactSet, FiniteFact, NumberFact, NumberKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Difference,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Mean,
    Name,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    Sum,
    Times,
    Value,
)
from lagesbild_rules.truth import Truth

Answers = frozenset[bool]
"""The answers still possible; never none."""

Point = Mapping[str, Fraction]
"""A number for each indicator; 0 for those that are left out."""


@frozen
class Verdict:
    """What the oracle finds: answers of criteria and levels, and the levels still possible, mildest first."""

    criteria: Mapping[str, Answers]
    levels: Mapping[tuple[str, str], Answers]
    possible: Mapping[str, tuple[str, ...]]


def truth(answers: Answers) -> Truth:
    """Return *answers* as the truth that stands for them."""
    if len(answers) == 2:
        return Truth.UNKNOWN
    return Truth.TRUE if True in answers else Truth.FALSE


def verdict(ruleset: Ruleset, facts: FactSet) -> Verdict:
    """Return what DESIGN §3 says that *ruleset* says about *facts*."""
    oracle = Oracle(ruleset, facts)
    levels = {
        (c.id, level.id): oracle.level(c.id, level.id) for c in ruleset.classifications.values() for level in c.levels
    }
    possible = {}
    for c in ruleset.classifications.values():
        ladder = [level.id for level in c.levels]
        possible[c.id] = tuple(
            level
            for rank, level in enumerate(ladder)
            if True in levels[c.id, level] and not any(levels[c.id, above] == {True} for above in ladder[rank + 1 :])
        )
    return Verdict({id_: oracle.criterion(id_) for id_ in ruleset.criteria}, levels, possible)


@define
class Oracle:
    """Answers for one ruleset and one set of facts; each criterion and level is worked out once."""

    ruleset: Ruleset
    facts: FactSet
    found: dict[str | tuple[str, str], Answers] = field(factory=dict)

    def criterion(self, id_: str) -> Answers:
        if id_ not in self.found:
            self.found[id_] = self.answers(self.ruleset.criteria[id_].when)
        return self.found[id_]

    def level(self, classification: str, id_: str) -> Answers:
        if (classification, id_) not in self.found:
            (level,) = (it for it in self.ruleset.classifications[classification].levels if it.id == id_)
            self.found[classification, id_] = frozenset({True}) if level.when is None else self.answers(level.when)
        return self.found[classification, id_]

    def answers(self, condition: Condition) -> Answers:
        """Return the answers still possible for *condition*."""
        match condition:
            case CriterionRef(id_):
                return self.criterion(id_)
            case LevelRef(classification, level):
                return self.level(classification, level)
            case ClassificationRef(classification, operator, level):
                ladder = [it.id for it in self.ruleset.classifications[classification].levels]
                upwards = [self.level(classification, it) for it in ladder[ladder.index(level) :]]
                return _combined(any if operator is Operator.AT_LEAST else _none, upwards)
            case All(members):
                return _combined(all, map(self.answers, members))
            case Any(members):
                return _combined(any, map(self.answers, members))
            case Not(member):
                return _combined(_none, [self.answers(member)])
            case Count(Operator.AT_LEAST, k, members):
                return _combined(lambda it: sum(it) >= self.number(k), map(self.answers, members))
            case Count(Operator.AT_MOST, k, members):
                return _combined(lambda it: sum(it) <= self.number(k), map(self.answers, members))
            case NumberCompare() | FiniteCompare():
                return self.closed(condition, self.compared(condition))
        raise AssertionError(condition)

    def closed(self, compare: NumberCompare | FiniteCompare, answers: Answers) -> Answers:
        missing = any(Cause.MISSING in self.facts[id_].causes for id_ in self.reads(compare))
        if compare.missing_as is not None and len(answers) == 2 and missing:
            return frozenset({compare.missing_as})
        return answers

    def compared(self, compare: NumberCompare | FiniteCompare) -> Answers:
        """Return the answers of *compare* in an open world, whatever its ``missing_as``."""
        if isinstance(compare, FiniteCompare):
            fact = self.facts[compare.indicator]
            assert isinstance(fact, FiniteFact)
            order = self.ruleset.indicators[compare.indicator].kind.values  # type: ignore[union-attr]
            limits = [word for right in compare.right for word in self.words(right)]
            return frozenset(_stands(order, value, compare.operator, limits) for value in fact.values)
        found = [_signs(compare.operator, *self.span(compare.left, right)) for right in self.rights(compare)]
        return _combined(any, found)

    def reads(self, compare: NumberCompare | FiniteCompare) -> set[str]:
        """Return the indicators that can change *compare*: those whose weight is not 0."""
        if isinstance(compare, FiniteCompare):
            return {compare.indicator}
        return {id_ for right in self.rights(compare) for id_, weight in self.weights(compare.left, right) if weight}

    def rights(self, compare: NumberCompare) -> list[Expression]:
        found: list[Expression] = []
        for right in compare.right:
            value = self.constant(right) if isinstance(right, Name) else None
            found += [Literal(it) for it in value] if isinstance(value, tuple) else [right]
        return found

    def span(self, left: Expression, right: Expression) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the greatest value of ``left - right``; ``None`` where there is none."""
        low: Fraction | None = self.at(left, {}) - self.at(right, {})
        high = low
        for id_, weight in self.weights(left, right):
            fact = self.facts[id_]
            assert isinstance(fact, NumberFact)
            ends = [None if end is None else weight * Fraction(end) for end in (fact.low, fact.high)]
            if weight:
                least, most = ends if weight > 0 else reversed(ends)
                low = None if low is None or least is None else low + least
                high = None if high is None or most is None else high + most
        return low, high

    def weights(self, left: Expression, right: Expression) -> list[tuple[str, Fraction]]:
        numbers = [id_ for id_, it in self.ruleset.indicators.items() if isinstance(it.kind, NumberKind)]

        def moved(point: Point) -> Fraction:
            return self.at(left, point) - self.at(right, point)

        return [(id_, moved({id_: Fraction(1)}) - moved({})) for id_ in numbers]

    def at(self, expression: Expression, point: Point) -> Fraction:
        """Return the value of *expression* at *point*."""
        match expression:
            case Literal() | Name():
                return self.number(expression)
            case IndicatorValue(id_):
                return point.get(id_, Fraction(0))
            case Sum(terms):
                return sum((self.at(it, point) for it in terms), Fraction(0))
            case Mean(terms):
                return sum((self.at(it, point) for it in terms), Fraction(0)) / len(terms)
            case Difference(one, other):
                return self.at(one, point) - self.at(other, point)
            case Times(factor, term):
                return self.number(factor) * self.at(term, point)
        raise AssertionError(expression)

    def number(self, it: Literal | Name) -> Fraction:
        value = it.value if isinstance(it, Literal) else self.constant(it)
        assert isinstance(value, Decimal)
        return Fraction(value)

    def words(self, it: Literal | Name) -> list[str]:
        value = it.value if isinstance(it, Literal) else self.constant(it)
        return [str(word) for word in value] if isinstance(value, tuple) else [str(value)]

    def constant(self, it: Name) -> Value:
        if it.id in self.ruleset.readings:
            return self.ruleset.readings[it.id].value
        return self.ruleset.parameters[it.id].value


def _none(answers: Iterable[bool]) -> bool:
    return not any(answers)


def _combined(combine: Callable[[tuple[bool, ...]], bool], members: Iterable[Answers]) -> Answers:
    return frozenset(combine(chosen) for chosen in product(*members))


def _stands(order: tuple[str, ...], value: str, operator: Operator, limits: list[str]) -> bool:
    if operator in (Operator.EQUALS, Operator.ONE_OF):
        return value in limits
    rank, limit = order.index(value), order.index(limits[0])
    match operator:
        case Operator.AT_LEAST:
            return rank >= limit
        case Operator.ABOVE:
            return rank > limit
        case Operator.AT_MOST:
            return rank <= limit
    return rank < limit


def _signs(operator: Operator, low: Fraction | None, high: Fraction | None) -> Answers:
    """Return how a number from *low* to *high* may stand to 0."""
    under, over = low is None or low < 0, high is None or high > 0
    at = (low is None or low <= 0) and (high is None or high >= 0)
    yes, no = {
        Operator.AT_LEAST: (over or at, under),
        Operator.ABOVE: (over, under or at),
        Operator.AT_MOST: (under or at, over),
        Operator.BELOW: (under, over or at),
        Operator.EQUALS: (at, under or over),
        Operator.ONE_OF: (at, under or over),
    }[operator]
    return frozenset([True] * yes + [False] * no)
