"""A ruleset without one criterion: as met, as not met, and left out of the lists that name it."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.evaluation import ALWAYS
from lagesbild_rules.ruleset import All, Any, Count, CriterionRef, LevelRef, Literal, Name, Not, Ruleset
from lagesbild_rules.study import dropped, sensitivity
from lagesbild_rules.testing import facts, rulesets

from .places import edited, moved, places

LEVELS = "classifications/lage/levels"


def when(ruleset: Ruleset | None, level: int) -> object:
    assert ruleset is not None
    return ruleset.classifications["lage"].levels[level].when


def test_left_out_shortens_the_list_and_keeps_the_count_where_it_can() -> None:
    two = edited(("readings/needed/value", "2"))
    left = when(dropped(two, "sold", "left_out"), 1)
    assert isinstance(left, Count)
    assert left.members == (CriterionRef("dark"), CriterionRef("gloomy"))
    assert left.k == Name("needed")


def test_at_least_as_many_as_are_left_becomes_all_of_them() -> None:
    three = edited(("readings/needed/value", "3"), ("readings/needed/admissible", ["3"]))
    left = when(dropped(three, "dark", "left_out"), 1)
    assert isinstance(left, Count)
    assert left.k == Literal(type(three.value("limit"))(2))


def test_a_list_of_which_nothing_is_left_goes_with_it() -> None:
    ruleset = edited((f"{LEVELS}/2/when", {"all": [{"level": "lage.utsatt"}, {"any": ["feared"]}, {"not": "feared"}]}))
    assert when(dropped(ruleset, "feared", "left_out"), 2) == All((LevelRef("lage", "utsatt"),))


def test_a_criterion_that_consists_of_it_alone_goes_with_it() -> None:
    ruleset = edited(
        ("criteria/both", {"claim": {"en": "Both."}, "source": "none", "when": {"all": ["feared"]}}),
        (f"{LEVELS}/2/when", {"any": ["alone", "both"]}),
    )
    assert when(dropped(ruleset, "feared", "left_out"), 2) == Any((CriterionRef("alone"),))


def test_a_level_that_would_have_no_condition_is_told() -> None:
    ruleset = edited((f"{LEVELS}/2/when", {"not": "feared"}))
    assert dropped(ruleset, "feared", "left_out") is None
    found = sensitivity(ruleset, places(ruleset), parts=["dropped"]).dropped
    assert found is not None
    assert found.left_out == (("feared", "left_out"),)
    assert ("feared", "left_out") not in {(it.name, it.value) for it in found.found}


@given(data=st.data())
def test_fixed_answers_move_what_the_reference_moves(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(3)]
    found = sensitivity(ruleset, rows, parts=["dropped"]).dropped
    assert found is not None
    got = {(it.name, it.value): it.moved for it in found.found}
    for id_, it in ruleset.criteria.items():
        for way, fixed in (("true", ALWAYS), ("false", Any(()))):
            other = evolve(ruleset, criteria={**ruleset.criteria, id_: evolve(it, when=fixed)})
            assert got[id_, way] == moved(ruleset, other, rows)
        left = dropped(ruleset, id_, "left_out")
        if left is None:
            assert (id_, "left_out") in found.left_out
        else:
            assert got[id_, "left_out"] == moved(ruleset, left, rows)
            assert all(CriterionRef(id_) not in _walked(one) for one in _asked(left))


def _asked(ruleset: Ruleset) -> list[object]:
    return [level.when for it in ruleset.classifications.values() for level in it.levels if level.when]


def _walked(condition: object) -> list[object]:
    found = [condition]
    for it in found:
        if isinstance(it, All | Any | Count):
            found += it.members
        elif isinstance(it, Not):
            found.append(it.member)
    return found
