"""Reports of studies on the terminal. Text from users is ``Text``, never markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Final

from rich.table import Table
from rich.text import Text

from lagesbild_rules.report._console import console
from lagesbild_rules.report._marks import one_line
from lagesbild_rules.study import ReportPage, ReportTable

_LONG_WORD: Final = 16
"""A word up to this long is not broken where there is room."""


def print_report(page: ReportPage, file: IO[str], *, width: int | None = None, color: bool | None = None) -> None:
    """Write *page* to *file*, at most *width* columns wide: the lead, then each table with its notes."""
    written = console(file, width, color)
    written.print(Text(one_line(page.title), "bold"))
    for line in page.lead:
        written.print(Text(one_line(line)))
    for it in page.tables:
        written.print(Text(f"\n{one_line(it.title)}", "bold"))
        if it.rows:
            written.print(_table(it, written.width))
        for note in it.notes:
            written.print(Text(one_line(note)))


def _table(it: ReportTable, width: int) -> Table:
    """Return *it* laid out: numbers stay on their line where there is room for all of them, and else fold too."""
    columns = list(zip(it.headings, *it.rows, strict=True))
    least = [_least(column, index in it.numbers) for index, column in enumerate(columns)]
    room = sum(least) + len(least) <= width
    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for index, heading in enumerate(it.headings):
        number = index in it.numbers
        made.add_column(
            Text(one_line(heading)),
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=number and room,
        )
    for row in it.rows:
        indented = f"{' ' * (len(row[0]) - len(row[0].lstrip(' ')))}{one_line(row[0]).lstrip(' ')}"
        made.add_row(*(Text(cell) for cell in (indented, *map(one_line, row[1:]))))
    return made


def _least(column: Sequence[str], number: bool) -> int:
    """Return how wide a column has to be: the cells of numbers, else words, up to a length."""
    heading, *cells = map(one_line, column)
    words = [len(word) for text in (heading, *(() if number else cells)) for word in text.split()]
    return max(max(map(len, cells), default=0) if number else 0, min(_LONG_WORD, max(words, default=1)))
