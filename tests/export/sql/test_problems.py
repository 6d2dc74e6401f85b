"""A row with a value that cannot be taken has no answer and stands in the view of problems, with the reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lagesbild_rules.export import sql_view
from tests.export.texts import ruleset

from .databases import Database, PostgreSQL
from .tables import Table

TEXT = ruleset(
    {
        "x": {"number": {"unit": "percent", "decimals": 1, "min": 0, "max": 100, "precision": "0.05"}},
        "y": {"number": {"unit": "index", "decimals": 1}},
        "s": {"scale": "s"},
        "b": {"truth": "true"},
        "c": {"category": ["rental", "owned"]},
    },
    {
        "number": {"any": [{"indicator": "x", "above": 5}, {"indicator": "y", "above": 5}]},
        "step": {"indicator": "s", "at_least": "rough"},
        "truth": {"indicator": "b", "equals": "true"},
        "code": {"indicator": "c", "equals": "owned"},
    },
    scales={
        "s": {"steps": ["calm", "rough", "grave"], "titles": {it: {"en": it} for it in ("calm", "rough", "grave")}}
    },
)
CELLS = {"area": "text", "x": 3, "y": 3, "s": "text", "b": "truth", "c": "text"}
INTERVALS = {
    "area": "text",
    **{
        f"{id_}_{end}": kind
        for id_, kind in {"x": 3, "y": 3, "s": "text", "b": "truth"}.items()
        for end in ("low", "high")
    },
    **{f"c.possible.{it}": "truth" for it in ("rental", "owned")},
}


def problems(database: Database, row: dict[str, Any], *, intervals: bool = False) -> list[tuple[str, str]]:
    """Return the columns and problems found in *row*, which stands beside a good one; it has an answer if none is."""
    made = sql_view(TEXT, dialect=database.dialect, intervals=intervals)
    table = Table(INTERVALS if intervals else CELLS, [{"area": "good"}, {"area": "here", **row}])
    answers, found = database.ask(made, table)
    areas = {"good"} | ({"here"} if not found else set())
    assert {it["area"] for it in answers} == areas
    assert {it["area"] for it in found} <= {"here", None}
    return [(it["column"], it["problem"]) for it in found]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"x": Decimal("0"), "y": Decimal("-999999999.9"), "s": "calm", "b": False, "c": "rental"},
        {"x": Decimal("100.0"), "y": Decimal("0.10"), "s": "grave", "b": True, "c": "owned"},
    ],
)
def test_a_good_row_has_no_problem(row: dict[str, Any], database: Database) -> None:
    assert problems(database, row) == []


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"s": "Rough"}, "s", "it is not `calm`, `rough` or `grave`"),
        ({"s": ""}, "s", "it is not `calm`, `rough` or `grave`"),
        ({"c": "leased"}, "c", "it is not `rental` or `owned`"),
        (
            {"x": Decimal("-0.1")},
            "x",
            "it is below 0 or is above 100 or has more decimals than 1 or more digits than 34",
        ),
        (
            {"x": Decimal("100.1")},
            "x",
            "it is below 0 or is above 100 or has more decimals than 1 or more digits than 34",
        ),
        (
            {"x": Decimal("5.05")},
            "x",
            "it is below 0 or is above 100 or has more decimals than 1 or more digits than 34",
        ),
        ({"y": Decimal("5.001")}, "y", "it has more decimals than 1 or more digits than 34"),
    ],
)
def test_a_value_that_is_none_of_its_indicator_s(
    row: dict[str, Any], column: str, said: str, database: Database
) -> None:
    assert problems(database, row) == [(column, said)]


def test_all_problems_of_a_row_are_listed(database: Database) -> None:
    found = problems(database, {"area": None, "s": "?", "c": "?", "x": Decimal(101)})
    assert [column for column, _ in found] == ["area", "x", "s", "c"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e40", "-1e40"])
def test_what_only_postgresql_holds_is_no_number(number: str, server: PostgreSQL) -> None:
    assert [column for column, _ in problems(server, {"y": number})] == ["y"]
    assert [column for column, _ in problems(server, {"y_high": number}, intervals=True)] == ["y_high"]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ({"x_low": Decimal("4.95"), "x_high": Decimal("5.05"), "s_low": "calm", "s_high": "grave"}, []),
        ({"y_high": Decimal("5.0"), "b_low": False, "b_high": True, "c.possible.owned": False}, []),
        ({"x_low": Decimal("5.1"), "x_high": Decimal("5.05")}, ["x_low"]),
        ({"x_low": Decimal("-1"), "x_high": Decimal("101")}, ["x_low", "x_high"]),
        ({"x_low": Decimal("5.001")}, ["x_low"]),
        ({"s_low": "grave", "s_high": "calm"}, ["s_low"]),
        ({"s_low": "worse"}, ["s_low"]),
        ({"s_high": "worse"}, ["s_high"]),
        ({"b_low": True, "b_high": False}, ["b_low"]),
        ({"c.possible.rental": False, "c.possible.owned": False}, ["c"]),
    ],
)
def test_intervals_that_hold_nothing(row: dict[str, Any], columns: list[str], database: Database) -> None:
    assert [column for column, _ in problems(database, row, intervals=True)] == columns


def test_an_end_that_is_not_there_rules_nothing_out(database: Database) -> None:
    made = sql_view(TEXT, dialect=database.dialect, intervals=True)
    rows = [
        {"area": "nothing"},
        {"area": "low", "x_low": Decimal(6), "s_low": "rough", "b_low": True, "c.possible.rental": False},
        {
            "area": "high",
            "x_high": Decimal(5),
            "y_high": Decimal(5),
            "s_high": "calm",
            "b_high": False,
            "c.possible.owned": False,
        },
    ]
    answers, _ = database.ask(made, Table(INTERVALS, rows))
    found = {it["area"]: {it[id_] for id_ in TEXT.criteria} for it in answers}
    assert found == {"nothing": {None}, "low": {True}, "high": {False}}
