"""All claims about a ruleset, proven or refuted, each with its witness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter

from attrs import evolve

from lagesbild_rules.errors import Problem, QuestionError, quoted, suggestion
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._claims import Task, tasks
from lagesbild_rules.study._proof import Proof, Proofs
from lagesbild_rules.study._prover import Prover, Settings

Advance = Callable[[int, int], None]
"""Called after each step of a long run with how many are done and how many there are."""


def prove(
    ruleset: Ruleset,
    settings: Settings | None = None,
    *,
    no_facts: Sequence[str] = (),
    advance: Advance = lambda done, all_: None,
) -> Proofs:
    """Return each claim about *ruleset* proven or refuted; witnesses are assessed again by the reference engine.

    *no_facts* are levels, as ``classification.level``, that must come out where nothing at all is known.
    Raises ``QuestionError`` for a level that is none, and where z3 is not installed.
    """
    _are_levels(ruleset, no_facts)
    prover = Prover(settings or Settings(), list(ruleset.indicators.values()))
    return Proofs(ruleset, _proven(list(tasks(ruleset, prover, no_facts)), advance))


def _proven(asked: Sequence[Task], advance: Advance) -> tuple[Proof, ...]:
    found = []
    for number, task in enumerate(asked, 1):
        start = perf_counter()
        proof = task.prove()
        found.append(evolve(proof, seconds=perf_counter() - start))
        advance(number, len(asked))
    return tuple(found)


def _are_levels(ruleset: Ruleset, named: Iterable[str]) -> None:
    known = [f"{name}.{level.id}" for name, it in ruleset.classifications.items() for level in it.levels]
    problems = [
        Problem(ruleset.place, "LR507", f"no level {quoted(it)} in {ruleset.reference}", suggestion(it, known))
        for it in named
        if it not in known
    ]
    if problems:
        raise QuestionError(problems)
