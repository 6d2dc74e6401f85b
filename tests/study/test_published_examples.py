"""Figures of agreement equal those of published worked examples, to the digits printed there.

Where each example was read is said beside it; the papers themselves were not read unless that is said.
"""

from __future__ import annotations

import numpy as np
import pytest

from lagesbild_rules.study._coefficients import (
    Metric,
    Weights,
    cohen,
    cohen_by,
    cronbach,
    fleiss,
    item_rest,
    krippendorff,
    krippendorff_of_numbers,
    moments,
)

# Krippendorff (2011), «Computing Krippendorff's Alpha-Reliability»: four observers, twelve units, `.` for no answer.
# Read in the tests of `pln-fing-udelar/fast-krippendorff`, which print 0.815 (ordinal).
TWELVE_UNITS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The example of Wikipedia's page on Krippendorff's alpha, read with its values in the same tests: 0.691358 nominal,
# 0.810845 interval.
FIFTEEN_UNITS = (
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)
# Krippendorff (2011): two observers, ten units, two values: 0.095. Read in the tests of `FPGro/Krippendorff.jl`.
TEN_UNITS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")


def answers(rows: tuple[str, ...]) -> list[list[int]]:
    """Return the answers about each unit."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [[int(it) for it in column if it != "."] for column in columns]


def counts(said: list[list[int]]) -> np.ndarray:
    every = sorted({it for one in said for it in one})
    return np.array([[one.count(value) for value in every] for one in said], dtype=float)


@pytest.mark.parametrize(
    ("rows", "metric", "printed"),
    [
        (TWELVE_UNITS, "ordinal", "0.815"),
        (FIFTEEN_UNITS, "nominal", "0.691358"),
        (FIFTEEN_UNITS, "interval", "0.810845"),
        (TEN_UNITS, "nominal", "0.095"),
        (TEN_UNITS, "ordinal", "0.095"),
        (TEN_UNITS, "interval", "0.095"),
    ],
)
def test_krippendorffs_alpha(rows: tuple[str, ...], metric: Metric, printed: str) -> None:
    value = krippendorff(counts(answers(rows)), metric).value()
    assert value is not None
    assert f"{value:.{len(printed) - 2}f}" == printed


def test_krippendorffs_alpha_of_numbers_is_that_of_the_interval_metric() -> None:
    value = krippendorff_of_numbers([[float(it) for it in one] for one in answers(FIFTEEN_UNITS)]).value()
    assert f"{value:.6f}" == "0.810845"


# Fleiss (1971), Psychological Bulletin 76: six diagnoses of each of thirty patients; read, with the 0.4302445 that
# R's irr prints, in the tests of `statsmodels/statsmodels`.
DIAGNOSES = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 "
    "333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)
# The example of Wikipedia's page on Fleiss' kappa: ten subjects, fourteen raters; 0.210. Read in the same tests.
TEN_SUBJECTS = "0 0 0 0 14|0 2 6 4 2|0 0 3 5 6|0 3 9 2 0|2 2 8 1 1|7 7 0 0 0|3 2 6 3 0|2 5 3 2 2|6 5 2 1 0|0 2 2 3 7"


def test_fleiss_kappa() -> None:
    diagnoses = counts([[int(it) for it in patient] for patient in DIAGNOSES.split()])
    assert diagnoses.sum(axis=0).tolist() == [26, 26, 30, 55, 43]
    assert f"{fleiss(diagnoses).value():.7f}" == "0.4302445"
    subjects = np.array([[float(it) for it in row.split()] for row in TEN_SUBJECTS.split("|")])
    assert f"{fleiss(subjects).value():.3f}" == "0.210"


# Cohen (1968), Psychological Bulletin 70, table 1: proportions of 200 cases, and the disagreement that each cell is.
# Read in the manual page of `cohen.kappa` of R's psych, which says that Cohen reports .492, .348 and .353.
COHEN = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]).reshape(1, -1)


@pytest.mark.parametrize(
    ("disagreement", "printed"),
    [
        ([[0, 1, 1], [1, 0, 1], [1, 1, 0]], "0.492"),
        ([[0, 1, 3], [1, 0, 6], [3, 6, 0]], "0.348"),
        ([[0, 1, 4], [1, 0, 6], [2, 2, 0]], "0.353"),
    ],
)
def test_cohens_own_example(disagreement: list[list[int]], printed: str) -> None:
    assert f"{cohen_by(COHEN, np.array(disagreement, dtype=float)).value():.3f}" == printed


# An example printed by SAS: 0.4842 and, with linear weights, 0.4701; the ratings `anxiety` of R's irr, raters 2 and 3:
# -0.006289308, 0.1459075 (equal weights), 0.2520325 (squared). Both read in the tests of `statsmodels/statsmodels`;
# irr leaves out the step that neither rater uses, and so does this test.
SAS = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]], dtype=float).reshape(1, -1)
SECOND = "3 6 4 6 2 4 2 4 3 3 2 3 3 3 2 2 1 3 3 4"
THIRD = "2 1 4 4 3 2 1 6 1 1 1 2 3 3 1 1 3 3 2 2"


@pytest.mark.parametrize(("weights", "printed"), [("none", "0.4842"), ("linear", "0.4701")])
def test_cohens_kappa_as_printed_by_sas(weights: Weights, printed: str) -> None:
    assert f"{cohen(SAS, weights).value():.4f}" == printed


@pytest.mark.parametrize(
    ("weights", "printed"), [("none", "-0.006289308"), ("linear", "0.1459075"), ("quadratic", "0.2520325")]
)
def test_cohens_kappa_as_printed_by_irr(weights: Weights, printed: str) -> None:
    pairs = list(zip(SECOND.split(), THIRD.split(), strict=True))
    used = sorted({it for pair in pairs for it in pair})
    table = np.array([[pairs.count((one, other)) for other in used] for one in used], dtype=float)
    digits = len(printed.partition(".")[2])
    assert f"{cohen(table.reshape(1, -1), weights).value():.{digits}f}" == printed


# Chatterjee and Price (1977), thirty departments and seven questions: R's data set `attitude`, read in
# `apjanke/octave-tablicious`. R's psych prints for it 0.843, and without each question in turn what stands here; read
# in a public tutorial on reliability in R.
ATTITUDE = {
    "rating": "43 63 71 61 81 43 58 71 72 67 64 67 69 68 77 81 74 65 65 50 50 64 53 40 63 66 78 48 85 82",
    "complaints": "51 64 70 63 78 55 67 75 82 61 53 60 62 83 77 90 85 60 70 58 40 61 66 37 54 77 75 57 85 82",
    "privileges": "30 51 68 45 56 49 42 50 72 45 53 47 57 83 54 50 64 65 46 68 33 52 52 42 42 66 58 44 71 39",
    "learning": "39 54 69 47 66 44 56 55 67 47 58 39 42 45 72 72 69 75 57 54 34 62 50 58 48 63 74 45 71 59",
    "raises": "61 63 76 54 71 54 66 70 71 62 58 59 55 59 79 60 79 55 75 64 43 66 63 50 66 88 80 51 77 64",
    "critical": "92 73 86 84 83 49 68 66 83 80 67 74 63 77 77 54 79 80 85 78 64 80 80 57 75 76 78 83 74 78",
    "advance": "45 47 48 35 47 34 35 41 31 41 34 41 25 35 46 36 63 60 46 52 33 41 37 49 33 72 49 38 55 39",
}
WITHOUT = ["0.810", "0.797", "0.828", "0.803", "0.795", "0.864", "0.840"]


def attitude() -> np.ndarray:
    return np.array([[float(it) for it in column.split()] for column in ATTITUDE.values()]).T


def test_cronbachs_alpha() -> None:
    sums = moments(attitude())
    assert f"{cronbach(sums, 7).value():.3f}" == "0.843"
    without = [cronbach(sums, 7, [it for it in range(7) if it != item]).value() for item in range(7)]
    assert [f"{it:.3f}" for it in without] == WITHOUT


def test_the_item_rest_correlation_is_pearsons_with_the_sum_of_the_others() -> None:
    cases = attitude()
    sums = moments(cases)
    for item in range(7):
        rest = cases.sum(axis=1) - cases[:, item]
        assert item_rest(sums, 7, item).value() == pytest.approx(np.corrcoef(cases[:, item], rest)[0, 1], abs=1e-12)
