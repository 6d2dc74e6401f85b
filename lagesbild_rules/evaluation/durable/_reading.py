"""From what a watch is told to facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.facts import (
    Cell,
    Fact,
    FiniteFact,
    Indicator,
    Kind,
    NumberFact,
    NumberKind,
    Unreadable,
    facts_from_row,
    read_cell,
    unknown_column,
)


def read_change(
    area: str,
    row: Mapping[str, Cell | Fact],
    indicators: Mapping[str, Indicator],
    place: Callable[[str], Place],
    *,
    sure: bool,
) -> tuple[str, dict[str, Fact]]:
    """Return the name of *area* as it is kept, and the fact that *row* holds of each indicator it names.

    Raises ``FactsError`` with every problem, each at ``place(column)``. The name is not looked at when it is *sure*.
    """
    problems: list[Problem] = []
    name = area
    if not sure:
        try:
            name = facts_from_row({"area": area}, indicators, place=place).area
        except FactsError as it:
            problems += it.problems
    facts: dict[str, Fact] = {}
    for column, cell in row.items():
        if column not in indicators:
            problems.append(unknown_column(place(column), column, indicators))
            continue
        try:
            facts[column] = _fact(indicators[column], cell)
        except Unreadable as it:
            problems.append(Problem(place(column), it.code, it.finding, it.help))
    if problems:
        raise FactsError(problems)
    return name, facts


def _fact(indicator: Indicator, given: Cell | Fact) -> Fact:
    if isinstance(given, NumberFact | FiniteFact):
        if not _fits(indicator.kind, given):
            help = "give a fact of the indicator's own kind, or a cell"
            raise Unreadable("LR307", f"the fact given is none of `{indicator.id}`", help)
        return given
    return read_cell(indicator, given)


def _fits(kind: Kind, fact: Fact) -> bool:
    if isinstance(kind, NumberKind):
        return isinstance(fact, NumberFact)
    return isinstance(fact, FiniteFact) and bool(fact.values) and fact.possible <= set(kind.values)
