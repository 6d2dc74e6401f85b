"""polars on one thread beside ours, in a process of its own: polars takes its number of threads when it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks._plain import plain
from benchmarks._population import population
from benchmarks._tabular import Rounds, paired
from benchmarks.by_hand import with_polars
from lagesbild_rules.evaluation.columnar import columnar_function
from lagesbild_rules.ruleset import load_ruleset

RULESET: Final = Path(__file__).with_name("tables.yaml")
OURS: Final = "ours"


def measured(rows: int, seed: int, rounds: int) -> Rounds:
    """Return the rounds of polars by hand on one thread and of ours, on the same table."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks._one_thread", str(rows), str(seed), str(rounds)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        env={**os.environ, "POLARS_MAX_THREADS": "1"},
    )
    found: Rounds = json.loads(done.stdout)
    return found


def main(rows: int, seed: int, rounds: int) -> None:
    """Print the rounds of both."""
    rules = load_ruleset(RULESET)
    table = population(rows, seed)
    (batch,) = table.combine_chunks().to_batches()
    function = columnar_function(rules, batch.schema)
    polars = with_polars.contender(plain(rules))
    ready = polars.ready(table)
    runs = {OURS: lambda: function(batch), with_polars.NAME: lambda: polars.run(ready)}
    print(json.dumps(paired(runs, rounds)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
