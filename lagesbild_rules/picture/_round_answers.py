"""What is handed in to a round: forms, tables and stores, read whole and held to the round's areas and units."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from attrs import evolve, frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted, suggestion
from lagesbild_rules.facts import Observation, ObservationTable, is_store, read_observations
from lagesbild_rules.picture._round import Round

_Path = str | os.PathLike[str]


@frozen
class Handed:
    """What was handed in: observations, each with its unit, and those of the round's units that they are by.

    ``added`` of the observations were new. ``skipped`` tells of rows left out, ``findings`` of what stops nothing.
    """

    observations: tuple[Observation, ...]
    units: tuple[str, ...]
    files: tuple[str, ...]
    added: int = 0
    skipped: tuple[Problem, ...] = ()
    findings: tuple[Problem, ...] = ()


def handed_in(it: Round, files: Iterable[_Path], *, at: datetime, unit: str | None, skip_bad_rows: bool) -> Handed:
    """Return what *files* say, as handed in by *unit* where one is named.

    Raises ``FactsError`` with every problem of all of them: what cannot be read, an area that the round does not
    have, an answer by another unit than the one that hands it in.
    """
    paths = [Path(one) for one in files]
    problems: list[Problem] = []
    found: list[Observation] = []
    skipped: list[Problem] = []
    if unit is not None and unit not in it.units:
        help = suggestion(unit, it.units) if len(it.units) <= 12 else "see all with `lagesbild round status`"
        problems.append(Problem(Place(str(it.path)), "LR874", f"no unit {quoted(unit)} in the round", help))
    for path in paths:
        try:
            table = _read(it, path, at, skip_bad_rows)
        except FactsError as error:
            problems += error.problems
            continue
        skipped += table.skipped
        said = [_by(it, one, unit) for one in table.rows]
        problems += _misplaced(it, said, unit, str(path))
        found += said
    if problems:
        raise FactsError(problems)
    reporters = dict.fromkeys(str(one.reported_by) for one in found)
    units = [name for name in reporters if name in it.units] or ([unit] if unit else [])
    return Handed(
        tuple(found),
        tuple(sorted(units)),
        tuple(path.name for path in paths),
        skipped=tuple(skipped),
        findings=tuple(_outsiders(it, found)),
    )


def _read(it: Round, path: Path, at: datetime, skip_bad_rows: bool) -> ObservationTable:
    indicators = it.ruleset.indicators
    if is_store(path):
        from lagesbild_rules.facts.store import Store  # duckdb is loaded only where a store is opened

        with Store.open(path, read_only=True) as store:
            store.facts(indicators, it.ruleset.evidence, as_of=it.as_of)  # refuses values that are none
            return ObservationTable(tuple(one for one in store.observations() if one.indicator in indicators))
    if path.suffix.lower() == ".xlsx":
        from lagesbild_rules.form import read_form  # openpyxl is loaded only where a workbook is opened

        try:
            return ObservationTable(read_form(path, it.ruleset, recorded_at=at).observations)
        except FactsError as error:
            if {problem.code for problem in error.problems} != {"LR721"}:
                raise
    return read_observations(path, indicators, skip_bad_rows=skip_bad_rows)


def _by(it: Round, one: Observation, unit: str | None) -> Observation:
    """Return *one* with the unit that it is by: its own, else *unit*, else its area's local police area."""
    if one.reported_by is not None:
        return one
    home = it.areas[one.area].local_police_area if one.area in it.areas else None
    return evolve(one, reported_by=unit or home)


def _misplaced(it: Round, said: Iterable[Observation], unit: str | None, path: str) -> Iterator[Problem]:
    told: set[tuple[str, str | None]] = set()
    for one in said:
        if (one.area, one.reported_by) in told:
            continue
        told.add((one.area, one.reported_by))
        line = one.place.line
        if one.area not in it.areas:
            help = suggestion(one.area, it.areas) if len(it.areas) <= 12 else _close(one.area, it)
            finding = f"no area {quoted(one.area)} in the round on {it.as_of}"
            yield Problem(Place(path, line, "area"), "LR731", finding, help)
        if unit is not None and one.reported_by != unit:
            finding = f"an answer by {quoted(str(one.reported_by))}, handed in by {quoted(unit)}"
            help = "let that unit hand it in, or leave `--unit` out"
            yield Problem(Place(path, line, "reported_by"), "LR877", finding, help)


def _close(area: str, it: Round) -> str:
    known = suggestion(area, it.areas)
    return known if known.endswith("?") else "see the table of areas that the round was begun with"


def _outsiders(it: Round, found: Iterable[Observation]) -> Iterator[Problem]:
    for name in sorted({str(one.reported_by) for one in found} - set(it.units)):
        finding = f"{quoted(name)} is no unit of the round: its answers count, and it has nothing to send"
        yield Problem(Place(str(it.path)), "LR877", finding, "check its name, if it is meant to be one")
