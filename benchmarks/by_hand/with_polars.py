"""polars by hand: a lazy frame of nullable codes, a layer of columns for each depth of names, the streaming engine.

Sums of bytes and operators between two columns were faster than ``sum_horizontal``, ``all_horizontal`` and
``any_horizontal`` by a tenth.
"""

from __future__ import annotations

import importlib
from functools import reduce
from operator import add, and_, or_
from typing import Any, assert_never

import pyarrow as pa

from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within
from benchmarks._tabular import Answers, Tabular
from benchmarks.by_hand._strata import layers

NAME = "polars, streaming, by hand"


def contender(rules: Plain) -> Tabular:
    """Return the ruleset as one lazy query. Raises ``ImportError`` where polars is not installed."""
    pl: Any = importlib.import_module("polars")

    def ready(table: pa.Table) -> Any:
        codes = {name: table.column(name).combine_chunks().indices for name in table.column_names[1:]}
        return pl.from_arrow(pa.table(codes)).rechunk()

    def run(frame: Any) -> Any:
        query = frame.lazy()
        for layer in layers(rules):
            query = query.with_columns(**{name: _expression(node, pl) for name, node in layer.items()})
        query = query.with_columns(**_possible(rules, pl))
        only = pl.sum_horizontal(*(pl.col(f"possible.{it}") for it in rules.levels)) == 1
        rank = pl.lit(0, pl.Int8)
        for number, name in enumerate(rules.levels):
            rank = pl.when(pl.col(f"possible.{name}")).then(pl.lit(number, pl.Int8)).otherwise(rank)
        names = [*rules.criteria, *(f"possible.{it}" for it in rules.levels)]
        return query.select(*names, pl.when(only).then(rank).alias("level")).collect(engine="streaming")

    return Tabular(NAME, ready, run, _answers)


def _possible(rules: Plain, pl: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for rank, name in enumerate(rules.levels):
        above = [~pl.col(it).fill_null(False) for it in rules.levels[rank + 1 :]]
        own = [pl.col(name).fill_null(True)] if rank else []
        found[f"possible.{name}"] = pl.all_horizontal(*own, *above)
    return found


def _expression(node: Node, pl: Any) -> Any:
    match node:
        case Within(id_, low, high, last):
            value = pl.col(id_)
            if low == high:
                return value == low
            if high == last:
                return value >= low
            return value <= high if low == 0 else (value >= low) & (value <= high)
        case Ref(name):
            return pl.col(name)
        case No(member):
            return ~_expression(member, pl)
        case Every(members):
            return reduce(and_, (_expression(it, pl) for it in members))
        case Some(members):
            return reduce(or_, (_expression(it, pl) for it in members))
        case AtLeast(k, members):
            inner = [_expression(it, pl) for it in members]
            sure = reduce(add, (it.fill_null(False).cast(pl.UInt8) for it in inner)) >= k
            may = reduce(add, (it.fill_null(True).cast(pl.UInt8) for it in inner)) >= k
            return pl.when(sure == may).then(sure)
        case Weighed():
            raise TypeError("no sums here")
        case _:
            assert_never(node)


def _answers(frame: Any) -> Answers:
    return {name.removeprefix("possible."): it for name, it in frame.to_dict(as_series=False).items()}
