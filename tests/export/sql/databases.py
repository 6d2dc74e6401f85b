"""Databases that run an exported view: DuckDB in this process, and a PostgreSQL of the tests' own on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import sqlglot
from attrs import frozen
from sqlglot import exp

from lagesbild_rules import FactSet, Ruleset
from lagesbild_rules.evaluation import Answer
from lagesbild_rules.export import Dialect, SqlView, sql_view

from .tables import Table, Value, answer, columns_of_answers, of_intervals

if TYPE_CHECKING:
    import psycopg

Rows = list[dict[str, Any]]


class Database(Protocol):
    """Makes a table and the views over it, and reads both views."""

    dialect: Dialect

    def ask(self, made: SqlView, table: Table) -> tuple[Rows, Rows]:
        """Return the rows of the view, and those of its problems; nothing is left behind."""
        ...


@frozen
class SqlEngine:
    """The export and a database behind the protocol of engines."""

    database: Database

    @property
    def name(self) -> str:
        return self.database.dialect

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        made = sql_view(ruleset, dialect=self.database.dialect, intervals=True)
        return asked(self.database, made, ruleset, of_intervals(ruleset, rows))


def asked(database: Database, made: SqlView, ruleset: Ruleset, table: Table) -> list[Answer]:
    """Return the answers for all rows of *table*, in their order; none of them has a problem."""
    found, problems = database.ask(made, table)
    assert problems == []
    assert all(list(it) == columns_of_answers(ruleset) for it in found)
    by_area = {it["area"]: it for it in found}
    return [answer(by_area[row["area"]], ruleset) for row in table.rows]


@frozen
class DuckDB:
    dialect: Dialect = "duckdb"

    def ask(self, made: SqlView, table: Table) -> tuple[Rows, Rows]:
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: `lagesbild-rules[store]`")
        with duckdb.connect() as connection:
            types = {"text": "VARCHAR", "truth": "BOOLEAN"}
            columns = {it: types.get(str(kind), f"DECIMAL(38, {kind})") for it, kind in table.columns.items()}
            _fill(connection.execute, columns, table, "?")
            connection.execute(made.problems)
            connection.execute(made.statement)
            return _read(connection, made.name), _read(connection, f"{made.name}_problems")


@frozen
class ReadBack:
    """SQL for SQL Server or Oracle, read by sqlglot and run in DuckDB: their logic, not their servers.

    Their types for texts and collations are left behind on the way.
    """

    dialect: Dialect

    def ask(self, made: SqlView, table: Table) -> tuple[Rows, Rows]:
        duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed: `lagesbild-rules[store]`")
        with duckdb.connect() as connection:
            types = {"text": "VARCHAR", "truth": "SMALLINT"}
            columns = {it: types.get(str(kind), f"DECIMAL(38, {kind})") for it, kind in table.columns.items()}
            _fill(connection.execute, columns, table, "?")
            for statement in (made.problems, made.statement):
                connection.execute(self.translated(statement))
            return _read(connection, made.name), _read(connection, f"{made.name}_problems")

    def translated(self, statement: str) -> str:
        (tree,) = sqlglot.parse(statement, read=self.dialect)
        assert isinstance(tree, exp.Create)
        for it in list(tree.find_all(exp.Collate)):
            it.replace(it.this)
        return tree.sql(dialect="duckdb")


@frozen
class PostgreSQL:
    connection: psycopg.Connection[Any]
    dialect: Dialect = "postgres"

    def ask(self, made: SqlView, table: Table) -> tuple[Rows, Rows]:
        types = {"text": "TEXT", "truth": "BOOLEAN"}
        columns = {it: types.get(str(kind), "NUMERIC") for it, kind in table.columns.items()}
        with self.connection.cursor() as cursor:
            try:
                _fill(cursor.execute, columns, table, "%s")
                cursor.execute(made.problems)
                cursor.execute(made.statement)
                return _read(cursor, made.name), _read(cursor, f"{made.name}_problems")
            finally:
                self.connection.rollback()


def _fill(execute: Any, columns: Mapping[str, str], table: Table, mark: str) -> None:
    names = ", ".join(map(_quoted, columns))
    # psycopg takes a single % for the start of a parameter.
    names = names.replace("%", "%%") if mark == "%s" else names
    execute(f"CREATE TABLE facts ({', '.join(f'{_quoted(it)} {kind}' for it, kind in columns.items())})", None)
    if table.rows:
        cells = ", ".join(f"CAST({mark} AS {kind})" for kind in columns.values())
        values = [_text(row.get(name)) for row in table.rows for name in columns]
        execute(f"INSERT INTO facts ({names}) VALUES {', '.join([f'({cells})'] * len(table.rows))}", values)


def _text(value: Value) -> str | None:
    if isinstance(value, bool):
        return str(int(value))
    return None if value is None else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _read(cursor: Any, view: str) -> Rows:
    cursor.execute(f'SELECT * FROM "{view}"')
    names = [it[0] for it in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Start a server of one's own that listens on loopback alone, and stop it at the end; skipped where there is none.

    It refuses to run as root, who starts it as the user that the package has made.
    """
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: `pip install 'psycopg[binary]'`")
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: `tools/system_packages.sh`, or the package `postgresql`")
    user = _user()
    # Not under pytest's own folder: others than its owner may not enter that.
    with TemporaryDirectory(prefix="lagesbild-postgresql-") as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        run: dict[str, Any] = {"cwd": folder, "user": user, "env": {**os.environ, "LC_ALL": "C.UTF-8"}}
        data = folder / "data"
        command = [programs / "initdb", "-D", data, "-U", "tests", "--auth=trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(command, check=True, capture_output=True, **run)
        port = _free_port()
        options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off"}
        command = [programs / "postgres", "-D", data, *(f"--{key}={value}" for key, value in options.items())]
        with (folder / "log").open("w") as log, subprocess.Popen(command, stderr=log, stdout=log, **run) as server:
            try:
                with _connected(psycopg, port, server, folder / "log") as connection:
                    yield PostgreSQL(connection)
            finally:
                server.terminate()
                with suppress(subprocess.TimeoutExpired):
                    server.wait(20)
                server.kill()


def _programs() -> Path | None:
    found = shutil.which("pg_config")
    if found:
        said = subprocess.run([found, "--bindir"], capture_output=True, encoding="utf-8", check=False).stdout.strip()
        if said and (Path(said) / "initdb").is_file():
            return Path(said)
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda it: float(it.parts[-3]))
    return installed[-1].parent if installed else None


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


def _free_port() -> int:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        port: int = it.getsockname()[1]
        return port


def _connected(psycopg: Any, port: int, server: subprocess.Popen[bytes], log: Path) -> Any:
    until = time.monotonic() + 60
    while True:
        assert server.poll() is None, f"the server ended: {log.read_text()}"
        try:
            return psycopg.connect(host="127.0.0.1", port=port, user="tests", dbname="postgres")
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
