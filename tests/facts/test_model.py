"""Facts: what is known of an indicator, and of all the indicators of an area."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs.exceptions import FrozenInstanceError
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules import Cause, FactSet
from lagesbild_rules.facts import (
    CategoryKind,
    Fact,
    FiniteFact,
    Indicator,
    Kind,
    NumberFact,
    NumberKind,
    Scale,
    ScaleKind,
    TruthKind,
    known,
    unknown,
)

PROBLEM = ScaleKind(Scale("problem", ("calm", "rough", "grave")))
TENURE = CategoryKind(("rental", "owned", "0114"))
LONG = Decimal("1234567890123456789012345678901234")


def percent(
    minimum: str | None = None, maximum: str | None = None, precision: str | None = None, decimals: int = 1
) -> NumberKind:
    low, high, half = (None if it is None else Decimal(it) for it in (minimum, maximum, precision))
    return NumberKind("percent", decimals, low, high, half)


def interval(low: str | None, high: str | None, *causes: Cause) -> NumberFact:
    return NumberFact(None if low is None else Decimal(low), None if high is None else Decimal(high), causes)


# A number that is known


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (percent(), "12.5", interval("12.5", "12.5")),
        (percent(precision="0"), "12.5", interval("12.5", "12.5")),
        (percent(precision="0.05"), "12.5", interval("12.45", "12.55", Cause.ROUNDED)),
        (percent(minimum="0", precision="0.5"), "0.2", interval("0", "0.7", Cause.ROUNDED)),
        (percent(minimum="0", precision="0.5"), "0", interval("0", "0.5", Cause.ROUNDED)),
        (percent(maximum="100", precision="0.5"), "100", interval("99.5", "100", Cause.ROUNDED)),
        (percent(minimum="0", maximum="1", precision="7"), "0.5", interval("0", "1", Cause.ROUNDED)),
        (percent(minimum="-2", maximum="-1", precision="0.5"), "-1.5", interval("-2", "-1", Cause.ROUNDED)),
        (percent(minimum="3", maximum="3", precision="0.5"), "3", interval("3", "3")),
    ],
)
def test_a_number_is_widened_by_its_precision_inside_its_bounds(
    kind: NumberKind, value: str, expected: NumberFact
) -> None:
    assert known(kind, Decimal(value)) == expected


def test_a_number_of_34_digits_is_widened_without_rounding() -> None:
    fact = known(percent(precision="0.005", decimals=2), LONG)
    assert fact == interval(
        "1234567890123456789012345678901233.995", "1234567890123456789012345678901234.005", Cause.ROUNDED
    )


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=14),
    st.decimals(min_value=0, max_value=10, places=30),
)
def test_the_interval_is_the_number_and_its_precision_to_the_last_digit(value: Decimal, precision: Decimal) -> None:
    fact = known(NumberKind("one", 14, precision=precision), value)
    assert isinstance(fact, NumberFact)
    assert fact.low is not None
    assert fact.high is not None
    assert Fraction(fact.low) == Fraction(value) - Fraction(precision)
    assert Fraction(fact.high) == Fraction(value) + Fraction(precision)
    assert fact.exact is (precision == 0)
    assert fact.causes == (() if precision == 0 else (Cause.ROUNDED,))


@pytest.mark.parametrize(
    ("low", "high", "exact"),
    [
        ("1", "1", True),
        ("1", "1.0", True),
        ("1", "2", False),
        (None, "1", False),
        ("1", None, False),
        (None, None, False),
    ],
)
def test_a_number_is_exact_when_both_ends_are_one(low: str | None, high: str | None, exact: bool) -> None:
    assert interval(low, high).exact is exact


# A step, a truth or a code that is known


@pytest.mark.parametrize(("kind", "value"), [(PROBLEM, "rough"), (TruthKind(), "false"), (TENURE, "0114")])
def test_a_value_that_is_known_is_the_only_one_possible(kind: Kind, value: str) -> None:
    fact = known(kind, value)
    assert fact == FiniteFact((value,))
    assert isinstance(fact, FiniteFact)
    assert (fact.low, fact.high, fact.exact, fact.causes) == (value, value, True, ())
    assert fact.possible == frozenset({value})


@pytest.mark.parametrize(("kind", "value"), [(percent(), "12.5"), (PROBLEM, Decimal(1)), (TruthKind(), True)])
def test_a_value_of_another_sort_is_refused(kind: Kind, value: Decimal | str) -> None:
    with pytest.raises(TypeError, match="is no value of"):
        known(kind, value)


def test_some_values_possible_are_not_exact() -> None:
    fact = FiniteFact(("calm", "rough"), (Cause.CONFLICTING,))
    assert (fact.low, fact.high, fact.exact) == ("calm", "rough", False)
    assert fact.possible == frozenset({"calm", "rough"})


# What is not known


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (percent(), interval(None, None, Cause.MISSING)),
        (percent(minimum="0"), interval("0", None, Cause.MISSING)),
        (percent(maximum="100", precision="0.5"), interval(None, "100", Cause.MISSING)),
        (percent(minimum="0", maximum="100"), interval("0", "100", Cause.MISSING)),
        (PROBLEM, FiniteFact(("calm", "rough", "grave"), (Cause.MISSING,))),
        (TruthKind(), FiniteFact(("false", "true"), (Cause.MISSING,))),
        (TENURE, FiniteFact(("rental", "owned", "0114"), (Cause.MISSING,))),
    ],
)
def test_what_is_missing_is_the_whole_range(kind: Kind, expected: Fact) -> None:
    assert unknown(kind) == expected
    assert not unknown(kind).exact


@pytest.mark.parametrize("kind", [percent(minimum="0"), PROBLEM, TruthKind(), TENURE])
def test_what_is_stale_or_below_grade_is_the_whole_range_for_that_cause(kind: Kind) -> None:
    for causes in ((Cause.STALE,), (Cause.BELOW_GRADE,), (Cause.STALE, Cause.BELOW_GRADE)):
        fact = unknown(kind, *causes)
        assert fact.causes == causes
        missing = unknown(kind)
        assert (fact.low, fact.high) == (missing.low, missing.high)


# The facts of an area

INDICATORS = {
    "income": Indicator("income", percent(minimum="0")),
    "problem": Indicator("problem", PROBLEM),
    "delimited": Indicator("delimited", TruthKind()),
}
INCOME, DELIMITED = interval("12.5", "12.5"), FiniteFact(("true",))


@pytest.fixture
def facts() -> FactSet:
    return FactSet.of("Område 1", INDICATORS, {"delimited": DELIMITED, "income": INCOME})


def test_a_set_holds_a_fact_for_each_indicator_in_their_order(facts: FactSet) -> None:
    assert [*facts] == ["income", "problem", "delimited"]
    assert len(facts) == 3
    assert (facts.area, facts["income"], facts["delimited"]) == ("Område 1", INCOME, DELIMITED)


def test_a_fact_that_was_not_given_is_missing(facts: FactSet) -> None:
    assert facts["problem"] == unknown(PROBLEM, Cause.MISSING)


def test_a_fact_of_what_is_no_indicator_is_refused() -> None:
    with pytest.raises(KeyError, match="'a', 'b'"):
        FactSet.of("Område 1", INDICATORS, {"b": INCOME, "income": INCOME, "a": INCOME})
    with pytest.raises(KeyError, match="nothing"):
        FactSet.of("Område 1", INDICATORS, {})["nothing"]


def test_replacing_gives_a_new_set_and_leaves_the_old(facts: FactSet) -> None:
    changed = facts.replace({"income": interval("1", "2", Cause.CONFLICTING)})
    assert changed["income"] == interval("1", "2", Cause.CONFLICTING)
    assert {id_: it for id_, it in changed.items() if id_ != "income"} == {
        "problem": facts["problem"],
        "delimited": DELIMITED,
    }
    assert facts["income"] == INCOME
    with pytest.raises(KeyError, match="nothing"):
        facts.replace({"nothing": INCOME})


def test_keeping_some_makes_the_others_missing(facts: FactSet) -> None:
    kept = facts.only(frozenset({"income"}))
    assert kept == FactSet.of("Område 1", INDICATORS, {"income": INCOME})
    assert kept["delimited"] == unknown(TruthKind())
    assert facts.only(frozenset(INDICATORS)) == facts


def test_a_set_cannot_be_changed(facts: FactSet) -> None:
    with pytest.raises(TypeError, match="item assignment"):
        facts.facts["income"] = DELIMITED  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        facts.area = "Område 2"  # type: ignore[misc]


def test_a_set_does_not_follow_what_it_was_made_of() -> None:
    given_facts: dict[str, Fact] = {"income": INCOME}
    facts = FactSet.of("Område 1", INDICATORS, given_facts)
    given_facts["income"] = DELIMITED
    assert facts["income"] == INCOME


def test_a_set_comes_back_from_pickling(facts: FactSet) -> None:
    again: FactSet = pickle.loads(pickle.dumps(facts))
    assert again == facts
    assert again != facts.replace({"income": interval("12.6", "12.6")})
    with pytest.raises(TypeError, match="item assignment"):
        again.facts["income"] = DELIMITED  # type: ignore[index]
