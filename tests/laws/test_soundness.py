"""Soundness: whatever the facts turn out to be, the class is among the possible ones, and what is known stays so."""

from __future__ import annotations

from math import prod

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Assessment, FactSet, Truth
from lagesbild_rules.facts import FiniteFact
from lagesbild_rules.testing import completions, every_completion

from .oracle import truth, verdict
from .questions import Question, questions, surveys

MOST = 48
"""The most completions gone through for one question."""


def bears_out(answer: Assessment, completion: FactSet) -> None:
    """Assert that *answer* holds for *completion*, as the oracle judges it."""
    final = verdict(answer.ruleset, completion)
    for name, possible in final.possible.items():
        assert len(possible) == 1
        assert set(possible) <= set(answer.classifications[name].possible)
    for id_, answers in final.criteria.items():
        assert answer.criteria[id_] in (Truth.UNKNOWN, truth(answers)), id_


@given(surveys(), st.data())
def test_a_completion_bears_out_what_was_known(survey: list[Question], data: st.DataObject) -> None:
    for question in survey:
        answer = question.answer()
        for _ in range(3):
            bears_out(answer, data.draw(completions(question.facts, question.ruleset)))


@given(questions(), st.data())
def test_every_completion_bears_out_what_was_known(question: Question, data: st.DataObject) -> None:
    exact = data.draw(completions(question.facts, question.ruleset))
    finite = {id_: it for id_, it in question.facts.items() if isinstance(it, FiniteFact)}
    while prod(len(it.values) for it in finite.values()) > MOST:
        finite.popitem()
    facts = exact.replace(finite)
    answer = Question(question.text, question.ruleset, facts).answer()
    for completion in every_completion(facts):
        bears_out(answer, completion)


@given(questions(), st.data())
def test_facts_known_exactly_leave_nothing_open(question: Question, data: st.DataObject) -> None:
    exact = data.draw(completions(question.facts, question.ruleset))
    answer = Question(question.text, question.ruleset, exact).answer()
    assert Truth.UNKNOWN not in answer.truths
    assert all(it.level is not None for it in answer.classifications.values())
