"""The envelope over readings: the class under every admissible combination of what the text leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import prod
from typing import Final

from attrs import evolve

from lagesbild_rules.evaluation import (
    Assessment,
    Diagrams,
    Symbolic,
    closing,
    count_of,
    count_truth,
    symbolic,
    verdict,
)
from lagesbild_rules.explanation._condition_parts import names_in
from lagesbild_rules.explanation._model import Envelope, ReadingChange
from lagesbild_rules.facts import Fact
from lagesbild_rules.ruleset import Compare, Count, Name, Ruleset, Value
from lagesbild_rules.truth import Truth

MOST_CHANGES: Final = 20
"""The most smallest changes that are listed for one other outcome."""


def envelope(assessment: Assessment) -> dict[str, Envelope]:
    """Return, for each classification, its outcomes under every admissible combination of readings."""
    readings = _Readings(assessment)
    made = symbolic(assessment.ruleset, readings.compare, readings.count)
    return {
        name: readings.envelope(made, name, outcome.possible) for name, outcome in assessment.classifications.items()
    }


Chosen = Mapping[int, int]
"""The position of a reading, and that of one of its admissible values."""
Kept = dict[tuple[object, ...], tuple[Compare, Callable[[Mapping[str, Fact]], Truth]]]


def _nothing_kept(_: Ruleset) -> Kept:
    return {}


class _Readings:
    """Comparisons as functions of the readings: variable i is reading i, its branches the admissible values."""

    def __init__(self, assessment: Assessment) -> None:
        self.ruleset, self.facts = assessment.ruleset, assessment.facts
        self.ids = list(self.ruleset.readings)
        self.values = [self.ruleset.readings[id_].admissible for id_ in self.ids]
        self.kept = self.ruleset.derived(_nothing_kept)

    def compare(self, diagrams: Diagrams, compare: Compare, before: tuple[int, ...]) -> int:
        del before  # what it is without ``missing_as`` may depend on the same readings, so it is looked at afresh
        return self._branch(
            diagrams,
            self._positions(names_in(compare)),
            {},
            lambda chosen: diagrams.leaf(self._says(compare, chosen)(self.facts.facts)),
        )

    def count(self, diagrams: Diagrams, condition: Count, counted: int) -> int:
        names = [condition.k.id] if isinstance(condition.k, Name) else []

        def leaf(chosen: Chosen) -> int:
            k = count_of(condition.k, self._read(chosen))
            return diagrams.map(lambda found: count_truth(condition, k, found), counted)

        positions = self._positions(iter(names))
        if not positions:
            return leaf({})
        # The reading may stand before variables of the members, so its branches are joined, not stacked.
        (position,) = positions
        parts = [leaf({position: index}) for index in range(len(self.values[position]))]
        chosen = diagrams.choice(position, [diagrams.leaf(index) for index in range(len(parts))])
        return diagrams.select(chosen, parts)

    def _positions(self, names: Iterator[str]) -> list[int]:
        return sorted(self.ids.index(name) for name in names if name in self.ruleset.readings)

    def _says(self, compare: Compare, chosen: Chosen) -> Callable[[Mapping[str, Fact]], Truth]:
        """Return what says the truth of *compare* under the readings *chosen*, made once for a ruleset."""
        key = (id(compare), *chosen.items())  # the comparison lives as long as the ruleset, and to hash it takes long
        if key not in self.kept:
            read = self._read(chosen)
            say = verdict(compare, read)
            if compare.missing_as is not None:
                close = closing(compare, read)
                self.kept[key] = compare, lambda facts: close(facts, say(facts))
            else:
                self.kept[key] = compare, say
        return self.kept[key][1]

    def _read(self, chosen: Chosen) -> Ruleset:
        if not chosen:
            return self.ruleset
        readings = dict(self.ruleset.readings)
        for position, index in chosen.items():
            id_ = self.ids[position]
            readings[id_] = evolve(readings[id_], value=self.values[position][index])
        return evolve(self.ruleset, readings=readings)

    def _branch(
        self, diagrams: Diagrams, left: list[int], chosen: dict[int, int], leaf: Callable[[Chosen], int]
    ) -> int:
        if not left:
            return leaf(chosen)
        position, *rest = left
        branches = [
            self._branch(diagrams, rest, {**chosen, position: index}, leaf)
            for index in range(len(self.values[position]))
        ]
        return diagrams.choice(position, branches)

    def envelope(self, made: Symbolic, name: str, chosen: tuple[str, ...]) -> Envelope:
        diagrams, node = made.diagrams, made.outcomes[name]
        sizes = [len(values) for values in self.values]
        counts = diagrams.counts(node, sizes)
        ladder = [level.id for level in self.ruleset.classifications[name].levels]
        order = sorted(counts, key=lambda it: (it != chosen, [ladder.index(level) for level in it]))
        return Envelope(
            tuple((outcome, counts[outcome]) for outcome in order),
            prod(sizes),
            tuple(self.ids[position] for position in sorted(diagrams.support(node))),
            tuple(
                change for outcome in order if outcome != chosen for change in self._changes(diagrams, node, outcome)
            ),
        )

    def _changes(self, diagrams: Diagrams, node: int, wanted: tuple[str, ...]) -> Iterator[ReadingChange]:
        """Yield the smallest changes of readings that lead to *wanted*."""
        own = [
            values.index(self.ruleset.readings[id_].value) for id_, values in zip(self.ids, self.values, strict=True)
        ]

        @cache
        def least(it: int) -> float:
            if diagrams.is_leaf(it):
                return 0 if diagrams.value(it) == wanted else float("inf")
            kept = own[diagrams.variable(it)]
            return min(least(branch) + (index != kept) for index, branch in enumerate(diagrams.branches(it)))

        def walk(it: int, budget: float, changed: tuple[tuple[str, Value], ...]) -> Iterator[ReadingChange]:
            if least(it) > budget:
                return
            if diagrams.is_leaf(it):
                yield ReadingChange(changed, wanted)
                return
            position = diagrams.variable(it)
            for index, branch in enumerate(diagrams.branches(it)):
                if index == own[position]:
                    yield from walk(branch, budget, changed)
                else:
                    change = (self.ids[position], self.values[position][index])
                    yield from walk(branch, budget - 1, (*changed, change))

        for number, change in enumerate(walk(node, least(node), ())):
            if number == MOST_CHANGES:
                return
            yield change
