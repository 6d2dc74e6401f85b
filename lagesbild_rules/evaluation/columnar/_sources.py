"""Wide tables in files, read a batch at a time: Parquet and CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from attrs import define, field

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.evaluation.columnar._batches import ROWS, schema_problems
from lagesbild_rules.facts import (
    CsvHead,
    CsvRecord,
    FactSet,
    all_rows,
    csv_head,
    csv_records,
    facts_table,
    not_parquet,
    wide_header_problems,
)
from lagesbild_rules.files import opened
from lagesbild_rules.ruleset import Ruleset

_BYTES: Final = 1 << 24
"""So many bytes of CSV make a batch."""

NOTHING: Final[Mapping[int, Problem]] = MappingProxyType({})


class Source(Protocol):
    """A wide table that can be read several times."""

    path: str
    schema: pa.Schema
    decimal_comma: bool
    size: int
    """How much there is to read, in the unit that ``batches`` counts in."""
    left_out: int
    """So many rows had another length than the header, in the last pass over the table."""

    def problems(self, ruleset: Ruleset) -> list[Problem]:
        """Return what is wrong with the columns."""
        ...

    def batches(self, read: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
        """Yield the table; *read* is told how much of it was read."""
        ...

    def areas(self) -> Iterator[pa.Array]:
        """Yield the column ``area``."""
        ...

    def areas_left_out(self) -> Iterator[tuple[npt.NDArray[np.intp], pa.Array]]:
        """Yield the lines of the rows of another length, and the areas that they name."""
        ...

    def lines(self, beside: Mapping[int, Problem] = NOTHING) -> Lines:
        """Return what knows the number by which each row is told, and the rows that are no rows.

        *beside* are further problems of those, by their lines.
        """
        ...


class Lines(Protocol):
    """Finds the numbers of rows, asked for in ascending order."""

    def line(self, row: int) -> int:
        """Return the number by which the row numbered *row* from 0 is told."""
        ...

    def rest(self) -> list[Problem]:
        """Return the problems of what is no row, met so far and not returned before."""
        ...

    def end(self) -> None:
        """Go on to the end of the table."""
        ...


@define
class _Counted:
    """Rows told by their number, from 1."""

    def line(self, row: int) -> int:
        return row + 1

    def rest(self) -> list[Problem]:
        return []

    def end(self) -> None:
        pass


@contextmanager
def sound(path: str) -> Iterator[None]:
    """Turn what the library says of a Parquet file that is not what it says, in whatever error, into ``FactsError``."""
    try:
        yield
    except FactsError:
        raise
    except Exception as it:
        raise FactsError([not_parquet(path, it)]) from None


@define
class ParquetSource:
    """A Parquet file, read by stretches of its row groups."""

    path: str
    schema: pa.Schema = field(init=False)
    decimal_comma: bool = field(init=False, default=False)
    size: int = field(init=False)
    left_out: int = field(init=False, default=0)
    _texts: list[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        with sound(self.path):
            file = self._open()
            self.size, schema = file.metadata.num_rows, file.schema_arrow
            self._texts = [it.name for it in schema if it.name != "area" and _is_text(it.type)]
            self.schema = self._open().schema_arrow

    def _open(self) -> pq.ParquetFile:
        return pq.ParquetFile(self.path, read_dictionary=getattr(self, "_texts", []), pre_buffer=False)

    def problems(self, ruleset: Ruleset) -> list[Problem]:
        return schema_problems(ruleset, self.schema, self.path)

    def batches(self, read: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
        with sound(self.path), self._open() as file:
            for batch in all_rows(self.size, file.iter_batches(ROWS)):
                batch.validate(full=True)
                yield batch
                read(batch.num_rows)

    def areas(self) -> Iterator[pa.Array]:
        with sound(self.path), self._open() as file:
            for batch in file.iter_batches(ROWS, columns=["area"]):
                batch.validate(full=True)
                yield batch.column("area")

    def areas_left_out(self) -> Iterator[tuple[npt.NDArray[np.intp], pa.Array]]:
        return iter(())

    def lines(self, beside: Mapping[int, Problem] = NOTHING) -> Lines:  # noqa: ARG002 - no row is of another length
        return _Counted()


@define
class CsvSource:
    """A CSV file, every column read as text; a row of another length than the header is left out and counted."""

    path: str
    head: CsvHead = field(init=False)
    schema: pa.Schema = field(init=False)
    decimal_comma: bool = field(init=False)
    size: int = field(init=False)
    left_out: int = field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        self.head = csv_head(self.path)
        self.decimal_comma = self.head.separator == ";"
        self.size = Path(self.path).stat().st_size
        self.schema = pa.schema(
            [(name, pa.string() if name == "area" else _CODES) for name in self.head.names],
        )

    def problems(self, ruleset: Ruleset) -> list[Problem]:
        return wide_header_problems(self.head.names, Place(self.path, self.head.lines), ruleset.indicators)

    def batches(self, read: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
        self.left_out = 0
        for batch in self._read(list(self.head.names)):
            yield batch
            read(_BYTES)

    def areas(self) -> Iterator[pa.Array]:
        self.left_out = 0
        for batch in self._read(["area"]):
            yield batch.column("area")

    def areas_left_out(self) -> Iterator[tuple[npt.NDArray[np.intp], pa.Array]]:
        if not self.left_out:
            return
        records = csv_records(self.path, self.head)
        named = ((it.line, it.area) for it in records if it.problem is not None and it.area is not None)
        while some := list(islice(named, ROWS)):
            lines, areas = zip(*some, strict=True)
            yield np.array(lines, np.intp), pa.array(areas, pa.string())

    def lines(self, beside: Mapping[int, Problem] = NOTHING) -> Lines:
        return _CsvLines(csv_records(self.path, self.head), beside)

    def _read(self, columns: list[str]) -> Iterator[pa.RecordBatch]:
        def left_out(_: Any) -> str:
            self.left_out += 1
            return "skip"

        if self.head.empty:
            return
        try:
            yield from pacsv.open_csv(
                self.path,
                pacsv.ReadOptions(skip_rows=self.head.lines, column_names=list(self.head.names), block_size=_BYTES),
                pacsv.ParseOptions(
                    delimiter=self.head.separator, newlines_in_values=self.head.quoted, invalid_row_handler=left_out
                ),
                pacsv.ConvertOptions(
                    column_types={it.name: it.type for it in self.schema},
                    include_columns=columns,
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        except pa.ArrowInvalid as it:
            finding = f"not a CSV row: {str(it).splitlines()[0]}"
            raise FactsError([Problem(Place(self.path), "LR313", finding, "check its quotation marks")]) from None


_CODES: Final = pa.dictionary(pa.int32(), pa.string())


@define
class _CsvLines:
    """Lines as an editor counts them: the file is read once more, as far as is asked for."""

    records: Iterator[CsvRecord]
    beside: Mapping[int, Problem]
    row: int = -1
    at: int = 0
    problems: list[Problem] = field(factory=list)

    def line(self, row: int) -> int:
        while self.row < row and self._next():
            pass
        return self.at

    def rest(self) -> list[Problem]:
        found, self.problems = self.problems, []
        return found

    def end(self) -> None:
        while self._next():
            pass

    def _next(self) -> bool:
        it = next(self.records, None)
        if it is None:
            return False
        if it.problem is None:
            self.row, self.at = self.row + 1, it.line
        else:
            if it.line in self.beside:
                self.problems.append(self.beside[it.line])
            self.problems.append(it.problem)
        return True


@define
class RowsSource:
    """Facts that were read already."""

    path: str
    ruleset: Ruleset
    rows: Sequence[FactSet]
    schema: pa.Schema = field(init=False)
    decimal_comma: bool = field(init=False, default=False)
    size: int = field(init=False)
    left_out: int = field(init=False, default=0)

    def __attrs_post_init__(self) -> None:
        self.size = len(self.rows)
        self.schema = facts_table(self.ruleset.indicators, self.rows).schema

    def problems(self, ruleset: Ruleset) -> list[Problem]:
        return schema_problems(ruleset, self.schema, self.path)

    def batches(self, read: Callable[[int], None]) -> Iterator[pa.RecordBatch]:
        yield from facts_table(self.ruleset.indicators, self.rows).combine_chunks().to_batches()
        read(self.size)

    def areas(self) -> Iterator[pa.Array]:
        yield pa.array([row.area for row in self.rows], pa.string())

    def areas_left_out(self) -> Iterator[tuple[npt.NDArray[np.intp], pa.Array]]:
        return iter(())

    def lines(self, beside: Mapping[int, Problem] = NOTHING) -> Lines:  # noqa: ARG002 - no row is of another length
        return _Counted()


def source_of(path: str) -> Source | None:
    """Return the file at *path* as a source; nothing for a kind of file that is read whole.

    Raises ``FactsError`` when there is no such file, or it is not of its kind.
    """
    with opened(path, FactsError):
        pass
    match Path(path).suffix.lower():
        case ".parquet":
            return ParquetSource(path)
        case ".csv":
            return CsvSource(path)
        case _:
            return None


def _is_text(type_: pa.DataType) -> bool:
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))
