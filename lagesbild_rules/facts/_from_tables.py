"""From wide tables (one row an area, one column an indicator) in CSV or JSON Lines to facts."""

from __future__ import annotations

import csv
import io
import json
import logging
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
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
    whole: bool = True
    """Whether the cells can be read; of a row that is not whole the area alone is kept, where it is seen."""


@frozen
class _Table:
    rows: Iterator[_Row]
    problems: list[Problem]
    """Of the table as a whole: no row can be taken while there is one."""
    decimal_comma: bool = False


def read_facts(
    path: str | os.PathLike[str], indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> FactTable:
    """Return the facts of every area in the wide table at *path* (``.csv``, ``.jsonl``, ``.ndjson`` or ``.parquet``).

    Raises ``FactsError`` with all problems of all rows. With *skip_bad_rows* the rows that have a problem
    are left out and their problems returned as ``skipped``; problems of the table as a whole are raised still.
    """
    shown = os.fspath(path)
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        from lagesbild_rules.facts._arrow import parquet_rows  # pyarrow is loaded only where it reads

        return _taken(shown, *parquet_rows(path, indicators), skip_bad_rows=skip_bad_rows)
    if suffix not in _READERS:
        if not os.path.isfile(path):  # noqa: PTH113 - false, where Path raises, for a name that no file can have
            read_text(path, FactsError)
        finding = f"{quoted(suffix)} is no kind of table known here" if suffix else "the file name has no ending"
        raise FactsError([Problem(Place(shown), "LR007", finding, f"save it as {listed([*_READERS, '.parquet'])}")])
    table = _READERS[suffix](read_text(path, FactsError), shown, indicators)
    rows = list(table.rows)
    named = ((row.line, row.cells.get("area")) for row in rows)
    bad = [*areas_twice(((line, area) for line, area in named if isinstance(area, str)), shown)]
    twice = {problem.place.line for problem in bad}
    good: list[FactSet] = []
    for row in rows:
        bad.extend(row.problems)
        if not row.whole:
            continue
        try:
            facts = facts_from_row(
                row.cells,
                indicators,
                place=lambda column, line=row.line: Place(shown, line, column),  # type: ignore[misc]
                decimal_comma=table.decimal_comma,
            )
        except FactsError as it:
            bad.extend(it.problems)
        else:
            if row.line not in twice and not row.problems:
                good.append(facts)
    if table.problems:
        bad.sort(key=lambda problem: problem.place.line or 0)
        raise FactsError([*table.problems, *bad])
    return _taken(shown, good, bad, skip_bad_rows=skip_bad_rows)


def _taken(shown: str, good: list[FactSet], bad: list[Problem], *, skip_bad_rows: bool) -> FactTable:
    bad.sort(key=lambda problem: problem.place.line or 0)
    if bad and not skip_bad_rows:
        raise FactsError(bad)
    _log.info("read %d areas from %s, skipped for %d problems", len(good), shown, len(bad))
    return FactTable(tuple(good), tuple(bad))


def areas_twice(areas: Iterable[tuple[int, str]], shown: str) -> Iterator[Problem]:
    """Yield a problem for each line whose area stands in another line too; *areas* are lines with their areas."""
    lines: dict[str, list[int]] = {}
    for line, area in areas:
        if area.strip():
            lines.setdefault(area.strip(), []).append(line)
    for area, where in lines.items():
        shown_lines = ", ".join(map(str, where[:5])) + (", …" if len(where) > 5 else "")
        for line in where if len(where) > 1 else ():
            finding = f"the area {quoted(area)} has {len(where)} rows: {shown_lines}"
            yield Problem(Place(shown, line, "area"), "LR306", finding, "keep one row for each area")


def _csv(text: str, shown: str, indicators: Mapping[str, Indicator]) -> _Table:
    separator = csv_separator(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip() for name in next((row for row in records if row), ())]
    except csv.Error as it:
        raise FactsError([csv_problem(Place(shown, 1), it)]) from None
    problems = header_problems(header, Place(shown, records.line_num), indicators)
    wanted = {"area", *indicators}

    def rows() -> Iterator[_Row]:
        while True:
            line = records.line_num + 1
            try:
                fields = next(records, None)
            except csv.Error as it:
                yield _Row(line, {}, (csv_problem(Place(shown, line), it),), whole=False)
                continue
            if fields is None:
                return
            if not fields:
                continue
            cells = {name: cell for name, cell in zip(header, fields, strict=False) if name in wanted}
            if len(fields) == len(header):
                yield _Row(line, cells)
            else:
                problem = other_length(Place(shown, line), len(fields), len(header), separator)
                yield _Row(line, cells, (problem,), whole=False)

    return _Table(rows() if "area" in header else iter(()), problems, decimal_comma=separator == ";")


def other_length(place: Place, found: int, wanted: int, separator: str) -> Problem:
    finding = f"the row has {found} {'field' if found == 1 else 'fields'}, the header {wanted}"
    if found < wanted:
        return Problem(place, "LR304", finding, f"write `{separator}` for each cell that is empty")
    help = f"put a field that contains `{separator}` in quotation marks"
    if separator == ",":
        help += "; a decimal comma is read only where `;` separates the columns"
    return Problem(place, "LR304", finding, help)


def header_problems(header: Sequence[str], place: Place, indicators: Mapping[str, Indicator]) -> list[Problem]:
    """Return what is wrong with the names of the columns in the *header* of a wide CSV table."""
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
        help = "add it: it names the area of each row"
        if len(header) == 1 and "\t" in header[0]:
            help = "separate the columns by `,` or `;`, not by tabs"
        problems.append(Problem(place, "LR302", "the column `area` is missing", help))
    return problems


def csv_separator(text: str) -> str:
    header = _FIRST_LINE.match(text)
    return ";" if header and header[0].count(";") > header[0].count(",") else ","


_FIRST_LINE = re.compile(r"[\r\n]*[^\r\n]*")


def csv_problem(place: Place, it: csv.Error) -> Problem:
    match str(it):
        case "unexpected end of data":
            return Problem(place, "LR313", "a quotation mark is never closed", 'close it with `"`')
        case reason if "expected after" in reason:
            finding = "a quotation mark inside a field in quotation marks"
            return Problem(place, "LR313", finding, 'write it twice: `""`')
        case reason if "field limit" in reason:
            finding = f"a field is longer than {csv.field_size_limit()} characters"
            return Problem(place, "LR313", finding, "check quotation marks above it")
        case reason:
            return Problem(place, "LR313", f"not a CSV row: {reason}", "check its quotation marks")


def _json_lines(text: str, shown: str, _: Mapping[str, Indicator]) -> _Table:
    return _Table((_json_row(line, Place(shown, n)) for n, line in enumerate(text.split("\n"), 1) if line.strip()), [])


class _Object(tuple[tuple[str, Cell], ...]):
    """The keys and values of a JSON object as they stand, also those whose key stands twice."""


def _json_row(line: str, place: Place) -> _Row:
    number = place.line or 0
    try:
        found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_Object)
    except (ValueError, RecursionError) as it:
        return _Row(number, {}, (_json_problem(place, it),), whole=False)
    if not isinstance(found, _Object):
        help = 'write {"area": "…", "indicator": "…"}'
        return _Row(number, {}, (Problem(place, "LR312", "the line is no JSON object", help),), whole=False)
    cells = [(name.strip(), cell) for name, cell in found]
    twice = [name for name, times in Counter(name for name, _ in cells).items() if times > 1]
    problems = [
        Problem(Place(place.path, number, name), "LR303", f"the key {quoted(name)} stands twice", "keep one of them")
        for name in twice
    ]
    return _Row(number, dict(cells), tuple(problems))


def _json_problem(place: Place, it: Exception) -> Problem:
    if isinstance(it, json.JSONDecodeError):
        at = Place(place.path, place.line, it.colno)
        reason = it.msg.partition(" (")[0]
        return Problem(at, "LR312", f"not JSON: {reason[:1].lower()}{reason[1:]}", "write one JSON object a line")
    return Problem(place, "LR312", "not JSON: nested too deep", "write one flat JSON object a line")


_READERS = {".csv": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines}
