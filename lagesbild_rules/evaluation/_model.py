"""What holds: the truth of every condition for one area, and the levels still possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from attrs import evolve, field, frozen

from lagesbild_rules.evaluation._program import Program, outcome_of, program
from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Condition, FiniteCompare, NumberCompare, Ruleset
from lagesbild_rules.truth import Truth


@frozen
class Outcome:
    """The levels still possible, mildest first, and the level when one alone is left."""

    possible: tuple[str, ...]

    @property
    def level(self) -> str | None:
        return self.possible[0] if len(self.possible) == 1 else None


@frozen
class Assessment:
    """What *ruleset* says about *facts*, every step kept: ``truths`` stand in the order of the ruleset's program.

    A class computed so is a proposal. Nothing here evaluates again: each answer is read off ``truths``.
    """

    ruleset: Ruleset
    facts: FactSet
    as_of: date
    known_at: datetime | None
    truths: tuple[Truth, ...] = field(repr=False)
    classifications: Mapping[str, Outcome]

    @classmethod
    def of(
        cls, ruleset: Ruleset, facts: FactSet, as_of: date, known_at: datetime | None, truths: tuple[Truth, ...]
    ) -> Assessment:
        """Return the assessment in which the conditions of the ruleset's program have *truths*."""
        classes = {
            name: Outcome(outcome_of([level for level, _ in ladder], [truths[position] for _, position in ladder]))
            for name, ladder in program(ruleset).ladders
        }
        return cls(ruleset, facts, as_of, known_at, truths, classes)

    @property
    def area(self) -> str:
        return self.facts.area

    @property
    def program(self) -> Program:
        return program(self.ruleset)

    @property
    def criteria(self) -> dict[str, Truth]:
        """The truth of every criterion, in the order of the ruleset."""
        return {id_: self.truths[position] for id_, position in self.program.criteria}

    def truth(self, condition: Condition) -> Truth:
        """Return the truth of *condition*, which is one of the ruleset's conditions or references.

        Raises ``KeyError`` for a condition that the ruleset does not hold.
        """
        return self.truths[self.program.at[condition]]

    def closed(self, condition: NumberCompare | FiniteCompare) -> bool:
        """Return whether ``missing_as`` answered for *condition*, which without it would be unknown."""
        if condition.missing_as is None or self.truth(condition) is Truth.UNKNOWN:
            return False
        return self.truth(evolve(condition, missing_as=None)) is Truth.UNKNOWN
