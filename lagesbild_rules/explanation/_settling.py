"""Settling: which levels the missing facts can lead to, which of them matter, and which would settle the class."""

from __future__ import annotations

from typing import Final

from lagesbild_rules.evaluation import Assessment, Diagrams, Symbolic, count_of, count_truth, symbolic, truth_of
from lagesbild_rules.explanation._cells import Cells, TooManyCells, cells
from lagesbild_rules.explanation._model import Settling
from lagesbild_rules.ruleset import Compare, Count

MOST_SETTLING: Final = 3
"""The most facts of a set that is looked for as settling the class."""


def settling(assessment: Assessment) -> dict[str, Settling]:
    """Return, for each classification, what completing the facts that are not known exactly can lead to."""
    inexact = [id_ for id_, fact in assessment.facts.items() if not fact.exact]
    try:
        variables = cells(assessment)
    except TooManyCells:
        return {
            name: Settling(outcome.possible, tuple(inexact), (), (), False)
            for name, outcome in assessment.classifications.items()
        }
    made = _completions(assessment, variables)
    return {name: _settling(assessment, name, made, variables, inexact) for name in assessment.classifications}


def _settling(
    assessment: Assessment, name: str, made: Symbolic, variables: tuple[Cells, ...], inexact: list[str]
) -> Settling:
    diagrams, node = made.diagrams, made.outcomes[name]
    reached = {level for possible in diagrams.values(node) for level in possible}
    mattering = {id_ for variable in diagrams.support(node) for id_ in variables[variable].indicators}
    quickest = [
        tuple(id_ for variable in chosen for id_ in variables[variable].indicators)
        for chosen in (diagrams.settling(node, MOST_SETTLING) if mattering else ())
    ]
    levels = assessment.ruleset.classifications[name].levels
    return Settling(
        tuple(level.id for level in levels if level.id in reached),
        tuple(id_ for id_ in inexact if id_ in mattering),
        tuple(id_ for id_ in inexact if id_ not in mattering),
        tuple(quickest),
        True,
    )


def _completions(assessment: Assessment, variables: tuple[Cells, ...]) -> Symbolic:
    ruleset, facts = assessment.ruleset, assessment.facts.facts
    owner = {compare: position for position, it in enumerate(variables) for compare in it.truths[0]}

    def compare(diagrams: Diagrams, condition: Compare, before: tuple[int, ...]) -> int:
        if before:
            return before[0]
        if condition not in owner:
            return diagrams.leaf(truth_of(condition, ruleset, facts))
        position = owner[condition]
        return diagrams.choice(position, [diagrams.leaf(truths[condition]) for truths in variables[position].truths])

    def count(diagrams: Diagrams, condition: Count, counted: int) -> int:
        k = count_of(condition.k, ruleset)
        return diagrams.map(lambda found: count_truth(condition, k, found), counted)

    return symbolic(ruleset, compare, count)
