"""Observations and facts written as tables: CSV, JSON Lines, Parquet or XLSX."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, listed, quoted
from lagesbild_rules.exact import EXACT, plain
from lagesbild_rules.facts._long_columns import LONG_COLUMNS, long_row
from lagesbild_rules.facts._model import Cause, Fact, FactSet, Indicator, NumberFact, NumberKind, known
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.files import replacing
from lagesbild_rules.rows import CsvRows

Cells = Mapping[str, str | None]
Write = Callable[[IO[Any], Sequence[str], Iterable[Cells]], None]


def write_observations(
    to: str | os.PathLike[str] | IO[Any], observations: Iterable[Observation], *, kind: str | None = None
) -> None:
    """Write *observations* as a long table, of the *kind* named or by the ending of the path *to*.

    *kind* is `csv`, `jsonl`, `ndjson`, `parquet` or `xlsx`, and needed where *to* is an open file. What stood at a
    path stays until all is written. Read again the observations are the same. Raises ``FactsError`` when the file
    cannot be written.
    """
    _write(to, kind, LONG_COLUMNS, map(long_row, observations))


def write_facts(path: str | os.PathLike[str], rows: Iterable[FactSet]) -> None:
    """Write *rows* as a wide table at *path*: a cell for each fact that one value states, empty where it is missing.

    Raises ``FactsError`` with every fact that no cell can state (a span, a conflict, one that is stale), and when the
    file cannot be written.
    """
    every, problems, table = list(rows), [], []
    columns = ["area", *(every[0].indicators if every else ())]
    for number, row in enumerate(every, 1):
        cells: dict[str, str | None] = {"area": row.area}
        for id_, fact in row.items():
            if Cause.MISSING in fact.causes:
                continue
            cells[id_] = cell_for(row.indicators[id_], fact)
            if cells[id_] is None:
                finding = f"no cell states the fact {quoted(id_)} of {quoted(row.area)}: it is not one value"
                place = Place(os.fspath(path), number, id_)
                problems.append(Problem(place, "LR737", finding, "write a long table of the observations"))
        table.append(cells)
    if problems:
        raise FactsError(problems)
    _write(path, None, columns, table)


def cell_for(indicator: Indicator, fact: Fact) -> str | None:
    """Return the cell that is read as *fact*; nothing where there is none."""
    if not isinstance(fact, NumberFact):
        return fact.low if fact.exact else None
    kind = indicator.kind
    assert isinstance(kind, NumberKind)
    if fact.low is None or fact.high is None:
        return None
    reach = kind.precision or Decimal(0)
    for value in (fact.low, EXACT.add(fact.low, reach), EXACT.subtract(fact.high, reach)):
        if known(kind, value) == fact:
            return plain(value)
    return None


def _write(
    path: str | os.PathLike[str] | IO[Any], kind: str | None, columns: Sequence[str], rows: Iterable[Cells]
) -> None:
    if not isinstance(path, str | os.PathLike):
        _WRITERS[f".{kind}"][0](path, columns, rows)
        return
    suffix = f".{kind}" if kind else Path(path).suffix.lower()
    if suffix not in _WRITERS:
        finding = f"{quoted(suffix)} is no kind of table known here" if suffix else "the file name has no ending"
        raise FactsError([Problem(Place(os.fspath(path)), "LR007", finding, f"name it {listed(_WRITERS)}")])
    write, binary = _WRITERS[suffix]
    with replacing(path, FactsError, binary=binary) as file:
        write(file, columns, rows)


def _csv(file: IO[str], columns: Sequence[str], rows: Iterable[Cells]) -> None:
    writer = CsvRows(file)
    writer.row(columns)
    writer.rows([row.get(column) or "" for column in columns] for row in rows)


def _json_lines(file: IO[str], columns: Sequence[str], rows: Iterable[Cells]) -> None:
    for row in rows:
        cells = {column: row[column] for column in columns if row.get(column) is not None}
        file.write(json.dumps(cells, ensure_ascii=False) + "\n")


def _parquet(file: IO[bytes], columns: Sequence[str], rows: Iterable[Cells]) -> None:
    from lagesbild_rules.facts._parquet import write_parquet

    write_parquet(file, columns, rows)


def _workbook(file: IO[bytes], columns: Sequence[str], rows: Iterable[Cells]) -> None:
    from lagesbild_rules.facts._workbook import write_workbook

    write_workbook(file, columns, rows)


_WRITERS: Final[dict[str, tuple[Write, bool]]] = {
    ".csv": (_csv, False),
    ".jsonl": (_json_lines, False),
    ".ndjson": (_json_lines, False),
    ".parquet": (_parquet, True),
    ".xlsx": (_workbook, True),
}
