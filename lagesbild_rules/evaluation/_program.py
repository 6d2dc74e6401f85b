"""A program: every condition of a ruleset once, each after all that it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from lagesbild_rules.ruleset import (
    Any,
    ClassificationRef,
    Condition,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Not,
    NumberCompare,
    Operator,
    Ruleset,
    in_order,
    members,
)
from lagesbild_rules.truth import Truth


@frozen
class Program:
    """The distinct conditions of a ruleset in an order in which they can be evaluated.

    ``at`` gives the position of every condition and reference; equal conditions share one. A mildest level,
    which always holds, stands as an ``Any`` of nothing under ``ALWAYS``.
    """

    conditions: tuple[Condition, ...]
    inputs: tuple[tuple[int, ...], ...]
    at: Mapping[Condition, int]
    criteria: tuple[tuple[str, int], ...]
    ladders: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


ALWAYS = Not(Any(()))
"""The condition of a level that always holds."""


def program(ruleset: Ruleset) -> Program:
    """Return the program of *ruleset*, worked out once."""
    return ruleset.derived(_program)


def _program(ruleset: Ruleset) -> Program:
    conditions: list[Condition] = []
    inputs: list[tuple[int, ...]] = []
    at: dict[Condition, int] = {}

    def place(condition: Condition) -> int:
        if condition in at:
            return at[condition]
        match condition:
            case ClassificationRef(name, operator, level):
                ladder = ruleset.classifications[name]
                upwards = Any(tuple(LevelRef(name, it.id) for it in ladder.levels[ladder.rank(level) :]))
                at[condition] = place(upwards if operator is Operator.AT_LEAST else Not(upwards))
                return at[condition]
            case NumberCompare() | FiniteCompare() if condition.missing_as is not None:
                before: tuple[int, ...] = (place(evolve(condition, missing_as=None)),)
            case _:
                before = tuple(place(it) for it in members(condition))
        at[condition] = len(conditions)
        conditions.append(condition)
        inputs.append(before)
        return at[condition]

    for it in in_order(ruleset.criteria, ruleset.classifications):
        match it:
            case CriterionRef(id_):
                at[it] = place(ruleset.criteria[id_].when)
            case LevelRef(name, level):
                ladder = ruleset.classifications[name]
                at[it] = place(ladder.levels[ladder.rank(level)].when or ALWAYS)
    return Program(
        tuple(conditions),
        tuple(inputs),
        MappingProxyType(at),
        tuple((id_, at[CriterionRef(id_)]) for id_ in ruleset.criteria),
        tuple(
            (name, tuple((level.id, at[LevelRef(name, level.id)]) for level in it.levels))
            for name, it in ruleset.classifications.items()
        ),
    )


def outcome_of(levels: Sequence[str], truths: Sequence[Truth]) -> tuple[str, ...]:
    """Return the levels still possible, mildest first: each that is not false while no level above it is true."""
    possible: list[str] = []
    for level, truth in zip(reversed(levels), reversed(truths), strict=True):
        if truth is not Truth.FALSE:
            possible.append(level)
        if truth is Truth.TRUE:
            break
    return tuple(reversed(possible))
