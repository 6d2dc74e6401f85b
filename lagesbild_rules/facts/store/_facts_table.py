"""Facts as an Arrow table, one column an indicator, straight from the tables of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from lagesbild_rules.errors import Place
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import CategoryKind, Cause, Evidence, Fact, Indicator, NumberFact, NumberKind
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.facts._resolve import resolve_one
from lagesbild_rules.facts.store import _facts_sql as sql
from lagesbild_rules.facts.store._fit import refuse_misfits
from lagesbild_rules.facts.store._rows import COLUMNS, naive, observation_from
from lagesbild_rules.facts.store._rules import MOST_DIGITS, Rule, rule_table, rules_of, value_table
from lagesbild_rules.facts.store._tables import NOW, THEN

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

BITS: Final = {cause: 1 << position for position, cause in enumerate(Cause)}
"""The causes of a fact, each a bit of the number in ``causes``."""


def facts_table(
    connection: DuckDBPyConnection,
    indicators: Mapping[str, Indicator],
    evidence: Evidence,
    day: date,
    known_at: datetime | None,
    path: str,
) -> pa.Table:
    """Return the fact of every area and indicator on *day* by what was recorded by *known_at*.

    Raises ``FactsError`` with every value that its indicator does not take.
    """
    import pyarrow as pa

    rules = rules_of(indicators, evidence, day)
    standing = THEN if known_at is not None else NOW
    by = {} if known_at is None else {"known_at": naive(known_at)}
    with_tables(connection, {"rules": rule_table(rules), "values_of_rules": value_table(rules)}, (sql.RULE, sql.VALUE))
    for query in (sql.GRADE, sql.KNOWN.format(standing=standing)):
        connection.execute(query, by if query is not sql.GRADE else None)
    connection.execute(sql.PLACE)
    digits: dict[int, int] = dict(connection.execute(sql.DIGITS).fetchall())
    wide = [it for it in rules if max(digits.get(it.no, 0), it.whole_digits) + it.scale >= MOST_DIGITS]
    connection.execute(sql.SAID, {"day": day, "left_out": [it.no for it in wide]})
    apart = _apart(connection, wide, standing, by, path)
    refuse_misfits([*apart, *_misfits(connection, standing, by, path)], indicators, path)
    connection.execute(sql.CELL)
    areas = connection.sql("SELECT area FROM place ORDER BY area_no").to_arrow_table()["area"].combine_chunks()
    columns = {"area": areas}
    for it in rules:
        if it in wide:
            columns[it.indicator.id] = _resolved_apart(it, areas.to_pylist(), apart, day)
        else:
            columns[it.indicator.id] = _column(connection, it)
    return pa.table(columns)


def with_tables(connection: DuckDBPyConnection, tables: Mapping[str, pa.Table], queries: Sequence[str]) -> None:
    for name, table in tables.items():
        connection.register(name, table)
    for query in queries:
        connection.execute(query)
    for name in tables:
        connection.unregister(name)


def _column(connection: DuckDBPyConnection, rule: Rule) -> pa.Array:
    import pyarrow as pa

    kind = rule.indicator.kind
    cells = {
        NumberKind: "c.low, c.high, c.causes",
        CategoryKind: "c.codes, c.causes",
    }.get(type(kind), "c.low::INTEGER AS low, c.high::INTEGER AS high, c.causes")
    query = sql.COLUMN.format(cells=cells, no=rule.no)
    found = {name: _whole(it) for name, it in _arrow(connection, query).items()}
    causes = found.pop("causes")
    if isinstance(kind, NumberKind):
        parts = {name: _scaled(it, rule.scale) for name, it in found.items()}
    elif isinstance(kind, CategoryKind):
        codes = found["codes"]
        named = pa.array(kind.values, pa.string()).take(codes.flatten())
        lengths = codes.offsets
        parts = {"codes": pa.ListArray.from_arrays(lengths, named)}
    else:
        values = pa.array(kind.values, pa.string())
        index = pa.int8() if len(values) <= 128 else pa.int32()
        parts = {name: pa.DictionaryArray.from_arrays(it.cast(index), values) for name, it in found.items()}
    parts["causes"] = causes
    return pa.StructArray.from_arrays(list(parts.values()), list(parts), mask=causes.is_null())


def _arrow(connection: DuckDBPyConnection, query: str) -> dict[str, pa.ChunkedArray]:
    table = connection.sql(query).to_arrow_table()
    return dict(zip(table.column_names, table.columns, strict=True))


def _whole(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa

    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)


def _scaled(numbers: pa.Array, scale: int) -> pa.Array:
    """Return whole *numbers* with the point set *scale* digits from the right: the same bytes, read otherwise."""
    import pyarrow as pa

    return pa.Array.from_buffers(
        pa.decimal128(MOST_DIGITS, scale), len(numbers), numbers.buffers(), numbers.null_count, numbers.offset
    )


def _misfits(connection: DuckDBPyConnection, standing: str, by: Mapping[str, Any], path: str) -> list[Observation]:
    return _observations(connection, f"({standing}) s WHERE s.sequence IN ({sql.MISFITS})", by, path)


def _apart(
    connection: DuckDBPyConnection, rules: Sequence[Rule], standing: str, by: Mapping[str, Any], path: str
) -> list[Observation]:
    """Return the observations of indicators whose numbers are too long for the database."""
    if not rules:
        return []
    names = ", ".join(f"'{it.indicator.id}'" for it in rules)
    return _observations(connection, f"({standing}) s WHERE s.indicator IN ({names})", by, path)


def _observations(connection: DuckDBPyConnection, source: str, by: Mapping[str, Any], path: str) -> list[Observation]:
    query = f"SELECT {', '.join(f's.{it}' for it in COLUMNS)} FROM {source} ORDER BY s.sequence"
    return [observation_from(row, Place(path)) for row in connection.execute(query, dict(by)).fetchall()]


def _resolved_apart(rule: Rule, areas: Sequence[str], observations: Sequence[Observation], day: date) -> pa.Array:
    import pyarrow as pa

    said: dict[str, list[Observation]] = {}
    for it in observations:
        if it.indicator == rule.indicator.id:
            said.setdefault(it.area, []).append(it)
    kind = pa.struct([("low", pa.string()), ("high", pa.string()), ("causes", pa.uint8())])
    facts = (resolve_one(said[area], rule.indicator, rule.rules, day)[0] if area in said else None for area in areas)
    return pa.array([None if it is None else _cell(it) for it in facts], kind)


def _cell(fact: Fact) -> dict[str, Any] | None:
    if Cause.MISSING in fact.causes or not isinstance(fact, NumberFact):
        return None
    ends = {name: None if it is None else plain(it) for name, it in (("low", fact.low), ("high", fact.high))}
    return {**ends, "causes": sum(BITS[it] for it in fact.causes)}
