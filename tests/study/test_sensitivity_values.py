"""Readings, values and combinations: what moves is what the reference engine says moves."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import facts_table
from lagesbild_rules.ruleset import Ruleset, value_text
from lagesbild_rules.study import Areas, sensitivity, with_values
from lagesbild_rules.testing import facts, rulesets

from .places import edited, moved, places, possible


@given(data=st.data())
def test_each_reading_alone_moves_what_the_reference_moves(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(3)]
    found = sensitivity(ruleset, rows, parts=["readings"]).readings
    assert found is not None
    got = {(it.name, it.value): it.moved for it in found.found}
    wanted = {
        (id_, value_text(value)): moved(ruleset, ruleset.with_readings({id_: value}), rows)
        for id_, it in ruleset.readings.items()
        for value in it.admissible
        if value_text(value) != value_text(it.value)
    }
    assert got == wanted


def test_flows_tell_from_which_levels_to_which_and_sum_to_those_that_move() -> None:
    ruleset = edited()
    rows = places(ruleset)
    other = with_values(ruleset, {"from_step": "much"})
    found = sensitivity(ruleset, rows, parts=["readings"]).readings
    assert found is not None
    (one,) = [it for it in found.found if it.name == "from_step"]
    was, now = possible(ruleset, rows), possible(other, rows)
    wanted = Counter((a["lage"], b["lage"]) for a, b in zip(was, now, strict=True) if a != b)
    assert {(it.before, it.after): it.areas for it in one.flows} == wanted
    assert wanted


def test_given_values_need_not_be_admissible_and_are_read_in_their_kind() -> None:
    ruleset = edited()
    rows = places(ruleset)
    found = sensitivity(ruleset, rows, over={"limit": [19.5, 20, "71"], "needed": [3]}, parts=["parameters"])
    assert found.parameters is not None
    assert [(it.name, it.value) for it in found.parameters.found] == [
        ("limit", "19.5"),
        ("limit", "71"),
        ("needed", "3"),
    ]
    for it in found.parameters.found:
        other = with_values(ruleset, {it.name: ruleset.parameters["limit"].value.__class__(it.value)})
        assert it.moved == moved(ruleset, other, rows)


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"limits": [1]}, "LR502"),
        ({"limit": ["much"]}, "LR208"),
        ({"needed": [4]}, "LR208"),
        ({"needed": ["1.5"]}, "LR208"),
        ({"from_step": ["enormous"]}, "LR208"),
        ({"from_step": [("some", "much")]}, "LR208"),
    ],
)
def test_a_value_that_does_not_fit_is_told_before_anything_is_assessed(
    over: dict[str, list[object]], code: str
) -> None:
    with pytest.raises(QuestionError) as told:
        sensitivity(edited(), pa.table({}), over=over)
    assert {it.code for it in told.value.problems} == {code}


def test_all_values_that_do_not_fit_are_told_at_once() -> None:
    with pytest.raises(QuestionError) as told:
        sensitivity(edited(), places(edited()), over={"limit": ["much", "more"], "nothing": [1]})
    assert len(told.value.problems) == 3


def test_combinations_are_counted_exactly_when_there_are_few() -> None:
    ruleset = edited()
    rows = places(ruleset)
    found = sensitivity(ruleset, rows, over={"limit": ["10", "80"]}, parts=["combinations"]).combinations
    assert found is not None
    every = [
        moved(ruleset, with_values(ruleset, {"needed": n, "from_step": s, "limit": limit}), rows)
        for n, s, limit in product(
            ruleset.readings["needed"].admissible,
            ("some", "much"),
            [ruleset.value("limit"), *(type(ruleset.value("limit"))(it) for it in ("10", "80"))],
        )
    ]
    assert (found.sampled, found.looked_at, found.exist) == (False, 12, 12)
    assert {area: it.hits for area, it in found.areas} == {
        row.area: sum(row.area in one for one in every) for row in rows
    }
    assert found.same.hits == sum(not one for one in every)
    assert found.same.interval == (found.same.value, found.same.value)


def test_many_combinations_are_drawn_the_same_for_the_same_seed() -> None:
    ruleset = edited()
    rows = places(ruleset)
    drawn = [
        sensitivity(ruleset, rows, parts=["combinations"], most_combinations=3, seed=seed).combinations
        for seed in (5, 5)
    ]
    assert drawn[0] == drawn[1]
    assert drawn[0] is not None
    assert (drawn[0].sampled, drawn[0].looked_at, drawn[0].exist) == (True, 3, 4)
    low, high = drawn[0].same.interval
    assert low < drawn[0].same.value or drawn[0].same.hits == 0
    assert high > drawn[0].same.value or drawn[0].same.hits == 3


def test_a_sampled_share_has_the_exact_one_in_its_interval() -> None:
    ruleset = edited()
    rows = places(ruleset)
    vary = {"limit": [str(it) for it in range(200)]}
    exact = sensitivity(ruleset, rows, over=vary, parts=["combinations"]).combinations
    drawn = sensitivity(ruleset, rows, over=vary, parts=["combinations"], most_combinations=600, seed=1).combinations
    assert exact is not None
    assert drawn is not None
    assert (exact.sampled, drawn.sampled) == (False, True)
    low, high = drawn.same.interval
    assert low <= exact.same.value <= high


@given(data=st.data())
def test_rows_and_tables_of_them_give_the_same(data: st.DataObject) -> None:
    ruleset: Ruleset = data.draw(rulesets())
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(3)]
    one, other = Areas.of(ruleset, rows), Areas.of(ruleset, facts_table(ruleset.indicators, rows))
    found = [it.outcomes(ruleset) for it in (one, other)]
    assert not found[0].moved(found[1]).any()
    levels = [{name: found[0].possible(name, codes[row]) for name, codes in found[0].codes.items()} for row in range(3)]
    assert levels == possible(ruleset, rows)


def test_a_wide_table_of_cells_is_taken() -> None:
    ruleset = edited()
    table = pa.table({"area": ["A", "B"], "broken": ["20", None], "trade": ["some", ""], "staffed": [True, None]})
    found = sensitivity(ruleset, table, parts=["readings", "intervals"])
    assert found.areas == 2
    assert found.readings is not None
    assert found.readings.table().num_rows >= 2


def test_an_empty_table_moves_nothing() -> None:
    ruleset = edited()
    found = sensitivity(ruleset, [], flip=0.5, repetitions=3, with_sobol=False)
    assert found.areas == 0
    assert found.assessors is not None
    assert found.assessors.in_all.of == 0
    assert found.assessors.in_all.interval == (0.0, 1.0)


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(QuestionError, match="LR531"):
        sensitivity(edited(), [], parts=["everything"])
