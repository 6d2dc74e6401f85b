"""Attribution: which edit between two rulesets moves how many areas, shared out by Shapley values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import comb, sqrt
from typing import Any, Final

from attrs import frozen

from lagesbild_rules.facts import FactSet
from lagesbild_rules.progress import Advance, Progress, quiet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study._admissible import Thing
from lagesbild_rules.study._edits import Edit, Facts, Hybrids, Inseparable
from lagesbild_rules.study._outcomes import Outcomes
from lagesbild_rules.study._shares import Z
from lagesbild_rules.study._tables import arrow_table

MOST_EXACT: Final = 10
"""Up to so many edits every subset of them is assessed."""
PERMUTATIONS: Final = 200
"""So many orders of the edits are drawn where there are more."""

WAYS: Final = ("moved", "up", "down", "other")
"""All that move; those decided before and after that get a more serious level, or a milder one; and the others."""

ATTRIBUTION_COLUMNS: Final = {
    "edit": "text",
    "before": "text",
    "after": "text",
    "classification": "text",
    "way": "text",
    "areas": "number",
    "exact": "text",
    "low": "number",
    "high": "number",
}

Counted = tuple[str | None, str]
"""What is counted: areas that move in a classification, or in any where it is ``None``, and which way."""


@frozen
class Credit:
    """How many areas one edit moves: its Shapley value, with a 95 % interval where it was sampled."""

    value: Fraction
    low: float
    high: float


@frozen
class Attribution:
    """What each edit moves. The values of all edits sum to the number of areas that the whole change moves.

    An area counts as moved when its possible levels are others than under the earlier ruleset. ``permutations`` is how
    many orders of the edits were drawn; ``None`` where every subset was assessed and the values are exact.
    """

    before: Ruleset
    after: Ruleset
    areas: int
    edits: tuple[Edit, ...]
    totals: Mapping[Counted, int]
    credits: tuple[Mapping[Counted, Credit], ...]
    permutations: int | None
    seed: int

    @property
    def moved(self) -> int:
        return self.totals[None, "moved"]

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "edit": str(edit),
                "before": edit.before,
                "after": edit.after,
                "classification": classification,
                "way": way,
                "areas": float(it.value),
                "exact": str(it.value),
                "low": it.low,
                "high": it.high,
            }
            for edit, credits in zip(self.edits, self.credits, strict=True)
            for (classification, way), it in credits.items()
        ]

    def table(self) -> Any:
        """Return ``rows`` as an Arrow table: a row for each edit, classification and way."""
        return arrow_table(self.rows(), ATTRIBUTION_COLUMNS)


def attribution(
    before: Ruleset,
    after: Ruleset,
    table: Sequence[tuple[FactSet, FactSet]],
    *,
    most: int = MOST_EXACT,
    permutations: int = PERMUTATIONS,
    seed: int = 0,
    progress: Progress = quiet,
) -> Attribution:
    """Return how many areas of *table*, the facts of each for either ruleset, each edit moves.

    With at most *most* edits the Shapley values are exact; else so many *permutations* of the edits are drawn with
    *seed*. Things that cannot be changed one without the other are one edit.
    """
    hybrids = Hybrids(before, after)
    values = _Values(hybrids, hybrids.facts(list(table)))
    groups = [frozenset({it}) for it in hybrids.things]
    while True:
        try:
            return _attribution(before, after, values, groups, most, permutations, seed, progress)
        except Inseparable as it:
            joined = _union([group for group in groups if group & it.things])
            if joined in groups:  # whose fault it is cannot be told
                if len(groups) == 1:
                    raise
                joined = frozenset(hybrids.things)
            at = min(n for n, group in enumerate(groups) if group <= joined)
            groups = [joined if n == at else group for n, group in enumerate(groups) if n == at or not group <= joined]


def _attribution(
    before: Ruleset,
    after: Ruleset,
    values: _Values,
    groups: list[frozenset[Thing]],
    most: int,
    permutations: int,
    seed: int,
    progress: Progress,
) -> Attribution:
    exact = len(groups) <= most
    with progress(2 ** len(groups) if exact else permutations, "attribution") as advance:
        if exact:
            credits = tuple(_exact(values, groups, advance))
        else:
            credits = tuple(_sampled(values, groups, permutations, seed, advance))
    order = {thing: n for n, thing in enumerate(values.hybrids.things)}
    edits = tuple(values.hybrids.edit(sorted(group, key=order.__getitem__)) for group in groups)
    totals = values.of(frozenset(values.hybrids.things))
    made = None if exact else permutations
    return Attribution(before, after, len(values.facts.before), edits, totals, credits, made, seed)


class _Values:
    """How many areas move when some edits are made, worked out once for each set of them."""

    def __init__(self, hybrids: Hybrids, facts: Facts) -> None:
        self.hybrids, self.facts, self.levels = hybrids, facts, hybrids.common()
        self.known: dict[frozenset[Thing], dict[Counted, int]] = {}
        self.base = self._outcomes(frozenset())

    def _outcomes(self, made: frozenset[Thing]) -> Outcomes:
        ruleset = self.hybrids.ruleset(made)
        return self.facts.for_(ruleset, made).outcomes(ruleset, self.levels)

    def of(self, made: frozenset[Thing]) -> dict[Counted, int]:
        if made not in self.known:
            self.known[made] = self._count(self._outcomes(made))
        return self.known[made]

    def _count(self, outcomes: Outcomes) -> dict[Counted, int]:
        found: dict[Counted, int] = {(None, "moved"): int(self.base.moved(outcomes).sum())}
        for name in self.levels:
            later = {it.id for it in self.hybrids.after.classifications[name].levels}
            ways = dict.fromkeys(WAYS, 0)
            for flow in self.base.flows(outcomes):
                if flow.classification != name:
                    continue
                ways["moved"] += flow.areas
                decided = len(flow.before) == len(flow.after) == 1 and later.issuperset((*flow.before, *flow.after))
                order = self.levels[name]
                if not decided:
                    ways["other"] += flow.areas
                elif order.index(flow.after[0]) > order.index(flow.before[0]):
                    ways["up"] += flow.areas
                else:
                    ways["down"] += flow.areas
            found |= {(name, way): areas for way, areas in ways.items()}
        return found


def _union(groups: Sequence[frozenset[Thing]]) -> frozenset[Thing]:
    return frozenset[Thing]().union(*groups)


def _exact(values: _Values, groups: list[frozenset[Thing]], advance: Advance) -> Iterator[Mapping[Counted, Credit]]:
    """Yield the Shapley value of each group: what it adds to every subset of the others, weighted by its size."""
    size = len(groups)
    by_subset = []
    for mask in range(2**size):
        by_subset.append(values.of(_union([it for bit, it in enumerate(groups) if mask >> bit & 1])))
        advance()
    for bit in range(size):
        total = dict.fromkeys(by_subset[0], Fraction(0))
        for mask in range(2**size):
            if mask >> bit & 1:
                continue
            weight = Fraction(1, size * comb(size - 1, mask.bit_count()))
            for counted in total:
                total[counted] += weight * (by_subset[mask | 1 << bit][counted] - by_subset[mask][counted])
        yield {counted: Credit(it, float(it), float(it)) for counted, it in total.items()}


def _sampled(
    values: _Values, groups: list[frozenset[Thing]], permutations: int, seed: int, advance: Advance
) -> Iterator[Mapping[Counted, Credit]]:
    """Yield the mean of what each group adds when its turn comes, over orders drawn evenly."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(seed))
    added: list[list[dict[Counted, int]]] = [[] for _ in groups]
    for _ in range(permutations):
        made: frozenset[Thing] = frozenset()
        was = values.of(made)
        for at in generator.permutation(len(groups)):
            made |= groups[at]
            now = values.of(made)
            added[at].append({counted: now[counted] - was[counted] for counted in now})
            was = now
        advance()
    for own in added:
        yield {counted: _mean([it[counted] for it in own]) for counted in own[0]}


def _mean(numbers: Sequence[int]) -> Credit:
    size = len(numbers)
    mean = Fraction(sum(numbers), size)
    spread = sum((it - float(mean)) ** 2 for it in numbers) / (size - 1) if size > 1 else 0.0
    half = Z * sqrt(spread / size)
    return Credit(mean, float(mean) - half, float(mean) + half)
