"""``lagesbild assess --engine columnar``, Parquet in and out, and an area explained from Parquet."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from lagesbild_rules.cli._progress import progress

from .conftest import AREAS, Run

BAD = """\

area;status_index; dynamic_index

A;1,25;"0.3"
A ;-0,33;n/a
B;1;2;3
C;" 1.23 ";1e3
"D
x";;
;1;
E;9,999;
F;1,00;-0,5
"""
BERLIN = ("--ruleset", "berlin.mss", "--as-of", "2021-12-31")


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    """The constructed areas as Parquet."""
    path = tmp_path / "areas.parquet"
    head = AREAS.read_text(encoding="utf-8").partition("\n")[0].split(",")
    types = pacsv.ConvertOptions(column_types=dict.fromkeys(head, pa.string()), strings_can_be_null=True)
    pq.write_table(pacsv.read_csv(AREAS, convert_options=types), path, row_group_size=2)
    return path


@pytest.mark.parametrize("format_", ["jsonl", "csv", "table"])
def test_both_engines_write_the_same_bytes(
    run: Run, constructed: tuple[str, ...], parquet: Path, tmp_path: Path, format_: str
) -> None:
    wanted = run("assess", *constructed, "--engine", "reference", "--format", format_)
    assert run("assess", *constructed, "--engine", "columnar", "--format", format_) == wanted
    assert run("assess", parquet, *constructed[1:], "--format", format_) == wanted
    assert run("assess", parquet, *constructed[1:], "--engine", "reference", "--format", format_) == wanted
    out = tmp_path / "answers"
    assert run("assess", parquet, *constructed[1:], "--format", format_, "--out", out).out == ""
    assert out.read_text(encoding="utf-8").split() == wanted.out.split()


def test_both_engines_write_the_same_parquet(run: Run, constructed: tuple[str, ...], tmp_path: Path) -> None:
    tables = []
    for engine in ("reference", "columnar"):
        out = tmp_path / f"{engine}.parquet"
        assert run("assess", *constructed, "--engine", engine, "--format", "parquet", "--out", out).code == 0
        tables.append(pq.read_table(out))
    assert tables[0].equals(tables[1], check_metadata=True)
    assert tables[0].schema.metadata[b"lagesbild.ruleset"] == b"noa.utsatta-omraden@2023-12-01"


@pytest.mark.parametrize("more", [(), ("--skip-bad-rows", "--format", "csv")])
def test_both_engines_tell_the_same_problems(run: Run, tmp_path: Path, more: tuple[str, ...]) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(BAD, encoding="utf-8-sig")
    wanted = run("assess", path, *BERLIN, "--engine", "reference", *more)
    found = run("assess", path, *BERLIN, "--engine", "columnar", *more)
    assert (found.code, found.out) == (wanted.code, wanted.out)
    assert found.lines == wanted.lines
    assert sorted(found.err.splitlines()) == sorted(wanted.err.splitlines())
    assert "bad.csv:8:area: LR305" in found.err


@pytest.mark.parametrize("more", [(), ("--skip-bad-rows", "--format", "csv")])
@pytest.mark.parametrize(
    "rows",
    [
        "A,1.00,0.10\nA,2.00\nB,1.00,0.10\n",
        "A,1.00\nB,1.00,0.10\nA,1.00,0.10,0.20\nB,1.00,0.10\n",
        "B,1.00,0.10\nA,x\n A ,x\n,x\n,y\nC,1.00,0.10\n",
        "A\n" + "A,1.00,0.10\n" * 6 + "B,1.00,0.10\n",
        "A,1.00,0.10\n" + "A\n" * 7 + "B,1.00,0.10\n",
        "A,1.00,0.10\n" * 120 + "A\n" * 120,
        "A,1.00,0.10\nB\nC,1.00,0.10\n",
    ],
)
def test_a_row_of_another_length_counts_among_areas_twice(
    run: Run, tmp_path: Path, rows: str, more: tuple[str, ...]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"area,status_index,dynamic_index\n{rows}", encoding="utf-8")
    wanted = run("assess", path, *BERLIN, "--engine", "reference", *more)
    found = run("assess", path, *BERLIN, "--engine", "columnar", *more)
    assert (found.code, found.out) == (wanted.code, wanted.out)
    if len(rows) > 1000 and not more:  # of more than a hundred problems the first are told
        assert "more cells have problems" in found.err
        assert set(found.err.splitlines()[:-2]) <= set(wanted.err.splitlines())
    else:
        assert sorted(found.err.splitlines()) == sorted(wanted.err.splitlines())


def test_an_area_may_stand_in_any_column(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("status_index;area\n1,00;A\n1,00\n1,00;A;\n", encoding="utf-8")
    wanted = run("assess", path, *BERLIN, "--engine", "reference")
    found = run("assess", path, *BERLIN, "--engine", "columnar")
    assert sorted(found.err.splitlines()) == sorted(wanted.err.splitlines())
    assert "bad.csv:4:area: LR306 the area `A` has 2 rows: 2, 4" in found.err


@pytest.mark.parametrize(
    "text",
    ["area,x,x\nA,1,2\n", "status_index\n1\n", "area,,status_index\nA,1,1\n", 'area,status_index\nA,"1\n', "", "area\n",
     'area,status_index\nA,"1"2\n', "area,status_index\n\xe5"],
)  # fmt: skip
def test_both_engines_refuse_the_same_files(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(text.encode("latin-1"))
    assert run("assess", path, *BERLIN, "--engine", "columnar") == run("assess", path, *BERLIN, "--engine", "reference")


def test_a_name_that_csv_quotes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text('area,status_index\n"A, ""B""",1.00\nC,\n', encoding="utf-8")
    wanted = run("assess", path, *BERLIN, "--engine", "reference", "--format", "csv")
    assert run("assess", path, *BERLIN, "--engine", "columnar", "--format", "csv") == wanted
    assert '"A, ""B""",' in wanted.out


def test_json_lines_by_columns(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.jsonl"
    path.write_text('{"area": "A", "status_index": 1.00}\n{"area": "B", "status_index": "x"}\n', encoding="utf-8")
    for more in ((), ("--skip-bad-rows",)):
        wanted = run("assess", path, *BERLIN, "--engine", "reference", *more)
        assert run("assess", path, *BERLIN, "--engine", "columnar", *more) == wanted


def test_parquet_that_is_none_or_has_bad_rows(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "areas.parquet"
    assert f"{path}: LR001" in run("assess", path, *BERLIN).err
    path.write_bytes(b"no")
    for command in (("assess", path), ("assess", path, "--engine", "reference"), ("explain", path, "--area", "A")):
        assert f"{path}: LR315 not a Parquet file that can be read" in run(*command, *BERLIN).err
    pq.write_table(pa.table({"area": ["A", "A ", "B", "C"], "status_index": ["1", "2", "x", "3"]}), path)
    wanted = run("assess", path, *BERLIN, "--engine", "reference")
    assert run("assess", path, *BERLIN) == wanted
    assert f"{path}:1:area: LR306 the area `A` has 2 rows: 1, 2" in wanted.err
    assert f"{path}:3:status_index: LR308 `x` is not a number" in wanted.err
    kept = run("assess", path, *BERLIN, "--skip-bad-rows", "--format", "csv")
    assert [it.partition(",")[0] for it in kept.lines] == ["area", "C"]
    assert "LR306 the area `A` has 2 rows" in run("explain", path, "--area", "A", *BERLIN).err


def test_an_area_is_explained_from_parquet(run: Run, constructed: tuple[str, ...], parquet: Path) -> None:
    area = ("--area", "Sagodalen (konstruerat)")
    assert run("explain", parquet, *area, *constructed[1:]) == run("explain", *constructed[:1], *area, *constructed[1:])
    done = run("explain", parquet, "--area", "sagodalen", *constructed[1:])
    assert (done.code, done.out) == (2, "")
    assert "`Sagodalen (konstruerat)`" in done.err


def test_the_bar_is_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress(2) as read:
            read(1)
            read(1)
        assert ("100%" in stream.getvalue()) == isinstance(stream, Terminal)
