"""Engines: one meaning, several ways to work it out. The reference is the definition; the others are held to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, runtime_checkable

from attrs import frozen

from lagesbild_rules.evaluation._model import Assessment
from lagesbild_rules.evaluation._reference import assess
from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.truth import Truth


@frozen
class Answer:
    """What an engine owes for one area: the truth of every criterion, and the levels possible, mildest first."""

    criteria: Mapping[str, Truth]
    possible: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, assessment: Assessment) -> Answer:
        """Return what *assessment* says, its steps left out."""
        possible = {name: it.possible for name, it in assessment.classifications.items()}
        return cls(assessment.criteria, possible)


@runtime_checkable
class Engine(Protocol):
    """Works out what a ruleset says about many areas."""

    @property
    def name(self) -> str:
        """The name by which the engine is asked for."""
        ...

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        """Return an answer for each of *rows*, in their order."""
        ...


@frozen
class ReferenceEngine:
    """The definition: one area after the other, every step kept."""

    name: str = "reference"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        return [Answer.of(assess(ruleset, row, ruleset.effective.from_)) for row in rows]
