"""Reports of studies on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from typing import IO

from rich.table import Table
from rich.text import Text

from lagesbild_rules.report._console import console
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.study import ReportPage, ReportTable


def print_report(page: ReportPage, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *page* to *file*, at most *width* columns wide: the lead, then each table with its notes."""
    written = console(file, width, color)
    written.print(Text(one_line(page.title), "bold"))
    for line in page.lead:
        written.print(Text(one_line(line)))
    for it in page.tables:
        written.print(Text(f"\n{one_line(it.title)}", "bold"))
        if it.rows:
            written.print(_table(it))
        for note in it.notes:
            written.print(Text(one_line(note)))


def _table(it: ReportTable) -> Table:
    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for index, heading in enumerate(it.headings):
        number = index in it.numbers
        made.add_column(
            Text(one_line(heading)), justify="right" if number else "left", overflow="fold", no_wrap=number
        )
    for row in it.rows:
        indented = f"{' ' * (len(row[0]) - len(row[0].lstrip(' ')))}{one_line(row[0]).lstrip(' ')}"
        made.add_row(*(Text(cell) for cell in (indented, *map(one_line, row[1:]))))
    return made
