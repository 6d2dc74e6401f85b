"""Processes that work on a store, for tests: ``python -m tests.facts.store.processes WHAT STORE …``.

``killed STORE ROUNDS SEED`` adds in a child that is killed at a random moment, round after round, and prints for each
how many observations were added, how many are there afterwards, and whether all that is there can be read.
``adds STORE NAME TIMES NUMBER`` adds *number* observations that many times, each time opening the store anew.
``holds STORE read|write`` opens the store and keeps it open until its standard input is closed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from functools import partial
from pathlib import Path

from lagesbild_rules.facts.store import Store

from .made import INDICATORS, UNIT, many, on

ROWS = 400


def killed(path: Path, rounds: int, seed: int) -> None:
    draw = random.Random(seed)
    start = time.monotonic()
    assert _child(lambda: _add(path, "whole")) == 0
    usual = time.monotonic() - start
    for no in range(rounds):
        before = _count(path)
        child = os.fork()
        if not child:
            _ended(partial(_add, path, f"r{no}-"))
        time.sleep(draw.uniform(0, usual * 1.1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        after = _count(path)
        print(json.dumps({"killed": os.WIFSIGNALED(status), "added": after - before}), flush=True)


def _add(path: Path, name: str) -> None:
    with Store.open(path, wait=60) as store:
        store.add(many(ROWS, name), at=on(1), unit=UNIT)


def _count(path: Path) -> int:
    """Return how many observations the store holds, after having read all of it, in a child that is gone again."""
    read, write = os.pipe()

    def counts() -> None:
        with Store.open(path) as store:
            held = list(store.observations())
            assert len(held) == sum(it.added for it in store.changes()) == len({it.id for it in held})
            assert store.facts_table(INDICATORS, as_of="2024-02-01").num_rows <= 7
        os.write(write, str(len(held)).encode())

    assert _child(counts) == 0
    os.close(write)
    with os.fdopen(read) as said:
        return int(said.read())


def _child(work: object) -> int:
    child = os.fork()
    if not child:
        _ended(work)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _ended(work: object) -> None:
    try:
        work()  # type: ignore[operator]
    except BaseException as it:
        print(repr(it), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def adds(path: Path, name: str, times: int, number: int) -> None:
    for no in range(times):
        with Store.open(path, wait=120) as store:
            store.add(many(number, f"{name}-{no}-"), at=on(1), unit=name)


def holds(path: Path, how: str) -> None:
    with Store.open(path, read_only=how == "read"):
        print("open", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    what, store_, *rest = sys.argv[1:]
    match what:
        case "killed":
            killed(Path(store_), int(rest[0]), int(rest[1]))
        case "adds":
            adds(Path(store_), rest[0], int(rest[1]), int(rest[2]))
        case _:
            holds(Path(store_), rest[0])
