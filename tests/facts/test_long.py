"""Long tables: one row an observation, every problem of every row, in every kind of file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lagesbild_rules import load_ruleset, read_facts
from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import (
    LONG_COLUMNS,
    Cause,
    FiniteFact,
    NumberFact,
    Observation,
    names_a_person,
    observations_table,
    read_observations,
    write_facts,
    write_observations,
)
from lagesbild_rules.limits import limited
from tests.errors.fragments import RULESET

INDICATORS = load_ruleset(RULESET).indicators
HEAD = "area,indicator,value"
FULL = Observation(
    area="Åby (konstruerat)",
    indicator="median_income",
    low=Decimal("50.5"),
    high=Decimal("51.5"),
    valid_from=date(2024, 1, 1),
    valid_until=date(2025, 1, 1),
    recorded_at=datetime(2024, 2, 1, 10, 30, tzinfo=UTC),
    withdrawn=datetime(2024, 6, 1, tzinfo=UTC),
    superseded_by="second",
    source_grade="B",
    information_grade="3",
    basis="register",
    handling="secret",
    handling_ground="OSL 18:2",
    reported_by="LPO Åby",
    note="två\nrader; \"citat\", =1+1",
    observation_id="first",
)  # fmt: skip
KINDS = ("csv", "jsonl", "ndjson", "parquet", "xlsx")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Write a file in an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def file(text: str, name: str = "facts.csv") -> str:
        Path(name).write_text(text, encoding="utf-8")
        return name

    return file


def said(name: str) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read_observations(name, INDICATORS)
    return [f"{it.place}: {it.code} {it.finding}" for it in caught.value.problems]


def test_the_least_that_a_row_needs(file: Any) -> None:
    (it,) = read_observations(file(f"{HEAD}\n Åby , median_income , 51.3 \n"), INDICATORS).rows
    assert it == Observation(area="Åby", indicator="median_income", low=Decimal("51.3"))
    assert (it.exact, it.date, it.grade, it.place.line) == (True, None, None, 2)


def test_every_column_is_read(file: Any) -> None:
    row = (
        "Åby;open_drug_trade;;Litet problem;problem;2024-01-01;2025-01-01;2024-02-01 10:00:00+01:00;ja;second;"
        "B;3;survey;restricted;;LPO Åby;en not;first"
    )
    (it,) = read_observations(file(";".join(LONG_COLUMNS) + f"\n{row}\n"), INDICATORS).rows
    assert (it.low, it.high, it.exact) == ("litet_problem", "problem", False)
    assert (it.valid_from, it.valid_until) == (date(2024, 1, 1), date(2025, 1, 1))
    assert (it.recorded_at, it.withdrawn) == (datetime(2024, 2, 1, 9, tzinfo=UTC), True)
    assert (it.superseded_by, it.grade, it.basis, it.handling) == ("second", "B3", "survey", "restricted")
    assert (it.reported_by, it.note, it.observation_id, it.id) == ("LPO Åby", "en not", "first", "first")


def test_a_decimal_comma_is_read_where_semicolons_separate(file: Any) -> None:
    (it,) = read_observations(file("area;indicator;low;high\nÅby;median_income;50,5;51,5\n"), INDICATORS).rows
    assert (it.low, it.high) == (Decimal("50.5"), Decimal("51.5"))


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        (",median_income,51.3,", ["2:area: LR305 the row names no area"]),
        ("A,median_incom,51.3,", ["2:indicator: LR301 unknown indicator `median_incom`"]),
        ("A,,51.3,", ["2:indicator: LR706 the row names no indicator"]),
        ("A,median_income,,", ["2:value: LR706 the row states no value"]),
        ("A,median_income,n/a,", ["2:value: LR311 `n/a` is no value"]),
        ("A,median_income,1e3,", ["2:value: LR308 `1e3` is not a number"]),
        ("A,open_drug_trade,gult,", ["2:value: LR307 `gult` is no value of `open_drug_trade`"]),
        ("A,median_income,51.3,2024-02-30", ["2:valid_from: LR111 `2024-02-30` is not a date"]),
    ],
)
def test_what_is_wrong_with_a_row(file: Any, row: str, problems: list[str]) -> None:
    assert said(file(f"{HEAD},valid_from\n{row}\n")) == [f"facts.csv:{it}" for it in problems]


@pytest.mark.parametrize(
    ("columns", "cells", "problem"),
    [
        ("low,high", "problem,inget_problem", "low: LR706 the span from `problem` to `inget_problem` is empty"),
        ("low,high", "problem,", "high: LR706 a span without its `high`"),
        ("low,high", ",problem", "low: LR706 a span without its `low`"),
        ("value,low,high", "problem,problem,problem", "value: LR706 a value and an end of a span"),
        ("value,valid_from,valid_until", "problem,2024-01-01,2024-01-01",
         "valid_until: LR702 valid from 2024-01-01 until 2024-01-01 is no period"),
        ("value,recorded_at", "problem,2024-01-01T25:00", "recorded_at: LR111 `2024-01-01T25:00` is not a time"),
        ("value,withdrawn", "problem,kanske", "withdrawn: LR111 `kanske` is not a time"),
        ("value,source_grade", "problem,b", "source_grade: LR701 `b` is no source_grade"),
        ("value,information_grade", "problem,5", "information_grade: LR701 `5` is no information_grade"),
        ("value,basis", "problem,gissning", "basis: LR701 `gissning` is no basis"),
        ("value,handling", "problem,hemlig", "handling: LR701 `hemlig` is no handling"),
        ("value,handling", "problem,secret", "handling_ground: LR703 a secret observation without its legal ground"),
        ("value,reported_by", "problem,L\u200bPO",
         "reported_by: LR701 `L\\u200bPO` holds a character that does not show"),
        ("value,note", "problem,se 19811218-9876",
         "note: LR705 the text holds a personal identity or coordination number"),
        ("value,superseded_by,observation_id", "problem,a,a", "superseded_by: LR704 `a` is superseded by itself"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_observation(file: Any, columns: str, cells: str, problem: str) -> None:
    assert said(file(f"area,indicator,{columns}\nA,open_drug_trade,{cells}\n")) == [f"facts.csv:2:{problem}"]


def test_a_category_has_no_span(file: Any) -> None:
    problem = "facts.csv:2:low: LR706 `tenure` has no order, so no span"
    assert said(file("area,indicator,low,high\nA,tenure,rental,cooperative\n")) == [problem]
    (it,) = read_observations(file("area,indicator,low,high\nA,tenure,rental,rental\n"), INDICATORS).rows
    assert it.low == "rental"


def test_all_problems_of_all_rows_at_once(file: Any) -> None:
    text = f"{HEAD},basis,handling,note\n,tenur,,x,secret,19811218-9876\nA,tenure,rental,,,\nB,tenure,hyrd,,,\n"
    assert [it.partition(" ")[0] + it.split()[1] for it in said(file(text))] == [
        "facts.csv:2:area:LR305",
        "facts.csv:2:indicator:LR301",
        "facts.csv:2:basis:LR701",
        "facts.csv:2:handling_ground:LR703",
        "facts.csv:2:note:LR705",
        "facts.csv:4:value:LR307",
    ]


def test_a_table_without_a_needed_column_says_that_alone(file: Any) -> None:
    assert said(file("indicator,valu\nmedian_income,1\n")) == [
        "facts.csv:1:valu: LR301 unknown column `valu`",
        "facts.csv:1: LR302 the column `area` is missing",
        "facts.csv:1: LR302 the column `value` is missing",
    ]


def test_skipping_lists_every_row_that_is_left_out(file: Any) -> None:
    name = file(f"{HEAD}\nA,median_income,x\nA,median_income,51.3\nA,tenure,\n")
    table = read_observations(name, INDICATORS, skip_bad_rows=True)
    assert [it.low for it in table.rows] == [Decimal("51.3")]
    assert [it.place.line for it in table.skipped] == [2, 4]


def test_one_id_is_one_observation(file: Any) -> None:
    rows = "A,tenure,rental,x\nA,tenure,rental,x\n"
    assert len(read_observations(file(f"{HEAD},observation_id\n{rows}"), INDICATORS).rows) == 2
    name = file(f"{HEAD},observation_id\n{rows}A,tenure,cooperative,x\nB,tenure,rental,y\n")
    assert [it.partition(" LR")[0] for it in said(name)] == [f"facts.csv:{n}:observation_id:" for n in (2, 3, 4)]
    assert [it.area for it in read_observations(name, INDICATORS, skip_bad_rows=True).rows] == ["B"]


def test_corrections_that_go_round_are_found(file: Any) -> None:
    rows = "A,tenure,rental,b,a\nA,tenure,rental,c,b\nA,tenure,rental,b,c\nA,tenure,rental,zz,d\n"
    found = said(file(f"{HEAD},superseded_by,observation_id\n{rows}"))
    assert [it.partition(" LR704")[0] for it in found] == [f"facts.csv:{n}:superseded_by:" for n in (3, 4)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_again(tmp_path: Path, kind: str) -> None:
    more = [
        evolve(FULL, low="problem", high="problem", indicator="open_drug_trade", observation_id="second",
               superseded_by=None, withdrawn=True),
        Observation(area="B", indicator="delimited", low="false", valid_from=date(2024, 1, 1)),
    ]  # fmt: skip
    path, again = tmp_path / f"facts.{kind}", tmp_path / f"again.{kind}"
    write_observations(path, [FULL, *more])
    assert read_observations(path, INDICATORS).rows == (FULL, *more)
    write_observations(again, read_observations(path, INDICATORS).rows)
    assert again.read_bytes() == path.read_bytes()


def test_an_arrow_table_is_read_as_a_file_is() -> None:
    table = observations_table([FULL])
    assert read_observations(table, INDICATORS).rows == (FULL,)
    typed = pa.table(
        {
            "area": pa.array(["A", "B"]).dictionary_encode(),
            "indicator": ["median_income"] * 2,
            "value": pa.array([51.3, 0.1 + 0.2]),
            "valid_from": pa.array([date(2024, 1, 1), None]),
            "recorded_at": pa.array([datetime(2024, 2, 1, 10, 30, tzinfo=UTC), None], pa.timestamp("us", "UTC")),
            "information_grade": pa.array([3, None], pa.int8()),
        }
    )
    (it,) = read_observations(typed.slice(0, 1), INDICATORS).rows
    assert (it.low, it.valid_from, it.information_grade) == (Decimal("51.3"), date(2024, 1, 1), "3")
    assert it.recorded_at == datetime(2024, 2, 1, 10, 30, tzinfo=UTC)
    with pytest.raises(FactsError, match=r"<table>:2:value: LR309 `0\.30000000000000004` has 17 decimals"):
        read_observations(typed, INDICATORS)


def test_numbers_in_cells_of_a_workbook_are_exact(file: Any) -> None:
    workbook = Workbook()
    workbook.active.append(["area", "indicator", "value", "valid_from", "note", None])
    workbook.active.append(["A", "median_income", 51.3, datetime(2024, 1, 1), 12])  # noqa: DTZ001
    workbook.active.append([])
    workbook.active.append(["A", "delimited", True, date(2024, 1, 1)])
    workbook.save("facts.xlsx")
    first, second = read_observations("facts.xlsx", INDICATORS).rows
    assert (first.low, first.valid_from, first.note) == (Decimal("51.3"), date(2024, 1, 1), "12")
    assert (second.low, second.place.line) == ("true", 4)


def test_what_no_workbook_may_hold(file: Any) -> None:
    workbook = Workbook()
    workbook.active.append(["area", "indicator", "value"])
    workbook.active.append(["A", "median_income", "=1+1"])
    workbook.active.append(["A", "median_income", 51.33])
    workbook.active.append(["A", "median_income", 1, "beside"])
    workbook.active.append(["A", "median_income", "#N/A"])
    workbook.save("facts.xlsx")
    assert [it.partition(" ")[2][:5] + it.partition(": ")[0] for it in said("facts.xlsx")] == [
        "LR317facts.xlsx:2:value",
        "LR309facts.xlsx:3:value",
        "LR304facts.xlsx:4",
        "LR311facts.xlsx:5:value",
    ]


def test_text_in_a_written_workbook_is_never_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    signs = [evolve(FULL, note=f"{sign}cmd", observation_id=None) for sign in ("=", "+", "-", "@", "\t")]
    write_observations(path, signs)
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@\t")


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_a_file_of_another_kind_is_told(file: Any, kind: str) -> None:
    (problem,) = said(file("area,indicator\n", f"facts.{kind}"))
    assert problem.startswith(f"facts.{kind}: {'LR315' if kind == 'parquet' else 'LR316'} not a ")


def test_a_workbook_that_unpacks_too_far_is_refused(file: Any) -> None:
    write_observations("facts.xlsx", [FULL])
    most = Path("facts.xlsx").stat().st_size
    with limited(max_unpacked_bytes=most):
        (problem,) = said("facts.xlsx")
    assert problem.startswith("facts.xlsx: LR318 the workbook has ")
    assert problem.endswith(f" bytes when unpacked, more than `max_unpacked_bytes` allows ({most})")


def test_an_empty_workbook_is_told(file: Any) -> None:
    Workbook().save("facts.xlsx")
    assert said("facts.xlsx") == ["facts.xlsx: LR005 the first sheet is empty"]


def test_facts_come_of_a_long_table(file: Any) -> None:
    rows = "A,median_income,51.3,2024-01-01\nA,median_income,52.3,2024-06-01\nB,delimited,ja,2025-01-01\n"
    name = file(f"{HEAD},valid_from\n{rows}")
    first, second = read_facts(name, INDICATORS, as_of="2024-12-31").rows
    assert first["median_income"] == NumberFact(Decimal("51.3"), Decimal("52.3"), (Cause.CONFLICTING,))
    assert len(first.grounds["median_income"].rests_on) == 2
    assert second["delimited"] == FiniteFact(("false", "true"), (Cause.MISSING,))
    with pytest.raises(FactsError, match="LR708"):
        read_facts(name, INDICATORS)


def test_json_lines_are_long_when_they_name_indicators(file: Any) -> None:
    name = file('{"area": "A", "indicator": "median_income", "value": 51.3}\n', "facts.jsonl")
    (row,) = read_facts(name, INDICATORS, as_of="2024-12-31").rows
    assert row["median_income"] == NumberFact(Decimal("51.3"), Decimal("51.3"))
    assert said(file('{"area": "A", "indicator": "median_income", "valu": 1}\n', "facts.jsonl")) == [
        "facts.jsonl:1:valu: LR301 unknown column `valu`",
        "facts.jsonl:1:value: LR706 the row states no value",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wide_table_is_written_and_read_again(file: Any, tmp_path: Path, kind: str) -> None:
    name = file("area,median_income,open_drug_trade,tenure\nÅby,51.3,problem,0114\n=B,,,rental\n")
    rows = read_facts(name, INDICATORS).rows
    write_facts(tmp_path / f"wide.{kind}", rows)
    assert read_facts(tmp_path / f"wide.{kind}", INDICATORS).rows == rows


def test_what_no_cell_can_state_is_told_at_once(file: Any) -> None:
    name = file("area,indicator,low,high\nA,median_income,50.5,51.5\nB,open_drug_trade,litet_problem,problem\n")
    rows = read_facts(name, INDICATORS, as_of="2024-12-31").rows
    with pytest.raises(FactsError) as caught:
        write_facts("wide.csv", rows)
    assert [str(it.place) for it in caught.value.problems] == ["wide.csv:1:median_income", "wide.csv:2:open_drug_trade"]
    assert not Path("wide.csv").exists()


def test_an_unknown_kind_of_file_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="LR007"):
        write_observations(tmp_path / "facts.txt", [])


def test_a_wide_parquet_file_is_read(file: Any) -> None:
    table = pa.table({" area ": ["A", "B"], "median_income": pa.array([51.3, None]), "delimited": [True, None]})
    pq.write_table(table, "facts.parquet")
    first, second = read_facts("facts.parquet", INDICATORS).rows
    assert first["median_income"] == NumberFact(Decimal("51.3"), Decimal("51.3"))
    assert second["delimited"].causes == (Cause.MISSING,)


@given(st.integers(0, 99), st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.booleans(), st.sampled_from("-+ "))
def test_a_persons_number_is_found_however_it_is_written(
    serial: int, born: date, coordination: bool, sign: str
) -> None:
    day = born.day + 60 * coordination
    start = f"{born:%y%m}{day:02}{serial:03}"
    doubled = [int(it) * (2 - n % 2) for n, it in enumerate(start)]
    check = -sum(it // 10 + it % 10 for it in doubled) % 10
    ten = f"{start[:6]}{sign}{start[6:]}{check}"
    for written in (ten, ten.replace(sign, ""), f"{born:%Y}{ten[2:]}", f"enl. {ten}."):
        assert names_a_person(written)
    other = f"{start[:6]}{sign}{start[6:]}{(check + 1) % 10}"
    assert not names_a_person(other)
    assert not names_a_person(f"a{ten.replace(sign, '')}") or sign == " "
