"""A ruleset walked in any algebra: its criteria and levels where comparisons are formulas, diagrams or truths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from attrs import frozen

from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Compare,
    Condition,
    Count,
    CriterionRef,
    Defined,
    FiniteCompare,
    LevelRef,
    Literal,
    Name,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    in_order,
)

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What the logic of a ruleset is made of; ``all`` and ``any`` of nothing hold always and never."""

    def compare(self, compare: Compare) -> T: ...

    def all(self, members: Sequence[T]) -> T: ...

    def any(self, members: Sequence[T]) -> T: ...

    def negation(self, member: T) -> T: ...

    def at_least(self, k: Literal | Name, more: int, members: Sequence[T]) -> T:
        """Return whether at least *k* + *more* of *members* hold."""
        ...


@frozen
class Answers(Generic[T]):
    """What every criterion is, and for each classification every level's own ``when``, mildest first."""

    criteria: Mapping[str, T]
    levels: Mapping[str, tuple[tuple[str, T], ...]]


def answers(ruleset: Ruleset, algebra: Algebra[T], forced: Mapping[Condition, T] | None = None) -> Answers[T]:
    """Return what *ruleset* says in *algebra*, the criteria and comparisons in *forced* answering as given there."""
    given = dict(forced or {})
    known: dict[Condition, T] = {}

    def said(condition: Condition) -> T:
        if condition in given:
            return given[condition]
        if condition not in known:
            known[condition] = made(condition)
        return known[condition]

    def made(condition: Condition) -> T:
        match condition:
            case NumberCompare() | FiniteCompare():
                return algebra.compare(condition)
            case All(members):
                return algebra.all([said(it) for it in members])
            case Any(members):
                return algebra.any([said(it) for it in members])
            case Not(member):
                return algebra.negation(said(member))
            case Count(operator, k, members):
                inner = [said(it) for it in members]
                if operator is Operator.AT_MOST:
                    return algebra.negation(algebra.at_least(k, 1, inner))
                return algebra.at_least(k, 0, inner)
            case ClassificationRef(name, operator, level):
                ladder = ruleset.classifications[name]
                some = algebra.any([said(LevelRef(name, it.id)) for it in ladder.levels[ladder.rank(level) :]])
                return some if operator is Operator.AT_LEAST else algebra.negation(some)
            case CriterionRef() | LevelRef():
                when = when_of(ruleset, condition)
                return said(when) if when is not None else algebra.all(())

    for it in ruleset.derived(_order):
        said(it)
    return Answers(
        {id_: said(CriterionRef(id_)) for id_ in ruleset.criteria},
        {
            name: tuple((level.id, said(LevelRef(name, level.id))) for level in it.levels)
            for name, it in ruleset.classifications.items()
        },
    )


def when_of(ruleset: Ruleset, it: Defined) -> Condition | None:
    """Return the condition of a criterion or a level; nothing for a level that always holds."""
    if isinstance(it, CriterionRef):
        return ruleset.criteria[it.id].when
    ladder = ruleset.classifications[it.classification]
    return ladder.levels[ladder.rank(it.level)].when


def _order(ruleset: Ruleset) -> tuple[Defined, ...]:
    return in_order(ruleset.criteria, ruleset.classifications)
