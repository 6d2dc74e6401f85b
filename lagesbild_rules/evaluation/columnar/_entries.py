"""Dictionaries of cells: what each entry stands for, and the rows whose entry is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import define, field

from lagesbild_rules.evaluation.columnar._bits import Plane, packed, zeros
from lagesbild_rules.facts import Cause, FiniteFact, Indicator, Unreadable, read_cell

Codes = npt.NDArray[np.unsignedinteger]
Flags = npt.NDArray[np.bool_]

Test = Callable[[Codes, Flags], Plane]
"""Which rows have a code that is wanted. The flags, one a row, are room to work in, since fresh room is slow."""


@define
class Entries:
    """The entries of a dictionary: the value that each stands for, ``None`` for missing, or why it stands for none."""

    indicator: Indicator
    given: Sequence[object]
    values: list[str | Unreadable | None] = field(init=False)
    unread: bool = field(init=False)
    """Whether some entry stands for no value."""
    empty: bool = field(init=False)
    """Whether some entry stands for a missing value."""
    pickers: dict[object, Test] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.values = [read_value(self.indicator, it) for it in self.given]
        self.unread = any(isinstance(it, Unreadable) for it in self.values)
        self.empty = None in self.values

    def picker(self, wanted: object, holds: Callable[[str | Unreadable | None], bool]) -> Test:
        """Return the test whether a row's entry *holds*, kept under *wanted*."""
        found = self.pickers.get(wanted)
        if found is None:
            found = self.pickers[wanted] = picker([holds(it) for it in self.values])
        return found


_KEPT: Final = 256
"""Dictionaries of no more entries are remembered from one batch to the next."""


@define
class Dictionaries:
    """The dictionary last met of each indicator, and its entries: batch after batch mostly has the same one."""

    last: dict[str, tuple[pa.Array, Entries]] = field(factory=dict)

    def entries(self, indicator: Indicator, dictionary: pa.Array) -> Entries:
        """Return the entries of *dictionary*, read anew only where it differs from the one before."""
        kept = self.last.get(indicator.id)
        if kept is not None and dictionary.equals(kept[0]):
            return kept[1]
        made = Entries(indicator, dictionary.to_pylist())
        if len(dictionary) <= _KEPT:
            self.last[indicator.id] = dictionary, made
        return made


def read_value(indicator: Indicator, cell: object) -> str | Unreadable | None:
    """Return the value that *cell* states, ``None`` when it states none, or what is wrong with it."""
    try:
        fact = read_cell(indicator, cell)  # type: ignore[arg-type]
    except Unreadable as it:
        return it
    assert isinstance(fact, FiniteFact)
    return None if Cause.MISSING in fact.causes else fact.values[0]


def picker(wanted: Sequence[bool]) -> Test:
    """Return the test whether a code is one of those *wanted*: few comparisons where it can be, else a look-up."""
    runs: list[tuple[int, int]] = []
    for code, it in enumerate(wanted):
        if it and runs and runs[-1][1] == code - 1:
            runs[-1] = (runs[-1][0], code)
        elif it:
            runs.append((code, code))
    if len(runs) > 8:
        table = np.array(wanted, np.bool_)
        return lambda codes, room: packed(table.take(codes, out=room, mode="clip"))
    tests = [_run(low, high, len(wanted) - 1) for low, high in runs]
    if len(tests) == 1:
        return tests[0]

    def some(codes: Codes, room: Flags) -> Plane:
        found = zeros(len(codes))
        for it in tests:
            found |= it(codes, room)
        return found

    return some


def _run(low: int, high: int, last: int) -> Test:
    dtype = np.min_scalar_type(last).type  # no wider than codes, so that none is made wider
    least, most = dtype(low), dtype(high)
    if low == high:
        return lambda codes, room: packed(np.equal(codes, least, out=room))
    if (low, high) == (1, last):
        return lambda codes, room: packed(codes if codes.itemsize == 1 else np.not_equal(codes, dtype(0), out=room))
    if high == last:
        return lambda codes, room: packed(np.greater_equal(codes, least, out=room))
    if low == 0:
        return lambda codes, room: packed(np.less_equal(codes, most, out=room))

    def between(codes: Codes, room: Flags) -> Plane:
        above = codes - least
        return packed(np.less_equal(above, most - least, out=room))

    return between
