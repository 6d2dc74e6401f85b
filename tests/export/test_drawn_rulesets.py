"""Rulesets and facts drawn by chance: the exported model answers as the reference does, whatever is not known."""

from __future__ import annotations

from decimal import Inexact

from hypothesis import event, given, note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lagesbild_rules import FactSet, Ruleset, assess
from lagesbild_rules.export import dmn_inputs
from lagesbild_rules.ruleset import parse_ruleset
from lagesbild_rules.testing import facts, ruleset_texts

from .decimal_feel import DECIMALS, FLOATS
from .engines import Answers, Feelin, Inputs, model_of, read_by_us, reference

Question = tuple[Ruleset, list[FactSet]]


@st.composite
def questions(draw: DrawFn) -> Question:
    text = draw(ruleset_texts(closed_world=True))
    note(text)
    ruleset = parse_ruleset(text)
    return ruleset, draw(st.lists(facts(ruleset), min_size=1, max_size=4))


def in_decimals(model: str, inputs: Inputs) -> Answers | None:
    """Return the answers in decimals of 34 digits, or nothing where a fact or a sum has more: DMN's own limit."""
    try:
        return read_by_us(model, inputs, DECIMALS)
    except Inexact:
        event("a fact or a sum of more than 34 digits")
        return None


@given(questions())
def test_in_decimals_the_model_answers_as_the_reference(question: Question) -> None:
    ruleset, drawn = question
    model = model_of(ruleset)
    for it in drawn if model else ():
        answers = in_decimals(str(model), dmn_inputs(it))
        assert answers in (None, reference(assess(ruleset, it, as_of="2020-06-01")))


@given(questions())
def test_in_feelin_the_model_answers_as_the_reference_but_for_floats(feelin: Feelin, question: Question) -> None:
    ruleset, drawn = question
    model = model_of(ruleset)
    if model is None:
        return
    inputs = [dmn_inputs(it) for it in drawn]
    for it, given_, answers in zip(drawn, inputs, feelin.run(model, inputs), strict=True):
        if answers != reference(assess(ruleset, it, as_of="2020-06-01")):
            event("binary floats differ")
            assert answers == read_by_us(model, given_, FLOATS)
            assert answers != in_decimals(model, given_)
