"""Strategies for Hypothesis: observations of every kind, and rules of evidence and handling to try them by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lagesbild_rules.facts import (
    BASES,
    HANDLINGS,
    INFORMATION_GRADES,
    SOURCE_GRADES,
    AgeUnit,
    CategoryKind,
    Disagreement,
    Evidence,
    Indicator,
    Observation,
    rules_for,
)
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.testing._strategies import admitted_values

DAY: Final = date(2024, 2, 29)
"""The day around which observations are drawn unless another is named: a day that most years do not have."""

_AGES: Final[tuple[tuple[int, AgeUnit] | None, ...]] = (
    *(None, (30, "days"), (2, "weeks"), (1, "months"), (12, "months"), (24, "months"), (1, "years")),
)
_GRADES: Final = (None, None, None, None, "A1", "B2", "C3", "A4", "X1")
_WAYS: Final[tuple[Disagreement | None, ...]] = (None, "span", "newest", "best_graded", "worst")
_LENGTHS: Final[Mapping[AgeUnit, float]] = {"days": 1, "weeks": 7, "months": 30.44, "years": 365.25}
_SPREAD: Final = (0, -1, 1, -2, -3, -7, -30, -366, 30)
_HOURS: Final = (time(0), time(12), time(23, 59, 59))
_IDS: Final = tuple(f"o{number}" for number in range(8))
_NOWHERE: Final = "elsewhere"
"""An observation that is never among those drawn."""


def evidence() -> SearchStrategy[Evidence]:
    """Draw rules of evidence: each may be left out."""
    return st.builds(Evidence, st.sampled_from(_AGES), st.sampled_from(_GRADES), st.sampled_from(_WAYS))


@st.composite
def handled(draw: DrawFn, ruleset: Ruleset) -> Ruleset:
    """Draw *ruleset* with rules of evidence, general and of single indicators, and with every way of handling."""
    handlings = st.sampled_from((None, *HANDLINGS))
    none: SearchStrategy[Evidence] = st.just(Evidence())
    return evolve(
        ruleset,
        evidence=draw(evidence()),
        indicators={
            id_: evolve(
                it,
                worse=draw(st.sampled_from(("high", "low"))),
                handling=draw(handlings),
                evidence=draw(none | evidence()),
            )
            for id_, it in ruleset.indicators.items()
        },
    )


@st.composite
def observations(
    draw: DrawFn, ruleset: Ruleset, *, area: str = "somewhere", day: date = DAY, most: int = 10
) -> list[Observation]:
    """Draw at most *most* observations of *area* that *ruleset* can be asked about, in no order.

    Spans and exact values, with and without grade, basis, handling and days; valid on *day* or not, as old as its
    indicator's ``max_age`` just allows or a day older; recorded before and after *day*; withdrawn; corrected by each
    other, in chains too, or by one that is nowhere; with an id of its own, one that another has too, or none.
    """
    admitted = ruleset.derived(admitted_values)
    askable = [it for id_, it in ruleset.indicators.items() if admitted[id_]]
    if not askable:
        return []
    spoken_of = draw(st.lists(st.sampled_from(askable), min_size=1, max_size=3))
    found: list[Observation] = []
    for number in range(draw(st.integers(0, most))):
        it = draw(st.sampled_from(spoken_of))
        found.append(_one(draw, area, it, admitted[it.id], _days(it, ruleset, day), number))
    return draw(st.permutations(found))


def _one(
    draw: DrawFn, area: str, indicator: Indicator, values: tuple[Decimal | str, ...], days: list[date], number: int
) -> Observation:
    ends = [draw(st.sampled_from(values))]
    if not isinstance(indicator.kind, CategoryKind) and _now_and_then(draw):
        ends.append(draw(st.sampled_from(values)))
    ends.sort(key=values.index)
    begins, until = (
        draw(st.none() | st.sampled_from(days)),
        draw(st.sampled_from(days)) if _now_and_then(draw) else None,
    )
    if begins and until and begins >= until:
        begins, until = (until, begins) if begins > until else (begins, None)
    handling = draw(st.sampled_from((None, "open", *HANDLINGS)))
    id_ = draw(st.sampled_from((None, *[_IDS[number % len(_IDS)]] * 2)))
    others = st.sampled_from([it for it in (*_IDS, _NOWHERE) if it != id_])
    recorded = draw(st.none() | st.sampled_from(days))
    return Observation(
        area=area,
        indicator=indicator.id,
        low=ends[0],
        high=ends[-1],
        valid_from=begins,
        valid_until=until,
        recorded_at=datetime.combine(recorded, draw(st.sampled_from(_HOURS)), UTC) if recorded else None,
        withdrawn=draw(st.just(True) | st.sampled_from(days).map(_noon)) if _now_and_then(draw) else False,
        superseded_by=draw(others) if _now_and_then(draw) else None,
        source_grade=draw(st.sampled_from((None, "A", "B", *SOURCE_GRADES))),
        information_grade=draw(st.sampled_from((None, "1", "2", *INFORMATION_GRADES))),
        basis=draw(st.sampled_from((None, *BASES))),
        handling=handling,
        handling_ground="OSL 18:2" if handling == "secret" else None,
        reported_by=draw(st.sampled_from((None, "the north unit", "the south unit"))),
        note=draw(st.sampled_from((None, "seen twice"))),
        observation_id=id_,
    )


def _now_and_then(draw: DrawFn) -> bool:
    return draw(st.integers(0, 5)) == 5


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _days(indicator: Indicator, ruleset: Ruleset, day: date) -> list[date]:
    """Return days on and beside *day*, and beside the day from which a fact of *indicator* is just not too old."""
    found = {day + timedelta(by) for by in _SPREAD}
    if age := rules_for(indicator, ruleset.evidence).max_age:
        near = day - timedelta(round(age[0] * _LENGTHS[age[1]]))
        found |= {near + timedelta(by) for by in range(-2, 4)}
    return sorted(found)
