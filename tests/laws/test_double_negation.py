"""Not not a claim is the claim, also where it is unknown."""

from __future__ import annotations

from hypothesis import given

from .questions import Question, claims


@given(claims(1, lambda it: {"twice": {"not": {"not": it}}, "once": {"not": it}}))
def test_two_negations_cancel_out(question: Question) -> None:
    criteria = question.criteria()
    assert criteria["twice"] is criteria["m0"]
    assert criteria["once"] is ~criteria["m0"]
