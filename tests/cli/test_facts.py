"""``lagesbild facts``, and observations given to ``assess`` and ``explain``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Run
from .schemas import fits

QUESTION = ("--ruleset", "noa.utsatta-omraden", "--as-of", "2024-12-31")
OBSERVATIONS = """\
area,indicator,value,valid_from,recorded_at,superseded_by,source_grade,information_grade,basis,reported_by,note,observation_id
Sagodalen (konstruerat),delimited,ja,2024-01-01,2024-02-01,,A,1,register,LPO Saga,,o1
Sagodalen (konstruerat),open_drug_trade,Stort problem,2024-01-01,2024-02-01,o3,B,2,assessment,LPO Saga,sett,o2
Sagodalen (konstruerat),open_drug_trade,Problem,2024-01-01,2024-09-01,,B,2,assessment,LPO Saga,,o3
Sagodalen (konstruerat),public_violence,Problem,2024-01-01,2024-09-01,,,,,LPO Hitte,,o4
"""
AREAS = "area,local_police_area\nSagodalen (konstruerat),LPO Saga\nHittebyn (konstruerat),LPO Hitte\n"


@pytest.fixture
def observations(tmp_path: Path) -> Path:
    path = tmp_path / "observations.csv"
    path.write_text(OBSERVATIONS, encoding="utf-8")
    return path


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    path = tmp_path / "areas.csv"
    path.write_text(AREAS, encoding="utf-8")
    return path


def _trade(run: Run, path: Path, *more: str) -> dict[str, object]:
    done = run("assess", path, *QUESTION, "--format", "jsonl", *more)
    assert done.code == 0
    (line,) = done.lines
    fact: dict[str, object] = json.loads(line)["facts"]["open_drug_trade"]
    return fact


def test_observations_are_assessed_and_a_later_correction_changes_no_replay(run: Run, observations: Path) -> None:
    assert _trade(run, observations) == {"low": "problem", "high": "problem", "causes": []}
    then = _trade(run, observations, "--known-at", "2024-05-01")
    assert then == {"low": "stort_problem", "high": "stort_problem", "causes": []}


def test_a_replay_is_the_same_to_the_byte_after_more_was_recorded(run: Run, observations: Path) -> None:
    asked = (*QUESTION, "--known-at", "2024-09-01T12:00:00Z", "--format", "jsonl")
    before = run("assess", observations, *asked)
    later = "Sagodalen (konstruerat),tenure,1,,2024-10-01,,,,,LPO Saga,,o5\n".replace("tenure,1", "insecurity,Problem")
    later += "Hittebyn (konstruerat),delimited,ja,,2024-10-01,,,,,LPO Hitte,,o6\n"
    corrected = OBSERVATIONS.replace("2024-09-01,,,,,LPO Hitte,,o4", "2024-09-01,o7,,,,LPO Hitte,,o4")
    later += "Sagodalen (konstruerat),public_violence,Stort problem,,2024-10-01,,,,,LPO Hitte,,o7\n"
    observations.write_text(corrected + later, encoding="utf-8")
    assert run("assess", observations, *asked).out == before.out
    assert len(run("assess", observations, *QUESTION, "--format", "jsonl").lines) == 2


def test_explain_takes_observations(run: Run, observations: Path) -> None:
    done = run("explain", observations, *QUESTION, "--area", "Sagodalen (konstruerat)", "--lang", "en")
    assert done.code == 0
    assert "Problem" in done.out


def test_areas_that_nobody_reported_are_classed_too(run: Run, observations: Path, areas: Path) -> None:
    done = run("assess", observations, *QUESTION, "--areas", areas, "--format", "csv")
    assert [row["area"] for row in csv.DictReader(io.StringIO(done.out))] == [
        "Sagodalen (konstruerat)",
        "Hittebyn (konstruerat)",
    ]
    assert "finding: " in done.err
    assert "is reported by `LPO Saga` and `LPO Hitte`" in done.err


def test_check_tells_what_does_not_fit(run: Run, observations: Path, areas: Path, tmp_path: Path) -> None:
    lineage = tmp_path / "lineage.csv"
    lineage.write_text("from_area,to_area,date,kind\nSagodalen,Hittebyn (konstruerat),2024-01-01,rename\n", "utf-8")
    done = run("facts", "check", observations, *QUESTION, "--areas", areas, "--lineage", lineage)
    assert done.code == 1
    assert [line.split(" ")[1] for line in done.lines if " LR" in line] == ["LR733", "LR731"]
    observations.write_text(OBSERVATIONS.replace("LPO Hitte", "LPO Saga"), encoding="utf-8")
    done = run("facts", "check", observations, *QUESTION, "--areas", areas)
    assert (done.code, done.out) == (0, "")


def test_check_tells_what_is_wrong_in_all_files_at_once(run: Run, observations: Path, areas: Path) -> None:
    observations.write_text("area,indicator,value\nA,nothing,1\n", encoding="utf-8")
    areas.write_text("area,municipality_code\nA,114\n", encoding="utf-8")
    done = run("facts", "check", observations, *QUESTION, "--areas", areas)
    assert done.code == 2
    assert [line.split(" ")[1] for line in done.err.splitlines() if " LR" in line] == ["LR734", "LR301"]


def test_completeness_in_every_format(run: Run, observations: Path, areas: Path) -> None:
    asked = ("facts", "completeness", observations, *QUESTION, "--areas", areas)
    rows = json.loads(run(*asked, "--format", "json").out)
    fits(rows, "completeness")
    whole = {it["unit"]: it for it in rows if it["indicator"] is None}
    assert {unit: (it["answered"], it["asked"]) for unit, it in whole.items()} == {
        "LPO Saga": (3, 19),
        "LPO Hitte": (0, 19),
    }
    assert whole["LPO Saga"]["oldest"] == "2024-01-01"
    table = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))
    assert [it["unit"] for it in table] == [it["unit"] for it in rows]
    for language, words in (("sv", "3 av 19"), ("en", "3 of 19")):
        shown = run(*asked, "--lang", language)
        assert shown.code == 0
        assert words in shown.out


def test_a_bad_age_is_told(run: Run, observations: Path) -> None:
    done = run("facts", "completeness", observations, *QUESTION, "--old", "a year")
    assert done.code == 2
    assert "write a number and days, weeks, months or years" in done.err


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet", "xlsx"])
def test_convert_changes_nothing_that_is_said(run: Run, observations: Path, tmp_path: Path, kind: str) -> None:
    to, back = tmp_path / f"to.{kind}", tmp_path / "back.csv"
    assert run("facts", "convert", observations, to, *QUESTION).code == 0
    assert run("facts", "convert", to, back, *QUESTION).code == 0
    if kind == "jsonl":
        for line in to.read_text(encoding="utf-8").splitlines():
            fits(json.loads(line), "observation-row")
    answers = [run("assess", it, *QUESTION, "--format", "jsonl").out for it in (observations, to, back)]
    assert answers[0] == answers[1] == answers[2] != ""


def test_convert_keeps_a_wide_table_wide(run: Run, constructed: tuple[str, ...], tmp_path: Path) -> None:
    path, *asked = constructed
    assert run("facts", "convert", path, tmp_path / "to.xlsx", *asked).code == 0
    assert run("assess", tmp_path / "to.xlsx", *asked).out == run("assess", path, *asked).out


def test_convert_writes_nothing_when_a_row_is_bad(run: Run, observations: Path, tmp_path: Path) -> None:
    observations.write_text(OBSERVATIONS + "A,nothing,1,,,,,,,,,\n", encoding="utf-8")
    done = run("facts", "convert", observations, tmp_path / "to.jsonl", *QUESTION)
    assert done.code == 2
    assert not (tmp_path / "to.jsonl").exists()
    done = run("facts", "convert", observations, tmp_path / "to.jsonl", *QUESTION, "--skip-bad-rows")
    assert done.code == 0
    assert done.err.startswith("skipped: ")
    assert len((tmp_path / "to.jsonl").read_text(encoding="utf-8").splitlines()) == 4
