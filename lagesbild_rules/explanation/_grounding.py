"""Grounding: what comes out on register facts alone, without assessments, and down to which grade.

Each answer is found by making facts anew of the observations that count, by the ruleset's rules of evidence, and
assessing them. A fact that came without observations states neither basis nor grade.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.explanation._model import Grounding
from lagesbild_rules.facts import (
    BASES,
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Basis,
    Cause,
    Fact,
    FactSet,
    Observation,
    Why,
    resolve_one,
    rules_for,
)

STEPS_OF_BASIS: Final[tuple[Basis | None, ...]] = (*BASES, None)
"""The bases in the order in which they are let in, and last what states none."""
LEAST_GRADES: Final[tuple[str | None, ...]] = ("A1", "B2", "C3", "X4", None)
"""The least grades, the strictest first: one step down in both parts at a time, and last what is not wholly graded."""

Stated = Observation | None
"""An observation, or nothing for a fact that came without any."""
Outcomes = Mapping[str, tuple[str, ...]]
_Step = TypeVar("_Step")

_GONE: Final = frozenset({Why.WITHDRAWN, Why.SUPERSEDED, Why.NOT_VALID})


def groundings(assessment: Assessment) -> dict[str, Grounding]:
    """Return the grounding of each classification; nothing when no fact has observations."""
    if not assessment.facts.grounds:
        return {}
    own = _levels(assessment)
    by_basis = _steps(assessment, STEPS_OF_BASIS, basis_step)
    by_grade = _steps(assessment, LEAST_GRADES, grade_step)
    unassessed = _outcomes(assessment, lambda it: it is None or it.basis != "assessment")
    nothing = _outcomes(assessment, lambda _: False)
    return {
        name: Grounding(
            tuple((basis, outcomes[name]) for basis, outcomes in by_basis),
            tuple((grade, outcomes[name]) for grade, outcomes in by_grade),
            by_basis[0][1][name] == possible,
            unassessed[name] != possible,
            next(grade for grade, outcomes in by_grade if outcomes[name] == possible),
            nothing[name] == possible,
        )
        for name, possible in own.items()
    }


def basis_step(it: Stated) -> int:
    """Return with which of ``STEPS_OF_BASIS`` *it* is let in."""
    return STEPS_OF_BASIS.index(it.basis if it else None)


def grade_step(it: Stated) -> int:
    """Return with which of ``LEAST_GRADES`` *it* is let in: where both its parts reach it."""
    if it is None or it.source_grade is None or it.information_grade is None:
        return len(LEAST_GRADES) - 1
    return max(SOURCE_GRADES.index(it.source_grade), INFORMATION_GRADES.index(it.information_grade))


def _steps(
    assessment: Assessment, steps: Sequence[_Step], step: Callable[[Stated], int]
) -> list[tuple[_Step, Outcomes]]:
    """Return what comes out at the first of *steps* and at each that lets something in."""

    def up_to(last: int) -> Outcomes:
        return _outcomes(assessment, lambda it: step(it) <= last)

    return [(steps[at], up_to(at)) for at in sorted({0, *map(step, _stated(assessment.facts))})]


def _stated(facts: FactSet) -> list[Stated]:
    """Return what says something of the day: observations, too old or too low graded ones too, and bare facts."""
    found: list[Stated] = [None] if any(_is_bare(facts, id_) for id_ in facts) else []
    for it in facts.grounds.values():
        found += it.rests_on
        found += [one.observation for one in it.set_aside if not _GONE.intersection(one.why)]
    return found


def _is_bare(facts: FactSet, id: str) -> bool:
    return id not in facts.grounds and facts[id].causes != (Cause.MISSING,)


def _outcomes(assessment: Assessment, counts: Callable[[Stated], bool]) -> Outcomes:
    """Return the levels possible when only what *counts* is known; all that is known gives the answer itself."""
    facts, ruleset = assessment.facts, assessment.ruleset
    if all(map(counts, _stated(facts))):
        return _levels(assessment)
    given: dict[str, Fact] = {}
    for id_, indicator in ruleset.indicators.items():
        if id_ in facts.grounds:
            said = filter(counts, facts.grounds[id_].all)
            rules = rules_for(indicator, ruleset.evidence)
            given[id_], _ = resolve_one(said, indicator, rules, assessment.as_of)
        elif counts(None):
            given[id_] = facts[id_]
    return _levels(assess(ruleset, FactSet.of(facts.area, facts.indicators, given), as_of=assessment.as_of))


def _levels(assessment: Assessment) -> Outcomes:
    return {name: it.possible for name, it in assessment.classifications.items()}
