"""From wide tables (one row an area, one column an indicator) in CSV or JSON Lines to facts."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts._from_cells import Cell, facts_from_row, unknown_column
from lagesbild_rules.facts._model import FactSet, Indicator
from lagesbild_rules.files import read_text

_log = logging.getLogger(__name__)


@frozen
class FactTable:
    """The facts of a table in its order, and the problems of the rows that were skipped."""

    rows: tuple[FactSet, ...]
    skipped: tuple[Problem, ...] = ()


@frozen
class _Row:
    line: int
    cells: Mapping[str, Cell]
    problems: tuple[Problem, ...] = ()


@frozen
class _Table:
    rows: Iterator[_Row]
    problems: list[Problem]
    """Of the table as a whole: no row can be taken while there is one."""
    decimal_comma: bool = False


def read_facts(
    path: str | os.PathLike[str], indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> FactTable:
    """Return the facts of every area in the wide table at *path* (``.csv``, ``.jsonl`` or ``.ndjson``).

    Raises ``FactsError`` with all problems of all rows. With *skip_bad_rows* the rows that have a problem
    are left out and their problems returned as ``skipped``; problems of the table as a whole are raised still.
    """
    shown = os.fspath(path)
    suffix = Path(path).suffix.lower()
    if suffix not in _READERS:
        read_text(path, FactsError)
        finding = f"`{suffix}` is no kind of table known here" if suffix else "the file name has no ending"
        raise FactsError([Problem(Place(shown), "LR007", finding, f"end it with {', '.join(_READERS)}")])
    table = _READERS[suffix](read_text(path, FactsError), shown, indicators)
    rows = list(table.rows)
    bad = [*_areas_twice(rows, shown)]
    twice = {problem.place.line for problem in bad}
    good: list[FactSet] = []
    for row in rows:
        try:
            if row.problems:
                raise FactsError(row.problems)
            facts = facts_from_row(
                row.cells,
                indicators,
                place=lambda column, line=row.line: Place(shown, line, column),  # type: ignore[misc]
                decimal_comma=table.decimal_comma,
            )
        except FactsError as it:
            bad.extend(it.problems)
        else:
            if row.line not in twice:
                good.append(facts)
    bad.sort(key=lambda problem: problem.place.line or 0)
    if table.problems or (bad and not skip_bad_rows):
        raise FactsError([*table.problems, *bad])
    _log.info("read %d areas from %s, skipped for %d problems", len(good), shown, len(bad))
    return FactTable(tuple(good), tuple(bad))


def _areas_twice(rows: list[_Row], shown: str) -> Iterator[Problem]:
    lines: dict[str, list[int]] = {}
    for row in rows:
        area = row.cells.get("area")
        if isinstance(area, str) and area.strip():
            lines.setdefault(area.strip(), []).append(row.line)
    for area, where in lines.items():
        for line in where if len(where) > 1 else ():
            finding = f"the area {quoted(area)} has {len(where)} rows: {', '.join(map(str, where))}"
            yield Problem(Place(shown, line, "area"), "LR306", finding, "keep one row for each area")


def _csv(text: str, shown: str, indicators: Mapping[str, Indicator]) -> _Table:
    separator = _separator(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next(row for row in records if row)]
    except csv.Error as it:
        raise FactsError([_csv_problem(shown, records.line_num, it)]) from None
    line = records.line_num
    problems = _header_problems(header, Place(shown, line), indicators)

    def rows() -> Iterator[_Row]:
        while True:
            start = records.line_num + 1
            try:
                fields = next(records, None)
            except csv.Error as it:
                yield _Row(start, {}, (_csv_problem(shown, start, it),))
                continue
            if fields is None:
                return
            if not fields:
                continue
            if len(fields) != len(header):
                finding = f"the row has {len(fields)} fields, the header {len(header)}"
                help = f"put fields that contain `{separator}` in quotation marks"
                if separator == "," and len(fields) > len(header):
                    help += "; a decimal comma is read only where `;` separates the columns"
                yield _Row(start, {}, (Problem(Place(shown, start), "LR304", finding, help),))
                continue
            yield _Row(start, {name: cell for name, cell in zip(header, fields, strict=True) if name in wanted})

    wanted = {"area", *indicators}
    return _Table(rows() if "area" in header else iter(()), problems, decimal_comma=separator == ";")


def _header_problems(header: list[str], place: Place, indicators: Mapping[str, Indicator]) -> list[Problem]:
    problems: list[Problem] = []
    for position, name in enumerate(header, 1):
        if not name:
            problems.append(Problem(place, "LR301", f"column {position} has no name", "name it or remove it"))
        elif name in header[: position - 1]:
            at = Place(place.path, place.line, name)
            problems.append(Problem(at, "LR303", f"the column {quoted(name)} stands twice", "keep one of them"))
        elif name != "area" and name not in indicators:
            problems.append(unknown_column(Place(place.path, place.line, name), name, indicators))
    if "area" not in header:
        problems.append(
            Problem(place, "LR302", "the column `area` is missing", "add it: it names the area of each row")
        )
    return problems


def _separator(text: str) -> str:
    header = text.lstrip("\r\n").partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _csv_problem(shown: str, line: int, it: csv.Error) -> Problem:
    return Problem(Place(shown, line), "LR313", f"not a CSV row: {it}", "check quotation marks and the length of cells")


def _json_lines(text: str, shown: str, _: Mapping[str, Indicator]) -> _Table:
    def rows() -> Iterator[_Row]:
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                cells = json.loads(
                    line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_no_key_twice
                )
            except (ValueError, RecursionError) as it:
                yield _Row(number, {}, (_json_problem(Place(shown, number), it),))
                continue
            if not isinstance(cells, dict):
                finding = "the line is no JSON object"
                help = 'write {"area": "…", "indicator": "…"}'
                yield _Row(number, {}, (Problem(Place(shown, number), "LR312", finding, help),))
                continue
            yield _Row(number, {name.strip(): cell for name, cell in cells.items()})

    return _Table(rows(), [])


class _KeyTwice(ValueError):
    pass


def _no_key_twice(pairs: list[tuple[str, Cell]]) -> dict[str, Cell]:
    cells = dict(pairs)
    if len(cells) < len(pairs):
        names = [name for name, _ in pairs]
        raise _KeyTwice(next(name for name in names if names.count(name) > 1))
    return cells


def _json_problem(place: Place, it: Exception) -> Problem:
    if isinstance(it, _KeyTwice):
        name = str(it)
        at = Place(place.path, place.line, name)
        return Problem(at, "LR303", f"the key {quoted(name)} stands twice", "keep one of them")
    if isinstance(it, json.JSONDecodeError):
        at = Place(place.path, place.line, it.colno)
        return Problem(at, "LR312", f"not JSON: {it.msg[:1].lower()}{it.msg[1:]}", "write one JSON object a line")
    return Problem(place, "LR312", "not JSON: nested too deep", "write one flat JSON object a line")


_READERS = {".csv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines}
