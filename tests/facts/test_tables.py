"""What a good table becomes: an area a row, types from the indicators, and nothing filled in."""

from __future__ import annotations

import codecs
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Cause, load_ruleset, read_facts
from lagesbild_rules.facts import (
    Cell,
    FiniteFact,
    Indicator,
    NumberFact,
    NumberKind,
    facts_from_row,
    known,
    read_cell,
    unknown,
)
from tests.errors.fragments import RULESET

INDICATORS = load_ruleset(RULESET).indicators
INCOME = INDICATORS["median_income"].kind


def number(text: str) -> NumberFact:
    return NumberFact(Decimal(text), Decimal(text))


def test_a_csv_keeps_the_order_of_its_rows_and_leaves_out_nothing(tmp_path: Path) -> None:
    path = tmp_path / "facts.CSV"
    path.write_text(
        "tenure, median_income ,area\n0114, 51.3 , Åby \n\n rental ,+007,B\n,,C\n",
        encoding="utf-8",
    )
    table = read_facts(path, INDICATORS)
    assert [it.area for it in table.rows] == ["Åby", "B", "C"]
    first, second, third = table.rows
    assert (first["tenure"], first["median_income"]) == (FiniteFact(("0114",)), number("51.3"))
    assert (second["tenure"], second["median_income"]) == (FiniteFact(("rental",)), number("7"))
    assert all(third[id_] == unknown(it.kind) for id_, it in INDICATORS.items())
    assert first["delimited"] == FiniteFact(("false", "true"), (Cause.MISSING,))
    assert table.skipped == ()


@pytest.mark.parametrize(
    "content",
    [
        b"area,median_income\nA,51.3\nB,\n",
        codecs.BOM_UTF8 + b"area,median_income\nA,51.3\nB,\n",
        b"area,median_income\r\nA,51.3\r\nB,\r\n",
        b"area,median_income\rA,51.3\rB,",
        b"\n\narea,median_income\n\nA,51.3\n\n\nB,",
        b'"area","median_income"\n"A","51.3"\n"B",""\n',
        b"area;median_income\nA;51,3\nB;\n",
        b"area;median_income\nA;51.3\nB;\n",
        b'area;median_income\n"A";"51,3"\nB; \n',
    ],
)
def test_spellings_of_one_csv(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(content)
    rows = read_facts(path, INDICATORS).rows
    assert [(it.area, it["median_income"]) for it in rows] == [("A", number("51.3")), ("B", unknown(INCOME))]


@pytest.mark.parametrize("ending", ["jsonl", "ndjson"])
def test_json_lines_keep_numbers_as_they_are_written(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"f.{ending}"
    path.write_bytes(
        codecs.BOM_UTF8 + b'{"area": "A", "median_income": 0.1, "delimited": true, "tenure": null}\r\n'
        b'\n {"median_income": "0.1", " area ": 114, "delimited": "nej"}\n{"area": "C"}'
    )
    first, second, third = read_facts(path, INDICATORS).rows
    assert [it.area for it in (first, second, third)] == ["A", "114", "C"]
    assert first["median_income"] == second["median_income"] == number("0.1")
    assert (first["delimited"], second["delimited"]) == (FiniteFact(("true",)), FiniteFact(("false",)))
    assert first["tenure"] == third["tenure"] == unknown(INDICATORS["tenure"].kind)


def test_quotation_marks_and_separators_inside_a_field(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text('area,delimited\n"A, ""norra""",ja\n')
    assert [it.area for it in read_facts(path, INDICATORS).rows] == ['A, "norra"']


def test_a_header_alone_is_a_table_of_no_areas(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("area,delimited\n")
    assert read_facts(path, INDICATORS).rows == ()


def test_bad_rows_are_skipped_when_asked_for_and_each_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("area,delimited,median_income\nA,ja,1\nB,x,y\nC,nej\nD,nej,2\n")
    table = read_facts(path, INDICATORS, skip_bad_rows=True)
    assert [it.area for it in table.rows] == ["A", "D"]
    assert [(it.place.line, it.place.column, it.code) for it in table.skipped] == [
        (3, "delimited", "LR307"), (3, "median_income", "LR308"), (4, None, "LR304")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("indicator", "cells", "value"),
    [
        ("open_drug_trade", ["litet_problem", "Litet problem", "LITET PROBLEM", "minor Problem", " Minor problem "],
         "litet_problem"),
        ("open_drug_trade", ["problem", "Problem", "PROBLEM"], "problem"),
        ("tenure", ["rental", "Hyresrätt", "HYRESRÄTT", "Rental"], "rental"),
        ("tenure", ["0114"], "0114"),
        ("delimited", ["true", "TRUE", "ja", "Ja", "yes", True], "true"),
        ("delimited", ["false", "nej", "NEJ", "no", False], "false"),
    ],
)  # fmt: skip
def test_words_for_one_value(indicator: str, cells: list[Cell], value: str) -> None:
    for cell in cells:
        assert read_cell(INDICATORS[indicator], cell) == FiniteFact((value,))


@pytest.mark.parametrize("cell", ["", " ", "\t", "\xa0", None])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_an_empty_cell_is_a_missing_fact(indicator: str, cell: Cell) -> None:
    assert read_cell(INDICATORS[indicator], cell) == unknown(INDICATORS[indicator].kind, Cause.MISSING)


@pytest.mark.parametrize(
    "cell", ["51.3", "+51.3", "0051.3", Decimal("51.3"), Decimal("51.30"), Decimal("513E-1"), " 51.3\n"]
)
def test_spellings_of_one_number(cell: Cell) -> None:
    assert read_cell(INDICATORS["median_income"], cell) == number("51.3")


@pytest.mark.parametrize("cell", ["0", "200", "200.0", 0, 200, Decimal("2E+2"), Decimal("-0.0"), "-0"])
def test_both_bounds_are_inside_the_range(cell: Cell) -> None:
    assert read_cell(INDICATORS["median_income"], cell) == number(str(cell))


def test_a_decimal_comma_is_one_where_it_is_asked_for() -> None:
    assert read_cell(INDICATORS["median_income"], "51,3", decimal_comma=True) == number("51.3")


def test_a_row_given_in_python_and_one_that_is_read_are_the_same(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("area,median_income,delimited\nA,51.3,ja\n")
    (read,) = read_facts(path, INDICATORS).rows
    given = facts_from_row({"area": "A", "median_income": Decimal("51.3"), "delimited": True}, INDICATORS)
    assert read == given == pickle.loads(pickle.dumps(given))


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=10))
def test_a_number_is_read_as_the_number_that_it_is(value: Decimal) -> None:
    kind = NumberKind("m", 10)
    indicator = Indicator("x", kind)
    assert read_cell(indicator, f"{value:f}") == read_cell(indicator, value) == known(kind, value)
