"""Datasets from Parquet to Parquet: the same answers whatever carries them, and the same problems."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.evaluation import assess_dataset, assess_table
from lagesbild_rules.evaluation.columnar import _datasets
from lagesbild_rules.facts import facts_table
from lagesbild_rules.testing import shipped_questions

from .conftest import Parts, answers_in

DAY = "2024-01-01"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_datasets, "PIECE", 400)


def refused(*arguments: object, **options: object) -> str:
    with pytest.raises((FactsError, QuestionError)) as caught:
        assess_dataset(*arguments, **options)  # type: ignore[arg-type]
    return str(caught.value)


def test_parts_hold_the_answers_in_the_order_of_the_facts(parts: Parts, tmp_path: Path, engine: str) -> None:
    out = tmp_path / "answers"
    done: list[int] = []
    assess_dataset(parts.ruleset, parts.folder, out, as_of=DAY, engine=engine, read=done.append)
    found = answers_in(out)
    assert found.equals(assess_table(parts.ruleset, parts.table, as_of=DAY).cast(found.schema))
    names = sorted(it.name for it in out.iterdir())
    assert names == [f"part-{n:05d}.parquet" for n in range(len(names))]
    assert len(names) >= 7
    assert sum(done) == 5_000
    assert [it.name for it in tmp_path.iterdir() if it.name.startswith(".")] == []


def test_every_part_says_what_it_answers(parts: Parts, tmp_path: Path, engine: str) -> None:
    assess_dataset(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine=engine)
    for it in (tmp_path / "answers").iterdir():
        said = pq.read_schema(it).metadata
        assert said[b"lagesbild.as_of"] == b"2024-01-01"
        assert said[b"lagesbild.ruleset"].decode() == parts.ruleset.reference


def test_one_file_is_spread_by_its_row_groups(parts: Parts, tmp_path: Path, engine: str) -> None:
    file = parts.folder / "c.parquet"
    assess_dataset(parts.ruleset, file, tmp_path / "answers", as_of=DAY, engine=engine)
    found = answers_in(tmp_path / "answers")
    assert found["area"].to_pylist() == parts.table["area"].to_pylist()[1_000:]
    assert len(list((tmp_path / "answers").iterdir())) > 1


def test_the_arrow_form_of_facts_goes_through(tmp_path: Path, engine: str) -> None:
    ruleset, rows = max(shipped_questions(), key=lambda it: len(it[1]))
    table = facts_table(ruleset.indicators, rows)
    pq.write_table(table, tmp_path / "facts.parquet", row_group_size=7)
    assess_dataset(ruleset, tmp_path / "facts.parquet", tmp_path / "out", as_of=ruleset.effective.from_, engine=engine)
    found = answers_in(tmp_path / "out")
    wanted = assess_table(ruleset, table, as_of=ruleset.effective.from_, engine="reference")
    assert found.to_pylist() == wanted.to_pylist()


def test_no_rows_give_a_part_without_rows(parts: Parts, tmp_path: Path, engine: str) -> None:
    pq.write_table(parts.table.slice(0, 0), tmp_path / "none.parquet")
    assess_dataset(parts.ruleset, tmp_path / "none.parquet", tmp_path / "answers", as_of=DAY, engine=engine)
    (part,) = (tmp_path / "answers").iterdir()
    assert pq.read_table(part).num_rows == 0


def test_problems_of_all_parts_name_file_and_row(parts: Parts, tmp_path: Path, engine: str) -> None:
    threats = parts.table["threats"].cast(pa.string()).to_pylist()
    threats[3], threats[4_500] = "hot", "cold"
    areas = parts.table["area"].to_pylist()
    areas[4_999], areas[2_000] = areas[10] + " ", None
    bad = parts.table.set_column(0, "area", pa.array(areas))
    bad = bad.set_column(bad.schema.names.index("threats"), "threats", pa.array(threats))
    for name, start, stop in (("a", 0, 700), ("b", 700, 1_000), ("c", 1_000, 5_000)):
        pq.write_table(bad.slice(start, stop - start), parts.folder / f"{name}.parquet", row_group_size=400)
    told = refused(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine=engine)
    area = parts.table["area"][10].as_py()
    assert [line for line in told.splitlines() if not line.startswith("  help")] == [
        f"{parts.folder}/a.parquet:4:threats: LR307 `hot` is no value of `threats`",
        f"{parts.folder}/a.parquet:11:area: LR306 the area `{area}` has 2 rows: a.parquet:11, c.parquet:4000",
        f"{parts.folder}/c.parquet:1001:area: LR305 the row names no area",
        f"{parts.folder}/c.parquet:3501:threats: LR307 `cold` is no value of `threats`",
        f"{parts.folder}/c.parquet:4000:area: LR306 the area `{area}` has 2 rows: a.parquet:11, c.parquet:4000",
    ]
    assert sorted(it.name for it in tmp_path.iterdir()) == [parts.folder.name]


def test_many_problems_are_counted(parts: Parts, tmp_path: Path, engine: str) -> None:
    column = parts.table.schema.names.index("threats")
    bad = parts.table.set_column(column, "threats", pa.array(["hot"] * 5_000))
    pq.write_table(bad, tmp_path / "bad.parquet", row_group_size=500)
    told = refused(parts.ruleset, tmp_path / "bad.parquet", tmp_path / "answers", as_of=DAY, engine=engine)
    assert told.count("LR307") == 100
    assert "LR319 4900 more cells have problems" in told


def test_what_is_wrong_with_files_is_told_before_anything_is_started(parts: Parts, tmp_path: Path) -> None:
    def told(source: Path) -> str:
        return refused(parts.ruleset, source, tmp_path / "answers", as_of=DAY, engine="columnar")

    assert "LR001 there is no such file" in told(tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "LR001 there is no Parquet file in this folder" in told(empty)
    (empty / "sub").mkdir()
    assert "LR002 a folder inside a dataset" in told(empty)
    pq.write_table(parts.table.drop_columns(["threats"]), parts.folder / "d.parquet")
    pq.write_table(parts.table.rename_columns({"threats": "thraets"}), parts.folder / "e.parquet")
    (parts.folder / "f.parquet").write_bytes(b"no Parquet")
    assert f"{parts.folder}/f.parquet: LR315 not a Parquet file that can be read" in told(parts.folder)
    (parts.folder / "f.parquet").unlink()
    both = told(parts.folder)
    assert f"{parts.folder}/d.parquet: LR302 the column `threats` is missing, which other parts have" in both
    assert f"{parts.folder}/e.parquet:thraets: LR301" in both


def test_parts_with_areas_of_another_type_or_more_columns_are_refused(parts: Parts, tmp_path: Path) -> None:
    pq.write_table(pa.table({"area": pa.array([1])}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"area": ["x"], "threats": ["problem"]}), tmp_path / "b.parquet")
    told = refused(parts.ruleset, tmp_path, tmp_path / "answers", as_of=DAY)
    assert "LR302" not in told
    (tmp_path / "lone").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"{name}.parquet").rename(tmp_path / "lone" / f"{name}.parquet")
    told = refused(parts.ruleset, tmp_path / "lone", tmp_path / "answers", as_of=DAY)
    assert "b.parquet:threats: LR301 the column `threats` is missing in other parts" in told
    assert "b.parquet:area: LR305 the names of areas are string here and int64 in other parts" in told


def test_a_folder_that_is_there_is_left_alone(parts: Parts, tmp_path: Path) -> None:
    out = tmp_path / "answers"
    out.mkdir()
    assess_dataset(parts.ruleset, parts.folder, out, as_of=DAY)
    before = {it: it.read_bytes() for it in out.iterdir()}
    assert "LR506" in refused(parts.ruleset, parts.folder, out, as_of=DAY)
    assert {it: it.read_bytes() for it in out.iterdir()} == before
    assert "LR506" in refused(parts.ruleset, parts.folder, parts.folder / "a.parquet", as_of=DAY)
    assert "LR506" in refused(parts.ruleset, parts.folder, tmp_path / "no" / "such", as_of=DAY)


def test_an_engine_that_takes_no_datasets_is_refused(parts: Parts, tmp_path: Path) -> None:
    assert "LR112" in refused(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine="reference")
