"""Population: which areas of a table move from one ruleset to another, how and through which criteria."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from attrs import evolve, frozen

from lagesbild_rules.explanation import AreaComparison, compare_areas
from lagesbild_rules.facts import FactSet, Indicator, read_facts
from lagesbild_rules.ruleset import Ruleset, RulesetDiff, diff
from lagesbild_rules.study._edits import Hybrids
from lagesbild_rules.study._tables import arrow_table

POPULATION_COLUMNS: Final = {
    "area": "text",
    "classification": "text",
    "before": "texts",
    "after": "texts",
    "move": "text",
    "through": "texts",
}

Pairs = Sequence[tuple[FactSet, FactSet]]
"""What is known of each area, as the earlier and as the later ruleset ask for it."""


@frozen
class Population:
    """The areas of a table that have other possible levels under the later ruleset."""

    diff: RulesetDiff
    comparison: AreaComparison

    @property
    def moved(self) -> int:
        return self.comparison.changed

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "area": it.area,
                "classification": it.classification[1] or it.classification[0],
                "before": list(it.before),
                "after": list(it.after),
                "move": it.move,
                "through": [through.after or through.before for through in it.through],
            }
            for it in self.comparison.moves
        ]

    def table(self) -> Any:
        """Return ``rows`` as an Arrow table: a row for each area and classification that moves."""
        return arrow_table(self.rows(), POPULATION_COLUMNS)


def population(before: Ruleset, after: Ruleset, table: Pairs, as_of: date) -> Population:
    """Return which areas of *table* move from *before* to *after*.

    The columnar engine finds those whose levels differ; only they are compared one by one. ``counts`` of the
    comparison are of them alone.
    """
    changes = diff(before, after)
    hybrids = Hybrids(before, after)
    facts, levels, every = hybrids.facts(table), hybrids.common(), frozenset(hybrids.things)
    made = [hybrids.ruleset(it) for it in (frozenset[tuple[str, str]](), every)]
    was, now = (
        facts.for_(ruleset, it).outcomes(ruleset, levels)
        for ruleset, it in zip(made, (frozenset[tuple[str, str]](), every), strict=True)
    )
    differ = [table[int(row)] for row in was.moved(now).nonzero()[0]]
    return Population(changes, evolve(compare_areas(changes, differ, as_of), areas=len(table)))


def read_pairs(
    path: str | os.PathLike[str],
    before: Ruleset,
    after: Ruleset,
    as_of: date,
    known_at: datetime | None = None,
) -> tuple[tuple[FactSet, FactSet], ...]:
    """Return the facts in the table at *path*, wide or of observations, as either ruleset asks for them on a day.

    A column that only one of them knows is left out for the other. Raises ``FactsError`` as ``read_facts`` does.
    """
    tables = []
    for ruleset, other in ((before, after), (after, before)):
        known = {**other.indicators, **ruleset.indicators}
        rows = read_facts(path, known, evidence=ruleset.evidence, as_of=as_of, known_at=known_at).rows
        tables.append([_only(it, ruleset.indicators) for it in rows])
    return tuple(zip(*tables, strict=True))


def _only(facts: FactSet, indicators: Mapping[str, Indicator]) -> FactSet:
    return FactSet.of(facts.area, indicators, {id_: facts[id_] for id_ in indicators})
