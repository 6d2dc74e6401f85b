"""What rests on what: the criteria under a criterion, and those that some level asks for."""

from __future__ import annotations

from collections.abc import Iterable

from lagesbild_rules.ruleset import ClassificationRef, Condition, CriterionRef, Defined, LevelRef, Ruleset, walk
from lagesbild_rules.study._walk import when_of


def criteria_under(ruleset: Ruleset, criterion: str) -> frozenset[str]:
    """Return the criteria that *criterion* refers to, at once or by way of others."""
    return _under(ruleset, [ruleset.criteria[criterion].when])


def level_criteria(ruleset: Ruleset) -> frozenset[str]:
    """Return the criteria that the condition of some level rests on."""
    return ruleset.derived(_level_criteria)


def _level_criteria(ruleset: Ruleset) -> frozenset[str]:
    levels = (level for it in ruleset.classifications.values() for level in it.levels)
    return _under(ruleset, [level.when for level in levels if level.when is not None])


def _under(ruleset: Ruleset, conditions: Iterable[Condition]) -> frozenset[str]:
    found: dict[Defined, None] = {}
    waiting = list(conditions)
    for condition in waiting:
        for it in walk(condition):
            for one in _defined(ruleset, it):
                if one not in found:
                    found[one] = None
                    when = when_of(ruleset, one)
                    waiting += [] if when is None else [when]
    return frozenset(it.id for it in found if isinstance(it, CriterionRef))


def _defined(ruleset: Ruleset, condition: Condition) -> tuple[Defined, ...]:
    match condition:
        case CriterionRef() | LevelRef():
            return (condition,)
        case ClassificationRef(name, _, level):
            ladder = ruleset.classifications[name]
            return tuple(LevelRef(name, it.id) for it in ladder.levels[ladder.rank(level) :])
        case _:
            return ()
