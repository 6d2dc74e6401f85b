"""Populations of constructed areas as Arrow batches and as Parquet, for the benchmarks of tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks._work import MISSING_SHARE
from lagesbild_rules.facts import Indicator, NumberKind
from lagesbild_rules.ruleset import Ruleset

STRETCH: Final = 1 << 20
"""So many areas make a batch, and a row group in a file."""

_NUMBERS: Final = pa.decimal128(5, 1)


def population(rules: Ruleset, count: int, *, seed: int) -> Iterator[pa.RecordBatch]:
    """Yield *count* constructed areas, the same for the same *seed*: steps as dictionaries, numbers as decimals.

    An area has one burden between 0 and 1 that all its values lean on, so that every level is met; each value is
    missing at ``MISSING_SHARE``.
    """
    for first in range(0, count, STRETCH):
        chance = np.random.default_rng([seed, first])
        rows = min(STRETCH, count - first)
        burden = chance.random(rows)
        columns = {"area": pa.array([f"Exempelby {number:08d}" for number in range(first + 1, first + rows + 1)])}
        for id_, indicator in rules.indicators.items():
            columns[id_] = _column(indicator, burden, chance)
        yield pa.RecordBatch.from_pydict(columns)


def written(rules: Ruleset, count: int, path: Path, *, seed: int) -> Path:
    """Write *count* areas to one Parquet file at *path*, and return it."""
    batches = population(rules, count, seed=seed)
    first = next(batches)
    with pq.ParquetWriter(path, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)
    return path


def _column(indicator: Indicator, burden: npt.NDArray[np.float64], chance: np.random.Generator) -> pa.Array:
    kind, rows = indicator.kind, len(burden)
    missing = chance.random(rows) < MISSING_SHARE
    if isinstance(kind, NumberKind):
        share = burden if indicator.worse == "high" else 1 - burden
        tenths = np.clip(np.rint((share * 80 + chance.normal(0, 5, rows)) * 10), 0, 1000).astype(np.int64)
        low_and_high = np.zeros((rows, 2), np.int64)
        low_and_high[:, 0] = tenths
        known = pa.py_buffer(np.packbits(~missing, bitorder="little"))
        return pa.Array.from_buffers(_NUMBERS, rows, [known, pa.py_buffer(low_and_high)])
    last = len(kind.values) - 1
    ranks = np.clip(np.rint(chance.normal(burden * last, 1)), 0, last).astype(np.int8)
    return pa.DictionaryArray.from_arrays(pa.array(ranks, mask=missing), pa.array(kind.values))
