"""Circles: criteria and levels that in the end refer to themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from lagesbild_rules.errors import Place, Problem, quoted
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


def referred(condition: Condition, classifications: Mapping[str, Classification]) -> Iterator[Defined]:
    """Yield what *condition* refers to."""
    for it in walk(condition):
        match it:
            case CriterionRef() | LevelRef():
                yield it
            case ClassificationRef(name, _, level):
                ladder = classifications[name]
                for above in ladder.levels[ladder.rank(level) :]:
                    yield LevelRef(name, above.id)


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
        it: list(referred(when, classifications)) if when else []
        for it, when in defined(criteria, classifications).items()
    }
    return tuple(TopologicalSorter(graph).static_order())


def circles(references: Mapping[Defined, Mapping[Defined, Place]]) -> Iterator[Problem]:
    """Yield a problem for each of the *references* that closes a circle; without them there is no circle left."""
    left: set[Defined] = set()
    for start in references:
        path = {} if start in left else {start: iter(references[start].items())}
        while path:
            target, place = next(next(reversed(path.values())), (None, None))
            if target is None or place is None:
                left.add(path.popitem()[0])
            elif target in path:
                yield Problem(place, "LR203", *_circle([*path, target]))
            elif target in references and target not in left:
                path[target] = iter(references[target].items())


def _circle(path: list[Defined]) -> tuple[str, str]:
    circle = path[path.index(path[-1]) :]
    names = [quoted(it.id if isinstance(it, CriterionRef) else f"{it.classification}.{it.level}") for it in circle]
    if len(names) > 12:
        names[6:-5] = [f"{len(names) - 11} more"]
    help = "let it not refer to itself" if len(circle) == 2 else "let one of them not refer to the next"
    return f"a circle of references: {' → '.join(names)}", help
