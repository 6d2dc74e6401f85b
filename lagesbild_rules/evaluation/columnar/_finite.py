"""Columns of scales, truths and categories: cells as codes, and which rows hold a value that a comparison wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field, frozen

from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, bits, both, flags, known, ones, packed, zeros
from lagesbild_rules.evaluation.columnar._findings import Findings
from lagesbild_rules.facts import (
    CategoryKind,
    Cause,
    FiniteFact,
    Indicator,
    NumberKind,
    TruthKind,
    Unreadable,
    read_cell,
)

Codes = npt.NDArray[np.unsignedinteger]


class FiniteBlock(Protocol):
    """What is known of an indicator of few values in a stretch of rows."""

    def truths(self, wanted: frozenset[str]) -> Truths:
        """Return where every value still possible is in *wanted*, and where none is."""
        ...

    def missing(self) -> Plane:
        """Return where the fact is missing."""
        ...


@define
class Entries:
    """The entries of a dictionary: the value that each stands for, ``None`` for missing, or why it stands for none."""

    indicator: Indicator
    given: Sequence[object]
    values: list[str | Unreadable | None] = field(init=False)
    pickers: dict[object, Callable[[Codes], Plane]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        self.values = [read_value(self.indicator, it) for it in self.given]

    def picker(self, wanted: object, holds: Callable[[str | Unreadable | None], bool]) -> Callable[[Codes], Plane]:
        """Return the test whether a row's entry *holds*, kept under *wanted*."""
        if wanted not in self.pickers:
            self.pickers[wanted] = picker([holds(it) for it in self.values])
        return self.pickers[wanted]

    def unread(self) -> bool:
        """Return whether some entry stands for no value."""
        return any(isinstance(it, Unreadable) for it in self.values)

    def empty(self) -> bool:
        """Return whether some entry stands for a missing value."""
        return None in self.values


def read_value(indicator: Indicator, cell: object) -> str | Unreadable | None:
    """Return the value that *cell* states, ``None`` when it states none, or what is wrong with it."""
    try:
        fact = read_cell(indicator, cell)  # type: ignore[arg-type]
    except Unreadable as it:
        return it
    assert isinstance(fact, FiniteFact)
    return None if Cause.MISSING in fact.causes else fact.values[0]


def picker(wanted: Sequence[bool]) -> Callable[[Codes], Plane]:
    """Return the test whether a code is one of those *wanted*: few comparisons where it can be, else a look-up."""
    runs: list[tuple[int, int]] = []
    for code, it in enumerate(wanted):
        if it and runs and runs[-1][1] == code - 1:
            runs[-1] = (runs[-1][0], code)
        elif it:
            runs.append((code, code))
    if len(runs) > 8:
        table = np.array(wanted, np.bool_)
        return lambda codes: packed(table.take(codes, mode="clip"))
    tests = [_run(low, high, len(wanted) - 1) for low, high in runs]
    if len(tests) == 1:
        return tests[0]

    def some(codes: Codes) -> Plane:
        found = zeros(len(codes))
        for it in tests:
            found |= it(codes)
        return found

    return some


def _run(low: int, high: int, last: int) -> Callable[[Codes], Plane]:
    if low == high:
        return lambda codes: packed(codes == codes.dtype.type(low))
    if high == last:
        return lambda codes: packed(codes >= codes.dtype.type(low))
    if low == 0:
        return lambda codes: packed(codes <= codes.dtype.type(high))
    return lambda codes: packed(codes - codes.dtype.type(low) <= codes.dtype.type(high - low))


@frozen
class CodedBlock:
    """Rows that hold one value each, or none."""

    codes: Codes
    entries: Entries
    known: Plane | None

    def truths(self, wanted: frozenset[str]) -> Truths:
        if sure := certain(wanted, self.entries.indicator, len(self.codes)):
            return sure
        found = self.entries.picker(wanted, lambda it: it in wanted)(self.codes)
        if self.known is None:
            return found, ~found
        found &= self.known
        return found, self.known ^ found

    def missing(self) -> Plane:
        return zeros(len(self.codes)) if self.known is None else ~self.known


@frozen
class FlagBlock:
    """Rows of a truth that hold true, false, or nothing: bits as they are."""

    rows: int
    bits: Plane
    known: Plane | None

    def truths(self, wanted: frozenset[str]) -> Truths:
        if len(wanted & {"true", "false"}) != 1:
            every, none = ones(self.rows), zeros(self.rows)
            return (every, none) if wanted else (none, every)
        known = ones(self.rows) if self.known is None else self.known
        yes, no = known & self.bits, known & ~self.bits
        return (yes, no) if "true" in wanted else (no, yes)

    def missing(self) -> Plane:
        return zeros(self.rows) if self.known is None else ~self.known


def certain(wanted: frozenset[str], indicator: Indicator, rows: int) -> Truths | None:
    """Return what holds of every row whatever is known of it: when all values are *wanted*, or none is."""
    values = values_of(indicator)
    if wanted.issuperset(values):
        return ones(rows), zeros(rows)
    return (zeros(rows), ones(rows)) if wanted.isdisjoint(values) else None


def values_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the values of an *indicator* of few values."""
    assert not isinstance(indicator.kind, NumberKind)
    return indicator.kind.values


@frozen
class SpanBlock:
    """Rows that hold what lies between two values, both among them: ``low · n + high`` is the code of a row."""

    codes: Codes
    values: tuple[str, ...]
    missed: Plane
    tests: dict[tuple[frozenset[str], bool], Callable[[Codes], Plane]]

    def truths(self, wanted: frozenset[str]) -> Truths:
        return self._where(wanted, True), self._where(wanted, False)

    def _where(self, wanted: frozenset[str], inside: bool) -> Plane:
        if (wanted, inside) not in self.tests:
            size = len(self.values)
            spans = [frozenset(self.values[low : high + 1]) for low in range(size) for high in range(size)]
            holds = [it <= wanted if inside else it.isdisjoint(wanted) for it in spans]
            self.tests[wanted, inside] = picker(holds)
        return self.tests[wanted, inside](self.codes)

    def missing(self) -> Plane:
        return self.missed


@frozen
class ListBlock:
    """Rows that hold a list of values still possible; an empty list, as of a row that is null, says nothing."""

    starts: npt.NDArray[np.intp]
    filled: npt.NDArray[np.bool_]
    codes: npt.NDArray[np.intp]
    values: tuple[str, ...]
    missed: Plane

    def truths(self, wanted: frozenset[str]) -> Truths:
        inside = np.array([it in wanted for it in self.values], np.bool_)
        whole, none = all(inside), not any(inside)
        every = np.full(len(self.filled), whole)
        absent = np.full(len(self.filled), none)
        if len(self.starts):
            hits = inside[self.codes]
            every[self.filled] = np.logical_and.reduceat(hits, self.starts)
            absent[self.filled] = ~np.logical_or.reduceat(hits, self.starts)
        return packed(every), packed(absent)

    def missing(self) -> Plane:
        return self.missed


@define
class FiniteColumn:
    """A column of an indicator of few values, read a stretch at a time."""

    position: int
    indicator: Indicator
    array: pa.Array
    entries: Entries | None = field(init=False, default=None)
    tests: dict[tuple[frozenset[str], bool], Callable[[Codes], Plane]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        if pa.types.is_dictionary(self.array.type):
            self.entries = Entries(self.indicator, self.array.dictionary.to_pylist())

    def block(self, start: int, rows: int, findings: Findings) -> FiniteBlock:
        """Return the cells of *rows* from *start* on; what is wrong with them is added to *findings*."""
        array = self.array.slice(start, rows)
        if self.entries is not None:
            return self._coded(array, self.entries, findings)
        if pa.types.is_struct(array.type):
            return self._struct(array, findings)
        if pa.types.is_boolean(array.type) and isinstance(self.indicator.kind, TruthKind):
            return FlagBlock(rows, bits(array.buffers()[1], array.offset, rows), known(array))
        encoded = encode(array)
        if encoded is None:
            self._refuse_all(array, findings)
            return FlagBlock(rows, zeros(rows), zeros(rows))
        return self._coded(encoded, Entries(self.indicator, encoded.dictionary.to_pylist()), findings)

    def _coded(self, array: pa.DictionaryArray, entries: Entries, findings: Findings) -> CodedBlock:
        codes, sure = codes_of(array), known(array)
        if len(entries.values) <= 256 and codes.dtype != np.uint8:
            codes = codes.astype(np.uint8)
        if entries.unread():
            bad = entries.picker(Unreadable, lambda it: isinstance(it, Unreadable))(codes)
            where = np.flatnonzero(flags(bad if sure is None else bad & sure, len(codes)))
            if len(where):
                findings.add(self.position, self.indicator.id, where, lambda row: _unread(entries.values[codes[row]]))
        if entries.empty():
            sure = both(sure, ~entries.picker(None, lambda it: it is None)(codes))
        return CodedBlock(codes, entries, sure)

    def _struct(self, array: pa.StructArray, findings: Findings) -> FiniteBlock:
        children = children_of(array)
        names = children.keys()
        missed = causes_missing(array, children)
        if isinstance(self.indicator.kind, CategoryKind):
            if "codes" in names:
                return self._list(children["codes"], missed, findings)
        elif {"low", "high"} <= names:
            return self._span(children["low"], children["high"], missed, findings)
        self._refuse_all(array, findings)
        return FlagBlock(len(array), zeros(len(array)), zeros(len(array)))

    def _span(self, low: pa.Array, high: pa.Array, missed: Plane, findings: Findings) -> SpanBlock:
        values = values_of(self.indicator)
        size = len(values)
        least, most = self._ranks(low, 0, findings), self._ranks(high, size - 1, findings)
        turned = np.flatnonzero(least > most)
        if len(turned):
            findings.add(self.position, self.indicator.id, turned, lambda _: TURNED)
        codes = least * size + most
        return SpanBlock(codes.astype(np.uint8 if size <= 16 else np.uint32), values, missed, self.tests)

    def _ranks(self, array: pa.Array, open: int, findings: Findings) -> npt.NDArray[np.intp]:
        encoded = encode(array)
        if encoded is None:
            self._refuse_all(array, findings)
            return np.full(len(array), open)
        given = encoded.dictionary.to_pylist()
        found = [read_value(self.indicator, it) for it in given]
        ranks = np.array(
            [values_of(self.indicator).index(it) if isinstance(it, str) else open for it in found] or [open]
        )
        codes = codes_of(encoded)
        self._refuse(encoded, codes, found, findings)
        sure = known(encoded)
        taken = ranks.take(codes, mode="clip")
        return taken if sure is None else np.where(flags(sure, len(codes)), taken, open)

    def _list(self, lists: pa.Array, missed: Plane, findings: Findings) -> ListBlock:
        values = values_of(self.indicator)
        encoded = encode(pc.list_flatten(lists))
        given = [] if encoded is None else encoded.dictionary.to_pylist()
        found = [read_value(self.indicator, it) for it in given]
        lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy(zero_copy_only=False).astype(np.intp)
        filled = lengths > 0
        ends = np.cumsum(lengths)
        codes = np.zeros(0, np.intp) if encoded is None else codes_of(encoded).astype(np.intp)
        bad = np.array([not isinstance(it, str) for it in found] or [False])
        if bad.any() and len(codes):
            wrong = np.flatnonzero(bad[codes])
            rows = np.unique(np.searchsorted(ends, wrong, side="right"))
            first = {
                int(row): found[codes[at]]
                for row, at in zip(np.searchsorted(ends, wrong, side="right")[::-1], wrong[::-1], strict=True)
            }
            findings.add(self.position, self.indicator.id, rows, lambda row: _unread(first[row]))
        ranks = np.array([values.index(it) if isinstance(it, str) else 0 for it in found] or [0])
        return ListBlock((ends - lengths)[filled], filled, ranks[codes], values, missed)

    def _refuse(
        self, array: pa.Array, codes: Codes, found: Sequence[str | Unreadable | None], findings: Findings
    ) -> None:
        if any(isinstance(it, Unreadable) for it in found):
            bad = np.array([isinstance(it, Unreadable) for it in found]).take(codes, mode="clip")
            sure = known(array)
            where = np.flatnonzero(bad if sure is None else bad & flags(sure, len(bad)))
            findings.add(self.position, self.indicator.id, where, lambda row: _unread(found[codes[row]]))

    def _refuse_all(self, array: pa.Array, findings: Findings) -> None:
        refuse_all(self.position, self.indicator.id, array, findings)


TURNED = Unreadable("LR310", "`low` lies above `high`", "give the least value as `low`")
_NO_VALUE = Unreadable("LR307", "the cell holds no single value", "write text, a number, true, false or null")


def refuse_all(position: int, column: str, array: pa.Array, findings: Findings) -> None:
    """Add that no cell of *array* can be read, those that are null left out."""
    sure = known(array)
    where = np.arange(len(array)) if sure is None else np.flatnonzero(flags(sure, len(array)))
    if len(where):
        findings.add(position, column, where, lambda _: _NO_VALUE)


def _unread(it: str | Unreadable | None) -> Unreadable:
    assert isinstance(it, Unreadable)
    return it


def encode(array: pa.Array) -> pa.DictionaryArray | None:
    """Return *array* as a dictionary of its distinct values; nothing when its type has no cells."""
    if pa.types.is_dictionary(array.type):
        return array
    if isinstance(array.type, pa.BaseExtensionType):
        array = array.storage
    if pa.types.is_string_view(array.type):
        array = array.cast(pa.large_string())
    try:
        return array.dictionary_encode()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return None


def codes_of(array: pa.DictionaryArray) -> Codes:
    """Return the codes of *array* without a copy; under a null stands anything."""
    indices = array.indices
    dtype = np.dtype(f"u{indices.type.bit_width // 8}")
    whole = np.frombuffer(indices.buffers()[1] or b"", dtype)
    return whole[indices.offset : indices.offset + len(indices)]


def children_of(array: pa.StructArray) -> Mapping[str, pa.Array]:
    """Return the fields of *array*, null where it is null itself."""
    return {it.name: part for it, part in zip(array.type, array.flatten(), strict=True)}


def causes_missing(array: pa.StructArray, children: Mapping[str, pa.Array]) -> Plane:
    """Return where a fact is missing: where the struct is null, or its causes say so."""
    sure = known(array)
    missed = zeros(len(array)) if sure is None else ~sure
    if "causes" in children:
        causes = pc.fill_null(children["causes"].cast(pa.uint8()), 0).to_numpy(zero_copy_only=False)
        missed = missed | packed((causes & 1).astype(np.bool_))
    return missed
