"""Results of studies on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from typing import IO

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lagesbild_rules.report._console import console
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.study import Sheet, Shown


def print_sheet(sheet: Sheet, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *sheet* to *file*, at most *width* columns wide: the table, and under it each witness."""
    written = console(file, width, color)
    written.print(Text(one_line(sheet.title), "bold"))
    for line in sheet.lead:
        written.print(Text(one_line(line)))
    written.print()
    written.print(_table(sheet.headings, sheet.rows, sheet.numbers))
    for shown in sheet.shown:
        written.print(Text(f"\n{one_line(shown.title)}", "bold underline"))
        written.print(Padding(_witness(shown), (0, 0, 0, 2), expand=False))
        for note in shown.notes:
            written.print(Padding(Text(one_line(note)), (0, 0, 0, 2), expand=False))


def _table(headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numbers: frozenset[int]) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, heading in enumerate(headings):
        made.add_column(Text(one_line(heading)), justify="right" if index in numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(one_line(cell)) for cell in row))
    return made


def _witness(shown: Shown) -> Table:
    return _table(shown.headings, shown.rows, frozenset())
