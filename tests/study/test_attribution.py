"""Attribution and population: Shapley values held to their definition, and areas to the reference engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise, permutations
from math import factorial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.explanation import compare_areas
from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Ruleset, diff, load_ruleset, parse_ruleset, shipped_rulesets
from lagesbild_rules.study import Attribution, attribution, population, read_pairs
from lagesbild_rules.study._edits import Hybrids
from lagesbild_rules.testing import facts, ruleset_texts

from .places import PLACES, ROWS, edited, moved, places, possible

DAY = date(2024, 6, 1)
LEVELS = "classifications/lage/levels"


def pairs(before: Ruleset, after: Ruleset, rows: Any = ROWS) -> list[tuple[FactSet, FactSet]]:
    return list(zip(places(before, rows), places(after, rows), strict=True))


def values(found: Attribution, classification: str | None = None, way: str = "moved") -> dict[str, Fraction]:
    return {
        str(edit): credits[classification, way].value for edit, credits in zip(found.edits, found.credits, strict=True)
    }


CHANGED = edited(
    ("parameters/limit/value", "15"),
    ("readings/needed", {"value": "2", "admissible": ["1", "2"], "because": {"en": "The text is silent."}}),
    ("criteria/alone/when", {"indicator": "staffed", "equals": "true"}),
    ("criteria/sold/when", {"indicator": "trade", "at_least": "much"}),
)


def test_each_edit_has_the_mean_of_what_it_adds_over_all_orders() -> None:
    before = edited()
    steps: Mapping[str, tuple[str, Any]] = {
        "constant limit: 20 → 15": ("parameters/limit/value", "15"),
        "constant needed: 1 → 2": ("readings/needed/value", "2"),
        "criterion sold": ("criteria/sold/when", {"indicator": "trade", "at_least": "much"}),
        "criterion alone": ("criteria/alone/when", {"indicator": "staffed", "equals": "true"}),
    }
    found = attribution(before, CHANGED, pairs(before, CHANGED))
    rows = places(before)
    wanted = dict.fromkeys(steps, Fraction(0))
    for order in permutations(steps):
        made: list[tuple[str, Any]] = []
        was = 0
        for it in order:
            made.append(steps[it])
            now = len(moved(before, edited(*made), rows))
            wanted[it] += Fraction(now - was, factorial(len(steps)))
            was = now
    assert values(found) == wanted
    assert any(wanted.values())
    assert found.permutations is None


def test_values_sum_to_what_the_whole_change_moves_in_every_way() -> None:
    before = edited()
    found = attribution(before, CHANGED, pairs(before, CHANGED))
    rows = places(before)
    assert found.moved == len(moved(before, CHANGED, rows))
    for classification, way in found.totals:
        assert sum(values(found, classification, way).values()) == found.totals[classification, way]
    ways = {way: found.totals["lage", way] for way in ("up", "down", "other")}
    assert sum(ways.values()) == found.totals["lage", "moved"]
    order = [it.id for it in CHANGED.classifications["lage"].levels]
    decided = [
        (order.index(a["lage"][0]), order.index(b["lage"][0]))
        for a, b in zip(possible(before, rows), possible(CHANGED, rows), strict=True)
        if len(a["lage"]) == len(b["lage"]) == 1
    ]
    assert ways["up"] == sum(now > was for was, now in decided)
    assert ways["down"] == sum(now < was for was, now in decided)


@given(data=st.data())
def test_drawn_edits_sum_up_and_population_is_what_moves(data: st.DataObject) -> None:
    text = json.loads(data.draw(ruleset_texts()))
    before = parse_ruleset(json.dumps(text))
    for id_, it in text.get("readings", {}).items():
        text["readings"][id_]["value"] = data.draw(st.sampled_from(it["admissible"]))
    for it in text["criteria"].values():
        if data.draw(st.booleans()):
            it["when"] = {"not": it["when"]}
    after = parse_ruleset(json.dumps(text))
    rows = [data.draw(facts(before, area=f"area {number}")) for number in range(3)]
    table = [(row, row) for row in rows]
    changes = diff(before, after)
    expected = compare_areas(changes, table, DAY)
    found = population(before, after, table, DAY)
    assert found.comparison.moves == expected.moves
    assert found.comparison.areas == 3
    shared = attribution(before, after, table, most=5, permutations=7)
    assert shared.moved == found.moved == expected.changed
    assert sum(values(shared).values()) == shared.moved


def test_sampled_values_hold_the_exact_ones_in_their_intervals_and_sum_up() -> None:
    before = edited()
    exact = attribution(before, CHANGED, pairs(before, CHANGED))
    drawn = attribution(before, CHANGED, pairs(before, CHANGED), most=2, permutations=400, seed=3)
    again = attribution(before, CHANGED, pairs(before, CHANGED), most=2, permutations=400, seed=3)
    assert drawn.credits == again.credits
    assert drawn.permutations == 400
    assert sum(values(drawn).values()) == drawn.moved == exact.moved
    for sampled, known in zip(drawn.credits, exact.credits, strict=True):
        it = sampled[None, "moved"]
        assert it.low <= float(known[None, "moved"].value) <= it.high
    assert any(it[None, "moved"].low < it[None, "moved"].high for it in drawn.credits)


def test_no_edit_moves_nothing() -> None:
    before = edited()
    found = attribution(before, before, pairs(before, before))
    assert (found.edits, found.moved) == ((), 0)
    assert population(before, before, pairs(before, before), DAY).rows() == []


def test_an_edit_that_changes_nothing_has_the_value_0() -> None:
    before = edited()
    after = edited(
        ("parameters/limit/value", "15"),
        ("parameters/weight/value", "2.0"),
        ("criteria/feared/when", {"not": {"not": {"indicator": "threats", "at_least": "much"}}}),
    )
    found = values(attribution(before, after, pairs(before, after)))
    assert set(found) == {"constant limit: 20 → 15", "criterion feared"}
    assert found["criterion feared"] == 0


def test_names_that_changed_alone_are_no_edits() -> None:
    text = json.dumps(PLACES).replace('"dark"', '"unlit"').replace('"svart"', '"allvarligt"').replace("limit", "bound")
    before, after = edited(), parse_ruleset(text)
    found = attribution(before, after, pairs(before, after))
    assert (found.edits, found.moved) == ((), 0)
    changed = json.loads(text.replace("bound", "limit"))
    changed["parameters"]["limit"]["value"] = "15"
    after = parse_ruleset(json.dumps(changed))
    found = attribution(before, after, pairs(before, after))
    assert [str(it) for it in found.edits] == ["constant limit: 20 → 15"]
    assert found.moved == population(before, after, pairs(before, after), DAY).moved


def test_what_has_no_meaning_apart_is_one_edit() -> None:
    steps = {"some": "a_little", "much": "plenty"}
    scale = ["none_at_all", "a_little", "plenty"]
    before = edited()
    after = edited(
        ("scales/amount/steps", scale),
        ("readings/from_step", {"value": "a_little", "admissible": ["a_little"], "because": {"en": "Silent."}}),
        ("criteria/feared/when", {"indicator": "threats", "at_least": "plenty"}),
        ("parameters/limit/value", "15"),
    )
    rows = [{**row, **{name: steps.get(row[name], row[name]) for name in ("trade", "threats")}} for row in ROWS]
    table = list(zip(places(before), places(after, rows), strict=True))
    found = attribution(before, after, table)
    groups = [set(it.things) for it in found.edits]
    assert {("constant", "limit")} in groups
    (threats,) = [it for it in groups if ("criterion", "feared") in it]
    assert ("indicator", "threats") in threats
    (trade,) = [it for it in groups if ("constant", "from_step") in it]
    assert ("indicator", "trade") in trade
    assert sum(values(found).values()) == found.moved == population(before, after, table, DAY).moved


def test_a_circle_of_halves_is_one_edit() -> None:
    before = edited(("criteria/dark/when", {"any": ["alone", {"indicator": "broken", "at_least": "limit"}]}))
    after = edited(("criteria/alone/when", {"any": ["dark", {"indicator": "staffed", "equals": "false"}]}))
    found = attribution(before, after, pairs(before, after))
    assert [set(it.things) for it in found.edits] == [{("criterion", "dark"), ("criterion", "alone")}]


def test_a_level_abolished_is_an_edit_and_its_areas_move() -> None:
    before = edited()
    after = edited((f"{LEVELS}/2", None))
    found = attribution(before, after, pairs(before, after))
    assert [it.things for it in found.edits] == [(("ladder", "lage"),)]
    assert found.moved == population(before, after, pairs(before, after), DAY).moved > 0


def test_definitions_that_only_one_text_has_do_not_stand_in_the_way() -> None:
    before = edited(
        (
            "criteria/gone",
            {"claim": {"en": "Gone."}, "source": "none", "when": {"indicator": "threats", "equals": "some"}},
        ),
        (f"{LEVELS}/2/when/all/1/any", ["feared", "gone"]),
    )
    after = edited(
        ("indicators/threats", {"truth": "true", "worse": "high"}),
        ("criteria/feared/when", {"indicator": "threats", "equals": "true"}),
    )
    rows = [{**row, "threats": {"": ""}.get(row["threats"], "ja")} for row in ROWS]
    table = list(zip(places(before), places(after, rows), strict=True))
    found = attribution(before, after, table)
    assert sum(values(found).values()) == found.moved == population(before, after, table, DAY).moved


def test_how_observations_count_is_an_edit() -> None:
    before = edited(("evidence", {"max_age": "1 years"}))
    after = edited(("evidence", {"max_age": "9 years"}), ("parameters/limit/value", "15"))
    assert ("evidence", "") in Hybrids(before, after).things


def test_the_ends_of_the_way_are_the_rulesets_themselves() -> None:
    texts = [load_ruleset(it) for it in sorted((shipped_rulesets() / "noa" / "utsatta-omraden").glob("????-*.yaml"))]
    for before, after in pairwise(texts):
        hybrids = Hybrids(before, after)
        for made, ruleset in ((frozenset(), hybrids.before), (frozenset(hybrids.things), after)):
            hybrid = hybrids.ruleset(made)  # type: ignore[arg-type]
            assert {id_: it.when for id_, it in hybrid.criteria.items()} == {
                id_: ruleset.criteria[id_].when for id_ in hybrid.criteria
            }
            for name, ladder in hybrid.classifications.items():
                levels = [(it.id, it.when) for it in ruleset.classifications[name].levels]
                assert [(it.id, it.when) for it in ladder.levels] == levels


@pytest.mark.parametrize("permuted", [False, True])
def test_the_table_has_a_row_for_each_edit_and_way(permuted: bool) -> None:
    before = edited()
    found = attribution(before, CHANGED, pairs(before, CHANGED), most=0 if permuted else 10, permutations=5)
    table = found.table()
    assert table.num_rows == len(found.edits) * 5
    assert set(table.column("way").to_pylist()) == {"moved", "up", "down", "other"}


def test_population_tells_the_way_and_the_criteria_it_goes_through() -> None:
    before = edited()
    found = population(before, CHANGED, pairs(before, CHANGED), DAY)
    rows = found.table().to_pylist()
    assert {it["area"] for it in rows} == set(moved(before, CHANGED, places(before)))
    assert all(it["move"] for it in rows)
    assert any(it["through"] for it in rows)


def test_pairs_are_read_for_both_and_from_long_tables_on_a_day(tmp_path: Any) -> None:
    before = edited(("evidence", {"max_age": "12 months"}))
    after = evolve(before, indicators={id_: it for id_, it in before.indicators.items() if id_ != "dim"})
    wide = tmp_path / "wide.csv"
    wide.write_text("area,broken,dim\nA,20,3\nB,,\n", encoding="utf-8")
    (was, now), _ = read_pairs(wide, before, after, DAY)
    assert "dim" in was
    assert "dim" not in now
    long = tmp_path / "long.csv"
    long.write_text(
        "area,indicator,value,valid_from,valid_until\n"
        "A,broken,20,2024-01-01,2024-12-31\nA,staffed,ja,2020-01-01,2020-02-01\n",
        encoding="utf-8",
    )
    ((one, other),) = read_pairs(long, before, before, DAY)
    assert one["broken"] == other["broken"]
    assert one["broken"].exact
    assert not one["staffed"].exact
