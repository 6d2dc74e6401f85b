"""What holds of every coefficient: against brute force, against statsmodels, and where it is undefined."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from lagesbild_rules.study._coefficients import (
    Metric,
    Weights,
    cohen,
    cronbach,
    fleiss,
    item_rest,
    krippendorff,
    krippendorff_of_numbers,
    moments,
)
from lagesbild_rules.study._statistics import Sampling, Statistic

SAID = st.lists(st.lists(st.integers(0, 4), min_size=0, max_size=4), min_size=1, max_size=8)
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")
WEIGHTS: tuple[Weights, ...] = ("none", "linear", "quadratic")


def counts(said: list[list[int]]) -> np.ndarray:
    return np.array([[one.count(value) for value in range(5)] for one in said], dtype=float)


def by_hand(said: list[list[int]], metric: Metric) -> Fraction | None:
    """Return alpha in exact arithmetic from its definition: every ordered pair of answers, within units and in all."""
    paired = [one for one in said if len(one) > 1]
    every = [it for one in paired for it in one]
    times = [every.count(value) for value in range(5)]

    def apart(one: int, other: int) -> Fraction:
        match metric:
            case "nominal":
                return Fraction(one != other)
            case "interval":
                return Fraction((one - other) ** 2)
            case _:
                low, high = sorted((one, other))
                return (Fraction(sum(times[low : high + 1])) - Fraction(times[low] + times[high], 2)) ** 2

    observed = sum(
        (apart(one, other) / (len(unit) - 1) for unit in paired for one, other in permutations(unit, 2)), Fraction(0)
    )
    expected = sum((apart(one, other) for one, other in permutations(every, 2)), Fraction(0))
    return 1 - observed * (len(every) - 1) / expected if expected else None


@given(SAID, st.sampled_from(METRICS))
def test_alpha_equals_its_definition_in_exact_arithmetic(said: list[list[int]], metric: Metric) -> None:
    found, wanted = krippendorff(counts(said), metric).value(), by_hand(said, metric)
    assert (found is None) == (wanted is None)
    if wanted is not None:
        assert found == pytest.approx(float(wanted), abs=1e-9)


@given(SAID)
def test_alpha_of_numbers_is_the_interval_metric_whatever_the_unit(said: list[list[int]]) -> None:
    wanted = krippendorff(counts(said), "interval").value()
    for scale, moved in ((1.0, 0.0), (0.001, 7.0), (1000.0, -3.0)):
        found = krippendorff_of_numbers([[it * scale + moved for it in one] for one in said]).value()
        assert (found is None) == (wanted is None)
        assert found is None or found == pytest.approx(wanted, abs=1e-6)


@given(SAID, st.lists(st.integers(0, 3), min_size=5, max_size=5))
def test_ordinal_alpha_asks_for_the_order_of_values_alone(said: list[list[int]], gaps: list[int]) -> None:
    places = np.cumsum([gap + 1 for gap in gaps]) - 1
    stretched = np.zeros((len(said), int(places[-1]) + 1))
    stretched[:, places] = counts(said)
    wanted, found = krippendorff(counts(said), "ordinal").value(), krippendorff(stretched, "ordinal").value()
    assert (found is None) == (wanted is None)
    assert found is None or found == pytest.approx(wanted, abs=1e-9)


@given(SAID, st.sampled_from(METRICS), st.randoms(use_true_random=False))
def test_the_order_of_areas_changes_neither_figure_nor_interval(said: list[list[int]], metric: Metric, chance) -> None:
    mixed = list(said)
    chance.shuffle(mixed)
    sampling = Sampling(40, 3)
    one, other = (krippendorff(counts(it), metric).figure(sampling) for it in (said, mixed))
    assert one == other or (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high))


@given(st.lists(st.integers(0, 4), min_size=2, max_size=9), st.integers(2, 4))
def test_equal_answers_give_one_or_nothing(answers: list[int], assessors: int) -> None:
    said = [[it] * assessors for it in answers]
    varied = len(set(answers)) > 1
    for metric in METRICS:
        figure = krippendorff(counts(said), metric).figure(Sampling(50))
        assert figure.value == (pytest.approx(1) if varied else None)
    assert fleiss(counts(said)).value() == (pytest.approx(1) if varied else None)


TABLES = st.lists(st.integers(0, 9), min_size=16, max_size=16).map(lambda cells: np.array(cells, dtype=float))


@given(TABLES, st.sampled_from(WEIGHTS))
def test_kappas_equal_those_of_statsmodels(cells: np.ndarray, weights: Weights) -> None:
    table = cells.reshape(4, 4)
    found = cohen(cells.reshape(1, -1), weights).value()
    assume(found is not None)
    other = cohens_kappa(table, wt=None if weights == "none" else weights, return_results=False)
    assert found == pytest.approx(other, abs=1e-9)


@given(TABLES, st.sampled_from(WEIGHTS))
def test_kappa_does_not_ask_who_is_who(cells: np.ndarray, weights: Weights) -> None:
    turned = cells.reshape(4, 4).T.reshape(1, -1)
    one, other = cohen(cells.reshape(1, -1), weights).value(), cohen(turned, weights).value()
    assert (one is None) == (other is None)
    assert one is None or one == pytest.approx(other, abs=1e-12)


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=9))
def test_fleiss_kappa_equals_that_of_statsmodels(said: list[list[int]]) -> None:
    table = counts(said)
    found = fleiss(table).value()
    assume(found is not None)
    assert found == pytest.approx(fleiss_kappa(table), abs=1e-9)


def test_nothing_to_compare_is_undefined_and_never_one() -> None:
    empty = np.zeros((0, 5))
    assert krippendorff(empty, "ordinal").figure(Sampling()).value is None
    assert krippendorff(counts([[1], [2]]), "ordinal").value() is None
    assert krippendorff(counts([[2, 2], [2, 2]]), "ordinal").figure(Sampling()).value is None
    assert krippendorff_of_numbers([[1.5, 1.5], [1.5, 1.5]]).value() is None
    assert cohen(np.array([[4.0, 0, 0, 0]]), "linear").value() is None
    constant = moments(np.ones((5, 3)) - 1)
    assert cronbach(constant, 3).value() is None
    assert item_rest(constant, 3, 0).value() is None


def test_an_interval_is_not_given_where_the_figure_is_often_undefined() -> None:
    figure = krippendorff(counts([[1, 2], *[[1, 1]] * 30]), "nominal").figure(Sampling(400))
    assert figure.value is not None
    assert (figure.low, figure.high) == (None, None)
    assert figure.undefined > 20


def test_the_interval_covers_what_it_says() -> None:
    """Of many drawn samples of a share of one half, about 95 in 100 intervals hold the half."""
    chance, held = np.random.default_rng(11), 0
    for trial in range(300):
        drawn = (chance.random(80) < 0.5).astype(float)
        share = Statistic(np.column_stack([drawn, np.ones(80)]), lambda sums: sums[:, 0] / sums[:, 1])
        figure = share.figure(Sampling(400, trial))
        assert figure.low is not None
        assert figure.high is not None
        held += figure.low <= 0.5 <= figure.high
    assert 0.91 <= held / 300 <= 0.985


def test_the_seed_draws_the_interval() -> None:
    said = counts([[1, 2], [0, 0], [3, 4], [4, 4], [2, 3], [1, 1], [0, 1], [2, 2]])
    figures = [krippendorff(said, "ordinal").figure(Sampling(200, seed)) for seed in (5, 5, 6)]
    assert figures[0] == figures[1] != figures[2]
