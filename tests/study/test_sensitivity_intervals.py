"""The interval over which the whole list is unchanged: held to assessing inside it, at its ends and beyond them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild_rules.facts import FactSet
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import Intervals, Unchanged, sensitivity
from lagesbild_rules.study._affine import as_decimal, between
from lagesbild_rules.study._unchanged import numbers_of
from lagesbild_rules.study._variants import put
from lagesbild_rules.testing import facts, rulesets

from .places import edited, moved, places


def found(ruleset: Ruleset, rows: list[FactSet]) -> dict[str, Unchanged]:
    intervals = sensitivity(ruleset, rows, parts=["intervals"]).intervals
    assert isinstance(intervals, Intervals)
    return {it.name: it for it in intervals.found}


def inside(it: Unchanged, value: Fraction) -> bool:
    low, high = it.low, it.high
    above = low.at is None or value > low.at or (low.closed and value == low.at)
    return above and (high.at is None or value < high.at or (high.closed and value == high.at))


TINY = Fraction(1, 10**60)


def probes(it: Unchanged) -> list[Decimal]:
    """Return values about the ends: at each, right before and right behind it, and far away where there is none."""
    made: list[Decimal] = [it.value]
    for end, way in ((it.low.at, -1), (it.high.at, 1)):
        if end is None:
            made += [it.value + way * Decimal(10) ** power for power in (-3, 0, 3, 50)]
            continue
        exact = as_decimal(end)
        made += [] if exact is None else [exact]
        made += [between(end - TINY, end), between(end, end + TINY)]
        middle = as_decimal((end + Fraction(it.value)) / 2)
        made += [] if middle is None else [middle]
    return made


@given(data=st.data())
def test_the_list_is_unchanged_inside_and_changes_at_the_ends(data: st.DataObject) -> None:
    ruleset = data.draw(rulesets(closed_world=True))
    rows = [data.draw(facts(ruleset, area=f"area {number}")) for number in range(3)]
    for name, it in found(ruleset, rows).items():
        if it.how != "exact" or it.whole:
            continue
        for value in probes(it):
            changed = moved(ruleset, put(ruleset, {name: value}), rows)
            if inside(it, Fraction(value)):
                assert not changed, (name, value)
        for end, way in ((it.low, -1), (it.high, 1)):
            if end.at is None:
                continue
            at = as_decimal(end.at)
            behind = at if not end.closed and at is not None else between(*sorted((end.at, end.at + way * TINY)))
            assert moved(ruleset, put(ruleset, {name: behind}), rows) == end.moved != ()


@settings(deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 1000), st.one_of(st.none(), st.integers(-300, 300)), st.booleans()),
        min_size=1,
        max_size=4,
    ),
    weight=st.integers(-3, 3),
    limit=st.integers(0, 100),
)
def test_factors_means_and_limits_against_a_fine_grid(
    rows: list[tuple[int, int | None, bool]], weight: int, limit: int
) -> None:
    ruleset = edited(("parameters/weight/value", str(weight)), ("parameters/limit/value", str(limit)))
    cells = [
        {
            "area": f"area {number}",
            "broken": str(Decimal(broken) / 10),
            "dim": "" if dim is None else str(Decimal(dim) / 10),
            "staffed": "ja" if staffed else "nej",
        }
        for number, (broken, dim, staffed) in enumerate(rows)
    ]
    sets = places(ruleset, cells)
    intervals = found(ruleset, sets)
    for name in ("weight", "limit"):
        it = intervals[name]
        assert it.how == "exact"
        grid = [it.value + Decimal(step) / 8 for step in range(-60, 61)]
        # Inside nothing changes; and the interval is as far as the grid is unchanged on its way outwards.
        for way in (-1, 1):
            for value in sorted((one for one in grid if (one - it.value) * way >= 0), key=lambda one: one * way):
                if not inside(it, Fraction(value)):
                    break
                assert not moved(ruleset, put(ruleset, {name: value}), sets)


def test_ends_are_exact_and_tell_which_areas_move() -> None:
    ruleset = edited()
    cells = {"broken": "20", "dim": "50", "trade": "none_at_all"}
    rows = places(ruleset, [{"area": "A", **cells}, {"area": "B", **cells, "broken": "18.5"}])
    it = found(ruleset, rows)["limit"]
    assert it.how == "exact"
    assert (it.row()["low"], it.row()["high"]) == ("18.5", "20")
    assert not it.low.closed
    assert it.low.moved == ("B",)
    assert it.high.closed
    assert it.high.moved == ("A",)


def test_an_end_that_no_decimal_equals_is_a_fraction_and_open() -> None:
    ruleset = edited(
        (
            "criteria/gloomy/when",
            {"value": {"mean": [{"indicator": "broken"}] * 2 + [{"indicator": "dim"}]}, "above": "limit"},
        ),
        ("criteria/dark/when", {"indicator": "broken", "at_least": "99"}),
    )
    it = found(ruleset, places(ruleset, [{"area": "A", "broken": "50", "dim": "10", "trade": "none_at_all"}]))["limit"]
    assert it.row()["high"] == "110/3"
    assert not it.high.closed
    assert it.high.moved == ("A",)


def test_a_count_takes_whole_numbers_alone() -> None:
    ruleset = edited()
    rows = places(ruleset)
    it = found(ruleset, rows)["needed"]
    assert it.whole
    for value in range(4):
        changed = moved(ruleset, put(ruleset, {"needed": Decimal(value)}), rows)
        steps = range(min(value, 1), max(value, 1) + 1)
        unchanged = not any(moved(ruleset, put(ruleset, {"needed": Decimal(one)}), rows) for one in steps)
        assert inside(it, Fraction(value)) is unchanged
        assert changed == () or not inside(it, Fraction(value))


def test_a_number_that_multiplies_itself_is_told_and_left() -> None:
    twice = {"value": {"times": ["weight", {"times": ["weight", {"indicator": "dim"}]}]}, "above": "1"}
    ruleset = edited(("criteria/gloomy/when", twice))
    assert found(ruleset, places(ruleset))["weight"].how == "squared"


def test_an_unused_number_is_unbounded() -> None:
    ruleset = edited(("criteria/dark/when", {"indicator": "broken", "at_least": "20"}))
    it = found(ruleset, places(ruleset))["limit"]
    assert (it.low.at, it.high.at, it.how) == (None, None, "exact")


def test_the_search_stops_at_a_bound_and_says_so() -> None:
    from lagesbild_rules.study import Areas
    from lagesbild_rules.study._unchanged import unchanged

    # `gloomy` is masked: two of the others are enough, and every area has them.
    ruleset = edited(("classifications/lage/levels/1/when", {"any": ["sold", {"all": ["dark", {"not": "dark"}]}]}))
    rows = places(ruleset, [{"area": f"a{n}", "broken": str(n), "trade": "much"} for n in range(40)])
    areas = Areas.of(ruleset, rows)
    base = areas.outcomes(ruleset)
    whole = unchanged(ruleset, areas, base, "limit", lambda step=1: None)
    assert (whole.low.at, whole.high.at, whole.how) == (None, None, "exact")
    part = unchanged(ruleset, areas, base, "limit", lambda step=1: None, most=5)
    assert part.how == "at_least"
    assert not part.high.complete
    assert part.high.at is not None
    assert not moved(ruleset, put(ruleset, {"limit": between(Fraction(20), part.high.at)}), rows)


@pytest.mark.parametrize("names", [["limit", "weight", "needed"]])
def test_every_number_and_no_step_has_an_interval(names: list[str]) -> None:
    assert list(numbers_of(edited())) == names


@given(low=st.fractions(), width=st.fractions(min_value=Fraction(1, 10**9), max_value=10**6))
def test_a_decimal_between_lies_between(low: Fraction, width: Fraction) -> None:
    assert low < Fraction(between(low, low + width)) < low + width


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=7))
def test_a_decimal_is_found_again(number: Decimal) -> None:
    assert as_decimal(Fraction(number)) == number
