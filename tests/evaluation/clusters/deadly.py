"""A columnar function that kills the process it runs in, once, when it comes to a certain row."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pyarrow as pa

from lagesbild_rules.evaluation.columnar import ColumnarFunction
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, Findings

ROW = 1_800
"""A row that stands neither in the first part nor in the last."""


def killed(path: str) -> Path:
    """Return the file that names the processes killed while the dataset at *path* was assessed."""
    return Path(f"{path}.killed")


class Deadly(ColumnarFunction):
    """The same function; whoever holds ``ROW`` dies in the middle of its work the first time."""

    def run(
        self, batch: pa.RecordBatch, first: int = 0, most: int | None = MOST_TOLD
    ) -> tuple[pa.RecordBatch, Findings]:
        found = super().run(batch, first, most)
        if first <= ROW < first + batch.num_rows and not killed(self.path).exists():
            killed(self.path).write_text(str(os.getpid()), encoding="ascii")
            os.kill(os.getpid(), signal.SIGKILL)
        return found


class Mortal(ColumnarFunction):
    """The same function; whoever holds ``ROW`` dies each time."""

    def run(
        self, batch: pa.RecordBatch, first: int = 0, most: int | None = MOST_TOLD
    ) -> tuple[pa.RecordBatch, Findings]:
        if first <= ROW < first + batch.num_rows:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().run(batch, first, most)
