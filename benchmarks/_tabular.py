"""Contenders for tables, the physical limits beside them, and rounds in which each has its turn."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import frozen

Answers = dict[str, list[Any]]
"""For each criterion its truths, ``None`` where unknown; for each level whether it is possible; and under ``level`` the
rank of the one that is, ``None`` where there are several."""

Rounds = Mapping[str, list[float]]
"""For each name the seconds of each round."""


@frozen
class Tabular:
    """One way to class a whole table with every output: ``ready`` and ``answers`` are not timed, ``run`` is.

    It is timed on tables of no more than ``most`` rows; longer ones take it too long.
    """

    name: str
    ready: Callable[[pa.Table], Any]
    run: Callable[[Any], Any]
    answers: Callable[[Any], Answers]
    most: int | None = None


def paired(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that each of *runs* took in each round; in a round each has its turn once.

    Each runs once in vain before.
    """
    found: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    gc.collect()
    gc.freeze()  # what is ready is no work for the collector in anybody's turn
    try:
        for _ in range(rounds):
            for name, run in runs.items():
                gc.collect()
                start = perf_counter()
                run()
                found[name].append(perf_counter() - start)
    finally:
        gc.unfreeze()
    return found


def ratio(rounds: Rounds, one: str, other: str) -> float:
    """Return how many times as long *one* took as *other*: the median of the rounds' own ratios."""
    return median(a / b for a, b in zip(rounds[one], rounds[other], strict=True))


def micros(rounds: Rounds, name: str, rows: int) -> float:
    """Return the median µs that *name* took for each of *rows*."""
    return median(rounds[name]) / rows * 1e6


def digits(number: float) -> str:
    """Return *number* with as many digits as the noise allows."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


# physical limits


def buffers(table: pa.Table) -> list[npt.NDArray[np.uint8]]:
    """Return the bytes of the facts in *table*: values and validity of every column but ``area``."""
    found: list[npt.NDArray[np.uint8]] = []
    for name in table.column_names:
        if name == "area":
            continue
        for chunk in table.column(name).chunks:
            array = chunk.indices if pa.types.is_dictionary(chunk.type) else chunk
            found += [np.frombuffer(it, np.uint8) for it in array.buffers() if it is not None]
    return found


def copying(table: pa.Table) -> Callable[[], object]:
    """Return what copies the facts of *table* into memory that is there already."""
    given = buffers(table)
    room = [np.zeros_like(it) for it in given]

    def run() -> object:
        for to, it in zip(room, given, strict=True):
            np.copyto(to, it)
        return room

    return run


def scanning(table: pa.Table) -> Callable[[], object]:
    """Return what reads every byte of the facts of *table* once."""
    words = [it[: len(it) // 8 * 8].view(np.uint64) for it in buffers(table)]
    return lambda: [np.bitwise_or.reduce(it) if len(it) else 0 for it in words]
