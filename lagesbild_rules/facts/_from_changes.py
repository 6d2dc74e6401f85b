"""From what is told of an area, a fact or a few at a time, to facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from attrs import evolve

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._from_cells import Cell, Unreadable, area_name, read_cell, unknown_column
from lagesbild_rules.facts._model import (
    CategoryKind,
    Cause,
    Fact,
    FiniteFact,
    Indicator,
    Kind,
    NumberFact,
    NumberKind,
    TruthKind,
    unknown,
)
from lagesbild_rules.facts._rows import json_row

_SAID: Final = ("area", "indicator", "value", "low", "high", "withdrawn")
_OF_AN_OBSERVATION: Final = (
    *("valid_from", "valid_until", "recorded_at", "superseded_by"),
    *("source_grade", "information_grade", "observation_id"),
)
"""Columns of a long table that decide which observation counts, and for how long: no single fact has them."""
_REMARKS: Final = ("basis", "handling", "handling_ground", "reported_by", "note")
"""Columns of a long table on which no class depends."""

_WITHDRAWN: Final = Indicator("withdrawn", TruthKind())


def read_change(
    area: Cell,
    row: Mapping[str, Cell | Fact],
    indicators: Mapping[str, Indicator],
    place: Callable[[str], Place],
) -> tuple[str, dict[str, Fact]]:
    """Return the name of *area* as it is kept, and the fact that *row* holds of each indicator it names.

    Raises ``FactsError`` with every problem, each at ``place(column)``.
    """
    problems: list[Problem] = []
    name = ""
    try:
        name = area_name(area)
    except Unreadable as it:
        problems.append(Problem(place("area"), it.code, it.finding, it.help))
    facts: dict[str, Fact] = {}
    for column, cell in row.items():
        if column not in indicators:
            problems.append(unknown_column(place(column), column, ["area", *indicators]))
            continue
        try:
            facts[column] = _fact(indicators[column], cell)
        except Unreadable as it:
            problems.append(Problem(place(column), it.code, it.finding, it.help))
    if problems:
        raise FactsError(problems)
    return name, facts


def read_changed_line(line: str, place: Place, indicators: Mapping[str, Indicator]) -> tuple[str, dict[str, Fact]]:
    """Return the area and the facts that a *line* of JSON tells: a wide row, or a long one of one indicator.

    A line is long when it has a key ``indicator`` and the ruleset has no indicator of that name. Raises
    ``FactsError`` with every problem, each at *place* and the key.
    """
    row = json_row(line, place)
    if row.problems:
        raise FactsError(row.problems)

    def at(column: str) -> Place:
        return evolve(place, column=column)

    cells = dict(row.cells)
    if "indicator" in cells and "indicator" not in indicators:
        return _read_long(cells, at, indicators)
    area = cells.pop("area", None)
    return read_change(area, cells, indicators, at)


def _read_long(
    cells: Mapping[str, Cell], at: Callable[[str], Place], indicators: Mapping[str, Indicator]
) -> tuple[str, dict[str, Fact]]:
    problems = list(_other_columns(cells, at))
    id_, told = cells["indicator"], None
    if not isinstance(id_, str) or id_.strip() not in indicators:
        finding = f"there is no indicator {quoted(str(id_))}"
        problems.append(Problem(at("indicator"), "LR301", finding, f"the indicators are {listed(indicators)}"))
    else:
        try:
            told = id_.strip(), _long_fact(indicators[id_.strip()], cells)
        except Unreadable as it:
            problems.append(Problem(at("value"), it.code, it.finding, it.help))
    try:
        name, facts = read_change(cells.get("area"), dict([told] if told else []), indicators, at)
    except FactsError as it:
        problems += it.problems
    if problems:
        raise FactsError(problems)
    return name, facts


def _other_columns(cells: Mapping[str, Cell], at: Callable[[str], Place]) -> Iterator[Problem]:
    for column, cell in cells.items():
        if column in _OF_AN_OBSERVATION and cell not in (None, ""):
            finding = f"{quoted(column)} belongs to an observation; what is watched are facts"
            help = "tell the fact as it is now: `area`, `indicator` and `value`, or `withdrawn`"
            yield Problem(at(column), "LR805", finding, help)
        elif column not in (*_SAID, *_OF_AN_OBSERVATION, *_REMARKS):
            yield Problem(at(column), "LR301", f"unknown column {quoted(column)}", f"a long row has {listed(_SAID)}")


def _long_fact(indicator: Indicator, cells: Mapping[str, Cell]) -> Fact:
    if read_cell(_WITHDRAWN, cells.get("withdrawn")) == FiniteFact(("true",)):
        return unknown(indicator.kind)
    if "low" in cells or "high" in cells:
        if cells.get("value") not in (None, ""):
            raise Unreadable("LR307", "the row has a value, and a low or high", "keep the one or the other")
        return _between(indicator, cells.get("low"), cells.get("high"))
    if "value" not in cells:
        help = 'add `"value": …`, `"low": …, "high": …` or `"withdrawn": true`'
        raise Unreadable("LR302", "the row tells no value", help)
    return read_cell(indicator, cells["value"])


def _between(indicator: Indicator, low: Cell, high: Cell) -> Fact:
    """Return the fact that the value lies from *low* to *high*; one that is empty is the end of the range."""
    kind = indicator.kind
    if isinstance(kind, CategoryKind):
        help = "write one of its codes as the `value`"
        raise Unreadable("LR307", f"the codes of {quoted(indicator.id)} have no order", help)
    if isinstance(kind, NumberKind):
        exact = evolve(indicator, kind=evolve(kind, precision=None))
        first, last = read_cell(exact, low).low, read_cell(exact, high).high
        assert not isinstance(first, str)
        assert not isinstance(last, str)
        if first is not None and last is not None and first > last:
            raise Unreadable("LR307", f"low {plain(first)} is above high {plain(last)}", "exchange them")
        fact: Fact = NumberFact(first, last)
    else:
        mildest, gravest = read_cell(indicator, low).low, read_cell(indicator, high).high
        assert isinstance(mildest, str)
        assert isinstance(gravest, str)
        start, end = kind.values.index(mildest), kind.values.index(gravest)
        if start > end:
            finding = f"low {quoted(mildest)} is above high {quoted(gravest)}"
            raise Unreadable("LR307", finding, "exchange them")
        fact = FiniteFact(kind.values[start : end + 1])
    if fact.exact:
        return fact
    nothing = unknown(kind)
    return nothing if evolve(fact, causes=nothing.causes) == nothing else evolve(fact, causes=(Cause.ROUNDED,))


def _fact(indicator: Indicator, given: Cell | Fact) -> Fact:
    if isinstance(given, NumberFact | FiniteFact):
        if not _fits(indicator.kind, given):
            help = "give a fact of the indicator's own kind, or a cell"
            raise Unreadable("LR307", f"the fact given is none of {quoted(indicator.id)}", help)
        return given
    return read_cell(indicator, given)


def _fits(kind: Kind, fact: Fact) -> bool:
    if isinstance(kind, NumberKind):
        return isinstance(fact, NumberFact)
    return isinstance(fact, FiniteFact) and bool(fact.values) and fact.possible <= set(kind.values)
