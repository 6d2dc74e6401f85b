"""A page for one unit, to check before it sends: its areas, its answers, what is open, what changed since last time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.facts import Area, Fact, FactSet, Grounds, Handling, Observation
from lagesbild_rules.picture._round import Round
from lagesbild_rules.picture._round_status import (
    Audience,
    Beside,
    UnitStatus,
    beside,
    reporters,
    round_facts,
    round_status,
)

AnswerChange = Literal["same", "changed", "new", "gone"]


@frozen
class PageAnswer:
    """What is known of one question about one area, by whom it was answered, and what was known in the last round.

    ``change`` is ``None`` where there is nothing to compare with, or nothing then and nothing now.
    """

    indicator: str
    fact: Fact
    units: tuple[str, ...]
    notes: int
    before: Fact | None
    change: AnswerChange | None

    @property
    def answered(self) -> bool:
        return bool(self.units)


@frozen
class PageArea:
    """One area of a unit. ``before`` names the area that it is compared with; nothing without just one forerunner."""

    area: Area
    answers: tuple[PageAnswer, ...]
    beside: Beside | None
    before: str | None
    forerunners: tuple[str, ...]

    @property
    def answered(self) -> int:
        return sum(it.answered for it in self.answers)


@frozen
class UnitPage:
    """All that a unit checks before it sends its answers. No class is on it: what comes out is not to steer answers."""

    round: Round = field(repr=False)
    status: UnitStatus
    audience: Audience
    previous: str | None
    areas: tuple[PageArea, ...]


def unit_pages(
    it: Round,
    units: Iterable[str],
    observations: Iterable[Observation],
    *,
    day: Day,
    previous: tuple[Round, Iterable[Observation]] | None = None,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
) -> tuple[UnitPage, ...]:
    """Return the pages of *units* on *day*, given all *observations* of the round, and of the *previous* one.

    Raises ``QuestionError`` for a unit that the round does not have.
    """
    wanted = {unit: it.unit(unit) for unit in units}
    every = tuple(observations)
    status = {
        one.unit: one for one in round_status(it, every, day=as_day(day), audience=audience, unmarked=unmarked).units
    }
    facts = {row.area: row for row in round_facts(it, every, audience, unmarked, known_on=as_day(day))}
    before = {row.area: row for row in round_facts(*previous, audience, unmarked)} if previous else {}
    name = previous[0].name if previous else None
    return tuple(
        UnitPage(
            it, status[unit], audience, name, tuple(_area(it, facts[area], before, _since(previous)) for area in areas)
        )
        for unit, areas in wanted.items()
    )


def _since(previous: tuple[Round, Iterable[Observation]] | None) -> Round | None:
    return previous[0] if previous else None


def _area(it: Round, row: FactSet, before: Mapping[str, FactSet], previous: Round | None) -> PageArea:
    found = tuple(_forerunners(it, row.area, before, previous)) if previous else ()
    one = before[found[0]] if len(found) == 1 else None
    answers = tuple(_answer(row, id_, one) for id_ in row.indicators)
    several = beside(row) if len(reporters(row)) > 1 else None
    return PageArea(
        it.areas[row.area], answers, several, None if one is None else one.area, found if one is None else ()
    )


def _forerunners(it: Round, area: str, before: Mapping[str, FactSet], previous: Round) -> Iterator[str]:
    """Yield the areas of the previous round that *area* is, or came of by the lines of descent since then."""
    if area in before:
        yield area
        return
    waiting, seen = [area], {area}
    for one in waiting:
        for line in it.lineage:
            if line.to_area == one and previous.as_of < line.date <= it.as_of and line.from_area not in seen:
                seen.add(line.from_area)
                if line.from_area in before:
                    yield line.from_area
                else:
                    waiting.append(line.from_area)


def _answer(row: FactSet, id_: str, before: FactSet | None) -> PageAnswer:
    grounds = row.grounds.get(id_, Grounds(()))
    units = tuple(sorted({str(one.reported_by) for one in grounds.rests_on if one.reported_by}))
    said = bool(grounds.rests_on)
    asked_before = before is not None and id_ in before.indicators
    then = before[id_] if before is not None and asked_before else None
    said_then = before is not None and bool(before.grounds.get(id_, Grounds(())).rests_on)
    change: AnswerChange | None = None
    if before is not None and asked_before and (said or said_then):
        change = "new" if not said_then else "gone" if not said else "same" if _same(row[id_], then) else "changed"
    return PageAnswer(
        id_, row[id_], units, sum(bool(one.note) for one in grounds.rests_on), then if said_then else None, change
    )


def _same(now: Fact, then: Fact | None) -> bool:
    return then is not None and (now.low, now.high) == (then.low, then.high)
