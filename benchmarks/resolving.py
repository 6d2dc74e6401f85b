"""How long it takes to make facts of observations in a store, and how much memory.

``python -m benchmarks.resolving`` makes stores of constructed observations, resolves each in a process of its own (in
the database, and one after the other in Python as the definition does), and writes its section of RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import get_args

from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules.facts import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    CategoryKind,
    Disagreement,
    Evidence,
    Indicator,
    NumberKind,
    Observation,
    Scale,
    ScaleKind,
    TruthKind,
)
from lagesbild_rules.facts.store import Store

AS_OF = "2024-03-01"
KNOWN_AT = datetime(2024, 1, 1, tzinfo=UTC)
THREADS = 2
MEMORY_LIMIT = "1GiB"
SOURCES = 4
"""How many observations there are of one area and indicator."""
MOST_IN_PYTHON = 100_000
KINDS = (
    ScaleKind(Scale("problem", ("none", "small", "problem", "large", "huge"))),
    NumberKind("percent", 2, Decimal(0), Decimal(100), Decimal("0.005")),
    TruthKind(),
    CategoryKind(("rental", "cooperative", "owned")),
)
WAYS: tuple[Disagreement, ...] = get_args(Disagreement)
INDICATORS = {
    f"i{no:02}": Indicator(
        f"i{no:02}", KINDS[no % 4], worse="high", evidence=Evidence((24 + no, "months"), "C3", WAYS[no // 4 % 4])
    )
    for no in range(24)
}
"""Six of each kind, with every way to settle a disagreement."""


def constructed(number: int, seed: int) -> Iterator[Observation]:
    """Yield *number* observations, the same for the same *seed*: every tenth is withdrawn or superseded."""
    draw = Random(seed)
    for no in range(number):
        cell = no // SOURCES
        indicator = INDICATORS[f"i{cell % len(INDICATORS):02}"]
        kind = indicator.kind
        low = Decimal(draw.randrange(10_001)) / 100 if isinstance(kind, NumberKind) else draw.choice(kind.values)
        corrected = no % 20 == 1
        yield Observation(
            area=f"area {cell // len(INDICATORS)}",
            indicator=indicator.id,
            low=low,
            valid_from=date(2021, 1, 1) + timedelta(days=draw.randrange(1100)),
            recorded_at=datetime(2023, 1, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(2 * 365 * 86_400)),
            withdrawn=no % 20 == 11,
            superseded_by=f"o{no + 1}" if corrected and no + 1 < number else None,
            source_grade=draw.choice(SOURCE_GRADES),
            information_grade=draw.choice(INFORMATION_GRADES),
            basis="observation",
            reported_by=f"unit {cell // len(INDICATORS) // 5 % 97}",
            observation_id=f"o{no}",
        )


def make(path: Path, number: int) -> None:
    """Make a store of *number* constructed observations at *path*."""
    with Store.create(path) as store:
        store.add(constructed(number, 1), at=datetime(2025, 1, 1, tzinfo=UTC), unit="benchmark")


def measure(path: Path, how: str) -> dict[str, float]:
    """Return seconds and the most memory of this process, for facts made *how*: in ``sql``, ``then`` or ``python``."""
    with Store.open(path, read_only=True, threads=THREADS, memory_limit=MEMORY_LIMIT) as store:
        start = perf_counter()
        if how == "python":
            rows = len(store.facts(INDICATORS, as_of=AS_OF))
        else:
            rows = store.facts_table(INDICATORS, as_of=AS_OF, known_at=KNOWN_AT if how == "then" else None).num_rows
        seconds = perf_counter() - start
    return {"seconds": seconds, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "rows": rows}


def apart(*words: object) -> dict[str, float]:
    """Run this module in a process of its own and return what it measured."""
    command = [sys.executable, "-m", "benchmarks.resolving", *map(str, words)]
    folder = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=folder)
    found: dict[str, float] = json.loads(done.stdout or "{}")
    return found


def section(sizes: Sequence[int]) -> str:
    """Return the section: for each size seconds, growth and memory, beside the definition in Python."""
    rows = []
    before: tuple[int, float] | None = None
    for number in sizes:
        with TemporaryDirectory() as folder:
            store = Path(folder) / "s.duckdb"
            start = perf_counter()
            apart("--make", store, "--number", number)
            adding = perf_counter() - start
            sql, then = (apart("--measure", how, "--store", store) for how in ("sql", "then"))
            python = apart("--measure", "python", "--store", store) if number <= MOST_IN_PYTHON else None
            size = store.stat().st_size / 2**20
        growth = f"{sql['seconds'] / before[1]:.1f} for {number / before[0]:.0f} times as many" if before else ""
        before = number, sql["seconds"]
        beside = f"{python['seconds']:.1f} s ({python['seconds'] / sql['seconds']:.0f} times)" if python else "–"
        rows.append(
            f"| {number:,} | {sql['rows']:,.0f} | {sql['seconds']:.2f} s | {growth} | {then['seconds']:.2f} s "
            f"| {max(sql['mib'], then['mib']):.0f} MiB | {beside} | {adding:.1f} s | {size:.1f} MiB |"
        )
    table = "\n".join(rows)
    return f"""## Resolving observations

{machine()}. Constructed observations, {SOURCES} for each area and indicator, {len(INDICATORS)} indicators of all
kinds and with every way to settle a disagreement; every tenth is withdrawn or superseded. Each figure is of one fresh
process with {THREADS} threads and a `memory_limit` of {MEMORY_LIMIT}; memory is the most that the process ever held.

| observations | areas | facts in the database | growth | as known a year before | memory | in Python | adding | file |
|--:|--:|--:|---|--:|--:|--:|--:|--:|
{table}
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``resolving``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="observations")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--number", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--measure", choices=["sql", "then", "python"], help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.make:
        make(asked.make, asked.number)
    elif asked.measure:
        print(json.dumps(measure(asked.store, asked.measure)))
    else:
        text = section(asked.sizes)
        print(text)
        replace_section("resolving", text, asked.results)


if __name__ == "__main__":
    main()
