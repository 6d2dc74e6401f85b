"""Rows of a sheet in an XLSX workbook, as cells that are exact."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import IO, Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.exact import shortest
from lagesbild_rules.facts._from_cells import Cell
from lagesbild_rules.files import read_start

MOST_UNPACKED: Final = 512 * 1024 * 1024
"""The most bytes that a workbook may unpack to."""

SheetRow = tuple[int, dict[str, Cell], tuple[Problem, ...]]


def open_workbook(path: str | os.PathLike[str], *, read_only: bool = True) -> Any:
    """Return the workbook at *path* with formulas as they stand; nothing in it is worked out or fetched.

    Raises ``FactsError`` for a file that is no workbook, has macros, or unpacks to more than ``MOST_UNPACKED``.
    """
    shown = os.fspath(path)
    read_start(path, FactsError)
    try:
        import openpyxl
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[store]`"
        raise FactsError([Problem(Place(shown), "LR505", "a workbook needs openpyxl", help)]) from None
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(it.file_size for it in archive.infolist())
            macros = any(it.filename.lower().endswith("vbaproject.bin") for it in archive.infolist())
        if unpacked > MOST_UNPACKED:
            finding = f"the workbook unpacks to {unpacked} bytes, more than MOST_UNPACKED, {MOST_UNPACKED}"
            raise FactsError([Problem(Place(shown), "LR316", finding, "split it into smaller ones")])
        if macros:
            raise FactsError(
                [Problem(Place(shown), "LR316", "the workbook has macros", "save it as .xlsx without them")]
            )
        return openpyxl.load_workbook(path, read_only=read_only, data_only=False, keep_links=False)
    except FactsError:
        raise
    except Exception as it:  # openpyxl raises what it meets in a broken file: KeyError, ValueError, ParseError …
        finding = f"not a workbook that can be read: {str(it).splitlines()[0] if str(it) else type(it).__name__}"
        raise FactsError([Problem(Place(shown), "LR316", finding, "save it anew as .xlsx")]) from None


def sheet_rows(path: str | os.PathLike[str]) -> tuple[tuple[str, ...], int, Iterator[SheetRow]]:
    """Return the header of the first sheet, the row it stands in, and the rows under it.

    A number is taken at its shortest decimal, a day as YYYY-MM-DD. A formula is a problem of its row.
    """
    shown = os.fspath(path)
    workbook = open_workbook(path)
    rows = workbook.worksheets[0].iter_rows() if workbook.worksheets else iter(())
    for number, cells in enumerate(rows, 1):
        names = ["" if it.value is None else str(it.value).strip() for it in cells]
        if any(names):
            while names and not names[-1]:
                names.pop()
            return tuple(names), number, _rows(rows, tuple(names), number + 1, shown)
    raise FactsError([Problem(Place(shown), "LR005", "the first sheet is empty", "put the table on the first sheet")])


def _rows(rows: Iterator[Any], header: tuple[str, ...], first: int, shown: str) -> Iterator[SheetRow]:
    for number, cells in enumerate(rows, first):
        found: dict[str, Cell] = {}
        problems = []
        for position, it in enumerate(cells):
            if it.value is None:
                continue
            name = header[position] if position < len(header) else ""
            if not name:
                finding = f"the cell {quoted(str(it.value))} stands under no column name"
                problems.append(Problem(Place(shown, number), "LR304", finding, "name the column, or empty the cell"))
            elif it.data_type == "f":
                at = Place(shown, number, name)
                problems.append(
                    Problem(at, "LR317", f"{quoted(str(it.value))} is a formula", "paste its value instead")
                )
            else:
                found[name] = cell_of(it.value)
        if found or problems:
            yield number, found, tuple(problems)


def cell_of(value: Any) -> Cell:
    """Return the value of a sheet's cell as text or an exact number."""
    match value:
        case bool() | int() | str() | None:
            return value
        case float():
            return shortest(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def write_workbook(file: IO[bytes], columns: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> None:
    """Write *rows* as the first sheet of a workbook in *file*: every cell is text, none a formula."""
    import openpyxl

    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("facts")
    sheet.freeze_panes = "A2"
    sheet.append([text_cell(sheet, column) for column in columns])
    for row in rows:
        sheet.append([text_cell(sheet, row.get(column)) for column in columns])
    save_workbook(workbook, file)


def text_cell(sheet: Any, text: str | None) -> Any:
    """Return a cell of *sheet* that holds *text* as it stands, whatever sign it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if text is None:
        return None
    cell = WriteOnlyCell(sheet, value=ILLEGAL.sub("\ufffd", text))
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return cell


ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def save_workbook(workbook: Any, file: IO[bytes]) -> None:
    """Write *workbook* into *file* without a clock: the same workbook gives the same bytes."""
    made = io.BytesIO()
    workbook.save(made)
    with zipfile.ZipFile(made) as inside, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in inside.namelist():
            data = inside.read(name)
            if name == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            out.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


_TIMES: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
