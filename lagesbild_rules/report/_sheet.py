"""Results of studies: a table in words on the terminal and as markdown, and its rows as JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from lagesbild_rules.record import Receipt, in_rows
from lagesbild_rules.report._markdown import escaped, table
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.study import Sheet, Shown


def sheet_markdown(sheet: Sheet) -> str:
    """Return *sheet* as markdown: a heading, the lead, the table, and a table for each witness."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}\n"
    yield from (escaped(it) for it in sheet.lead)
    yield ""
    yield from table(sheet.headings, sheet.rows)
    for shown in sheet.shown:
        yield from _witness(shown)


def _witness(shown: Shown) -> Iterator[str]:
    yield f"\n## {escaped(shown.title)}\n"
    yield from table([escaped(it) for it in shown.headings], shown.rows)
    yield from (f"\n{escaped(it)}" for it in shown.notes)


def rows_json(rows: Sequence[Mapping[str, Any]], receipt: Receipt | None = None) -> str:
    """Return *rows* as indented JSON, their *receipt* under the last key of the last one."""
    return json.dumps(list(rows) if receipt is None else in_rows(rows, receipt), ensure_ascii=False, indent=2)


def write_rows(file: IO[str], columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write *rows* as CSV under *columns*: truths as true and false, several texts in a cell joined by `; `."""
    writer = CsvRows(file)
    writer.row(columns)
    writer.rows(safe_cells(_cell(row[column]) for column in columns) for row in rows)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(value)
