"""From long tables (one row an observation) to observations."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted, suggestion
from lagesbild_rules.facts._from_cells import Unreadable, read_cell
from lagesbild_rules.facts._long_columns import LONG_COLUMNS
from lagesbild_rules.facts._model import Indicator
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.files import read_text


@frozen
class ObservationTable:
    """The observations of a long table in its order, and the problems of the rows that were skipped."""

    rows: tuple[Observation, ...]
    skipped: tuple[Problem, ...] = ()
    path: str = ""


def read_observations(
    path: str | os.PathLike[str], indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> ObservationTable:
    """Return the observations in the long table at *path*.

    Raises ``FactsError`` with all problems of all rows; with *skip_bad_rows* they are left out.
    """
    good: list[Observation] = []
    bad: list[Problem] = []
    for line, cells in _rows(Path(path)):
        try:
            good.append(_observation(cells, indicators, Place(os.fspath(path), line)))
        except FactsError as it:
            bad.extend(it.problems)
    if bad and not skip_bad_rows:
        raise FactsError(bad)
    return ObservationTable(tuple(good), tuple(bad), os.fspath(path))


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if path.suffix == ".parquet":
        from lagesbild_rules.facts._parquet import parquet_rows

        yield from enumerate(parquet_rows(path), 1)
    elif path.suffix == ".jsonl":
        yield from ((n, json.loads(it)) for n, it in enumerate(read_text(path, FactsError).splitlines(), 1))
    else:
        reader = csv.DictReader(io.StringIO(read_text(path, FactsError), newline=""))
        for row in reader:
            yield reader.line_num, row


def _observation(cells: Mapping[str, Any], indicators: Mapping[str, Indicator], place: Place) -> Observation:
    given: dict[str, Any] = {it: cells[it] for it in LONG_COLUMNS if cells.get(it)}
    id_ = given.get("indicator", "")
    if id_ not in indicators:
        at = Place(place.path, place.line, "indicator")
        raise FactsError([Problem(at, "LR301", f"unknown indicator {quoted(id_)}", suggestion(id_, indicators))])
    value = given.pop("value", None)
    ends = {name: given.pop(name, value) for name in ("low", "high")}
    try:
        ends = {name: read_cell(indicators[id_], cell).low for name, cell in ends.items()}
        for name in ("valid_from", "valid_until"):
            if name in given:
                given[name] = date.fromisoformat(given[name])
    except Unreadable as it:
        raise FactsError([Problem(Place(place.path, place.line, "value"), it.code, it.finding, it.help)]) from None
    if given.get("withdrawn") == "true":
        given["withdrawn"] = True
    return Observation(**{**given, **ends}, place=place)
