"""A program: every condition once, each after all that it rests on."""

from __future__ import annotations

import pytest
from attrs import evolve

from lagesbild_rules.evaluation import ALWAYS, program
from lagesbild_rules.ruleset import Any, ClassificationRef, CriterionRef, LevelRef, Not, NumberCompare, Operator

from .texts import criteria_ruleset

RULESET = criteria_ruleset(
    {
        "second": "{any: [first, {indicator: x, above: 0, missing_as: true}]}",
        "first": "{indicator: x, above: 0}",
        "same": "{indicator: x, above: 0.00}",
        "reached": "{classification: c, at_least: rough}",
        "not_reached": "{classification: c, below: rough}",
    },
    "[{id: calm}, {id: rough, when: first}, {id: grave, when: second}]",
)


def test_equal_conditions_share_one_place() -> None:
    found = program(RULESET)
    assert found.at[CriterionRef("first")] == found.at[CriterionRef("same")] == found.at[LevelRef("c", "rough")]
    assert len(found.conditions) == len(set(found.conditions)) == len(found.inputs)


def test_a_closed_comparison_rests_on_the_open_one() -> None:
    found = program(RULESET)
    opened = RULESET.criteria["first"].when
    assert isinstance(opened, NumberCompare)
    closed = evolve(opened, missing_as=True)
    assert found.inputs[found.at[closed]] == (found.at[opened],)
    assert found.inputs[found.at[CriterionRef("second")]] == (found.at[opened], found.at[closed])


def test_a_reference_to_a_classification_is_the_any_of_its_levels() -> None:
    found = program(RULESET)
    upwards = Any((LevelRef("c", "rough"), LevelRef("c", "grave")))
    assert found.at[ClassificationRef("c", Operator.AT_LEAST, "rough")] == found.at[upwards]
    assert found.at[ClassificationRef("c", Operator.BELOW, "rough")] == found.at[Not(upwards)]


def test_the_mildest_level_always_holds() -> None:
    found = program(RULESET)
    assert found.at[LevelRef("c", "calm")] == found.at[ALWAYS]


def test_a_program_is_worked_out_once_and_cannot_be_changed() -> None:
    assert program(RULESET) is program(RULESET)
    assert program(evolve(RULESET)) == program(RULESET)
    with pytest.raises(TypeError, match="item assignment"):
        program(RULESET).at[ALWAYS] = 0  # type: ignore[index]
