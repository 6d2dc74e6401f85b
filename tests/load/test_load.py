"""One ruleset for many threads and processes, and calls without end: equal answers, and nothing grows.

``python -m benchmarks.reliability`` does the same with the numbers that the documentation states.
"""

from __future__ import annotations

import pytest

from benchmarks import load
from lagesbild_rules import Ruleset
from lagesbild_rules.facts import FactSet

THREADS = 32


@pytest.fixture(scope="module")
def work() -> tuple[Ruleset, list[FactSet]]:
    ruleset = load.largest()
    return ruleset, load.constructed(ruleset, 40, 1)


def test_threads_that_share_a_ruleset_get_equal_answers_and_nothing_grows(work: tuple[Ruleset, list[FactSet]]) -> None:
    assert load.in_threads(load.answer, *work, 1600, THREADS) == 0
    before = load.Memory.now()
    assert load.in_threads(load.answer, *work, 1600, THREADS) == 0
    grown = load.Memory.now().objects - before.objects
    assert grown < 160  # a tenth of an object an assessment


def test_a_ruleset_that_no_one_used_before_is_compiled_by_many_threads_at_once() -> None:
    ruleset = load.largest()
    (row,) = load.constructed(ruleset, 1, 2)
    expected = load.answer(load.largest(), row)
    answers: list[str] = []
    pool = [load.threading.Thread(target=lambda: answers.append(load.answer(ruleset, row))) for _ in range(THREADS)]
    for it in pool:
        it.start()
    for it in pool:
        it.join()
    assert set(answers) == {expected}
    assert len(answers) == THREADS


def test_threads_look_up_explain_and_write_documents_alike(work: tuple[Ruleset, list[FactSet]]) -> None:
    ruleset, rows = work
    assert load.in_threads(load.explained, ruleset, rows[:2], 32, THREADS) == 0


def test_memory_stays_flat_over_many_calls(work: tuple[Ruleset, list[FactSet]]) -> None:
    held = load.in_blocks(*work, 4000, 4)
    assert held[-1].objects - held[1].objects < 30
    assert held[-1].blocks - held[1].blocks < 300


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_a_pool_of_processes_gives_the_answers_of_one(how: str, work: tuple[Ruleset, list[FactSet]]) -> None:
    assert load.in_processes(how, *work, 2) == 0
