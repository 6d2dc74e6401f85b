"""The reference engine: the definition that every other engine is held to.

Each distinct condition becomes one step: a function of the facts and of the truths found before it. Running the
steps in order and keeping what each says is the whole evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import itemgetter

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.evaluation._comparisons import count_of, reads, wanted
from lagesbild_rules.evaluation._linear import LIMITS, Linear, linear
from lagesbild_rules.evaluation._model import Assessment, Outcome
from lagesbild_rules.evaluation._program import program
from lagesbild_rules.facts import Cause, Cell, Fact, FactSet, FiniteFact, facts_from_row
from lagesbild_rules.ruleset import (
    All,
    Any,
    Condition,
    Count,
    FiniteCompare,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
)
from lagesbild_rules.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
Facts = Mapping[str, Fact]
Step = Callable[[Facts, list[Truth]], Truth]


def assess(
    ruleset: Ruleset, facts: FactSet | Mapping[str, Cell], *, as_of: Day, known_at: datetime | None = None
) -> Assessment:
    """Return what *ruleset* says about *facts*, every step kept.

    *facts* is a ready set, or a wide row: ``{"area": …, indicator: cell, …}``. A fact that is absent is missing and
    makes its comparisons unknown; nothing is raised for it. *as_of* and *known_at* are kept with the answer.

    Raises ``FactsError`` for a row that cannot be read, ``QuestionError`` for a set made for other indicators.
    """
    if not isinstance(facts, FactSet):
        facts = facts_from_row(facts, ruleset.indicators)
    elif facts.indicators is not ruleset.indicators and facts.indicators != ruleset.indicators:
        raise QuestionError([_other_indicators(ruleset, facts)])
    truths: list[Truth] = []
    known = facts.facts
    for step in ruleset.derived(_steps):
        truths.append(step(known, truths))
    classes = {name: _outcome(ladder, truths) for name, ladder in program(ruleset).ladders}
    return Assessment(ruleset, facts, as_day(as_of), known_at, tuple(truths), classes)


def _outcome(ladder: tuple[tuple[str, int], ...], truths: list[Truth]) -> Outcome:
    """A level is possible when it is not false and no level above it is true."""
    possible = []
    for level, position in reversed(ladder):
        truth = truths[position]
        if truth is not FALSE:
            possible.append(level)
        if truth is TRUE:
            break
    return Outcome(tuple(reversed(possible)))


def _steps(ruleset: Ruleset) -> tuple[Step, ...]:
    it = program(ruleset)
    return tuple(_step(condition, before, ruleset) for condition, before in zip(it.conditions, it.inputs, strict=True))


def _step(condition: Condition, before: tuple[int, ...], ruleset: Ruleset) -> Step:
    match condition:
        case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
            return _closed(condition.missing_as, before[0], reads(condition, ruleset))
        case FiniteCompare():
            return _finite(condition.indicator, wanted(condition, ruleset))
        case NumberCompare():
            return _number(condition.operator, linear(condition, ruleset))
        case All():
            return _all(_reader(before))
        case Any():
            return _any(_reader(before))
        case Not():
            return _not(before[0])
        case Count(operator, k):
            count = count_of(k, ruleset)
            return _at_least(count, before) if operator is Operator.AT_LEAST else _at_most(count, before)
        case _:
            raise TypeError(f"{condition!r} stands for another condition and has no step")


def _all(read: Callable[[list[Truth]], tuple[Truth, ...]]) -> Step:
    def step(facts: Facts, truths: list[Truth]) -> Truth:
        found = read(truths)
        if FALSE in found:
            return FALSE
        return UNKNOWN if UNKNOWN in found else TRUE

    return step


def _any(read: Callable[[list[Truth]], tuple[Truth, ...]]) -> Step:
    def step(facts: Facts, truths: list[Truth]) -> Truth:
        found = read(truths)
        if TRUE in found:
            return TRUE
        return UNKNOWN if UNKNOWN in found else FALSE

    return step


def _not(position: int) -> Step:
    opposite = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
    return lambda facts, truths: opposite[truths[position]]


def _at_least(k: int, before: tuple[int, ...]) -> Step:
    """True when k are true, false when fewer than k are not false."""
    read, most_false = _reader(before), len(before) - k

    def step(facts: Facts, truths: list[Truth]) -> Truth:
        found = read(truths)
        if found.count(TRUE) >= k:
            return TRUE
        return FALSE if found.count(FALSE) > most_false else UNKNOWN

    return step


def _at_most(k: int, before: tuple[int, ...]) -> Step:
    more = _at_least(k + 1, before)
    return lambda facts, truths: ~more(facts, truths)


def _reader(before: tuple[int, ...]) -> Callable[[list[Truth]], tuple[Truth, ...]]:
    if len(before) > 1:
        return itemgetter(*before)
    return lambda truths: tuple(truths[position] for position in before)


def _finite(indicator: str, wanted: frozenset[str]) -> Step:
    """True when every value still possible is wanted, false when none is."""

    def step(facts: Facts, truths: list[Truth]) -> Truth:
        fact = facts[indicator]
        assert isinstance(fact, FiniteFact)
        if fact.possible <= wanted:
            return TRUE
        return FALSE if fact.possible.isdisjoint(wanted) else UNKNOWN

    return step


def _number(operator: Operator, forms: tuple[Linear, ...]) -> Step:
    """True when the comparison holds for every value of the interval, false when for none."""
    holds = LIMITS[operator]

    def step(facts: Facts, truths: list[Truth]) -> Truth:
        found = [
            holds(low, high, limit) for form in forms for low, high in (form.span(facts),) for limit in form.limits
        ]
        return TRUE if TRUE in found else UNKNOWN if UNKNOWN in found else FALSE

    return step


def _closed(answer: bool, position: int, indicators: tuple[str, ...]) -> Step:
    """The answer of ``missing_as`` where the comparison is unknown and a fact it reads is missing."""
    closed = Truth.of(answer)

    def step(facts: Facts, truths: list[Truth]) -> Truth:
        truth = truths[position]
        if truth is UNKNOWN and any(Cause.MISSING in facts[indicator].causes for indicator in indicators):
            return closed
        return truth

    return step


def _other_indicators(ruleset: Ruleset, facts: FactSet) -> Problem:
    finding = f"the facts of `{facts.area}` were read for other indicators than those of {ruleset.reference}"
    return Problem(Place("facts"), "LR503", finding, "read them with the `indicators` of this ruleset")
