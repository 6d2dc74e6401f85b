"""What would come out if some conditions had another truth, the facts being the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_

from lagesbild_rules.evaluation._comparisons import count_of
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation._program import outcome_of
from lagesbild_rules.evaluation._symbolic import count_truth
from lagesbild_rules.ruleset import All, Any, Condition, Count, Not, Ruleset
from lagesbild_rules.truth import Truth


def outcomes_with(assessment: Assessment, forced: Mapping[int, Truth]) -> dict[str, tuple[str, ...]]:
    """Return the possible levels of each classification if the conditions at *forced* positions had those truths."""
    it, truths = assessment.program, list(assessment.truths)
    for position, (condition, before) in enumerate(zip(it.conditions, it.inputs, strict=True)):
        if position in forced:
            truths[position] = forced[position]
        elif isinstance(condition, All | Any | Not | Count):
            truths[position] = _joined(condition, [truths[one] for one in before], assessment.ruleset)
    return {
        name: outcome_of([level for level, _ in ladder], [truths[one] for _, one in ladder])
        for name, ladder in it.ladders
    }


def _joined(condition: Condition, members: list[Truth], ruleset: Ruleset) -> Truth:
    match condition:
        case All():
            return reduce(and_, members, Truth.TRUE)
        case Any():
            return reduce(or_, members, Truth.FALSE)
        case Not():
            return ~members[0]
        case Count():
            true, false = members.count(Truth.TRUE), members.count(Truth.FALSE)
            return count_truth(condition, count_of(condition.k, ruleset), (true, len(members) - false))
        case _:
            raise TypeError(f"{condition!r} joins nothing")
