"""Reasons: the smallest sets of facts that alone leave the same levels possible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lagesbild_rules.evaluation import (
    Assessment,
    Diagrams,
    assess,
    count_of,
    count_truth,
    program,
    reads,
    symbolic,
    verdict,
)
from lagesbild_rules.explanation._model import Reasons
from lagesbild_rules.facts import Cause, Fact, unknown
from lagesbild_rules.ruleset import Compare, Count, Ruleset

MOST_READ: Final = 12
"""The most known indicators of one comparison for which all its subsets are looked at."""
MOST_VISITED: Final = 20_000
"""The most branches that are looked at before the rest of the reasons is left uncounted."""


def reasons(assessment: Assessment, limit: int = 10) -> dict[str, Reasons]:
    """Return, for each classification, the reasons for its outcome: at most *limit* of them, smallest first.

    A reason is a set of indicators whose facts alone, all else missing, leave the same levels possible, and no
    part of which does. Where the ruleset closes the world for a comparison (``missing_as``) such sets need not be
    found by size, and one is looked for by leaving out fact after fact.
    """
    if _closes_the_world(assessment.ruleset) or _reads_too_many(assessment):
        return {name: Reasons((_one_reason(assessment, name),), 1, False) for name in assessment.classifications}
    kept = [id_ for id_, fact in assessment.facts.items() if Cause.MISSING not in fact.causes]
    whole = _Kept(assessment, kept)
    made = symbolic(assessment.ruleset, whole.compare, whole.count)
    found = {}
    for name, outcome in assessment.classifications.items():
        same = made.diagrams.map(outcome.possible.__eq__, made.outcomes[name])
        found[name] = _Search(made.diagrams, same, kept).reasons(limit)
    return found


class _Kept:
    """Comparisons as functions of which facts are kept: variable i is fact i, 0 when missing, 1 when kept."""

    def __init__(self, assessment: Assessment, kept: list[str]) -> None:
        self.ruleset, self.facts = assessment.ruleset, assessment.facts.facts
        self.variables = {id_: position for position, id_ in enumerate(kept)}
        self.blank = {id_: unknown(it.kind) for id_, it in self.ruleset.indicators.items()}

    def compare(self, diagrams: Diagrams, compare: Compare, _: tuple[int, ...]) -> int:
        say = verdict(compare, self.ruleset)
        read = sorted((id_ for id_ in reads(compare, self.ruleset) if id_ in self.variables), key=self.variables.get)  # type: ignore[arg-type]

        def node(left: list[str], facts: Mapping[str, Fact]) -> int:
            if not left:
                return diagrams.leaf(say(facts))
            without = node(left[1:], facts)
            return diagrams.choice(
                self.variables[left[0]], [without, node(left[1:], {**facts, left[0]: self.facts[left[0]]})]
            )

        return node(read, self.blank)

    def count(self, diagrams: Diagrams, condition: Count, counted: int) -> int:
        k = count_of(condition.k, self.ruleset)
        return diagrams.map(lambda found: count_truth(condition, k, found), counted)


class _Search:
    """Looks for the smallest sets of kept facts that make a monotone function true, smallest first."""

    def __init__(self, diagrams: Diagrams, node: int, kept: list[str]) -> None:
        self.diagrams, self.root, self.kept = diagrams, node, kept
        self.visited = 0
        self._least: dict[int, float] = {}

    def reasons(self, limit: int) -> Reasons:
        found: list[tuple[str, ...]] = []
        total, complete = 0, True
        for size in range(len(self.kept) + 1):
            if self._least_of(self.root) > size:
                continue
            for chosen in self._of_size(self.root, size, ()):
                if self._minimal(chosen):
                    total += 1
                    if len(found) < limit:
                        found.append(tuple(self.kept[variable] for variable in chosen))
            if self.visited > MOST_VISITED:
                complete = False
                break
        return Reasons(tuple(found), total, complete)

    def _least_of(self, node: int) -> float:
        """Return the fewest facts that must be kept from *node* on."""
        if node not in self._least:
            if self.diagrams.is_leaf(node):
                self._least[node] = 0 if self.diagrams.value(node) else float("inf")
            else:
                without, with_ = self.diagrams.branches(node)
                self._least[node] = min(self._least_of(without), 1 + self._least_of(with_))
        return self._least[node]

    def _of_size(self, node: int, size: int, chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        self.visited += 1
        if self._least_of(node) > size or self.visited > MOST_VISITED:
            return
        if self.diagrams.is_leaf(node):
            if size == 0:
                yield chosen
            return
        without, with_ = self.diagrams.branches(node)
        yield from self._of_size(without, size, chosen)
        yield from self._of_size(with_, size - 1, (*chosen, self.diagrams.variable(node)))

    def _minimal(self, chosen: tuple[int, ...]) -> bool:
        return not any(self._holds(set(chosen) - {variable}) for variable in chosen)

    def _holds(self, chosen: set[int]) -> bool:
        node = self.root
        while not self.diagrams.is_leaf(node):
            node = self.diagrams.branches(node)[self.diagrams.variable(node) in chosen]
        return bool(self.diagrams.value(node))


def _closes_the_world(ruleset: Ruleset) -> bool:
    return any(getattr(it, "missing_as", None) is not None for it in program(ruleset).conditions)


def _reads_too_many(assessment: Assessment) -> bool:
    ruleset = assessment.ruleset
    compares = (it for it in program(ruleset).conditions if isinstance(it, Compare))
    return any(len(reads(it, ruleset)) > MOST_READ for it in compares)


def _one_reason(assessment: Assessment, classification: str) -> tuple[str, ...]:
    """Return one reason, found by leaving out fact after fact as long as the possible levels stay the same."""
    wanted = assessment.classifications[classification].possible
    kept = [id_ for id_, fact in assessment.facts.items() if Cause.MISSING not in fact.causes]
    for id_ in tuple(kept):
        fewer = assessment.facts.only(frozenset(kept) - {id_})
        again = assess(assessment.ruleset, fewer, as_of=assessment.as_of)
        if again.classifications[classification].possible == wanted:
            kept.remove(id_)
    return tuple(kept)
