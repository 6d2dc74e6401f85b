"""What a move between two ladders is: certain, or told as not decided; and the other way round, the other way round."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild_rules.errors import QuestionError
from lagesbild_rules.picture import Rungs

from .made import LEVELS, ladder

SHORT = ("none", "mild", "grave")
BOTH = Rungs.of(ladder(), ladder())
GONE = Rungs.of(ladder(), ladder(*SHORT))
BACK = Rungs.of(ladder(*SHORT), ladder())
REVERSED = {
    "entered": "left",
    "left": "entered",
    "up": "down",
    "down": "up",
    "level_abolished": "level_new",
    "level_new": "level_abolished",
    "opened": "settled",
    "settled": "opened",
    "added": "dropped",
    "dropped": "added",
}


@pytest.mark.parametrize(
    ("rungs", "was", "now", "moved"),
    [
        (BOTH, "mild", "mild", "unchanged"),
        (BOTH, "none", "mild", "entered"),
        (BOTH, "grave", "none", "left"),
        (BOTH, "mild", "grave", "up"),
        (BOTH, "grave", "risk", "down"),
        (BOTH, "mild", "mild risk", "opened"),
        (BOTH, "mild risk", "mild", "settled"),
        (BOTH, "mild risk", "mild risk", "open"),
        (BOTH, "mild risk", "risk grave", "open"),
        (BOTH, "none", "risk grave", "entered"),  # which of them, is open; that it is on the list, is not
        (BOTH, "mild risk", "none", "left"),
        (BOTH, "mild risk", "grave", "up"),
        (BOTH, "none mild", "grave", "settled"),  # entered, or up
        (GONE, "risk", "mild", "level_abolished"),
        (GONE, "risk", "grave", "up"),
        (GONE, "risk", "none", "left"),
        (GONE, "grave", "mild", "down"),
        (GONE, "risk grave", "mild grave", "open"),
        (GONE, "risk", "mild grave", "opened"),
        (BACK, "mild", "risk", "level_new"),
        (BACK, "grave", "risk", "down"),
        (BACK, "none", "risk", "entered"),
        (Rungs.of(ladder(), ladder("none", "risk", "grave")), "mild", "none", "level_abolished"),
        (Rungs.of(ladder("none", "a", "grave"), ladder("none", "b", "grave")), "a", "b", "level_abolished"),
        (Rungs.of(ladder("none", "a", "grave"), ladder("zero", "b", "grave"), {"a": "b"}), "a", "b", "unchanged"),
        (Rungs.of(ladder("none", "a", "grave"), ladder("zero", "b", "grave")), "none", "zero", "unchanged"),
    ],
)
def test_a_move(rungs: Rungs, was: str, now: str, moved: str) -> None:
    assert rungs.moved(tuple(was.split()), tuple(now.split())) == moved


def test_an_area_that_one_picture_does_not_have() -> None:
    assert (BOTH.moved(None, ("mild",)), BOTH.moved(("mild",), None)) == ("added", "dropped")


SETS = [it for size in (1, 2, 3) for it in combinations(LEVELS, size)]
SHORT_SETS = [it for size in (1, 2) for it in combinations(SHORT, size)]


@given(st.sampled_from(SETS), st.sampled_from(SETS))
def test_the_other_way_round_a_move_is_the_other_way_round(was: tuple[str, ...], now: tuple[str, ...]) -> None:
    moved = BOTH.moved(was, now)
    assert BOTH.moved(now, was) == REVERSED.get(moved, moved)


@given(st.sampled_from(SETS), st.sampled_from(SHORT_SETS))
def test_a_level_abolished_is_a_level_new_the_other_way_round(was: tuple[str, ...], now: tuple[str, ...]) -> None:
    moved = GONE.moved(was, now)
    assert BACK.moved(now, was) == REVERSED.get(moved, moved)


@given(st.sampled_from(SETS), st.sampled_from(SETS), st.data())
def test_a_certain_move_is_that_of_every_completion(
    was: tuple[str, ...], now: tuple[str, ...], data: st.DataObject
) -> None:
    moved = BOTH.moved(was, now)
    if moved not in ("opened", "settled", "open"):
        old, new = data.draw(st.sampled_from(was)), data.draw(st.sampled_from(now))
        assert BOTH.moved((old,), (new,)) == moved


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (ladder("none", "a"), ladder("none", "b"), "no level in common"),
        (ladder("none", "a", "b"), ladder("none", "b", "a"), "stand in another order"),
    ],
)
def test_ladders_that_cannot_be_compared(before: object, after: object, finding: str) -> None:
    with pytest.raises(QuestionError, match=f"LR851.*{finding}"):
        Rungs.of(before, after)  # type: ignore[arg-type]
