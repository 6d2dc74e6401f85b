"""Answers written as they come: CSV and Parquet."""

from __future__ import annotations

import io
from collections.abc import Callable
from types import TracebackType
from typing import IO, Final, Protocol, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from lagesbild_rules.rows import CsvRows


class Writer(Protocol):
    """Writes batches of answers; what was written is whole when it is left."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def write(self, batch: pa.RecordBatch) -> None:
        """Write *batch*."""
        ...


class ParquetWriter:
    """Parquet: a row group for every batch that is large, and for what small ones add up to."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(file, schema)
        self._held: list[pa.RecordBatch] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()
        self._writer.close()

    def write(self, batch: pa.RecordBatch) -> None:
        self._held.append(batch)
        if sum(it.num_rows for it in self._held) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._held:
            self._writer.write_table(pa.Table.from_batches(self._held))
            self._held = []


_GROUP: Final = 1 << 20
"""Rows of a group in Parquet."""


class CsvWriter:
    """CSV as ``CsvRows`` writes it: a field in quotation marks only where it must be."""

    def __init__(self, file: IO[bytes], schema: pa.Schema) -> None:
        self._file = file
        self._write_rows([schema.names])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def write(self, batch: pa.RecordBatch) -> None:
        plain = [it.cast(it.type.value_type) if pa.types.is_dictionary(it.type) else it for it in batch.columns]
        rows = pa.RecordBatch.from_arrays([_text(plain[0]), *plain[1:]], names=batch.schema.names)
        if pc.any(pc.match_substring_regex(rows.column(0), '[,"\r\n]')).as_py():
            columns = [_cells(it) for it in rows.columns]
            self._write_rows(list(zip(*columns, strict=True)))
        else:
            options = pacsv.WriteOptions(include_header=False, quoting_style="none")
            pacsv.write_csv(rows, self._file, options)

    def _write_rows(self, rows: list[list[str]] | list[tuple[str, ...]]) -> None:
        text = io.StringIO()
        CsvRows(text).rows(rows)
        self._file.write(text.getvalue().encode())


def _text(array: pa.Array) -> pa.Array:
    return array.cast(pa.string()) if pa.types.is_integer(array.type) else array


def _cells(array: pa.Array) -> list[str]:
    words = {True: "true", False: "false", None: ""}
    given = array.to_pylist()
    return (
        [words[it] for it in given] if pa.types.is_boolean(array.type) else ["" if it is None else it for it in given]
    )


WRITERS: Final[dict[str, Callable[[IO[bytes], pa.Schema], Writer]]] = {"csv": CsvWriter, "parquet": ParquetWriter}
"""For each format what writes it to a file of bytes."""
