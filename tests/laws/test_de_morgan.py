"""De Morgan: not all is any not, not any is all not, also where something is unknown."""

from __future__ import annotations

from hypothesis import given

from .questions import Question, claims


@given(
    claims(
        3,
        lambda *members: {
            "left": {"not": {"all": [*members]}},
            "right": {"any": [{"not": it} for it in members]},
        },
    )
)
def test_not_all_is_any_not(question: Question) -> None:
    criteria = question.criteria()
    assert criteria["left"] is criteria["right"]


@given(
    claims(
        3,
        lambda *members: {
            "left": {"not": {"any": [*members]}},
            "right": {"all": [{"not": it} for it in members]},
        },
    )
)
def test_not_any_is_all_not(question: Question) -> None:
    criteria = question.criteria()
    assert criteria["left"] is criteria["right"]
