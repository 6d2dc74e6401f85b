"""How long large datasets take from Parquet to Parquet: the columnar engine, and the same function on Dask and Spark.

``python -m benchmarks.beyond`` measures on constructed areas, and writes its section of RESULTS.md. Two cores give a
cluster nothing to win: what is measured is what carrying costs. ``--sizes 1000000`` is done in a minute.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from attrs import frozen

from benchmarks._dataset import written
from benchmarks._results import RESULTS, replace_section
from benchmarks._work import ruleset
from benchmarks.one_area import machine
from lagesbild_rules import Ruleset
from lagesbild_rules.evaluation import DATASET_ENGINES, assess_dataset

AS_OF = "2024-01-01"
AIM = 3
"""So many times as long as ``columnar`` may ``dask`` take, start-up included, for the largest dataset."""


@frozen
class Time:
    """Seconds of one engine on one dataset, and of what comes before the first answer."""

    engine: str
    rows: int
    start: float
    work: float

    @property
    def whole(self) -> float:
        return self.start + self.work


@contextmanager
def running(engine: str) -> Iterator[None]:
    """Keep the cluster of *engine* running on this machine, so that each call finds it."""
    if engine == "dask":
        from lagesbild_rules.evaluation._dask import client_of

        with client_of(None) as client, client.as_current():
            yield
    elif engine == "spark":
        from lagesbild_rules.evaluation._spark import session_of

        with session_of(None):
            yield
    else:
        yield


def measured(rules: Ruleset, engine: str, datasets: dict[int, Path], folder: Path) -> list[Time]:
    """Return how long *engine* takes for each of *datasets*, which it meets when it has answered for one area."""
    times: list[Time] = []
    first = written(rules, 1, folder / "first.parquet", seed=1)
    begin = perf_counter()
    with running(engine):
        assessed(rules, engine, first, folder)
        start = perf_counter() - begin
        times += [Time(engine, rows, start, assessed(rules, engine, it, folder)) for rows, it in datasets.items()]
    return times


def assessed(rules: Ruleset, engine: str, facts: Path, folder: Path) -> float:
    """Return how long *engine* takes from *facts* to the last part of its answers."""
    out = folder / "answers"
    begin = perf_counter()
    assess_dataset(rules, facts, out, as_of=AS_OF, engine=engine)
    took = perf_counter() - begin
    shutil.rmtree(out)
    return took


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``beyond``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000], help="areas of each dataset")
    parser.add_argument("--engines", nargs="+", default=list(DATASET_ENGINES), choices=DATASET_ENGINES)
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    rules = ruleset()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        datasets = {rows: written(rules, rows, folder / f"{rows}.parquet", seed=rows) for rows in asked.sizes}
        sizes = {rows: it.stat().st_size for rows, it in datasets.items()}
        times = [it for engine in asked.engines for it in measured(rules, engine, datasets, folder)]
    text = section(rules, times, sizes)
    print(text)
    replace_section("beyond", text, asked.results)


def section(rules: Ruleset, times: Sequence[Time], sizes: dict[int, int]) -> str:
    """Return the section: seconds and ratios to ``columnar``, and whether the aim is met."""
    least = {it.rows: it for it in times if it.engine == "columnar"}
    lines = []
    for it in sorted(times, key=lambda it: it.rows):
        own = least.get(it.rows)
        ratios = [f"{it.work / own.work:.2f}", f"{it.whole / own.whole:.2f}"] if own else ["", ""]
        micro = it.work / it.rows * 1e6
        cells = [f"{it.rows:,}", it.engine, f"{it.start:.1f}", f"{it.work:.1f}", f"{micro:.2f}", *ratios]
        lines.append(f"| {' | '.join(cells)} |")
    files = ", ".join(f"{size / 1e6:.0f} MB for {rows:,}" for rows, size in sizes.items())
    return f"""## Beyond one machine

{machine()}. From one Parquet file to a folder of Parquet parts, by the ruleset of the one area:
{len(rules.indicators)} indicators, 10% of them missing, {len(rules.criteria)} criteria. The files: {files}.
Dask and Spark run on this machine alone; `start` is what passes until the first area is answered.

| areas | engine | start, s | work, s | µs an area | work / columnar | with start / columnar |
|--:|---|--:|--:|--:|--:|--:|
{chr(10).join(lines)}

{_aim(times, least)}
"""


def _aim(times: Sequence[Time], least: dict[int, Time]) -> str:
    most = max(it.rows for it in times)
    found = [it for it in times if it.engine == "dask" and it.rows == most]
    if not found or most not in least:
        return "The aim is about `dask` beside `columnar`, and one of them was not measured."
    ratio = found[0].whole / least[most].whole
    verdict = "**met**" if ratio <= AIM else "**not met**"
    return (
        f"The aim: `dask` within {AIM} times `columnar` for {most:,} areas, its start included; {verdict}: {ratio:.2f}."
    )


if __name__ == "__main__":
    main()
