"""Equal conditions share a step, and every condition of the ruleset has its truth in the answer."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from lagesbild_rules.evaluation import program
from lagesbild_rules.ruleset import (
    Any,
    ClassificationRef,
    CriterionRef,
    FiniteCompare,
    LevelRef,
    Literal,
    Operator,
    parse_ruleset,
)

from .questions import Question, conditions_of, questions, with_criteria


@given(questions(closed_world=True))
def test_every_condition_stands_once_and_after_what_it_rests_on(question: Question) -> None:
    found = program(question.ruleset)
    assert len(set(found.conditions)) == len(found.conditions)
    for position, inputs in enumerate(found.inputs):
        assert all(it < position for it in inputs), found.conditions[position]


@given(questions(closed_world=True))
def test_every_condition_and_reference_has_its_truth(question: Question) -> None:
    answer = question.answer()
    for condition in conditions_of(question.ruleset):
        assert answer.truth(condition) is answer.truths[program(question.ruleset).at[condition]]
    for id_, criterion in question.ruleset.criteria.items():
        assert answer.truth(CriterionRef(id_)) is answer.truth(criterion.when) is answer.criteria[id_]
    for name, ladder in question.ruleset.classifications.items():
        for level in ladder.levels:
            when = answer.truth(LevelRef(name, level.id))
            assert level.when is None or answer.truth(level.when) is when


@given(questions(closed_world=True))
def test_what_stands_a_second_time_adds_no_step(question: Question) -> None:
    whens = {f"again_{id_}": it["when"] for id_, it in json.loads(question.text)["criteria"].items()}
    twice = parse_ruleset(with_criteria(question.text, whens))
    assert program(twice).conditions == program(question.ruleset).conditions
    criteria = Question(question.text, twice, question.facts).criteria()
    for id_ in question.ruleset.criteria:
        assert criteria[f"again_{id_}"] is criteria[id_]


@given(questions())
def test_a_condition_of_another_ruleset_has_no_truth_here(question: Question) -> None:
    stranger = Any((FiniteCompare("nowhere", Operator.EQUALS, (Literal("true"),)),))
    with pytest.raises(KeyError):
        question.answer().truth(stranger)
    with pytest.raises(KeyError):
        question.answer().truth(ClassificationRef("nowhere", Operator.BELOW, "l0"))
