"""A store of observations: what is added stays, and what becomes of it is added beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from attrs import define, field, frozen

from lagesbild_rules.day import Day, as_day, as_time
from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.facts._model import Evidence, FactSet, Indicator
from lagesbild_rules.facts._observation import Observation, names_a_person
from lagesbild_rules.facts._resolve import NO_RULES, resolve
from lagesbild_rules.facts.store._add import Added, add, record
from lagesbild_rules.facts.store._file import (
    MEMORY_LIMIT,
    WAIT_SECONDS,
    checked,
    connect,
    make,
    not_written,
    there,
    told,
    transaction,
)
from lagesbild_rules.facts.store._fit import refuse_misfits
from lagesbild_rules.facts.store._marks import Mark, circles
from lagesbild_rules.facts.store._rows import BATCH, COLUMNS, naive, observation_from
from lagesbild_rules.facts.store._tables import NOW, THEN

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

What = Literal["add", "withdraw"]
Standing = Literal["in_force", "withdrawn", "superseded"]
"""What became of an observation; one that is withdrawn and superseded is superseded."""


@frozen
class Change:
    """One change of a store: when, by which unit, how many observations it added, and which it marked."""

    number: int
    at: datetime = field(converter=as_time)
    unit: str
    what: What
    note: str | None
    added: int
    marked: tuple[str, ...]


@frozen
class Stored:
    """An observation as it stands, and which change brought it at what time from which unit."""

    observation: Observation
    change: int
    added_at: datetime = field(converter=as_time)
    added_by: str

    @property
    def standing(self) -> Standing:
        if self.observation.superseded_by is not None:
            return "superseded"
        return "withdrawn" if self.observation.withdrawn is not False else "in_force"

    def holds_on(self, day: date) -> bool:
        """Return whether it is about *day*, which the last day of its period is not."""
        it = self.observation
        return (it.valid_from is None or it.valid_from <= day) and (it.valid_until is None or day < it.valid_until)

    @property
    def unit(self) -> str:
        """The unit that reported it; where none is named, the one that added it."""
        return self.observation.reported_by or self.added_by


@define
class Store:
    """An append-only store of observations in one file.

    Nothing in it is changed or deleted: a correction is an observation of its own, and that another one was withdrawn
    or superseded is written beside it, with time and unit. One process at a time may write to it, or several read.
    """

    path: Path
    read_only: bool
    _connection: DuckDBPyConnection = field(repr=False)

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Store:
        """Make an empty store at *path* and open it; raises ``FactsError`` when something stands there already."""
        make(Path(path))
        return cls.open(path)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        read_only: bool = False,
        wait: float = WAIT_SECONDS,
        threads: int | None = None,
        memory_limit: str = MEMORY_LIMIT,
    ) -> Store:
        """Open the store at *path*, after at most *wait* seconds when another process has it open.

        *threads* (all cores when not given) and *memory_limit* hold for what is worked out in it. Raises
        ``FactsError`` when it stays in use, or is no store that can be read here.
        """
        file = Path(path)
        there(file)
        connection = connect(file, file, read_only=read_only, wait=wait, threads=threads, memory_limit=memory_limit)
        try:
            with told(file):
                checked(connection, file)
        except BaseException:
            connection.close()
            raise
        return cls(file, read_only, connection)

    def close(self) -> None:
        """Close the store; what was added is in its one file then."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, observations: Iterable[Observation], *, at: datetime, unit: str) -> Added:
        """Add *observations* that *unit* brings *at* a time, which is when they are recorded unless they say so.

        One that is there already adds nothing; one that states newly that it was withdrawn or superseded marks it.
        Raises ``FactsError`` with every problem (an id with other content, a correction that leads nowhere), and then
        nothing is added.
        """
        time = self._change(at, unit)
        with told(self.path), transaction(self._connection) as own:
            return add(own, observations, time, unit, str(self.path))

    def withdraw(
        self,
        observation_id: str,
        *,
        at: datetime,
        unit: str,
        superseded_by: str | None = None,
        note: str | None = None,
    ) -> None:
        """Record that *unit* withdrew an observation *at* a time, and which one corrects it when there is one.

        Raises ``QuestionError`` when there is no such observation, or nothing new is said of it.
        """
        time = self._change(at, unit, note)
        with told(self.path), transaction(self._connection) as own:
            found = self._now(own, observation_id)
            if superseded_by is not None:
                self._now(own, superseded_by)
            gone_at = None if found[0] else time
            other = superseded_by if found[1] is None else None
            if (gone_at is None and other is None) or (found[1] is not None and superseded_by not in (None, found[1])):
                finding = f"{quoted(observation_id)} is withdrawn already"
                if found[1] is not None:
                    finding = f"{quoted(observation_id)} is superseded by {quoted(found[1])} already"
                help = "see it with `lagesbild store list`; what became of an observation is recorded once"
                raise QuestionError([Problem(Place(str(self.path)), "LR715", finding, help)])
            mark = Mark(observation_id, gone_at, other, time if other is not None else None)
            if other is not None and (
                problems := list(circles(own, {observation_id: (other, Place())}, str(self.path)))
            ):
                raise QuestionError(problems)
            record(own, "withdraw", time, unit, [mark], note)

    def observations(self, *, known_at: datetime | None = None) -> Iterator[Observation]:
        """Yield every observation as it stands, in the order of adding; with *known_at* as it stood by then."""
        for it in self.stored(known_at=known_at):
            yield it.observation

    def stored(self, *, known_at: datetime | None = None) -> Iterator[Stored]:
        """Yield what ``observations`` does, each with the change that brought it."""
        query = f"""
            SELECT s.change, c.made_at, c.unit, {", ".join(f"s.{it}" for it in COLUMNS)}
            FROM ({THEN if known_at is not None else NOW}) s JOIN change c ON c.number = s.change
            ORDER BY s.sequence"""
        place = Place(str(self.path))
        with told(self.path), self._connection.cursor() as own:
            own.execute(query, _by(known_at))
            while rows := own.fetchmany(BATCH):
                for change, at, unit, *cells in rows:
                    yield Stored(observation_from(tuple(cells), place), change, at, unit)

    def changes(self) -> tuple[Change, ...]:
        """Return every change in its order."""
        with told(self.path), self._connection.cursor() as own:
            rows = own.execute(
                """SELECT c.number, c.made_at, c.unit, c.what, c.note,
                    (SELECT count(*) FROM observation o WHERE o.change = c.number),
                    (SELECT list(m.observation ORDER BY m.observation) FROM mark m WHERE m.change = c.number)
                FROM change c ORDER BY c.number"""
            ).fetchall()
        return tuple(
            Change(number, at, unit, what, note, added, tuple(marked or ()))
            for number, at, unit, what, note, added, marked in rows
        )

    def facts(
        self,
        indicators: Mapping[str, Indicator],
        evidence: Evidence = NO_RULES,
        *,
        as_of: Day,
        known_at: datetime | None = None,
        areas: Iterable[str] = (),
    ) -> tuple[FactSet, ...]:
        """Return what ``resolve`` makes of the observations of *indicators*, with what each fact rests on.

        Raises ``FactsError`` with every value that its indicator does not take.
        """
        found = [it for it in self.observations(known_at=known_at) if it.indicator in indicators]
        refuse_misfits(found, indicators, str(self.path))
        return resolve(found, indicators, evidence, as_of=as_of, known_at=known_at, areas=areas)

    def facts_table(
        self,
        indicators: Mapping[str, Indicator],
        evidence: Evidence = NO_RULES,
        *,
        as_of: Day,
        known_at: datetime | None = None,
    ) -> pa.Table:
        """Return the facts that ``facts`` gives as an Arrow table, worked out inside the database.

        Column ``area``, then for each indicator a struct that is null where the fact is missing: ``low`` and ``high``
        (null where a number has no end), for a category ``codes``; and ``causes``, a sum of 1 missing, 2 conflicting,
        4 stale, 8 below grade, 16 rounded. Numbers are exact decimals, and text where 38 digits are too few.
        """
        from lagesbild_rules.facts.store._facts_table import facts_table

        by = None if known_at is None else as_time(known_at)
        with told(self.path), self._connection.cursor() as own:
            return facts_table(own, indicators, evidence, as_day(as_of), by, str(self.path))

    def _now(self, own: DuckDBPyConnection, id_: str) -> tuple[bool, str | None]:
        query = f"SELECT withdrawn, superseded_by FROM ({NOW}) WHERE id = ?"
        rows: list[tuple[bool, str | None]] = own.execute(query, [id_]).fetchall()
        if rows:
            return rows[0]
        known = [name for (name,) in own.execute("SELECT id FROM observation LIMIT 10000").fetchall()]
        help = suggestion(id_, known) if len(known) <= 12 else suggestion(id_, known).partition("write ")[0]
        finding = f"no observation {quoted(id_)} in the store"
        raise QuestionError(
            [Problem(Place(str(self.path)), "LR714", finding, help or "see all with `lagesbild store list`")]
        )

    def _change(self, at: datetime, unit: str, note: str | None = None) -> datetime:
        if self.read_only:
            raise not_written(self.path, "it was opened to be read only")
        problems = []
        if not unit.strip():
            problems.append(Problem(Place("unit"), "LR718", "a change without its unit", "name the unit"))
        for name, text in (("unit", unit), ("note", note or "")):
            if names_a_person(text):
                finding = "the text holds a personal identity or coordination number"
                problems.append(Problem(Place(name), "LR705", finding, "name a unit, never a person"))
        if problems:
            raise FactsError(problems)
        return naive(as_time(at))


def _by(known_at: datetime | None) -> dict[str, datetime]:
    return {} if known_at is None else {"known_at": naive(as_time(known_at))}
