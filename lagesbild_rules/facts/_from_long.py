"""From long tables (one row an observation) to observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import evolve, frozen

from lagesbild_rules.errors import (
    FactsError,
    Place,
    Problem,
    listed,
    quoted,
    suggestion,
)
from lagesbild_rules.facts._from_cells import (
    Cell,
    read_value,
)
from lagesbild_rules.facts._long_columns import LONG_COLUMNS
from lagesbild_rules.facts._model import CategoryKind, Indicator, NumberKind
from lagesbild_rules.facts._observation import CODES, Observation, problems_of
from lagesbild_rules.facts._row_reader import RowReader
from lagesbild_rules.facts._rows import Layout, Row, Table, Tabular, header_problems, known_cells, open_table

_LAYOUT: Final = Layout(
    LONG_COLUMNS,
    {"area": "it names the area of each row", "indicator": "it names the indicator that each row speaks of"},
)


@frozen
class ObservationTable:
    """The observations of a long table in its order, and the problems of the rows that were skipped."""

    rows: tuple[Observation, ...]
    skipped: tuple[Problem, ...] = ()
    path: str = ""


def is_long(table: Table, indicators: Mapping[str, Indicator]) -> bool:
    """Return whether *table* is a long one: it has a column ``indicator``, and there is no indicator of that id."""
    return "indicator" in table.columns and "indicator" not in indicators


def read_observations(
    path: Tabular, indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> ObservationTable:
    """Return the observations in the long table at *path* (CSV, JSON Lines, Parquet, XLSX), or in an Arrow table.

    Raises ``FactsError`` with all problems of all rows. With *skip_bad_rows* the rows that have a problem are left
    out and their problems returned as ``skipped``; problems of the table as a whole are raised still.
    """
    return observations_of(open_table(path), indicators, skip_bad_rows=skip_bad_rows)


def observations_of(
    table: Table, indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> ObservationTable:
    """Return the observations in *table*; raises as ``read_observations``."""
    of_table = header_problems(table, _LAYOUT)
    if table.header is not None and not {"value", "low", "high"}.intersection(table.header):
        finding, help = "the column `value` is missing", "add it, or the columns `low` and `high`"
        of_table.append(Problem(Place(table.path, table.header_line), "LR302", finding, help))
    bad: list[Problem] = []
    good: list[Observation] = []
    whole = not any(problem.code == "LR302" for problem in of_table)
    for row in table.rows if whole else ():
        known = evolve(row, cells=known_cells(table, row, _LAYOUT))
        found = observation_of(known, indicators, table.path, decimal_comma=table.decimal_comma)
        if isinstance(found, Observation):
            good.append(found)
        else:
            bad.extend(found)
    clashes = [*_ids_twice(good), *_circles(good)]
    lines = {problem.place.line for problem in clashes}
    bad = sorted([*bad, *clashes], key=lambda problem: problem.place.line or 0)
    if of_table or (bad and not skip_bad_rows):
        raise FactsError([*of_table, *bad])
    return ObservationTable(tuple(it for it in good if it.place.line not in lines), tuple(bad), table.path)


def observation_of(
    row: Row, indicators: Mapping[str, Indicator], path: str, *, decimal_comma: bool = False
) -> Observation | list[Problem]:
    """Return the observation that *row* holds, or everything that is wrong with it."""
    reader = _LongReader(row, path, LONG_COLUMNS)
    if not row.whole:
        return reader.problems
    area = reader.area("area")
    indicator = indicators.get(reader.text("indicator") or "")
    if indicator is None:
        reader.unknown_indicator(indicators)
    ends = reader.ends(indicator, decimal_comma) if indicator else None
    fields: dict[str, Any] = {
        "area": area,
        "valid_from": reader.day("valid_from"),
        "valid_until": reader.day("valid_until"),
        "recorded_at": reader.time("recorded_at"),
        "withdrawn": reader.time_or_truth("withdrawn") or False,
        **{column: reader.word(column, choices) for column, choices in CODES.items()},
        **{it: reader.line(it) for it in ("superseded_by", "handling_ground", "reported_by", "observation_id")},
        "note": reader.text("note"),
    }
    reader.problems += problems_of(fields, reader.place())
    if reader.problems or indicator is None or ends is None:
        return reader.problems
    return Observation(indicator=indicator.id, low=ends[0], high=ends[1], place=reader.place(), **fields)


class _LongReader(RowReader):
    def unknown_indicator(self, indicators: Mapping[str, Indicator]) -> None:
        if text := self.text("indicator"):
            self.report("indicator", "LR301", f"unknown indicator {quoted(text)}", suggestion(text, indicators))
        elif not self.wrong("indicator"):
            self.report("indicator", "LR706", "the row names no indicator", f"write {listed(indicators)}")

    def ends(self, indicator: Indicator, decimal_comma: bool) -> tuple[Decimal | str, Decimal | str] | None:
        """Return the least and greatest value that the row states: from `value`, or from `low` and `high`."""

        def take(cell: Cell) -> Decimal | str | None:
            return read_value(indicator, cell, decimal_comma=decimal_comma)

        value, low, high = (self.read(column, take) for column in ("value", "low", "high"))
        if any(map(self.wrong, ("value", "low", "high"))):
            return None
        if value is not None and low is None and high is None:
            return value, value
        if value is not None:
            self.report("value", "LR706", "a value and an end of a span", "write `value`, or `low` and `high`")
        elif low is None and high is None:
            self.report("value", "LR706", "the row states no value", "leave the row out where nothing is known")
        elif low is None or high is None:
            missing = "low" if low is None else "high"
            self.report(missing, "LR706", f"a span without its `{missing}`", "write both ends")
        elif isinstance(indicator.kind, CategoryKind) and low != high:
            self.report("low", "LR706", f"{quoted(indicator.id)} has no order, so no span", "write one `value`")
        elif _rank(indicator, low) > _rank(indicator, high):
            finding = f"the span from {quoted(str(low))} to {quoted(str(high))} is empty"
            self.report("low", "LR706", finding, "exchange `low` and `high`")
        else:
            return low, high
        return None


def _rank(indicator: Indicator, value: Decimal | str) -> Decimal | int:
    kind = indicator.kind
    if isinstance(kind, NumberKind):
        return Decimal(value)
    return kind.values.index(str(value))


def _ids_twice(observations: Iterable[Observation]) -> Iterator[Problem]:
    by_id: dict[str, list[Observation]] = {}
    for it in observations:
        if it.observation_id is not None:
            by_id.setdefault(it.observation_id, []).append(it)
    for id_, found in by_id.items():
        if len(set(found)) > 1:
            lines = ", ".join(str(it.place.line) for it in found[:5])
            for it in found:
                finding = f"the observation {quoted(id_)} stands in several rows that differ: {lines}"
                help = "give each its own id; a correction names the one that corrects it in `superseded_by`"
                yield Problem(Place(it.place.path, it.place.line, "observation_id"), "LR707", finding, help)


def _circles(observations: Iterable[Observation]) -> Iterator[Problem]:
    """Yield a problem for each observation that is superseded, by way of others, by itself."""
    corrected = {it.observation_id: it.superseded_by for it in observations if it.observation_id and it.superseded_by}
    for it in observations:
        seen: list[str] = []
        id_ = it.observation_id
        while id_ is not None and id_ not in seen:
            seen.append(id_)
            id_ = corrected.get(id_)
        if id_ is not None and id_ == it.observation_id and len(seen) > 1:
            finding = f"a circle of corrections: {' → '.join(quoted(name) for name in [*seen[:5], id_])}"
            place = Place(it.place.path, it.place.line, "superseded_by")
            yield Problem(place, "LR704", finding, "one of them must not be superseded")
