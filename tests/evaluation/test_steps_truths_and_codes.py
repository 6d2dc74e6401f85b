"""Steps, truths and codes: a comparison asks whether the values still possible are among those wanted."""

from __future__ import annotations

from itertools import combinations

import pytest

from lagesbild_rules import Cause, Truth
from lagesbild_rules.facts import FiniteFact

from .texts import asked

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
STEPS = ("calm", "uneasy", "rough", "grave")
CODES = ("rental", "cooperative", "owned")


def possible(*values: str) -> FiniteFact:
    return FiniteFact(values, (Cause.CONFLICTING,) if len(values) > 1 else ())


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        ("at_least", {"rough", "grave"}),
        ("above", {"grave"}),
        ("at_most", {"calm", "uneasy", "rough"}),
        ("below", {"calm", "uneasy"}),
        ("equals", {"rough"}),
    ],
)
@pytest.mark.parametrize("right", ["rough", "from_step"])
def test_a_step_stands_to_a_step_or_to_a_reading_that_holds_one(operator: str, holds: set[str], right: str) -> None:
    when = f"{{indicator: problem, {operator}: {right}}}"
    assert {step for step in STEPS if asked(when, problem=step) is TRUE} == holds
    assert {step for step in STEPS if asked(when, problem=step) is FALSE} == set(STEPS) - holds


@pytest.mark.parametrize(("least", "most"), list(combinations(range(len(STEPS)), 2)))
def test_a_span_of_steps_against_one_of(least: int, most: int) -> None:
    span = STEPS[least : most + 1]
    inside, outside = f"[{', '.join(span)}]", f"[{', '.join(set(STEPS) - set(span)) or span[0]}]"
    assert asked(f"{{indicator: problem, one_of: {inside}}}", problem=possible(*span)) is TRUE
    assert asked(f"{{indicator: problem, one_of: [{span[0]}]}}", problem=possible(*span)) is UNKNOWN
    expected = FALSE if len(span) < len(STEPS) else UNKNOWN
    assert asked(f"{{indicator: problem, one_of: {outside}}}", problem=possible(*span)) is expected


def test_one_of_may_leave_out_a_step_in_the_middle() -> None:
    ends = "{indicator: problem, one_of: some_steps}"
    assert [asked(ends, problem=step) for step in STEPS] == [TRUE, FALSE, FALSE, TRUE]
    assert asked(ends, problem=possible("uneasy", "rough")) is FALSE
    assert asked(ends, problem=possible("calm", "uneasy")) is UNKNOWN
    assert asked(ends) is UNKNOWN


def test_the_whole_scale_is_known_whatever_the_step_is() -> None:
    assert asked("{indicator: problem, at_least: calm}") is TRUE
    assert asked("{indicator: problem, above: grave}") is FALSE
    assert asked("{indicator: problem, one_of: [calm, uneasy, rough, grave]}") is TRUE
    assert asked("{indicator: problem, at_least: uneasy}") is UNKNOWN


def test_scales_of_two_indicators_do_not_mix() -> None:
    when = "{all: [{indicator: problem, at_least: rough}, {indicator: fear, below: rough}]}"
    assert asked(when, problem="grave", fear="calm") is TRUE
    assert asked(when, problem="calm", fear="grave") is FALSE
    assert asked(when, problem="grave") is UNKNOWN


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{indicator: delimited, equals: true}", [TRUE, FALSE, UNKNOWN]),
        ("{indicator: delimited, equals: false}", [FALSE, TRUE, UNKNOWN]),
        ("{indicator: delimited, one_of: [true]}", [TRUE, FALSE, UNKNOWN]),
        ("{indicator: delimited, one_of: [false, true]}", [TRUE, TRUE, TRUE]),
    ],
)
def test_a_truth_equals_true_or_false(when: str, expected: list[Truth]) -> None:
    assert [asked(when, delimited=cell) for cell in (True, False, None)] == expected


@pytest.mark.parametrize(
    ("codes", "equals", "one_of"),
    [
        (("rental",), TRUE, TRUE),
        (("cooperative",), FALSE, FALSE),
        (("owned",), FALSE, TRUE),
        (("rental", "owned"), UNKNOWN, TRUE),
        (("rental", "cooperative"), UNKNOWN, UNKNOWN),
        (("cooperative", "owned"), FALSE, UNKNOWN),
        (CODES, UNKNOWN, UNKNOWN),
    ],
)
def test_a_category_is_a_set_of_codes(codes: tuple[str, ...], equals: Truth, one_of: Truth) -> None:
    tenure = possible(*codes)
    assert asked("{indicator: tenure, equals: home}", tenure=tenure) is equals
    assert asked("{indicator: tenure, one_of: [owned, home]}", tenure=tenure) is one_of
