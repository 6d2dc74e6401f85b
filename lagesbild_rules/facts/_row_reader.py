"""Reads the cells of one row by what they are to hold, and gathers what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import TypeVar

from attrs import evolve

from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import UNPRINTABLE, Place, Problem, QuestionError, nearest, quoted
from lagesbild_rules.facts._from_cells import TRUTH_WORDS, Cell, Unreadable, area_name, cell_text, unknown_column
from lagesbild_rules.facts._rows import Layout, Row, Tabular, header_problems, known_cells, open_table

_T = TypeVar("_T")


class RowReader:
    """Reads *row*, whose columns may be those that are *known*; each of its methods reads one cell."""

    def __init__(self, row: Row, path: str, known: Collection[str]) -> None:
        self.row, self.path = row, path
        unknown = [it for it in row.cells if it not in known] if row.whole else []
        self.problems = [*row.problems, *(unknown_column(self.place(it), it, known) for it in unknown)]

    def place(self, column: str | None = None) -> Place:
        return Place(self.path, self.row.line, column)

    def report(self, column: str, code: str, finding: str, help: str) -> None:
        self.problems.append(Problem(self.place(column), code, finding, help))

    def wrong(self, column: str) -> bool:
        """Return whether something is wrong with the cell under *column*."""
        return any(it.place.column == column for it in self.problems)

    def read(self, column: str, take: Callable[[Cell], _T]) -> _T | None:
        """Return what *take* makes of the cell; nothing, and the problem noted, when it cannot."""
        try:
            return take(self.row.cells.get(column))
        except Unreadable as it:
            self.report(column, it.code, it.finding.replace("`area`", f"`{column}`"), it.help)
        except QuestionError as it:
            self.report(column, "LR111", it.problems[0].finding, it.problems[0].help or "")
        return None

    def text(self, column: str) -> str | None:
        return (self.read(column, cell_text) or "").strip() or None

    def line(self, column: str) -> str | None:
        """Return the text of a cell that must be one line of characters that show."""
        text = self.text(column)
        if text is not None and UNPRINTABLE.search(text):
            self.report(column, "LR701", f"{quoted(text)} holds a character that does not show", "remove it")
            return None
        return text

    def area(self, column: str) -> str | None:
        return self.read(column, area_name)

    def word(self, column: str, choices: tuple[str, ...]) -> str | None:
        """Return the text of a cell that must hold one of *choices*, or nothing."""
        text = self.text(column)
        if text is None or text in choices:
            return text
        self.report(column, "LR701", f"{quoted(text)} is no {column}", nearest(text, choices, "its codes are"))
        return None

    def day(self, column: str) -> date | None:
        return self.read(column, _day)

    def time(self, column: str) -> datetime | None:
        return self.read(column, _time)

    def time_or_truth(self, column: str) -> datetime | bool | None:
        return self.read(column, _time_or_truth)


def read_rows(
    path: Tabular, columns: Collection[str], needed: Mapping[str, str], take: Callable[[RowReader], _T | None]
) -> tuple[list[_T], list[Problem]]:
    """Return what *take* makes of each row of the table at *path* that is whole, and all problems.

    The table may have *columns*, and must have those that are *needed*, each with the reason why.
    """
    table, layout = open_table(path), Layout(columns, needed)
    problems = header_problems(table, layout)
    found: list[_T] = []
    for row in table.rows if not any(it.code == "LR302" for it in problems) else ():
        cells = RowReader(evolve(row, cells=known_cells(table, row, layout)), table.path, layout.known)
        made = take(cells) if row.whole else None
        problems.extend(cells.problems)
        if made is not None and not cells.problems:
            found.append(made)
    return found, problems


def _day(cell: Cell) -> date | None:
    text = cell_text(cell).strip()
    return as_day(text) if text else None


def _time(cell: Cell) -> datetime | None:
    text = cell_text(cell).strip()
    return as_time(text) if text else None


def _time_or_truth(cell: Cell) -> datetime | bool | None:
    text = cell_text(cell).strip()
    if text.casefold() in TRUTH_WORDS:
        return TRUTH_WORDS[text.casefold()] == "true"
    return as_time(text) if text else None
