"""A ruleset, a set of facts and an assessment come back from pickling as they were, in another process too."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from lagesbild_rules import Assessment, FactSet, Ruleset
from lagesbild_rules.ruleset import logic_digest, wording_digest

from .questions import Question, conditions_of, questions


def again(it: Any) -> Any:
    return pickle.loads(pickle.dumps(it))


@given(questions(closed_world=True))
def test_a_ruleset_comes_back(question: Question) -> None:
    question.answer()
    ruleset: Ruleset = again(question.ruleset)
    assert ruleset == question.ruleset
    assert logic_digest(ruleset) == logic_digest(question.ruleset)
    assert wording_digest(ruleset) == wording_digest(question.ruleset)
    assert Question(question.text, ruleset, question.facts).answer() == question.answer()


@given(questions())
def test_facts_come_back(question: Question) -> None:
    facts: FactSet = again(question.facts)
    assert facts == question.facts
    assert [*facts] == [*question.facts]
    assert Question(question.text, question.ruleset, facts).criteria() == question.criteria()


@given(questions(closed_world=True))
def test_an_assessment_comes_back_with_every_step(question: Question) -> None:
    answer = question.answer()
    for it in (again(answer), copy(answer), deepcopy(answer)):
        assert it == answer
        assert it.criteria == answer.criteria
        for condition in conditions_of(question.ruleset):
            assert it.truth(condition) is answer.truth(condition)


TEXT = """
format: lagesbild-ruleset/1
id: law.pickled
version: 1
status: draft
effective: {from: 2020-01-01}
title: {en: Pickled}
sources: {none: {title: None}}
readings: {limit: {value: 2, admissible: [1, 2]}}
scales: {problem: {steps: [calm, rough, grave]}}
indicators:
  x: {number: {unit: one, decimals: 1, min: 0, precision: 0.5}}
  y: {scale: problem}
  z: {category: [one, other]}
criteria:
  a:
    claim: {en: A}
    source: none
    when: {at_least: limit, of: [b, {indicator: y, above: calm}, {indicator: z, equals: one}]}
  b: {claim: {en: B}, source: none, when: {value: {mean: [{indicator: x}, 1]}, at_least: limit, missing_as: false}}
classifications:
  c:
    levels:
      - {id: low}
      - {id: high, when: {any: [a, {not: b}]}}
      - {id: top, when: {all: [a, {classification: d, at_least: on}]}}
  d: {levels: [{id: off}, {id: on, when: {indicator: y, one_of: [rough, grave]}}]}
"""

ASKED = """
import pickle, sys
from lagesbild_rules import assess
from lagesbild_rules.ruleset import parse_ruleset
ruleset = parse_ruleset(sys.stdin.read())
rows = [{"area": "one", "x": "4", "y": "rough"}, {"area": "two", "x": "2.5", "z": "other"}, {"area": "three"}]
sys.stdout.buffer.write(pickle.dumps([assess(ruleset, row, as_of="2020-06-01") for row in rows]))
"""


def asked_elsewhere(seed: int) -> list[Assessment]:
    """Return what another process answers whose hashes of texts differ from ours."""
    root = Path(sys.modules["lagesbild_rules"].__file__ or "").parent.parent
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(root)}
    ran = subprocess.run(
        [sys.executable, "-c", ASKED], input=TEXT.encode(), env=environment, capture_output=True, check=True
    )
    answers: list[Assessment] = pickle.loads(ran.stdout)
    return answers


@pytest.fixture(scope="module")
def elsewhere() -> tuple[list[Assessment], list[Assessment]]:
    return asked_elsewhere(1), asked_elsewhere(2)


def test_answers_of_processes_that_hash_otherwise_are_equal(
    elsewhere: tuple[list[Assessment], list[Assessment]],
) -> None:
    one, other = elsewhere
    assert one == other
    assert [it.truths for it in one] == [it.truths for it in other]
    possible = [it.classifications["c"].possible for it in one]
    assert possible == [("top",), ("low", "high", "top"), ("high", "top")]


def test_a_condition_is_found_again_in_an_answer_from_another_process(
    elsewhere: tuple[list[Assessment], list[Assessment]],
) -> None:
    for here, there in zip(*elsewhere, strict=True):
        conditions = conditions_of(here.ruleset)
        assert conditions == conditions_of(there.ruleset)
        assert [here.truth(it) for it in conditions] == [there.truth(it) for it in conditions]
