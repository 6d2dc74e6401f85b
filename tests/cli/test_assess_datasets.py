"""``lagesbild assess`` from Parquet to a folder of parts."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks._dataset import population
from benchmarks._work import RULESET, ruleset
from lagesbild_rules.cli import main

ASKED = ["--ruleset", str(RULESET), "--as-of", "2024-01-01"]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = tmp_path / "facts"
    folder.mkdir()
    for n in range(2):
        pq.write_table(
            pa.Table.from_batches(population(ruleset(), 30, seed=1)).slice(15 * n, 15), folder / f"{n}.parquet"
        )
    return folder


def exit_code(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(it) for it in arguments])
    return int(stop.value.code or 0)


@pytest.mark.parametrize("engine", [[], ["--engine", "columnar"]])
def test_a_folder_goes_into_a_folder(facts: Path, tmp_path: Path, engine: list[str]) -> None:
    out = tmp_path / "answers"
    assert exit_code("assess", facts, *ASKED, *engine, "--format", "parquet", "--out", out) == 0
    assert [it.name for it in sorted(out.iterdir())] == ["part-00000.parquet", "part-00001.parquet"]
    assert pq.read_table(out).num_rows == 30


def test_what_does_not_fit_is_said(facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*arguments: object) -> str:
        assert exit_code("assess", *arguments, *ASKED) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        return captured.err

    out = ["--out", tmp_path / "answers"]
    assert "a folder of facts writes a folder of Parquet parts" in said(facts)
    assert "--engine dask writes a folder of Parquet parts" in said(facts, "--engine", "dask")
    assert "--engine spark writes a folder of Parquet parts" in said(
        facts, "--engine", "spark", "--format", "csv", *out
    )
    assert "leaves no rows out" in said(facts, "--engine", "dask", "--skip-bad-rows", *out)
    assert "--cluster goes with" in said(facts, "--cluster", "tcp://127.0.0.1:1", *out)
    assert not (tmp_path / "answers").exists()


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_a_table_of_another_kind_is_answered_on_a_cluster_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(
        f"area,open_drug_trade\nA,\nB,{next(iter(ruleset().indicators['open_drug_trade'].kind.values))}\n",
        encoding="utf-8",
    )
    said = []
    for engine in ("reference", "dask"):
        assert exit_code("assess", table, *ASKED, "--engine", engine, "--format", format_) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


@pytest.mark.parametrize(("engine", "library"), [("dask", "dask"), ("spark", "pyspark")])
def test_without_its_library_an_engine_names_the_extra(
    facts: Path,
    tmp_path: Path,
    engine: str,
    library: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [it for it in sys.modules if it.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, f"lagesbild_rules.evaluation._{engine}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    assert exit_code("assess", facts, *ASKED, "--engine", engine, "--out", tmp_path / "answers") == 2
    said = capsys.readouterr().err
    assert f"LR505 the engine `{engine}` needs {library}" in said
    assert f"install `lagesbild-rules[{engine}]`" in said
