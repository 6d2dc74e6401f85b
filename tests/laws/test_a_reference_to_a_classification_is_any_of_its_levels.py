"""A reference to a classification is the any of its levels from one upwards, or none of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Truth
from lagesbild_rules.ruleset import parse_ruleset
from lagesbild_rules.testing import facts, ruleset_texts

from .questions import Question, noted, with_criteria


@st.composite
def references(draw: st.DrawFn) -> tuple[Question, str, list[str]]:
    """Draw a question with the criteria ``reached``, ``any_level``, ``below`` and ``no_level`` of drawn levels."""
    text = draw(ruleset_texts(closed_world=True))
    classification = draw(st.sampled_from([*parse_ruleset(text).classifications.values()]))
    ladder = [it.id for it in classification.levels]
    upwards = ladder[draw(st.integers(0, len(ladder) - 1)) :]
    levels = [{"level": f"{classification.id}.{it}"} for it in upwards]
    extended = with_criteria(
        text,
        {
            "reached": {"classification": classification.id, "at_least": upwards[0]},
            "any_level": {"any": levels},
            "below": {"classification": classification.id, "below": upwards[0]},
            "no_level": {"not": {"any": levels}},
        },
    )
    ruleset = noted(extended)
    return Question(extended, ruleset, draw(facts(ruleset))), classification.id, upwards


@given(references())
def test_a_reference_is_the_any_of_levels_or_its_negation(drawn: tuple[Question, str, list[str]]) -> None:
    criteria = drawn[0].criteria()
    assert criteria["reached"] is criteria["any_level"]
    assert criteria["below"] is criteria["no_level"] is ~criteria["reached"]


@given(references())
def test_a_reference_agrees_with_the_levels_still_possible(drawn: tuple[Question, str, list[str]]) -> None:
    question, name, upwards = drawn
    answer = question.answer()
    possible = set(answer.classifications[name].possible)
    if answer.criteria["reached"] is Truth.TRUE:
        assert possible <= set(upwards)
    else:
        assert not possible <= set(upwards)
    assert (answer.criteria["reached"] is Truth.FALSE) == possible.isdisjoint(upwards)
