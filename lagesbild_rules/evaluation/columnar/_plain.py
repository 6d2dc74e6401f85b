"""Tables for carriers that know fewer types than Arrow, and batches as they come back from them."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction

OWN: Final = ("lagesbild file", "lagesbild row")
"""Names of columns that a carrier may lay beside the facts; no indicator is called so."""

_WIDER: Final = {pa.uint8(): pa.int16(), pa.uint16(): pa.int32(), pa.uint32(): pa.int64()}


def plain(table: pa.Table) -> pa.Table:
    """Return *table* with the same cells in types that Spark has: text, signed numbers, decimals of 38 digits."""
    return table.cast(pa.schema([pa.field(it.name, _plain(it.type)) for it in table.schema]))


def _plain(type_: pa.DataType) -> pa.DataType:
    types = pa.types
    if isinstance(type_, pa.BaseExtensionType):
        return _plain(type_.storage_type)
    if types.is_dictionary(type_):
        return _plain(type_.value_type)
    if types.is_struct(type_):
        return pa.struct([pa.field(it.name, _plain(it.type)) for it in type_])
    if types.is_list(type_) or types.is_large_list(type_):
        return pa.list_(_plain(type_.value_type))
    if type_ == pa.uint64():
        return pa.decimal128(20, 0)
    if types.is_decimal(type_):
        return (
            pa.decimal128(type_.precision, type_.scale) if type_.scale >= 0 and type_.precision <= 38 else pa.string()
        )
    if types.is_large_string(type_) or types.is_string_view(type_) or types.is_null(type_) or types.is_float16(type_):
        return pa.string()
    return _WIDER.get(type_, type_)


def numbered(table: pa.Table) -> pa.Table:
    """Return *table* with a column of its own that numbers its rows from 0."""
    return table.append_column(OWN[1], pa.array(range(table.num_rows), pa.int64()))


def bare(batch: pa.RecordBatch, function: ColumnarFunction) -> pa.RecordBatch:
    """Return *batch* as *function* takes it: only facts, and names of areas of the type that it was made for."""
    facts = batch.select([name for name in batch.schema.names if name not in OWN])
    position, wanted = facts.schema.get_field_index("area"), function.schema.field("area").type
    area = facts.column(position)
    if area.type == wanted:
        return facts
    if pa.types.is_dictionary(wanted):
        area = area.dictionary_encode()
    return facts.set_column(position, "area", area.cast(wanted))


def one_cell(data: bytes) -> pa.RecordBatch:
    """Return a batch of one cell that holds *data*."""
    return pa.RecordBatch.from_arrays([pa.array([data], pa.binary())], ["answer"])
