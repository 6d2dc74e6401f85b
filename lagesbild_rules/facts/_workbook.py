"""Rows of a sheet in an XLSX workbook, as cells that are exact."""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.exact import shortest
from lagesbild_rules.facts._from_cells import Cell
from lagesbild_rules.facts._package import Limits, looked_over, not_a_workbook
from lagesbild_rules.files import read_bytes
from lagesbild_rules.limits import limits

SheetRow = tuple[int, dict[str, Cell], tuple[Problem, ...]]


def open_workbook(path: str | os.PathLike[str]) -> Any:
    """Return the workbook at *path* with formulas as they stand; nothing in it is worked out or fetched.

    Raises ``FactsError`` for a file that is no workbook, holds macros or entities, or goes beyond ``limits()``.
    """
    shown, data = os.fspath(path), read_bytes(path, FactsError, setting="max_unpacked_bytes")
    try:
        import openpyxl
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[form]`"
        raise FactsError([Problem(Place(shown), "LR505", "a workbook needs openpyxl", help)]) from None
    looked_over(data, shown, Limits(limits().max_unpacked_bytes, limits().max_cells))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep; nothing of it is asked for here
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except Exception as it:
        # A workbook that is not what it says can end in any error inside the library.
        raise not_a_workbook(shown, str(it) or type(it).__name__) from None


def sheet_rows(path: str | os.PathLike[str]) -> tuple[tuple[str, ...], int, Iterator[SheetRow]]:
    """Return the header of the first sheet, the row it stands in, and the rows under it.

    A number is taken at its shortest decimal, a day as YYYY-MM-DD. A formula is a problem of its row.
    """
    shown = os.fspath(path)
    workbook = open_workbook(path)
    rows = read_on(workbook.worksheets[0].iter_rows(), shown) if workbook.worksheets else iter(())
    for number, cells in enumerate(rows, 1):
        names = ["" if it.value is None else str(it.value).strip() for it in cells]
        if any(names):
            while names and not names[-1]:
                names.pop()
            return tuple(names), number, _rows(rows, tuple(names), number + 1, shown)
    raise FactsError([Problem(Place(shown), "LR005", "the first sheet is empty", "put the table on the first sheet")])


def read_on(rows: Iterable[Any], shown: str) -> Iterator[Any]:
    """Yield *rows*, which the library reads as they are asked for; any error of its own is that of the workbook."""
    try:
        yield from rows
    except Exception as it:
        raise not_a_workbook(shown, str(it) or type(it).__name__) from None


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


Sheet = tuple[str, Sequence[str], Iterable[Sequence[str | int | None]]]
"""The name of a sheet, its headings, and its rows."""


def write_sheets(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    """Write *sheets*, each a name, headings and rows, as a workbook for people: text is text, and a number a number.

    Headings stay in sight and can be filtered by; columns are as wide as their words need, within bounds. A sheet
    without headings holds lines of text.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    workbook = openpyxl.Workbook(write_only=True)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for name, headings, rows in sheets:
        sheet = workbook.create_sheet(name)
        every = list(rows)
        for number, heading in enumerate(headings or ("",), 1):
            longest = max((len(str(row[number - 1])) for row in every if row[number - 1] is not None), default=0)
            width = _LINE_WIDTH if not headings else max(_LEAST_WIDTH, min(_MOST_WIDTH, max(longest, len(heading)) + 2))
            sheet.column_dimensions[get_column_letter(number)].width = width
        if headings:
            sheet.freeze_panes = "B2"
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(every) + 1}"
            sheet.append([_styled(text_cell(sheet, heading), bold, wrapped) for heading in headings])
        for row in every:
            cells = [it if isinstance(it, int) else text_cell(sheet, it) for it in row]
            sheet.append(cells if headings else [_styled(it, None, wrapped) for it in cells])
    save_workbook(workbook, file)


_LEAST_WIDTH, _MOST_WIDTH, _LINE_WIDTH = 10, 48, 100


def _styled(cell: Any, font: Any, alignment: Any) -> Any:
    if font is not None:
        cell.font = font
    cell.alignment = alignment
    return cell


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
_NO_TIME: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the first that a ZIP file can hold; no clock is read


class _Timeless(zipfile.ZipFile):
    """A ZIP file whose entries all have the same time."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = zipfile.ZipInfo(str(zinfo_or_arcname), _NO_TIME.timetuple()[:6])
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def save_workbook(workbook: Any, file: IO[bytes]) -> None:
    """Write *workbook* into *file* without a clock: the same workbook gives the same bytes."""
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.created = workbook.properties.modified = _NO_TIME
    # Not `workbook.save`, which would write the time of day into the file.
    archive = _Timeless(file, "w", zipfile.ZIP_DEFLATED)
    try:
        ExcelWriter(workbook, archive).save()
    except BaseException:
        archive.fp = None  # or it would be ended once more when it is let go, in a file that is closed by then
        raise
