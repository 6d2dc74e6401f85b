"""Linear forms: both sides brought together, each indicator once, in whole numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lagesbild_rules.evaluation import Linear, linear, reads, wanted
from lagesbild_rules.facts import NumberFact
from lagesbild_rules.ruleset import FiniteCompare, NumberCompare

from .texts import criteria_ruleset


def form_of(when: str) -> tuple[Linear, ...]:
    ruleset = criteria_ruleset({"it": when})
    compare = ruleset.criteria["it"].when
    assert isinstance(compare, NumberCompare)
    return linear(compare, ruleset)


def form(terms: dict[str, int], limits: list[int], factor: int = 1) -> Linear:
    return Linear(tuple((Decimal(it), id_) for id_, it in terms.items()), tuple(map(Decimal, limits)), factor)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{indicator: x, above: 2}", form({"x": 1}, [2])),
        ("{indicator: x, above: 0.25}", form({"x": 4}, [1], 4)),
        ("{value: 2, above: {indicator: x}}", form({"x": -1}, [-2])),
        ("{value: {mean: [{indicator: x}, {indicator: y}, 1]}, above: 0}", form({"x": 1, "y": 1}, [-1], 3)),
        (
            "{value: {times: [0.5, {sum: [{indicator: x}, limit]}]}, above: {indicator: y}}",
            form({"x": 1, "y": -2}, [-2], 2),
        ),
        ("{value: {difference: [{indicator: x}, {indicator: x}]}, above: 1}", form({}, [1])),
        ("{indicator: x, one_of: some_numbers}", form({"x": 2}, [2, 5, 8], 2)),
    ],
)
def test_a_comparison_has_one_form_in_whole_numbers(when: str, expected: Linear) -> None:
    assert form_of(when) == (expected,)


def test_one_of_has_a_form_for_each_other_set_of_indicators() -> None:
    found = form_of("{indicator: x, one_of: [1, {indicator: y}, 3, {indicator: x}]}")
    assert found == (form({"x": 1}, [1, 3]), form({"x": 1, "y": -1}, [0]), form({}, [0]))


def test_the_span_goes_from_the_least_to_the_greatest_sum() -> None:
    facts = {
        "x": NumberFact(Decimal(1), Decimal(2)),
        "y": NumberFact(Decimal("0.5"), None),
        "z": NumberFact(None, None),
    }
    spans: list[tuple[dict[str, int], tuple[int | None, int | None]]] = [
        ({"x": 3}, (3, 6)),
        ({"x": -3}, (-6, -3)),
        ({"x": 1, "y": 2}, (2, None)),
        ({"x": 1, "y": -2}, (None, 1)),
        ({"x": 1, "z": 1}, (None, None)),
        ({}, (0, 0)),
    ]
    for terms, span in spans:
        assert (*form(terms, [0]).span(facts),) == (*span,), terms


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{indicator: problem, at_least: rough}", ("problem",)),
        ("{indicator: x, above: {indicator: y}}", ("x", "y")),
        ("{indicator: x, above: {sum: [{indicator: x}, {times: [0, {indicator: y}]}]}}", ()),
        ("{indicator: x, one_of: [{indicator: x}, {indicator: z}]}", ("x", "z")),
        ("{value: switch, equals: 1}", ()),
    ],
)
def test_a_comparison_reads_what_has_a_weight(when: str, expected: tuple[str, ...]) -> None:
    ruleset = criteria_ruleset({"it": when})
    compare = ruleset.criteria["it"].when
    assert isinstance(compare, NumberCompare | FiniteCompare)
    assert reads(compare, ruleset) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{indicator: problem, above: calm}", {"uneasy", "rough", "grave"}),
        ("{indicator: problem, below: calm}", set()),
        ("{indicator: problem, one_of: some_steps}", {"calm", "grave"}),
        ("{indicator: tenure, one_of: [home, owned]}", {"rental", "owned"}),
        ("{indicator: delimited, equals: true}", {"true"}),
    ],
)
def test_a_comparison_wants_the_values_for_which_it_holds(when: str, expected: set[str]) -> None:
    ruleset = criteria_ruleset({"it": when})
    compare = ruleset.criteria["it"].when
    assert isinstance(compare, FiniteCompare)
    assert wanted(compare, ruleset) == expected
