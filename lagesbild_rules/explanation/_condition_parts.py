"""What a condition is called, and which parameters and readings it uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Name,
    Not,
    NumberCompare,
    leaves,
)

_KINDS: Final = {
    NumberCompare: "compare",
    FiniteCompare: "compare",
    All: "all",
    Any: "any",
    Not: "not",
    CriterionRef: "criterion",
    LevelRef: "level",
    ClassificationRef: "classification",
}


def kind_of(condition: Condition) -> str:
    """Return the word of the format for the kind of *condition*."""
    return condition.operator.value if isinstance(condition, Count) else _KINDS[type(condition)]


def names_in(condition: Condition) -> Iterator[str]:
    """Yield the parameters and readings that *condition* itself uses."""
    if isinstance(condition, Count) and isinstance(condition.k, Name):
        yield condition.k.id
    elif isinstance(condition, FiniteCompare):
        yield from (it.id for it in condition.right if isinstance(it, Name))
    elif isinstance(condition, NumberCompare):
        sides = (condition.left, *condition.right)
        yield from dict.fromkeys(it.id for side in sides for it in leaves(side) if isinstance(it, Name))
