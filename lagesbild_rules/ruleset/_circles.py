"""Circles: criteria and levels that in the end refer to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from lagesbild_rules.errors import Place, Problem
from lagesbild_rules.ruleset._conditions import (
    ClassificationRef,
    Condition,
    CriterionRef,
    LevelRef,
    walk,
)
from lagesbild_rules.ruleset._model import Classification, Criterion

Defined = CriterionRef | LevelRef
"""What has a condition of its own: a criterion, or a level."""


def referred(condition: Condition, classifications: Mapping[str, Classification]) -> Iterator[tuple[Defined, Place]]:
    """Yield what *condition* refers to, with the place of each reference."""
    for it in walk(condition):
        match it:
            case CriterionRef() | LevelRef():
                yield it, it.place
            case ClassificationRef(name, _, level):
                ladder = classifications[name]
                for above in ladder.levels[ladder.rank(level) :]:
                    yield LevelRef(name, above.id), it.place


def defined(
    criteria: Mapping[str, Criterion], classifications: Mapping[str, Classification]
) -> dict[Defined, Condition | None]:
    """Return every criterion and level with its condition."""
    found: dict[Defined, Condition | None] = {CriterionRef(id_): it.when for id_, it in criteria.items()}
    for name, classification in classifications.items():
        found |= {LevelRef(name, level.id): level.when for level in classification.levels}
    return found


def in_order(criteria: Mapping[str, Criterion], classifications: Mapping[str, Classification]) -> tuple[Defined, ...]:
    """Return criteria and levels so that each stands after all that it refers to."""
    graph = {
        it: [target for target, _ in referred(when, classifications)] if when else []
        for it, when in defined(criteria, classifications).items()
    }
    return tuple(TopologicalSorter(graph).static_order())


def circles(criteria: Mapping[str, Criterion], classifications: Mapping[str, Classification]) -> Iterator[Problem]:
    """Yield a problem for each circle, found one after the other by cutting the last one open."""
    graph: dict[Defined, dict[Defined, Place]] = {
        it: dict(referred(when, classifications)) if when else {}
        for it, when in defined(criteria, classifications).items()
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as it:
            circle: list[Defined] = list(reversed(it.args[1]))
            shown = " → ".join(f"`{_name(node)}`" for node in circle)
            place = graph[circle[0]].pop(circle[1])
            yield Problem(place, "LR203", f"a circle of references: {shown}", "let one of them not refer to the others")
        else:
            return


def _name(node: Defined) -> str:
    return node.id if isinstance(node, CriterionRef) else f"{node.classification}.{node.level}"
