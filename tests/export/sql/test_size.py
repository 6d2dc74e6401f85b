"""A view grows as its ruleset does, in text and in what a database makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import duckdb
import pytest

from lagesbild_rules import Ruleset
from lagesbild_rules.export import DIALECTS, sql_view
from tests.export.texts import ruleset as small

from .databases import DuckDB, PostgreSQL, asked
from .tables import of_cells

SIZES = (50, 100, 200, 400)


@cache
def chained(n: int) -> Ruleset:
    """Return a ruleset each of whose *n* criteria reads the one before it twice: spelt out, the last would fill 2ⁿ."""
    criteria: dict[str, Any] = {"c0000": {"indicator": "x0", "above": "5"}}
    for k in range(1, n):
        own = {"indicator": f"x{k % 10}", "above": str(k)}
        criteria[f"c{k:04}"] = {"all": [f"c{k - 1:04}", {"any": [f"c{k - 1:04}", own]}]}
    return small(
        {f"x{k}": {"number": {"unit": "percent", "decimals": 1, "min": 0, "max": 999}} for k in range(10)}, criteria
    )


@cache
def shared(n: int) -> Ruleset:
    """Return a ruleset whose *n* criteria all count the same ten conditions, beside one of their own."""
    again = [{"indicator": f"x{k}", "above": "5"} for k in range(10)]
    criteria = {f"c{k:04}": {"at_least": "3", "of": [*again, {"indicator": "y", "above": f"{k}.5"}]} for k in range(n)}
    number = {"number": {"unit": "percent", "decimals": 1, "min": 0, "max": 999}}
    return small({**{f"x{k}": number for k in range(10)}, "y": number}, criteria)


@pytest.mark.parametrize("intervals", [False, True], ids=["cells", "intervals"])
@pytest.mark.parametrize("build", [chained, shared])
def test_the_text_grows_as_the_ruleset_does(build: Callable[[int], Ruleset], intervals: bool) -> None:
    sizes = [len(sql_view(build(n), dialect="duckdb", intervals=intervals).text) for n in SIZES]
    growth = [later / earlier for earlier, later in pairwise(sizes)]
    assert all(it <= 2.1 for it in growth), sizes
    assert growth[-1] > 1.5


@pytest.mark.parametrize("build", [chained, shared])
def test_what_duckdb_makes_of_it_grows_as_the_ruleset_does(build: Callable[[int], Ruleset]) -> None:
    sizes = []
    for n in (10, 20, 40):
        made = sql_view(build(n), dialect="duckdb")
        with duckdb.connect() as connection:
            columns = ", ".join(f"{it} DECIMAL(9, 1)" for it in build(n).indicators)
            connection.execute(f"CREATE TABLE facts (area VARCHAR, {columns})")
            connection.execute(made.statement)
            ((_, plan),) = connection.execute(f"EXPLAIN (FORMAT json) SELECT * FROM {made.name}").fetchall()
            sizes.append(operators(json.loads(plan)))
    assert sizes[-1] <= 4.5 * sizes[0], sizes


def test_what_postgresql_makes_of_it_grows_as_the_ruleset_does(server: PostgreSQL) -> None:
    sizes = []
    for n in (10, 20, 40):
        with server.connection.cursor() as cursor:
            columns = ", ".join(f"{it} NUMERIC" for it in chained(n).indicators)
            cursor.execute(f"CREATE TABLE facts (area TEXT, {columns})")
            made = sql_view(chained(n), dialect="postgres")
            cursor.execute(made.statement)
            cursor.execute(f"EXPLAIN SELECT * FROM {made.name}")
            sizes.append(sum(len(line.strip()) for (line,) in cursor.fetchall()))
            server.connection.rollback()
    assert all(later <= 2.2 * earlier for earlier, later in pairwise(sizes)), sizes


def operators(plan: Any) -> int:
    """Return how many operators a plan has."""
    if isinstance(plan, list):
        return sum(map(operators, plan))
    return 1 + operators(plan.get("children", []))


def test_postgresql_takes_a_chain_that_spelt_out_would_never_end(server: PostgreSQL) -> None:
    ruleset = chained(40)
    rows = [{"area": "all", **{f"x{k}": "900" for k in range(10)}}, {"area": "none"}]
    made = sql_view(ruleset, dialect="postgres")
    above, unknown = asked(server, made, ruleset, of_cells(ruleset, rows))
    assert {it.value for it in above.criteria.values()} == {"true"}
    assert {it.value for it in unknown.criteria.values()} == {"unknown"}
    assert asked(DuckDB(), sql_view(ruleset, dialect="duckdb"), ruleset, of_cells(ruleset, rows)) == [above, unknown]


def test_the_same_ruleset_gives_the_same_text() -> None:
    for dialect in DIALECTS:
        assert sql_view(shared(5), dialect=dialect) == sql_view(shared(5), dialect=dialect)
