"""A weighted sum over seven numbers, and rulesets as they are published: measured apart from the tables of steps."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks._tabular import copying, paired
from benchmarks._work import MISSING_SHARE
from lagesbild_rules import Ruleset, assess_table, find_ruleset
from lagesbild_rules.evaluation.columnar import columnar_function
from lagesbild_rules.facts import NumberKind
from lagesbild_rules.ruleset import load_ruleset

RULESET: Final = Path(__file__).with_name("weighted_sum.yaml")
WEIGHTS: Final = (22.5, 22.5, 13.5, 13.5, 9.3, 9.3, 9.4)
LIMITS: Final = (3500.0, 4500.0, 5500.0, 6500.0)
REAL: Final = {
    "noa.utsatta-omraden": "2019-12-31",
    "berlin.mss": "2021-12-31",
    "dk.udsatte-boligomraader": "2021-12-31",
}
"""Published rulesets, each on a day when it was in force."""
AS_OF: Final = "2021-12-31"
KINDS: Final = ("float64", "decimal128", "int64")
CHECKED: Final = 300


def scores(rows: int, seed: int, kind: str, missing: float = MISSING_SHARE) -> pa.Table:
    """Return *rows* areas with seven scores each between 0 and 100, of three decimals; as ``int64`` whole ones."""
    chance = np.random.default_rng(seed)
    columns: dict[str, pa.Array] = {"area": pa.array(np.arange(rows))}
    for id_ in load_ruleset(RULESET).indicators:
        thousandths = chance.integers(0, 100_001, rows)
        null = chance.random(rows) < missing
        columns[id_] = _numbers(thousandths, null, kind)
    return pa.table(columns)


def _numbers(thousandths: npt.NDArray[np.int64], null: npt.NDArray[np.bool_], kind: str) -> pa.Array:
    if kind == "float64":
        return pa.array(thousandths / 1000, mask=null)
    if kind == "int64":
        return pa.array(thousandths // 1000, mask=null)
    return decimals(thousandths, null, 3)


def decimals(whole: npt.NDArray[np.int64], null: npt.NDArray[np.bool_], scale: int) -> pa.Array:
    """Return *whole* times ten to the power of minus *scale* as decimals of 128 bits."""
    pairs = np.stack([whole, whole >> 63], axis=1)
    validity = pa.array(~null).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(18, scale), len(whole), [validity, pa.py_buffer(pairs)])


def measured(rows: int, seed: int, rounds: int) -> dict[str, list[float]]:
    """Return the rounds of the weighted sum: by the columnar engine, by hand in numpy and polars, and of the copies.

    Raises ``AssertionError`` when an answer is another than the reference's.
    """
    rules = load_ruleset(RULESET)
    by_hand: dict[str, Callable[[pa.Table], Callable[[], object]]] = {"numpy float64, by hand": _with_numpy}
    try:
        importlib.import_module("polars")
    except ImportError:
        pass
    else:
        by_hand["polars float64, streaming, by hand"] = _with_polars
    runs: dict[str, Callable[[], object]] = {}
    for kind in KINDS:
        hold(rules, scores(CHECKED, seed + 1, kind))
        table = scores(rows, seed, kind)
        runs[f"{kind}: a copy"] = copying(table)
        runs[f"{kind}: columnar"] = _ours(rules, table)
    sample = scores(CHECKED, seed + 1, "float64")
    floats = scores(rows, seed, "float64")
    wanted = criteria(rules, sample)
    for name, make in by_hand.items():
        if (given := _read(make(sample)())) != wanted:
            raise AssertionError(f"{name} differs from the reference: {given} for {wanted}")
        runs[name] = make(floats)
    return paired(runs, rounds)


def real_rulesets(rows: int, seed: int, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return the rounds of each published ruleset on constructed facts, beside a copy of its inputs."""
    found: dict[str, dict[str, list[float]]] = {}
    for id_, day in REAL.items():
        rules = find_ruleset(id_, as_of=day)
        hold(rules, drawn(rules, CHECKED, seed + 1))
        table = drawn(rules, rows, seed)
        found[rules.reference] = paired({"copy": copying(table), "columnar": _ours(rules, table)}, rounds)
    return found


def drawn(rules: Ruleset, rows: int, seed: int) -> pa.Table:
    """Return *rows* areas with facts of any value that the indicators of *rules* can have."""
    chance = np.random.default_rng(seed)
    columns: dict[str, pa.Array] = {"area": pa.array(np.arange(rows))}
    for id_, indicator in rules.indicators.items():
        null = chance.random(rows) < MISSING_SHARE
        match indicator.kind:
            case NumberKind(decimals=places, min=least, max=most):
                unit = 10**places
                low = int((Decimal(-3) if least is None else least) * unit)
                high = int((Decimal(100) if most is None else most) * unit)
                columns[id_] = decimals(chance.integers(low, high + 1, rows), null, places)
            case kind:
                codes = chance.integers(0, len(kind.values), rows).astype(np.int8)
                columns[id_] = pa.DictionaryArray.from_arrays(pa.array(codes, mask=null), pa.array(kind.values))
    return pa.table(columns)


def hold(rules: Ruleset, table: pa.Table) -> None:
    """Raise ``AssertionError`` unless the columnar engine says of *table* what the reference says."""
    ours, wanted = (assess_table(rules, table, as_of=AS_OF, engine=it) for it in ("columnar", "reference"))
    if not ours.equals(wanted):
        raise AssertionError(f"{rules.reference}: columnar differs from the reference")


def criteria(rules: Ruleset, table: pa.Table) -> list[list[bool | None]]:
    """Return the truths of every criterion by the reference."""
    found = assess_table(rules, table, as_of=AS_OF, engine="reference")
    return [found[id_].to_pylist() for id_ in rules.criteria]


def _ours(rules: Ruleset, table: pa.Table) -> Callable[[], object]:
    (batch,) = table.combine_chunks().to_batches()
    function = columnar_function(rules, batch.schema)
    return lambda: function(batch)


Found = tuple[list[npt.NDArray[np.bool_]], list[npt.NDArray[np.bool_]]]


def _with_numpy(table: pa.Table) -> Callable[[], object]:
    columns = [table[name].combine_chunks() for name in table.column_names[1:]]
    given = [it.fill_null(0).to_numpy() for it in columns]
    null = [it.is_null().to_numpy(zero_copy_only=False) for it in columns]

    def run() -> tuple[Found, list[npt.NDArray[np.bool_]]]:
        rows = len(given[0])
        sure = [np.empty(rows, np.bool_) for _ in LIMITS]
        may = [np.empty(rows, np.bool_) for _ in LIMITS]
        for start in range(0, rows, 1 << 15):
            part = slice(start, start + (1 << 15))
            low = np.zeros(len(given[0][part]))
            span = np.zeros(len(low))
            for weight, values, missing in zip(WEIGHTS, given, null, strict=True):
                low += weight * values[part]
                span += (weight * 100) * missing[part]
            span += low
            for limit, true, possible in zip(LIMITS, sure, may, strict=True):
                np.greater_equal(low, limit, out=true[part])
                np.greater_equal(span, limit, out=possible[part])
        levels = [~sure[0], *(p & ~t for p, t in zip(may[:-1], sure[1:], strict=True)), may[-1]]
        return (sure, may), levels

    return run


def _with_polars(table: pa.Table) -> Callable[[], object]:
    pl: Any = importlib.import_module("polars")
    names = table.column_names[1:]
    frame = pl.from_arrow(table.select(names)).rechunk()

    def run() -> tuple[Found, list[Any]]:
        def total(fill: float) -> Any:
            return sum(w * pl.col(name).fill_null(fill) for w, name in zip(WEIGHTS, names, strict=True))

        query = frame.lazy().select(low=total(0.0), high=total(100.0))
        query = query.select(
            **{f"sure{n}": pl.col("low") >= limit for n, limit in enumerate(LIMITS)},
            **{f"may{n}": pl.col("high") >= limit for n, limit in enumerate(LIMITS)},
        )
        last = len(LIMITS) - 1
        between = {f"level{n}": pl.col(f"may{n - 1}") & ~pl.col(f"sure{n}") for n in range(1, last + 1)}
        query = query.with_columns(level0=~pl.col("sure0"), **between)
        found = query.collect(engine="streaming")
        sure = [found[f"sure{n}"] for n in range(len(LIMITS))]
        may = [found[f"may{n}"] for n in range(len(LIMITS))]
        return (sure, may), [found[f"level{n}"] for n in range(last + 1)]

    return run


def _read(found: Any) -> list[list[bool | None]]:
    (sure, may), _ = found
    return [
        [True if t else None if m else False for t, m in zip(true, possible, strict=True)]
        for true, possible in zip(sure, may, strict=True)
    ]
