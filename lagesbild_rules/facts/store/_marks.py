"""Marks: what became of an observation after it was added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@frozen
class Mark:
    """An observation was withdrawn, or is superseded by another, which is known from ``known_from`` on."""

    observation: str
    withdrawn_at: datetime | None = None
    superseded_by: str | None = None
    known_from: datetime | None = None
    place: Place = Place()


class Restated(NamedTuple):
    """A row that states what became of an observation, beside what is known of that already."""

    id: str
    path: str | None
    line: int | None
    withdrawn: bool
    withdrawn_at: datetime | None
    superseded_by: str | None
    withdrawn_already: bool
    withdrawn_already_at: datetime | None
    superseded_already_by: str | None
    correction_at: datetime | None
    """When the correction was recorded, where it comes with the same add."""


def marks_of(restated: Sequence[Restated], at: datetime) -> tuple[list[Mark], list[Problem]]:
    """Return the marks that are new in *restated*, and a problem for each that contradicts what is known.

    A time that a row states is kept; where it states none, *at* counts. A correction that comes with the same add is
    known as soon as it is recorded, another one from *at* on.
    """
    withdrawn: dict[str, tuple[bool, datetime | None]] = {}
    superseded: dict[str, str] = {}
    marks: list[Mark] = []
    problems: list[Problem] = []
    for it in restated:
        place = Place(it.path or "<observation>", it.line)
        gone, gone_at = withdrawn.get(it.id, (it.withdrawn_already, it.withdrawn_already_at))
        other = superseded.get(it.id, it.superseded_already_by)
        if it.withdrawn and gone and it.withdrawn_at not in (None, gone_at):
            when = f"at {gone_at}" if gone_at else "at a time that is not known"
            finding = f"{quoted(it.id)} was withdrawn {when}, not at {it.withdrawn_at}"
            problems.append(_contradiction(place, "withdrawn", finding))
        if it.superseded_by is not None and other not in (None, it.superseded_by):
            finding = f"{quoted(it.id)} is superseded by {quoted(other or '')}, not by {quoted(it.superseded_by)}"
            problems.append(_contradiction(place, "superseded_by", finding))
        newly_gone = it.withdrawn and not gone
        newly_superseded = it.superseded_by if other is None else None
        if newly_gone:
            withdrawn[it.id] = True, it.withdrawn_at or at
        if newly_superseded is not None:
            superseded[it.id] = newly_superseded
        if newly_gone or newly_superseded is not None:
            known_from = (it.correction_at or at) if newly_superseded is not None else None
            gone_at = (it.withdrawn_at or at) if newly_gone else None
            marks.append(Mark(it.id, gone_at, newly_superseded, known_from, place))
    return marks, problems


def _contradiction(place: Place, column: str, finding: str) -> Problem:
    help = "leave it as it was: what became of an observation is recorded once"
    return Problem(Place(place.path, place.line, column), "LR707", finding, help)


def circles(connection: DuckDBPyConnection, new: Mapping[str, tuple[str, Place]], path: str) -> Iterator[Problem]:
    """Yield a problem for each correction in *new* (what by what, stated where) that leads back to itself."""
    if not new:
        return
    links = {id_: target for id_, (target, _) in new.items()}
    for table, id_column in (("mark", "observation"), ("observation", "id")):
        query = f"SELECT {id_column}, superseded_by FROM {table} WHERE superseded_by IS NOT NULL"
        links |= dict(connection.execute(query).fetchall())
    ended: set[str] = set()
    for start, (_, place) in new.items():
        way = {start: 0}
        after = links.get(start)
        while after is not None and after not in ended and after not in way:
            way[after] = len(way)
            after = links.get(after)
        if after in way:
            named = " → ".join(quoted(it) for it in (*list(way)[way[after] :], after))
            help = "leave the last one without `superseded_by`"
            at = Place(place.path or path, place.line, "superseded_by")
            yield Problem(at, "LR704", f"corrections go in a circle: {named}", help)
        ended.update(way)
