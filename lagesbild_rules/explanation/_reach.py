"""All that a condition rests on, references followed."""

from __future__ import annotations

from lagesbild_rules.explanation._condition_parts import names_in
from lagesbild_rules.ruleset import (
    ClassificationRef,
    Condition,
    CriterionRef,
    FiniteCompare,
    IndicatorValue,
    LevelRef,
    NumberCompare,
    Ruleset,
    leaves,
    members,
)


def reached(ruleset: Ruleset, condition: Condition | None) -> tuple[Condition, ...]:
    """Return *condition* and every condition under it, those of the criteria and levels it names too, each once."""
    found: dict[Condition, None] = {condition: None} if condition else {}
    waiting = list(found)
    for it in waiting:
        match it:
            case CriterionRef(id_):
                under: tuple[Condition | None, ...] = (ruleset.criteria[id_].when,)
            case LevelRef(name, level) | ClassificationRef(name, _, level):
                ladder = ruleset.classifications[name].levels
                rank = ruleset.classifications[name].rank(level)
                under = tuple(
                    one.when for one in ladder[rank : None if isinstance(it, ClassificationRef) else rank + 1]
                )
            case _:
                under = members(it)
        new = [one for one in under if one is not None and one not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)


def rests_on(ruleset: Ruleset, condition: Condition | None) -> frozenset[str]:
    """Return the ids of all that *condition* rests on: criteria, ``classification.level``, constants, indicators."""
    found: set[str] = set()
    for it in reached(ruleset, condition):
        found.update(names_in(it))
        match it:
            case CriterionRef(id_):
                found.add(id_)
            case LevelRef(name, level) | ClassificationRef(name, _, level):
                found.add(f"{name}.{level}")
            case FiniteCompare(indicator):
                found.add(indicator)
            case NumberCompare(left, _, right):
                found.update(
                    leaf.id for side in (left, *right) for leaf in leaves(side) if isinstance(leaf, IndicatorValue)
                )
    return frozenset(found)
