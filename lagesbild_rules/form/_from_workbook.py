"""From an XLSX file to the cells of its sheets, as they were typed."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final, Literal

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts import Limits, looked_over, not_a_workbook
from lagesbild_rules.files import read_bytes
from lagesbild_rules.form._library import openpyxl

Sort = Literal["text", "number", "percent", "truth", "date", "formula", "error"]
_DATES: Final = (date, datetime, time, timedelta)


@frozen
class Typed:
    """What a cell holds: its sort, and its text; a number at its shortest decimal, a truth as ``true``."""

    sort: Sort
    text: str


@frozen
class Page:
    """A sheet: its cells that hold something, and the ranges of cells that were merged."""

    cells: Mapping[str, Typed]
    merged: tuple[str, ...] = ()


def read_workbook(path: str | os.PathLike[str], limits: Limits) -> dict[str, Page]:
    """Return the sheets of the workbook at *path* by name.

    Raises ``FactsError`` when it is none, holds macros or entities, or goes beyond *limits*, and ``QuestionError``
    when openpyxl is not installed.
    """
    library, shown = openpyxl("read_form"), os.fspath(path)
    if (suffix := Path(path).suffix.lower()) != ".xlsx":
        read_bytes(path, FactsError)
        finding = f"{quoted(suffix)} is no kind of questionnaire" if suffix else "the file name has no ending"
        raise FactsError([Problem(Place(shown), "LR007", finding, "save it as `.xlsx`")])
    data = read_bytes(path, FactsError, setting="max_unpacked_bytes")
    looked_over(data, shown, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep; nothing of it is asked for here
            book = library.load_workbook(io.BytesIO(data), keep_links=False)
            return {it.title: _page(it) for it in book.worksheets}
    except Exception as it:
        # A workbook that is not what it says can end in any error inside the library.
        raise not_a_workbook(shown, f"{it}" or type(it).__name__) from None


def _page(sheet: Any) -> Page:
    # Not `iter_rows`, which makes every cell up to the last one, however far out somebody put it.
    cells = {it.coordinate: typed for _, it in sorted(sheet._cells.items()) if (typed := _typed(it)) is not None}
    return Page(cells, tuple(str(it) for it in sheet.merged_cells.ranges))


def _typed(cell: Any) -> Typed | None:
    value, sort = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if sort == "f":
        return Typed("formula", str(getattr(value, "text", value)))
    if value is None:
        return None
    if sort == "e":
        return Typed("error", str(value))
    match value:
        case bool():
            return Typed("truth", "true" if value else "false")
        case int() | float():
            return Typed("percent" if "%" in cell.number_format else "number", repr(value))
        case str():
            text = _unescaped(value)
            return Typed("text", text) if text.strip() else None
        case _ if isinstance(value, _DATES):
            return Typed("date", str(value))
        case _:
            return Typed("error", str(value))


_WRITTEN: Final = re.compile("_x(005F|000D)_")


def _unescaped(text: str) -> str:
    """Return *text* with every end of a line as one, and an underscore or a carriage return written by its number."""
    text = _WRITTEN.sub(lambda it: "_" if it[1] == "005F" else "\r", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
