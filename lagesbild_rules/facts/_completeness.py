"""How complete input is: for each unit and indicator what was answered, and what of it looks cursory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.facts._areas import Area
from lagesbild_rules.facts._model import AgeUnit, Cause, FactSet, Grounds, ScaleKind
from lagesbild_rules.facts._resolve import later

OLD_AFTER: Final[tuple[int, AgeUnit]] = (12, "months")
"""An answer is old when the newest observation that it rests on is older than this. A measure of ours."""
FEW: Final = 5
"""Of fewer answers than this on one scale it is not said that they are the same throughout. A measure of ours."""


@frozen
class Completeness:
    """What *unit* answered about one indicator, or about all of them when ``indicator`` is ``None``.

    Counts are of pairs of area and indicator. ``answered`` says something of its day, if only a span. Of those,
    ``conflicting`` rest on statements that differ, ``not_dated`` and ``not_graded`` on nothing that is,
    ``without_note`` on no observation with a note, and ``old`` on nothing newer than the limit. ``same_answer`` is
    the one step given throughout, when there are at least ``FEW`` exact answers on a scale.
    """

    unit: str
    indicator: str | None
    asked: int
    answered: int
    stale: int
    below_grade: int
    conflicting: int
    not_dated: int
    not_graded: int
    without_note: int
    old: int
    same_answer: str | None
    oldest: date | None


def completeness(
    facts: Iterable[FactSet],
    *,
    as_of: Day,
    areas: Iterable[Area] = (),
    old_after: tuple[int, AgeUnit] = OLD_AFTER,
) -> tuple[Completeness, ...]:
    """Return how complete *facts* are on *as_of*, unit after unit: first the whole, then each indicator.

    A unit is the local police area of an area in the table *areas*, else the one unit that reported it, else empty.
    """
    day = as_day(as_of)
    local = {it.area: it.local_police_area for it in areas if it.local_police_area and it.exists_on(day)}
    by_unit: dict[str, list[FactSet]] = {}
    for row in facts:
        by_unit.setdefault(local.get(row.area) or _reporter(row), []).append(row)
    found: list[Completeness] = []
    for unit, rows in sorted(by_unit.items()):
        answers = [_Answer(row, id_, day, old_after) for row in rows for id_ in row.indicators]
        found.append(_count(unit, None, answers))
        ids = rows[0].indicators
        found += [_count(unit, id_, [it for it in answers if it.indicator == id_]) for id_ in ids]
    return tuple(found)


def _reporter(row: FactSet) -> str:
    units = {it.reported_by for grounds in row.grounds.values() for it in grounds.all if it.reported_by}
    return next(iter(units)) if len(units) == 1 else ""


class _Answer:
    """One area's fact of one indicator, and what is told of it."""

    def __init__(self, row: FactSet, indicator: str, day: date, old_after: tuple[int, AgeUnit]) -> None:
        self.indicator, fact = indicator, row[indicator]
        grounds = row.grounds.get(indicator, Grounds(()))
        self.fact, self.kind = fact, row.indicators[indicator].kind
        self.answered = bool(grounds.rests_on) or not _NOTHING_SAID.intersection(fact.causes)
        self.dates = [it.date for it in grounds.rests_on if it.date]
        self.graded = any(it.grade for it in grounds.rests_on)
        self.noted = any(it.note for it in grounds.rests_on)
        self.old = bool(self.dates) and day > later(max(self.dates), *old_after)

    def has(self, cause: Cause) -> bool:
        return cause in self.fact.causes


_NOTHING_SAID: Final = frozenset({Cause.MISSING, Cause.STALE, Cause.BELOW_GRADE})


def _count(unit: str, indicator: str | None, answers: list[_Answer]) -> Completeness:
    given = [it for it in answers if it.answered]
    dates = [day for it in given for day in it.dates]
    return Completeness(
        unit,
        indicator,
        asked=len(answers),
        answered=len(given),
        stale=sum(it.has(Cause.STALE) for it in answers),
        below_grade=sum(it.has(Cause.BELOW_GRADE) for it in answers),
        conflicting=sum(it.has(Cause.CONFLICTING) for it in given),
        not_dated=sum(not it.dates for it in given),
        not_graded=sum(not it.graded for it in given),
        without_note=sum(not it.noted for it in given),
        old=sum(it.old for it in given),
        same_answer=_same(given),
        oldest=min(dates, default=None),
    )


def _same(given: list[_Answer]) -> str | None:
    steps = [it.fact.low for it in given if isinstance(it.kind, ScaleKind) and it.fact.exact]
    return str(steps[0]) if len(steps) >= FEW and len(set(steps)) == 1 else None
