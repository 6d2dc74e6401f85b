"""Comparisons of numbers keep their exact verdict, whatever the signs, bounds, digits and unknown ends."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal, Inexact
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import FactSet, Ruleset, assess
from lagesbild_rules.errors import RulesetError
from lagesbild_rules.export import dmn, dmn_inputs
from lagesbild_rules.facts import Cause, NumberFact

from .decimal_feel import DECIMALS
from .engines import read_by_us, reference
from .texts import NUMBER, ruleset

OPERATORS = ("at_least", "above", "at_most", "below", "equals")
NAMES = ("x", "y", "z")
FEW = ("0", "1", "2", "-1", "-3", "0.5", "0.1", "0.3", "7")


def verdicts(text: Ruleset, facts: FactSet) -> None:
    """Hold the exported model of *text* to the reference, in decimals."""
    expected = reference(assess(text, facts, as_of="2020-01-01"))
    assert read_by_us(dmn(text), dmn_inputs(facts), DECIMALS) == expected


@st.composite
def expressions(draw: st.DrawFn) -> Any:
    terms = [
        {"times": [draw(st.sampled_from(FEW)), {"indicator": draw(st.sampled_from(NAMES))}]}
        for _ in range(draw(st.integers(0, 3)))
    ]
    return {draw(st.sampled_from(("sum", "mean"))): [draw(st.sampled_from(FEW)), *terms]}


@st.composite
def comparisons(draw: st.DrawFn) -> Any:
    right = {draw(st.sampled_from(OPERATORS)): draw(expressions())}
    if draw(st.booleans()):
        right = {"one_of": draw(st.lists(expressions(), min_size=1, max_size=3))}
    closed = draw(st.sampled_from(({}, {"missing_as": "true"}, {"missing_as": "false"})))
    return {"value": draw(expressions()), **right, **closed}


@st.composite
def numbers(draw: st.DrawFn, least: str | None, most: str | None) -> NumberFact:
    if draw(st.booleans()):
        return NumberFact(least and Decimal(least), most and Decimal(most), (Cause.MISSING,))  # type: ignore[arg-type]
    ends = st.sampled_from((None, *(Decimal(it) for it in FEW)))
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return NumberFact(low, high, () if low == high and low is not None else (Cause.CONFLICTING,))


@given(st.data())
@settings(max_examples=200)
def test_every_comparison_of_sums_answers_as_the_reference(data: st.DataObject) -> None:
    bounds = {id_: data.draw(st.sampled_from(((None, None), ("0", None), ("0", "3"), ("-1", "1")))) for id_ in NAMES}
    indicators = {
        id_: {"number": {"unit": "percent", "decimals": 1, **{k: v for k, v in (("min", low), ("max", high)) if v}}}
        for id_, (low, high) in bounds.items()
    }
    text = ruleset(indicators, {"c": data.draw(comparisons())})
    given_ = {id_: data.draw(numbers(*bounds[id_])) for id_ in NAMES}
    verdicts(text, FactSet.of("here", text.indicators, given_))


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("weight", ["3", "-3", "0.7", "1.6"])
@pytest.mark.parametrize("missing_as", [{}, {"missing_as": "true"}])
def test_a_limit_of_more_than_34_digits_parts_the_numbers_as_it_should(
    operator: str, weight: str, missing_as: dict[str, str]
) -> None:
    when = {"value": {"times": [weight, {"indicator": "x"}]}, operator: "10", **missing_as}
    text = ruleset({"x": {"number": {"unit": "percent", "decimals": 30}}}, {"c": when})
    down = Context(prec=34, rounding=ROUND_FLOOR)
    below = down.divide(Decimal(10), Decimal(weight))
    beside = [below, down.next_plus(below), down.next_minus(below)]
    for low in (*beside, None):
        for high in (*beside, None):
            if low is None or high is None or low <= high:
                fact = NumberFact(low, high, () if low == high else (Cause.CONFLICTING,))
                verdicts(text, FactSet.of("here", text.indicators, {"x": fact}))
    verdicts(text, FactSet.of("here", text.indicators, {}))


def test_one_of_may_weigh_an_indicator_against_itself_and_another() -> None:
    when = {"indicator": "x", "one_of": [{"times": ["7", {"indicator": "x"}]}, {"indicator": "y"}]}
    text = ruleset({"x": NUMBER, "y": NUMBER}, {"c": when})
    for low, high in ((0, 1), (-1, 0), (1, 2), (0, 0)):
        fact = NumberFact(Decimal(low), Decimal(high), () if low == high else (Cause.CONFLICTING,))
        verdicts(text, FactSet.of("here", text.indicators, {"x": fact}))


def test_an_exact_limit_stands_in_the_model_as_the_text_writes_it() -> None:
    text = ruleset({"x": NUMBER}, {"c": {"indicator": "x", "at_least": "0.1"}})
    assert "fact_x.low &gt;= 0.1 then true" in dmn(text)


def test_a_sum_keeps_the_weights_of_the_text() -> None:
    left = {"sum": [{"indicator": "x"}, {"times": ["-0.5", {"indicator": "y"}]}]}
    text = ruleset({"x": NUMBER, "y": NUMBER}, {"c": {"value": left, "above": "1.5"}})
    assert "LOW_x - 0.5 * HIGH_y" in dmn(text)
    assert "LEAST &gt; 1.5 then true" in dmn(text)


def test_a_comparison_without_indicators_is_true_or_false() -> None:
    text = ruleset(
        {"x": NUMBER}, {"c": {"value": "1", "at_least": "2"}, "d": {"indicator": "x", "equals": {"indicator": "x"}}}
    )
    verdicts(text, FactSet.of("here", text.indicators, {}))
    assert "<text>false</text>" in dmn(text)


def test_weights_that_dmn_cannot_hold_are_refused_all_at_once() -> None:
    nines = "9" * 34

    def too_long(other: str) -> dict[str, Any]:
        long = {"times": [nines, {"times": [nines, {"indicator": "x"}]}]}
        return {"value": {"sum": [long, {"indicator": other}]}, "above": "0"}

    text = ruleset({"x": NUMBER, "y": NUMBER, "z": NUMBER}, {"c": too_long("y"), "d": {"not": too_long("z")}})
    with pytest.raises(RulesetError) as caught:
        dmn(text)
    assert [it.code for it in caught.value.problems] == ["LR309", "LR309"]
    assert [it.place.line for it in caught.value.problems] == [1, 1]


def test_a_sum_of_more_than_34_digits_is_the_limit_that_the_model_names() -> None:
    left = {"sum": [{"times": ["3", {"indicator": "x"}]}, {"indicator": "y"}]}
    text = ruleset({"x": NUMBER, "y": NUMBER}, {"c": {"value": left, "above": "0"}})
    long = Decimal("9" * 34)
    facts = FactSet.of("here", text.indicators, {id_: NumberFact(long, long) for id_ in ("x", "y")})
    with pytest.raises(Inexact):
        read_by_us(dmn(text), dmn_inputs(facts), DECIMALS)
    assert "no exact answer where a sum needs more" in dmn(text)
