"""From a table of areas to the areas that a questionnaire asks about."""

from __future__ import annotations

import csv
import io
import os
from typing import Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted, suggestion
from lagesbild_rules.files import read_text
from lagesbild_rules.form._model import Area

COLUMNS: Final = (
    *("area", "name", "municipality_code", "municipality", "local_police_area", "police_area", "region"),
    *("valid_from", "valid_until"),
)
"""The columns of a table of areas. `area` is required; the form uses `area` and `name`."""


def read_areas(path: str | os.PathLike[str]) -> tuple[Area, ...]:
    """Return the areas of the CSV table at *path* in its order, with their names.

    Raises ``FactsError`` with every problem: an unknown column, `area` missing, a row without an area or with one
    that stands in another row too.
    """
    shown = os.fspath(path)
    text = read_text(path, FactsError)
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    problems: list[Problem] = []
    areas: dict[str, Area] = {}
    try:
        header = [it.strip() for it in next(rows)]
        for it in header:
            if it not in COLUMNS:
                place = Place(shown, 1, it)
                problems.append(Problem(place, "LR301", f"unknown column {quoted(it)}", suggestion(it, COLUMNS)))
        if "area" not in header:
            problems.append(Problem(Place(shown, 1), "LR302", "the column `area` is missing", "add it"))
        for fields in rows if not problems else ():
            row = dict(zip(header, (it.strip() for it in fields), strict=False))
            line, id_ = rows.line_num, row.get("area", "")
            if not fields:
                continue
            if not id_:
                problem = Problem(
                    Place(shown, line, "area"), "LR305", "the row names no area", "fill in the column `area`"
                )
                problems.append(problem)
            elif id_ in areas:
                finding = f"the area {quoted(id_)} has another row"
                problems.append(Problem(Place(shown, line, "area"), "LR306", finding, "keep one row for each area"))
            else:
                areas[id_] = Area(id_, row.get("name") or None)
    except csv.Error as it:
        finding = f"the row cannot be read: {it}"
        problems.append(Problem(Place(shown, rows.line_num), "LR313", finding, "close every quotation mark"))
    if problems:
        raise FactsError(problems)
    return tuple(areas.values())
