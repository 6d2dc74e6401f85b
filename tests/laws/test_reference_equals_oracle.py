"""The reference engine answers as DESIGN §3 reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import assess

from .oracle import Oracle, truth, verdict
from .questions import DAY, Question, conditions_of, questions


@given(questions(closed_world=True))
def test_criteria_and_possible_levels_are_the_oracles(question: Question) -> None:
    answer, expected = question.answer(), verdict(question.ruleset, question.facts)
    assert answer.criteria == {id_: truth(it) for id_, it in expected.criteria.items()}
    assert {name: it.possible for name, it in answer.classifications.items()} == expected.possible


@given(questions(closed_world=True))
def test_the_class_is_decided_when_one_level_is_possible(question: Question) -> None:
    possible = verdict(question.ruleset, question.facts).possible
    decided = {name: levels[0] if len(levels) == 1 else None for name, levels in possible.items()}
    assert {name: it.level for name, it in question.answer().classifications.items()} == decided


@given(questions(closed_world=True))
def test_every_condition_has_the_oracles_truth(question: Question) -> None:
    answer, oracle = question.answer(), Oracle(question.ruleset, question.facts)
    for condition in conditions_of(question.ruleset):
        assert answer.truth(condition) is truth(oracle.answers(condition)), condition


@given(questions(closed_world=True), st.data())
def test_the_oracle_agrees_whatever_reading_is_chosen(question: Question, data: st.DataObject) -> None:
    readings = question.ruleset.readings.values()
    otherwise = question.ruleset.with_readings({it.id: data.draw(st.sampled_from(it.admissible)) for it in readings})
    answer, expected = assess(otherwise, question.facts, as_of=DAY), verdict(otherwise, question.facts)
    assert answer.criteria == {id_: truth(it) for id_, it in expected.criteria.items()}
    assert {name: it.possible for name, it in answer.classifications.items()} == expected.possible
