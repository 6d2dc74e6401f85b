"""What would come out if criteria were answered otherwise, the facts being the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import and_, or_

from attrs import frozen

from lagesbild_rules.evaluation._comparisons import count_of
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation._program import Program, outcome_of, program
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
    members,
)
from lagesbild_rules.truth import Truth

Say = Callable[[tuple[Truth, ...], list[Truth]], Truth]
"""From the truths of an assessment, and those of the criteria and levels told so far, to a truth."""


def outcomes_if(assessment: Assessment, criterion: str, answer: Truth) -> dict[str, tuple[str, ...]]:
    """Return the possible levels of each classification if *criterion* alone had the truth *answer*."""
    return outcomes_given(assessment, {criterion: answer})


def outcomes_given(assessment: Assessment, answers: Mapping[str, Truth]) -> dict[str, tuple[str, ...]]:
    """Return the possible levels of each classification if the criteria in *answers* had the truths given there."""
    forced = assessment.ruleset.derived(_forced)
    given = {forced.at[CriterionRef(id_)]: answer for id_, answer in answers.items()}
    known: list[Truth] = []
    for position, say in enumerate(forced.says):
        known.append(given[position] if position in given else say(assessment.truths, known))
    return {
        name: outcome_of(levels, [known[position] for position in positions])
        for name, levels, positions in forced.ladders
    }


@frozen
class _Forced:
    """A ruleset's criteria and levels in an order in which each is told by those before it."""

    at: Mapping[Defined, int]
    says: tuple[Say, ...]
    ladders: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]


def _forced(ruleset: Ruleset) -> _Forced:
    order = in_order(ruleset.criteria, ruleset.classifications)
    at = {it: position for position, it in enumerate(order)}
    whole = program(ruleset)
    says = []
    for it in order:
        match it:
            case CriterionRef(id_):
                says.append(_say(ruleset.criteria[id_].when, ruleset, whole, at))
            case LevelRef(name, level):
                ladder = ruleset.classifications[name]
                when = ladder.levels[ladder.rank(level)].when
                says.append(_say(when, ruleset, whole, at) if when else _always)
    ladders = tuple(
        (name, tuple(level.id for level in it.levels), tuple(at[LevelRef(name, level.id)] for level in it.levels))
        for name, it in ruleset.classifications.items()
    )
    return _Forced(at, tuple(says), ladders)


def _always(_: tuple[Truth, ...], __: list[Truth]) -> Truth:
    return Truth.TRUE


def _say(condition: Condition, ruleset: Ruleset, whole: Program, at: Mapping[Defined, int]) -> Say:
    """Return what says the truth of *condition* when criteria and levels that it names may be told otherwise."""
    match condition:
        case CriterionRef() | LevelRef():
            own = at[condition]
            return lambda _, known: known[own]
        case ClassificationRef(name, operator, level):
            ladder = ruleset.classifications[name]
            above = [at[LevelRef(name, it.id)] for it in ladder.levels[ladder.rank(level) :]]
            if operator is Operator.AT_LEAST:
                return lambda _, known: reduce(or_, (known[it] for it in above), Truth.FALSE)
            return lambda _, known: ~reduce(or_, (known[it] for it in above), Truth.FALSE)
        case _ if not _refers(condition):
            position = whole.at[condition]
            return lambda truths, _: truths[position]
    inner = [_say(it, ruleset, whole, at) for it in members(condition)]
    match condition:
        case All():
            return lambda truths, known: reduce(and_, (say(truths, known) for say in inner), Truth.TRUE)
        case Any():
            return lambda truths, known: reduce(or_, (say(truths, known) for say in inner), Truth.FALSE)
        case Not():
            (one,) = inner
            return lambda truths, known: ~one(truths, known)
        case Count() as count:
            k = count_of(count.k, ruleset)

            def counted(truths: tuple[Truth, ...], known: list[Truth]) -> Truth:
                found = [say(truths, known) for say in inner]
                return count_truth(count, k, (found.count(Truth.TRUE), len(found) - found.count(Truth.FALSE)))

            return counted
        case _:
            raise TypeError(f"{condition!r} rests on nothing that could be told otherwise")


def _refers(condition: Condition) -> bool:
    """Return whether *condition* names a criterion or a level, itself or within."""
    return isinstance(condition, CriterionRef | LevelRef | ClassificationRef) or any(map(_refers, members(condition)))
