"""One area at a time: the same ruleset and areas on lagesbild_rules, on six peers and on two baselines of our own.

Run ``python -m benchmarks.one_area`` from the root of the repository. It first holds every contender to the reference
on complete areas, then times all of them in one process, round by round, and writes its section of ``RESULTS.md``.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Any

from attrs import field, frozen

from benchmarks import _baselines
from benchmarks._contender import Contender
from benchmarks._results import RESULTS, replace_section
from benchmarks._work import MISSING_SHARE, Area, areas, ruleset
from benchmarks.peers import PEERS
from lagesbild_rules import Assessment, Ruleset, Truth, assess

AS_OF = date(2021, 12, 31)
OURS = "lagesbild_rules: every step kept"
AIM = 0.5
"""The aim: every step kept, at no more than this share of the fastest peer's plain verdict."""


@frozen
class Size:
    """How much is run: areas in a round, rounds, complete areas checked beforehand, assessments kept in memory."""

    areas: int
    rounds: int
    checked: int
    kept: int


FULL = Size(areas=500, rounds=21, checked=400, kept=10_000)
QUICK = Size(areas=20, rounds=2, checked=100, kept=100)


@frozen
class Timed:
    """A contender with its µs per area, one number a round, and how many open areas it gave one level all the same."""

    contender: Contender
    rounds: tuple[float, ...]
    open_areas_decided: int
    peer: bool

    @property
    def typical(self) -> float:
        return median(self.rounds)


@frozen
class Absent:
    """A peer that did not run, and why."""

    distribution: str
    reason: str


@frozen
class Memory:
    """Bytes per area of keeping assessments: of the assessments alone, and at the peak while they were made."""

    count: int
    kept: float
    peak: float


@frozen
class Measurement:
    """All that one run found."""

    size: Size
    seed: int
    open_areas: int
    steps: int
    timed: tuple[Timed, ...]
    absent: tuple[Absent, ...]
    memory: Memory
    cannot_say: dict[str, str] = field(factory=dict)
    versions: dict[str, str] = field(factory=dict)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the section, and write it into the file of results unless ``--dry-run`` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_area", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a few areas and rounds: whether it runs, not how fast")
    parser.add_argument("--seed", type=int, default=1, help="of the constructed areas")
    parser.add_argument("--date", help="the day of the measurement, written into the results as it stands")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the file whose section is replaced")
    parser.add_argument("--dry-run", action="store_true", help="print only")
    chosen = parser.parse_args(arguments)
    text = section(measure(QUICK if chosen.quick else FULL, chosen.seed), chosen.date)
    print(text)
    if not chosen.dry_run:
        replace_section("one-area", text, chosen.results)


def measure(size: Size, seed: int, peers: Sequence[str] = PEERS) -> Measurement:
    """Return the times of every contender that is installed, after holding each to the reference.

    Raises ``AssertionError`` when a contender classes a complete area otherwise than the reference does.
    """
    rules = ruleset()
    contenders = [*ours(rules), *_baselines.contenders(rules)]
    own = len(contenders)
    absent: list[Absent] = []
    versions: dict[str, str] = {}
    cannot_say: dict[str, str] = {}
    for name in peers:
        module = import_module(f"benchmarks.peers.{name}")
        try:
            found = module.contenders(rules)
        except ImportError as it:
            absent.append(Absent(module.DISTRIBUTION, _why_absent(module.DISTRIBUTION, it)))
        else:
            contenders.extend(found)
            versions[module.DISTRIBUTION] = version(module.DISTRIBUTION)
            cannot_say[module.DISTRIBUTION] = module.CANNOT_SAY
    complete = areas(rules, size.checked, seed=seed + 1, missing=0)
    for contender in contenders:
        check(contender, rules, complete)
    some = areas(rules, size.areas, seed=seed)
    still_open = [area for area in some if level(assess(rules, area.facts, as_of=AS_OF)) is None]
    decided = [sum(it.level(it.run(it.ready(area))) is not None for area in still_open) for it in contenders]
    rounds = time(contenders, some, size.rounds)
    timed = [
        Timed(contender, tuple(found), count, place >= own)
        for place, (contender, found, count) in enumerate(zip(contenders, rounds, decided, strict=True))
    ]
    steps = len(assess(rules, some[0].facts, as_of=AS_OF).truths)
    memory = keep(rules, areas(rules, size.kept, seed=seed + 2))
    return Measurement(size, seed, len(still_open), steps, tuple(timed), tuple(absent), memory, cannot_say, versions)


def ours(rules: Ruleset) -> list[Contender]:
    """Return ``assess`` of a ready set of facts, alone and with every answer read afterwards."""

    def assessed(area: Area) -> Assessment:
        return assess(rules, area.facts, as_of=AS_OF)

    def read(area: Area) -> Assessment:
        found = assess(rules, area.facts, as_of=AS_OF)
        read_all(found)
        return found

    return [
        Contender(OURS, "levels, criteria and every step in three values", lambda area: area, assessed, level),
        Contender("lagesbild_rules: kept and all read", "the same, each read off", lambda area: area, read, level),
    ]


def read_all(found: Assessment) -> tuple[dict[str, Truth], dict[str, tuple[str, ...]], list[Truth]]:
    """Return every criterion, the possible levels of every classification, and the truth of every condition."""
    levels = {name: outcome.possible for name, outcome in found.classifications.items()}
    return found.criteria, levels, [found.truth(condition) for condition in found.program.conditions]


def level(found: Assessment) -> str | None:
    """Return the level of the one classification of the work, ``None`` when several are possible."""
    (outcome,) = found.classifications.values()
    return outcome.level


def check(contender: Contender, rules: Ruleset, complete: Sequence[Area]) -> None:
    """Raise ``AssertionError`` unless *contender* gives every complete area the level that the reference gives it."""
    for area in complete:
        wanted = level(assess(rules, area.facts, as_of=AS_OF))
        given = contender.level(contender.run(contender.ready(area)))
        if wanted is None or given != wanted:
            finding = f"{contender.name} gives {area.name} {given}, the reference {wanted}"
            raise AssertionError(f"{finding}: {dict(area.row)}")


def time(contenders: Sequence[Contender], some: Sequence[Area], rounds: int) -> list[list[float]]:
    """Return for each contender the µs per area of each round; in a round each contender has its turn once."""
    inputs: list[list[Any]] = [[contender.ready(area) for area in some] for contender in contenders]
    found: list[list[float]] = [[] for _ in contenders]
    gc.collect()
    gc.freeze()  # what is ready is no work for the collector in anybody's turn
    try:
        for _ in range(rounds):
            for contender, ready, times in zip(contenders, inputs, found, strict=True):
                run = contender.run
                gc.collect()
                start = perf_counter_ns()
                for it in ready:
                    run(it)
                times.append((perf_counter_ns() - start) / 1000 / len(ready))
    finally:
        gc.unfreeze()
    return found


def keep(rules: Ruleset, some: Sequence[Area]) -> Memory:
    """Return what it takes to keep the assessment of each of *some* areas whose facts are ready."""
    assess(rules, some[0].facts, as_of=AS_OF)
    with _traced():
        before, _ = tracemalloc.get_traced_memory()
        kept = [assess(rules, area.facts, as_of=AS_OF) for area in some]
        after, peak = tracemalloc.get_traced_memory()
    return Memory(len(kept), (after - before) / len(kept), (peak - before) / len(kept))


@contextmanager
def _traced() -> Iterator[None]:
    gc.collect()
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


def _why_absent(distribution: str, error: ImportError) -> str:
    try:
        return f"{version(distribution)} is installed but cannot be imported: {type(error).__name__}"
    except PackageNotFoundError:
        return "not installed"


# the section


def section(found: Measurement, day: str | None = None) -> str:
    """Return the section of ``RESULTS.md``: machine, table, whether the aim is met, memory, what a peer cannot say."""
    return "\n\n".join(
        [
            "## One area at a time",
            _about(found, day),
            _table(found),
            _aim(found),
            _memory(found.memory),
            *_limits(found),
        ]
    )


def _about(found: Measurement, day: str | None) -> str:
    size = found.size
    versions = ", ".join(f"{name} {text}" for name, text in found.versions.items()) or "no peer"
    when = f" Measured {day}." if day else ""
    return (
        f"{machine()}; Python {platform.python_version()}; {versions}.{when}\n\n"
        f"24 indicators ({MISSING_SHARE:.0%} of the facts missing), 20 criteria, 3 levels above the mildest; "
        f"{found.steps} distinct conditions. {size.areas} constructed areas (seed {found.seed}), {size.rounds} rounds, "
        f"each contender once in a round. µs per area: median over the rounds, lowest and highest. The ratio is the "
        f"median of the rounds' own ratios. Before the timing every contender gave {size.checked} complete areas the "
        f"level that the reference gives. Of the timed areas {found.open_areas} are open, since a missing fact leaves "
        f"several levels possible: the last column counts those that got one level all the same."
    )


def machine() -> str:
    """Return the processor, its cores and the system, as a section of results names them."""
    name = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        models = [line for line in cpu.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def _table(found: Measurement) -> str:
    own = found.timed[0]
    rows = ["| | µs | lowest–highest | against ours | gives | open, yet one level |", "|---|--:|--:|--:|---|--:|"]
    for it in found.timed:
        name = f"**{it.contender.name}**" if it is own else it.contender.name
        spread = f"{_digits(min(it.rounds))}–{_digits(max(it.rounds))}"
        decided = f"{it.open_areas_decided} of {found.open_areas}"
        cells = [name, _digits(it.typical), spread, _digits(_share(it, own)), it.contender.gives, decided]
        rows.append(f"| {' | '.join(cells)} |")
    rows.extend(f"| {it.distribution} | {it.reason} | | | | |" for it in found.absent)
    return "\n".join(rows)


def _share(one: Timed, other: Timed) -> float:
    """How many times as long *one* took as *other*: the median of the rounds' ratios."""
    return median(a / b for a, b in zip(one.rounds, other.rounds, strict=True))


def _aim(found: Measurement) -> str:
    aim = f"The aim: every step kept, at no more than {AIM:g} times the fastest peer's plain verdict."
    peers = sorted((it for it in found.timed if it.peer), key=lambda it: it.typical)
    if not peers:
        return f"{aim} **Not measured**: no peer is installed."
    ours = found.timed[0]
    fastest = peers[0]
    share = _share(ours, fastest)
    verdict = "**Met**" if share <= AIM else "**Not met**"
    lines = [f"{aim} {verdict}: {_digits(share)} times {fastest.contender.name} ({_digits(fastest.typical)} µs)."]
    if found.absent:
        lines.append(f"Without {', '.join(it.distribution for it in found.absent)}.")
    beaten = [it for it in peers if _share(ours, it) <= AIM]
    lines.append(f"It holds against {len(beaten)} of the {len(peers)} ways in which peers were run.")
    if faithful := [it for it in peers if not it.open_areas_decided]:
        same = faithful[0]
        lines.append(
            f"The fastest peer that leaves open areas open is {same.contender.name} ({_digits(same.typical)} µs): "
            f"every step kept takes {_digits(_share(ours, same))} times that."
        )
    return " ".join(lines)


def _memory(memory: Memory) -> str:
    return (
        f"Keeping {memory.count} assessments of ready facts takes {memory.kept:.0f} bytes an area, at the peak "
        f"{memory.peak:.0f} (tracemalloc)."
    )


def _limits(found: Measurement) -> list[str]:
    if not found.cannot_say:
        return []
    lines = [f"- {name}: {text}." for name, text in found.cannot_say.items()]
    return ["What of this work a peer has no words for:", "\n".join(lines)]


def _digits(number: float) -> str:
    """Three digits that count: enough to compare, no more than the noise allows."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


if __name__ == "__main__":
    main()
