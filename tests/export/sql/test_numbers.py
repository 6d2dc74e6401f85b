"""Numbers are exact or refused: no database rounds one."""

from __future__ import annotations

from typing import Any

import pytest

from lagesbild_rules import Ruleset
from lagesbild_rules.errors import RulesetError
from lagesbild_rules.evaluation import ReferenceEngine
from lagesbild_rules.export import DIALECTS, sql_view
from lagesbild_rules.facts import facts_from_row
from tests.export.texts import ruleset

from .databases import Database, asked
from .tables import of_cells


def number(decimals: int = 1, **more: str) -> dict[str, Any]:
    return {"number": {"unit": "percent", "decimals": decimals, **more}}


def truths(text: Ruleset, database: Database, *rows: dict[str, str]) -> list[dict[str, str]]:
    """Return the criteria of each of *rows*, which are the reference's too."""
    named = [{"area": str(n), **it} for n, it in enumerate(rows)]
    made = sql_view(text, dialect=database.dialect)
    found = asked(database, made, text, of_cells(text, named))
    assert found == list(ReferenceEngine().answers(text, [facts_from_row(it, text.indicators) for it in named]))
    return [{id_: truth.value for id_, truth in it.criteria.items()} for it in found]


def test_three_times_a_tenth_is_three_tenths(database: Database) -> None:
    x = {"times": ["3", {"indicator": "x"}]}
    text = ruleset(
        {"x": number(max="10", min="0"), "y": number(max="10", min="0")},
        {"c": {"value": {"indicator": "y"}, "at_least": x}, "d": {"value": {"indicator": "y"}, "above": x}},
    )
    assert truths(text, database, {"x": "0.1", "y": "0.3"}) == [{"c": "true", "d": "false"}]


def test_a_limit_between_two_numbers_parts_them_as_it_is(database: Database) -> None:
    third = {"times": ["3", {"indicator": "x"}]}
    text = ruleset(
        {"x": number(2)},
        {it: {"value": third, it: "10"} for it in ("at_least", "above", "at_most", "below", "equals")},
    )
    low, high = truths(text, database, {"x": "3.33"}, {"x": "3.34"})
    assert low == {"at_least": "false", "above": "false", "at_most": "true", "below": "true", "equals": "false"}
    assert high == {"at_least": "true", "above": "true", "at_most": "false", "below": "false", "equals": "false"}


def test_the_last_of_34_digits_counts(database: Database) -> None:
    text = ruleset(
        {"x": number(0), "y": number(3)},
        {"c": {"indicator": "x", "at_least": "9" * 34}, "d": {"indicator": "y", "above": "9" * 31}},
    )
    found = truths(text, database, {"x": "9" * 34, "y": "9" * 31 + ".001"}, {"x": "9" * 33 + "8", "y": "9" * 31})
    assert [list(it.values()) for it in found] == [["true", "true"], ["false", "false"]]


def test_a_limit_that_no_number_reaches_settles_what_has_an_end(database: Database) -> None:
    text = ruleset(
        {"x": number(), "z": number(min="0", max="5")},
        {
            "x_above": {"value": {"times": ["0.001", {"indicator": "x"}]}, "above": "9" * 34},
            "x_below": {"value": {"times": ["0.001", {"indicator": "x"}]}, "below": "9" * 34},
            "z_above": {"indicator": "z", "above": "5.5"},
            "z_at_least": {"indicator": "z", "at_least": "-7"},
            "z_equals": {"indicator": "z", "one_of": ["-3", "9"]},
        },
    )
    known, missing = truths(text, database, {"x": "1", "z": "5"}, {})
    assert list(known.values()) == ["false", "true", "false", "true", "false"]
    assert list(missing.values()) == ["unknown", "unknown", "false", "true", "false"]


def test_rounding_is_kept_inside_min_and_max(database: Database) -> None:
    text = ruleset(
        {"x": number(0, min="0", max="10", precision="0.5")},
        {
            "c": {"indicator": "x", "at_least": "0"},
            "d": {"indicator": "x", "above": "10"},
            "e": {"indicator": "x", "above": "5"},
        },
    )
    found = truths(text, database, {"x": "0"}, {"x": "10"}, {"x": "5"}, {"x": "6"})
    assert [it["e"] for it in found] == ["false", "true", "unknown", "true"]
    assert {(it["c"], it["d"]) for it in found} == {("true", "false")}


@pytest.mark.parametrize("dialect", [it for it in DIALECTS if it != "postgres"])
def test_numbers_that_would_be_rounded_are_refused_all_at_once(dialect: Any) -> None:
    text = ruleset(
        {"x": number(30), "y": number(4), "z": number(5), "w": number(2, min="0", max="100")},
        {
            "c": {"value": {"sum": [{"indicator": "y"}, {"indicator": "w"}]}, "above": "3"},
            "d": {"value": {"sum": [{"times": ["9" * 34, {"indicator": "w"}]}, {"indicator": "w"}]}, "above": "3"},
        },
    )
    with pytest.raises(RulesetError) as refused:
        sql_view(text, dialect=dialect)
    assert [it.code for it in refused.value.problems] == ["LR811"] * 3
    assert [
        "`x` takes 64" in it.finding or "`z` takes 39" in it.finding or "a sum takes 39" in it.finding
        for it in refused.value.problems
    ] == [True] * 3
    assert "declare `min` and `max` of `y`" in str(refused.value)


def test_postgresql_holds_them_all() -> None:
    text = ruleset({"x": number(30)}, {"c": {"value": {"times": ["9" * 34, {"indicator": "x"}]}, "above": "3"}})
    assert sql_view(text, dialect="postgres").name == "test_export_2020_01_01"
