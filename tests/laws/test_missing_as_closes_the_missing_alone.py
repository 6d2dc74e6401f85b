"""``missing_as`` answers when its comparison is unknown and a fact that it reads is missing, and never else."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given

from lagesbild_rules import Cause, FactSet, Truth, assess
from lagesbild_rules.facts import unknown
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare, Ruleset, parse_ruleset

from .oracle import Oracle
from .questions import DAY, Question, conditions_of, questions, surveys


def closable(ruleset: Ruleset) -> list[NumberCompare | FiniteCompare]:
    compares = [it for it in conditions_of(ruleset) if isinstance(it, NumberCompare | FiniteCompare)]
    return [it for it in compares if it.missing_as is not None]


@given(surveys(closed_world=True))
def test_it_answers_for_the_missing_where_nothing_else_does(survey: list[Question]) -> None:
    for question in survey:
        closes_the_missing_alone(question)


def closes_the_missing_alone(question: Question) -> None:
    answer, oracle = question.answer(), Oracle(question.ruleset, question.facts)
    for compare in closable(question.ruleset):
        missing = any(Cause.MISSING in question.facts[id_].causes for id_ in oracle.reads(compare))
        before = answer.truth(evolve(compare, missing_as=None))
        closes = before is Truth.UNKNOWN and missing
        assert answer.truth(compare) is (Truth.of(compare.missing_as is True) if closes else before), compare
        assert answer.closed(compare) is closes, compare


@given(questions(closed_world=True))
def test_what_is_stale_is_not_missing(question: Question) -> None:
    stale = question.facts.replace(
        {
            id_: unknown(question.ruleset.indicators[id_].kind, Cause.STALE)
            for id_, it in question.facts.items()
            if Cause.MISSING in it.causes
        }
    )
    answer = assess(question.ruleset, stale, as_of=DAY)
    for compare in closable(question.ruleset):
        assert answer.truth(compare) is answer.truth(evolve(compare, missing_as=None)), compare
        assert not answer.closed(compare), compare


# x has no weight on the first two criteria, so that it is missing decides nothing there.
WEIGHTS = """
format: lagesbild-ruleset/1
id: law.weights
version: 1
status: draft
effective: {from: 2020-01-01}
title: {en: Weights}
sources: {none: {title: None}}
indicators:
  x: {number: {unit: one, decimals: 0}}
  y: {number: {unit: one, decimals: 0}}
criteria:
  cancelled:
    claim: {en: x cancels out}
    source: none
    when: {value: {sum: [{indicator: x}, {indicator: y}]}, above: {indicator: x}, missing_as: true}
  no_weight:
    claim: {en: x weighs nothing}
    source: none
    when: {value: {sum: [{times: [0, {indicator: x}]}, {indicator: y}]}, above: 0, missing_as: true}
  on_the_right:
    claim: {en: x stands on the right side}
    source: none
    when: {indicator: y, above: {indicator: x}, missing_as: true}
  one_of_several:
    claim: {en: x stands in one of several alternatives}
    source: none
    when: {indicator: y, one_of: [1, {indicator: x}], missing_as: true}
classifications:
  c: {levels: [{id: l}]}
"""


def test_only_an_indicator_with_weight_counts_as_missing() -> None:
    ruleset = parse_ruleset(WEIGHTS)
    stale = unknown(ruleset.indicators["y"].kind, Cause.STALE)
    facts = FactSet.of("somewhere", ruleset.indicators, {"y": stale})
    assert assess(ruleset, facts, as_of=DAY).criteria == {
        "cancelled": Truth.UNKNOWN,
        "no_weight": Truth.UNKNOWN,
        "on_the_right": Truth.TRUE,
        "one_of_several": Truth.TRUE,
    }


def test_one_cause_among_others_is_enough() -> None:
    ruleset = parse_ruleset(WEIGHTS)
    stale = unknown(ruleset.indicators["y"].kind, Cause.STALE)
    both = unknown(ruleset.indicators["x"].kind, Cause.STALE, Cause.MISSING)
    facts = FactSet.of("somewhere", ruleset.indicators, {"x": both, "y": stale})
    assert assess(ruleset, facts, as_of=DAY).criteria["on_the_right"] is Truth.TRUE
