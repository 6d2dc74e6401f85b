"""A table larger than memory should hold: written as Parquet, assessed in a process of its own, and removed.

``python -m benchmarks._large FILE`` assesses the file as ``lagesbild assess`` does, a batch at a time, and prints what
it took. Areas that stand there twice are looked for, as readers always do.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks._population import population
from lagesbild_rules.evaluation.columnar import assess_source, function_of, source_of
from lagesbild_rules.ruleset import load_ruleset

RULESET: Final = Path(__file__).with_name("tables.yaml")
_BLOCK: Final = 1 << 20
_BLOCKS: Final = 8
"""So many blocks of areas differ; then they come again under other numbers."""


def measured(rows: int, seed: int, folder: Path | None = None) -> dict[str, float]:
    """Return what it takes to assess *rows* constructed areas from a Parquet file in *folder*, removed afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as room:
        path = Path(room, "areas.parquet")
        write(path, rows, seed)
        size = path.stat().st_size
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks._large", str(path)],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[1],
        )
    found: dict[str, float] = json.loads(done.stdout)
    return {**found, "bytes": size}


def write(path: Path, rows: int, seed: int) -> None:
    """Write *rows* constructed areas, in groups of rows as a batch has."""
    blocks = [population(min(_BLOCK, rows), seed + number) for number in range(min(_BLOCKS, -(-rows // _BLOCK)))]
    schema = blocks[0].schema
    steps = [name for name in schema.names if name != "area"]
    options: dict[str, Any] = {"use_dictionary": steps, "column_encoding": {"area": "DELTA_BINARY_PACKED"}}
    options["write_statistics"] = False  # half of the time of writing, and nobody reads them
    with pq.ParquetWriter(path, schema, **options) as writer:
        for number, start in enumerate(range(0, rows, _BLOCK)):
            block = blocks[number % len(blocks)].slice(0, rows - start)
            areas = pc.add(block["area"], start)
            writer.write_table(block.set_column(0, "area", areas))


class _Timed:
    """The function of a ruleset, with the seconds that were spent in it."""

    def __init__(self, function: Any) -> None:
        self.function, self.seconds = function, 0.0

    def run(self, *arguments: Any) -> Any:
        start = perf_counter()
        found = self.function.run(*arguments)
        self.seconds += perf_counter() - start
        return found


def main(path: str) -> None:
    """Assess the file at *path* and print the seconds, the peak of memory and how many areas have each level."""
    source = source_of(path)
    assert source is not None
    rules = load_ruleset(RULESET)
    timed = _Timed(function_of(rules, source))
    (name,) = rules.classifications
    levels: dict[str, int] = {}
    start = perf_counter()
    rows = 0
    for part in assess_source(timed, source):  # type: ignore[arg-type]
        rows += part.answers.num_rows
        for it in pc.value_counts(part.answers.column(f"{name}.level")).to_pylist():
            key = str(it["values"])
            levels[key] = levels.get(key, 0) + it["counts"]
    total = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    found = {"rows": rows, "seconds": total, "engine": timed.seconds, "peak": peak, "open": levels.get("None", 0)}
    print(json.dumps({**found, "arrow": pa.total_allocated_bytes()}))


if __name__ == "__main__":
    main(sys.argv[1])
