"""Datasets: a Parquet file, or a folder of Parquet files that are parts of one table, cut into pieces."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.evaluation.columnar._areas import trimmed
from lagesbild_rules.evaluation.columnar._batches import ROWS, schema_problems
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, Findings, more
from lagesbild_rules.facts import not_parquet
from lagesbild_rules.files import opened
from lagesbild_rules.ruleset import Ruleset

PIECE: Final = 1 << 20
"""So many rows of a file make a piece, where its row groups allow it."""


@frozen
class Piece:
    """Row groups of one file that stand beside each other; ``first`` is their first row, counted in the dataset."""

    path: str
    """Absolute: it is read where the work is done."""
    groups: tuple[int, ...]
    first: int
    rows: int

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows, with columns of text as dictionaries. Raises ``FactsError`` when they cannot be read."""
        with _reading(self.path):
            with pq.ParquetFile(self.path, pre_buffer=False) as file:
                texts = [it.name for it in file.schema_arrow if it.name != "area" and pa.types.is_string(it.type)]
            with pq.ParquetFile(self.path, read_dictionary=texts, pre_buffer=False) as file:
                yield from file.iter_batches(ROWS, row_groups=list(self.groups))

    def areas(self) -> Iterator[pa.Array]:
        """Yield the names of the areas, their ends trimmed."""
        with _reading(self.path), pq.ParquetFile(self.path, pre_buffer=False) as file:
            for batch in file.iter_batches(ROWS, row_groups=list(self.groups), columns=["area"]):
                yield trimmed(batch.column("area"), Findings())


@contextmanager
def _reading(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException, UnicodeDecodeError) as it:
        reason = (it.strerror if isinstance(it, OSError) else None) or str(it).partition("\n")[0]
        help = "check that every worker reaches it by this path"
        problem = Problem(Place(path), "LR003", f"the file cannot be read: {reason.lower()}", help)
        raise FactsError([problem]) from None


@frozen
class Dataset:
    """The files of a dataset in the order of their names, and where the rows of each begin."""

    path: str
    files: tuple[str, ...]
    starts: tuple[int, ...]
    """For each file its first row, counted in the dataset; and the number of all rows."""
    size: int
    """Bytes of all files."""
    schema: pa.Schema
    pieces: tuple[Piece, ...]

    @property
    def paths(self) -> list[str]:
        """The files as every worker finds them."""
        return [_everywhere(it) for it in self.files]

    @property
    def rows(self) -> int:
        """So many rows there are."""
        return self.starts[-1]

    def place(self, row: int) -> tuple[str, int]:
        """Return the file in which the row numbered *row* from 0 stands, and its number there, from 1."""
        file = bisect_right(self.starts, row) - 1
        return self.files[file], row - self.starts[file] + 1

    def told(self, row: int) -> int | str:
        """Return what the row numbered *row* is called: its number, and its file where there are several."""
        path, number = self.place(row)
        return number if len(self.files) == 1 else f"{Path(path).name}:{number}"

    def problems(self, findings: Findings) -> list[Problem]:
        """Return *findings* as problems, each in its file."""
        told = [
            Problem(Place(*self.place(it.row), it.column), it.code, it.finding, it.help)
            for it in sorted(findings.told)[:MOST_TOLD]
        ]
        return [*told, *more(self.path, findings.count - len(told))]


def dataset_of(ruleset: Ruleset, path: str) -> Dataset:
    """Return the Parquet file at *path*, or the Parquet files in the folder there, as a dataset for *ruleset*.

    Raises ``FactsError`` with what is wrong with its files and their columns: each must have the same ones.
    """
    problems: list[Problem] = []
    files, starts, pieces, schemas, size = _files(path), [0], list[Piece](), list[pa.Schema](), 0
    for shown in files:
        try:
            with opened(shown, FactsError):
                pass
            with pq.ParquetFile(shown, pre_buffer=False) as file:
                schemas.append(file.schema_arrow)
                pieces += _pieces(_everywhere(shown), file.metadata, starts[-1])
                starts.append(starts[-1] + file.metadata.num_rows)
                size += Path(shown).stat().st_size
        except FactsError as it:
            problems += it.problems
        except Exception as it:  # a file that is not what it says can end in any error inside the library
            problems.append(not_parquet(shown, it))
    if not problems:
        problems += schema_problems(ruleset, schemas[0], files[0])
    if not problems:
        for shown, schema in zip(files[1:], schemas[1:], strict=True):
            problems += schema_problems(ruleset, schema, shown) or _unlike(schemas[0], files[0], schema, shown)
    if problems:
        raise FactsError(problems)
    return Dataset(path, tuple(files), tuple(starts), size, schemas[0], tuple(pieces))


def _everywhere(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - a link stays a link


def _files(path: str) -> list[str]:
    folder = Path(path)
    if not folder.is_dir():
        with opened(path, FactsError):
            pass
        return [path]
    inside = sorted(it for it in folder.iterdir() if not it.name.startswith((".", "_")))
    if folders := [it for it in inside if it.is_dir()]:
        finding = f"a folder inside a dataset: {quoted(folders[0].name)}"
        raise FactsError([Problem(Place(str(folders[0])), "LR002", finding, "lay all its parts into one folder")])
    found = [str(it) for it in inside if it.suffix.lower() == ".parquet"]
    if not found:
        raise FactsError([Problem(Place(path), "LR001", "there is no Parquet file in this folder", "name another one")])
    return found


def _pieces(path: str, metadata: pq.FileMetaData, first: int) -> list[Piece]:
    """Return the row groups of a file in stretches of about a ``PIECE``."""
    made: list[Piece] = []
    groups: list[int] = []
    rows = 0
    for group in range(metadata.num_row_groups):
        groups.append(group)
        rows += metadata.row_group(group).num_rows
        if rows >= PIECE or group == metadata.num_row_groups - 1:
            made.append(Piece(path, tuple(groups), first, rows))
            first, rows, groups = first + rows, 0, []
    return made


def _unlike(schema: pa.Schema, path: str, other: pa.Schema, shown: str) -> list[Problem]:
    """Return what columns the file at *shown* lacks or has more than the one at *path*."""
    help = f"give every part the columns that {quoted(path, 200)} has"
    problems = [
        Problem(Place(shown), "LR302", f"the column {quoted(name)} is missing, which other parts have", help)
        for name in schema.names
        if name not in other.names
    ]
    problems += [
        Problem(Place(shown, None, name), "LR301", f"the column {quoted(name)} is missing in other parts", help)
        for name in other.names
        if name not in schema.names
    ]
    one, two = (it.field("area").type for it in (schema, other))
    if one != two:
        finding = f"the names of areas are {two} here and {one} in other parts"
        problems.append(Problem(Place(shown, None, "area"), "LR305", finding, "give every part areas of one type"))
    return problems
