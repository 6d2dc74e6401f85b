"""From observations to answers: what each assessor said, and nothing said, of each area and indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from attrs import evolve, frozen

from lagesbild_rules.facts import (
    Cause,
    Fact,
    FactSet,
    FiniteFact,
    Indicator,
    NumberFact,
    Observation,
    known_by,
    resolve,
)
from lagesbild_rules.ruleset import Ruleset

Between = Literal["units", "rounds"]
"""Who is compared: units that report the same areas, or each unit with itself from one calendar year to another."""
Subject = tuple[str, str]
"""What is answered about: an area, and when rounds are compared the unit whose answers they are."""


@frozen
class Answer:
    """One exact answer: of *assessor* about *subject*; ``value`` is a number, or the place of a step or code."""

    assessor: str
    subject: Subject
    value: Decimal | int

    @property
    def area(self) -> str:
        return self.subject[0]


@frozen
class Answers:
    """The exact answers about each indicator, and how many could not be used.

    ``not_exact`` counts by indicator the answers that are a span, or several that differ; ``without_unit`` the
    observations that name no unit; ``undated`` those without a day, when rounds are compared.
    """

    of: Mapping[str, tuple[Answer, ...]]
    not_exact: Mapping[str, int]
    without_unit: int
    undated: int


def answers(
    observations: Iterable[Observation], ruleset: Ruleset, day: date, known_at: datetime | None, between: Between
) -> Answers:
    """Return what each assessor answered by *day*, each by the ruleset's rules of evidence applied to it alone."""
    every = known_by(observations, known_at)
    named = [it for it in every if it.reported_by is not None]
    undated = [it for it in named if between == "rounds" and it.date is None]
    found: dict[str, list[Answer]] = {}
    not_exact: dict[str, int] = {}
    for assessor, unit, rows in _by_assessor(named, ruleset, day, between):
        for row in rows:
            for id_ in row.grounds:
                if not row.grounds[id_].rests_on:
                    continue
                value = _exact(row[id_], ruleset.indicators[id_])
                if value is None:
                    not_exact[id_] = not_exact.get(id_, 0) + 1
                else:
                    found.setdefault(id_, []).append(Answer(assessor, (row.area, unit), value))
    ordered = {id_: tuple(sorted(found[id_], key=_order)) for id_ in ruleset.indicators if id_ in found}
    return Answers(ordered, not_exact, len(every) - len(named), len(undated))


def _order(it: Answer) -> tuple[Subject, str]:
    return it.subject, it.assessor


def _by_assessor(
    named: list[Observation], ruleset: Ruleset, day: date, between: Between
) -> Iterator[tuple[str, str, tuple[FactSet, ...]]]:
    """Yield for each assessor its name, the unit whose answers are apart from others', and what it said."""
    sorted_out: dict[tuple[str, str], list[Observation]] = {}
    for it in named:
        unit = it.reported_by or ""
        if between == "units":
            sorted_out.setdefault((unit, ""), []).append(it)
        elif it.date is not None and it.date <= day:
            sorted_out.setdefault((str(it.date.year), unit), []).append(it)
    for (assessor, unit), said in sorted(sorted_out.items()):
        if between == "units":
            yield assessor, unit, resolve(said, ruleset.indicators, ruleset.evidence, as_of=day)
        else:
            # What was said in a round is asked for on its last day, however old it has become or short it held.
            last = min(day, date(int(assessor), 12, 31))
            whole = [evolve(it, valid_until=None) for it in said]
            yield assessor, unit, resolve(whole, ruleset.indicators, ruleset.evidence, as_of=last)


def _exact(fact: Fact, indicator: Indicator) -> Decimal | int | None:
    """Return what *fact* states, if it is one value; of a rounded number that is the middle."""
    match fact:
        case NumberFact(low, high, causes):
            if low is None or high is None or (low != high and causes != (Cause.ROUNDED,)):
                return None
            return (low + high) / 2
        case FiniteFact(values):
            places: tuple[str, ...] = indicator.kind.values  # type: ignore[union-attr]
            return places.index(values[0]) if len(values) == 1 else None


def severity(value: Decimal | int, indicator: Indicator) -> float:
    """Return how far up its scale an answer is: 0 for the mildest step, 1 for the most serious."""
    steps = len(indicator.kind.values)  # type: ignore[union-attr]
    share = float(value) / max(steps - 1, 1)
    return 1 - share if indicator.worse == "low" else share
