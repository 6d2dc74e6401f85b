"""Tables as rows of cells, whatever kind of file they are in: CSV, JSON Lines, Parquet, XLSX."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.facts._from_cells import Cell, unknown_column
from lagesbild_rules.files import read_text
from lagesbild_rules.limits import beyond, limits


@frozen
class Row:
    """One row: where it stands (a line of text, a row of a sheet, or a row counted from 1), and its cells."""

    line: int
    cells: Mapping[str, Cell]
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether the cells can be read; of a row that is not whole some are kept, as far as they are seen."""


@frozen
class Table:
    """A table whose ``header`` names its columns; without one, each row names its own, as in JSON Lines."""

    path: str
    header: tuple[str, ...] | None
    header_line: int
    rows: Iterable[Row]
    decimal_comma: bool = False
    batches: Callable[[], Iterable[Any]] | None = None
    """What gives the record batches of an Arrow table, whose cells may say more than text does."""

    @property
    def columns(self) -> Collection[str]:
        """The names of the columns; without a header, those of the first row that can be read."""
        if self.header is not None or not isinstance(self.rows, list):
            return self.header or ()
        return next((row.cells.keys() for row in self.rows if row.whole), ())


@frozen
class Layout:
    """Which columns a table may have, and which it must have. ``reason`` says why a required one is there."""

    known: Collection[str]
    required: Mapping[str, str]


Opener = Callable[[str | os.PathLike[str], str], Table]


class ArrowStream(Protocol):
    """An Arrow table or record batch, or a frame that can be one: of pandas, of polars."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


Tabular = str | os.PathLike[str] | ArrowStream
"""The path of a file with a table, or a table in memory."""


def open_table(path: Tabular) -> Table:
    """Return the table in the file at *path*, by the ending of its name, or the Arrow table that *path* is.

    Raises ``FactsError`` for a file that cannot be read, or whose ending is of no kind of table.
    """
    if not isinstance(path, str | os.PathLike):
        return _arrow(path)
    shown, suffix = os.fspath(path), Path(path).suffix.lower()
    if suffix in _OPENERS:
        return _OPENERS[suffix](path, shown)
    if not os.path.isfile(path):  # noqa: PTH113 - false, where Path raises, for a name that no file can have
        read_text(path, FactsError)
    finding = f"{quoted(suffix)} is no kind of table known here" if suffix else "the file name has no ending"
    raise FactsError([Problem(Place(shown), "LR007", finding, f"save it as {listed(_OPENERS)}")])


def known_cells(table: Table, row: Row, layout: Layout) -> Mapping[str, Cell]:
    """Return the cells of *row*; those under a header's unknown column, which was told there, are left out."""
    return row.cells if table.header is None else {it: row.cells[it] for it in row.cells if it in layout.known}


def header_problems(table: Table, layout: Layout) -> list[Problem]:
    """Return what is wrong with the header of *table*: columns without a name, twice, unknown or missing."""
    if table.header is None:
        return []
    return names_problems(table.header, Place(table.path, table.header_line), layout)


def names_problems(header: Sequence[str], place: Place, layout: Layout) -> list[Problem]:
    """Return what is wrong with the names of columns that stand at *place*."""
    if len(header) > limits().max_columns:
        return [beyond(place, "columns", "max_columns")]
    problems: list[Problem] = []
    before: set[str] = set()
    for position, name in enumerate(header, 1):
        if not name:
            problems.append(Problem(place, "LR301", f"column {position} has no name", "name it or remove it"))
        elif name in before:
            at = Place(place.path, place.line, name)
            problems.append(Problem(at, "LR303", f"the column {quoted(name)} stands twice", "keep one of them"))
        elif name not in layout.known:
            problems.append(unknown_column(Place(place.path, place.line, name), name, layout.known))
        before.add(name)
    for name, reason in layout.required.items():
        if name not in header:
            help = f"add it: {reason}"
            if len(header) == 1 and "\t" in header[0]:
                help = "separate the columns by `,` or `;`, not by tabs"
            problems.append(Problem(place, "LR302", f"the column {quoted(name)} is missing", help))
    return problems


def _csv(path: str | os.PathLike[str], shown: str) -> Table:
    text = read_text(path, FactsError, "max_table_bytes")
    separator = csv_separator(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = tuple(name.strip() for name in next((row for row in records if row), ()))
    except csv.Error as it:
        raise FactsError([csv_problem(Place(shown, 1), it)]) from None
    return Table(shown, header, records.line_num, _csv_rows(records, header, shown, separator), separator == ";")


def _csv_rows(records: Any, header: Sequence[str], shown: str, separator: str) -> Iterator[Row]:
    while True:
        line = records.line_num + 1
        try:
            fields = next(records, None)
        except csv.Error as it:
            yield Row(line, {}, (csv_problem(Place(shown, line), it),), whole=False)
            continue
        if fields is None:
            return
        if not fields:
            continue
        cells = dict(zip(header, fields, strict=False))
        if len(fields) == len(header):
            yield Row(line, cells)
        else:
            problem = other_length(Place(shown, line), len(fields), len(header), separator)
            yield Row(line, cells, (problem,), whole=False)


def other_length(place: Place, found: int, wanted: int, separator: str) -> Problem:
    """Return the problem that a row has *found* fields and the header *wanted*."""
    finding = f"the row has {found} {'field' if found == 1 else 'fields'}, the header {wanted}"
    if found < wanted:
        return Problem(place, "LR304", finding, f"write `{separator}` for each cell that is empty")
    help = f"put a field that contains `{separator}` in quotation marks"
    if separator == ",":
        help += "; a decimal comma is read only where `;` separates the columns"
    return Problem(place, "LR304", finding, help)


def csv_separator(text: str) -> str:
    """Return what separates the columns of a CSV *text*: a semicolon where its header has more of them."""
    header = _FIRST_LINE.match(text)
    return ";" if header and header[0].count(";") > header[0].count(",") else ","


_FIRST_LINE: Final = re.compile(r"[\r\n]*[^\r\n]*")


def csv_problem(place: Place, it: csv.Error) -> Problem:
    """Return what the reader of CSV says in *it*, with a next step."""
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


def _json_lines(path: str | os.PathLike[str], shown: str) -> Table:
    lines = read_text(path, FactsError, "max_table_bytes").split("\n")
    rows = [json_row(line, Place(shown, n)) for n, line in enumerate(lines, 1) if line.strip()]
    return Table(shown, None, 1, rows)


class _Object(tuple[tuple[str, Cell], ...]):
    """The keys and values of a JSON object as they stand, also those whose key stands twice."""


def json_row(line: str, place: Place) -> Row:
    """Return the row that *line*, a JSON object, is; numbers are read as their text."""
    number = place.line or 0
    try:
        found = json.loads(line, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_Object)
    except (ValueError, RecursionError) as it:
        return Row(number, {}, (_json_problem(place, it),), whole=False)
    if not isinstance(found, _Object):
        help = 'write {"area": "…", "indicator": "…"}'
        return Row(number, {}, (Problem(place, "LR312", "the line is no JSON object", help),), whole=False)
    cells = [(name.strip(), cell) for name, cell in found]
    twice = [name for name, times in Counter(name for name, _ in cells).items() if times > 1]
    problems = [
        Problem(Place(place.path, number, name), "LR303", f"the key {quoted(name)} stands twice", "keep one of them")
        for name in twice
    ]
    return Row(number, dict(cells), tuple(problems))


def _json_problem(place: Place, it: Exception) -> Problem:
    if isinstance(it, json.JSONDecodeError):
        at = Place(place.path, place.line, it.colno)
        reason = it.msg.partition(" (")[0]
        return Problem(at, "LR312", f"not JSON: {reason[:1].lower()}{reason[1:]}", "write one JSON object a line")
    return Problem(place, "LR312", "not JSON: nested too deep", "write one flat JSON object a line")


def _parquet(path: str | os.PathLike[str], shown: str) -> Table:
    from lagesbild_rules.facts._parquet import parquet_batches, parquet_rows

    header, cells = parquet_rows(path)
    rows = (Row(number, it) for number, it in enumerate(cells, 1))
    return Table(shown, header, 0, rows, batches=lambda: parquet_batches(path))


def _arrow(stream: ArrowStream) -> Table:
    from lagesbild_rules.facts._parquet import arrow_rows, batches_of

    batches = batches_of(stream)
    header, cells = arrow_rows(batches)
    rows = (Row(number, it) for number, it in enumerate(cells, 1))
    return Table("<table>", header, 0, rows, batches=lambda: batches)


def _workbook(path: str | os.PathLike[str], shown: str) -> Table:
    from lagesbild_rules.facts._workbook import sheet_rows

    header, header_line, rows = sheet_rows(path)
    return Table(shown, header, header_line, (Row(line, cells, problems) for line, cells, problems in rows))


_OPENERS: Final[dict[str, Opener]] = {
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".parquet": _parquet,
    ".xlsx": _workbook,
}
TABLE_ENDINGS: Final = tuple(_OPENERS)
"""How the names of files end that are tables."""
