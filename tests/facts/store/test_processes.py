"""An add that is killed leaves all or nothing, and of two processes at once neither loses anything."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from lagesbild_rules.errors import FactsError
from lagesbild_rules.facts.store import Store

from .made import UNIT, many, on
from .processes import ROWS

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "tests.facts.store.processes"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    Store.create(path).close()
    return path


def test_an_add_that_is_killed_leaves_all_or_nothing(path: Path) -> None:
    rounds = 600 if settings().max_examples >= 1000 else 8
    words = [*COMMAND, "killed", str(path), str(rounds), "7"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) == rounds
    assert {it["added"] for it in found} <= {0, ROWS}
    # It was killed while it worked, and not always before it had begun.
    assert sum(it["killed"] for it in found) >= rounds // 2
    with Store.open(path, wait=30) as store:
        assert len(list(store.observations())) == ROWS + sum(it["added"] for it in found)
        store.add(many(3, "after"), at=on(2), unit=UNIT)


def test_two_processes_that_add_at_once_lose_nothing(path: Path) -> None:
    words = [[*COMMAND, "adds", str(path), name, "6", "50"] for name in ("one", "two")]
    running = [subprocess.Popen(it, cwd=ROOT) for it in words]
    assert [it.wait(240) for it in running] == [0, 0]
    with Store.open(path, read_only=True) as store:
        assert {it.id for it in store.observations()} == {
            it.id for name in ("one", "two") for no in range(6) for it in many(50, f"{name}-{no}-")
        }
        assert [it.number for it in store.changes()] == list(range(1, 13))
        assert {it.unit for it in store.changes()} == {"one", "two"}


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Let another process have the store open."""
    with subprocess.Popen(
        [*COMMAND, "holds", str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "open\n"
        yield
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.mark.parametrize(("how", "read_only"), [("write", False), ("write", True), ("read", False)])
def test_a_store_in_use_is_told_after_the_wait(path: Path, how: str, read_only: bool) -> None:
    with held(path, how), pytest.raises(FactsError) as caught:
        Store.open(path, read_only=read_only, wait=0.2)
    (problem,) = caught.value.problems
    assert (problem.code, problem.finding) == ("LR709", "the store is in use by another process")
    Store.open(path, read_only=read_only, wait=10).close()


def test_several_may_read_at_once(path: Path) -> None:
    with held(path, "read"), Store.open(path, read_only=True, wait=0) as store:
        assert list(store.observations()) == []


def test_a_store_that_is_let_go_in_time_is_opened(path: Path) -> None:
    with held(path, "write") as _:
        opened: list[bool] = []

        def opens() -> None:
            with Store.open(path, wait=60) as store:
                opened.append(store.add(many(1), at=on(1), unit=UNIT).new == 1)

        thread = threading.Thread(target=opens)
        thread.start()
    thread.join(60)
    assert opened == [True]


def test_two_threads_that_add_at_once_lose_nothing(path: Path) -> None:
    refused: list[str] = []

    def adds(store: Store, name: str) -> None:
        for no in range(5):
            while True:
                try:
                    store.add(many(20, f"{name}-{no}-"), at=on(1), unit=name)
                    break
                except FactsError as it:
                    refused.extend(problem.code for problem in it.problems)

    with Store.open(path) as store:
        threads = [threading.Thread(target=adds, args=(store, name)) for name in ("one", "two")]
        for it in threads:
            it.start()
        for it in threads:
            it.join(120)
        assert len(list(store.observations())) == len({it.id for it in store.observations()}) == 200
        assert [it.number for it in store.changes()] == list(range(1, 11))
    assert set(refused) <= {"LR709"}
