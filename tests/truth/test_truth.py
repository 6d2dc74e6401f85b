"""Truth: strong Kleene's tables, and no bool."""

from __future__ import annotations

import pickle
from itertools import product

import pytest

from lagesbild_rules import Truth

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ANSWERS = {TRUE: {True}, FALSE: {False}, UNKNOWN: {True, False}}
"""The answers that each truth leaves possible."""


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (TRUE, TRUE, TRUE, TRUE),
        (TRUE, FALSE, FALSE, TRUE),
        (TRUE, UNKNOWN, UNKNOWN, TRUE),
        (FALSE, FALSE, FALSE, FALSE),
        (FALSE, UNKNOWN, FALSE, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_and_and_or_are_strong_kleenes_in_either_order(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    assert one & other is other & one is both
    assert one | other is other | one is either


def test_not_turns_the_known_and_leaves_the_unknown() -> None:
    assert [~it for it in (TRUE, FALSE, UNKNOWN)] == [FALSE, TRUE, UNKNOWN]


@pytest.mark.parametrize(("one", "other"), list(product(Truth, Truth)))
def test_a_connective_is_known_when_every_possible_answer_gives_the_same(one: Truth, other: Truth) -> None:
    pairs = list(product(ANSWERS[one], ANSWERS[other]))
    assert ANSWERS[one & other] == {a and b for a, b in pairs}
    assert ANSWERS[one | other] == {a or b for a, b in pairs}


@pytest.mark.parametrize(("a", "b", "c"), list(product(Truth, Truth, Truth)))
def test_the_laws_of_a_lattice_hold(a: Truth, b: Truth, c: Truth) -> None:
    assert (a & b) & c is a & (b & c)
    assert (a | b) | c is a | (b | c)
    assert a & (b | c) is (a & b) | (a & c)
    assert a | (b & c) is (a | b) & (a | c)
    assert a & (a | b) is a | (a & b) is a
    assert ~(a & b) is ~a | ~b
    assert ~(a | b) is ~a & ~b
    assert ~~a is a


@pytest.mark.parametrize("truth", list(Truth))
def test_a_truth_is_no_bool(truth: Truth) -> None:
    with pytest.raises(TypeError, match=r"a Truth is no bool: compare with `is Truth\.TRUE`"):
        bool(truth)
    with pytest.raises(TypeError, match="no bool"):
        _ = not truth
    with pytest.raises(TypeError, match="no bool"):
        _ = truth and TRUE  # type: ignore[redundant-expr]
    with pytest.raises(TypeError, match="no bool"):
        any([truth])


@pytest.mark.parametrize("other", [True, False, None, "true", 1])
def test_a_truth_goes_together_with_truths_alone(other: object) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        _ = TRUE & other  # type: ignore[operator]
    with pytest.raises(TypeError, match="unsupported operand"):
        _ = other | FALSE  # type: ignore[operator]
    assert other not in list(Truth)


def test_the_truth_of_a_value_that_is_known() -> None:
    assert Truth.of(True) is TRUE
    assert Truth.of(False) is FALSE


def test_a_truth_is_written_as_in_the_answers() -> None:
    assert [it.value for it in Truth] == ["true", "false", "unknown"]
    assert repr(list(Truth)) == "[Truth.TRUE, Truth.FALSE, Truth.UNKNOWN]"
    assert Truth("unknown") is UNKNOWN


@pytest.mark.parametrize("truth", list(Truth))
def test_a_truth_stays_the_same_object_when_pickled(truth: Truth) -> None:
    assert pickle.loads(pickle.dumps(truth)) is truth
