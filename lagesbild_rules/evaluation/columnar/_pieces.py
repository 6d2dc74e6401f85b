"""What is done to a piece of a dataset, wherever it is done: read, assessed, and written as one part."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

import numpy as np
import pyarrow as pa
from attrs import Factory, evolve, field, frozen

from lagesbild_rules.errors import FactsError, Problem
from lagesbild_rules.evaluation.columnar._areas import Hashes, hashes
from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction
from lagesbild_rules.evaluation.columnar._datasets import Piece
from lagesbild_rules.evaluation.columnar._findings import Findings, merged
from lagesbild_rules.evaluation.columnar._writers import ParquetWriter
from lagesbild_rules.files import unwritable


@frozen
class Report:
    """What came of a piece: the part that was written, or what was wrong; small enough to be sent home."""

    first: int
    """The first row of the piece, counted in the dataset."""
    rows: int
    part: str | None
    """The name of the file that holds its answers; nothing where something was wrong."""
    areas: Hashes
    """A number for each area, the same for equal names."""
    findings: Findings
    problems: tuple[Problem, ...] = ()
    """What kept the piece from being read or written."""


@frozen
class Work:
    """What is done to each piece: a part in *folder* with the answers of *function*, and *about* in its schema.

    It may be done again, and twice at a time: a part has a name of its own each time, and appears only whole.
    """

    function: ColumnarFunction
    folder: str
    about: Mapping[str, str]
    shown: str = field(default=Factory(lambda self: self.folder, takes_self=True))
    """The folder that is asked for, which *folder* becomes."""

    def __call__(self, piece: Piece) -> Report:
        """Read *piece*, and return what came of it."""
        return self.written(piece.batches(), piece.first)

    def written(self, batches: Iterable[pa.RecordBatch], first: int) -> Report:
        """Return what came of *batches*, which begin at row *first* of the dataset."""
        name = f"{first:020d}-{uuid4().hex}.parquet"
        unfinished = Path(self.folder, f".{name}.part")
        try:
            with unfinished.open("wb") as file:
                report = self._written(batches, first, file, name)
                file.flush()
                os.fsync(file.fileno())
            if report.part:
                unfinished.replace(unfinished.with_name(name))
            return report
        except FactsError as it:
            return _failed(first, it.problems)
        except OSError as it:
            return _failed(first, [unwritable(Path(self.shown), it)])
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def _written(self, batches: Iterable[pa.RecordBatch], first: int, file: IO[bytes], name: str) -> Report:
        row, areas, found = first, [np.zeros(0, np.uint64)], Findings()
        with ParquetWriter(file, self.function.answers.with_metadata(dict(self.about))) as writer:
            for batch in batches:
                answers, findings = self.function.run(batch, row)
                row += batch.num_rows
                areas.append(hashes(answers.column("area")))
                found = evolve(merged([found, findings]), bad=[])
                if not found:
                    writer.write(answers)
        return Report(first, row - first, None if found else name, np.concatenate(areas), found)


def _failed(first: int, problems: Sequence[Problem]) -> Report:
    return Report(first, 0, None, np.zeros(0, np.uint64), Findings(), tuple(problems))
