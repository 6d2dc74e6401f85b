"""The file of a store: made in one step, opened by one process at a time, refused when it is none."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.facts.store._tables import FORMAT, TABLES, VERSION
from lagesbild_rules.files import discard, hidden, read_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WAIT_SECONDS: Final = 10.0
"""How long a store that another process has open is waited for."""
MEMORY_LIMIT: Final = "1GiB"
"""How much the embedded engine may keep in memory; what is more goes to disk while it works."""
_PAUSE_SECONDS: Final = 0.05


def make(path: Path) -> None:
    """Make an empty store at *path*: it is there whole or not at all, and replaces nothing.

    Raises ``FactsError`` when something stands there, or nothing can be written there.
    """
    if path.exists() or path.is_symlink():
        raise _taken(path)
    part = hidden(path, "part")
    try:
        with told(path), connect(part, path, read_only=False) as connection:
            for table in TABLES:
                connection.execute(table)
            connection.execute("INSERT INTO store VALUES (?, ?)", [FORMAT, VERSION])
        _put(part, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as it:
        raise not_written(path, (it.strerror or str(it)).lower()) from None
    finally:
        discard(part)


def _put(part: Path, path: Path) -> None:
    try:
        os.link(part, path)  # unlike a renaming, replaces nothing
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        part.rename(path)


def connect(
    file: Path,
    shown: Path,
    *,
    read_only: bool,
    wait: float = 0,
    threads: int | None = None,
    memory_limit: str = MEMORY_LIMIT,
) -> DuckDBPyConnection:
    """Open the database in *file*, spoken of as *shown*, as soon as no other process has it open.

    Nothing in the file can make the engine read another file or load an extension. Raises ``FactsError`` when it is
    still in use after *wait* seconds, or is no database.
    """
    duckdb = _duckdb()
    settings: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "enable_external_access": False,
        "memory_limit": memory_limit,
        "python_enable_replacements": False,
    }
    if threads is not None:
        settings["threads"] = threads
    until = time.monotonic() + wait
    while True:
        try:
            connection: DuckDBPyConnection = duckdb.connect(file, read_only=read_only, config=settings)
        except duckdb.Error as it:
            if not _in_use(it):
                raise _unreadable(shown, it, read_only) from None
            if time.monotonic() >= until:
                raise _used(shown) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return connection


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the engine complains of into a ``FactsError`` about the store at *path*."""
    duckdb = _duckdb()
    try:
        yield
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError):
        raise  # a fault of ours, not of the store
    except duckdb.Error as it:
        raise _failed(path, it) from None
    except RuntimeError as it:  # an interrupt, which the engine takes for itself
        if str(it) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """Work on *connection* with everything or nothing written at the end, and temporary tables of its own."""
    with connection.cursor() as own:
        own.begin()
        try:
            yield own
        except BaseException:
            own.rollback()
            raise
        own.commit()


def checked(connection: DuckDBPyConnection, path: Path) -> None:
    """Raise ``FactsError`` unless the database is a store of a version that can be read here."""
    import duckdb

    try:
        connection.execute("SELECT format, version FROM store")
        found = connection.fetchall()
        tables = connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary"
            " AND table_name IN ('store', 'change', 'observation', 'mark')"
        ).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        found, tables = [], []
    if len(found) != 1 or found[0][0] != FORMAT or tables != [(4,)]:
        finding = "this database is no store of observations"
        raise FactsError([Problem(Place(str(path)), "LR710", finding, "make one with `lagesbild store init`")])
    if found[0][1] != VERSION:
        finding = f"the store is of version {found[0][1]}, known here is {VERSION}"
        raise FactsError([Problem(Place(str(path)), "LR711", finding, "use a later lagesbild-rules")])


def there(path: Path) -> None:
    """Raise ``FactsError`` unless there is a file at *path* that can be read."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError):
        read_text(path, FactsError)  # says what is wrong


def _duckdb() -> Any:
    try:
        import duckdb
        import pyarrow  # noqa: F401 - rows go in and out by it
    except ImportError:
        finding = "a store needs duckdb and pyarrow, which are not installed"
        help = "install lagesbild-rules[store]"
        raise FactsError([Problem(Place("<store>"), "LR505", finding, help)]) from None
    return duckdb


def _in_use(it: Exception) -> bool:
    return "Could not set lock" in str(it) or "different configuration" in str(it)


def _unreadable(path: Path, it: Exception, read_only: bool) -> FactsError:
    said = str(it).partition("\n")[0]
    if said.startswith("IO Error: Cannot open file"):
        if read_only:
            help = "check that you may read the file"
            return FactsError([Problem(Place(str(path)), "LR003", "the file cannot be read: permission denied", help)])
        return not_written(path, said.rpartition(": ")[2].lower())
    if type(it).__name__ == "OutOfMemoryException" or "No space left" in str(it):
        return _failed(path, it)
    finding = "the file is no store, or it is damaged"
    return FactsError([Problem(Place(str(path)), "LR710", finding, "name a file that `lagesbild store init` made")])


def _failed(path: Path, it: Exception) -> FactsError:
    said = str(it).partition("\n")[0]
    if "No space left" in said or "Could not write" in said or "Permission denied" in said:
        return not_written(path, said.rpartition(": ")[2].lower())
    if type(it).__name__ == "OutOfMemoryException":
        finding = "the work does not fit into the memory limit of the store"
        return FactsError([Problem(Place(str(path)), "LR717", finding, "open it with a higher `memory_limit`")])
    if type(it).__name__ in ("TransactionException", "ConstraintException"):
        return _used(path)
    finding = f"the store is damaged: {quoted(said, 200)}"
    return FactsError([Problem(Place(str(path)), "LR710", finding, "take it from a backup, or add its files anew")])


def _used(path: Path) -> FactsError:
    finding = "the store is in use by another process"
    return FactsError([Problem(Place(str(path)), "LR709", finding, "try again, or wait longer with `--wait SECONDS`")])


def _taken(path: Path) -> FactsError:
    finding = "something stands there already"
    return FactsError([Problem(Place(str(path)), "LR712", finding, "choose another name; a store is never replaced")])


def not_written(path: Path, reason: str) -> FactsError:
    """Return the error that nothing can be written to the store at *path*."""
    finding = f"the store cannot be written: {reason}"
    help = "check the folder, the space in it, and that you may write there"
    return FactsError([Problem(Place(str(path)), "LR713", finding, help)])
