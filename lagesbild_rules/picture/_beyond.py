"""A picture of a table that may hold columns of another ruleset too, and what those columns say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime

from attrs import evolve

from lagesbild_rules.day import Day
from lagesbild_rules.facts import Area, FactSet, FactTable, read_facts
from lagesbild_rules.picture._from_facts import picture
from lagesbild_rules.picture._model import Picture
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset


def picture_and_beyond(
    path: str | os.PathLike[str],
    ruleset: Ruleset,
    other: Ruleset | None,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    areas: Iterable[Area] = (),
    skip_bad_rows: bool = False,
    name: str | None = None,
    progress: Progress = quiet,
) -> tuple[Picture, dict[str, FactSet], FactTable]:
    """Return the picture of the facts at *path* under *ruleset*, by area what only *other* asks for, and the table.

    A column that only *other* knows is no error. Raises ``FactsError`` as ``read_facts`` and ``picture`` do.
    """
    every = tuple(areas)
    beyond = {id_: it for id_, it in (other.indicators if other else {}).items() if id_ not in ruleset.indicators}
    table = read_facts(
        path,
        {**ruleset.indicators, **beyond},
        evidence=ruleset.evidence,
        as_of=as_of,
        known_at=known_at,
        areas=every,
        skip_bad_rows=skip_bad_rows,
    )
    own = evolve(table, rows=tuple(_only(row, ruleset.indicators) for row in table.rows))
    made = picture(ruleset, own, as_of=as_of, known_at=known_at, areas=every, name=name, progress=progress)
    return made, {row.area: _only(row, beyond) for row in table.rows} if beyond else {}, table


def _only(row: FactSet, indicators: Iterable[str]) -> FactSet:
    kept = {id_: row.indicators[id_] for id_ in indicators}
    return FactSet.of(row.area, kept, {id_: row[id_] for id_ in kept}, row.grounds)
