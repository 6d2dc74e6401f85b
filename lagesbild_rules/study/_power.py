"""Power: how often a criterion's answer is what the class hangs on, counted exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import define, field, frozen

from lagesbild_rules.evaluation import Diagrams, reads, verdict
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Compare, Condition, CriterionRef, Ruleset, members
from lagesbild_rules.study._cells import Cells, TooManyPieces, cells
from lagesbild_rules.study._diagrams import Nodes
from lagesbild_rules.study._prover import View
from lagesbild_rules.study._rests_on import level_criteria
from lagesbild_rules.study._space import GaveUp
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._walk import answers
from lagesbild_rules.truth import Truth


@frozen
class Power:
    """How much one criterion weighs in one classification.

    ``banzhaf`` is the share of all ways in which the other basic criteria can be answered, each yes or no, in which
    turning this one changes the class. ``cells`` is the same share of the cells of the fact space: the answers then
    hang together as the facts make them. ``None`` where the cells are too many to be counted.
    """

    classification: str
    criterion: str
    banzhaf: Fraction
    cells: Fraction | None


@frozen
class Powers:
    """The power of every criterion that some level rests on, in the order of the ruleset."""

    ruleset: Ruleset
    powers: tuple[Power, ...]
    cells: int | None
    """How many cells the fact space has."""

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "ruleset": self.ruleset.reference,
                "classification": it.classification,
                "criterion": it.criterion,
                "banzhaf": float(it.banzhaf),
                "banzhaf_exact": str(it.banzhaf),
                "share_of_cells": None if it.cells is None else float(it.cells),
                "share_of_cells_exact": None if it.cells is None else str(it.cells),
            }
            for it in self.powers
        ]

    def table(self) -> Any:
        """Return the rows as an Arrow table. Raises ``QuestionError`` where pyarrow is not installed."""
        return arrow_table(self.rows(), POWER_COLUMNS)


POWER_COLUMNS: Final[Mapping[str, str]] = {
    "ruleset": "text",
    "classification": "text",
    "criterion": "text",
    "banzhaf": "number",
    "banzhaf_exact": "text",
    "share_of_cells": "number",
    "share_of_cells_exact": "text",
}


def power(ruleset: Ruleset, progress: Progress = quiet) -> Powers:
    """Return the power of each criterion in each classification, exactly."""
    try:
        space: Cells | None = cells([View(ruleset)])
    except (TooManyPieces, GaveUp):
        space = None
    asked = [it for it in ruleset.criteria if it in level_criteria(ruleset)]
    by_answers = _Free(ruleset)
    in_cells: Callable[[], Nodes] | None = (lambda: space.nodes(0)) if space else None
    found: dict[tuple[str, str], Power] = {}
    with progress(len(asked), "power") as advance:
        for criterion in asked:
            free = dict(_swings(ruleset, criterion, by_answers.nodes, by_answers.basic()))
            held = dict(_swings(ruleset, criterion, in_cells(), {})) if in_cells else {}
            for name, node in free.items():
                counts = by_answers.diagrams.counts(node, [2] * by_answers.players)
                share = Fraction(counts.get(True, 0), sum(counts.values()))
                of_cells = None
                if space:
                    of_cells = Fraction(space.counts(held[name]).get(True, 0), space.total)
                found[name, criterion] = Power(name, criterion, share, of_cells)
            advance()
    ordered = tuple(found[name, it] for name in ruleset.classifications for it in asked)
    return Powers(ruleset, ordered, space.total if space else None)


def _swings(
    ruleset: Ruleset, criterion: str, nodes: Nodes, given: Mapping[Condition, int]
) -> Iterator[tuple[str, int]]:
    """Yield for each classification the function that says where turning *criterion* alone changes the class."""
    base = answers(ruleset, nodes, given)
    turned = answers(ruleset, nodes, {**given, CriterionRef(criterion): nodes.negation(base.criteria[criterion])})
    for name in ruleset.classifications:
        yield name, nodes.differ(nodes.outcome(base.levels[name]), nodes.outcome(turned.levels[name]))


@define
class _Free:
    """Every basic criterion, and every comparison that stands elsewhere, as a yes or no of its own."""

    ruleset: Ruleset
    diagrams: Diagrams = field(factory=Diagrams)
    players: int = 0
    known: dict[Condition, int] = field(factory=dict)

    @property
    def nodes(self) -> Nodes:
        return Nodes(self.ruleset, self.diagrams, self.compare)

    def compare(self, it: Compare) -> int:
        if not reads(it, self.ruleset):
            # A switch by a reading is answered by the ruleset itself.
            return self.diagrams.leaf(verdict(it, self.ruleset)({}) is Truth.TRUE)
        return self.player(it)

    def basic(self) -> dict[Condition, int]:
        """Return the criteria that refer to no other, each a player."""
        return {
            CriterionRef(id_): self.player(CriterionRef(id_))
            for id_, it in self.ruleset.criteria.items()
            if not _refers(it.when)
        }

    def player(self, it: Condition) -> int:
        if it not in self.known:
            both = [self.diagrams.leaf(False), self.diagrams.leaf(True)]
            self.known[it] = self.diagrams.choice(self.players, both)
            self.players += 1
        return self.known[it]


def _refers(condition: Condition) -> bool:
    """Return whether *condition* refers to another criterion or to a level."""
    inner = members(condition)
    return any(map(_refers, inner)) if inner else not isinstance(condition, Compare)
