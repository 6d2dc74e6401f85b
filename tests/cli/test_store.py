"""``lagesbild store``: init, add, list, withdraw and export."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lagesbild_rules.facts import LONG_COLUMNS
from lagesbild_rules.facts.store import Store

from .conftest import Run
from .schemas import fits

RULES = ("--ruleset", "noa.utsatta-omraden@2023-12-01", "--as-of", "2024-03-01")
TABLE = """\
area,indicator,value,low,high,valid_from,valid_until,superseded_by,source_grade,information_grade,reported_by,observation_id
Sagodalen,open_drug_trade,problem,,,2024-01-01,2024-02-01,,B,2,lpo Saga,a
Sagodalen,open_drug_trade,,problem,stort_problem,,,,,,,b
[bold]Luftslottet,direct_pressure,problem,,,,,,,,lpo Luft,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def store(run: Run, tmp_path: Path, table: Path) -> Path:
    path = tmp_path / "s.duckdb"
    assert run("store", "init", path).out == f"made {path}\n"
    done = run("store", "add", table, "--store", path, *RULES, "--unit", "noa", "--at", "2024-03-01")
    assert (done.code, done.err) == (0, "")
    assert done.out == "3 added, 0 there already, 0 of those withdrawn or superseded now\n"
    return path


def test_the_same_file_adds_nothing_twice_and_the_time_is_told(run: Run, store: Path, table: Path) -> None:
    done = run("store", "add", table, "--store", store, *RULES, "--unit", "noa")
    assert done.out == "0 added, 3 there already, 0 of those withdrawn or superseded now\n"
    assert done.err.startswith("at 20")
    assert "(now; choose another time with --at)" in done.err


def test_a_row_that_cannot_be_read_stops_all_or_is_left_out(run: Run, store: Path, table: Path) -> None:
    table.write_text(TABLE.replace(",a\n", ",c\n").replace("stort_problem", "stort_problm"), encoding="utf-8")
    words = ("store", "add", table, "--store", store, *RULES, "--unit", "noa", "--at", "2024-03-02")
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert "LR307" in done.err
    done = run(*words, "--skip-bad-rows")
    assert (done.code, done.out) == (0, "1 added, 1 there already, 0 of those withdrawn or superseded now\n")
    assert done.err.startswith("skipped: ")


def test_what_contradicts_the_store_is_refused(run: Run, store: Path, table: Path) -> None:
    table.write_text(TABLE.replace("Sagodalen,open_drug_trade,problem", "Sagodalen,open_drug_trade,litet_problem"))
    done = run("store", "add", table, "--store", store, *RULES, "--unit", "noa", "--at", "2024-03-02")
    assert (done.code, done.out) == (2, "")
    assert f"{table}:2:observation_id: LR707 `a` says something else in the store" in done.err


def test_withdraw_and_list(run: Run, store: Path) -> None:
    words = ("--store", store, "--unit", "lpo Saga", "--at", "2024-03-05T10:00:00+01:00", "--note", "fel")
    assert run("store", "withdraw", "a", "--superseded-by", "b", *words).out == "withdrew a\n"
    assert run("store", "withdraw", "a", *words).code == 2
    lines = [json.loads(it) for it in run("store", "list", "--store", store).lines]
    for line in lines:
        fits(line, "stored-observation")
    assert [(it["observation_id"], it["standing"]) for it in lines[1:]] == [("b", "in_force"), ("a", "superseded")]
    assert (lines[2]["withdrawn"], lines[2]["superseded_by"]) == ("2024-03-05T09:00:00Z", "b")
    changes = [json.loads(it) for it in run("store", "list", "--store", store, "--changes").lines]
    for change in changes:
        fits(change, "store-change")
    assert changes[1] == {
        "number": 2, "at": "2024-03-05T09:00:00Z", "unit": "lpo Saga", "what": "withdraw", "added": 0,
        "marked": ["a"], "note": "fel",
    }  # fmt: skip
    assert len(run("store", "list", "--store", store, "--changes", "--known-at", "2024-03-02").lines) == 1


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), ["luft", "b", "a"]),
        (("--area", "Sagodalen"), ["b", "a"]),
        (("--indicator", "direct_pressure"), ["luft"]),
        (("--unit", "lpo Saga"), ["a"]),
        (("--unit", "noa"), ["b"]),
        (("--as-of", "2024-01-31"), ["luft", "b", "a"]),
        (("--as-of", "2024-02-01"), ["luft", "b"]),
        (("--standing", "withdrawn"), []),
        (("--known-at", "2024-02-28"), []),
        (("--area", "Sagodalen", "--area", "[bold]Luftslottet", "--unit", "lpo Luft"), ["luft"]),
    ],
)
def test_the_list_is_narrowed(run: Run, store: Path, words: tuple[str, ...], ids: list[str]) -> None:
    lines = [json.loads(it) for it in run("store", "list", "--store", store, *words).lines]
    assert ["luft" if it["observation_id"].startswith("o-") else it["observation_id"] for it in lines] == ids


def test_the_list_as_csv_and_as_a_table(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert run("store", "list", "--store", store, "--format", "csv", "--out", out).code == 0
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["standing", *LONG_COLUMNS, "added_at", "added_by", "change"]
    assert len(rows) == 4
    swedish = run("store", "list", "--store", store, "--format", "table")
    assert "[bold]L" in swedish.out
    assert "problem–stort" in swedish.out
    assert "3 av 3 observationer" in swedish.out
    english = run("store", "list", "--store", store, "--format", "table", "--lang", "en", "--changes")
    assert english.lines[0].split() == ["No", "When", "Unit", "What", "Observations", "Note"]
    assert english.lines[1].split()[:6] == ["1", "2024-03-01", "00:00", "noa", "added", "3"]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_export_and_add_give_the_same_bytes(run: Run, store: Path, tmp_path: Path, ending: str) -> None:
    run("store", "withdraw", "a", "--superseded-by", "b", "--store", store, "--unit", "noa", "--at", "2024-03-05")
    first, second, copy = tmp_path / f"1{ending}", tmp_path / f"2{ending}", tmp_path / "copy.duckdb"
    assert run("store", "export", "--store", store, "-o", first).out == f"wrote {first}\n"
    run("store", "init", copy)
    done = run("store", "add", first, "--store", copy, *RULES, "--unit", "x", "--at", "2024-04-01")
    assert (done.code, done.err) == (0, "")
    run("store", "export", "--store", copy, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    with Store.open(store) as one, Store.open(copy) as other:
        assert list(one.observations()) == list(other.observations())
    then = tmp_path / "then.csv"
    run("store", "export", "--store", store, "-o", then, "--known-at", "2024-03-04")
    assert "2024-03-05" not in then.read_text(encoding="utf-8")


def test_an_export_to_an_unknown_kind_of_file(run: Run, store: Path, tmp_path: Path) -> None:
    done = run("store", "export", "--store", store, "-o", tmp_path / "x.txt")
    assert (done.code, done.out) == (2, "")
    assert "LR007" in done.err


def test_an_interrupt_leaves_all_or_nothing_and_ends_with_130(run: Run, tmp_path: Path) -> None:
    path, pipe = tmp_path / "s.duckdb", tmp_path / "rows.csv"
    run("store", "init", path)
    os.mkfifo(pipe)
    words = ["store", "add", str(pipe), "--store", str(path), *RULES, "--unit", "noa"]
    program = "from lagesbild_rules.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    ) as process:
        with pipe.open("w"):
            time.sleep(0.1)
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 130
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    with Store.open(path) as store:
        assert store.changes() == ()
