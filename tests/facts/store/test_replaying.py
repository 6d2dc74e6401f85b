"""What was known at an earlier time stays what it was, whatever is added later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.facts import Observation, known_by, write_observations
from lagesbild_rules.facts.store import Store

from .drawn import DAY, evidences, indicator_maps, observation_lists
from .made import INDICATORS, UNIT, on, said

START = datetime(2024, 1, 1, tzinfo=UTC)


def shown(store: Store, folder: Path, known_at: datetime, indicators: Any, evidence: Any) -> tuple[object, ...]:
    """Return all that *store* tells of *known_at*, as bytes where it can be written."""
    out = BytesIO()
    table = store.facts_table(indicators, evidence, as_of=DAY, known_at=known_at)
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    exported = folder / "then.csv"
    write_observations(exported, store.observations(known_at=known_at))
    facts = store.facts(indicators, evidence, as_of=DAY, known_at=known_at)
    return out.getvalue(), exported.read_bytes(), facts, [it.grounds for it in facts]


@given(st.data())
def test_replay_gives_the_same_bytes_after_whatever_came_later(
    tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    indicators, evidence = data.draw(indicator_maps()), data.draw(evidences)
    folder = tmp_path_factory.mktemp("store")
    # Times that a file states itself are those of an import, and may lie before what was asked: none are here.
    given_ = [
        evolve(it, recorded_at=None, withdrawn=False, superseded_by=None)
        for it in data.draw(observation_lists(indicators))
    ]
    given_ = list({it.id: it for it in given_}.values())
    before: list[tuple[datetime, tuple[object, ...]]] = []
    with Store.create(folder / "s.duckdb") as store:
        held: list[Observation] = []
        for step in range(data.draw(st.integers(2, 4))):
            at = START + timedelta(days=step)
            new, given_ = given_[:4], given_[4:]
            again = []
            ids = [it.id for it in [*held, *new]]
            for it in held:
                later = ids[ids.index(it.id) + 1 :]
                if it.superseded_by is None and later and data.draw(st.booleans()):
                    it = evolve(it, superseded_by=data.draw(st.sampled_from(later)))  # noqa: PLW2901
                if it.withdrawn is False and data.draw(st.booleans()):
                    it = evolve(it, withdrawn=True)  # noqa: PLW2901
                again.append(it)
            store.add([*again, *new], at=at, unit=UNIT)
            held = [*again, *new]
            for then, was in before:
                assert shown(store, folder, then, indicators, evidence) == was
            before.append((at, shown(store, folder, at, indicators, evidence)))
            assert list(store.observations(known_at=at)) == list(store.observations())


def test_a_correction_is_known_when_it_is_recorded_and_no_earlier(store: Store) -> None:
    store.add([said("a"), said("b", "large"), said("c", "none")], at=on(1), unit=UNIT)
    store.add([said("a", superseded_by="b")], at=on(5), unit=UNIT)
    store.withdraw("c", at=on(7), unit=UNIT, superseded_by="b")
    by = {day: [it.superseded_by for it in store.observations(known_at=on(day))] for day in (1, 4, 5, 6, 7)}
    assert by == {
        1: [None] * 3, 4: [None] * 3, 5: ["b", None, None], 6: ["b", None, None], 7: ["b", None, "b"]
    }  # fmt: skip
    (then,) = store.facts(INDICATORS, as_of=DAY, known_at=on(4))
    assert (then["trade"].low, then["trade"].high) == ("none", "large")


def test_a_correction_imported_with_its_own_time_is_known_from_then(store: Store) -> None:
    store.add([said("a", recorded_at=on(1))], at=on(20), unit=UNIT)
    imported = [said("a", superseded_by="b"), said("b", "large", recorded_at=on(3))]
    store.add(imported, at=on(21), unit=UNIT)
    assert [it.superseded_by for it in store.observations(known_at=on(2))] == [None]
    assert [it.superseded_by for it in store.observations(known_at=on(3))] == ["b", None]
    assert [it.at for it in store.changes()] == [on(20), on(21)]


def test_it_equals_the_definition_on_what_a_file_states(store: Store) -> None:
    given_ = [
        said("a", recorded_at=on(1), withdrawn=on(4), superseded_by="b"),
        said("b", recorded_at=on(3), withdrawn=True),
        said("c", recorded_at=on(2)),
    ]
    store.add(given_, at=on(20), unit=UNIT)
    for hour in range(24 * 5):
        then = on(1) + timedelta(hours=hour - 12)
        assert list(store.observations(known_at=then)) == known_by(given_, then)
