"""``lagesbild round`` from begin to end, and two processes that change one round at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lagesbild_rules.picture import read_round, round_observations
from lagesbild_rules.testing import Country, constructed_country
from tests.picture.rounds import NORTH, SOUTH, begun, said, table

from .conftest import Run
from .schemas import fits


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Country, Path]:
    folder = tmp_path_factory.mktemp("country")
    made = constructed_country(3, areas=16, local_police_areas=5)
    made.write(folder)
    return made, folder


def test_a_round_from_begin_to_end(run: Run, country: tuple[Country, Path], tmp_path: Path) -> None:
    land, folder = country
    old, new = tmp_path / "r23", tmp_path / "r25"
    for round, year in ((old, 2023), (new, 2025)):
        words = ["--as-of", f"{year}-12-31", "--due", f"{year}-10-31", "--lineage", folder / "lineage.csv"]
        done = run("round", "new", round, "--ruleset", "noa.utsatta-omraden", "--areas", folder / "areas.csv", *words)
        assert (done.code, "5 units asked about 1" in done.out) == (0, True), done.err
        done = run("round", "add", round, folder / f"observations-{year}.csv", "--at", f"{year}-12-20")
        assert (done.code, " 0 there already" in done.out) == (0, True), done.err
    done = run("round", "freeze", old, "--role", "Noa", "--at", "2024-01-10", "--although-missing")
    assert done.code == 0
    receipt = done.out.split()[-1]
    silent = land.rounds[1].silent
    first, *others = (unit for unit in land.local_police_areas if unit not in silent)
    named = [word for unit in (first, *others) for word in ("--unit", unit)]
    assert run("round", "send", new, *named, "--role", "chef", "--at", "2025-12-21").code == 0
    words = ["--role", "Noa", "--reason", "fråga 3", "--at", "2025-12-22"]
    assert run("round", "return", new, "--unit", first, *words).out == f"{first}: returned\n"
    told = json.loads(run("round", "status", new, "--day", "2025-12-24", "--format", "json").out)
    fits(told, "round-status")
    standing = {it["unit"]: it["standing"] for it in told["units"]}
    assert standing == {**dict.fromkeys(others, "sent"), first: "returned", **dict.fromkeys(silent, "nothing")}
    shown = run("round", "status", new, "--day", "2025-12-24", "--lang", "en")
    assert "5 units: 3 sent, 1 returned, 1 no answers." in " ".join(shown.out.split())
    words = ["--unit", others[0], "--previous", old, "--day", "2025-12-24"]
    page = run("round", "unit", new, *words, "--format", "json")
    fits(json.loads(page.out), "round-unit")
    assert json.loads(page.out)["previous"] == "r23"
    assert run("round", "unit", new, *words, "--lang", "en").out.startswith(others[0][:20])
    done = run("round", "pages", new, "--day", "2025-12-24", "--audience", "open", "--out", tmp_path / "pages")
    assert done.out == f"{tmp_path / 'pages'}: 5 pages\n"
    texts = [it.read_text(encoding="utf-8") for it in (tmp_path / "pages").iterdir()]
    assert all("Öppen version" in it and "OSL 18" not in it for it in texts)
    assert run("round", "check", old, "--receipt", receipt).code == 0
    assert run("round", "check", old, "--receipt", "sha256:0").code == 1
    assert (run("round", "check", new).code, run("round", "freeze", new, "--role", "Noa").code) == (1, 2)
    picture = run("assess", old, "--ruleset", "noa.utsatta-omraden", "--as-of", "2023-12-31", "--format", "jsonl")
    table = run(
        *("assess", folder / "observations-2023.csv", "--ruleset", "noa.utsatta-omraden"),
        *("--as-of", "2023-12-31", "--format", "jsonl"),
    )
    assert sorted(picture.out.splitlines()) == sorted(table.out.splitlines())
    with (old / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    done = run("round", "check", old)
    assert (done.code, "observations.csv: LR876" in done.err) == (1, True)
    rest = {"status": ["--day", "2024-02-01"], "unit": ["--unit", first], "pages": ["--out", tmp_path / "p"]}
    for command, words in rest.items():
        done = run("round", command, old, *words)
        assert (done.code, "LR876" in done.err) == (2, True)
    done = run("assess", old, "--ruleset", "noa.utsatta-omraden", "--as-of", "2023-12-31")
    assert (done.code, "LR876" in done.err) == (2, True)


def test_today_is_told_when_no_day_is_given(run: Run, tmp_path: Path) -> None:
    made = begun(tmp_path)
    done = run("round", "status", made.path)
    assert (done.code, "today; choose another day with --day" in done.err) == (0, True)
    done = run("round", "unit", made.path, "--unit", "LPO Norrr (konstruerat)")
    assert (done.code, "LR874" in done.err, "did you mean" in done.err) == (2, True, True)


def test_every_problem_of_both_tables_is_told_at_the_beginning(run: Run, tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("area,municipality_code\nx,12\n", encoding="utf-8")
    (tmp_path / "lineage.csv").write_text("from_area,to_area,date,kind\na,b,2025-01-01,sell\n", encoding="utf-8")
    tables = ["--areas", tmp_path / "areas.csv", "--lineage", tmp_path / "lineage.csv"]
    words = ["--ruleset", "noa.utsatta-omraden", "--as-of", "2025-12-31", "--due", "2025-11-30", *tables]
    done = run("round", "new", tmp_path / "r", *words)
    assert (done.code, "LR734" in done.err, "LR735" in done.err) == (2, True, True)
    assert not (tmp_path / "r").exists()


def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    made = begun(tmp_path)
    command = [sys.executable, "-c", "from lagesbild_rules.cli import main; main()", "round", "add", str(made.path)]
    running = []
    for number, (area, unit) in enumerate((("n1", NORTH), ("s1", SOUTH), ("n2", NORTH))):
        path = table(tmp_path, said(area, "extremism", "problem", unit), name=f"{number}.csv")
        at = ["--at", "2025-11-10", "--wait", "60"]
        running.append(subprocess.Popen([*command, str(path), *at], stdout=subprocess.PIPE, stderr=subprocess.PIPE))
    for it in running:
        _, err = it.communicate(timeout=120)
        assert (it.returncode, err) == (0, b"")
    after = read_round(made.path)
    assert {it.area for it in round_observations(after)} == {"n1", "n2", "s1"}
    assert sorted(it.units for it in after.changes) == [(NORTH,), (NORTH,), (SOUTH,)]
