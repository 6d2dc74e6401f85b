"""Rows of a Parquet file or an Arrow table, as cells that are exact; and back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.facts._from_cells import Cell
from lagesbild_rules.facts._long_columns import LONG_COLUMNS, long_row
from lagesbild_rules.facts._observation import Observation
from lagesbild_rules.facts._rows import ArrowStream
from lagesbild_rules.files import read_bytes
from lagesbild_rules.limits import beyond, limits


def parquet_rows(path: str | os.PathLike[str]) -> tuple[tuple[str, ...], Iterator[dict[str, Cell]]]:
    """Return the names of the columns, and the cells of row after row, read a batch at a time.

    A binary floating-point number is taken at its shortest decimal. Raises ``FactsError`` for a file that is none.
    """
    shown = os.fspath(path)
    _pyarrow(path)
    import pyarrow.parquet as pq

    try:
        names = pq.read_schema(path).names
    except Exception as it:
        # A file that is not what it says can end in any error inside the library.
        raise FactsError([not_parquet(shown, it)]) from None
    return tuple(name.strip() for name in names), _cells(parquet_batches(path))


def parquet_batches(path: str | os.PathLike[str]) -> Iterator[Any]:
    """Yield the Parquet file at *path* a batch at a time; one without rows where it has none."""
    pa, shown = _pyarrow(path), os.fspath(path)
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            _measured(file.metadata, shown)
            yield from all_rows(file.metadata.num_rows, _counted(file.iter_batches(), shown))
            if not file.metadata.num_rows:
                yield pa.RecordBatch.from_pylist([], file.schema_arrow)
    except FactsError:
        raise
    except Exception as it:
        raise FactsError([not_parquet(shown, it)]) from None


def parquet_areas(path: str | os.PathLike[str]) -> set[str]:
    """Return the names in the column ``area`` of the Parquet file at *path*, which alone is read."""
    pa, shown = _pyarrow(path), os.fspath(path)
    import pyarrow.parquet as pq

    found: set[str] = set()
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            for batch in file.iter_batches(columns=["area"]):
                found.update(str(it) for it in batch.column("area").unique().to_pylist() if it is not None)
    except (pa.ArrowException, OSError, KeyError) as it:
        raise FactsError([not_parquet(shown, it)]) from None
    return found


def all_rows(rows: int, batches: Iterable[Any]) -> Iterator[Any]:
    """Yield *batches*; raises ``ValueError`` when they end with other than so many *rows*, as a damaged file may."""
    found = 0
    for batch in batches:
        found += batch.num_rows
        yield batch
    if found != rows:
        raise ValueError(f"it says that it has {rows} rows, and {found} can be read")


def _measured(said: Any, shown: str) -> None:
    """Raise ``FactsError`` when a Parquet file says of itself that it is larger than the limits."""
    if said.num_rows * said.num_columns > limits().max_table_cells:
        raise FactsError([beyond(Place(shown), "cells", "max_table_cells")])
    if sum(said.row_group(it).total_byte_size for it in range(said.num_row_groups)) > limits().max_unpacked_bytes:
        raise FactsError([beyond(Place(shown), "bytes when unpacked", "max_unpacked_bytes")])


def _counted(batches: Iterable[Any], shown: str) -> Iterator[Any]:
    """Yield *batches* as long as they are sound and within the limits, whatever the file says of itself."""
    cells = size = 0
    for batch in batches:
        batch.validate(full=True)
        cells += batch.num_rows * batch.num_columns
        size += batch.nbytes
        if cells > limits().max_table_cells:
            raise FactsError([beyond(Place(shown), "cells", "max_table_cells")])
        if size > limits().max_unpacked_bytes:
            raise FactsError([beyond(Place(shown), "bytes when unpacked", "max_unpacked_bytes")])
        yield batch


def _pyarrow(path: str | os.PathLike[str]) -> Any:
    read_bytes(path, FactsError, 4)
    try:
        import pyarrow
    except ModuleNotFoundError:
        help = "install `lagesbild-rules[columnar]`"
        raise FactsError([Problem(Place(os.fspath(path)), "LR505", "a Parquet file needs pyarrow", help)]) from None
    return pyarrow


def batches_of(stream: ArrowStream) -> list[Any]:
    """Return the record batches of an Arrow table or a frame; one without rows where there are none."""
    import pyarrow as pa

    table = pa.table(stream)
    return table.to_batches() or [pa.RecordBatch.from_pylist([], table.schema)]


def arrow_rows(batches: Sequence[Any]) -> tuple[tuple[str, ...], Iterator[dict[str, Cell]]]:
    """Return the names of the columns of *batches*, of which there is one at least, and the cells of each row."""
    return tuple(name.strip() for name in batches[0].schema.names), _cells(batches)


def _cells(batches: Iterable[Any]) -> Iterator[dict[str, Cell]]:
    import pyarrow as pa
    import pyarrow.compute as pc

    for batch in batches:
        names = [name.strip() for name in batch.schema.names]
        floats = [pa.types.is_floating(it.type) for it in batch.columns]
        columns = [
            pc.cast(it, pa.string()) if floating else it for it, floating in zip(batch.columns, floats, strict=True)
        ]
        for row in zip(*(it.to_pylist() for it in columns), strict=True):
            yield {name: _cell(it, shortest) for name, it, shortest in zip(names, row, floats, strict=True)}


def observations_table(observations: Iterable[Observation]) -> Any:
    """Return *observations* as an Arrow table of the long form, every column text."""
    import pyarrow as pa

    rows = [long_row(it) for it in observations]
    schema = pa.schema([(column, pa.string()) for column in LONG_COLUMNS])
    return pa.table({column: [row[column] for row in rows] for column in LONG_COLUMNS}, schema=schema)


def write_parquet(file: IO[bytes], columns: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> None:
    """Write *rows* of text into *file*, as dictionaries where texts repeat; the same rows give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(column, pa.string()) for column in columns])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        every = iter(rows)
        while block := list(islice(every, 100_000)):
            writer.write_table(pa.table({it: [row.get(it) for row in block] for it in columns}, schema=schema))


def _cell(value: Any, shortest: bool) -> Cell:
    match value:
        case None | bool() | int() | Decimal():
            return value
        case str():
            return _plain_float(value) if shortest else value
        case datetime() | date():
            return value.isoformat()
        case bytes():
            return value.decode("utf-8", "replace")
        case _:
            return value  # type: ignore[no-any-return]  # refused where it is read: no single value


def _plain_float(text: str) -> Cell:
    return text if text in {"nan", "inf", "-inf"} else Decimal(text)


def not_parquet(shown: str, it: Exception) -> Problem:
    """Return the problem that a file is none of Parquet, as *it* says."""
    reason = (str(it).splitlines() or [type(it).__name__])[0].rstrip(".")
    return Problem(Place(shown), "LR315", f"not a Parquet file that can be read: {reason}", "write the file anew")
