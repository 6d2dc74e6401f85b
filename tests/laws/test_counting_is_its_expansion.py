"""Counting: k of n is written out in and and or; at most k is not at least k + 1."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given

from lagesbild_rules import Truth, assess

from .questions import DAY, Question, claims

MEMBERS = 4
KEYS = ("at_least", "at_most")


def written_out(k: int, members: tuple[str, ...]) -> dict[str, object]:
    """Return the condition that every member of some *k* of *members* holds."""
    return {"any": [{"all": [*chosen]} for chosen in combinations(members, k)]}


@given(
    claims(
        MEMBERS,
        lambda *members: (
            {f"counted{k}": {"at_least": str(k), "of": [*members]} for k in range(1, MEMBERS + 1)}
            | {f"written{k}": written_out(k, members) for k in range(1, MEMBERS + 1)}
        ),
    )
)
def test_at_least_k_is_any_of_all_choices_of_k(question: Question) -> None:
    criteria = question.criteria()
    for k in range(1, MEMBERS + 1):
        assert criteria[f"counted{k}"] is criteria[f"written{k}"], k


@given(
    claims(
        MEMBERS,
        lambda *members: (
            {f"most{k}": {"at_most": str(k), "of": [*members]} for k in range(MEMBERS)}
            | {f"more{k}": {"at_least": str(k + 1), "of": [*members]} for k in range(MEMBERS)}
        ),
    )
)
def test_at_most_k_is_not_at_least_one_more(question: Question) -> None:
    criteria = question.criteria()
    for k in range(MEMBERS):
        assert criteria[f"most{k}"] is ~criteria[f"more{k}"], k


@given(
    claims(
        MEMBERS,
        lambda *members: {
            "none": {"at_least": "0", "of": [*members]},
            "every": {"at_most": str(MEMBERS), "of": [*members]},
        },
    )
)
def test_at_least_none_and_at_most_every_always_hold(question: Question) -> None:
    criteria = question.criteria()
    assert criteria["none"] is criteria["every"] is Truth.TRUE


COUNTS = [str(k) for k in range(MEMBERS + 1)]


@given(
    claims(
        MEMBERS,
        lambda *members: {f"{key}_{k}": {key: k, "of": [*members]} for key in KEYS for k in (*COUNTS, "wanted")},
        readings={"wanted": {"value": "0", "admissible": COUNTS}},
    )
)
def test_a_reading_counts_as_its_value_does(question: Question) -> None:
    for k in COUNTS:
        otherwise = question.ruleset.with_readings({"wanted": k})
        criteria = assess(otherwise, question.facts, as_of=DAY).criteria
        for key in KEYS:
            assert criteria[f"{key}_wanted"] is criteria[f"{key}_{k}"], (key, k)
