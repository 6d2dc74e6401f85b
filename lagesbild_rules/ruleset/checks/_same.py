"""Sameness: conditions brought to one form in which equal means the same, up to order and repetition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from typing import assert_never, cast

from attrs import evolve

from lagesbild_rules.exact import plain
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset._circles import defined, referred
from lagesbild_rules.ruleset._conditions import (
    All,
    Any,
    ClassificationRef,
    Compare,
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
    Sum,
    Times,
)
from lagesbild_rules.ruleset._model import Ruleset, Value
from lagesbild_rules.ruleset.checks._answers import holds_for
from lagesbild_rules.ruleset.checks._limits import values_of

Form = tuple[str, Hashable]
_OPPOSITE = {Operator.BELOW: Operator.AT_LEAST, Operator.AT_MOST: Operator.ABOVE}


class Forms:
    """Gives the form of conditions of *ruleset*: parameters are their values, readings stay names.

    With ``follow`` a reference is what it refers to; else it stays a name.
    """

    def __init__(self, ruleset: Ruleset, *, follow: bool) -> None:
        self.ruleset, self.follow = ruleset, follow
        self._values: Mapping[str, Value] = values_of(ruleset)
        self._defined = defined(ruleset.criteria, ruleset.classifications)
        self._followed: dict[CriterionRef | LevelRef, Form] = {}

    def of(self, condition: Condition) -> Form:
        match condition:
            case All(members):
                return _joined("all", {self.of(it) for it in members})
            case Any(members):
                return _joined("any", {self.of(it) for it in members})
            case Not(member):
                return _negated(self.of(member))
            case Count():
                return self._count(condition)
            case NumberCompare() | FiniteCompare():
                return self._compare(condition)
            case CriterionRef() | LevelRef():
                return self._reference(condition)
            case ClassificationRef(name, operator, level):
                upwards: Form = ("upwards", (name, level))
                if self.follow:
                    upwards = _joined("any", {self.of(it) for it in referred(condition, self.ruleset.classifications)})
                return upwards if operator is Operator.AT_LEAST else _negated(upwards)
            case _:
                assert_never(condition)

    def _reference(self, it: CriterionRef | LevelRef) -> Form:
        if not self.follow:
            return "reference", it
        if it not in self._followed:
            when = self._defined[it]
            self._followed[it] = self.of(when) if when else _joined("all", set())
        return self._followed[it]

    def _count(self, count: Count) -> Form:
        members = [self.of(it) for it in count.members]
        k = self._fixed(count.k)
        if not isinstance(k, Decimal):
            return "count", (count.operator, count.k, _bag(members))
        k += count.operator is Operator.AT_MOST
        if k in (1, len(members)):
            form = _joined("any" if k == 1 else "all", {*members})
        else:
            form = "count", (plain(k), _bag(members))
        return form if count.operator is Operator.AT_LEAST else _negated(form)

    def _compare(self, compare: Compare) -> Form:
        if opposite := _OPPOSITE.get(compare.operator):
            closed = _opposite(compare.missing_as)
            return _negated(self._compare(evolve(compare, operator=opposite, missing_as=closed)))
        if isinstance(compare, FiniteCompare):
            if all(self._fixed(it) is not None for it in compare.right):
                return self._answers(compare, holds_for(compare, self.ruleset, self._values))
            right = frozenset(self._expression(it) for it in compare.right)
            return "answer", (compare.indicator, compare.operator, right, compare.missing_as)
        right = frozenset(form for it in compare.right for form in self._limits(it))
        return "number", (self._expression(compare.left), right, compare.operator, compare.missing_as)

    def _limits(self, right: Expression) -> list[Form]:
        fixed = self._fixed(right) if isinstance(right, Name) else None
        return [("value", _plain(it)) for it in fixed] if isinstance(fixed, tuple) else [self._expression(right)]

    def _answers(self, compare: FiniteCompare, holding: frozenset[str]) -> Form:
        """A question and its opposite have one form, that which the first value does not answer with yes."""
        kind = self.ruleset.indicators[compare.indicator].kind
        assert not isinstance(kind, NumberKind)
        if kind.values[0] in holding:
            others = frozenset(kind.values) - holding
            return _negated(("answers", (compare.indicator, others, _opposite(compare.missing_as))))
        return "answers", (compare.indicator, holding, compare.missing_as)

    def _expression(self, expression: Expression) -> Form:
        match expression:
            case Literal() | Name():
                fixed = self._fixed(expression)
                return ("reading", expression) if fixed is None else ("value", _plain(fixed))
            case IndicatorValue(id_):
                return "indicator", id_
            case Sum(terms) | Mean(terms):
                return type(expression).__name__, _bag(map(self._expression, terms))
            case Difference(left, right) | Times(left, right):
                return type(expression).__name__, (self._expression(left), self._expression(right))
            case _:
                assert_never(expression)

    def _fixed(self, it: Literal | Name) -> Value | None:
        """Return the value of *it*, ``None`` for a reading."""
        if isinstance(it, Literal):
            return it.value
        return self._values[it.id] if it.id in self.ruleset.parameters else None


def implies(one: Form, other: Form) -> bool:
    """Return whether *other* can be seen to hold whenever *one* does: it asks for no more, or allows no less."""
    return _parts("all", other) <= _parts("all", one) or _parts("any", one) <= _parts("any", other)


def _parts(kind: str, form: Form) -> frozenset[Form]:
    return cast(frozenset[Form], form[1]) if form[0] == kind else frozenset({form})


def _joined(kind: str, members: set[Form]) -> Form:
    parts = frozenset(part for it in members for part in _parts(kind, it))
    return next(iter(parts)) if len(parts) == 1 else (kind, parts)


def _bag(forms: Iterable[Form]) -> Hashable:
    """Return *forms* without their order, each with how often it is there."""
    return frozenset(Counter(forms).items())


def _negated(form: Form) -> Form:
    return cast(Form, form[1]) if form[0] == "not" else ("not", form)


def _opposite(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _plain(value: Value) -> Hashable:
    return plain(value) if isinstance(value, Decimal) else value
