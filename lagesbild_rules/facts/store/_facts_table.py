"""Facts as an Arrow table, one column an indicator, straight from the tables of a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, assert_never

from lagesbild_rules.errors import Place
from lagesbild_rules.exact import plain
from lagesbild_rules.facts._model import (
    CategoryKind,
    Cause,
    Evidence,
    Fact,
    Indicator,
    NumberFact,
    NumberKind,
    ScaleKind,
    TruthKind,
)
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
    connection.register("rules", rule_table(rules))
    connection.register("values_of_rules", value_table(rules))
    for query in (sql.RULE, sql.VALUE, sql.GRADE):
        connection.execute(query)
    connection.execute(sql.KNOWN.format(standing=standing), by)
    connection.execute(sql.PLACE)
    digits: dict[int, int] = dict(connection.execute(sql.DIGITS).fetchall())
    wide = [it for it in rules if it.is_too_long(digits.get(it.no, 0))]
    connection.execute(sql.SAID, {"day": day, "left_out": [it.no for it in wide]})
    apart = _looked_at(connection, wide, standing, by, path)
    refuse_misfits(apart, indicators, path)
    connection.execute(sql.CELL)
    areas = connection.sql("SELECT area FROM place ORDER BY area_no").to_arrow_table()["area"]
    columns = {"area": areas}
    for it in rules:
        if it in wide:
            columns[it.indicator.id] = _resolved_apart(it, areas.to_pylist(), apart, day)
        else:
            columns[it.indicator.id] = _column(connection, it)
    return pa.table(columns)


def _column(connection: DuckDBPyConnection, rule: Rule) -> pa.Array:
    import pyarrow as pa

    kind = rule.indicator.kind
    match kind:
        case NumberKind():
            low, high, causes = _cells(connection, rule, "c.low", "c.high", "c.causes")
            parts = {"low": _scaled(low, rule.scale), "high": _scaled(high, rule.scale)}
        case CategoryKind(values):
            codes, causes = _cells(connection, rule, "c.codes", "c.causes")
            named = pa.array(values, pa.string()).take(codes.flatten())
            parts = {"codes": pa.ListArray.from_arrays(codes.offsets, named)}
        case ScaleKind() | TruthKind():
            values = pa.array(kind.values, pa.string())
            index = "TINYINT" if len(values) <= 128 else "INTEGER"
            low, high, causes = _cells(connection, rule, f"c.low::{index}", f"c.high::{index}", "c.causes")
            low, high = (pa.DictionaryArray.from_arrays(it, values) for it in (low, high))
            parts = {"low": low, "high": high}
        case _:
            assert_never(kind)
    parts["causes"] = causes
    return pa.StructArray.from_arrays(list(parts.values()), list(parts), mask=causes.is_null())


def _cells(connection: DuckDBPyConnection, rule: Rule, *cells: str) -> list[pa.Array]:
    """Return *cells* of the fact of every area, each as one array, null where the fact is missing."""
    import pyarrow as pa

    named = ", ".join(f"{it} AS cell_{no}" for no, it in enumerate(cells))
    table = connection.sql(sql.COLUMN.format(cells=named, no=rule.no)).to_arrow_table()
    return [_settled(pa.concat_arrays(it.chunks) if it.num_chunks else pa.array([], it.type)) for it in table.columns]


def _settled(cells: pa.Array) -> pa.Array:
    """Return the same *cells* with zeros under the nulls, where anything may stand: equal tables are equal bytes."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not cells.null_count or pa.types.is_list(cells.type):
        return cells
    validity, values = pc.is_valid(cells).buffers()[1], pc.fill_null(cells, 0).buffers()[1]
    return pa.Array.from_buffers(cells.type, len(cells), [validity, values], cells.null_count)


def _scaled(numbers: pa.Array, scale: int) -> pa.Array:
    """Return whole *numbers* with the point set *scale* digits from the right: the same bytes, read otherwise."""
    import pyarrow as pa

    return pa.Array.from_buffers(
        pa.decimal128(MOST_DIGITS, scale), len(numbers), numbers.buffers(), numbers.null_count, numbers.offset
    )


def _looked_at(
    connection: DuckDBPyConnection, wide: Sequence[Rule], standing: str, by: Mapping[str, Any], path: str
) -> list[Observation]:
    """Return the observations of the indicators in *wide*, and those with a value that is none of the indicator's."""
    query = f"""
        SELECT {", ".join(f"s.{it}" for it in COLUMNS)} FROM ({standing}) s
        WHERE s.sequence IN ({sql.MISFITS}) OR list_contains($wide, s.indicator) ORDER BY s.sequence"""
    found = connection.execute(query, {**by, "wide": [it.indicator.id for it in wide]})
    return [observation_from(row, Place(path)) for row in found.fetchall()]


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
