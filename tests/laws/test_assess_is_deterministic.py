"""The same question has the same answer, asked again or from eight threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import Assessment, FactSet, assess
from lagesbild_rules.ruleset import parse_ruleset
from lagesbild_rules.testing import facts, ruleset_texts

from .questions import DAY, Question, questions

THREADS = 8


@given(questions(closed_world=True))
def test_asking_twice_gives_one_answer(question: Question) -> None:
    again = assess(parse_ruleset(question.text), question.facts, as_of=DAY)
    assert question.answer() == question.answer() == again
    assert question.answer().truths == again.truths


@settings(max_examples=20)
@given(ruleset_texts(closed_world=True), st.data())
def test_eight_threads_on_one_ruleset_find_what_one_finds(text: str, data: st.DataObject) -> None:
    asked: list[FactSet] = data.draw(st.lists(facts(parse_ruleset(text)), min_size=3, max_size=6))
    alone = [assess(parse_ruleset(text), it, as_of=DAY) for it in asked]
    shared, start = parse_ruleset(text), Barrier(THREADS)

    def ask(_: int) -> list[Assessment]:
        start.wait()
        return [assess(shared, it, as_of=DAY) for it in asked]

    with ThreadPoolExecutor(THREADS) as pool:
        for found in pool.map(ask, range(THREADS)):
            assert found == alone
            assert all(it.program is found[0].program for it in found)
