"""Rows of CSV: written so that every cell is read back the same, or so that no spreadsheet takes one for a formula.

Data for programs is written as it stands, for a cell that was changed is other data: facts, observations, areas,
lines of descent, answers of ``assess``. A table for people, which nothing here reads again, has ``safe_cells``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from attrs import frozen

_LATER: Final = re.compile(r"([;\t\n][^\S\t\n]*)(?=[=+\-@＝＋－＠])")
"""What begins a cell within a cell, for a spreadsheet that parts columns by something else than commas."""
_BEGINS: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_NUMBER: Final = re.compile(r"[-+][0-9]+(\.[0-9]+)?")


class _Sink(Protocol):
    def write(self, text: str, /) -> object: ...


@frozen
class _OneEnding:
    """Takes rows that end in ``\\r\\n`` and passes them on ending in ``\\n``."""

    file: _Sink

    def write(self, row: str) -> object:
        return self.file.write(row.removesuffix("\r\n") + "\n")


class CsvRows:
    """Writes rows of CSV whose lines end in ``\\n``; quoted is a cell with a comma, a quote or a line break.

    ``csv.writer`` told to end lines in ``\\n`` leaves a lone ``\\r`` bare, which readers take for the end of the row;
    told to end them in ``\\r\\n`` it quotes both.
    """

    def __init__(self, file: _Sink) -> None:
        self._rows = csv.writer(_OneEnding(file), lineterminator="\r\n")

    def row(self, cells: Iterable[object]) -> None:
        self._rows.writerow(cells)

    def rows(self, rows: Iterable[Iterable[object]]) -> None:
        self._rows.writerows(rows)


def safe_cells(row: Iterable[object]) -> Sequence[str]:
    """Return the cells of *row* as a table for people holds them: text that begins as a formula does is led by ``'``.

    So is what follows a semicolon, a tab or a line break: Swedish spreadsheets part columns by semicolons and then see
    no quotation marks within a line. Lines end in ``\\n``. Numbers stay as they are, and so does text that is one.

    >>> safe_cells(["=1+1", "Norra berget", None, 3, " @home", "-12.5", "a; =1+1"])
    ["'=1+1", 'Norra berget', '', '3', "' @home", '-12.5', "a; '=1+1"]
    """
    return [_safe(it) if isinstance(it, str) else "" if it is None else str(it) for it in row]


def _safe(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return text
    lines = _LATER.sub(r"\1'", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{lines}" if _BEGINS.match(text) else lines
