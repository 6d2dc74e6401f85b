"""CSV files of any size: their head, and where each record begins, without the text ever being whole in memory."""

from __future__ import annotations

import codecs
import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.facts._rows import csv_problem, csv_separator, other_length
from lagesbild_rules.files import empty, not_utf_8, opened

_BYTES: Final = 1 << 20


@frozen
class CsvHead:
    """What must be known of a CSV file before its rows are read."""

    names: tuple[str, ...]
    separator: str
    lines: int
    """So many lines are taken by the header and what stands before it."""
    quoted: bool
    """Whether there is a quotation mark anywhere."""
    empty: bool
    """Whether nothing follows the header."""


def csv_head(path: str | os.PathLike[str]) -> CsvHead:
    """Return the head of the CSV file at *path*, all of which is UTF-8 and well quoted.

    Raises ``FactsError`` when it is not, or cannot be read.
    """
    shown = os.fspath(path)
    quoted, filled = _scanned(path)
    if not filled:
        raise FactsError([empty(shown)])
    with _text(path) as file:
        first = next(line for line in file if line.strip("\r\n"))
        separator = csv_separator(first)
        file.seek(0)
        records = csv.reader(file, delimiter=separator, strict=True)
        try:
            header = next((row for row in records if row), [])
            lines = records.line_num
            bare = next((row for row in records if row), None) is None
            if quoted:
                for _ in records:
                    pass
        except csv.Error as it:
            raise FactsError([csv_problem(Place(shown, records.line_num), it)]) from None
    return CsvHead(tuple(name.strip() for name in header), separator, lines, quoted, bare)


class CsvRecord(NamedTuple):
    """A record under the header: its line, its cell under ``area``, and what is wrong when its length is another."""

    line: int
    area: str | None
    problem: Problem | None


def csv_records(path: str | os.PathLike[str], head: CsvHead) -> Iterator[CsvRecord]:
    """Yield every record of the CSV file at *path* under its *head*."""
    at = head.names.index("area") if "area" in head.names else len(head.names)
    with _text(path) as file:
        records = csv.reader(file, delimiter=head.separator, strict=True)
        next((row for row in records if row), None)
        line = records.line_num + 1
        for fields in records:
            if fields:
                area = fields[at] if at < len(fields) else None
                if len(fields) == len(head.names):
                    yield CsvRecord(line, area, None)
                else:
                    place = Place(os.fspath(path), line)
                    wrong = other_length(place, len(fields), len(head.names), head.separator)
                    yield CsvRecord(line, area, wrong)
            line = records.line_num + 1


def _text(path: str | os.PathLike[str]) -> IO[str]:
    return Path(path).open(encoding="utf-8-sig", newline="")


def _scanned(path: str | os.PathLike[str]) -> tuple[bool, bool]:
    """Return whether the file holds a quotation mark, and whether anything but white space."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    quoted = filled = False
    before, lines = 0, 0
    with opened(path, FactsError) as file:
        while True:
            data = file.read(_BYTES)
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as it:
                raise FactsError([not_utf_8(os.fspath(path), it, lines)]) from None
            quoted = quoted or '"' in text
            filled = filled or bool(text.strip("\ufeff \t\r\n"))
            lines += text.count("\n")
            before += len(data)
            if not data:
                return quoted, filled
