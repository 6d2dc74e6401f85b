"""Facts read from a table, wide or long."""

from __future__ import annotations

import csv
import logging
import os
from collections.abc import Collection, Iterable, Mapping, Sized
from datetime import datetime
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.facts._areas import Area, area_findings
from lagesbild_rules.facts._arrow import arrow_facts
from lagesbild_rules.facts._from_long import ObservationTable, is_long, observations_of
from lagesbild_rules.facts._from_wide import wide_facts
from lagesbild_rules.facts._model import Evidence, FactSet, Indicator
from lagesbild_rules.facts._resolve import NO_RULES, known_by, resolve
from lagesbild_rules.facts._rows import Table, Tabular, csv_separator, json_row, open_table
from lagesbild_rules.facts._stores import is_store, kept_at
from lagesbild_rules.files import read_bytes

_log = logging.getLogger(__name__)


@frozen
class FactTable:
    """The facts of a table in its order, and the problems of the rows that were skipped."""

    rows: tuple[FactSet, ...]
    skipped: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()
    """What does not fit together and stops nothing: unknown areas, an area that two units report."""


def read_facts(
    path: Tabular,
    indicators: Mapping[str, Indicator],
    *,
    evidence: Evidence = NO_RULES,
    as_of: Day | None = None,
    known_at: datetime | None = None,
    areas: Iterable[Area] = (),
    skip_bad_rows: bool = False,
) -> FactTable:
    """Return the facts of every area in the store or table at *path*: CSV, JSON Lines, Parquet, XLSX or Arrow.

    The folder of a round is taken for the observations in it.

    A store, or a long table, holds observations: what they say on *as_of*, as far as it was recorded by *known_at*,
    is worked out by the rules of *evidence* (see ``resolve``). In a wide table each cell is a fact, and these change
    nothing. Of *areas* those that exist on *as_of* are there too when no row speaks of them, all their facts missing;
    what of the observations does not fit them is told in ``findings``.

    Raises ``FactsError`` with all problems of all rows, and for a long table without *as_of*. With *skip_bad_rows*
    the rows that have a problem are left out and their problems returned as ``skipped``; problems of the table as a
    whole are raised still.
    """
    every = tuple(areas)
    if isinstance(path, str | os.PathLike):
        path = kept_at(path)
    if isinstance(path, str | os.PathLike) and is_store(path):
        return _from_store(path, indicators, evidence, as_of, known_at, every)
    table = read_table(path, indicators, skip_bad_rows=skip_bad_rows)
    if isinstance(table, FactTable):
        given = {row.area for row in table.rows}
        absent = [FactSet.of(area, indicators, {}) for area in _names(every, as_of) if area not in given]
        return evolve(table, rows=(*table.rows, *absent))
    if as_of is None:
        raise FactsError([_no_day(table.path)])
    names = _names(every, as_of)
    facts = resolve(table.rows, indicators, evidence, as_of=as_of, known_at=known_at, areas=names)
    return FactTable(facts, table.skipped, area_findings(known_by(table.rows, known_at), every))


def _from_store(
    path: str | os.PathLike[str],
    indicators: Mapping[str, Indicator],
    evidence: Evidence,
    as_of: Day | None,
    known_at: datetime | None,
    areas: tuple[Area, ...],
) -> FactTable:
    from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

    if as_of is None:
        raise FactsError([_no_day(os.fspath(path))])
    with Store.open(path, read_only=True) as store:
        names = _names(areas, as_of)
        facts = store.facts(indicators, evidence, as_of=as_of, known_at=known_at, areas=names)
        told = [it for it in known_by(store.observations(), known_at) if it.indicator in indicators]
    return FactTable(facts, (), area_findings(told, areas))


def _no_day(shown: str) -> Problem:
    help = "give `as_of`, and the `evidence` of the ruleset"
    return Problem(Place(shown), "LR708", "what observations say depends on the day", help)


def read_table(
    path: Tabular, indicators: Mapping[str, Indicator], *, skip_bad_rows: bool = False
) -> FactTable | ObservationTable:
    """Return what stands in the table at *path*: facts when it is wide, observations when it is long.

    Raises as ``read_facts``.
    """
    table = open_table(path)
    if is_long(table, indicators):
        found = observations_of(table, indicators, skip_bad_rows=skip_bad_rows)
        _log.info("read %d observations from %s, skipped for %d problems", *_counts(found.rows, table, found.skipped))
        return found
    of_table: list[Problem] = []
    if table.batches is not None:
        good, bad = arrow_facts(table.batches(), indicators, table.path)
    else:
        good, bad, of_table = wide_facts(table, indicators)
    bad.sort(key=lambda problem: problem.place.line or 0)
    if of_table or (bad and not skip_bad_rows):
        raise FactsError([*of_table, *bad])
    _log.info("read %d areas from %s, skipped for %d problems", *_counts(good, table, bad))
    return FactTable(tuple(good), tuple(bad))


def holds_observations(path: str | os.PathLike[str], indicators: Mapping[str, Indicator]) -> bool:
    """Return whether *path* is a store, or a long table by its header alone; false where it cannot be read."""
    path = kept_at(path)
    if is_store(path):
        return True
    try:
        match Path(path).suffix.lower():
            case ".csv":
                start = read_bytes(path, FactsError, _HEADER).decode("utf-8-sig", "ignore")
                first = next((line for line in start.splitlines() if line.strip()), "")
                columns: Collection[str] = [
                    it.strip() for it in next(csv.reader([first], delimiter=csv_separator(first)))
                ]
            case ".jsonl" | ".ndjson":
                start = read_bytes(path, FactsError, _HEADER).decode("utf-8-sig", "ignore")
                columns = json_row(next((line for line in start.splitlines() if line.strip()), ""), Place()).cells
            case _:
                columns = open_table(path).columns
    except (FactsError, StopIteration, csv.Error):
        return False
    return "indicator" in columns and "indicator" not in indicators


_HEADER: Final = 1 << 16
"""So many bytes of a file are looked at for its header."""


def _counts(good: Sized, table: Table, bad: Sized) -> tuple[int, str, int]:
    return len(good), table.path, len(bad)


def _names(areas: Iterable[Area], as_of: Day | None) -> list[str]:
    return [it.area for it in areas if as_of is None or it.exists_on(as_day(as_of))]
