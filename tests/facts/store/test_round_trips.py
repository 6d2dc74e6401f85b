"""Four rounds of some units go through files and stores without a change, in a soak of all units."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import settings

from lagesbild_rules.facts import (
    BASES,
    CategoryKind,
    Indicator,
    NumberKind,
    Observation,
    Scale,
    ScaleKind,
    TruthKind,
    read_observations,
    write_observations,
)
from lagesbild_rules.facts.store import Added, Store

UNITS, AREAS, ROUNDS = 97 if settings().max_examples >= 1000 else 10, 5, 4
KINDS = (
    ScaleKind(Scale("problem", ("none", "small", "large"))), NumberKind("percent", 2, Decimal(0)), TruthKind(),
    CategoryKind(("0114", "0180")),
)  # fmt: skip
INDICATORS = {f"i{no:02}": Indicator(f"i{no:02}", KINDS[no % 4]) for no in range(24)}


def constructed(units: int) -> list[Observation]:
    """Return what *units* say of their areas in yearly rounds; some without an id, some corrected by another."""
    draw = Random(3)
    made: list[Observation] = []
    for year in range(2021, 2021 + ROUNDS):
        for no in range(units * AREAS * len(INDICATORS)):
            unit, area, indicator = no // 120, no // 24 % AREAS, f"i{no % 24:02}"
            kind = INDICATORS[indicator].kind
            low = draw.choice(kind.values) if not isinstance(kind, NumberKind) else Decimal(draw.randrange(9999)) / 100
            corrected = made and made[-1].observation_id and draw.random() < 0.02
            made.append(
                Observation(
                    area=f"Område {unit}-{area}",
                    indicator=indicator,
                    low=low,
                    valid_from=date(year, 1, 1),
                    valid_until=date(year + 1, 1, 1) if draw.random() < 0.5 else None,
                    recorded_at=datetime(year, 3, 1, 12, 0, 0, no, tzinfo=UTC),
                    withdrawn=datetime(year, 6, 1, tzinfo=UTC) if draw.random() < 0.01 else False,
                    superseded_by=made[-1].observation_id if corrected else None,
                    source_grade=draw.choice(("A", "B", "C", "X")),
                    information_grade=draw.choice(("1", "2", "3", "4")),
                    basis=draw.choice(BASES),
                    reported_by=f"lpo {unit}",
                    note=draw.choice((None, '«å» , "b"; c', "två\nrader")),
                    observation_id=f"{year}-{no}" if no % 3 else None,
                )
            )
    return made


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_store_exported_and_added_anew_is_the_same(tmp_path: Path, ending: str) -> None:
    given = constructed(UNITS)
    assert len(given) == UNITS * AREAS * len(INDICATORS) * ROUNDS
    first, second = tmp_path / f"1{ending}", tmp_path / f"2{ending}"
    at = datetime(2025, 1, 1, tzinfo=UTC)
    with Store.create(tmp_path / "1.duckdb") as store:
        assert store.add(given, at=at, unit="samordningen") == Added(len(given), 0)
        stored = list(store.observations())
        write_observations(first, stored)
    for was, now in zip(given, stored, strict=True):
        assert now.id == was.id
        assert now == (was if was.observation_id else evolve(was, observation_id=was.id))
    table = read_observations(first, INDICATORS)
    assert list(table.rows) == stored
    with Store.create(tmp_path / "2.duckdb") as store:
        assert store.add(table.rows, at=at, unit="en annan") == Added(len(given), 0)
        assert list(store.observations()) == stored
        write_observations(second, store.observations())
        assert store.add(given, at=at, unit="samordningen") == Added(0, len(given))
    assert first.read_bytes() == second.read_bytes()
