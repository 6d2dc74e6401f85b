"""Commutativity and associativity: neither the order nor the grouping of members says anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from .questions import Question, claims


@st.composite
def in_two_orders(draw: st.DrawFn) -> Question:
    order = draw(st.permutations(range(4)))
    k = draw(st.integers(0, 4))
    return draw(
        claims(
            4,
            lambda *members: {
                f"{key}_{which}": shape
                for which, it in (("one", members), ("other", [members[position] for position in order]))
                for key, shape in {
                    "all": {"all": [*it]},
                    "any": {"any": [*it]},
                    "least": {"at_least": str(k), "of": [*it]},
                    "most": {"at_most": str(k), "of": [*it]},
                }.items()
            },
        )
    )


@given(in_two_orders())
def test_the_order_of_members_changes_nothing(question: Question) -> None:
    criteria = question.criteria()
    for key in ("all", "any", "least", "most"):
        assert criteria[f"{key}_one"] is criteria[f"{key}_other"], key


@given(
    claims(
        3,
        lambda a, b, c: {
            f"{key}_{how}": {key: members}
            for key in ("all", "any")
            for how, members in (("flat", [a, b, c]), ("left", [{key: [a, b]}, c]), ("right", [a, {key: [b, c]}]))
        },
    )
)
def test_the_grouping_of_members_changes_nothing(question: Question) -> None:
    criteria = question.criteria()
    for key in ("all", "any"):
        assert criteria[f"{key}_flat"] is criteria[f"{key}_left"] is criteria[f"{key}_right"], key


@given(claims(2, lambda a, b: {"all": {"all": [a, {"any": [a, b]}]}, "any": {"any": [a, {"all": [a, b]}]}}))
def test_a_member_absorbs_what_it_is_part_of(question: Question) -> None:
    criteria = question.criteria()
    assert criteria["all"] is criteria["any"] is criteria["m0"]
