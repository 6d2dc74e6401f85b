"""The interval of each number of a ruleset over which the whole list of areas stays as it is: exact, with its ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal

from attrs import frozen

from lagesbild_rules.facts import NumberFact, fact_rows
from lagesbild_rules.progress import Advance
from lagesbild_rules.ruleset import Count, Name, NumberCompare, Ruleset, leaves, walk
from lagesbild_rules.study._admissible import owners, shown
from lagesbild_rules.study._affine import Ends, Squared, as_decimal, between, forms
from lagesbild_rules.study._outcomes import Areas, Outcomes
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._variants import put

MOST_STEPS: Final = 2000
"""So many critical values are looked at on each side before the search stops."""

UNCHANGED_COLUMNS: Final = {
    "name": "text",
    "value": "text",
    "low": "text",
    "low_closed": "truth",
    "high": "text",
    "high_closed": "truth",
    "whole": "truth",
    "how": "text",
    "moved_below": "texts",
    "moved_above": "texts",
}

How = Literal["exact", "at_least", "squared"]
"""Whether the interval is exact; reaches at least so far, since the search stopped; or was not looked for, since the
parameter multiplies itself."""


@frozen
class End:
    """Where an interval ends: ``None`` where it does not. A closed end belongs to it.

    An end that no decimal equals counts as open: no text can state it. ``moved`` names the areas that get other
    possible levels there, or right behind it.
    """

    at: Fraction | None
    closed: bool = False
    moved: tuple[str, ...] = ()
    complete: bool = True


@frozen
class Unchanged:
    """The values of one parameter or reading, around the chosen one, under which no area gets other possible levels.

    ``whole`` tells that only whole numbers are meant: it counts conditions.
    """

    name: str
    value: Decimal
    low: End
    high: End
    whole: bool
    how: How

    def row(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": shown(self.value),
            "low": fraction_text(self.low.at),
            "low_closed": self.low.closed,
            "high": fraction_text(self.high.at),
            "high_closed": self.high.closed,
            "whole": self.whole,
            "how": self.how,
            "moved_below": list(self.low.moved),
            "moved_above": list(self.high.moved),
        }


@frozen
class Intervals:
    """For every parameter and reading that is a number, the interval over which the whole list is unchanged."""

    found: tuple[Unchanged, ...]

    def rows(self) -> list[dict[str, Any]]:
        return [it.row() for it in self.found]

    def table(self) -> Any:
        return arrow_table(self.rows(), UNCHANGED_COLUMNS)


def fraction_text(it: Fraction | None) -> str | None:
    """Return *it* as a decimal where one equals it, else as a fraction."""
    if it is None:
        return None
    number = as_decimal(it)
    return str(it) if number is None else shown(number)


def numbers_of(ruleset: Ruleset) -> dict[str, Decimal]:
    """Return the parameters and readings of *ruleset* that are one number each."""
    values = {id_: ruleset.value(id_) for id_ in (*ruleset.parameters, *ruleset.readings)}
    return {id_: it for id_, it in values.items() if isinstance(it, Decimal)}


def unchanged(
    ruleset: Ruleset, areas: Areas, base: Outcomes, name: str, advance: Advance, *, most: int = MOST_STEPS
) -> Unchanged:
    """Return the interval of *name* over which *areas* keep the levels of *base*; at most so many steps each way."""
    value = numbers_of(ruleset)[name]
    search = _Search(ruleset, areas, base, name, most)
    advance()
    if search.counts:
        low, high = search.whole(-1), search.whole(1)
        return Unchanged(name, value, low, high, True, "exact")
    try:
        critical = search.critical()
    except Squared:
        point = End(Fraction(value), True)
        return Unchanged(name, value, point, point, False, "squared")
    low, high = search.outwards(critical, -1), search.outwards(critical, 1)
    return Unchanged(name, value, low, high, False, "exact" if low.complete and high.complete else "at_least")


class _Search:
    def __init__(self, ruleset: Ruleset, areas: Areas, base: Outcomes, name: str, most: int) -> None:
        self.ruleset, self.areas, self.base, self.name, self.most = ruleset, areas, base, name, most
        self.value = Fraction(numbers_of(ruleset)[name])
        self.names = areas.names()
        conditions = [it for _, when in owners(ruleset) if when for it in walk(when)]
        self.counts = [it for it in conditions if isinstance(it, Count) and it.k == Name(name)]
        self.compares = [it for it in conditions if isinstance(it, NumberCompare) and _reads(it, name)]

    def whole(self, way: int) -> End:
        """Return how far whole numbers reach that a count can be, one step after the other."""
        last = min(len(it.members) for it in self.counts)
        at = int(self.value)
        while 0 <= at + way <= last:
            if moved := self._moved(Decimal(at + way), range(len(self.areas))):
                return End(Fraction(at), True, moved)
            at += way
        return End(Fraction(at), True)

    def critical(self) -> dict[Fraction, list[int]]:
        """Return every value at which some area may change, with the rows that may.

        Between two values next to each other no comparison of any area changes its truth.
        """
        found: dict[Fraction, dict[int, None]] = {}
        for form in dict.fromkeys(form for it in self.compares for form in forms(it, self.name, self.ruleset)):
            known: dict[tuple[Ends, ...], frozenset[Fraction]] = {}
            ids = tuple(id_ for id_, _ in form.weights)
            for row, facts in enumerate(self._ends(ids)):
                if facts not in known:
                    known[facts] = frozenset(form.critical(dict(zip(ids, facts, strict=True))))
                for it in known[facts]:
                    found.setdefault(it, {})[row] = None
        return {it: list(rows) for it, rows in found.items()}

    def _ends(self, ids: tuple[str, ...]) -> Iterator[tuple[Ends, ...]]:
        present = [id_ for id_ in ids if id_ in self.areas.batch.schema.names]
        batch = self.areas.batch.select(["area", *present])
        indicators = {id_: self.areas.indicators[id_] for id_ in ids}
        for facts in fact_rows(batch, indicators):
            yield tuple(_exact(facts[id_]) for id_ in ids)

    def outwards(self, critical: Mapping[Fraction, list[int]], way: int) -> End:
        """Return the first value on one side at which, or behind which, an area gets other possible levels.

        An area can only change at its own critical values, so that no other is assessed there.
        """
        ahead = sorted((it for it in critical if (it - self.value) * way > 0), key=lambda it: it * way)
        points = [self.value, *ahead]
        for step, at in enumerate(points):
            if step > self.most:
                return End(at, False, (), complete=False)
            rows = critical.get(at, [])
            stated = as_decimal(at)
            if step and stated is not None and (moved := self._moved(stated, rows)):
                return End(at, False, moved)
            behind = points[step + 1] if step + 1 < len(points) else at + way
            if rows and (moved := self._moved(between(*sorted((at, behind))), rows)):
                return End(at, stated is not None, moved)
        return End(None)

    def _moved(self, value: Decimal, rows: Any) -> tuple[str, ...]:
        made = put(self.ruleset, {self.name: value})
        rows = list(rows)
        here = self.areas.take(rows).outcomes(made)
        changed: dict[int, None] = {}
        for name, codes in here.codes.items():
            changed |= dict.fromkeys(int(it) for it in (codes != self.base.codes[name][rows]).nonzero()[0])
        return tuple(self.names[rows[it]] for it in sorted(changed))


def _reads(compare: NumberCompare, name: str) -> bool:
    return any(leaf == Name(name) for side in (compare.left, *compare.right) for leaf in leaves(side))


def _exact(fact: object) -> Ends:
    assert isinstance(fact, NumberFact)
    low, high = fact.low, fact.high
    return (None if low is None else Fraction(low), None if high is None else Fraction(high))
