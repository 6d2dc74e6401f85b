"""How a round stands on a day: each unit's answers, what was returned and sent, who is late, who reports one area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Literal

from attrs import field, frozen

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.facts import (
    Completeness,
    Fact,
    FactSet,
    Handling,
    Observation,
    Why,
    completeness,
    is_open,
    resolve,
    stated_fact,
)
from lagesbild_rules.picture._round import Round, RoundChange, UnitStanding

Audience = Literal["internal", "open"]
_PREFERRED_OTHER = frozenset({Why.OLDER, Why.LOWER_GRADED, Why.MILDER})


@frozen
class UnitStatus:
    """How one unit stands: of ``areas`` some have answers, of ``asked`` answers (areas times questions) some are given.

    ``sent`` and ``returned`` are the changes that hold now; ``times_returned`` counts all. ``late`` is so many days:
    since answers were due where none are sent, else by which they were late.
    """

    unit: str
    standing: UnitStanding
    areas: int
    areas_answered: int
    asked: int
    answered: int
    conflicting: int
    sent: RoundChange | None
    returned: RoundChange | None
    times_returned: int
    late: int


@frozen
class Beside:
    """An area that several units report: for each indicator what each of them states, and whether they differ."""

    area: str
    units: tuple[str, ...]
    stated: Mapping[str, Mapping[str, tuple[Fact, ...]]]

    @property
    def differing(self) -> tuple[str, ...]:
        """The indicators on which what they state differs; one that only one of them answered does not."""
        return tuple(id_ for id_, by in self.stated.items() if len(by) > 1 and len(set(by.values())) > 1)


@frozen
class RoundStatus:
    """How *round* stands on ``day``, to an audience."""

    round: Round = field(repr=False)
    day: date
    audience: Audience
    units: tuple[UnitStatus, ...]
    beside: tuple[Beside, ...]


def round_facts(
    it: Round,
    observations: Iterable[Observation],
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
    *,
    known_on: date | None = None,
) -> tuple[FactSet, ...]:
    """Return what *observations* say of every area of *it* on its day, as far as they were known on the day *known_on*.

    To an open audience only the open ones among them speak.
    """
    indicators = it.ruleset.indicators
    told = [
        one
        for one in observations
        if one.area in it.areas and (audience == "internal" or is_open(one, indicators[one.indicator], unmarked))
    ]
    by = None if known_on is None else datetime.combine(known_on, time.max, UTC)
    return resolve(told, indicators, it.ruleset.evidence, as_of=it.as_of, known_at=by, areas=it.areas)


def round_status(
    it: Round,
    observations: Iterable[Observation],
    *,
    day: Day,
    audience: Audience = "internal",
    unmarked: Handling = "restricted",
) -> RoundStatus:
    """Return how *it* stands on *day*, unit after unit, given all its *observations*.

    To an open audience it rests on open observations, on when units sent and on whether their answers were returned
    alone: reasons and the times of adding are left out.
    """
    on = as_day(day)
    facts = round_facts(it, observations, audience, unmarked, known_on=on)
    counts = completeness(facts, as_of=it.as_of, areas=it.areas.values())
    wholes = {one.unit: one for one in counts if one.indicator is None}
    answered = {row.area for row in facts if any(its.rests_on for its in row.grounds.values())}
    changes = [one for one in it.changes if one.at.date() <= on]
    units = tuple(_unit(it, unit, wholes[unit], answered, changes, on, audience) for unit in it.units)
    return RoundStatus(it, on, audience, units, tuple(beside(row) for row in facts if len(reporters(row)) > 1))


def _unit(
    it: Round,
    unit: str,
    whole: Completeness,
    answered: set[str],
    changes: list[RoundChange],
    day: date,
    audience: Audience,
) -> UnitStatus:
    own = [one for one in changes if unit in one.units]
    last = own[-1] if own else None
    areas = it.units[unit]
    there = sum(area in answered for area in areas)
    standing: UnitStanding = "complete" if there == len(areas) else "partly" if there else "nothing"
    sent = last if last is not None and last.what == "send" else None
    returned = last if last is not None and last.what == "return" else None
    if sent or returned:
        standing = "sent" if sent else "returned"
    late = ((sent.at.date() if sent else day) - it.due).days
    return UnitStatus(
        unit,
        standing,
        len(areas),
        there,
        whole.asked,
        whole.answered,
        whole.conflicting,
        sent,
        returned if audience == "internal" else _without_words(returned),
        sum(one.what == "return" for one in own),
        max(0, late),
    )


def _without_words(change: RoundChange | None) -> RoundChange | None:
    return None if change is None else RoundChange(change.number, change.at, change.what, change.units, change.by)


def reporters(row: FactSet) -> tuple[str, ...]:
    """Return the units that state something of the area of *row* that counts on the day."""
    return tuple(sorted({str(one.reported_by) for one in _counting(row) if one.reported_by}))


def beside(row: FactSet) -> Beside:
    """Return what each unit states of the area of *row*, side by side."""
    stated: dict[str, dict[str, tuple[Fact, ...]]] = {}
    for id_, indicator in row.indicators.items():
        by_unit: dict[str, list[Fact]] = {}
        for one in _counting(row, id_):
            if one.reported_by:
                by_unit.setdefault(one.reported_by, []).append(stated_fact(one, indicator.kind))
        if by_unit:
            stated[id_] = {unit: tuple(sorted(set(by_unit[unit]), key=str)) for unit in sorted(by_unit)}
    return Beside(row.area, reporters(row), stated)


def _counting(row: FactSet, indicator: str | None = None) -> Iterator[Observation]:
    """Yield what counts on the day, and what only the rule for disagreement passed over."""
    for id_, its in row.grounds.items():
        if indicator in (None, id_):
            yield from its.rests_on
            yield from (one.observation for one in its.set_aside if _PREFERRED_OTHER.issuperset(one.why))
