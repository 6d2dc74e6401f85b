"""Sensitivity: what the classes of a table rest on, a part for each sort of thing that could be otherwise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset, Value
from lagesbild_rules.study._assessors import FLIP_COLUMNS, Flips, flips
from lagesbild_rules.study._dropped import WAYS, dropped
from lagesbild_rules.study._outcomes import Areas, Outcomes
from lagesbild_rules.study._sobol import SOBOL_COLUMNS, Range, Sobol, sobol
from lagesbild_rules.study._unchanged import UNCHANGED_COLUMNS, Intervals, numbers_of, unchanged
from lagesbild_rules.study._variants import alone, asked_values
from lagesbild_rules.study._varied import (
    COMBINED_COLUMNS,
    MOST_COMBINATIONS,
    SAMPLED_COMBINATIONS,
    VARIED_COLUMNS,
    Combinations,
    Variations,
    combine,
    variations,
    vary,
)

PARTS: Final[Mapping[str, Mapping[str, str]]] = {
    "readings": VARIED_COLUMNS,
    "parameters": VARIED_COLUMNS,
    "combinations": COMBINED_COLUMNS,
    "intervals": UNCHANGED_COLUMNS,
    "dropped": VARIED_COLUMNS,
    "assessors": FLIP_COLUMNS,
    "sobol": SOBOL_COLUMNS,
}
"""The parts of a result, with the columns of each."""


@frozen
class Sensitivity:
    """How the possible levels of the areas of a table hang on what could be read, set or answered otherwise.

    A part that was not asked for, or that there is nothing to vary in, is ``None``; each other one gives its rows as an
    Arrow table with ``table()``.
    """

    ruleset: Ruleset
    areas: int
    seed: int
    readings: Variations | None = None
    parameters: Variations | None = None
    combinations: Combinations | None = None
    intervals: Intervals | None = None
    dropped: Variations | None = None
    assessors: Flips | None = None
    sobol: Sobol | None = None

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of each part that there is."""
        parts = {name: getattr(self, name) for name in PARTS}
        return {name: it.rows() for name, it in parts.items() if it is not None}


def sensitivity(
    ruleset: Ruleset,
    facts: Any,
    *,
    over: Mapping[str, Sequence[Any]] | None = None,
    flip: float | None = None,
    repetitions: int = 1000,
    with_sobol: bool = False,
    ranges: Mapping[str, Range] | None = None,
    samples: int = 1024,
    seed: int = 0,
    parts: Collection[str] = tuple(PARTS),
    most_combinations: int = MOST_COMBINATIONS,
    threads: int = 1,
    progress: Progress = quiet,
) -> Sensitivity:
    """Return what the classes of *facts* rest on; *facts* are rows that were read, or an Arrow table of facts.

    Each reading takes each of its admissible values, and each parameter or reading named in *over* the values given
    there, which need not be admissible. *flip* is the probability that an answer on a scale moves a step. *parts* are
    those that are wanted; ``assessors`` is made with a *flip*, ``sobol`` when *with_sobol*. The same *seed* gives the
    same result. Raises ``QuestionError`` for a name or a value that does not fit, before anything is assessed.
    """
    if unknown := [it for it in parts if it not in PARTS]:
        findings = [f"no part {quoted(it)} of a sensitivity" for it in unknown]
        raise QuestionError([Problem(Place("study"), "LR531", it, f"write {listed(PARTS)}") for it in findings])
    given = asked_values(ruleset, over or {})
    areas = facts if isinstance(facts, Areas) else Areas.of(ruleset, facts)
    run = _Run(ruleset, areas, areas.outcomes(ruleset), given, seed, progress)
    made: dict[str, Any] = {
        name: getattr(run, name)() for name in ("readings", "parameters", "intervals", "dropped") if name in parts
    }
    if "combinations" in parts:
        made["combinations"] = run.combinations(most_combinations)
    if flip is not None and "assessors" in parts:
        made["assessors"] = flips(
            ruleset, areas, probability=flip, repetitions=repetitions, seed=seed, threads=threads, progress=progress
        )
    if with_sobol and "sobol" in parts:
        drawn = _ranges(given) | dict(ranges or {})
        made["sobol"] = sobol(ruleset, areas, drawn, samples=samples, seed=seed, progress=progress)
    return Sensitivity(ruleset, len(areas), seed, **made)


@frozen(eq=False)
class _Run:
    ruleset: Ruleset
    areas: Areas
    base: Outcomes
    given: Mapping[str, tuple[Value, ...]]
    seed: int
    progress: Progress

    @property
    def own(self) -> dict[str, tuple[Value, ...]]:
        return {id_: it.admissible for id_, it in self.ruleset.readings.items() if len(it.admissible) > 1}

    def readings(self) -> Variations:
        return self._vary("readings", self.own)

    def parameters(self) -> Variations | None:
        return self._vary("parameters", self.given) if self.given else None

    def _vary(self, part: str, over: Mapping[str, tuple[Value, ...]]) -> Variations:
        with self.progress(sum(1 for _ in alone(self.ruleset, over)), part) as advance:
            return vary(part, self.ruleset, self.areas, self.base, over, advance)

    def combinations(self, most: int) -> Combinations | None:
        """Return what happens together; nothing where fewer than two things vary. The chosen values take part too."""
        over = {
            id_: tuple(dict.fromkeys([self.ruleset.value(id_), *it])) for id_, it in {**self.own, **self.given}.items()
        }
        if len(over) < 2:
            return None
        draw = min(SAMPLED_COMBINATIONS, most)
        return combine(
            self.ruleset, self.areas, self.base, over, seed=self.seed, most=most, draw=draw, progress=self.progress
        )

    def intervals(self) -> Intervals:
        numbers = numbers_of(self.ruleset)
        with self.progress(len(numbers), "intervals") as advance:
            return Intervals(tuple(unchanged(self.ruleset, self.areas, self.base, it, advance) for it in numbers))

    def dropped(self) -> Variations:
        made = [(id_, way, dropped(self.ruleset, id_, way)) for id_ in self.ruleset.criteria for way in WAYS]
        left_out = tuple((id_, way) for id_, way, it in made if it is None)
        with self.progress(len(made) - len(left_out), "criteria") as advance:
            can = ((id_, way, it) for id_, way, it in made if it is not None)
            found = tuple(variations(self.areas, self.base, can, advance))
        return Variations("dropped", len(self.areas), found, left_out)


def _ranges(given: Mapping[str, Sequence[Any]]) -> dict[str, Range]:
    """Return the range of each number that was given several values."""
    numbers = {id_: [it for it in values if isinstance(it, Decimal)] for id_, values in given.items()}
    return {id_: (min(it), max(it)) for id_, it in numbers.items() if len(it) > 1}
