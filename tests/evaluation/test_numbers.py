"""Numbers: exact, linear, and intervals where they are not known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lagesbild_rules import Cause, Truth
from lagesbild_rules.facts import NumberFact

from .texts import asked

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
OPERATORS = ("at_least", "above", "at_most", "below", "equals")


def between(low: str | None, high: str | None) -> NumberFact:
    """Return the fact that two sources give when one says *low* and the other *high*."""
    ends = [None if it is None else Decimal(it) for it in (low, high)]
    return NumberFact(ends[0], ends[1], (Cause.CONFLICTING,))


# Exactness


def test_a_tenth_and_two_tenths_are_at_most_three_tenths() -> None:
    sum_ = "{value: {sum: [{indicator: x}, {indicator: y}]}, %s: 0.3}"
    assert [asked(sum_ % it, x="0.1", y="0.2") for it in OPERATORS] == [TRUE, FALSE, TRUE, FALSE, TRUE]


def test_34_digits_and_the_least_more() -> None:
    large, tiny = "9999999999999999999999999999999999", "0.000000000000000000000000000001"
    more = f"{{value: {{sum: [{{indicator: x}}, {{indicator: y}}]}}, above: {large}}}"
    assert asked(more, x=large, y=tiny) is TRUE
    assert asked(more, x=large, y="0") is FALSE
    assert asked(more, x=large, y=f"-{tiny}") is FALSE


def test_products_of_34_digits_cancel_to_the_last_digit() -> None:
    n, one_less = "9" * 34, "9" * 33 + "8"
    sum_ = f"{{value: {{sum: [{{times: [{n}, {{indicator: x}}]}}, {{times: [-{n}, {{indicator: y}}]}}]}}, equals: {n}}}"
    assert asked(sum_, x=n, y=one_less) is TRUE
    assert asked(sum_, x=n, y=n) is FALSE


@pytest.mark.parametrize(("z", "expected"), [("1", TRUE), ("1.000000000000000000000000000001", FALSE), ("0.9", FALSE)])
def test_a_mean_is_multiplied_out(z: str, expected: Truth) -> None:
    # 1/3 is no decimal: (x + y + z) / 3 = 1/3 exactly when x + y + z = 1.
    mean = "{value: {mean: [{indicator: x}, {indicator: y}, {indicator: z}]}, equals: {mean: [1, 0, 0]}}"
    assert asked(mean, x="0", y="0", z=z) is expected


def test_a_third_in_34_digits_is_below_a_third() -> None:
    assert asked("{value: {mean: [{indicator: x}, 0, 0]}, above: third}", x="1") is TRUE
    assert asked("{value: {times: [3, third]}, below: 1}") is TRUE


def test_a_factor_weighs_all_that_it_stands_before() -> None:
    weighted = "{value: {times: [-2, {difference: [{indicator: x}, {times: [0.5, {indicator: y}]}]}]}, equals: -3}"
    assert asked(weighted, x="2", y="1") is TRUE
    assert asked(weighted, x="2", y="1.1") is FALSE


# Points and intervals


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2", "2", [TRUE, FALSE, TRUE, FALSE, TRUE]),
        ("1", "1.9", [FALSE, FALSE, TRUE, TRUE, FALSE]),
        ("2.1", "3", [TRUE, TRUE, FALSE, FALSE, FALSE]),
        ("1", "2", [UNKNOWN, FALSE, TRUE, UNKNOWN, UNKNOWN]),
        ("2", "3", [TRUE, UNKNOWN, UNKNOWN, FALSE, UNKNOWN]),
        ("1", "3", [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
        (None, "1.9", [FALSE, FALSE, TRUE, TRUE, FALSE]),
        (None, "2", [UNKNOWN, FALSE, TRUE, UNKNOWN, UNKNOWN]),
        (None, "2.1", [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
        ("2.1", None, [TRUE, TRUE, FALSE, FALSE, FALSE]),
        ("2", None, [TRUE, UNKNOWN, UNKNOWN, FALSE, UNKNOWN]),
        ("1.9", None, [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
        (None, None, [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
    ],
)
def test_a_comparison_holds_for_all_for_none_or_is_unknown(
    low: str | None, high: str | None, expected: list[Truth]
) -> None:
    known = between(low, high)
    assert [asked(f"{{indicator: x, {it}: limit}}", x=known) for it in OPERATORS] == expected
    assert asked("{indicator: x, one_of: [limit]}", x=known) is expected[-1]
    mirrored = {"at_least": "at_most", "above": "below", "at_most": "at_least", "below": "above", "equals": "equals"}
    assert [asked(f"{{value: limit, {mirrored[it]}: {{indicator: x}}}}", x=known) for it in OPERATORS] == expected


def test_an_interval_of_whole_numbers_is_over_the_reals() -> None:
    # No whole number of persons lies strictly between 1 and 2, yet 1.5 does.
    between_one_and_two = "{all: [{indicator: people, above: 1}, {indicator: people, below: 2}]}"
    assert asked(between_one_and_two, people=between("1", "2")) is UNKNOWN


def test_a_rounded_number_is_the_interval_that_rounds_to_it() -> None:
    assert asked("{indicator: share, at_least: 12}", share="12.5") is TRUE
    assert asked("{indicator: share, above: 12}", share="12.5") is UNKNOWN
    assert asked("{indicator: share, at_most: 100}", share="100") is TRUE
    assert asked("{indicator: share, below: 0.5}", share="0") is UNKNOWN
    assert asked("{indicator: share, at_most: 0.5}", share="0") is TRUE


def test_what_is_missing_is_known_by_its_bounds_alone() -> None:
    assert asked("{indicator: share, at_least: 0}") is TRUE
    assert asked("{indicator: share, above: 100}") is FALSE
    assert asked("{indicator: people, at_least: 0}") is TRUE
    assert asked("{indicator: people, below: 1000000}") is UNKNOWN
    assert asked("{value: {times: [-1, {indicator: people}]}, above: 0}") is FALSE
    assert asked("{indicator: x, at_least: -9999999999999999999999999999999999}") is UNKNOWN


def test_a_missing_term_is_its_whole_range() -> None:
    assert asked("{value: {sum: [{indicator: share}, {indicator: people}]}, at_least: 12}", share="12.5") is TRUE
    assert asked("{value: {sum: [{indicator: share}, {indicator: people}]}, at_least: 13}", share="12.5") is UNKNOWN
    assert asked("{value: {mean: [{indicator: x}, {indicator: y}]}, at_least: 0}", x="100") is UNKNOWN
    assert asked("{value: {difference: [{indicator: x}, {indicator: people}]}, above: 7}", x="7") is FALSE


# Each indicator once


@pytest.mark.parametrize(
    "when",
    [
        "{value: {difference: [{indicator: x}, {indicator: x}]}, at_least: 0}",
        "{indicator: x, at_least: {indicator: x}}",
        "{indicator: x, one_of: [-1, {indicator: x}]}",
        "{value: {sum: [{indicator: x}, {times: [-1, {indicator: x}]}]}, equals: 0}",
        "{value: {mean: [{indicator: x}, {indicator: x}]}, equals: {indicator: x}}",
        "{value: {times: [0, {indicator: x}]}, at_most: 0}",
        "{value: {sum: [{indicator: x}, 1]}, above: {indicator: x}}",
    ],
)
def test_an_indicator_that_cancels_out_may_be_missing(when: str) -> None:
    assert asked(when) is TRUE
    assert asked(f"{{not: {when}}}") is FALSE


def test_an_indicator_on_both_sides_counts_once() -> None:
    # 2x ≥ x + 1 is x ≥ 1; taken side by side, [2, 4] and [2, 3] would overlap.
    twice = "{value: {times: [2, {indicator: x}]}, at_least: {sum: [{indicator: x}, 1]}}"
    assert asked(twice, x=between("1", "2")) is TRUE
    assert asked(twice, x=between("0", "0.5")) is FALSE
    assert asked(twice, x=between("0", "1")) is UNKNOWN


def test_a_negative_weight_turns_the_interval() -> None:
    difference = "{value: {difference: [{indicator: x}, {indicator: y}]}, at_least: 1}"
    assert asked(difference, x=between("3", "4"), y=between("1", "2")) is TRUE
    assert asked(difference, x=between("3", "4"), y=between("1", "2.1")) is UNKNOWN
    assert asked(difference, x=between("3", "4"), y=between("3.1", None)) is FALSE
    assert asked(difference, x=between("3", "4"), y=between(None, "2")) is TRUE


# One of several numbers


def test_one_of_is_any_of_the_numbers_in_the_list() -> None:
    assert asked("{indicator: x, one_of: [1, limit, {sum: [limit, 1.5]}]}", x="3.50") is TRUE
    assert asked("{indicator: x, one_of: [1, limit, {sum: [limit, 1.5]}]}", x="3") is FALSE


@pytest.mark.parametrize(("x", "expected"), [("2.5", TRUE), ("4", TRUE), ("3", FALSE), ("", UNKNOWN)])
def test_one_of_takes_the_name_of_a_list(x: str, expected: Truth) -> None:
    assert asked("{indicator: x, one_of: some_numbers}", x=x) is expected


def test_one_of_takes_the_name_of_a_reading_that_holds_a_list() -> None:
    assert asked("{indicator: x, one_of: other_numbers}", x="3") is TRUE
    assert asked("{indicator: x, one_of: other_numbers}", x="0") is FALSE


def test_one_of_is_known_to_fail_only_outside_every_number() -> None:
    assert asked("{indicator: x, one_of: [1, 4]}", x=between("2", "3")) is FALSE
    assert asked("{indicator: x, one_of: [1, 4]}", x=between("2", "4")) is UNKNOWN
    assert asked("{indicator: x, one_of: [1, 2]}", x=between("1", "2")) is UNKNOWN


def test_one_of_may_name_other_indicators() -> None:
    assert asked("{indicator: x, one_of: [{indicator: y}, 3]}", x="3") is TRUE
    assert asked("{indicator: x, one_of: [{indicator: y}, 3]}", x="2", y="2") is TRUE
    assert asked("{indicator: x, one_of: [{indicator: y}, 3]}", x="2") is UNKNOWN
    assert asked("{indicator: x, one_of: [{indicator: y}, 3]}", x="2", y="1") is FALSE


# Comparisons that read no indicator


def test_a_reading_switches_where_no_indicator_is_read() -> None:
    assert asked("{value: switch, equals: 1}") is TRUE
    assert asked("{value: switch, one_of: [0, 2]}") is FALSE
    assert asked("{all: [{value: switch, equals: 0}, {indicator: x, above: 0}]}") is FALSE
    assert asked("{value: {sum: [0.1, 0.2]}, equals: 0.3, missing_as: false}") is TRUE
