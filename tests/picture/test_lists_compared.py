"""The published lists compared: every change between two of them, what is technical, and how the totals add up."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from lagesbild_rules.picture import ClassComparison, Comparison, compare, published, published_names, series

WORDS = {
    "not listed": "ej_listad",
    "utsatt område": "utsatt_omrade",
    "riskområde": "riskomrade",
    "särskilt utsatt område": "sarskilt_utsatt_omrade",
}
STEPS = [(int(one[-4:]), int(two[-4:])) for one, two in pairwise(published_names())]


def found(before: int, after: int) -> tuple[Comparison, ClassComparison]:
    it = compare(published(f"published:{before}"), published(f"published:{after}"))
    return it, it.classifications["utsatthet"]


def oracle(before: int, after: int) -> list[tuple[str, str, str]]:
    path = Path(__file__).parent / "transitions" / "transitions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [it for it in csv.DictReader(file) if (it["from_year"], it["to_year"]) == (str(before), str(after))]
    return [(it["area"], WORDS[it["from_category"]], WORDS[it["to_category"]]) for it in rows]


def names(of: ClassComparison, *moved: Any) -> list[str]:
    return sorted(it.after or it.before or "" for it in of.of(*moved))


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_every_change_is_that_of_the_oracle(before: int, after: int) -> None:
    _, it = found(before, after)
    mine = Counter((one.was, one.now) for one in it.changes)
    assert mine == Counter(((was,), (now,)) for _, was, now in oracle(before, after))
    by_area = {name: (was, now) for name, was, now in oracle(before, after)}
    known = {one.after: (one.was, one.now) for one in it.changes} | {
        one.before: (one.was, one.now) for one in it.changes
    }
    same = {name for name in by_area if name in known}
    assert len(same) >= len(by_area) - 2  # the oracle has some areas of all years by one name
    assert all(known[name] == ((was,), (now,)) for name, (was, now) in by_area.items() if name in same)


def test_the_oracle_is_whole() -> None:
    assert sum(len(oracle(*it)) for it in STEPS) == 318


@pytest.mark.parametrize(
    ("before", "after", "entered", "left", "up", "down"),
    [
        (
            2017,
            2019,
            ["Storvreten"],
            ["Hageby", "Smedby"],
            ["Fornhöjden", "Hovsjö", "Rissne / Hallonbergen"],
            ["Gårdsten"],
        ),
        (
            2019,
            2021,
            ["Fisksätra", "Grantorp / Visättra", "Sigtuna / Valsta"],
            ["Klockaretorpet", "Rannebergen"],
            ["Kronogården / Lextorp"],
            ["Araby", "Gårdsten", "Karlslund", "Tynnered / Grevgården / Opaltorget"],
        ),
        (
            2021,
            2023,
            ["Hagalund", "Hageby", "Saltskog", "Årby"],
            ["Charlottesborg", "Edsberg", "Lagersberg", "Termovägen", "Älvsjö / Solberga", "Östberga"],
            ["Hovsjö"],
            ["Biskopsgården", "Gottsunda", "Karlslund", "Södra Sofielund (Seved)"],
        ),
        (2023, 2025, ["Granängsringen"], ["Andersberg"], [], ["Hjulsta", "Lina"]),
    ],
)
def test_who_entered_left_and_moved(
    before: int, after: int, entered: list[str], left: list[str], up: list[str], down: list[str]
) -> None:
    _, it = found(before, after)
    moved = {one: names(it, one) for one in ("entered", "left", "up", "down")}
    assert moved == {"entered": entered, "left": left, "up": up, "down": down}


def test_fifteen_risk_areas_became_vulnerable_because_their_level_is_abolished() -> None:
    _, it = found(2023, 2025)
    abolished = it.of("level_abolished")
    was = {one.id for one in published("published:2023").areas if one.proposed("utsatthet") == "riskomrade"}
    assert {one.before for one in abolished} == was
    assert it.areas_before("level_abolished") == len(was) == 15
    assert it.counts["level_abolished"] == 17  # two of them were split in two
    assert {one.now for one in abolished} == {("utsatt_omrade",)}
    assert it.rungs.abolished == ("riskomrade",)
    assert not {one.before for one in it.of("down", "left")} & was


def test_the_four_splits_are_technical_and_each_part_is_compared_with_the_whole() -> None:
    whole, it = found(2023, 2025)
    splits = {one.before[0]: one.after for one in whole.technical if len(one.after) > 1}
    assert splits == {
        "Oxhagen / Varberga": ("Oxhagen", "Varberga"),
        "Rinkeby / Tensta": ("Hjulsta", "Rinkeby", "Tensta"),
        "Rissne / Hallonbergen": ("Hallonbergen", "Rissne"),
        "Ronna / Geneta / Lina": ("Geneta", "Lina", "Ronna"),
    }
    parts = {one.after: (one.was, one.now, one.moved) for one in it.changes if one.before == "Rinkeby / Tensta"}
    grave, mild = ("sarskilt_utsatt_omrade",), ("utsatt_omrade",)
    assert parts == {
        "Hjulsta": (grave, mild, "down"),
        "Rinkeby": (grave, grave, "unchanged"),
        "Tensta": (grave, grave, "unchanged"),
    }
    assert len([one for one in whole.technical if len(one.after) == 1 == len(one.before)]) == 6
    assert {one.origin for group in whole.technical for one in group.descents} == {"editorial"}
    assert whole.findings == ()


def test_from_59_to_65_is_six_by_splitting_one_in_and_one_out() -> None:
    _, it = found(2023, 2025)
    total = it.total
    assert (total.before, total.splits, total.merges, total.after) == (59, 6, 0, 65)
    assert dict(total.by_move) == {"entered": 1, "left": -1}
    assert total.technical == 6


@pytest.mark.parametrize(("before", "after"), [*STEPS, (2015, 2025), (2017, 2023)])
def test_totals_add_up_and_nothing_else_is_technical(before: int, after: int) -> None:
    _, it = found(before, after)
    total = it.total
    assert total.before + total.splits - total.merges + sum(total.by_move.values()) == total.after
    assert total.before == len(published(f"published:{before}").areas)
    assert total.after == len(published(f"published:{after}").areas)
    assert total.by_move == {
        k: v for k, v in {"entered": it.counts["entered"], "left": -it.counts["left"]}.items() if v
    }
    assert total.technical == (6 if after == 2025 else 0)


def test_a_name_is_followed_over_several_lists_and_back_again() -> None:
    """Kronogården / Lextorp / Sylte lost a part of its name in 2021, had it again in 2023 and not in 2025."""
    _, it = found(2015, 2025)
    (change,) = (one for one in it.changes if one.after == "Kronogården / Lextorp Norra")
    assert change.before == "Kronogården / Lextorp / Sylte"
    assert change.descent is not None
    assert change.descent.kinds == ("rename",)
    _, back = found(2019, 2023)
    (same,) = (one for one in back.changes if one.before == "Kronogården / Lextorp / Sylte")
    assert same.after == same.before


def test_an_area_may_come_back() -> None:
    """Hageby left in 2019 and was listed again in 2023, on the level it had."""
    assert [names(found(*it)[1], "left", "entered").count("Hageby") for it in STEPS] == [0, 1, 0, 1, 0]
    _, it = found(2017, 2023)
    assert [one.moved for one in it.changes if one.before == "Hageby"] == ["unchanged"]


def test_without_lines_of_descent_what_is_technical_looks_real() -> None:
    bare = compare(published("published:2023"), published("published:2025"), lineage=())
    it = bare.classifications["utsatthet"]
    assert bare.technical == ()
    assert (it.counts["entered"], it.counts["left"]) == (1 + 16, 1 + 10)


def test_the_series_is_every_step() -> None:
    it = series(map(published, published_names()))
    assert [(one.before.name, one.after.name) for one in it.steps] == list(pairwise(published_names()))
    totals = [one.classifications["utsatthet"].total for one in it.steps]
    assert [totals[0].before, *(one.after for one in totals)] == [53, 61, 60, 61, 59, 65]
    assert sum(len(one.classifications["utsatthet"].changes) for one in it.steps) == 318
