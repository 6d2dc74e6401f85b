"""Neighbours and distances, by three values: where an answer hangs on what is not known it is left empty."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules import LagesbildError, assess_table
from lagesbild_rules.picture.geo import (
    NEIGHBOUR_INDICATORS,
    Geometry,
    geo_frame,
    nearest,
    neighbour_facts,
    neighbours,
    neighbours_in_picture,
    published_geometry,
)

from .shapes import box, geometry, picture

ROW = geometry({"A": box(0, 0), "B": box(1000, 0), "C": box(2300, 0), "D": box(9000, 0)})


def test_neighbours_touch_or_lie_within_the_distance() -> None:
    assert [(it.area, it.other) for it in neighbours(ROW)] == [("A", "B")]
    near = neighbours(ROW, 300)
    assert [(it.area, it.other, it.metres) for it in near] == [("A", "B", Decimal("0.0")), ("B", "C", Decimal("300.0"))]
    assert neighbours(Geometry(())) == ()
    for wrong in (-1, float("nan"), float("inf")):
        with pytest.raises(LagesbildError, match="is no distance"):
            neighbours(ROW, wrong)


def test_facts_say_how_near_listed_areas_lie() -> None:
    found = neighbour_facts(ROW, {"B", "D"})
    assert found.rows[0] == {
        "area": "A",
        "neighbours": "1",
        "neighbours_in_list": "1",
        "distance_to_nearest_listed": "0",
    }
    assert [it["distance_to_nearest_listed"] for it in found.rows] == ["0", "7000", "300", "7000"]


def test_what_hangs_on_an_open_class_is_left_empty() -> None:
    found = neighbour_facts(ROW, {"D"}, undecided={"B"})
    assert [(it["neighbours_in_list"], it["distance_to_nearest_listed"]) for it in found.rows] == [
        (None, None),
        ("0", "7000"),
        ("0", None),
        ("0", None),
    ]


def test_a_listed_area_without_geometry_leaves_all_open_and_is_told() -> None:
    found = neighbour_facts(ROW, {"B", "X"})
    assert {(it["neighbours_in_list"], it["distance_to_nearest_listed"]) for it in found.rows} == {(None, None)}
    assert [it["neighbours"] for it in found.rows] == ["1", "1", "0", "0"]
    assert [it.finding for it in found.findings] == [
        "the area `X` has no geometry: how near it lies to others is unknown"
    ]
    with pytest.raises(LagesbildError, match="`X` has no geometry"):
        nearest(ROW, ["X"])


def test_of_a_picture_the_standing_class_counts() -> None:
    shown = picture(
        {"A": ("ej",), "B": ("ej", "utsatt"), "C": ("utsatt",), "D": ("sarskilt",)}, decided={"B": "utsatt"}
    )
    high = neighbours_in_picture(shown, ROW, "utsatthet", "sarskilt")
    assert [it["distance_to_nearest_listed"] for it in high.rows] == ["8000", "7000", "5700", None]
    low = neighbours_in_picture(shown, ROW, "utsatthet", "utsatt")
    assert [it["neighbours_in_list"] for it in low.rows] == ["1", "0", "0", "0"]
    with pytest.raises(KeyError):
        neighbours_in_picture(shown, ROW, "utsatthet", "riskomrade")


def test_the_indicators_say_that_they_are_ours() -> None:
    assert set(NEIGHBOUR_INDICATORS) == {"neighbours", "neighbours_in_list", "distance_to_nearest_listed"}
    for it in NEIGHBOUR_INDICATORS.values():
        assert "vår indikator" in (it.title.sv or "")
        assert "our indicator" in (it.title.en or "")


squares = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9, unique=True).map(
    lambda it: geometry({f"{n}": box(700 * x, 900 * y, 500) for n, (x, y) in enumerate(it)})
)


@settings(max_examples=20)
@given(squares, st.sets(st.integers(0, 8)))
def test_the_nearest_is_what_looking_at_every_pair_finds(drawn: Geometry, numbers: set[int]) -> None:
    among = {str(it) for it in numbers} & set(drawn.areas)
    found = nearest(drawn, among)
    shapes = dict(zip(drawn.areas, geo_frame(drawn).geometry, strict=True))
    for area, it in found.items():
        others = [(shapes[area].distance(shapes[other]), other) for other in among - {area}]
        best = min(others, default=None)
        assert (it is None) is (best is None)
        if it is not None and best is not None:
            assert (float(it.metres), it.other) == (pytest.approx(best[0], abs=0.05), best[1])


def test_neighbours_of_a_published_list_are_those_of_every_pair() -> None:
    whole = published_geometry("published:2025")
    shapes = dict(zip(whole.areas, geo_frame(whole).geometry, strict=True))
    wanted = [(one, other) for one, other in combinations(whole.areas, 2) if shapes[one].distance(shapes[other]) <= 500]
    assert [(it.area, it.other) for it in neighbours(whole, 500)] == wanted
    assert len(wanted) == 18


def test_the_facts_are_read_by_a_trial_ruleset() -> None:
    from lagesbild_rules.ruleset import parse_ruleset

    trial = parse_ruleset(TRIAL)
    assert (
        trial.indicators["distance_to_nearest_listed"].kind == NEIGHBOUR_INDICATORS["distance_to_nearest_listed"].kind
    )
    import pyarrow as pa

    rows = neighbour_facts(ROW, {"B", "D"}, undecided={"A"}).rows
    found = assess_table(trial, pa.Table.from_pylist([dict(it) for it in rows]), as_of="2025-12-01")
    assert found.column("near.level").to_pylist() == ["nara", None, "nara", "ej"]


TRIAL = """
format: lagesbild-ruleset/1
id: exempel.narhet
version: 1
status: trial
effective: {from: 2025-01-01}
title: {sv: Närhet (prov), en: Nearness (trial)}
sources:
  ours: {title: Vår egen prövning, evidence: inferred}
readings:
  near: {value: 500, admissible: [300, 500, 1000], because: {sv: Vårt val, en: Our choice}}
indicators:
  neighbours: {number: {unit: areas, decimals: 0, min: 0}, title: {en: Neighbouring areas (ours)}}
  neighbours_in_list: {number: {unit: areas, decimals: 0, min: 0}, title: {en: Classed neighbours (ours)}}
  distance_to_nearest_listed:
    number: {unit: metres, decimals: 0, min: 0}
    title: {en: Distance to the nearest classed area (ours)}
criteria:
  lies_near:
    claim: {sv: Ligger nära, en: Lies near}
    source: ours
    when: {indicator: distance_to_nearest_listed, at_most: near}
classifications:
  near:
    title: {sv: Närhet, en: Nearness}
    levels:
      - {id: ej, title: {sv: Ej nära, en: Not near}}
      - {id: nara, title: {sv: Nära, en: Near}, when: lies_near}
"""
