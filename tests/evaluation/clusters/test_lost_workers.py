"""A worker that is killed in the middle changes nothing in the result; one that dies each time is an error."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.evaluation import assess_dataset, assess_table, columnar
from lagesbild_rules.evaluation._dask import _result
from lagesbild_rules.evaluation.columnar import _datasets, _folders

from .conftest import Parts, answers_in
from .deadly import Deadly, Mortal, killed

DAY = "2024-01-01"


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_datasets, "PIECE", 400)


def test_a_killed_worker_changes_nothing(
    parts: Parts, tmp_path: Path, cluster_engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_folders, "ColumnarFunction", Deadly)
    assess_dataset(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine=cluster_engine)
    dead = int(killed(str(parts.folder)).read_text(encoding="ascii"))
    assert dead != os.getpid()
    assert not Path(f"/proc/{dead}").exists()
    found = answers_in(tmp_path / "answers")
    assert found.equals(assess_table(parts.ruleset, parts.table, as_of=DAY).cast(found.schema))
    names = sorted(it.name for it in (tmp_path / "answers").iterdir())
    assert names == [f"part-{n:05d}.parquet" for n in range(len(names))]


def test_workers_that_die_again_and_again_are_an_error_and_leave_nothing(
    parts: Parts, tmp_path: Path, cluster_engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_folders, "ColumnarFunction", Mortal)
    with pytest.raises(QuestionError) as caught:
        assess_dataset(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine=cluster_engine)
    (problem,) = caught.value.problems
    assert problem.code == "LR806"
    assert "\n" not in problem.finding
    assert "\tat " not in str(problem)
    assert [it.name for it in tmp_path.iterdir()] == [parts.folder.name]


class Promised:
    """A future as of Dask: its result is not there yet so many times, and then it is, or was never to be had."""

    def __init__(self, result: object, late: int = 0) -> None:
        self.status = "error" if isinstance(result, Exception) else "finished"
        self.late, self._result = late, result

    def result(self, timeout: float | None = None) -> object:
        self.late -= 1
        if self.late >= 0 and timeout is not None:
            raise TimeoutError
        if isinstance(self._result, Exception):
            raise self._result
        return self._result


def test_a_result_that_was_lost_is_waited_for_until_another_is_never_to_be_had() -> None:
    again = Promised("answers", late=3)
    assert _result(again, [again, Promised("others")]) == "answers"
    assert again.late == -1
    with pytest.raises(ArithmeticError):
        _result(Promised("answers", late=1_000_000), [again, Promised(ArithmeticError())])


def test_a_scheduler_is_found_by_its_address(parts: Parts, tmp_path: Path, dask_client: Any) -> None:
    where = dask_client.scheduler.address
    assess_dataset(parts.ruleset, parts.folder, tmp_path / "answers", as_of=DAY, engine="dask", cluster=where)
    assert answers_in(tmp_path / "answers").num_rows == 5_000
    assert dask_client.submit(len, "abc").result() == 3


@pytest.mark.usefixtures("spark_context")
def test_another_master_than_the_one_that_runs_is_refused(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match=r"LR806 Spark runs .* the master `local\[2,3\]`"):
        assess_dataset(parts.ruleset, parts.folder, tmp_path / "a", as_of=DAY, engine="spark", cluster="local[1]")


@pytest.mark.usefixtures("spark_context")
def test_what_spark_cannot_read_is_one_line(parts: Parts, tmp_path: Path) -> None:
    facts = pa.table({"area": ["a"], "employment": pa.array([1], pa.int8()).cast(pa.decimal256(50, 1))})
    pq.write_table(facts, tmp_path / "wide.parquet")
    with pytest.raises(QuestionError) as caught:
        assess_dataset(parts.ruleset, tmp_path / "wide.parquet", tmp_path / "a", as_of=DAY, engine="spark")
    (problem,) = caught.value.problems
    assert problem.code == "LR806"
    assert len(str(problem).splitlines()) == 2
    assert not (tmp_path / "a").exists()


def test_a_part_that_cannot_be_written_or_read_is_a_problem(parts: Parts, tmp_path: Path) -> None:
    dataset = columnar.dataset_of(parts.ruleset, str(parts.folder))
    function = columnar.columnar_function(parts.ruleset, dataset.schema)
    piece = dataset.pieces[0]
    (problem,) = columnar.Work(function, str(tmp_path / "nowhere"), {})(piece).problems
    assert str(problem).startswith(f"{tmp_path}/nowhere: LR506 the output cannot be written: no such file or directory")
    Path(piece.path).unlink()
    (problem,) = columnar.Work(function, str(tmp_path), {})(piece).problems
    assert str(problem).startswith(f"{piece.path}: LR003 the file cannot be read: ")
    assert [it.name for it in tmp_path.iterdir()] == [parts.folder.name]


def test_files_that_change_meanwhile_are_an_error(parts: Parts, tmp_path: Path) -> None:
    def fewer(work: columnar.Work, dataset: columnar.Dataset) -> list[columnar.Report]:
        return [work(it) for it in dataset.pieces[1:]]

    out = tmp_path / "answers"
    with pytest.raises(FactsError, match="LR003 other rows were read than the files had at first"):
        columnar.assess_dataset(
            parts.ruleset, str(parts.folder), str(out), as_of=date(2024, 1, 1), known_at=None, carry=fewer
        )
    assert not out.exists()


def test_what_an_attempt_left_behind_is_no_part(parts: Parts, tmp_path: Path) -> None:
    def twice(work: columnar.Work, dataset: columnar.Dataset) -> list[columnar.Report]:
        for it in dataset.pieces:
            work(it)
        return [work(it) for it in reversed(dataset.pieces)]

    out = tmp_path / "answers"
    columnar.assess_dataset(
        parts.ruleset, str(parts.folder), str(out), as_of=date(2024, 1, 1), known_at=None, carry=twice
    )
    assert answers_in(out)["area"].equals(parts.table["area"])
