"""Everything that can be asked of one ruleset, asked in one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import FactSet, Observation, ScaleKind
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Case, Ruleset
from lagesbild_rules.study._agreement import agreement
from lagesbild_rules.study._audit_model import Audit, Input
from lagesbild_rules.study._backtest import backtest
from lagesbild_rules.study._case_text import assess_cases, cases_beside
from lagesbild_rules.study._coverage import coverage
from lagesbild_rules.study._diff import study_diff
from lagesbild_rules.study._mutation import mutation
from lagesbild_rules.study._power import power
from lagesbild_rules.study._prove import prove, prove_pair
from lagesbild_rules.study._prover import Settings
from lagesbild_rules.study._published import Published
from lagesbild_rules.study._sensitivity import Sensitivity, sensitivity
from lagesbild_rules.study._statistics import Sampling

FLIP: Final = 0.1
"""The probability with which an answer on a scale moves a step in an audit: a choice of ours, nothing measured."""
REPETITIONS: Final = 200


def audit(
    ruleset: Ruleset,
    *,
    facts: Iterable[FactSet] | None = None,
    published: Published | None = None,
    observations: Iterable[Observation] | None = None,
    before: Ruleset | None = None,
    for_both: Iterable[tuple[FactSet, FactSet]] | None = None,
    cases: Sequence[Case] | None = None,
    as_of: Day | None = None,
    known_at: datetime | None = None,
    seed: int = 0,
    seconds: float = 10.0,
    inputs: Sequence[Input] = (),
    progress: Progress = quiet,
) -> Audit:
    """Return all that can be said of *ruleset*: proofs, coverage, mutants, power, and what the inputs given allow.

    *facts* are areas on the day *as_of* (the ruleset's first day unless given), *published* their published classes,
    *observations* answers of several units about the same areas, *before* an earlier text, and *for_both* each area's
    facts for that text and for *ruleset*. *cases* are those beside the ruleset's file unless given. *inputs* are told.
    The same *seed* gives the same audit, as long as no question to the solver takes longer than *seconds*.

    Raises ``QuestionError`` as the studies it is made of do.
    """
    day = as_day(as_of) if as_of is not None else ruleset.effective.from_
    settings, sampling = Settings(seconds, seed), Sampling(seed=seed)
    chosen = tuple(cases_beside(ruleset) if cases is None else cases)
    rows = None if facts is None else tuple(facts)
    areas = None if rows is None else tuple(assess(ruleset, it, as_of=day) for it in rows)
    said = None if observations is None else list(observations)
    everywhere = Settings(seconds, seed, all_readings=True)
    return Audit(
        ruleset,
        day,
        seed,
        seconds,
        tuple(inputs),
        chosen,
        prove(ruleset, settings, progress=progress),
        prove(ruleset, everywhere, progress=progress) if ruleset.readings else None,
        study_diff(before, ruleset, for_both, as_of=day, settings=settings, progress=progress) if before else None,
        prove_pair(before, ruleset, settings, progress=progress) if before else None,
        coverage(ruleset, assess_cases(ruleset, chosen), areas, settings, progress),
        mutation(ruleset, chosen, settings, progress),
        power(ruleset, progress),
        areas,
        None
        if said is None
        else agreement(said, ruleset, as_of=day, known_at=known_at, sampling=sampling, progress=progress),
        None
        if areas is None or published is None
        else backtest(areas, published, sampling=sampling, progress=progress),
        _varied(ruleset, rows, seed, progress) if rows else None,
        published is not None,
        sampling,
    )


def _varied(ruleset: Ruleset, rows: Sequence[FactSet], seed: int, progress: Progress) -> Sensitivity:
    scales = any(isinstance(it.kind, ScaleKind) for it in ruleset.indicators.values())
    flip = FLIP if scales else None
    return sensitivity(ruleset, rows, flip=flip, repetitions=REPETITIONS, seed=seed, progress=progress)
