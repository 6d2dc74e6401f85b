"""How it holds: faults while it writes, load on one ruleset, memory over a million assessments.

``python -m benchmarks.reliability`` runs all of it, in some ten minutes, and writes its section of RESULTS.md;
``--only load`` or ``--only faults`` prints a part and writes nothing.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import load
from benchmarks._results import RESULTS, replace_section
from benchmarks.one_area import machine
from tests.faults.campaign import campaign, rig
from tests.faults.commands import COMMANDS


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the section ``reliability``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["faults", "load"])
    parser.add_argument("--each", type=int, default=4, help="kills, and interrupts, of each command")
    parser.add_argument("--assessments", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=32)
    parser.add_argument("--results", type=Path, default=RESULTS)
    asked = parser.parse_args(arguments)
    parts = [
        *([] if asked.only == "load" else [faults(asked.each)]),
        *([] if asked.only == "faults" else [under_load(asked.assessments, asked.threads)]),
    ]
    libraries = ", ".join(f"{it} {version(it)}" for it in ("numpy", "pyarrow", "duckdb", "openpyxl"))
    head = f"## Reliability\n\n{machine()}; Python {platform.python_version()}, {libraries}."
    text = "\n\n".join([head, *parts])
    print(text)
    if asked.only is None:
        replace_section("reliability", text, asked.results)


def faults(each: int) -> str:
    """Return the table of faults. Raises ``AssertionError`` with what was wrong when anything was."""
    with rig() as it:
        counts, wrongs = campaign(it, COMMANDS, each, 2024)
    assert wrongs == [], "\n".join(wrongs)
    rows = [
        ("killed", "kill", "neither the old nor the new file or folder whole"),
        ("interrupted", "interrupt", "the same, a part left, a traceback, or another code than 130 (0 when done)"),
        ("asked to end", "terminate", "the same, with 143"),
        ("disk full", "full", "no message, the old one not there, or another code than 2"),
        ("folder read-only", "readonly", "the same"),
    ]
    lines = "\n".join(
        f"| {name} | {counts[f'{key}: runs']} | {counts[f'{key}: in time'] or '–'} | 0 | {wrong} |"
        for name, key, wrong in rows
    )
    new, left = counts["kill: new one there"], counts["kill: left over"]
    return f"""{len(COMMANDS)} ways in which commands write. A signal comes as often before a random step of the
work with files as after a random time; after {new} of the kills the new one stood there already, and {left} left
a hidden part of a file.

| fault | runs | stopped while it ran | wrong | what would be wrong |
|---|--:|--:|--:|---|
{lines}"""


def under_load(number: int, threads: int) -> str:
    """Return the figures of threads, processes and memory. Raises ``AssertionError`` when any answer differs."""
    ruleset, rows = load.work()
    few = rows[:100]
    load.in_threads(load.answer, ruleset, rows, number // 10, threads)
    before = load.Memory.now()
    wrong = load.in_threads(load.answer, ruleset, rows, number // 10, threads)
    after = load.Memory.now()
    said = load.in_threads(load.explained, ruleset, few[:20], number // 500, threads)
    pools = {how: load.in_processes(how, ruleset, rows, 4) for how in ("fork", "spawn")}
    assert (wrong, said, pools) == (0, 0, {"fork": 0, "spawn": 0})
    held = load.in_blocks(ruleset, rows, number, 10)
    blocks = ", ".join(f"{it.resident / 2**20:.1f}" for it in held)
    threads_grew = f"{(after.resident - before.resident) / 2**20:.1f} MiB | {after.blocks - before.blocks}"
    calls_grew = f"{(held[-1].resident - held[1].resident) / 2**20:.1f} MiB | {held[-1].blocks - held[1].blocks}"
    objects = after.objects - before.objects, held[-1].objects - held[1].objects
    return f"""Ruleset {ruleset.reference}, {len(rows)} constructed areas.

| | done | differ | more in memory afterwards | more blocks of Python's | more objects |
|---|--:|--:|--:|--:|--:|
| assessments in {threads} threads, one ruleset | {number // 10:,} | 0 | {threads_grew} | {objects[0]} |
| lookups, explanations and documents in {threads} threads | {number // 500:,} | 0 | | | |
| assessments in pools of 4 processes, forked and spawned | {2 * len(rows):,} | 0 | | | |
| assessments one after the other | {number:,} | | {calls_grew} | {objects[1]} |

Of the threads the second of two such rounds is counted, of the assessments one after the other the last nine tenths:
what is worked out once stays. MiB in memory before and after each tenth: {blocks}."""


if __name__ == "__main__":
    main()
