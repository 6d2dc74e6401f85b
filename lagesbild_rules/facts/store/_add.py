"""Adding observations to a store: all of them or none, and nothing that is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.facts.store._marks import Mark, Restated, circles, marks_of
from lagesbild_rules.facts.store._rows import COLUMNS, batches
from lagesbild_rules.facts.store._tables import CONTENT, NOW, STAGED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Added:
    """What an add came to: how many observations were new, were there already, and were marked by it."""

    new: int
    already: int
    marked: int = 0


_FIRST: Final = """
    CREATE TEMP TABLE first AS
    SELECT s.* REPLACE (coalesce(s.recorded_at, $at) AS recorded_at)
    FROM staged s
    WHERE s.id NOT IN (SELECT id FROM observation)
    QUALIFY row_number() OVER (PARTITION BY s.id ORDER BY s.row) = 1"""
"""Of what is staged, what is new: the first row of each id that the store does not hold."""

_BASE: Final = f"""
    SELECT id, NULL AS row, NULL AS path, NULL AS line, {", ".join(CONTENT)}, recorded_at, withdrawn, withdrawn_at,
        superseded_by
    FROM ({NOW})
    UNION ALL
    SELECT id, row, path, line, {", ".join(CONTENT)}, recorded_at, withdrawn, withdrawn_at, superseded_by FROM first"""
"""What each staged row is held against: the observation in the store, else the first row of its id."""

_DIFFERENT: Final = f"""
    SELECT s.id, s.path, s.line, b.path, b.line, b.row IS NULL,
        [{", ".join(f"CASE WHEN s.{it} IS DISTINCT FROM b.{it} THEN '{it}' END" for it in CONTENT)},
        CASE WHEN s.recorded_at <> b.recorded_at THEN 'recorded_at' END]
    FROM staged s JOIN ({_BASE}) b ON b.id = s.id
    WHERE ({" OR ".join(f"s.{it} IS DISTINCT FROM b.{it}" for it in CONTENT)} OR s.recorded_at <> b.recorded_at)
        AND b.row IS DISTINCT FROM s.row
    ORDER BY s.row"""

_NOWHERE: Final = """
    SELECT s.id, s.superseded_by, s.path, s.line FROM staged s
    WHERE s.superseded_by IS NOT NULL
        AND s.superseded_by NOT IN (SELECT id FROM observation)
        AND s.superseded_by NOT IN (SELECT id FROM staged)
    ORDER BY s.row"""

_RESTATED: Final = f"""
    SELECT s.id, s.path, s.line, s.withdrawn, s.withdrawn_at, s.superseded_by,
        b.withdrawn, b.withdrawn_at, b.superseded_by, c.recorded_at
    FROM staged s JOIN ({_BASE}) b ON b.id = s.id LEFT JOIN first c ON c.id = s.superseded_by
    WHERE (s.withdrawn OR s.superseded_by IS NOT NULL) AND b.row IS DISTINCT FROM s.row
    ORDER BY s.row"""

_NEW: Final = f"""
    INSERT INTO observation (sequence, change, {", ".join(COLUMNS)})
    SELECT $last + row_number() OVER (ORDER BY row), $change, {", ".join(COLUMNS)} FROM first ORDER BY row"""


def add(
    connection: DuckDBPyConnection, observations: Iterable[Observation], at: datetime, unit: str, path: str
) -> Added:
    """Add *observations* in one transaction, recorded *at* unless they say when; nothing when one cannot be taken."""
    connection.execute(STAGED)
    staged = 0
    for batch in batches(observations):
        connection.register("batch", batch)
        connection.execute(f"INSERT INTO staged SELECT {', '.join(batch.column_names)} FROM batch")
        connection.unregister("batch")
        staged += batch.num_rows
    connection.execute(_FIRST, {"at": at})
    restated = [Restated(*row) for row in connection.execute(_RESTATED).fetchall()]
    marks, problems = marks_of(restated, at)
    problems = [*_different(connection, path), *_nowhere(connection, path), *problems]
    problems.extend(circles(connection, _corrected(connection, marks), path))
    if problems:
        raise FactsError(problems)
    ((new,),) = connection.execute("SELECT count(*) FROM first").fetchall()
    if new or marks:
        record(connection, "add", at, unit, marks)
        connection.execute(_NEW, {"last": _last(connection, "sequence"), "change": _last(connection, "change")})
    return Added(new, staged - new, len({it.observation for it in marks}))


def record(
    connection: DuckDBPyConnection, what: str, at: datetime, unit: str, marks: Iterable[Mark], note: str | None = None
) -> None:
    """Write a change and its *marks*."""
    number = _last(connection, "change") + 1
    connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?)", [number, at, unit, what, note])
    for it in marks:
        cells = [number, it.observation, it.withdrawn_at, it.superseded_by, it.known_from]
        connection.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", cells)


def _corrected(connection: DuckDBPyConnection, marks: Iterable[Mark]) -> dict[str, tuple[str, Place]]:
    query = "SELECT id, superseded_by, path, line FROM first WHERE superseded_by IS NOT NULL ORDER BY row"
    rows = connection.execute(query).fetchall()
    new = {id_: (target, Place(file or "<observation>", line)) for id_, target, file, line in rows}
    return new | {it.observation: (it.superseded_by, it.place) for it in marks if it.superseded_by is not None}


def _last(connection: DuckDBPyConnection, column: str) -> int:
    wanted = {
        "change": "SELECT coalesce(max(number), 0) FROM change",
        "sequence": "SELECT coalesce(max(sequence), 0) FROM observation",
    }
    ((found,),) = connection.execute(wanted[column]).fetchall()
    return int(found)


def _different(connection: DuckDBPyConnection, path: str) -> Iterator[Problem]:
    for id_, file, line, other, other_line, stored, columns in connection.execute(_DIFFERENT).fetchall():
        named = ", ".join(quoted("low" if it == "number" else it) for it in dict.fromkeys(columns) if it)
        there = f"in the store {quoted(path, 200)}" if stored else f"at {Place(other or '<observation>', other_line)}"
        finding = f"{quoted(id_)} says something else {there}: another {named}"
        help = "give the correction an id of its own, and the old row `superseded_by` with it"
        yield Problem(Place(file or "<observation>", line, "observation_id"), "LR707", finding, help)


def _nowhere(connection: DuckDBPyConnection, path: str) -> Iterator[Problem]:
    rows: list[tuple[Any, ...]] = connection.execute(_NOWHERE).fetchall()
    for id_, target, file, line in rows:
        finding = f"{quoted(id_)} is superseded by {quoted(target)}, which is neither in the file nor in {quoted(path)}"
        help = "add the correction first, or in the same file"
        yield Problem(Place(file or "<observation>", line, "superseded_by"), "LR704", finding, help)
