"""Classifications: the highest level that holds, the levels still possible, and the one when it is alone."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from lagesbild_rules.evaluation import Program
from lagesbild_rules.export.sql._target import Target
from lagesbild_rules.export.sql._terms import (
    Term,
    at_most,
    case,
    column,
    equal,
    every,
    is_null,
    matched,
    named,
    some,
    text,
    total,
    whole,
)


def held_columns(program: Program) -> Iterator[exp.Alias]:
    """Yield for each classification the rank of the highest level that is true; the mildest always is."""
    for number, (_, ladder) in enumerate(program.ladders):
        branches = [(equal(_truth(at), whole(1)), whole(rank)) for rank, (_, at) in enumerate(ladder) if rank]
        yield named(case(reversed(branches), whole(0)) if branches else whole(0), _held(number))


def possible_columns(program: Program) -> Iterator[exp.Alias]:
    """Yield for each level 1 when it is possible: not false, and no level above it true; else 0."""
    for number, (_, ladder) in enumerate(program.ladders):
        for rank, (_, at) in enumerate(ladder):
            reached = at_most(column(_held(number)), whole(rank))
            not_false = exp.paren(some([is_null(_truth(at)), equal(_truth(at), whole(1))]), copy=False)
            yield named(case([(every([reached, not_false]), whole(1))], whole(0)), _possible(number, rank))


def answer_columns(program: Program, target: Target) -> Iterator[exp.Alias]:
    """Yield the level, NULL while several are possible, and for each level whether it is."""
    for number, (name, ladder) in enumerate(program.ladders):
        flags = [_possible(number, rank) for rank in range(len(ladder))]
        decided = equal(total([column(it) for it in flags]), whole(1))
        words = [(whole(rank), text(level)) for rank, (level, _) in enumerate(ladder)]
        level = matched(column(_held(number)), words[1:], words[0][1]) if words[1:] else words[0][1]
        yield named(case([(decided, level)]), f"{name}.level")
        for flag, (level_id, _) in zip(flags, ladder, strict=True):
            yield named(target.truth(column(flag)), f"{name}.possible.{level_id}")


def _truth(position: int) -> Term:
    return column(f"t{position}")


def _held(number: int) -> str:
    return f"held_{number}"


def _possible(number: int, rank: int) -> str:
    return f"possible_{number}_{rank}"
