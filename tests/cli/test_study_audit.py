"""``lagesbild study audit`` as a command: a folder that is whole, refused, replaced."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from lagesbild_rules.cli import main
from lagesbild_rules.record import carried, verify

from .schemas import fits

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
POLICE = ("study", "audit", "--ruleset", "noa.utsatta-omraden@2025-12-01", "--before", "noa.utsatta-omraden@2023-12-01")
BERLIN = (
    *("study", "audit", "--ruleset", "berlin.mss", "--as-of", "2021-12-31", "--lang", "en"),
    *("--facts", str(EXAMPLES / "berlin" / "mss2021_facts.csv")),
    *("--published", str(EXAMPLES / "berlin" / "mss2021_published.csv")),
)
QUESTIONS = ("study", "audit", "--ruleset", str(EXAMPLES / "agreement" / "questions.yaml"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert (stop.value.code or 0) == code, err
    assert out == ""
    return err


def held(folder: Path) -> dict[str, bytes]:
    return {it.name: it.read_bytes() for it in folder.iterdir()}


def test_the_folder_holds_page_paper_data_and_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *BERLIN, "-o", str(tmp_path / "report")) == ""
    found = held(tmp_path / "report")
    whole = json.loads(found["audit.json"])
    fits(whole, "audit")
    tables = {name: rows for one in whole["chapters"] for name, rows in one["data"].items()}
    assert found.keys() == {"audit.html", "audit.pdf", "audit.json"} | {f"{name}.csv" for name in tables}
    varied = {"sensitivity-dropped", "sensitivity-intervals"}
    assert {"areas", "backtest", "coverage", "mutants", "power", "proofs", "readings"} | varied == tables.keys()
    for name, rows in tables.items():
        read = list(csv.DictReader(found[f"{name}.csv"].decode().splitlines()))
        assert len(read) == len(rows) > 0
        assert list(read[0]) == list(rows[0])
    assert [(it["role"], it["name"]) for it in whole["inputs"]] == [
        ("facts", "mss2021_facts.csv"),
        ("published", "mss2021_published.csv"),
    ]
    assert found["audit.html"].startswith(b"<!DOCTYPE html>")
    assert found["audit.pdf"].startswith(b"%PDF-")
    for name in ("audit.html", "audit.json", "audit.pdf"):
        (carrying,) = carried(found[name])
        verified = verify(carrying)
        assert verified.differences == ()
        assert carrying.receipt.kind == "study"
        assert [it.role for it in carrying.receipt.inputs] == ["facts", "published"]


def test_it_is_done_also_when_something_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, *POLICE, "-o", str(tmp_path / "report"))
    statements = [
        it
        for one in json.loads((tmp_path / "report" / "audit.json").read_text())["chapters"]
        for it in one["statements"]
    ]
    assert any(it["standing"] == "fails" for it in statements)


def test_an_earlier_report_is_replaced_by_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "report"
    said(capsys, *QUESTIONS, "-o", str(folder))
    first = held(folder)
    (folder / "backtest.csv").write_text("of another audit")
    said(capsys, *QUESTIONS, "-o", str(folder))
    assert held(folder) == first
    assert [it.name for it in tmp_path.iterdir()] == ["report"]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "notes.txt").write_text("mine")
    err = said(capsys, *QUESTIONS, "-o", str(tmp_path / "report"), code=2)
    assert "LR771 the folder holds `notes.txt`" in err
    assert held(tmp_path / "report") == {"notes.txt": b"mine"}
    err = said(capsys, *QUESTIONS, "-o", str(tmp_path / "report" / "notes.txt"), code=2)
    assert "LR771 this is a file" in err
    err = said(capsys, *QUESTIONS, "-o", str(tmp_path / "nowhere" / "report"), code=2)
    assert "LR506 there is no folder" in err


def test_bad_input_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("area,nothing\nx,1\n")
    err = said(capsys, *QUESTIONS, "--facts", str(bad), "--as-of", "2024-12-31", "-o", str(tmp_path / "r"), code=2)
    assert "nothing" in err
    assert [it.name for it in tmp_path.iterdir()] == ["bad.csv"]


def test_what_cannot_be_written_leaves_the_earlier_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "report"
    said(capsys, *QUESTIONS, "-o", str(folder))
    first = held(folder)

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    err = said(capsys, *QUESTIONS, "-o", str(folder), code=2)
    monkeypatch.undo()
    assert "LR506 the output cannot be written: no space left on device" in err
    assert held(folder) == first
    assert [it.name for it in tmp_path.iterdir()] == ["report"]


def test_without_typst_the_rest_is_written_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    err = said(capsys, *QUESTIONS, "-o", str(tmp_path / "report"))
    assert err == "audit.pdf is not written: `pdf` needs typst; install `lagesbild-rules[report]`\n"
    assert {"audit.html", "audit.json", "proofs.csv"} <= held(tmp_path / "report").keys()
    assert "audit.pdf" not in held(tmp_path / "report")
