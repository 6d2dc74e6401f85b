"""A ruleset without one of its criteria: taken as met, as not met, or left out of every list that names it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import evolve

from lagesbild_rules.evaluation import ALWAYS, count_of
from lagesbild_rules.ruleset import (
    All,
    Any,
    Classification,
    Condition,
    Count,
    Criterion,
    CriterionRef,
    Literal,
    Not,
    Operator,
    Ruleset,
)

WAYS: Final = ("true", "false", "left_out")
_NEVER: Final = Any(())


def dropped(ruleset: Ruleset, criterion: str, way: str) -> Ruleset | None:
    """Return *ruleset* without *criterion*, in one of ``WAYS``; nothing where a level would be left with no condition.

    ``true`` and ``false`` put a fixed answer in place of the criterion's condition. ``left_out`` takes it out of every
    list that names it: a list of which nothing is left, and a `not` of it, are left out with it, and so is a criterion
    that consists of it alone. At least k of a list that is now shorter than k are all of it.
    """
    if way != "left_out":
        fixed = evolve(ruleset.criteria[criterion], when=ALWAYS if way == "true" else _NEVER)
        return evolve(ruleset, criteria={**ruleset.criteria, criterion: fixed})
    gone = {criterion}
    while True:
        without = _Without(ruleset, frozenset(gone))
        emptied = {id_ for id_, it in ruleset.criteria.items() if id_ not in gone and without.of(it.when) is None}
        if not emptied:
            break
        gone |= emptied
    classifications: dict[str, Classification] = {}
    for name, ladder in ruleset.classifications.items():
        levels = []
        for it in ladder.levels:
            when = it.when and without.of(it.when)
            if it.when is not None and when is None:
                return None
            levels.append(evolve(it, when=when))
        classifications[name] = evolve(ladder, levels=tuple(levels))
    kept: dict[str, Criterion] = {}
    for id_, one in ruleset.criteria.items():
        # What nobody names any more keeps its own answer.
        left = None if id_ in gone else without.of(one.when)
        kept[id_] = one if left is None else evolve(one, when=left)
    return evolve(ruleset, criteria=kept, classifications=classifications)


class _Without:
    def __init__(self, ruleset: Ruleset, gone: frozenset[str]) -> None:
        self.ruleset, self.gone = ruleset, gone

    def of(self, condition: Condition) -> Condition | None:
        """Return what is left of *condition*; nothing when all of it is gone."""
        match condition:
            case CriterionRef(id_):
                return None if id_ in self.gone else condition
            case All(members) | Any(members):
                kept = tuple(self._each(members))
                # An empty list that stood there before is no member that is gone.
                return evolve(condition, members=kept) if kept or not members else None
            case Not(member):
                left = self.of(member)
                return None if left is None else evolve(condition, member=left)
            case Count(operator, k, members):
                kept = tuple(self._each(members))
                if not kept:
                    return None
                if operator is Operator.AT_LEAST and count_of(k, self.ruleset) > len(kept):
                    return evolve(condition, k=Literal(Decimal(len(kept))), members=kept)
                return evolve(condition, members=kept)
            case _:
                return condition

    def _each(self, members: tuple[Condition, ...]) -> Iterator[Condition]:
        for it in members:
            left = self.of(it)
            if left is not None:
                yield left
