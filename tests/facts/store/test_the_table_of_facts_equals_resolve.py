"""The facts that are worked out inside the database are those of the definition."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.facts import Observation, resolve
from lagesbild_rules.facts.store import Store

from .drawn import DAY, NEAR, TIMES, cells, cells_of, evidences, indicator_maps, observation_lists

AT = datetime(2024, 1, 1, 12, tzinfo=UTC)


@given(st.data())
def test_on_any_observations_under_any_rules(tmp_path_factory: pytest.TempPathFactory, data: Any) -> None:
    indicators = data.draw(indicator_maps())
    evidence = data.draw(evidences)
    drawn = data.draw(observation_lists(indicators))
    known_at = data.draw(st.none() | TIMES)
    day = data.draw(st.just(DAY) | NEAR)
    asked = {id_: it for id_, it in indicators.items() if id_ != "i3"}
    with Store.create(tmp_path_factory.mktemp("store") / "s.duckdb") as store:
        store.add(drawn, at=AT, unit="enheten")
        table = store.facts_table(asked, evidence, as_of=day, known_at=known_at)
        facts = store.facts(asked, evidence, as_of=day, known_at=known_at)
    assert table.schema.names == ["area", *asked]
    assert cells(table) == cells_of(facts)
    # By the definition alone, without the store.
    recorded = [evolve(it, observation_id=it.id, recorded_at=it.recorded_at or AT) for it in drawn]
    known = _known(recorded, known_at)
    assert facts == resolve(
        [it for it in known if it.indicator in asked], asked, evidence, as_of=day, known_at=known_at
    )


def _known(recorded: list[Observation], known_at: datetime | None) -> list[Observation]:
    from lagesbild_rules.facts import known_by

    return known_by(recorded, known_at)
