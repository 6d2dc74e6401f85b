"""What is wrong with a table is told by row and column, a hundred of it one by one."""

from __future__ import annotations

import math
import sys
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from lagesbild_rules import LagesbildError, assess_table
from lagesbild_rules.errors import FactsError, QuestionError

from .texts import answers, ruleset

AREAS = [f"A{n}" for n in range(3)]
BAD: dict[str, tuple[str, Any, str]] = {
    "step": ("disorder", ["inget", "litett", None], "2:disorder: LR307 `litett` is no value of `disorder`"),
    "step in a dictionary": ("disorder", pa.array(["inget", "x", "x"]).dictionary_encode(), "3:disorder: LR307 `x`"),
    "list": ("disorder", [["inget"], None, None], "1:disorder: LR307 the cell holds no single value"),
    "float step": ("disorder", [None, 1.5, None], "2:disorder: LR314 1.5 is a binary"),
    "truth": ("staffed", ["ja", "saknas", "nej"], "2:staffed: LR311"),
    "above": ("income", [1.0, 100.1, 2.0], "2:income: LR310 `100.1` is above the `max` of 100 percent"),
    "below": ("income", [1, -1, None], "2:income: LR310 `-1` is below the `min` of 0 percent"),
    "decimals": ("income", [0.1, 0.12, None], "2:income: LR309 `0.12` has 2 decimals"),
    "decimals of a decimal": ("income", [Decimal("0.10"), Decimal("0.12"), None], "2:income: LR309 `0.12`"),
    "nan": ("income", pa.array([1.0, math.nan, None]), "2:income: LR308 `nan` is not a number"),
    "infinity": ("income", pa.array([1.0, None, -math.inf]), "3:income: LR308 `-inf` is not a number"),
    "word": ("income", ["1", "n/a", None], "2:income: LR311 `n/a` is no value"),
    "digits": ("change", ["1", "9" * 35, None], "has 35 digits"),
    "truth for a number": ("income", [True, None, False], "1:income: LR308 `true` is not a number"),
    "list for a number": ("income", [[1], None, None], "1:income: LR307 the cell holds no single value"),
    "turned steps": ("disorder", [{"low": "stort", "high": "inget"}, None, None], "1:disorder: LR310 `low` lies above"),
    "turned numbers": ("income", [{"low": 3, "high": 2}, None, None], "1:income: LR310 `low` lies above"),
    "no ends": ("income", [{"low": 3}, None, None], "1:income: LR307"),
    "binary ends": ("income", [{"low": 3.5, "high": 4.5}, None, None], "1:income: LR307"),
    "no end": ("disorder", [{"low": "inget"}, None, None], "1:disorder: LR307"),
    "bad end": ("disorder", [{"low": "x", "high": None}, None, None], "1:disorder: LR307 `x`"),
    "bad code": ("tenure", [{"codes": ["rental", "x"]}, None, {"codes": []}], "1:tenure: LR307 `x`"),
    "no codes": ("tenure", [{"low": "rental"}, None, None], "1:tenure: LR307"),
    "column": ("incom", [1, 2, 3], "incom: LR301 unknown column `incom`"),
}


@pytest.mark.parametrize(("column", "cells", "wanted"), BAD.values(), ids=BAD)
def test_the_row_and_the_column_are_named(column: str, cells: Any, wanted: str) -> None:
    with pytest.raises(FactsError) as raised:
        answers(pa.table({"area": AREAS, column: cells}))
    assert wanted in str(raised.value)
    assert str(raised.value).startswith("<table>:")


def test_columns_and_areas() -> None:
    for given, wanted in [
        (pa.table({"income": [1]}), "<table>: LR302 the column `area` is missing"),
        (pa.table([["A"], [1], [2]], ["area", "income", "income"]), "<table>:income: LR303"),
        (pa.table({"area": [1.5]}), "<table>:area: LR305 a column of type double"),
        (pa.table({"area": ["A", None, ""]}), "<table>:2:area: LR305 the row names no area"),
    ]:
        with pytest.raises(FactsError) as raised:
            answers(given)
        assert wanted in str(raised.value)


@pytest.mark.parametrize("engine", ["columnar", "reference"])
def test_areas_twice_are_told_when_it_is_asked(engine: str) -> None:
    names = ["A", "B", " A", "a", "C\u200b", "  ", "AB", "BA", "A "]
    given = pa.table({"area": names})
    with pytest.raises(FactsError) as raised:
        answers(given, engine, unique=True)
    assert [(it.code, it.place.line) for it in raised.value.problems] == [
        ("LR306", 1), ("LR306", 3), ("LR305", 5), ("LR305", 6), ("LR306", 9),
    ]  # fmt: skip
    assert raised.value.problems[0].finding == "the area `A` has 3 rows: 1, 3, 9"
    assert len(answers(pa.table({"area": ["A", "A"]}), engine)) == 2
    for twice in (
        pa.array([7, 8, 7]),
        pa.array(["x", "y", "x"]).dictionary_encode(),
        pa.array(["x", "y", "x"], pa.string_view()),
    ):
        with pytest.raises(FactsError, match="has 2 rows: 1, 3"):
            answers(pa.table({"area": twice}), engine, unique=True)


def test_both_engines_tell_the_same_of_bad_rows_that_stand_twice() -> None:
    given = pa.table({"area": ["A", "B", "A", "B", "C"], "income": ["x", "1", "2", "101", "3"]})
    told = []
    for engine in ("columnar", "reference"):
        with pytest.raises(FactsError) as raised:
            answers(given, engine, unique=True)
        told.append([str(it) for it in raised.value.problems])
    assert told[0] == told[1]
    assert len(told[0]) == 6


@pytest.mark.parametrize("engine", ["columnar", "reference"])
def test_a_hundred_are_told_and_the_rest_counted(engine: str) -> None:
    given = pa.table({"area": [f"A{n}" for n in range(1000)], "income": ["x"] * 1000, "disorder": ["y"] * 1000})
    with pytest.raises(FactsError) as raised:
        answers(given, engine)
    told = raised.value.problems
    assert [it.place.line for it in told[:100]] == [n // 2 + 1 for n in range(100)]
    assert (told[100].code, told[100].finding) == ("LR319", "1900 more cells have problems")


def test_an_engine_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QuestionError, match="LR112 no engine `fast` for tables"):
        answers(pa.table({"area": ["A"]}), "fast")
    for name in [it for it in sys.modules if it.startswith("lagesbild_rules.evaluation.columnar")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(LagesbildError, match=r"LR505 (.|\n)*lagesbild-rules\[columnar\]"):
        assess_table(ruleset(), object(), as_of="2024-06-30")


WIDE = [
    "9" * 34,
    "-" + "9" * 34,
    "0",
    "1" + "0" * 32,
    "55",
    "1" * 18,
    None,
    "9223372036854775807",
    "-9223372036854775808",
]


def test_numbers_wider_than_64_bits_are_exact() -> None:
    texts = [None if it is None else it[:32] for it in WIDE]
    given = pa.table({"area": [f"A{n}" for n in range(len(WIDE))], "change": texts})
    wanted = answers(given, engine="reference")
    assert answers(given) == wanted
    numbers = pa.array([None if it is None else Decimal(it) for it in texts], pa.decimal128(38, 2))
    assert answers(given.set_column(1, "change", numbers)) == wanted
    assert answers(given.set_column(1, "change", pa.array(texts).cast(pa.decimal256(60, 3)))) == wanted
    unsigned = pa.table({"area": ["A", "B"], "change": pa.array([2**64 - 1, None], pa.uint64())})
    assert answers(unsigned) == answers(unsigned, engine="reference")
