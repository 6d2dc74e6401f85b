"""From conditions and their truths to steps, and from steps to the path that makes a truth what it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from lagesbild_rules.evaluation import Assessment, linear, reads
from lagesbild_rules.explanation._model import Margin, Step
from lagesbild_rules.facts import Cause, FiniteFact, NumberKind, ScaleKind
from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Expression,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    Literal,
    Name,
    NumberCompare,
    Operator,
    Ruleset,
    leaves,
    members,
)
from lagesbild_rules.truth import Truth

_ORDERING: Final = (Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW)
_MARGIN_DECIMALS: Final = 6


class Steps:
    """The steps of one assessment; a condition that stands in several places is laid out once."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.ruleset = assessment, assessment.ruleset
        self._made: dict[Condition, Step] = {}

    def of(self, condition: Condition) -> Step:
        """Return the step of *condition* with everything that it rests on."""
        if condition not in self._made:
            self._made[condition] = self._step(condition)
        return self._made[condition]

    def _step(self, condition: Condition) -> Step:
        truth = self.assessment.truth(condition)
        match condition:
            case NumberCompare() | FiniteCompare():
                read = reads(condition, self.ruleset)
                found = {cause for id_ in read for cause in self.assessment.facts[id_].causes}
                causes = tuple(cause for cause in Cause if cause in found)
                closed = self.assessment.closed(condition)
                return Step(condition, truth, (), read, causes, self._margin(condition), closed)
            case CriterionRef(id_):
                return Step(condition, truth, (self.of(self.ruleset.criteria[id_].when),))
            case LevelRef(name, level):
                return Step(condition, truth, self._level(name, level))
            case ClassificationRef(name, _, level):
                ladder = self.ruleset.classifications[name]
                upwards = ladder.levels[ladder.rank(level) :]
                return Step(condition, truth, tuple(self.of(LevelRef(name, it.id)) for it in upwards))
            case _:
                return Step(condition, truth, tuple(self.of(it) for it in members(condition)))

    def _level(self, name: str, level: str) -> tuple[Step, ...]:
        ladder = self.ruleset.classifications[name]
        when = ladder.levels[ladder.rank(level)].when
        return (self.of(when),) if when else ()

    def _margin(self, compare: NumberCompare | FiniteCompare) -> Margin | None:
        if isinstance(compare, NumberCompare):
            return self._number_margin(compare)
        kind, fact = self.ruleset.indicators[compare.indicator].kind, self.assessment.facts[compare.indicator]
        if not isinstance(kind, ScaleKind) or not isinstance(fact, FiniteFact) or compare.operator not in _ORDERING:
            return None
        limit = kind.values.index(_text(compare.right[0], self.ruleset))
        low, high = (Decimal(kind.values.index(step) - limit) for step in (fact.low, fact.high))
        return Margin(low, high, None)

    def _number_margin(self, compare: NumberCompare) -> Margin | None:
        forms = linear(compare, self.ruleset)
        if len(forms) != 1 or len(forms[0].limits) != 1 or not forms[0].terms:
            return None
        (form,) = forms
        ends = [
            None if end is None else (Fraction(end) - Fraction(form.limits[0])) / form.factor
            for end in form.span(self.assessment.facts.facts)
        ]
        low, high = (None if end is None else _decimal(end) for end in ends)
        exact = all(
            end is None or Fraction(it) == end for end, it in zip(ends, (low, high), strict=True) if it is not None
        )
        return Margin(
            low, high, unit_of(compare.left, self.ruleset) or unit_of(compare.right[0], self.ruleset) or "", exact
        )


def path(step: Step) -> Step:
    """Return *step* with only those members, all the way down, that make its truth what it is.

    A true ``all`` needs all its members, a false one only the false ones; a true ``any`` only the true ones; a
    count those on the side that decided it. What is unknown rests on the unknown ones.
    """
    if not step.members:
        return step
    return evolve(step, members=tuple(path(it) for it in _deciding(step)))


def _deciding(step: Step) -> tuple[Step, ...]:
    wanted = deciding(step.condition, step.truth)
    return tuple(it for it in step.members if wanted is None or it.truth is wanted)


def deciding(condition: Condition, truth: Truth) -> Truth | None:
    """Return the truth of those members of *condition* that make it *truth*; nothing where all of them do."""
    match condition:
        case All() | Any():
            return truth
        case Count(operator):
            counted_up = (truth is Truth.TRUE) == (operator is Operator.AT_LEAST)
            return Truth.UNKNOWN if truth is Truth.UNKNOWN else Truth.TRUE if counted_up else Truth.FALSE
        case ClassificationRef(_, operator):
            return truth if operator is Operator.AT_LEAST else ~truth
        case _:
            return None


def measured(assessment: Assessment, criterion: str) -> tuple[Step, ...]:
    """Return the comparisons that make *criterion* what it is and that have a margin."""
    found, waiting = [], [path(Steps(assessment).of(CriterionRef(criterion)))]
    for it in waiting:
        if it.margin is not None:
            found.append(it)
        waiting.extend(it.members)
    return tuple(found)


def unit_of(expression: Expression, ruleset: Ruleset) -> str | None:
    """Return the unit of the first indicator, parameter or reading in *expression* that has one."""
    for it in leaves(expression):
        unit = None
        if isinstance(it, IndicatorValue):
            kind = ruleset.indicators[it.id].kind
            unit = kind.unit if isinstance(kind, NumberKind) else None
        elif isinstance(it, Name):
            unit = (ruleset.parameters.get(it.id) or ruleset.readings[it.id]).unit
        if unit:
            return unit
    return None


def asked_by(condition: Condition | None, ruleset: Ruleset) -> set[str]:
    """Return the criteria that *condition* asks for, directly or through criteria that it names."""
    found: set[str] = set()
    waiting: list[Condition] = [condition] if condition else []
    for it in waiting:
        match it:
            case CriterionRef(id_) if id_ not in found:
                found.add(id_)
                waiting.append(ruleset.criteria[id_].when)
            case _:
                waiting.extend(members(it))
    return found


def _text(it: Literal | Name, ruleset: Ruleset) -> str:
    return str(it.value if isinstance(it, Literal) else ruleset.value(it.id))


def _decimal(number: Fraction) -> Decimal:
    """Return *number* as a decimal: exactly where it ends, else rounded."""
    rest, digits = number.denominator, 0
    for factor in (2, 5):
        power = 0
        while rest % factor == 0:
            rest, power = rest // factor, power + 1
        digits = max(digits, power)
    digits = digits if rest == 1 else _MARGIN_DECIMALS
    return Decimal(round(number * 10**digits)).scaleb(-digits)
