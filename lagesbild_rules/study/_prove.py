"""All claims about a ruleset, proven or refuted, each with its witness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter

from attrs import evolve

from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._claims import tasks
from lagesbild_rules.study._pairs import pair, pair_tasks
from lagesbild_rules.study._proof import Claim, Proof, Proofs
from lagesbild_rules.study._prover import Prover, Settings
from lagesbild_rules.study._task import Task


def prove(
    ruleset: Ruleset,
    settings: Settings | None = None,
    *,
    no_facts: Sequence[str] = (),
    progress: Progress = quiet,
) -> Proofs:
    """Return each claim about *ruleset* proven or refuted; witnesses are assessed again by the reference engine.

    *no_facts* are levels, as ``classification.level``, that must come out where nothing at all is known.
    Raises ``QuestionError`` for a level that is none, and where z3 is not installed.
    """
    _are_levels(ruleset, no_facts)
    prover = Prover(settings or Settings(), list(ruleset.indicators.values()))
    return Proofs(ruleset, _proven(list(tasks(ruleset, prover, no_facts)), progress))


def prove_pair(
    before: Ruleset,
    after: Ruleset,
    settings: Settings | None = None,
    *,
    wanted: Sequence[Claim] = (),
    progress: Progress = quiet,
) -> Proofs:
    """Return how *after* stands to *before*: equivalent, never milder, never more serious, disjoint.

    They are told and fail nothing, but for those that are *wanted*. Indicators that the two do not share are unknowns
    of their own; each proof names them.
    """
    both = pair(before, after)
    indicators = [*before.indicators.values(), *after.indicators.values()]
    prover = Prover(settings or Settings(), indicators)
    found = _proven(list(pair_tasks(both, prover)), progress)
    return Proofs(before, tuple(evolve(it, asked=it.claim in wanted) for it in found), after)


def _proven(asked: Sequence[Task], progress: Progress) -> tuple[Proof, ...]:
    found = []
    with progress(len(asked), "proofs") as advance:
        for task in asked:
            start = perf_counter()
            proof = task.prove()
            found.append(evolve(proof, seconds=perf_counter() - start))
            advance()
    return tuple(found)


def _are_levels(ruleset: Ruleset, named: Iterable[str]) -> None:
    known = [f"{name}.{level.id}" for name, it in ruleset.classifications.items() for level in it.levels]
    problems = [
        Problem(Place("no_facts"), "LR521", f"no level {quoted(it)} in {ruleset.reference}", suggestion(it, known))
        for it in named
        if it not in known
    ]
    if problems:
        raise QuestionError(problems)
