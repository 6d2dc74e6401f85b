"""Descent by common ground: on drawn shapes, and on what the Police published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.facts import Lineage
from lagesbild_rules.picture import Comparison, compare, published, published_lineage
from lagesbild_rules.picture.geo import (
    DESCENT_FROM,
    Geometry,
    lineage_by_overlap,
    overlaps,
    published_geometry,
)

from .shapes import box, geometry

DAY = date(2025, 12, 1)
Lines = set[tuple[str, str, str]]


def lines(it: tuple[Lineage, ...]) -> Lines:
    return {(one.from_area, one.to_area, one.kind) for one in it}


def test_shares_are_told_in_both_directions() -> None:
    (found,) = overlaps(geometry({"A": box(0, 0)}), geometry({"B": box(500, 0, 2000)}))
    assert (found.before, found.after, found.square_metres) == ("A", "B", 500_000)
    assert (found.share_of_before, found.share_of_after) == (Decimal("0.5000"), Decimal("0.1250"))
    assert found.greater_share == Decimal("0.5000")


def test_touching_is_not_sharing_ground() -> None:
    before, after = geometry({"A": box(0, 0)}), geometry({"B": box(1000, 0)})
    assert overlaps(before, after, Decimal(0)) == ()
    assert overlaps(before, Geometry(())) == overlaps(Geometry(()), after) == ()


def test_every_kind_of_change_is_told_apart() -> None:
    before = geometry(
        {
            "kept": box(0, 0), "old name": box(2000, 0), "whole": box(4000, 0), "left": box(6000, 0, 500, 1000),
            "right": box(6500, 0, 500, 1000), "gone": box(8000, 0), "parent": box(0, 4000),
        }
    )  # fmt: skip
    after = geometry(
        {
            "kept": box(20, 0), "new name": box(2000, 0), "west": box(4000, 0, 500, 1000),
            "east": box(4500, 0, 500, 1000), "both": box(6000, 0), "new": box(9500, 0),
            "parent": box(0, 4000, 600, 1000),
            "child": box(600, 4000, 400, 1000),
        }
    )  # fmt: skip
    found = lineage_by_overlap(before, after, "2025-12-01")
    assert lines(found.lines) == {
        ("old name", "new name", "rename"),
        *(("whole", it, "split") for it in ("west", "east")),
        *((it, "both", "merge") for it in ("left", "right")),
        *(("parent", it, "split") for it in ("parent", "child")),
    }
    assert (found.kept, found.gone, found.new) == (("kept",), ("gone",), ("new",))
    assert {it.date for it in found.lines} == {DAY}


SPLITS_2025 = {
    *(("Ronna / Geneta / Lina", it, "split") for it in ("Ronna", "Geneta", "Lina")),
    *(("Rinkeby / Tensta", it, "split") for it in ("Rinkeby", "Tensta", "Hjulsta")),
    *(("Rissne / Hallonbergen", it, "split") for it in ("Rissne", "Hallonbergen")),
    *(("Oxhagen / Varberga", it, "split") for it in ("Oxhagen", "Varberga")),
}


@pytest.mark.parametrize(
    ("before", "after"), [("published:2021", "published:2023"), ("published:2023", "published:2025")]
)
def test_official_geometry_says_what_the_editorial_table_says(before: str, after: str) -> None:
    day = published(after).as_of
    found = lineage_by_overlap(published_geometry(before), published_geometry(after), day)
    declared = [it for it in published_lineage() if it.date == day]
    assert lines(found.lines) == lines(tuple(declared))
    both = lineage_by_overlap(published_geometry(before), published_geometry(after), day, declared=published_lineage())
    assert (both.findings, lines(both.declared)) == ((), lines(found.lines))


def test_the_splits_and_renames_of_2025_and_what_was_cut_down() -> None:
    found = lineage_by_overlap(published_geometry("published:2023"), published_geometry("published:2025"), DAY)
    assert {it for it in lines(found.lines) if it[2] == "split"} == SPLITS_2025
    assert (found.gone, found.new) == (("Andersberg",), ("Granängsringen",))
    shares = {(it.before, it.after): it.share_of_before for it in found.overlaps}
    cut = {
        it.from_area: shares[it.from_area, it.to_area]
        for it in found.lines
        if it.kind == "rename" and shares[it.from_area, it.to_area] < Decimal("0.75")
    }
    # With the four that became several: the seven that the press spoke of may be meant so.
    assert cut == {
        "Holma / Kroksbäck / Bellevuegården": Decimal("0.6789"),
        "Hässelby / Vällingby": Decimal("0.3476"),
        "Hässleholmen/ Hulta": Decimal("0.3275"),
    }


@pytest.mark.parametrize("share", ["0.01", "0.10", "0.34"])
def test_the_descent_does_not_hang_on_the_threshold(share: str) -> None:
    pair = published_geometry("published:2023"), published_geometry("published:2025")
    assert lineage_by_overlap(*pair, DAY, at_least=Decimal(share)).lines == lineage_by_overlap(*pair, DAY).lines
    assert lineage_by_overlap(*pair, DAY, at_least=Decimal("0.35")).lines != lineage_by_overlap(*pair, DAY).lines
    assert Decimal("0.01") < DESCENT_FROM < Decimal("0.34")


def test_a_comparison_takes_what_geometry_proposes() -> None:
    before, after = published("published:2023"), published("published:2025")
    found = lineage_by_overlap(published_geometry(before.name), published_geometry(after.name), after.as_of)
    (rinkeby, *_) = (it for it in found.proposed if it.to_area == "Rinkeby")
    assert (rinkeby.kind, float(rinkeby.share or 0)) == ("split", 0.3365)
    by_geometry = compare(before, after, lineage=(), proposed=found.proposed)
    by_table = compare(before, after)
    assert _moves(by_geometry) == _moves(by_table)
    assert _moves(by_table) != _moves(compare(before, after, lineage=()))
    assert {it.descent.origin for it in by_geometry.classifications["utsatthet"].changes if it.descent} == {"overlap"}


def _moves(comparison: Comparison) -> list[tuple[str | None, str | None, str]]:
    return [(it.before, it.after, it.moved) for it in comparison.classifications["utsatthet"].changes]


def test_what_is_declared_stands_and_where_geometry_says_otherwise_is_told() -> None:
    before = geometry({"A": box(0, 0), "B": box(2000, 0)})
    after = geometry({"A1": box(0, 0, 500, 1000), "A2": box(500, 0, 500, 1000), "B1": box(2000, 0)})
    declared = [
        Lineage("A", "A1", DAY, "rename"),
        Lineage("B", "A2", DAY, "rename"),
        Lineage("A", "X", DAY, "split"),
        Lineage("A", "A2", date(2019, 1, 1), "split"),
    ]
    found = lineage_by_overlap(before, after, DAY, declared=declared)
    assert lines(found.lines) == {("A", "A1", "rename"), ("B", "A2", "rename"), ("A", "X", "split")}
    assert [it.finding for it in found.findings] == [
        "`B` → `A2` is declared, and they share no ground to speak of",
        "`A` → `X` is declared, and `X` has no geometry",
        "`A` → `A2` is not declared, and they share 0.5000 of the one and 1.0000 of the other",
        "`B` → `B1` is not declared, and they share 1.0000 of the one and 1.0000 of the other",
    ]
    assert {it.code for it in found.findings} == {"LR868"}
    assert found.new == ("B1",)


corners = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3))
drawings = st.dictionaries(st.sampled_from("ABCDE"), corners, max_size=4).map(
    lambda it: geometry({area: box(1000 * x, 1000 * y, 1000 * size) for area, (x, y, size) in it.items()})
)


@settings(max_examples=20)
@given(drawings, drawings)
def test_descent_read_backwards_changes_splits_for_merges(before: Geometry, after: Geometry) -> None:
    there, back = lineage_by_overlap(before, after, DAY), lineage_by_overlap(after, before, DAY)
    assert {(it.from_area, it.to_area) for it in there.lines} == {(it.to_area, it.from_area) for it in back.lines}
    assert (there.gone, there.new, there.kept) == (back.new, back.gone, back.kept)
    for it in there.overlaps:
        assert 0 < it.greater_share <= 1
    accounted = {it.before for it in there.overlaps} | set(there.gone)
    assert accounted == set(before.areas)
