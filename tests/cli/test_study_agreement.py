"""``lagesbild study agreement`` and ``backtest`` as commands."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from lagesbild_rules.cli import main

from .schemas import fits

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
AGREEMENT = (
    *("study", "agreement", str(EXAMPLES / "agreement" / "observations.csv"), "--as-of", "2024-12-31"),
    *("--ruleset", str(EXAMPLES / "agreement" / "questions.yaml"), "--resamples", "100"),
)
BACKTEST = (
    *("study", "backtest", str(EXAMPLES / "berlin" / "mss2021_facts.csv"), "--as-of", "2021-12-31"),
    *("--published", str(EXAMPLES / "berlin" / "mss2021_published.csv"), "--ruleset", "berlin.mss"),
    *("--resamples", "100"),
)


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert (stop.value.code or 0) == code, err
    return out if code == 0 else err


@pytest.mark.parametrize(("command", "schema"), [(AGREEMENT, "agreement"), (BACKTEST, "backtest")])
def test_json_fits_its_schema_and_is_the_same_each_time(command, schema, capsys) -> None:  # type: ignore[no-untyped-def]
    one, other = (said(capsys, *command, "--format", "json") for _ in range(2))
    assert one == other
    fits(json.loads(one), schema)
    assert said(capsys, *command, "--format", "json", "--seed", "9") != one


def test_csv_holds_a_row_for_each_question(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, *AGREEMENT, "--format", "csv"))))
    assert [row["id"] for row in rows][:2] == ["open_drug_trade", "public_violence"]
    assert rows[-1]["scope"] == "scale"
    assert 0 < float(rows[0]["alpha_low"]) < float(rows[0]["alpha"]) < float(rows[0]["alpha_high"]) < 1


def test_csv_holds_a_row_for_each_area(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, *BACKTEST, "--format", "csv"))))
    assert len(rows) == 2 * 536
    assert {row["fate"] for row in rows} == {"same", "open"}


def test_options_reach_the_study(capsys: pytest.CaptureFixture[str]) -> None:
    given = ("--group", "own=insecurity,open_drug_trade", "--burden", "public_violence", "--format", "json")
    found = json.loads(said(capsys, *AGREEMENT, *given))
    assert [it["group"] for it in found["groups"]] == ["own"]
    assert found["burden"]["indicators"] == ["public_violence"]
    assert found["sampling"] == {"resamples": 100, "seed": 0, "confidence": 0.95}


@pytest.mark.parametrize("command", [AGREEMENT, BACKTEST])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_markdown_and_plot(command, language, capsys, tmp_path) -> None:  # type: ignore[no-untyped-def]
    plot = tmp_path / "picture.svg"
    text = said(capsys, *command, "--format", "markdown", "--lang", language, "--plot", str(plot))
    assert text.startswith("# ")
    assert "| --- |" in text
    assert plot.read_text(encoding="utf-8").rstrip().endswith("</svg>")
    assert said(capsys, *command, "--lang", language).splitlines()[0] == text.splitlines()[0][2:].replace("\\", "")


def test_everything_wrong_is_told_before_anything_is_worked_out(capsys: pytest.CaptureFixture[str]) -> None:
    err = said(capsys, *BACKTEST, "--map", "a", "--map", "b=c", "--map", "b=d", code=2)
    assert err.count("LR757") == 2
    assert "LR758" in said(capsys, *BACKTEST, "--plot", "a.png", code=2)
    assert "LR754" in said(capsys, *BACKTEST, "--map", "b=c", code=2)
