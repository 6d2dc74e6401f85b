"""A worker that is killed in the middle changes nothing in the result; one that dies each time is an error."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.evaluation import assess_dataset, assess_table
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
