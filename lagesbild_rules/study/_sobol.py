"""Sobol indices of what is continuous: how much of the spread of the class goes back to each number.

Levels are ranks here, 0 for the mildest, as if the step between any two neighbours were the same. That is said for this
one purpose: no class is ever computed from a rank.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.facts import Indicator, Kind, NumberFact, NumberKind, fact_rows, facts_table
from lagesbild_rules.progress import Progress, quiet
from lagesbild_rules.ruleset import (
    Condition,
    Count,
    Expression,
    IndicatorValue,
    Name,
    NumberCompare,
    Ruleset,
    Times,
    leaves,
    walk,
)
from lagesbild_rules.study._admissible import owners
from lagesbild_rules.study._as_indicators import as_indicators
from lagesbild_rules.study._outcomes import Areas, outcomes_in
from lagesbild_rules.study._tables import arrow_table
from lagesbild_rules.study._unchanged import numbers_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Numbers = npt.NDArray[np.float64]

DECIMALS: Final = 6
"""Parameters and readings are drawn with so many decimals; indicators with their own."""
_ROWS: Final = 1 << 18

SOBOL_COLUMNS: Final = {
    "classification": "text",
    "rank_of": "text",
    "input": "text",
    "low": "text",
    "high": "text",
    "first": "number",
    "first_confidence": "number",
    "total": "number",
    "total_confidence": "number",
}

Range = tuple[Decimal, Decimal]


@frozen
class Index:
    """The share of the variance of a rank that one input explains alone (``first``) and with others (``total``).

    Each comes with half the width of its bootstrapped 95 % interval; ``None`` where the rank never changes.
    """

    classification: str
    rank_of: str
    input: str
    first: tuple[float, float] | None
    total: tuple[float, float] | None


@frozen
class Sobol:
    """Indices for the rank of the mildest and of the most serious possible level, the mean over all areas.

    ``inputs`` are varied evenly and independently over their ranges, in every area at once; the other facts of each
    area stay. ``left_out`` are the numbers that could not be varied, and why.
    """

    inputs: Mapping[str, Range]
    left_out: tuple[tuple[str, str], ...]
    samples: int
    seed: int
    indices: tuple[Index, ...]

    def rows(self) -> list[dict[str, Any]]:
        none = (None, None)
        return [
            {
                "classification": it.classification,
                "rank_of": it.rank_of,
                "input": it.input,
                "low": str(self.inputs[it.input][0]),
                "high": str(self.inputs[it.input][1]),
                "first": (it.first or none)[0],
                "first_confidence": (it.first or none)[1],
                "total": (it.total or none)[0],
                "total_confidence": (it.total or none)[1],
            }
            for it in self.indices
        ]

    def table(self) -> Any:
        return arrow_table(self.rows(), SOBOL_COLUMNS)


def sobol(
    ruleset: Ruleset,
    facts: Any,
    ranges: Mapping[str, Range] | None = None,
    *,
    samples: int = 1024,
    seed: int = 0,
    progress: Progress = quiet,
) -> Sobol:
    """Return Sobol indices of the number indicators, parameters and readings of *ruleset* over *facts*.

    *ranges* are taken as given. Without one an indicator is varied from its ``min`` to its ``max``, or where it lacks
    one over what is known in *facts*; a reading over its admissible values; a parameter not at all. *samples* is the
    base of Saltelli's design, a power of two. Raises ``QuestionError`` for a range of what cannot be varied, and where
    SALib is not installed.
    """
    if samples < 2 or samples & (samples - 1):
        finding = f"{samples} samples are no design"
        raise QuestionError([Problem(Place("study"), "LR531", finding, "give a power of two")])
    areas = facts if isinstance(facts, Areas) else Areas.of(ruleset, facts)
    inputs, left_out = _inputs(ruleset, areas, dict(ranges or {}))
    found = tuple(_indices(ruleset, areas, inputs, samples, seed, progress)) if inputs else ()
    return Sobol(inputs, left_out, samples, seed, found)


def _inputs(
    ruleset: Ruleset, areas: Areas, ranges: dict[str, Range]
) -> tuple[dict[str, Range], tuple[tuple[str, str], ...]]:
    """Return the range of each input, and why the others are none."""
    discrete = _discrete(ruleset)
    compared = {
        leaf.id
        for it in _conditions(ruleset)
        if isinstance(it, NumberCompare)
        for side in (it.left, *it.right)
        for leaf in leaves(side)
        if not hasattr(leaf, "value")
    }
    constants = numbers_of(ruleset)
    numbers = [id_ for id_, it in ruleset.indicators.items() if isinstance(it.kind, NumberKind)]
    wrong = [id_ for id_ in ranges if id_ not in numbers and id_ not in constants]
    turned = [
        id_ for id_, it in ranges.items() if it[0] >= it[1] or (id_ in numbers and not _allowed(ruleset, id_, it))
    ]
    if wrong or turned:
        help = f"write {listed([*numbers, *constants])}, the lower end first and both ends allowed"
        problems = [
            Problem(ruleset.place, "LR531", f"{quoted(id_)} cannot be varied evenly so", help)
            for id_ in dict.fromkeys([*wrong, *turned])
        ]
        raise QuestionError(problems)
    found: dict[str, Range] = {}
    left_out: list[tuple[str, str]] = []
    for id_ in numbers:
        range_ = ranges.get(id_) or _range_of(id_, areas)
        if id_ not in compared:
            left_out.append((id_, "unused"))
        elif range_ is None or not _several(range_, ruleset.indicators[id_].kind):
            left_out.append((id_, "no_range"))
        elif _too_wide(range_, ruleset.indicators[id_].kind):
            left_out.append((id_, "too_wide"))
        else:
            found[id_] = range_
    for id_ in constants:
        if id_ in discrete:
            left_out.append((id_, discrete[id_]))
        elif id_ not in compared:
            left_out.append((id_, "unused"))
        elif not (range_ := ranges.get(id_) or _admissible(ruleset, id_)) or not _several(range_, None):
            left_out.append((id_, "no_range"))
        elif _too_wide(range_, None):
            left_out.append((id_, "too_wide"))
        else:
            found[id_] = range_
    return found, tuple(left_out)


def _conditions(ruleset: Ruleset) -> Iterator[Condition]:
    for _, when in owners(ruleset):
        yield from walk(when) if when else ()


def _discrete(ruleset: Ruleset) -> dict[str, str]:
    """Return the names that count conditions, multiply what is measured, or stand where nothing is measured."""
    found: dict[str, str] = {}
    for it in _conditions(ruleset):
        if isinstance(it, Count) and isinstance(it.k, Name):
            found[it.k.id] = "counts"
        elif isinstance(it, NumberCompare):
            parts = [leaf for side in (it.left, *it.right) for leaf in leaves(side)]
            if not any(isinstance(leaf, IndicatorValue) for leaf in parts):
                found |= {leaf.id: "switch" for leaf in parts if isinstance(leaf, Name)}
            for side in (it.left, *it.right):
                found |= dict.fromkeys(_factors(side), "factor")
    return found


def _factors(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Times):
        if isinstance(expression.factor, Name):
            yield expression.factor.id
        yield from _factors(expression.term)
    for it in getattr(expression, "terms", ()):
        yield from _factors(it)
    for side in ("left", "right"):
        if hasattr(expression, side):
            yield from _factors(getattr(expression, side))


def _range_of(id: str, areas: Areas) -> Range | None:
    kind = areas.indicators[id].kind
    assert isinstance(kind, NumberKind)
    low, high = kind.min, kind.max
    if (low is None or high is None) and id in areas.batch.schema.names:
        facts = (it[id] for it in fact_rows(areas.batch.select(["area", id]), {id: areas.indicators[id]}))
        known = [it for it in facts if isinstance(it, NumberFact) and it.low is not None and it.high is not None]
        if low is None:
            low = min((it.low for it in known if it.low is not None), default=None)
        if high is None:
            high = max((it.high for it in known if it.high is not None), default=None)
    return (low, high) if low is not None and high is not None and low < high else None


def _several(range_: Range, kind: Kind | None) -> bool:
    """Return whether there are two numbers to draw in *range_*."""
    least, most = _whole(range_, kind)
    return least < most


def _too_wide(range_: Range, kind: Kind | None) -> bool:
    """Return whether binary floating-point numbers, which the design is made of, are too coarse for *range_*."""
    return any(abs(it) > 2**53 for it in _whole(range_, kind))


def _whole(range_: Range, kind: Kind | None) -> tuple[int, int]:
    """Return the least and the greatest number of *range_* that is drawn, in units of its last decimal."""
    scale = 10 ** (kind.decimals if isinstance(kind, NumberKind) else DECIMALS)
    return ceil(Fraction(range_[0]) * scale), floor(Fraction(range_[1]) * scale)


def _allowed(ruleset: Ruleset, id: str, range_: Range) -> bool:
    kind = ruleset.indicators[id].kind
    assert isinstance(kind, NumberKind)
    return (kind.min is None or kind.min <= range_[0]) and (kind.max is None or range_[1] <= kind.max)


def _admissible(ruleset: Ruleset, id: str) -> Range | None:
    if id not in ruleset.readings:
        return None
    values = [it for it in ruleset.readings[id].admissible if isinstance(it, Decimal)]
    return (min(values), max(values)) if len(set(values)) > 1 else None


def _indices(
    ruleset: Ruleset, areas: Areas, inputs: Mapping[str, Range], samples: int, seed: int, progress: Progress
) -> Iterator[Index]:
    import numpy as np

    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as design
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[study]`"
        raise QuestionError([Problem(Place("study"), "LR505", "Sobol indices need SALib", help)]) from None
    bounds = [[float(low), float(high)] for low, high in inputs.values()]
    problem = {"num_vars": len(inputs), "names": list(inputs), "bounds": bounds}
    drawn = design.sample(problem, samples, calc_second_order=False, seed=seed)
    for (name, rank_of), ranks in _ranks(ruleset, areas, inputs, drawn, progress).items():
        if np.ptp(ranks) == 0:
            yield from (Index(name, rank_of, it, None, None) for it in inputs)
            continue
        with warnings.catch_warnings():
            # SALib warns of resamples in which the rank never changes, and takes their index for 0.
            warnings.simplefilter("ignore", UserWarning)
            found = analysis.analyze(problem, ranks, calc_second_order=False, seed=seed)
        for at, it in enumerate(inputs):
            first = float(found["S1"][at]), float(found["S1_conf"][at])
            yield Index(name, rank_of, it, first, (float(found["ST"][at]), float(found["ST_conf"][at])))


def _ranks(
    ruleset: Ruleset, areas: Areas, inputs: Mapping[str, Range], drawn: Numbers, progress: Progress
) -> dict[tuple[str, str], Numbers]:
    """Return for each classification the mean rank of the mildest and of the most serious possible level."""
    import numpy as np
    import pyarrow as pa

    from lagesbild_rules.evaluation.columnar import columnar_function

    constants = [id_ for id_ in inputs if id_ not in ruleset.indicators]
    made, ids = as_indicators(ruleset, constants, DECIMALS)
    columns = {ids.get(id_, id_): _column(made.indicators[ids.get(id_, id_)], it, drawn[:, at])
               for at, (id_, it) in enumerate(inputs.items())}  # fmt: skip
    kinds = _kinds_of_areas(areas, inputs)
    ranks = {
        (name, rank_of): np.zeros(len(drawn))
        for name in ruleset.classifications
        for rank_of in ("mildest", "most_serious")
    }
    with progress(len(drawn) * len(kinds), "Sobol") as advance:
        for others, weight in kinds:
            for start in range(0, len(drawn), _ROWS):
                rows = min(_ROWS, len(drawn) - start)
                repeated = {name: pa.concat_arrays([it] * rows) for name, it in others.items() if name != "area"}
                parts = {name: it.slice(start, rows) for name, it in columns.items()}
                batch = pa.RecordBatch.from_pydict(
                    {"area": pa.nulls(rows).cast(pa.string()).fill_null("-"), **repeated, **parts}
                )
                outcomes = outcomes_in(made, columnar_function(made, batch.schema)(batch))
                for name, codes in outcomes.codes.items():
                    low, high = _ends(codes, len(outcomes.levels[name]))
                    ranks[name, "mildest"][start : start + rows] += weight * low
                    ranks[name, "most_serious"][start : start + rows] += weight * high
                advance(rows)
    return {key: it / max(1, len(areas)) for key, it in ranks.items()}


def _ends(codes: Any, levels: int) -> tuple[Any, Any]:
    """Return the lowest and the highest bit of each code."""
    import numpy as np

    low, high = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    for bit in range(levels):
        holds = (codes >> bit & 1).astype(np.bool_)
        high[holds] = bit
        low[(codes >> bit << bit) == codes] = bit
    return low, high


def _kinds_of_areas(areas: Areas, inputs: Mapping[str, Range]) -> list[tuple[dict[str, pa.Array], int]]:
    """Return what areas there are apart from what is varied, each as columns of one row, and how many of each."""
    kept = {id_: it for id_, it in areas.indicators.items() if id_ not in inputs and id_ in areas.batch.schema.names}
    distinct: dict[tuple[object, ...], int] = {}
    first: dict[tuple[object, ...], Any] = {}
    for facts in fact_rows(areas.batch.select(["area", *kept]), kept):
        key = tuple(facts[id_] for id_ in kept)
        distinct[key] = distinct.get(key, 0) + 1
        first.setdefault(key, facts)
    tables = {key: facts_table(kept, [facts]).combine_chunks().to_batches()[0] for key, facts in first.items()}
    return [(dict(zip(it.schema.names, it.columns, strict=True)), distinct[key]) for key, it in tables.items()]


def _column(indicator: Indicator, range_: Range, drawn: Numbers) -> pa.Array:
    """Return *drawn* rounded to the decimals of *indicator*, exactly, inside the range."""
    import numpy as np
    import pyarrow as pa

    kind = indicator.kind
    assert isinstance(kind, NumberKind)
    least, most = _whole(range_, kind)
    whole = np.clip(np.rint(drawn * 10.0**kind.decimals).astype(np.int64), least, most)
    halves = np.stack([whole, whole >> 63], axis=1)
    return pa.Array.from_buffers(pa.decimal128(38, kind.decimals), len(whole), [None, pa.py_buffer(halves)])
