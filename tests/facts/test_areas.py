"""The tables of areas and of descent, and what of observations does not fit them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from lagesbild_rules import load_ruleset, read_facts
from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import Area, Lineage, Observation, area_findings, read_areas, read_lineage
from tests.errors.fragments import RULESET

INDICATORS = load_ruleset(RULESET).indicators


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def file(text: str, name: str = "areas.csv") -> str:
        Path(name).write_text(text, encoding="utf-8")
        return name

    return file


def said(read: Any, name: str) -> list[str]:
    with pytest.raises(FactsError) as caught:
        read(name)
    return [f"{it.place}: {it.code} {it.finding}" for it in caught.value.problems]


def test_an_area_is_read_with_where_it_belongs(file: Any) -> None:
    head = "area,name,municipality_code,municipality,local_police_area,police_area,region,valid_from,valid_until"
    name = file(f"{head}\nÅby,Åby centrum,0114,Sagokommun,LPO Saga,PO Saga,Mitt,2023-12-01,2025-12-01\nB,,,,,,,,\n")
    first, second = read_areas(name)
    day, end = date(2023, 12, 1), date(2025, 12, 1)
    assert first == Area("Åby", "Åby centrum", "0114", "Sagokommun", "LPO Saga", "PO Saga", "Mitt", day, end)
    assert [first.exists_on(it) for it in (date(2023, 11, 30), day, date(2025, 11, 30), end)] == [
        False,
        True,
        True,
        False,
    ]
    assert second == Area("B")
    assert second.exists_on(date.min)


def test_all_that_is_wrong_with_areas_at_once(file: Any) -> None:
    rows = "A,114,2023-01-01,2022-01-01,\n,0114,,,\nB,0114,2024-02-30,,\n"
    assert said(read_areas, file(f"area,municipality_code,valid_from,valid_until,lpo\n{rows}")) == [
        "areas.csv:1:lpo: LR301 unknown column `lpo`",
        "areas.csv:2:municipality_code: LR734 `114` is no municipality code of four digits",
        "areas.csv:2:valid_until: LR702 valid from 2023-01-01 until 2022-01-01 is no period",
        "areas.csv:3:area: LR305 the row names no area",
        "areas.csv:4:valid_from: LR111 `2024-02-30` is not a date",
    ]  # fmt: skip


def test_an_area_stands_once_at_each_time(file: Any) -> None:
    rows = "A,,2023-12-01\nA,2023-12-01,\nA,2024-06-01,\n"
    assert said(read_areas, file(f"area,valid_from,valid_until\n{rows}")) == [
        "areas.csv:4: LR306 the area `A` has another row for the same time, 3"
    ]


def test_a_code_that_lost_its_zero_in_a_workbook_is_found(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["area", "municipality_code"])
    workbook.active.append(["A", 114])
    workbook.save(tmp_path / "areas.xlsx")
    (problem,) = said(read_areas, str(tmp_path / "areas.xlsx"))
    assert problem.endswith("LR734 `114` is no municipality code of four digits")


def test_descent_is_read(file: Any) -> None:
    rows = "A,B,2025-12-01,split\nA,A,2025-12-01,split\nB,A,2027-12-01,rename\n"
    lines = read_lineage(file(f"from_area,to_area,date,kind\n{rows}", "lineage.csv"))
    assert lines[0] == Lineage("A", "B", date(2025, 12, 1), "split")
    assert [it.kind for it in lines] == ["split", "split", "rename"]


def test_all_that_is_wrong_with_descent_at_once(file: Any) -> None:
    rows = "A,,2025-12-01,split\nA,B,,splitt\nA,A,2025-12-01,rename\n"
    assert said(read_lineage, file(f"from_area,to_area,date,kind\n{rows}", "lineage.csv")) == [
        "lineage.csv:2:to_area: LR305 the row names no area",
        "lineage.csv:3:date: LR735 the line of descent has no day",
        "lineage.csv:3:kind: LR735 `splitt` is no kind of descent",
        "lineage.csv:4:to_area: LR735 `A` is renamed to itself",
    ]
    assert [it.partition(": ")[2] for it in said(read_lineage, file("from_area,kind\nA,split\n", "lineage.csv"))] == [
        "LR302 the column `to_area` is missing",
        "LR302 the column `date` is missing",
    ]


def test_a_circle_of_descent_is_found_on_its_day_alone(file: Any) -> None:
    rows = "A,B,2025-12-01,merge\nB,C,2025-12-01,rename\nC,A,2025-12-01,rename\nC,D,2025-12-01,split\n"
    found = said(read_lineage, file(f"from_area,to_area,date,kind\n{rows}", "lineage.csv"))
    assert [it.partition(" LR736")[0] for it in found] == [f"lineage.csv:{n}:" for n in (2, 3, 4)]


def observed(area: str, unit: str | None, day: date | None = None) -> Observation:
    return Observation(area=area, indicator="delimited", low="true", reported_by=unit, valid_from=day)


def test_an_unknown_area_is_told_once_with_its_unit() -> None:
    seen = [
        observed("Åbyn", "LPO Saga"),
        observed("Åbyn", "LPO Saga"),
        observed("Åby", "LPO Saga"),
        observed("C", None),
    ]
    first, second = area_findings(seen, [Area("Åby")])
    assert (first.code, first.finding) == ("LR731", "no area `Åbyn` in the table of areas, reported by `LPO Saga`")
    assert first.help == "did you mean `Åby`?"
    assert second.finding == "no area `C` in the table of areas"


def test_an_area_that_two_units_report_is_told_with_both() -> None:
    seen = [observed("A", "LPO Saga"), observed("B", "LPO Saga"), observed("A", None), observed("A", "LPO Hitte")]
    (it,) = area_findings(seen)
    assert (it.code, it.finding) == ("LR733", "the area `A` is reported by `LPO Saga` and `LPO Hitte`")


def test_an_observation_of_a_time_without_its_area_is_told() -> None:
    areas = [Area("A", valid_from=date(2025, 12, 1)), Area("A", valid_until=date(2024, 1, 1))]
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 12, 1)]
    (it,) = area_findings([observed("A", "LPO Saga", day) for day in days], areas)
    assert (it.code, it.finding) == ("LR732", "the area `A` does not exist on 2024-01-01, reported by `LPO Saga`")


@pytest.mark.parametrize("text", ["area,indicator,value\nB,delimited,ja\n", "area,delimited\nB,ja\n"])
def test_areas_that_nobody_reported_are_there_too(file: Any, text: str) -> None:
    areas = [Area("A"), Area("B"), Area("C", valid_from=date(2025, 1, 1))]
    rows = read_facts(file(text), INDICATORS, as_of="2024-12-31", areas=areas).rows
    assert {row.area: row["delimited"].exact for row in rows} == {"A": False, "B": True}
    table = read_facts(file(text.replace("B,", "D,")), INDICATORS, as_of="2024-12-31", areas=areas)
    assert [it.code for it in table.findings] == (["LR731"] if "indicator" in text else [])
