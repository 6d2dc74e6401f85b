"""From facts to the picture: every area assessed, in its place, with what people decided beside it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Protocol, cast, runtime_checkable

from lagesbild_rules.day import Day, as_day, as_time
from lagesbild_rules.errors import FactsError, Place, Problem, quoted, suggestion
from lagesbild_rules.evaluation import assess
from lagesbild_rules.facts import (
    Area,
    Cell,
    Evidence,
    FactSet,
    FactTable,
    Indicator,
    Tabular,
    facts_from_row,
    read_facts,
)
from lagesbild_rules.picture._decided import decided
from lagesbild_rules.picture._model import Decision, Ladder, Mark, Picture, PictureArea, Rung
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import Ruleset


@runtime_checkable
class Observed(Protocol):
    """What tells the facts of a day, as an open store does."""

    def facts(
        self,
        indicators: Mapping[str, Indicator],
        evidence: Evidence = ...,
        *,
        as_of: Day,
        known_at: datetime | None = None,
        areas: Iterable[str] = (),
    ) -> tuple[FactSet, ...]: ...


Given = FactTable | Observed | Tabular | Iterable[FactSet | Mapping[str, Cell]]
"""A table that was read, an open store, what facts are read from (a path, an Arrow table), or rows."""


def picture(
    ruleset: Ruleset,
    facts: Given,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    areas: Iterable[Area] = (),
    decisions: Iterable[Decision] = (),
    name: str | None = None,
    progress: Progress = quiet,
) -> Picture:
    """Return what *ruleset* says of every area on *as_of*, in the order of their ids, decisions standing beside.

    *facts* are a table that was read, rows, the path of a table or store, an Arrow table, or an open store. Of
    *areas* those that exist on *as_of* are all there, also when no fact speaks of them, and one that does not exist
    then is left out. A decision counts when its day has come; of several the newest. ``name`` is the ruleset and day
    where none is given.

    Raises ``FactsError`` with every area that stands twice in the facts or is not in the table of areas when there is
    one, and with everything that is wrong with the decisions.
    """
    day, every = as_day(as_of), tuple(areas)
    placed = _placed(ruleset, _rows(ruleset, facts, day, known_at, every), every, day)
    where = {it.area: it for it in every if it.exists_on(day)}
    chosen = decided(decisions, ladders(ruleset), as_of=day, areas=placed, known={it.area for it in every})
    by = None if known_at is None else as_time(known_at)
    made = []
    with progress(len(placed), "assess") as advance:
        for id_, row in sorted(placed.items()):
            said = assess(ruleset, row, as_of=day, known_at=by)
            possible = {of: it.possible for of, it in said.classifications.items()}
            made.append(PictureArea(where.get(id_) or Area(id_), possible, said, chosen.get(id_, {})))
            advance()
    called = name or f"{ruleset.reference} {day}"
    return Picture(called, day, ladders(ruleset), tuple(made), ruleset, by, under=Mark.of(ruleset))


def ladders(ruleset: Ruleset) -> dict[str, Ladder]:
    """Return the ladder of each classification of *ruleset*."""
    return {
        id_: Ladder(id_, it.title, tuple(Rung(level.id, level.title) for level in it.levels))
        for id_, it in ruleset.classifications.items()
    }


def left_out(rows: Iterable[FactSet], areas: Iterable[Area], as_of: Day) -> tuple[Problem, ...]:
    """Return a finding for each area of *rows* that the table *areas* has, but not on *as_of*: no picture has it."""
    day = as_day(as_of)
    known: dict[str, bool] = {}
    for it in areas:
        known[it.area] = known.get(it.area, False) or it.exists_on(day)
    return tuple(
        Problem(
            Place("facts", None, "area"),
            "LR732",
            f"the area {quoted(row.area)} does not exist on {day} and is left out of the picture",
            "check the day, or use the area that came of it",
        )
        for row in rows
        if known.get(row.area) is False
    )


def _rows(
    ruleset: Ruleset, facts: Given, day: date, known_at: datetime | None, areas: tuple[Area, ...]
) -> Iterator[FactSet]:
    names = [it.area for it in areas if it.exists_on(day)]
    if isinstance(facts, str | os.PathLike) or hasattr(facts, "__arrow_c_stream__"):
        rules, source = ruleset.evidence, cast(Tabular, facts)
        facts = read_facts(source, ruleset.indicators, evidence=rules, as_of=day, known_at=known_at, areas=areas)
    if isinstance(facts, FactTable):
        yield from facts.rows
    elif isinstance(facts, Observed):
        yield from facts.facts(ruleset.indicators, ruleset.evidence, as_of=day, known_at=known_at, areas=names)
    else:
        for row in facts:
            yield row if isinstance(row, FactSet) else facts_from_row(row, ruleset.indicators)


def _placed(ruleset: Ruleset, rows: Iterable[FactSet], areas: tuple[Area, ...], day: date) -> dict[str, FactSet]:
    """Return the facts of each area that exists on *day*, missing throughout where there are none."""
    known, existing = {it.area for it in areas}, {it.area for it in areas if it.exists_on(day)}
    placed: dict[str, FactSet] = {}
    problems, told = [], set[str]()
    for row in rows:
        id_ = row.area
        if id_ in placed:
            problems.append(_problem("LR306", f"the area {quoted(id_)} stands in two rows", "keep one of them"))
        if known and id_ not in known and id_ not in told:
            told.add(id_)
            finding = f"no area {quoted(id_)} in the table of areas"
            problems.append(_problem("LR840", finding, suggestion(id_, known)))
        placed[id_] = row
    if problems:
        raise FactsError(problems)
    if not known:
        return placed
    blank = {id_: FactSet.of(id_, ruleset.indicators, {}) for id_ in existing if id_ not in placed}
    return {id_: row for id_, row in placed.items() if id_ in existing} | blank


def _problem(code: str, finding: str, help: str) -> Problem:
    return Problem(Place("facts", None, "area"), code, finding, help)
