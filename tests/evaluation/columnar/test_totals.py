"""Sums are exact in every form, and in the narrowest that their bounds prove wide enough."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lagesbild_rules.evaluation.columnar._numbers import INT64
from lagesbild_rules.evaluation.columnar._totals import Total, total

rows = st.integers(1, 5)
factors = st.one_of(st.integers(-1000, 1000), st.integers(-(10**19), 10**19), st.integers(-(10**40), 10**40))
whole = st.one_of(st.integers(-1000, 1000), st.integers(-INT64, INT64))


def numbers(it: Total) -> list[int]:
    """Return the numbers of *it* as Python has them."""
    given = it.values.tolist() if isinstance(it.values, np.ndarray) else it.values.to_pylist()
    return [int(number) for number in given]


@st.composite
def terms(draw: st.DrawFn) -> list[tuple[list[int], int]]:
    count = draw(rows)
    columns = st.lists(whole, min_size=count, max_size=count)
    return draw(st.lists(st.tuples(columns, factors), min_size=1, max_size=4))


@given(terms(), st.integers(-(10**42), 10**42))
@example([([INT64, -INT64], 1), ([INT64, -INT64], 1)], INT64)
@example([([INT64, -INT64], 10**18), ([1, -1], 1)], INT64 * 10**18 + 1)
@example([([INT64], 10**18), ([INT64], 10**25)], 0)
def test_a_sum_and_how_it_stands_to_a_limit_are_exact(given: list[tuple[list[int], int]], limit: int) -> None:
    parts = [total(np.array(column, np.int64), max(map(abs, column)), factor) for column, factor in given]
    found = parts[0]
    for part in parts[1:]:
        found = found.plus(part)
    columns = [[number * factor for number in column] for column, factor in given]
    wanted = [sum(row) for row in zip(*columns, strict=True)]
    assert numbers(found) == wanted
    assert all(abs(it) <= found.reach for it in wanted)
    for edge in [limit, *wanted, *[it + 1 for it in wanted], found.reach, -found.reach]:
        assert found.at_least(edge).tolist() == [it >= edge for it in wanted]


@pytest.mark.parametrize(
    ("factor", "form"),
    [(1, np.int64), (-1000, np.int64), (10**16, pa.Decimal128Array), (-(10**33), pa.Decimal128Array), (10**35, object)],
)
def test_the_form_is_as_narrow_as_the_bounds_allow(factor: int, form: object) -> None:
    found = total(np.array([999, -1, 0]), 999, factor)
    values = found.values
    assert (values.dtype if isinstance(values, np.ndarray) else type(values)) == form
    assert numbers(found) == [999 * factor, -factor, 0]


def test_a_sum_grows_into_the_next_form_where_it_must() -> None:
    forms: list[object] = []
    found = total(np.array([1, -1]), 1, INT64)
    for factor in (1, 10**36, 10**37):
        found = found.plus(total(np.array([1, -1]), 1, factor))
        forms.append(type(found.values) if isinstance(found.values, pa.Array) else found.values.dtype)
    assert numbers(found) == [INT64 + 1 + 10**36 + 10**37, -(INT64 + 1 + 10**36 + 10**37)]
    assert forms == [pa.Decimal128Array, pa.Decimal128Array, np.dtype(object)]


def test_noughts_stand_a_factor_that_no_64_bits_hold() -> None:
    found = total(np.zeros(3, np.int64), 0, 10**40).plus(total(np.array([1, -1, 0]), 1, 1))
    assert (found.reach, found.values.tolist()) == (1, [1, -1, 0])
