"""The whole ruleset as diagrams: what every condition says for all values of some variables at once."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from typing import Final

from attrs import frozen

from lagesbild_rules.evaluation._diagram import Diagrams
from lagesbild_rules.evaluation._program import Program, outcome_of, program
from lagesbild_rules.ruleset import All, Any, Compare, Count, FiniteCompare, Not, NumberCompare, Operator, Ruleset
from lagesbild_rules.truth import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@frozen
class Symbolic:
    """For each condition of a program the node that says its truth, and for each classification its outcome."""

    diagrams: Diagrams
    truths: tuple[int, ...]
    outcomes: Mapping[str, int]
    """The possible levels, as a tuple of ids."""


CompareNode = Callable[[Diagrams, Compare, tuple[int, ...]], int]
"""From a comparison to the node of its truth; one with ``missing_as`` gets the node of the same without it."""
CountNode = Callable[[Diagrams, Count, int], int]
"""From the node that counts (true, not false) members to the node of the count's truth."""


def symbolic(ruleset: Ruleset, compare: CompareNode, count: CountNode) -> Symbolic:
    """Return the diagrams of *ruleset*, whose comparisons and counts are the nodes that *compare* and *count* say."""
    diagrams, it = Diagrams(), program(ruleset)
    truths: list[int] = []
    for condition, before in zip(it.conditions, it.inputs, strict=True):
        inputs = [truths[position] for position in before]
        match condition:
            case NumberCompare() | FiniteCompare():
                node = compare(diagrams, condition, tuple(inputs))
            case All():
                node = diagrams.fold(_and, inputs, TRUE)
            case Any():
                node = diagrams.fold(_or, inputs, FALSE)
            case Not():
                node = diagrams.map(_not, inputs[0])
            case Count():
                counted = diagrams.fold(_plus, [diagrams.map(_counted, one) for one in inputs], (0, 0))
                node = count(diagrams, condition, counted)
            case _:
                raise TypeError(f"{condition!r} stands for another condition and has no node")
        truths.append(node)
    return Symbolic(diagrams, tuple(truths), {name: _outcome(diagrams, truths, it, name) for name, _ in it.ladders})


def count_truth(condition: Count, k: int, counted: tuple[int, int]) -> Truth:
    """Return the truth of a count of which (true, not false) members are *counted*."""
    true, not_false = counted
    if condition.operator is Operator.AT_MOST:
        return ~_reached(k + 1, true, not_false)
    return _reached(k, true, not_false)


def _reached(k: int, true: int, not_false: int) -> Truth:
    return TRUE if true >= k else FALSE if not_false < k else UNKNOWN


def _outcome(diagrams: Diagrams, truths: list[int], it: Program, name: str) -> int:
    ladder = dict(it.ladders)[name]
    rungs = [diagrams.map(_alone, truths[position]) for _, position in ladder]
    ids = tuple(level for level, _ in ladder)
    joined = diagrams.fold(_joined, rungs, ())
    return diagrams.map(lambda found: outcome_of(ids, found), joined)


Value = typing.Any


def _and(left: Value, right: Value) -> Value:
    return left & right


def _or(left: Value, right: Value) -> Value:
    return left | right


def _not(truth: Value) -> Value:
    return ~truth


_COUNTED: Final[dict[Truth, tuple[int, int]]] = {TRUE: (1, 1), UNKNOWN: (0, 1), FALSE: (0, 0)}


def _counted(truth: Value) -> Value:
    return _COUNTED[truth]


def _plus(left: Value, right: Value) -> Value:
    return left[0] + right[0], left[1] + right[1]


def _alone(truth: Value) -> Value:
    return (truth,)


def _joined(left: Value, right: Value) -> Value:
    return left + right
