"""One ruleset shared by many threads, a million assessments in one process, and pools of processes.

Counts and memory, which a busy machine does not change. ``python -m benchmarks.reliability`` writes them down.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from attrs import frozen

from benchmarks.explaining import largest
from lagesbild_rules import Ruleset, assess, document, explain, find_ruleset
from lagesbild_rules.facts import Fact, FactSet, NumberKind, known
from lagesbild_rules.report import assessment_line, explanation_json

AS_OF = "2024-01-01"


@frozen
class Memory:
    """What a process holds: bytes in memory, blocks that Python handed out, objects that it tracks."""

    resident: int
    blocks: int
    objects: int

    @classmethod
    def now(cls) -> Memory:
        """Return what is held when all that can be let go was let go."""
        gc.collect()
        statm = Path("/proc/self/statm")
        pages = int(statm.read_text(encoding="ascii").split()[1]) if statm.exists() else 0
        return cls(pages * os.sysconf("SC_PAGE_SIZE"), sys.getallocatedblocks(), len(gc.get_objects()))


def constructed(ruleset: Ruleset, number: int, seed: int) -> list[FactSet]:
    """Return facts of *number* constructed areas, some of them missing."""
    random, rows = Random(seed), []
    for index in range(number):
        given: dict[str, Fact] = {}
        for id_, it in ruleset.indicators.items():
            if not isinstance(it.kind, NumberKind) and random.random() < 0.8:
                given[id_] = known(it.kind, random.choice(it.kind.values))
        rows.append(FactSet.of(f"area {index}", ruleset.indicators, given))
    return rows


def answer(ruleset: Ruleset, row: FactSet) -> str:
    """Return what *ruleset* says of *row*, with the facts and every criterion, as the line that is written."""
    return assessment_line(assess(ruleset, row, as_of=AS_OF))


def explained(ruleset: Ruleset, row: FactSet) -> str:
    """Return the whole explanation in both languages, the ruleset looked up anew."""
    found = find_ruleset(ruleset.id, as_of=ruleset.effective.from_)
    explanation = explain(assess(found, row, as_of=AS_OF))
    return "".join(explanation_json(document(explanation, language)) for language in ("sv", "en"))


def in_threads(do: Callable[[Ruleset, FactSet], str], ruleset: Ruleset, rows: Sequence[FactSet], number: int,
               threads: int) -> int:  # fmt: skip
    """Return how many of *number* answers, given by so many *threads* that start at once, differ from those of one."""
    alone = [hashlib.sha256(do(ruleset, row).encode()).digest() for row in rows]
    start = threading.Barrier(threads)

    def work(thread: int) -> int:
        start.wait()
        wrong = 0
        for index in range(thread, number, threads):
            place = index % len(rows)
            wrong += hashlib.sha256(do(ruleset, rows[place]).encode()).digest() != alone[place]
        return wrong

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(work, range(threads)))


def in_blocks(ruleset: Ruleset, rows: Sequence[FactSet], number: int, blocks: int) -> list[Memory]:
    """Return what is held before and after each of *blocks* blocks of *number* assessments."""
    held = [Memory.now()]
    for _ in range(blocks):
        for index in range(number // blocks):
            assess(ruleset, rows[index % len(rows)], as_of=AS_OF)
        held.append(Memory.now())
    return held


def in_processes(how: str, ruleset: Ruleset, rows: Sequence[FactSet], processes: int) -> int:
    """Return how many answers of a pool started *how* (fork or spawn) differ from those of this process."""
    alone = [answer(ruleset, row) for row in rows]
    with multiprocessing.get_context(how).Pool(processes) as pool:
        found = pool.starmap(answer, [(ruleset, row) for row in rows], chunksize=max(1, len(rows) // processes // 4))
    return sum(one != other for one, other in zip(alone, found, strict=True))


def work() -> tuple[Ruleset, list[FactSet]]:
    """Return the largest shipped ruleset and a thousand constructed areas."""
    ruleset = largest()
    return ruleset, constructed(ruleset, 1000, 1)
