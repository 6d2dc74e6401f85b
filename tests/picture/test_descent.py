"""Areas followed through renames, splits and merges over several days; what does not fit is told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lagesbild_rules.errors import FactsError, QuestionError
from lagesbild_rules.facts import Lineage, LineageKind, circles
from lagesbild_rules.picture import Comparison, Proposed, compare, published

from .made import LEVELS, NEW, OLD, ladder, made

FIRST, SECOND = date(2020, 6, 1), date(2021, 6, 1)


def line(from_: str, to: str, kind: LineageKind = "rename", day: date = FIRST) -> Lineage:
    return Lineage(from_, to, day, kind)


def compared(before: dict[str, str], after: dict[str, str], lines: list[Lineage], **more: Any) -> Comparison:
    lists = more.pop("listed", False)
    return compare(made(OLD, before, listed=lists), made(NEW, after, listed=lists), lineage=lines, **more)


def moves(found: Comparison) -> dict[tuple[str | None, str | None], str]:
    return {(it.before, it.after): it.moved for it in found.classifications["need"].changes}


def test_a_rename() -> None:
    found = compared({"a": "mild"}, {"b": "risk"}, [line("a", "b")])
    assert moves(found) == {("a", "b"): "up"}
    (change,) = found.classifications["need"].changes
    assert change.descent is not None
    assert (change.descent.kinds, change.descent.origin) == (("rename",), "declared")


def test_a_split_then_a_rename_and_a_merge_is_one_chain() -> None:
    lines = [line("a", "b", "split"), line("a", "c", "split"), line("b", "d", "rename", SECOND)]
    lines += [line("c", "e", "merge", SECOND), line("f", "e", "merge", SECOND)]
    found = compared({"a": "mild", "f": "risk"}, {"d": "mild", "e": "risk"}, lines)
    assert moves(found) == {("a", "d"): "unchanged", ("a", "e"): "up", ("f", "e"): "unchanged"}
    kinds = {
        it.after: it.descent.kinds for it in found.classifications["need"].changes if it.descent and it.before == "a"
    }
    assert kinds == {"d": ("split", "rename"), "e": ("split", "merge")}
    (group,) = found.technical
    assert (group.before, group.after) == (("a", "f"), ("d", "e"))
    total = found.classifications["need"].total
    assert (total.before, total.splits, total.merges, total.after) == (2, 1, 1, 2)
    assert found.findings == ()


def test_steps_of_one_day_follow_one_another() -> None:
    assert moves(compared({"a": "mild"}, {"c": "mild"}, [line("b", "c"), line("a", "b")])) == {("a", "c"): "unchanged"}


def test_a_part_may_keep_the_name() -> None:
    lines = [line("a", "a", "split"), line("a", "b", "split")]
    found = compared({"a": "risk"}, {"a": "risk", "b": "mild"}, lines)
    assert moves(found) == {("a", "a"): "unchanged", ("a", "b"): "down"}
    assert (found.classifications["need"].total.splits, found.findings) == (1, ())


def test_a_name_that_comes_back_is_no_circle() -> None:
    found = compared({"a": "mild"}, {"a": "mild"}, [line("a", "b"), line("b", "a", "rename", SECOND)])
    assert moves(found) == {("a", "a"): "unchanged"}
    assert found.findings == ()


def test_a_circle_of_one_day_is_an_error() -> None:
    with pytest.raises(FactsError, match="LR736") as found:
        compared({"a": "mild"}, {"a": "mild"}, [line("a", "b"), line("b", "c"), line("c", "a")])
    assert len(found.value.problems) == 3


def test_lines_of_other_days_do_not_count() -> None:
    lines = [line("a", "b", "rename", OLD), line("a", "c", "rename", date(2022, 1, 2))]
    assert moves(compared({"a": "mild"}, {"a": "mild"}, lines)) == {("a", "a"): "unchanged"}
    assert moves(compared({"a": "mild"}, {"b": "mild"}, [line("a", "b", "rename", NEW)])) == {("a", "b"): "unchanged"}


def test_what_a_list_does_not_name_stands_on_the_first_level() -> None:
    lines = [line("a", "b", "split"), line("a", "c", "split"), line("x", "d")]
    found = compared({"a": "mild", "e": "mild"}, {"b": "mild", "d": "mild", "f": "mild"}, lines, listed=True)
    assert moves(found) == {
        ("a", "b"): "unchanged",
        ("a", "c"): "left",
        ("x", "d"): "entered",
        ("e", "e"): "left",
        ("f", "f"): "entered",
    }
    total = found.classifications["need"].total
    assert (total.before, total.splits, total.after) == (2, 1, 3)
    assert dict(total.by_move) == {"entered": 2, "left": -2}
    assert found.findings == ()


def test_areas_of_one_picture_alone_neither_entered_nor_left() -> None:
    found = compared({"a": "mild", "b": "mild"}, {"a": "mild", "c": "mild"}, [])
    assert moves(found) == {("a", "a"): "unchanged", ("b", None): "dropped", (None, "c"): "added"}


@pytest.mark.parametrize(
    ("lines", "code", "says"),
    [
        ([line("aa", "b")], "LR853", "no area `aa` in the earlier picture"),
        ([line("a", "bb")], "LR853", "no area `bb` in the later picture"),
        (
            [line("a", "b", "split"), line("a", "c", "split")],
            "LR854",
            "`a` became another, and the later picture has it",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_a_finding(lines: list[Lineage], code: str, says: str) -> None:
    after = {"b": "mild", "c": "mild", **({"a": "mild"} if code == "LR854" else {})}
    found = compared({"a": "mild"}, after, lines)
    assert [(it.code, says in it.finding) for it in found.findings] == [(code, True)]


def test_a_line_of_lists_that_names_nothing_known_is_a_finding() -> None:
    found = compared({"a": "mild"}, {"a": "mild"}, [line("x", "y")], listed=True)
    assert [it.code for it in found.findings] == ["LR853"]
    assert moves(found) == {("a", "a"): "unchanged"}


def test_the_shipped_lines_are_no_findings_about_other_areas() -> None:
    steps = published("published:2023").ladders["utsatthet"]
    own = made(date(2023, 12, 1), {"Sagokvarteret (konstruerat)": "riskomrade"}, steps=steps)
    found = compare(own, published("published:2025"))
    assert found.findings == ()
    moved = {it.before: it.moved for it in found.classifications["utsatthet"].changes if it.before}
    assert moved == {"Sagokvarteret (konstruerat)": "left"}


def test_geometry_proposes_where_nothing_is_declared() -> None:
    proposed = [Proposed("a", "x", "rename"), Proposed("c", "d", "split", Fraction(3, 4)), Proposed("c", "c", "split")]
    found = compared(
        {"a": "mild", "c": "risk"}, {"b": "mild", "c": "risk", "d": "mild"}, [line("a", "b")], proposed=proposed
    )
    assert moves(found) == {("a", "b"): "unchanged", ("c", "c"): "unchanged", ("c", "d"): "down"}
    origins = {
        it.after: it.descent and (it.descent.origin, it.descent.share) for it in found.classifications["need"].changes
    }
    assert origins == {"b": ("declared", None), "c": None, "d": ("overlap", Fraction(3, 4))}


def test_the_later_picture_first_is_an_error() -> None:
    with pytest.raises(QuestionError, match="LR852"):
        compare(made(NEW, {}), made(OLD, {}))


def test_no_classification_in_common_is_an_error() -> None:
    with pytest.raises(QuestionError, match="LR851 no classification in common"):
        compare(made(OLD, {}), made(NEW, {}, steps=ladder(id="other")))


AREAS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([*LEVELS, "none mild", "mild grave"]), max_size=6)
LINES = st.lists(
    st.builds(
        line, st.sampled_from("abcdef"), st.sampled_from("abcdefgh"), st.sampled_from(["split", "merge"]),
        st.sampled_from([FIRST, SECOND]),
    ),
    max_size=6,
)  # fmt: skip


@given(AREAS, AREAS, LINES, st.booleans())
def test_every_area_is_told_and_totals_add_up(
    before: dict[str, str], after: dict[str, str], lines: list[Lineage], listed: bool
) -> None:
    assume(not list(circles(lines)))
    found = compared(before, after, lines, listed=listed)
    it = found.classifications["need"]
    assert {one.before for one in it.changes} >= set(before)
    assert {one.after for one in it.changes} >= set(after)
    assert len({(one.before, one.after) for one in it.changes}) == len(it.changes)
    total = it.total
    on = [sum("none" not in levels for levels in side.values()) for side in (before, after)]
    assert (total.before, total.after) == tuple(on)
    assert total.splits >= 0 <= total.merges
    assert total.before + total.splits - total.merges + sum(total.by_move.values()) == total.after
    assert total.by_move.get("unchanged", 0) == total.by_move.get("up", 0) == total.by_move.get("down", 0) == 0


def test_an_area_whose_parts_are_all_gone_is_told_once() -> None:
    lines = [line("a", "a", "split", FIRST), line("a", "b", "merge", FIRST)]
    (one,) = compared({"a": "none"}, {}, lines).classifications["need"].changes
    assert (one.before, one.after, one.moved) == ("a", None, "dropped")


@given(AREAS, AREAS, LINES)
def test_the_order_of_lines_changes_nothing(
    before: dict[str, str], after: dict[str, str], lines: list[Lineage]
) -> None:
    assume(not list(circles(lines)))
    one = compared(before, after, lines)
    other = compared(before, after, lines[::-1])
    assert moves(one) == moves(other)
    assert {(it.before, it.after) for it in one.technical} == {(it.before, it.after) for it in other.technical}


def test_what_was_decided_stands_and_what_was_computed_is_told_beside_it() -> None:
    before = made(OLD, {"a": "mild risk", "b": "mild"}, decided={"a": "mild"})
    found = compare(before, made(NEW, {"a": "risk", "b": "mild"}, decided={"a": "mild"}))
    one, two = found.classifications["need"].changes
    assert (one.was, one.now, one.moved) == (("mild",), ("mild",), "unchanged")
    assert one.proposal is not None
    assert (one.proposal.was, one.proposal.now, one.proposal.moved) == (("mild", "risk"), ("risk",), "settled")
    assert two.proposal is None
    outside = compare(before, made(NEW, {"a": "risk", "b": "mild"}, decided={"a": "mild"}), audience="open")
    assert [it.proposal for it in outside.classifications["need"].changes] == [None, None]
