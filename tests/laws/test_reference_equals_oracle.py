"""The reference engine answers as DESIGN §3 reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from .oracle import Oracle, truth, verdict
from .questions import Question, conditions_of, surveys


def answers_as_the_oracle(question: Question) -> None:
    answer, expected = question.answer(), verdict(question.ruleset, question.facts)
    assert answer.criteria == {id_: truth(it) for id_, it in expected.criteria.items()}
    assert {name: it.possible for name, it in answer.classifications.items()} == expected.possible
    decided = {name: levels[0] if len(levels) == 1 else None for name, levels in expected.possible.items()}
    assert {name: it.level for name, it in answer.classifications.items()} == decided


@given(surveys(closed_world=True))
def test_criteria_and_possible_levels_are_the_oracles(survey: list[Question]) -> None:
    for question in survey:
        answers_as_the_oracle(question)


@given(surveys(closed_world=True))
def test_every_condition_has_the_oracles_truth(survey: list[Question]) -> None:
    for question in survey:
        answer, oracle = question.answer(), Oracle(question.ruleset, question.facts)
        for condition in conditions_of(question.ruleset):
            assert answer.truth(condition) is truth(oracle.answers(condition)), condition


@given(surveys(closed_world=True), st.data())
def test_the_oracle_agrees_whatever_reading_is_chosen(survey: list[Question], data: st.DataObject) -> None:
    for question in survey:
        question.answer()
        readings = question.ruleset.readings.values()
        chosen = {it.id: data.draw(st.sampled_from(it.admissible), it.id) for it in readings}
        answers_as_the_oracle(Question(question.text, question.ruleset.with_readings(chosen), question.facts))
