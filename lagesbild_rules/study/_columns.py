"""Columns of facts as the columnar engine reads them fastest: small codes where each cell is one value or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from lagesbild_rules.facts import FiniteFact, Indicator, ScaleKind, TruthKind, Unreadable, read_cell

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Codes = npt.NDArray[np.int8]


@frozen(eq=False)
class Steps:
    """What is known of a scale, or of a truth, in each row: the least and the greatest rank.

    ``given`` is where an area has an answer.
    An answer is one step; a missing one, a span of steps, and a stale one are none.
    """

    low: Codes
    high: Codes
    given: npt.NDArray[np.bool_]
    causes: Any
    """The bits of causes, where the column holds some."""


def plain_columns(indicators: Mapping[str, Indicator], table: Any) -> pa.RecordBatch:
    """Return *table* as one batch, its scales and truths as codes and bits where every row holds one or nothing."""
    import pyarrow as pa

    whole = table if isinstance(table, pa.Table) else pa.table(table)
    whole = whole.unify_dictionaries().combine_chunks()
    batches = whole.to_batches()
    batch = batches[0] if batches else pa.RecordBatch.from_pylist([], whole.schema)
    columns = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        steps = steps_in(indicators[name], column) if name in indicators else None
        if steps is not None and steps.causes is None:
            columns.append(cells(indicators[name], steps.low, steps.given))
        else:
            columns.append(column)
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def steps_in(indicator: Indicator, column: pa.Array) -> Steps | None:
    """Return what *column* holds of a scale or truth; nothing for another kind, or where a cell cannot be read."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if not isinstance(indicator.kind, ScaleKind | TruthKind) or len(indicator.kind.values) > 127:
        return None
    last = len(indicator.kind.values) - 1
    if not pa.types.is_struct(column.type):
        ranks = _ranks(indicator, column)
        if ranks is None:
            return None
        given = ranks >= 0
        return Steps(np.where(given, ranks, 0), np.where(given, ranks, last), given, None)
    fields = {it.name: part for it, part in zip(column.type, column.flatten(), strict=True)}
    ends = [_ranks(indicator, fields[name]) for name in ("low", "high") if name in fields]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    low, high = np.where(ends[0] < 0, 0, ends[0]), np.where(ends[1] < 0, last, ends[1])
    given = (ends[0] >= 0) & (ends[0] == ends[1])
    absent = column.is_null().to_numpy(zero_copy_only=False)
    if np.logical_or(given, absent).all():
        return Steps(low.astype(np.int8), high.astype(np.int8), given, None)
    causes = pc.fill_null(fields["causes"].cast(pa.uint8()), 0) if "causes" in fields else pa.nulls(len(column))
    return Steps(low.astype(np.int8), high.astype(np.int8), given, pc.if_else(pa.array(absent), _MISSING, causes))


_MISSING = 1
"""The bit of the cause «missing»."""


def _ranks(indicator: Indicator, column: pa.Array) -> Codes | None:
    """Return the rank of the step in each row, -1 for none; nothing where a cell cannot be read."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_null(column.type):
        return np.full(len(column), -1, np.int8)
    try:
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return None
    ranks: list[int] = []
    assert isinstance(indicator.kind, ScaleKind | TruthKind)
    for cell in encoded.dictionary.to_pylist():
        try:
            fact = read_cell(indicator, cell)
        except Unreadable:
            return None
        assert isinstance(fact, FiniteFact)
        ranks.append(indicator.kind.values.index(fact.low) if fact.exact else -1)
    table = np.array([*ranks, -1], np.int8)
    places = encoded.indices.fill_null(len(ranks)) if encoded.null_count else encoded.indices
    found: Codes = table[places.to_numpy(zero_copy_only=False)]
    return found


def cells(indicator: Indicator, ranks: Codes, given: npt.NDArray[np.bool_] | None) -> pa.Array:
    """Return a column of the values of *ranks*, null where not *given*."""
    import numpy as np
    import pyarrow as pa

    sure = None if given is None or given.all() else pa.py_buffer(np.packbits(given, bitorder="little"))
    if isinstance(indicator.kind, TruthKind):
        bits = pa.py_buffer(np.packbits(ranks.astype(np.bool_), bitorder="little"))
        return pa.Array.from_buffers(pa.bool_(), len(ranks), [sure, bits])
    assert isinstance(indicator.kind, ScaleKind)
    indices = pa.Array.from_buffers(pa.int8(), len(ranks), [sure, pa.py_buffer(np.ascontiguousarray(ranks, np.int8))])
    return pa.DictionaryArray.from_arrays(indices, pa.array(indicator.kind.values, pa.string()), safe=False)


def spans(indicator: Indicator, low: Codes, high: Codes, causes: Any) -> pa.StructArray:
    """Return a column of what lies between the steps of *low* and of *high*."""
    import pyarrow as pa

    columns: Sequence[Any] = cells(indicator, low, None), cells(indicator, high, None), causes
    return pa.StructArray.from_arrays(columns, ["low", "high", "causes"])
