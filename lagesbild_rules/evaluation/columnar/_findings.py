"""What is wrong with the cells of a table: the first of it told, the rest counted, never an object for every row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
from attrs import Factory, define, frozen

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.facts import Unreadable

MOST_TOLD: Final = 100
"""So many problems of a table are told; how many more there are is said last."""


@frozen(order=True)
class Finding:
    """What is wrong with one cell; rows count from 0."""

    row: int
    position: int
    column: str
    code: str
    finding: str
    help: str


@define
class Findings:
    """What is wrong with a stretch of rows that begins at row *first* of the table."""

    first: int = 0
    told: list[Finding] = Factory(list)
    count: int = 0
    bad: list[npt.NDArray[np.intp]] = Factory(list)
    """The numbers of the rows that have a problem, counted from the first of the table."""
    most: int | None = MOST_TOLD
    """So many of a column are told; ``None`` tells all."""

    def add(
        self, position: int, column: str, rows: npt.NDArray[np.intp], read: Callable[[int], Unreadable | None]
    ) -> None:
        """Tell what *read* says of the cells of *column* in *rows*, which count from the first of the stretch."""
        self.count += len(rows)
        self.bad.append(rows + self.first)
        for row in rows[: self.most].tolist():
            if it := read(row):
                self.told.append(Finding(self.first + row, position, column, it.code, it.finding, it.help))

    def part(self, start: int, stop: int) -> Findings:
        """Return what is wrong with the rows from *start* up to *stop*, counted from the first of the table."""
        rows = [it[(start <= it) & (it < stop)] for it in self.bad]
        told = [it for it in self.told if start <= it.row < stop]
        return Findings(start, told, sum(map(len, rows)), rows, self.most)

    def __bool__(self) -> bool:
        return self.count > 0


def merged(stretches: Iterable[Findings], most: int | None = MOST_TOLD) -> Findings:
    """Return what is wrong with all of *stretches*, the first *most* told in the order of rows."""
    total = Findings(most=most)
    for it in stretches:
        total.count += it.count
        total.bad += it.bad
        total.told = sorted([*total.told, *it.told])[:most]
    return total


def problems(
    findings: Findings,
    path: str,
    line: Callable[[int], int] = lambda row: row + 1,
    most: int | None = MOST_TOLD,
) -> list[Problem]:
    """Return *findings* as problems of the table at *path*; *line* gives the number by which a row is known."""
    told = [
        Problem(Place(path, line(it.row), it.column), it.code, it.finding, it.help)
        for it in sorted(findings.told)[:most]
    ]
    return [*told, *more(path, findings.count - len(told))]


def more(path: str, count: int) -> list[Problem]:
    """Return the problem that there are *count* more; nothing when there are none."""
    if count <= 0:
        return []
    finding = f"{count} more {'cell has a problem' if count == 1 else 'cells have problems'}"
    return [Problem(Place(path), "LR319", finding, "mend what is told first, then run it again")]


def refuse(findings: Findings, path: str) -> None:
    """Raise ``FactsError`` with *findings*, when there are any."""
    if findings:
        raise FactsError(problems(findings, path))
