"""From an assessment to its explanation."""

from __future__ import annotations

from lagesbild_rules.evaluation import Assessment, assess
from lagesbild_rules.explanation._model import (
    ClassExplanation,
    Explanation,
    LedgerEntry,
    LevelExplanation,
    Standing,
)
from lagesbild_rules.explanation._steps import Steps, asked_by, path, unknown_leaves
from lagesbild_rules.facts import Cause
from lagesbild_rules.ruleset import CriterionRef, LevelRef
from lagesbild_rules.truth import Truth


def explain(assessment: Assessment) -> Explanation:
    """Return why *assessment* comes out as it does: reasons, obstacles, gaps, and every criterion's steps."""
    steps = Steps(assessment)
    return Explanation(
        assessment,
        tuple(_classification(name, assessment, steps) for name in assessment.classifications),
        _ledger(assessment, steps),
    )


def reason(assessment: Assessment, classification: str) -> tuple[str, ...]:
    """Return a subset-minimal set of indicators whose facts alone leave the same levels of *classification* possible.

    Facts are left out one by one, in the ruleset's order, as long as the possible levels stay the same.
    """
    wanted = assessment.classifications[classification].possible
    kept = [id_ for id_, fact in assessment.facts.items() if Cause.MISSING not in fact.causes]
    for id_ in tuple(kept):
        fewer = assessment.facts.only(frozenset(kept) - {id_})
        again = assess(assessment.ruleset, fewer, as_of=assessment.as_of)
        if again.classifications[classification].possible == wanted:
            kept.remove(id_)
    return tuple(kept)


def _classification(name: str, assessment: Assessment, steps: Steps) -> ClassExplanation:
    possible = assessment.classifications[name].possible
    levels = []
    for level in reversed(assessment.ruleset.classifications[name].levels):
        truth = assessment.truth(LevelRef(name, level.id))
        members = steps.of(LevelRef(name, level.id)).members
        standing = _standing(level.id, truth, possible)
        levels.append(LevelExplanation(level.id, standing, truth, path(members[0]) if members else None))
    open_levels = [it for it in levels if it.standing == "possible" and it.path is not None]
    lacking = {
        id_
        for level in open_levels
        for leaf in unknown_leaves(steps.of(LevelRef(name, level.id)))
        for id_ in leaf.reads
        if not _exact(assessment, id_)
    }
    return ClassExplanation(
        name,
        possible,
        reason(assessment, name),
        tuple(id_ for id_ in assessment.ruleset.indicators if id_ in lacking),
        tuple(reversed(levels)),
    )


def _standing(level: str, truth: Truth, possible: tuple[str, ...]) -> Standing:
    if level in possible:
        return "class" if len(possible) == 1 else "possible"
    return "excluded" if truth is Truth.FALSE else "passed"


def _exact(assessment: Assessment, indicator: str) -> bool:
    return assessment.facts[indicator].exact


def _ledger(assessment: Assessment, steps: Steps) -> tuple[LedgerEntry, ...]:
    ruleset = assessment.ruleset
    asked: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ruleset.criteria}
    supports: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in ruleset.criteria}
    for name, classification in ruleset.classifications.items():
        for level in classification.levels:
            for id_ in asked_by(level.when, ruleset):
                asked[id_].append((name, level.id))
            for id_ in level.supporting:
                supports[id_].append((name, level.id))
    return tuple(
        LedgerEntry(
            id_,
            truth,
            steps.of(CriterionRef(id_)).members[0],
            tuple(asked[id_]),
            tuple(supports[id_]),
        )
        for id_, truth in assessment.criteria.items()
    )
