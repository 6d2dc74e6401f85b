"""``lagesbild assess``."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .conftest import AREAS, Run
from .schemas import fits

NAMES = [
    "Påhittsberget (konstruerat)",
    "Fantasilunda (konstruerat)",
    "Sagodalen (konstruerat)",
    "Drömstaden (konstruerat)",
    "Luftslottet (konstruerat)",
]
LEVELS = ["ej_listad", "utsatt_omrade", "riskomrade", "sarskilt_utsatt_omrade"]


def test_json_lines_keep_the_contract(run: Run, constructed: tuple[str, ...]) -> None:
    done = run("assess", *constructed, "--format", "jsonl")
    assert (done.code, done.err) == (0, "")
    found: list[dict[str, Any]] = [json.loads(line) for line in done.lines]
    assert [it["area"] for it in found] == NAMES
    for it in found:
        fits(it, "assessment")
        assert list(it) == ["area", "as_of", "ruleset", "classifications", "criteria", "facts"]
        assert list(it["ruleset"]) == ["id", "effective_from", "version", "logic"]
        assert list(it["classifications"]["utsatthet"]) == ["level", "possible"]
        assert {tuple(fact) for fact in it["facts"].values()} == {("low", "high", "causes")}
    assert found[0]["ruleset"]["effective_from"] == "2023-12-01"
    assert found[3]["classifications"] == {
        "utsatthet": {"level": None, "possible": ["riskomrade", "sarskilt_utsatt_omrade"]}
    }
    assert found[3]["facts"]["extremism"] == {
        "low": "inget_problem",
        "high": "mycket_stort_problem",
        "causes": ["missing"],
    }
    assert found[3]["facts"]["other_influence"] == {"low": "false", "high": "true", "causes": ["missing"]}


def test_numbers_are_decimal_text_and_unbounded_ends_null(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "areas.csv"
    table.write_text("area;status_index\nSagokvarteret (konstruerat);-1,50\nDrömhagen (konstruerat);\n")
    done = run("assess", table, "--ruleset", "berlin.mss", "--as-of", "2021-12-31")
    known, missing = (json.loads(line)["facts"] for line in done.lines)
    assert known["status_index"] == {"low": "-1.505", "high": "-1.495", "causes": ["rounded"]}
    assert missing["dynamic_index"] == {"low": None, "high": None, "causes": ["missing"]}


def test_csv_has_the_columns_of_the_contract(run: Run, constructed: tuple[str, ...]) -> None:
    done = run("assess", *constructed, "--format", "csv")
    assert (done.code, done.err) == (0, "")
    header, *rows = csv.reader(io.StringIO(done.out))
    levels = [f"utsatthet.possible.{level}" for level in LEVELS]
    assert header[: 2 + len(levels)] == ["area", "utsatthet.level", *levels]
    assert header[2 + len(levels) :] == list(json.loads(run("assess", *constructed).lines[0])["criteria"])
    assert [row[0] for row in rows] == NAMES
    assert rows[0][1:6] == ["riskomrade", "false", "false", "true", "false"]
    assert rows[3][1:6] == ["", "false", "false", "true", "true"]
    assert {cell for row in rows for cell in row[6:]} == {"true", "false", ""}


@pytest.mark.parametrize(
    ("language", "open_", "undecided", "title"),
    [
        ("sv", "? Riskområde eller Särskilt utsatt område", "Inte avgjord", "Klass i den nationella lägesbilden"),
        ("en", "? Risk area or Particularly vulnerable area", "Undecided", "Class in the national picture"),
    ],
)
def test_the_table_can_be_read(
    run: Run, constructed: tuple[str, ...], language: str, open_: str, undecided: str, title: str
) -> None:
    done = run("assess", *constructed, "--format", "table", "--lang", language)
    assert (done.code, done.err) == (0, "")
    lines = [line.rstrip() for line in done.lines]
    assert lines[0].endswith(title)
    assert lines[4] == f"Drömstaden (konstruerat)     {open_}"
    assert lines[-1] == f"      1 {undecided}"
    assert "\x1b" not in done.out


def test_a_pipe_gets_json_lines_and_a_terminal_a_table(
    run: Run, constructed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("assess", *constructed).out.startswith('{"area"')
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    assert run("assess", *constructed).out.startswith("\x1b[1mOmråde")
    assert run("assess", *constructed, "--out", tmp_path / "out").out == ""
    assert (tmp_path / "out").read_text(encoding="utf-8").startswith('{"area"')


def test_every_kind_of_reference_gives_the_same(
    run: Run, text: Callable[..., Path], table: Path, tmp_path: Path
) -> None:
    path = text()
    day = ("--as-of", "2024-06-30")
    by_path = run("assess", table, "--ruleset", path, *day)
    folder = ("--rulesets", tmp_path / "rulesets")
    assert by_path.code == 0
    assert json.loads(by_path.lines[0])["classifications"]["lage"]["level"] == "bemannat"
    assert run("assess", table, "--ruleset", "konstruerat.torg", *folder, *day) == by_path
    assert run("assess", table, "--ruleset", "konstruerat.torg@2024-01-01", *folder, *day) == by_path


def test_the_day_defaults_to_today_and_is_told(run: Run, text: Callable[..., Path], table: Path) -> None:
    before = date.today()  # noqa: DTZ011 - the command's own calendar day
    done = run("assess", table, "--ruleset", text())
    days = {str(before), str(date.today())}  # noqa: DTZ011
    assert json.loads(done.lines[0])["as_of"] in days
    assert done.err in {f"as of {day} (today; choose another day with --as-of)\n" for day in days}


@pytest.mark.parametrize("day", ["2024-02-30", "2024-6-1", "yesterday", ""])
def test_a_day_that_is_none(run: Run, constructed: tuple[str, ...], day: str) -> None:
    done = run("assess", *constructed[:3], "--as-of", day)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"as_of: LR111 `{day}` is not a date\n  help: write YYYY-MM-DD\n"


def test_bad_rows_are_all_told_and_nothing_is_assessed(run: Run, text: Callable[..., Path], tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("area,staffed\nSagotorget,jaa\nPåhittsplan,ja\nDrömbacken,2\n", encoding="utf-8")
    asked = ("assess", table, "--ruleset", text(), "--as-of", "2024-06-30")
    done = run(*asked)
    assert (done.code, done.out) == (2, "")
    assert [line for line in done.err.splitlines() if "LR" in line] == [
        f"{table}:2:staffed: LR307 `jaa` is no value of `staffed`",
        f"{table}:4:staffed: LR307 `2` is no value of `staffed`",
    ]
    skipped = run(*asked, "--skip-bad-rows")
    assert skipped.code == 0
    assert [json.loads(line)["area"] for line in skipped.lines] == ["Påhittsplan"]
    assert skipped.err.count("skipped: ") == 2
    assert f"skipped: {table}:2:staffed: LR307" in skipped.err


def test_a_problem_of_the_whole_table_cannot_be_skipped(run: Run, text: Callable[..., Path], tmp_path: Path) -> None:
    table = tmp_path / "bad.csv"
    table.write_text("area,stafed\nSagotorget,ja\n", encoding="utf-8")
    done = run("assess", table, "--ruleset", text(), "--as-of", "2024-06-30", "--skip-bad-rows")
    assert (done.code, done.out) == (2, "")
    assert "LR301 unknown column `stafed`\n  help: did you mean `staffed`?" in done.err


def test_an_unknown_ruleset(run: Run, constructed: tuple[str, ...]) -> None:
    done = run("assess", constructed[0], "--ruleset", "noa.utsatta-omrade", "--as-of", "2024-12-31")
    assert (done.code, done.out) == (2, "")
    assert "LR401 no ruleset `noa.utsatta-omrade`\n  help: did you mean `noa.utsatta-omraden`?" in done.err


def test_no_text_in_force_on_the_day(run: Run, constructed: tuple[str, ...]) -> None:
    done = run("assess", *constructed[:3], "--as-of", "2015-12-31")
    assert done.code == 2
    assert "LR402 no text of `noa.utsatta-omraden` is in force on 2015-12-31" in done.err


@pytest.mark.parametrize("status", ["draft", "trial"])
def test_a_text_not_yet_in_force_is_never_chosen_by_its_date(
    run: Run, text: Callable[..., Path], table: Path, tmp_path: Path, status: str
) -> None:
    text(status=status)
    asked = ("--as-of", "2024-06-30", "--rulesets", tmp_path / "rulesets")
    assert "LR402" in run("assess", table, "--ruleset", "konstruerat.torg", *asked).err
    assert run("assess", table, "--ruleset", "konstruerat.torg@2024-01-01", *asked).code == 0


def test_several_texts_in_force_on_the_day(run: Run, text: Callable[..., Path], table: Path, tmp_path: Path) -> None:
    text("2024-01-01")
    text("again", until="2026-01-01")
    asked = ("--as-of", "2024-06-30", "--rulesets", tmp_path / "rulesets")
    done = run("assess", table, "--ruleset", "konstruerat.torg", *asked)
    assert (done.code, done.out) == (2, "")
    assert "LR403 2 texts of `konstruerat.torg` are in force on 2024-06-30" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["assess"],
        ["assess", str(AREAS)],
        ["assess", str(AREAS), "--ruleset", "berlin.mss", "--format", "xml"],
        ["assess", str(AREAS), "--ruleset", "berlin.mss", "--engine", "magic"],
        ["assess", str(AREAS), "--ruleset", "berlin.mss", "--lang", "de"],
        ["assess", str(AREAS), "--ruleset", "berlin.mss", "--known-at", "soon"],
        ["asess"],
        ["assess", "--as-off", "2024-01-01"],
        [],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(run: Run, words: list[str]) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "Usage: lagesbild" in done.err


def test_known_at_is_taken(run: Run, constructed: tuple[str, ...]) -> None:
    assert run("assess", *constructed, "--known-at", "2024-12-31 12:00:00") == run("assess", *constructed)


def test_out_takes_the_place_of_the_file_when_all_is_written(
    run: Run, constructed: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "classes.csv"
    out.write_text("old", encoding="utf-8")
    done = run("assess", *constructed, "--format", "csv", "--out", out)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert out.read_text(encoding="utf-8") == run("assess", *constructed, "--format", "csv").out
    assert [it.name for it in tmp_path.iterdir()] == ["classes.csv"]


def test_out_is_left_as_it_was_when_writing_fails(
    run: Run, constructed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "classes.csv"
    out.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lagesbild_rules.cli._assess.table_row", full)
    done = run("assess", *constructed, "--format", "csv", "--out", out)
    assert (done.code, done.out) == (2, "")
    assert f"{out}: LR506 the output cannot be written: no space left on device" in done.err
    assert out.read_text(encoding="utf-8") == "old"
    assert [it.name for it in tmp_path.iterdir()] == ["classes.csv"]


@pytest.mark.parametrize("where", ["no-such-folder/out.csv", "."])
def test_out_where_nothing_can_be_written(run: Run, constructed: tuple[str, ...], tmp_path: Path, where: str) -> None:
    done = run("assess", *constructed, "--out", tmp_path / where)
    assert (done.code, done.out) == (2, "")
    assert "LR506" in done.err


def test_json_lines_in_are_read_as_csv_is(run: Run, constructed: tuple[str, ...], tmp_path: Path) -> None:
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = [{key: cell or None for key, cell in row.items()} for row in csv.DictReader(file)]
    for row in rows:
        fits(row, "facts-row")
    table = tmp_path / "areas.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    assert run("assess", table, *constructed[1:]) == run("assess", *constructed)
