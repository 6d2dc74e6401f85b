"""What one fact changed: classes and criteria, and the chain of derived facts that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from lagesbild_rules.evaluation._model import Outcome
from lagesbild_rules.evaluation._program import Program, outcome_of, program
from lagesbild_rules.facts import Fact
from lagesbild_rules.ruleset import Condition, Ruleset
from lagesbild_rules.truth import Truth


@frozen
class Derived:
    """A condition whose truth changed, and the criteria and levels (classification, level) that it is."""

    condition: Condition
    before: Truth
    after: Truth
    criteria: tuple[str, ...]
    levels: tuple[tuple[str, str], ...]


@frozen
class Changed:
    """What the new fact of *indicator* changed in *area*; of classes and criteria those alone that did change.

    ``chain`` begins at the comparisons of the fact; each condition in it stands after those that it changed for.
    """

    area: str
    indicator: str
    before: Fact
    after: Fact
    classifications: Mapping[str, tuple[Outcome, Outcome]]
    criteria: Mapping[str, tuple[Truth, Truth]]
    chain: tuple[Derived, ...]


@frozen
class Differences:
    """Finds what changed between two runs of a program."""

    program: Program
    criteria: Mapping[int, tuple[str, ...]]
    """For each position of the program the criteria that it is."""
    levels: Mapping[int, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, ruleset: Ruleset) -> Differences:
        """Return what finds the differences of *ruleset*, worked out once."""
        return ruleset.derived(_differences)

    def changed(
        self,
        area: str,
        indicator: str,
        facts: tuple[Fact, Fact],
        truths: tuple[Sequence[Truth], Sequence[Truth]],
        order: Iterable[int],
    ) -> Changed | None:
        """Return what changed from the first of each pair to the second; ``None`` for no class and no criterion.

        *order* are positions of the program, all that changed among them, each after those that it changed for.
        """
        before, after = truths
        criteria = {
            id_: (before[position], after[position])
            for id_, position in self.program.criteria
            if before[position] is not after[position]
        }
        classes: dict[str, tuple[Outcome, Outcome]] = {}
        goals = {position for id_, position in self.program.criteria if id_ in criteria}
        for name, ladder in self.program.ladders:
            ids = [level for level, _ in ladder]
            old, new = (outcome_of(ids, [side[position] for _, position in ladder]) for side in truths)
            if old != new:
                classes[name] = Outcome(old), Outcome(new)
                goals |= {position for _, position in ladder if before[position] is not after[position]}
        if not goals:
            return None
        when = {it: n for n, it in enumerate(order) if before[it] is not after[it]}
        chain = tuple(
            Derived(
                self.program.conditions[it],
                before[it],
                after[it],
                self.criteria.get(it, ()),
                self.levels.get(it, ()),
            )
            for it in self._leading(goals, when)
        )
        return Changed(area, indicator, *facts, classes, criteria, chain)

    def _leading(self, goals: set[int], when: Mapping[int, int]) -> list[int]:
        """Return in order *goals* and all that they rest on, of what changed before them."""
        found, waiting = set(goals), list(goals)
        for position in waiting:  # grows while it is gone through
            for it in self.program.inputs[position]:
                if it in when and when[it] < when[position] and it not in found:
                    found.add(it)
                    waiting.append(it)
        return sorted(found, key=when.__getitem__)


def _differences(ruleset: Ruleset) -> Differences:
    it = program(ruleset)
    criteria: dict[int, tuple[str, ...]] = {}
    for id_, position in it.criteria:
        criteria[position] = (*criteria.get(position, ()), id_)
    levels: dict[int, tuple[tuple[str, str], ...]] = {}
    for name, ladder in it.ladders:
        for level, position in ladder:
            levels[position] = (*levels.get(position, ()), (name, level))
    return Differences(it, criteria, levels)
