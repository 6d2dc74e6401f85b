"""Sobol indices: held to functions whose indices are known, and to what cannot be varied."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import Indicator, NumberKind, facts_from_row, known
from lagesbild_rules.study import Areas, quiet, sensitivity, sobol
from lagesbild_rules.study._as_indicators import as_indicators
from lagesbild_rules.study._sobol import DECIMALS, _column, _inputs, _ranks
from lagesbild_rules.study._variants import put
from lagesbild_rules.testing import facts, rulesets

from .places import edited, places, possible

TWO = {
    "all": [{"level": "lage.utsatt"}, {"indicator": "dim", "at_least": "50"}],
}


def test_a_threshold_on_one_number_is_that_number_alone() -> None:
    ruleset = edited(
        ("classifications/lage/levels/1/when", "dark"),
        ("classifications/lage/levels/2/when", {"not": "dark"}),
        ("parameters/limit/value", "50"),
    )
    found = sobol(ruleset, [], {"dim": (Decimal(0), Decimal(100))}, seed=1)
    by_input = {it.input: it for it in found.indices if it.rank_of == "mildest"}
    assert by_input["broken"].first is None  # without areas there is no rank

    areas = places(ruleset, [{"area": "A"}])
    found = sobol(ruleset, areas, {"dim": (Decimal(0), Decimal(100))}, seed=1)
    for it in found.indices:
        assert it.first is not None
        assert it.total is not None
        wanted = 1.0 if it.input == "broken" else 0.0
        assert abs(it.first[0] - wanted) <= max(0.02, 2 * it.first[1])
        assert abs(it.total[0] - wanted) <= max(0.02, 2 * it.total[1])


def test_two_thresholds_have_the_indices_that_integrals_give() -> None:
    # Rank 0 where broken < 50, 1 where broken >= 50 > dim, 2 where both are at least 50: with u, v fair coins u + u v.
    ruleset = edited(
        ("classifications/lage/levels/1/when", "dark"),
        ("classifications/lage/levels/2/when", TWO),
        ("parameters/limit/value", "50"),
    )
    rows = places(ruleset, [{"area": "A"}])
    found = sobol(ruleset, rows, {"dim": (Decimal(0), Decimal(100))}, samples=4096, seed=2)
    # E(Y|u) = 3u/2, variance 9/16; E(Y|v) = (1 + v)/2, variance 1/16; in all 11/16.
    wanted = {"broken": (9 / 11, 10 / 11), "dim": (1 / 11, 2 / 11)}
    for it in found.indices:
        assert it.first is not None
        assert it.total is not None
        first, total = wanted[it.input]
        assert abs(it.first[0] - first) < 0.03
        assert abs(it.total[0] - total) < 0.03


def test_a_parameter_is_varied_where_a_range_is_given() -> None:
    ruleset = edited(
        ("classifications/lage/levels/1/when", "dark"),
        ("classifications/lage/levels/2/when", {"all": ["dark", {"not": "dark"}]}),
    )
    rows = places(ruleset, [{"area": "A"}])
    found = sensitivity(ruleset, rows, over={"limit": ["0", "100"]}, with_sobol=True, parts=["sobol"], seed=3).sobol
    assert found is not None
    assert set(found.inputs) == {"broken", "limit"}
    by_input = {it.input: it for it in found.indices if it.rank_of == "most_serious"}
    for name in ("broken", "limit"):  # x >= y with both even: each alone explains a third
        assert by_input[name].first is not None
        assert abs(by_input[name].first[0] - 1 / 3) < 0.08  # type: ignore[index]


def test_the_mean_over_areas_weights_each_once() -> None:
    ruleset = edited(
        ("classifications/lage/levels/1/when", {"any": ["dark", "sold"]}),
        ("classifications/lage/levels/2/when", "feared"),
    )
    cells = [{"area": f"a{n}", "trade": "much" if n else "none_at_all", "threats": "some"} for n in range(4)]
    found = sobol(ruleset, places(ruleset, cells), seed=1)
    # Three of four areas are exposed whatever the number is: only one moves, so the number explains all there is.
    broken = [it for it in found.indices if it.input == "broken" and it.rank_of == "mildest"]
    assert broken[0].first is not None
    assert abs(broken[0].first[0] - 1) < 0.05


def test_what_cannot_be_varied_is_told() -> None:
    ruleset = edited(
        ("readings/on", {"value": "0", "admissible": ["0", "1"]}),
        ("criteria/alone/when", {"value": "on", "equals": "1"}),
    )
    areas = Areas.of(ruleset, places(ruleset, [{"area": "A"}]))
    inputs, left_out = _inputs(ruleset, areas, {})
    assert inputs == {"broken": (Decimal(0), Decimal(100))}
    assert dict(left_out) == {
        "dim": "no_range",
        "limit": "no_range",
        "weight": "factor",
        "needed": "counts",
        "on": "switch",
    }


def test_a_range_with_one_number_or_too_many_is_told() -> None:
    wide = {"unit": "percent", "decimals": "1", "min": "0", "max": "9" * 30}
    narrow = {"unit": "percent", "decimals": "0", "min": "0.5", "max": "1.5"}
    ruleset = edited(("indicators/broken/number", wide), ("indicators/dim/number", narrow))
    inputs, left_out = _inputs(ruleset, Areas.of(ruleset, places(ruleset, [{"area": "A"}])), {})
    assert inputs == {}
    assert dict(left_out).items() >= {"broken": "too_wide", "dim": "no_range"}.items()


def test_ranges_come_from_the_table_where_the_indicator_has_none() -> None:
    ruleset = edited()
    inputs, _ = _inputs(ruleset, Areas.of(ruleset, places(ruleset)), {})
    assert inputs["dim"] == (Decimal("-4"), Decimal("30"))


@pytest.mark.parametrize(
    "ranges",
    [
        {"nothing": (Decimal(0), Decimal(1))},
        {"dim": (Decimal(1), Decimal(1))},
        {"broken": (Decimal(-1), Decimal(50))},
        {"broken": (Decimal(0), Decimal("100.1"))},
    ],
)
def test_a_range_that_cannot_be_is_refused(ranges: dict[str, tuple[Decimal, Decimal]]) -> None:
    ruleset = edited()
    with pytest.raises(QuestionError, match="LR531"):
        sobol(ruleset, places(ruleset), ranges)


def test_a_design_wants_a_power_of_two() -> None:
    with pytest.raises(QuestionError, match="LR531"):
        sobol(edited(), [], samples=100)


def test_the_same_seed_gives_the_same_indices() -> None:
    ruleset = edited()
    one, two = (sobol(ruleset, places(ruleset), samples=64, seed=5) for _ in range(2))
    assert one == two
    assert one != sobol(ruleset, places(ruleset), samples=64, seed=6)
    assert one.table().num_rows == len(one.indices) == 2 * len(one.inputs)


def test_without_salib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "SALib.analyze", None)
    with pytest.raises(QuestionError, match=r"LR505 Sobol indices need SALib"):
        sobol(edited(), places(edited()))


@given(value=st.integers(-500, 1500), broken=st.one_of(st.none(), st.integers(0, 1000)))
def test_a_value_of_the_indicator_gives_what_the_value_of_the_parameter_gives(value: int, broken: int | None) -> None:
    ruleset = edited()
    limit = Decimal(value) / 10
    made, ids = as_indicators(ruleset, ["limit"], 6)
    cells = {"area": "A", "broken": "" if broken is None else str(Decimal(broken) / 10), "dim": "3"}
    wanted = possible(put(ruleset, {"limit": limit}), [facts_from_row(cells, ruleset.indicators)])
    assert possible(made, [facts_from_row({**cells, ids["limit"]: str(limit)}, made.indicators)]) == wanted


def test_drawn_numbers_are_decimals_inside_their_range() -> None:
    indicator = edited().indicators["broken"]
    drawn = np.array([0.0, 0.04, 0.06, 33.333, 99.99, 100.0])
    column = _column(indicator, (Decimal("0.05"), Decimal("99.96")), drawn)
    assert column.to_pylist() == [Decimal(it) for it in ("0.1", "0.1", "0.1", "33.3", "99.9", "99.9")]


@given(data=st.data())
def test_drawn_rulesets_have_indices_for_every_input_that_varies(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(2)]
    found = sobol(ruleset, rows, samples=4, seed=1)
    ranks = {(it.classification, it.rank_of) for it in found.indices}
    assert len(found.indices) == len(ranks) * len(found.inputs)
    assert not {name for name, _ in found.left_out} & set(found.inputs)


@given(data=st.data())
def test_ranks_are_the_mean_over_the_areas_of_what_the_reference_says(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(3)]
    areas = Areas.of(ruleset, rows)
    inputs, _ = _inputs(ruleset, areas, {})
    drawn = np.array([[data.draw(st.sampled_from([float(low), float(high)])) for low, high in inputs.values()]] * 2)
    if not inputs:
        return
    ranks = _ranks(ruleset, areas, inputs, drawn, quiet)
    put_in: dict[str, Decimal] = {}
    for at, (id_, range_) in enumerate(inputs.items()):
        kind = ruleset.indicators[id_].kind if id_ in ruleset.indicators else NumberKind("", DECIMALS)
        put_in[id_] = _column(Indicator(id_, kind), range_, drawn[:1, at])[0].as_py()
    other = put(ruleset, {id_: it for id_, it in put_in.items() if id_ not in ruleset.indicators})
    changed = [
        row.replace(
            {id_: known(ruleset.indicators[id_].kind, it) for id_, it in put_in.items() if id_ in ruleset.indicators}
        )
        for row in rows
    ]
    wanted = possible(other, changed)
    for name, ladder in ruleset.classifications.items():
        for rank_of, end in (("mildest", 0), ("most_serious", -1)):
            mean = sum(ladder.rank(it[name][end]) for it in wanted) / len(rows)
            assert np.allclose(ranks[name, rank_of], mean)
