"""Tables assessed: the engine that is asked for is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from typing import Any, Final

from lagesbild_rules.day import Day, as_day
from lagesbild_rules.errors import Place, Problem, QuestionError, listed, quoted
from lagesbild_rules.ruleset import Ruleset

TABLE_ENGINES: Final[dict[str, tuple[str, str]]] = {
    "columnar": ("lagesbild_rules.evaluation.columnar._tables", "columnar"),
    "dask": ("lagesbild_rules.evaluation._dask", "dask"),
    "reference": ("lagesbild_rules.evaluation.columnar._by_rows", "columnar"),
    "spark": ("lagesbild_rules.evaluation._spark", "spark"),
}
"""For each engine of tables the module whose ``assess_table`` it is, and the extra that it needs."""


def assess_table(
    ruleset: Ruleset,
    table: object,
    *,
    as_of: Day,
    known_at: datetime | None = None,
    engine: str = "columnar",
    unique: bool = False,
) -> Any:
    """Return what *ruleset* says about every row of *table*, as an Arrow table in the same order.

    *table* is an Arrow table or record batch, or a frame of pandas or polars: a column ``area``, and one for each
    indicator that is known. A reader of record batches gives a reader, which assesses as it is read. The columns that
    come out are ``area``, and for each classification ``<classification>.level`` (null when it is open) and
    ``<classification>.possible.<level>``, and for each criterion its truth, null when it is unknown.

    With *unique* names of areas are trimmed, and two rows of one area are an error; without it areas go through as
    they are. *as_of* and *known_at* are kept in the metadata of the schema. The *engine* ``columnar`` makes no object
    of Python for a row; ``reference`` is the definition, row after row; ``dask`` and ``spark`` carry the
    columnar function over the batches of a cluster.

    Raises ``FactsError`` with every problem of the table, from the hundredth on their number alone; rows count from 1.
    """
    day = as_day(as_of)
    return engine_module(engine).assess_table(ruleset, table, as_of=day, known_at=known_at, unique=unique)


def engine_module(engine: str, engines: Sequence[str] = tuple(TABLE_ENGINES)) -> Any:
    """Return the module of *engine*, one of *engines*.

    Raises ``QuestionError`` for another one, and when what it needs is not installed.
    """
    if engine not in engines:
        finding = f"no engine {quoted(engine)} for tables"
        raise QuestionError([Problem(Place("engine"), "LR112", finding, f"write {listed(engines)}")])
    module, extra = TABLE_ENGINES[engine]
    try:
        return import_module(module)
    except ModuleNotFoundError as it:
        if (it.name or "").partition(".")[0] == "lagesbild_rules":
            raise
        finding = f"the engine {quoted(engine)} needs {it.name}"
        help = f"install `lagesbild-rules[{extra}]`"
        raise QuestionError([Problem(Place("engine"), "LR505", finding, help)]) from None
