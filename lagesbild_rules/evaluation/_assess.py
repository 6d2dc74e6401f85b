"""Assessing one area: the reference, unless another engine is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from lagesbild_rules.day import Day
from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.evaluation import _reference
from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.facts import Cell, FactSet
from lagesbild_rules.ruleset import Ruleset

EngineName = Literal["reference", "durable"]

ENGINES: Final[tuple[EngineName, ...]] = ("reference", "durable")
"""The engines that assess one area."""


def assess(
    ruleset: Ruleset,
    facts: FactSet | Mapping[str, Cell],
    *,
    as_of: Day,
    known_at: datetime | None = None,
    engine: EngineName = "reference",
) -> Assessment:
    """Return what *ruleset* says about *facts*, every step kept.

    *facts* is a ready set, or a wide row: ``{"area": …, indicator: cell, …}``. A fact that is absent is missing and
    makes its comparisons unknown; nothing is raised for it. *as_of* and *known_at* are kept with the answer. Every
    *engine* gives the same answer; ``reference`` is the fastest for one area.

    Raises ``FactsError`` for a row that cannot be read, ``QuestionError`` for a set made for other indicators, for
    an engine that does not exist, that cannot be loaded or that does not take the ruleset.
    """
    if engine == "reference":
        return _reference.assess(ruleset, facts, as_of, known_at)
    if engine == "durable":
        from lagesbild_rules.evaluation import durable

        return durable.assess(ruleset, facts, as_of, known_at)
    finding = f"no engine {quoted(str(engine))} for one area"
    raise QuestionError([Problem(Place("engine"), "LR803", finding, suggestion(str(engine), ENGINES))])
