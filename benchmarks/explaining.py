"""How long an explanation takes: one area in full, and the headlines of many.

``python -m benchmarks.explaining`` measures on the largest shipped ruleset, with constructed areas, and writes its
section of RESULTS.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from lagesbild_rules import Assessment, Ruleset, assess, document, explain
from lagesbild_rules.evaluation import program
from lagesbild_rules.facts import Fact, FactSet, NumberKind, known
from lagesbild_rules.ruleset import load_ruleset, shipped_rulesets

AS_OF = "2024-01-01"
MISSING = 0.3
"""The share of facts that are missing: undecided areas take longest to explain."""


def largest() -> Ruleset:
    """Return the shipped ruleset with the most conditions."""
    texts = [load_ruleset(path) for path in sorted(shipped_rulesets().glob("*/*/????-??-??.yaml"))]
    return max(texts, key=lambda it: len(program(it).conditions))


def constructed(ruleset: Ruleset, number: int, seed: int) -> list[Assessment]:
    """Return assessments of *number* constructed areas, the same for the same *seed*."""
    random = Random(seed)
    return [assess(ruleset, _facts(ruleset, f"area {index}", random), as_of=AS_OF) for index in range(number)]


def _facts(ruleset: Ruleset, area: str, random: Random) -> FactSet:
    given: dict[str, Fact] = {}
    for id_, it in ruleset.indicators.items():
        if isinstance(it.kind, NumberKind):
            raise TypeError(f"{id_} is a number: this benchmark draws steps, codes and truths")
        if random.random() >= MISSING:
            given[id_] = known(it.kind, random.choice(it.kind.values))
    return FactSet.of(area, ruleset.indicators, given)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print and write the section ``explaining``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", type=int, default=200, help="areas explained in full")
    parser.add_argument("--headlines", type=int, default=10_000, help="areas whose headline is explained")
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    text = section(asked.full, asked.headlines)
    print(text)
    replace_section("explaining", text, asked.results)


def section(full: int, headlines: int) -> str:
    """Return the section: milliseconds for one area in full, seconds for all headlines."""
    ruleset = largest()
    some = constructed(ruleset, full, 1)
    explain(some[0])  # what is worked out once for a ruleset
    whole = _each(some, explain)
    said = _each(some, lambda it: document(explain(it), "sv"))
    many = constructed(ruleset, headlines, 2)
    start = perf_counter()
    for it in many:
        explain(it, depth="headline")
    alone = perf_counter() - start
    open_areas = sum(any(it.level is None for it in one.classifications.values()) for one in some)
    return f"""## Explaining

{machine()}. Ruleset {ruleset.reference}, the largest shipped: {len(ruleset.indicators)} indicators,
{len(ruleset.criteria)} criteria, {len(program(ruleset).conditions)} distinct conditions, {len(ruleset.readings)}
readings. Constructed areas with {MISSING:.0%} of the facts missing; {open_areas} of {full} are undecided.

| | median | slowest |
|---|--:|--:|
| one area in full, as data | {median(whole) * 1000:.1f} ms | {max(whole) * 1000:.1f} ms |
| one area in full, in words | {median(said) * 1000:.1f} ms | {max(said) * 1000:.1f} ms |
| headlines of {headlines:,} areas, as data | {alone:.1f} s | |
"""


def _each(some: Sequence[Assessment], do: Callable[[Assessment], object]) -> list[float]:
    times = []
    for it in some:
        start = perf_counter()
        do(it)
        times.append(perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
