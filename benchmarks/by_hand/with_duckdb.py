"""DuckDB: SQL by hand over nullable codes, and the view that lagesbild_rules exports over steps as text."""

from __future__ import annotations

import importlib
from typing import Any, assert_never

import pyarrow as pa

from benchmarks._plain import AtLeast, Every, No, Node, Plain, Ref, Some, Weighed, Within
from benchmarks._tabular import Answers, Tabular
from benchmarks.by_hand._strata import layers
from lagesbild_rules.export.sql import sql_view
from lagesbild_rules.ruleset import Ruleset

MOST = 1_000_000
"""A longer table takes DuckDB too long for a round."""


def contender(rules: Plain) -> Tabular:
    """Return the ruleset as one query. Raises ``ImportError`` where DuckDB is not installed."""
    duckdb: Any = importlib.import_module("duckdb")
    text = query(rules)

    def ready(table: pa.Table) -> Any:
        codes = {name: table.column(name).combine_chunks().indices for name in table.column_names[1:]}
        connection = duckdb.connect()
        connection.register("given", pa.table(codes))
        connection.execute("CREATE TABLE facts AS SELECT * FROM given")
        return connection

    def answers(found: pa.Table) -> Answers:
        return {name.removeprefix("possible."): it for name, it in found.to_pydict().items()}

    return Tabular("DuckDB, SQL by hand", ready, lambda it: it.sql(text).to_arrow_table(), answers, MOST)


def exported(ruleset: Ruleset, rules: Plain) -> Tabular:
    """Return the exported view, over a table of the database. Raises ``ImportError`` where DuckDB is not installed."""
    duckdb: Any = importlib.import_module("duckdb")
    view = sql_view(ruleset, dialect="duckdb", table="facts")
    (ladder,) = ruleset.classifications
    ranks = {level: rank for rank, level in enumerate(rules.levels)}

    def ready(table: pa.Table) -> Any:
        connection = duckdb.connect()
        texts = [it.cast(pa.string()) if pa.types.is_dictionary(it.type) else it for it in table.columns]
        connection.register("given", pa.table(texts, table.column_names))
        connection.execute("CREATE TABLE facts AS SELECT * FROM given")
        connection.execute(view.problems)
        connection.execute(view.statement)
        return connection

    def answers(found: pa.Table) -> Answers:
        known = found.to_pydict()
        answers = {name: known[name] for name in rules.criteria}
        answers |= {name: known[f"{ladder}.possible.{name}"] for name in rules.levels}
        answers["level"] = [ranks.get(it) for it in known[f"{ladder}.level"]]
        return answers

    def run(connection: Any) -> pa.Table:
        return connection.sql(f'SELECT * FROM "{view.name}"').to_arrow_table()

    return Tabular("DuckDB, the view that we export", ready, run, answers, MOST)


def query(rules: Plain) -> str:
    """Return *rules* as one query over ``facts``, a layer of names a subquery."""
    text = "facts"
    for number, layer in enumerate(layers(rules)):
        columns = ", ".join(f"{_expression(node)} AS {name}" for name, node in layer.items())
        text = f"(SELECT *, {columns} FROM {text}) AS layer{number}"
    possible: list[str] = []
    for rank, name in enumerate(rules.levels):
        parts = [f"NOT coalesce({it}, false)" for it in rules.levels[rank + 1 :]]
        parts += [f"coalesce({name}, true)"] if rank else []
        possible.append(f'({" AND ".join(parts)}) AS "possible.{name}"')
    text = f"(SELECT *, {', '.join(possible)} FROM {text}) AS possible"
    names = [f'"possible.{it}"' for it in rules.levels]
    only = " + ".join(f"{it}::TINYINT" for it in names)
    rank = " ".join(f"WHEN {it} THEN {number}" for number, it in reversed(list(enumerate(names))))
    level = f"CASE WHEN {only} = 1 THEN CASE {rank} END::TINYINT END AS level"
    return f"SELECT {', '.join([*rules.criteria, *names, level])} FROM {text}"


def _expression(node: Node) -> str:
    match node:
        case Within(id_, low, high, last):
            if low == high:
                return f"({id_} = {low})"
            if high == last:
                return f"({id_} >= {low})"
            return f"({id_} <= {high})" if low == 0 else f"({id_} BETWEEN {low} AND {high})"
        case Ref(name):
            return name
        case No(member):
            return f"(NOT {_expression(member)})"
        case Every(members):
            return f"({' AND '.join(map(_expression, members))})"
        case Some(members):
            return f"({' OR '.join(map(_expression, members))})"
        case AtLeast(k, members):
            inner = [_expression(it) for it in members]
            sure = " + ".join(f"coalesce({it}, false)::TINYINT" for it in inner)
            may = " + ".join(f"coalesce({it}, true)::TINYINT" for it in inner)
            return f"(CASE WHEN {sure} >= {k} THEN true WHEN {may} < {k} THEN false END)"
        case Weighed():
            raise TypeError("no sums here")
        case _:
            assert_never(node)
