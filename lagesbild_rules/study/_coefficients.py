"""Coefficients of agreement and of consistency as ``Statistic``: own code, held to published worked examples.

``counts`` has a row for each area and a column for each value: how many assessors gave it.
"""

from __future__ import annotations

from typing import Final, Literal, assert_never

from lagesbild_rules.study._statistics import Numbers, Statistic, ratio

Metric = Literal["nominal", "ordinal", "interval"]
"""What the difference between two values is: any, by how many answers lie between them, or as numbers."""
Weights = Literal["none", "linear", "quadratic"]
"""How much a disagreement counts: all alike, by the number of steps apart, or by its square."""
_CONSTANT: Final = 1e-9
"""A variance under this is the error of rounding: what is asked about here are ranks of steps."""


def krippendorff(counts: Numbers, metric: Metric) -> Statistic:
    """Return Krippendorff's alpha; areas with fewer than two answers are not part of it.

    Krippendorff (2011), «Computing Krippendorff's Alpha-Reliability»: observed over expected disagreement, from the
    matrix of coincidences. Undefined when all answers that can be paired are equal: nothing then could disagree.
    """
    return Statistic(coincidences(counts), lambda sums: _alpha(sums, metric))


def coincidences(counts: Numbers) -> Numbers:
    """Return for each area its matrix of coincidences, flat: each pair of its answers, by 1 / (answers - 1)."""
    import numpy as np

    of_area = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - np.eye(counts.shape[1]) * counts[:, None, :]
    weight = np.where(of_area > 1, 1 / np.maximum(of_area - 1, 1), 0.0)
    return np.asarray((pairs * weight[:, None, None]).reshape(len(counts), counts.shape[1] ** 2), dtype=float)


def _alpha(sums: Numbers, metric: Metric) -> Numbers:
    import numpy as np

    size = round(sums.shape[1] ** 0.5)
    matrix = sums.reshape(-1, size, size)
    of_value = matrix.sum(axis=2)
    total = of_value.sum(axis=1)
    match metric:
        case "nominal":
            squared = np.broadcast_to(1 - np.eye(size), matrix.shape)
        case "interval":
            squared = _between(np.broadcast_to(np.arange(size, dtype=float), of_value.shape))
        case "ordinal":
            # Half of one value, all between, and half of the other: from middle to middle.
            squared = _between(np.cumsum(of_value, axis=1) - of_value / 2)
        case _:
            assert_never(metric)
    observed = (matrix * squared).sum(axis=(1, 2))
    expected = (of_value[:, :, None] * of_value[:, None, :] * squared).sum(axis=(1, 2))
    return np.asarray(1 - ratio(observed * (total - 1), expected), dtype=float)


def _between(places: Numbers) -> Numbers:
    return (places[:, :, None] - places[:, None, :]) ** 2


def krippendorff_of_numbers(answers: list[list[float]]) -> Statistic:
    """Return Krippendorff's alpha with the interval metric of numbers, the answers about each area in a list."""
    import numpy as np

    every = [it for one in answers if len(one) > 1 for it in one]
    least = min(every, default=0.0)
    spread = max(every, default=0.0) - least or 1.0
    rows = []
    for one in answers:
        values = (np.array(one) - least) / spread
        size, total, squares = len(values), values.sum(), (values**2).sum()
        rows.append(
            (size, total, squares, (size * squares - total**2) / (size - 1)) if size > 1 else (0.0, 0.0, 0.0, 0.0)
        )
    sums = np.array(rows, dtype=float).reshape(-1, 4)

    def of(total: Numbers) -> Numbers:
        size, values, squares, observed = total.T
        return np.asarray(1 - ratio(observed * (size - 1), size * squares - values**2), dtype=float)

    return Statistic(sums, of)


def cohen(tables: Numbers, weights: Weights) -> Statistic:
    """Return Cohen's kappa (1960), or with *weights* his weighted kappa (1968), of two assessors.

    *tables* holds for each area its table, flat: the values of the one down, those of the other across.
    """
    import numpy as np

    size = round(tables.shape[1] ** 0.5)
    return cohen_by(tables, _disagreement(np.arange(size, dtype=float), weights))


def cohen_by(tables: Numbers, disagreement: Numbers) -> Statistic:
    """Return weighted kappa where *disagreement* says how much each cell of the table counts."""
    import numpy as np

    size = len(disagreement)

    def of(sums: Numbers) -> Numbers:
        table = sums.reshape(-1, size, size)
        total = table.sum(axis=(1, 2))
        by_chance = table.sum(axis=2)[:, :, None] * table.sum(axis=1)[:, None, :]
        observed, expected = ((it * disagreement).sum(axis=(1, 2)) for it in (table, by_chance))
        return np.asarray(1 - ratio(observed * total, expected), dtype=float)

    return Statistic(tables, of)


def _disagreement(places: Numbers, weights: Weights) -> Numbers:
    import numpy as np

    apart = np.abs(places[:, None] - places[None, :])
    match weights:
        case "none":
            return np.asarray(apart > 0, dtype=float)
        case "linear":
            return apart
        case "quadratic":
            return np.asarray(apart**2, dtype=float)
        case _:
            assert_never(weights)


def fleiss(counts: Numbers) -> Statistic:
    """Return Fleiss' kappa (1971) of areas that all have the same number of answers, two or more."""
    import numpy as np

    answers = counts[:1].sum()
    agreed = (counts * (counts - 1)).sum(axis=1) / max(answers * (answers - 1), 1)
    sums = np.column_stack([np.ones(len(counts)), agreed, counts])

    def of(total: Numbers) -> Numbers:
        areas = total[:, 0]
        observed = ratio(total[:, 1], areas)
        by_chance = (ratio(total[:, 2:], (areas * answers)[:, None]) ** 2).sum(axis=1)
        return ratio(observed - by_chance, 1 - by_chance)

    return Statistic(sums, of)


def moments(cases: Numbers) -> Numbers:
    """Return for each case 1, its values, and the products of each two of them: what covariances are made of."""
    import numpy as np

    products = (cases[:, :, None] * cases[:, None, :]).reshape(len(cases), cases.shape[1] ** 2)
    return np.column_stack([np.ones(len(cases)), cases, products])


def covariances(sums: Numbers, items: int) -> Numbers:
    """Return the matrix of covariances that sums of ``moments`` give."""
    total = sums[:, :1]
    means = ratio(sums[:, 1 : items + 1], total)
    products = ratio(sums[:, items + 1 :], total).reshape(-1, items, items)
    return products - means[:, :, None] * means[:, None, :]


def cronbach(sums: Numbers, items: int, kept: list[int] | None = None) -> Statistic:
    """Return Cronbach's alpha (1951) of the items *kept* (all, when not given), from sums of ``moments`` an area.

    Undefined when the sum of the items does not vary.
    """
    chosen = list(range(items)) if kept is None else kept

    def of(total: Numbers) -> Numbers:
        matrix = covariances(total, items)[:, chosen][:, :, chosen]
        own = matrix.diagonal(axis1=1, axis2=2).sum(axis=1)
        size = len(chosen)
        return (1 - ratio(own, matrix.sum(axis=(1, 2)))) * size / (size - 1)

    return Statistic(sums, of)


def item_rest(sums: Numbers, items: int, item: int) -> Statistic:
    """Return the correlation of *item* with the sum of the other items, from sums of ``moments`` an area."""
    import numpy as np

    rest = [it for it in range(items) if it != item]

    def of(total: Numbers) -> Numbers:
        matrix = covariances(total, items)
        own, shared = matrix[:, item, item], matrix[:, item, rest].sum(axis=1)
        others = matrix[:, rest][:, :, rest].sum(axis=(1, 2))
        constant = np.minimum(own, others) < _CONSTANT
        return np.where(constant, np.nan, shared / np.sqrt(np.where(constant, 1.0, own * others)))

    return Statistic(sums, of)
