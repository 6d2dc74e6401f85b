"""``lagesbild form``: a questionnaire goes out, and comes back as a long table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from lagesbild_rules.facts import LONG_COLUMNS
from tests.cli.conftest import Run
from tests.form.made import TEXT, row


@pytest.fixture
def ruleset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("torg.yaml").write_text(TEXT, encoding="utf-8")
    return "torg.yaml"


def _fill(path: str, cells: dict[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for cell, value in cells.items():
        book["Svar"][cell].value = value
    book.save(path)


def _new(run: Run, ruleset: str, out: str = "f.xlsx", *more: str) -> None:
    done = run("form", "new", "--ruleset", ruleset, "--unit", "LPO Sagostad", "--areas", "Sagotorget, Påhittsplan",
               "--from", "2024-01-01", "--until", "2025-01-01", "-o", out, *more)  # fmt: skip
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"{out}: 12 questions about 2 areas, made from konstruerat.torg@2024-01-01")


def test_a_form_goes_out_and_comes_back_as_a_long_table(run: Run, ruleset: str) -> None:
    _new(run, ruleset)
    _fill(
        "f.xlsx",
        {"F2": "Nej", f"F{row('trade', 1)}": "Inget problem", f"G{row('trade', 1)}": "Stort problem", "M3": "?"},
    )
    done = run("form", "read", "f.xlsx", "--ruleset", ruleset, "--at", "2024-12-01T09:00Z")
    assert done.code == 0
    assert done.err.splitlines() == [
        "f.xlsx: Sagotorget: 5 of 6 questions are blank, 3 of them behind a screening question that was answered «no»",
        "f.xlsx:Svar!M3: left out, since the question is not answered",
        "f.xlsx: Påhittsplan: 5 of 6 questions are blank",
    ]
    first, second = csv.DictReader(io.StringIO(done.out))
    assert tuple(first) == LONG_COLUMNS
    said = {key: value for key, value in second.items() if value and key != "observation_id"}
    assert said == {
        "area": "Påhittsplan", "indicator": "trade", "low": "inget", "high": "stort", "valid_from": "2024-01-01",
        "valid_until": "2025-01-01", "recorded_at": "2024-12-01T09:00:00Z", "reported_by": "LPO Sagostad",
    }  # fmt: skip
    assert (first["value"], first["low"]) == ("false", "")
    done = run(
        "form", "read", "f.xlsx", "--ruleset", ruleset, "--at", "2024-12-01", "--format", "jsonl", "--out", "o.jsonl"
    )
    assert done.out == ""
    lines = [json.loads(line) for line in Path("o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["value"] == "false"


def test_now_is_said_where_no_time_is_given(run: Run, ruleset: str) -> None:
    _new(run, ruleset)
    done = run("form", "read", "f.xlsx", "--ruleset", ruleset)
    assert done.err.startswith("recorded at 2")
    assert "(now; choose another time with --at)" in done.err


def test_all_problems_of_all_forms_and_nothing_written(run: Run, ruleset: str) -> None:
    _new(run, ruleset, "a.xlsx")
    _fill("a.xlsx", {"F2": "kanske"})
    Path("b.xlsx").write_bytes(b"nothing")
    done = run("form", "read", "a.xlsx", "b.xlsx", "--ruleset", ruleset, "--at", "2024-12-01", "--out", "o.csv")
    assert (done.code, done.out) == (2, "")
    assert "a.xlsx:Svar!F2: LR307 `kanske` is no value of `disturbed`" in done.err
    assert "b.xlsx: LR316 " in done.err
    assert not Path("o.csv").exists()


def test_areas_by_table_and_by_name_together(run: Run, ruleset: str) -> None:
    Path("areas.csv").write_text("area,name\n1,Ett\n2,\n", encoding="utf-8")
    done = run("form", "new", "--ruleset", ruleset, "--unit", "U", "--areas", "areas.csv", "--area", "A, B",
               "--from", "2024-01-01", "--lang", "en", "-o", "f.xlsx")  # fmt: skip
    assert done.code == 0
    sheet = openpyxl.load_workbook("f.xlsx")["Answers"]
    assert [sheet[f"A{2 + 6 * n}"].value for n in range(3)] == ["Ett (1)", "2", "A, B"]


def test_an_id_alone_is_the_text_in_force_when_the_answers_begin(run: Run, tmp_path: Path) -> None:
    words = ("form", "new", "--ruleset", "noa.utsatta-omraden", "--unit", "U", "--area", "A", "-o", tmp_path / "f.xlsx")
    assert "noa.utsatta-omraden@2021-12-01" in run(*words, "--from", "2022-05-01").err
    assert run(*words, "--from", "2002-05-01").code == 2


def test_without_areas_nothing_is_asked(run: Run, ruleset: str) -> None:
    done = run("form", "new", "--ruleset", ruleset, "--unit", "U", "--from", "2024-01-01", "-o", "f.xlsx")
    assert (done.code, Path("f.xlsx").exists()) == (2, False)
    assert "LR728" in done.err
