"""A decision stands beside the proposal, counts from its day, and is refused where it cannot be told what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from attrs import evolve

from lagesbild_rules.day import as_day
from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts import write_sheets
from lagesbild_rules.picture import (
    DECISION_COLUMNS,
    Decision,
    decision_findings,
    ladders,
    picture,
    read_decisions,
    summary,
)

from .texts import AREAS, DAY, ROWS, STREETS, decision

LADDERS = ladders(STREETS)
ROWS_READ = [
    ("parken", "state", "2024-05-01", "exposed", "known to all", "head of unit", "head of area"),
    ("torget", None, "2024-05-02", "Allvarligt", None, "head of unit", None),
]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_table_of_any_kind_is_read_the_same(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"decisions.{kind}"
    match kind:
        case "csv":
            lines = [",".join(cell or "" for cell in it) for it in (DECISION_COLUMNS, *ROWS_READ)]
            path.write_text("\n".join(lines), encoding="utf-8")
        case "jsonl":
            rows = [{key: cell for key, cell in zip(DECISION_COLUMNS, it, strict=True) if cell} for it in ROWS_READ]
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        case "parquet":
            pa = pytest.importorskip("pyarrow")
            import pyarrow.parquet as pq

            pq.write_table(pa.table(dict(zip(DECISION_COLUMNS, zip(*ROWS_READ, strict=True), strict=True))), path)
        case _:
            pytest.importorskip("openpyxl")
            with path.open("wb") as file:
                write_sheets(file, [("decisions", DECISION_COLUMNS, ROWS_READ)])
    first, second = read_decisions(path, LADDERS)
    assert first == decision(motive="known to all", second_approver="head of area")
    assert second == Decision("torget", "state", as_day("2024-05-02"), "grave", "head of unit")


def test_the_proposal_is_never_overwritten() -> None:
    made = picture(STREETS, ROWS, as_of=DAY, decisions=[decision("backen", "grave")])
    it = made.area("backen")
    assert it.possible["state"] == ("calm",)
    assert it.proposed("state") == "calm"
    assert it.standing("state") == ("grave",)
    assert it.assessment == picture(STREETS, ROWS, as_of=DAY).area("backen").assessment


def test_a_decision_counts_from_its_day_and_the_newest_counts() -> None:
    said = [
        decision(level="grave", day="2024-06-30"),
        decision(level="calm", day="2024-01-01"),
        decision(day="2024-07-01"),
    ]
    assert picture(STREETS, ROWS, as_of=DAY, decisions=said).area("parken").standing("state") == ("grave",)
    assert picture(STREETS, ROWS, as_of="2024-06-29", decisions=said).area("parken").standing("state") == ("calm",)
    assert picture(STREETS, ROWS, as_of="2023-12-31", decisions=said).area("parken").decisions == {}


def test_differences_are_counted_and_listed() -> None:
    said = [
        decision("backen", "grave"),
        decision("parken", "exposed"),
        decision("storgatan", "exposed"),
        decision("torget", "exposed"),
        decision("kajen", "calm"),
    ]
    told = summary(picture(STREETS, ROWS, as_of=DAY, areas=AREAS, decisions=said))
    assert {it.decision.area: (it.proposed, it.towards) for it in told.decisions} == {
        "backen": (("calm",), "more_serious"),
        "kajen": (("calm", "exposed", "grave"), "settled"),
        "parken": (("exposed", "grave"), "settled"),
        "storgatan": (("grave",), "milder"),
        "torget": (("exposed",), "same"),
    }
    outside = decision("parken", "calm")
    (difference,) = summary(picture(STREETS, ROWS, as_of=DAY, decisions=[outside])).decisions
    assert difference.towards == "milder"


PERSON = "811218-9876"
WRONG = {
    "LR841": decision("nowhere"),
    "LR842": decision(level="graves"),
    "LR844": decision(second_approver=" Head  of Unit"),
    "LR843": decision(role=" "),
    "LR705": decision(motive=f"see {PERSON}"),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_decision_that_cannot_stand_is_refused(code: str) -> None:
    with pytest.raises(FactsError) as raised:
        picture(STREETS, ROWS, as_of=DAY, decisions=[WRONG[code]])
    assert [it.code for it in raised.value.problems] == [code]


@pytest.mark.parametrize("column", ["area", "motive", "role", "second_approver"])
def test_a_persons_number_is_refused_wherever_it_stands(column: str) -> None:
    said = decision(**{column: f"Anna Ek {PERSON}"})
    with pytest.raises(FactsError) as raised:
        picture(STREETS, [*ROWS, {"area": f"Anna Ek {PERSON}"}], as_of=DAY, decisions=[said])
    assert [(it.code, it.place.column) for it in raised.value.problems] == [("LR705", column)]


def test_two_decisions_of_one_day_are_refused_also_when_they_agree() -> None:
    with pytest.raises(FactsError) as raised:
        picture(STREETS, ROWS, as_of=DAY, decisions=[decision(), decision(level="grave"), decision(day="2024-05-02")])
    assert [it.code for it in raised.value.problems] == ["LR847"]


def test_an_unknown_classification_is_told_with_those_there_are() -> None:
    with pytest.raises(FactsError) as raised:
        picture(STREETS, ROWS, as_of=DAY, decisions=[evolve(decision(), classification="stat")])
    assert [(it.code, it.help) for it in raised.value.problems] == [("LR842", "did you mean `state`?")]


def test_a_decision_of_another_time_or_an_area_gone_by_then_is_no_error() -> None:
    later = decision("not yet there", day="2025-01-01")
    gone = evolve(AREAS[4], valid_until=as_day("2020-01-01"))
    made = picture(STREETS, ROWS, as_of=DAY, areas=(*AREAS[:4], gone), decisions=[later, decision("kajen")])
    assert not any(it.decisions for it in made.areas)


def test_what_is_unwise_is_told_and_stops_nothing() -> None:
    said = [decision(), decision("torget", second_approver="head of area"), decision("backen", day="2024-07-01")]
    assert [(it.code, it.place.column) for it in decision_findings(said, as_of=DAY)] == [
        ("LR845", "second_approver"),
        ("LR846", "date"),
    ]


def test_all_that_is_wrong_with_a_table_is_told_at_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text(
        "area,date,level,role,second_approver,motiv\n"
        ",2024-05-01,exposed,head,,\n"
        "torget,1 maj,exposed,head,,\n"
        "torget,2024-05-01,,,,\n"
        "torget,2024-05-01,exposed,head,HEAD,\n"
        "torget,2024-05-01,hard,head,,\n",
        encoding="utf-8",
    )
    with pytest.raises(FactsError) as raised:
        read_decisions(path, LADDERS)
    told = [(it.place.line, it.place.column, it.code) for it in raised.value.problems]
    assert told == [
        (1, "motiv", "LR301"),
        (2, "area", "LR305"),
        (3, "date", "LR111"),
        (4, "level", "LR843"),
        (4, "role", "LR843"),
        (5, "second_approver", "LR844"),
        (6, "level", "LR842"),
        (6, "date", "LR847"),
    ]


def test_a_table_without_its_columns_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("area,level\ntorget,exposed\n", encoding="utf-8")
    with pytest.raises(FactsError) as raised:
        read_decisions(path, LADDERS)
    assert [(it.code, it.help) for it in raised.value.problems] == [
        ("LR302", "add it: a decision counts from its day"),
        ("LR302", "add it: it says who decided, by role and never by name"),
    ]


def test_where_there_are_several_classifications_the_column_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("area,date,level,role\ntorget,2024-05-01,exposed,head\n", encoding="utf-8")
    assert read_decisions(path, LADDERS)[0].classification == "state"
    with pytest.raises(FactsError) as raised:
        read_decisions(path, {**LADDERS, "other": LADDERS["state"]})
    assert [(it.code, it.place.column) for it in raised.value.problems] == [("LR843", "classification")]
