"""Two rulesets compared in four ways: as texts, in logic, in what becomes of areas, and by which edit makes it so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from lagesbild_rules.explanation import AreaComparison, compare_areas
from lagesbild_rules.facts import FactSet
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset, RulesetDiff, diff
from lagesbild_rules.study._attribution import Attribution, attribution
from lagesbild_rules.study._prover import Settings
from lagesbild_rules.study._regions import LogicDiff, logic_diff


@frozen
class StudyDiff:
    """What differs: what was written, which facts are classed otherwise, which areas of a table move, and by what.

    ``population`` and ``attribution`` are there when a table was given.
    """

    text: RulesetDiff
    logic: LogicDiff
    population: AreaComparison | None = None
    attribution: Attribution | None = None


def study_diff(
    before: Ruleset,
    after: Ruleset,
    table: Iterable[tuple[FactSet, FactSet]] | None = None,
    *,
    as_of: date | None = None,
    settings: Settings | None = None,
    progress: Progress = quiet,
) -> StudyDiff:
    """Return how *before* and *after* differ; *table* holds each area's facts for either, on the day *as_of*.

    Without a day the first day of *after* is taken.
    """
    text = diff(before, after)
    logic = logic_diff(before, after, settings, progress)
    if table is None:
        return StudyDiff(text, logic)
    every, seed = tuple(table), (settings or Settings()).seed
    areas = compare_areas(text, every, as_of or after.effective.from_)
    return StudyDiff(text, logic, areas, attribution(before, after, every, seed=seed, progress=progress))
