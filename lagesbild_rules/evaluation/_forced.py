"""What would come out if criteria were answered otherwise, the facts being the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_

from lagesbild_rules.evaluation._comparisons import count_of
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation._program import outcome_of
from lagesbild_rules.evaluation._symbolic import count_truth
from lagesbild_rules.ruleset import (
    All,
    Any,
    ClassificationRef,
    Condition,
    Count,
    CriterionRef,
    Defined,
    LevelRef,
    Not,
    Operator,
    Ruleset,
    in_order,
)
from lagesbild_rules.truth import Truth


def outcomes_if(assessment: Assessment, criterion: str, answer: Truth) -> dict[str, tuple[str, ...]]:
    """Return the possible levels of each classification if *criterion* alone had the truth *answer*."""
    return outcomes_given(assessment, {criterion: answer})


def outcomes_given(assessment: Assessment, answers: Mapping[str, Truth]) -> dict[str, tuple[str, ...]]:
    """Return the possible levels of each classification if the criteria in *answers* had the truths given there."""
    ruleset = assessment.ruleset
    known: dict[Condition, Truth] = {CriterionRef(id_): answer for id_, answer in answers.items()}

    def truth(condition: Condition) -> Truth:
        match condition:
            case CriterionRef() | LevelRef():
                return known[condition]
            case ClassificationRef(name, operator, level):
                ladder = ruleset.classifications[name]
                above = [known[LevelRef(name, it.id)] for it in ladder.levels[ladder.rank(level) :]]
                some = reduce(or_, above, Truth.FALSE)
                return some if operator is Operator.AT_LEAST else ~some
            case All(members):
                return reduce(and_, map(truth, members), Truth.TRUE)
            case Any(members):
                return reduce(or_, map(truth, members), Truth.FALSE)
            case Not(member):
                return ~truth(member)
            case Count(_, k, members):
                found = [truth(it) for it in members]
                counted = (found.count(Truth.TRUE), len(found) - found.count(Truth.FALSE))
                return count_truth(condition, count_of(k, ruleset), counted)
            case _:
                return assessment.truth(condition)

    for it in ruleset.derived(_order):
        match it:
            case CriterionRef(id_):
                known.setdefault(it, truth(ruleset.criteria[id_].when))
            case LevelRef(name, level):
                ladder = ruleset.classifications[name]
                when = ladder.levels[ladder.rank(level)].when
                known[it] = truth(when) if when else Truth.TRUE
    return {
        name: outcome_of([level.id for level in it.levels], [known[LevelRef(name, level.id)] for level in it.levels])
        for name, it in ruleset.classifications.items()
    }


def _order(ruleset: Ruleset) -> tuple[Defined, ...]:
    return in_order(ruleset.criteria, ruleset.classifications)
