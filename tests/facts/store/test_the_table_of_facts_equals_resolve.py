"""The facts that are worked out inside the database are those of the definition."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import Evidence, Indicator, NumberKind, Scale, ScaleKind, known_by, later, resolve
from lagesbild_rules.facts.store import Store
from lagesbild_rules.facts.store._rules import fresh_from

from .drawn import DAY, DAYS, NEAR, TIMES, UNITS, cells, cells_of, evidences, indicator_maps, observation_lists
from .made import INDICATORS, UNIT, on, said

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
    known = [it for it in known_by(recorded, known_at) if it.indicator in asked]
    assert facts == resolve(known, asked, evidence, as_of=day, known_at=known_at)


@given(DAYS, st.integers(1, 40) | st.just(10**7), st.sampled_from(UNITS), DAYS)
def test_the_first_fresh_date_splits_the_dates_as_the_definition_does(
    day: date, number: int, unit: Any, it: date
) -> None:
    assert (it < fresh_from(day, number, unit)) == (day > later(it, number, unit))


def test_the_form_of_the_table(store: Store) -> None:
    store.add(
        [said("a"), said("b", "large"), said("c", "rental", "tenure"), said("d", Decimal("1.5"), "income")],
        at=on(1), unit=UNIT,
    )  # fmt: skip
    steps = pa.dictionary(pa.int8(), pa.string())
    schema = store.facts_table(INDICATORS, as_of="2024-02-01").schema
    assert schema == pa.schema(
        [
            ("area", pa.string()),
            ("trade", pa.struct([("low", steps), ("high", steps), ("causes", pa.uint8())])),
            ("income", pa.struct([*((it, pa.decimal128(38, 2)) for it in ("low", "high")), ("causes", pa.uint8())])),
            ("tenure", pa.struct([("codes", pa.list_(pa.string())), ("causes", pa.uint8())])),
        ]
    )


def test_a_store_without_observations_gives_no_rows(store: Store) -> None:
    table = store.facts_table(INDICATORS, as_of="2024-02-01")
    assert (table.num_rows, table.schema.names) == (0, ["area", *INDICATORS])
    assert store.facts(INDICATORS, as_of="2024-02-01") == ()
    assert [it.area for it in store.facts(INDICATORS, as_of="2024-02-01", areas=["Sagodalen"])] == ["Sagodalen"]


@pytest.mark.parametrize(
    ("kind", "values", "as_text"),
    [
        (NumberKind("n", 0), ["9" * 34, "-" + "9" * 34], False),
        (NumberKind("n", 20, precision=Decimal("0." + "0" * 30 + "5")), ["1", "2"], False),
        (NumberKind("n", 30), ["9" * 34, "1." + "0" * 29 + "1"], True),
        (NumberKind("n", 0, max=Decimal("9" * 40)), ["1", "2"], True),
        (NumberKind("n", 2, precision=Decimal("0.005")), ["9" * 32 + ".99", "-" + "9" * 32 + ".99"], False),
        (NumberKind("n", 3, precision=Decimal(1)), ["9" * 34, "0.001"], False),
        (NumberKind("n", 3, precision=Decimal(1)), ["-" + "9" * 34, "0.001"], True),
    ],
)
def test_long_numbers_stay_exact(store: Store, kind: NumberKind, values: list[str], as_text: bool) -> None:
    long, short = Indicator("long", kind, evidence=Evidence((1, "days"))), INDICATORS["income"]
    indicators = {"income": short, "long": long}
    given_ = [said(f"a{no}", Decimal(it), "long", area="a") for no, it in enumerate(values)]
    given_ += [said("b", Decimal(values[0]), "long", area="b"), said("c", Decimal(1), "income", area="c")]
    given_ += [said("d", Decimal(1), "long", area="d", valid_from=date(2023, 1, 1)), said("e", Decimal(1), "income")]
    store.add(given_, at=on(1), unit=UNIT)
    table = store.facts_table(indicators, as_of="2024-01-01")
    assert cells(table) == cells_of(store.facts(indicators, as_of="2024-01-01"))
    assert (table.schema.field("long").type.field("low").type == pa.string()) == as_text


def test_an_indicator_with_many_steps(store: Store) -> None:
    steps = tuple(f"s{no}" for no in range(300))
    indicators = {"trade": Indicator("trade", ScaleKind(Scale("long", steps)))}
    store.add([said("a", "s299"), said("b", "s7")], at=on(1), unit=UNIT)
    table = store.facts_table(indicators, as_of="2024-01-01")
    assert cells(table) == cells_of(store.facts(indicators, as_of="2024-01-01"))


def test_areas_stand_as_first_named_in_what_is_asked_about(store: Store) -> None:
    given_ = [("b", "trade"), ("c", "income"), ("a", "trade"), ("c", "trade"), ("å", "income")]
    values = {"trade": "small", "income": Decimal(1)}
    store.add([said(f"{no}", values[of], of, area=area) for no, (area, of) in enumerate(given_)], at=on(1), unit=UNIT)
    for asked, areas in ((["trade"], "bac"), (["trade", "income"], "bcaå")):
        some = {it: INDICATORS[it] for it in asked}
        assert store.facts_table(some, as_of="2024-01-01")["area"].to_pylist() == list(areas)
        assert [it.area for it in store.facts(some, as_of="2024-01-01")] == list(areas)


def test_values_that_the_ruleset_does_not_take_are_told_all_at_once(store: Store) -> None:
    given_ = [
        said("ok"),
        said("step", "gigantic"),
        said("kind", Decimal(1)),
        said("span", "small", high="gigantic"),
        said("fine", Decimal("1.255"), "income"),
        said("low", Decimal("-0.5"), "income"),
        said("text", "5", "income"),
        said("code", "squatted", "tenure"),
        said("corrected", "gigantic", superseded_by="ok"),
        said("gone", "gigantic", withdrawn=True),
        said("elsewhere", "gigantic", "unasked"),
        said("long", Decimal("9" * 34 + ".12345"), "income"),
    ]
    store.add(given_, at=on(1), unit=UNIT)
    wide = {**INDICATORS, "income": Indicator("income", NumberKind("percent", 2, max=Decimal("9" * 36)))}
    for indicators, wrong in ((INDICATORS, 8), (wide, 7)):
        said_ = []
        for ask in (store.facts, store.facts_table):
            with pytest.raises(FactsError) as caught:
                ask(indicators, as_of="2024-02-01")
            said_.append([(it.code, it.finding) for it in caught.value.problems])
        assert said_[0] == said_[1]
        assert {code for code, _ in said_[0]} == {"LR716"}
        assert len(said_[0]) == wrong
    named = " ".join(finding for _, finding in said_[0])
    assert [it for it in ("ok", "corrected", "gone", "elsewhere") if f"`{it}`" in named] == []


def test_rules_and_times_without_a_zone_and_a_read_only_store(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with Store.create(path) as store:
        store.add([said("a"), said("b", "large", recorded_at=on(3))], at=on(1), unit=UNIT)
    with Store.open(path, read_only=True, threads=1, memory_limit="100MB") as store:
        then = store.facts_table(INDICATORS, as_of="2024-02-01", known_at=datetime(2024, 1, 2))  # noqa: DTZ001
        assert cells(then)[0]["trade"] == {"low": "small", "high": "small", "causes": 0}
