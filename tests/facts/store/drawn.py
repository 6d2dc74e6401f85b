"""Observations drawn at random, of every kind and under every rule of evidence; and facts as the table has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from lagesbild_rules.exact import plain
from lagesbild_rules.facts import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    AgeUnit,
    CategoryKind,
    Cause,
    Evidence,
    Fact,
    FactSet,
    FiniteFact,
    Indicator,
    Kind,
    NumberFact,
    NumberKind,
    Observation,
    Scale,
    ScaleKind,
    TruthKind,
)

DAY = date(2024, 2, 29)
DAYS = st.sampled_from([date.min, *(DAY + timedelta(days=it) for it in range(-800, 801)), date.max])
NEAR = st.sampled_from([DAY - timedelta(days=it) for it in (0, 1, 29, 30, 31, 59, 60, 365, 366, 367, 730, 731)])
TIMES = st.integers(0, 3 * 86_400 * 10**6).map(
    lambda it: datetime(2023, 12, 30, tzinfo=UTC) + timedelta(microseconds=it)
) | st.sampled_from([datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, 0, 0, 0, 1, tzinfo=UTC)])
UNITS: list[AgeUnit] = ["days", "weeks", "months", "years"]
AREAS = ["Sagodalen", "Luftslottet", "Påhittsberget", "ö"]

evidences = st.builds(
    Evidence,
    st.none() | st.tuples(st.sampled_from([1, 2, 12, 24, 10**6]), st.sampled_from(UNITS)),
    st.none() | st.builds("{}{}".format, st.sampled_from(SOURCE_GRADES), st.sampled_from(INFORMATION_GRADES)),
    st.sampled_from([None, "span", "newest", "best_graded", "worst"]),
)


@st.composite
def number_kinds(draw: st.DrawFn) -> NumberKind:
    decimals = draw(st.sampled_from([0, 1, 3]))
    low, high = draw(st.sampled_from([(None, None), (Decimal("-2.50"), None), (None, Decimal(9)), (Decimal(0),) * 2]))
    if low == high == 0:
        high = draw(st.sampled_from([Decimal(0), Decimal("3.5")]))
    precision = draw(st.sampled_from([None, Decimal(0), Decimal("0.0005"), Decimal(4)]))
    return NumberKind("percent", decimals, low, high, precision)


kinds: st.SearchStrategy[Kind] = st.one_of(
    st.just(TruthKind()),
    st.just(ScaleKind(Scale("problem", ("none", "small", "large", "huge")))),
    st.just(CategoryKind(("0114", "x", "a", "1"))),
    number_kinds(),
)


@st.composite
def indicator_maps(draw: st.DrawFn) -> dict[str, Indicator]:
    drawn = draw(st.lists(st.tuples(kinds, st.sampled_from([None, "high", "low"]), evidences), min_size=1, max_size=5))
    return {
        f"i{no}": Indicator(f"i{no}", kind, worse=worse, evidence=evidence)
        for no, (kind, worse, evidence) in enumerate(drawn)
    }


def values(kind: Kind) -> st.SearchStrategy[Any]:
    if not isinstance(kind, NumberKind):
        return st.sampled_from(kind.values)
    unit = Decimal(1).scaleb(-kind.decimals)
    low = kind.min if kind.min is not None else (kind.max or Decimal(0)) - 5
    high = kind.max if kind.max is not None else low + 10
    least, most = int((low / unit).to_integral_value("ROUND_CEILING")), int(high // unit)
    return st.integers(least, most).map(lambda it: it * unit)


@st.composite
def observations(draw: st.DrawFn, indicators: Mapping[str, Indicator], id_: str | None) -> Observation:
    indicator = draw(st.sampled_from(sorted(indicators)))
    one = draw(values(indicators[indicator].kind))
    other = one if draw(st.booleans()) else draw(values(indicators[indicator].kind))
    valid_from = draw(st.none() | NEAR | DAYS)
    valid_until = draw(st.none() | NEAR | DAYS)
    if valid_from and valid_until and valid_from >= valid_until:
        valid_until = None
    return Observation(
        area=draw(st.sampled_from(AREAS)),
        indicator=indicator,
        low=one,
        high=other,
        valid_from=valid_from,
        valid_until=valid_until,
        recorded_at=draw(st.none() | TIMES),
        withdrawn=draw(st.sampled_from([False] * 8 + [True]) | TIMES),
        source_grade=draw(st.none() | st.sampled_from(SOURCE_GRADES)),
        information_grade=draw(st.none() | st.sampled_from(INFORMATION_GRADES)),
        note=draw(st.none() | st.text(st.characters(codec="utf-8"), max_size=3)),
        observation_id=id_,
    )


@st.composite
def observation_lists(draw: st.DrawFn, indicators: Mapping[str, Indicator]) -> list[Observation]:
    """Draw observations with different ids, given or not; any may be superseded by a later one with a given id."""
    names = [f"b{no}" if no % 3 else None for no in range(draw(st.integers(0, 14)))]
    drawn = [draw(observations(indicators, name)) for name in names]
    for no, it in enumerate(drawn[:-1]):
        later = [name for name in names[no + 1 :] if name]
        if later and draw(st.integers(0, 3)) == 0:
            drawn[no] = evolve(it, superseded_by=draw(st.sampled_from(later)))
    return list({it.id: it for it in reversed(drawn)}.values())[::-1]


def cells(table: Any) -> list[dict[str, Any]]:
    """Return the rows of a table of facts, numbers as text in their normal form."""
    rows = table.to_pylist()
    for row in rows:
        for cell in row.values():
            for end in ("low", "high"):
                if isinstance(cell, dict) and isinstance(cell.get(end), Decimal):
                    cell[end] = plain(cell[end])
    return list(rows)


def cells_of(sets: tuple[FactSet, ...]) -> list[dict[str, Any]]:
    """Return what ``cells`` does, from facts."""
    return [{"area": it.area} | {id_: _cell(it.indicators[id_].kind, it[id_]) for id_ in it} for it in sets]


def _cell(kind: Kind, fact: Fact) -> dict[str, Any] | None:
    if Cause.MISSING in fact.causes:
        return None
    causes = sum(2 ** list(Cause).index(it) for it in fact.causes)
    if isinstance(fact, NumberFact):
        low, high = (None if it is None else plain(it) for it in (fact.low, fact.high))
        return {"low": low, "high": high, "causes": causes}
    assert isinstance(fact, FiniteFact)
    if isinstance(kind, CategoryKind):
        return {"codes": list(fact.values), "causes": causes}
    return {"low": fact.low, "high": fact.high, "causes": causes}
