"""How long sensitivity to assessors takes: answers that move by chance, ten million assessments.

``python -m benchmarks.sensitivity`` measures on the constructed ruleset of «One area at a time» beside the plain
``columnar`` engine on as many rows, and writes its section of RESULTS.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import _work
from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules.evaluation.columnar import columnar_function
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.study import Areas, Flips, flips

AREAS = 1000
PROBABILITY = 0.1
THREADS = 2
AIM = 60
"""Seconds for ten million assessments."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``sensitivity``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assessments", type=int, default=10_000_000, help="how many assessments")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured")
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    text = section(asked.assessments, asked.rounds)
    print(text)
    replace_section("sensitivity", text, asked.results)


def section(assessments: int, rounds: int) -> str:
    """Return the section: seconds for all assessments, by the experiment and by the engine alone."""
    ruleset = _work.ruleset()
    areas = Areas.of(ruleset, [it.facts for it in _work.areas(ruleset, AREAS, seed=1)])
    repetitions = max(1, assessments // AREAS)
    made = AREAS * repetitions
    experiments, engines = [], []
    for _ in range(rounds):  # one after the other in every round, so that a noisy moment hits both alike
        seconds, found = _experiment(ruleset, areas, repetitions)
        experiments.append(seconds)
        engines.append(_engine(ruleset, areas, made))
    ratio = median(one / other for one, other in zip(experiments, engines, strict=True))
    taken, alone = median(experiments), median(engines)
    aim = f"The aim: ten million in under {AIM} s. **{'Met' if taken * 1e7 / made < AIM else 'Not met'}**"
    low, high = found.in_all.interval
    return f"""## Sensitivity to assessors

{machine()}, {THREADS} threads. The ruleset and the areas of «One area at a time»: {AREAS} areas,
{len(ruleset.indicators)} indicators, {found.answers:,} answers on scales. {made:,} assessments: {repetitions:,}
repetitions, in each of which every answer moves a step with probability {PROBABILITY}. Median of {rounds} rounds.

| | s | µs an assessment | against `columnar` |
|---|--:|--:|--:|
| **drawn, assessed, compared and counted** | {taken:.2f} | {taken * 1e6 / made:.3f} | {ratio:.2f} |
| the engine `columnar` alone, the same rows without moves | {alone:.2f} | {alone * 1e6 / made:.3f} | 1.00 |

{aim}: {taken * 1e7 / made:.1f} s. In {found.in_all.value:.2%} of the assessments ({low:.2%}–{high:.2%}) the possible
levels are others.
"""


def _experiment(ruleset: Ruleset, areas: Areas, repetitions: int) -> tuple[float, Flips]:
    start = perf_counter()
    found = flips(ruleset, areas, probability=PROBABILITY, repetitions=repetitions, seed=1, threads=THREADS)
    return perf_counter() - start, found


def _engine(ruleset: Ruleset, areas: Areas, assessments: int) -> float:
    """Return how long the engine takes for as many rows, which are there already."""
    import pyarrow as pa

    from lagesbild_rules.study._assessors import ROWS

    times = max(1, ROWS // AREAS)
    columns = [pa.concat_arrays([it] * times) for it in areas.batch.columns]
    batch = pa.RecordBatch.from_arrays(columns, names=areas.batch.schema.names)
    function = columnar_function(ruleset, batch.schema)
    from concurrent.futures import ThreadPoolExecutor

    sizes = [min(batch.num_rows, assessments - first) for first in range(0, assessments, batch.num_rows)]
    start = perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        done = sum(pool.map(lambda size: function(batch.slice(0, size)).num_rows, sizes))
    assert done == assessments
    return perf_counter() - start


if __name__ == "__main__":
    main()
