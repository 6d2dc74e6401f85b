"""Constructed populations: tables of any size for the constructed ruleset of four steps, the same for the same seed."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from benchmarks._work import MISSING_SHARE

STEPS: Final = ("inget_problem", "litet_problem", "problem", "stort_problem")
INDICATORS: Final = (
    "open_drug_trade",
    "drug_use_in_public",
    "violence_in_public",
    "shootings",
    "weapons",
    "arson",
    "gangs_in_public",
    "threats",
    "extortion",
    "reluctance_to_report",
    "reluctance_to_testify",
    "recruitment",
    "parallel_order",
    "hindered_police",
    "hindered_rescue",
    "vandalism",
    "unsafe_evenings",
    "school_absence",
    "crowding",
    "idle_youth",
    "burglary",
    "litter",
    "noise",
    "empty_shops",
)
"""The 24 indicators of ``tables.yaml``, in its order."""


def population(rows: int, seed: int, *, missing: float = MISSING_SHARE, first: int = 0) -> pa.Table:
    """Return *rows* constructed areas, numbered from *first* on: 24 indicators of four steps, as codes of one byte.

    An area has one burden that all its steps lean on, so that every level is met. Each fact is null at the share
    *missing*.
    """
    chance = np.random.default_rng(seed)
    burden = chance.random(rows, np.float32)
    steps = pa.array(STEPS)
    columns: dict[str, pa.Array] = {"area": pa.array(np.arange(first, first + rows))}
    for id_ in INDICATORS:
        leaning = burden * 3 + chance.standard_normal(rows, np.float32)
        codes = np.clip(np.rint(leaning), 0, 3).astype(np.int8)
        null = chance.random(rows, np.float32) < missing
        columns[id_] = pa.DictionaryArray.from_arrays(pa.array(codes, mask=null), steps)
    return pa.table(columns)
