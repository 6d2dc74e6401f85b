from __future__ import annotations

from collections.abc import Iterator

import pytest

from .databases import Database, DuckDB, PostgreSQL, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    with postgresql() as it:
        yield it


@pytest.fixture(params=["duckdb", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """A database that runs here: each test is put to both."""
    if request.param == "duckdb":
        return DuckDB()
    it: Database = request.getfixturevalue("server")
    return it
