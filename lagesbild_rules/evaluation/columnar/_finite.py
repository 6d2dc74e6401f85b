"""Columns of scales, truths and categories: cells as codes, and which rows hold a value that a comparison wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, field, frozen

from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, bits, both, flags, known, ones, packed, zeros
from lagesbild_rules.evaluation.columnar._entries import Codes, Dictionaries, Entries, Flags, Test, picker, read_value
from lagesbild_rules.evaluation.columnar._findings import Findings
from lagesbild_rules.facts import (
    CategoryKind,
    Indicator,
    NumberKind,
    TruthKind,
    Unreadable,
)


class FiniteBlock(Protocol):
    """What is known of an indicator of few values in a stretch of rows."""

    def truths(self, wanted: frozenset[str]) -> Truths:
        """Return where every value still possible is in *wanted*, and where none is."""
        ...

    def missing(self) -> Plane:
        """Return where the fact is missing."""
        ...


@frozen
class CodedBlock:
    """Rows that hold one value each, or none."""

    codes: Codes
    entries: Entries
    known: Plane | None
    room: Flags

    def truths(self, wanted: frozenset[str]) -> Truths:
        found = self.entries.picker(wanted, lambda it: it in wanted)(self.codes, self.room)
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
    tests: dict[tuple[frozenset[str], bool], Test]
    room: Flags

    def truths(self, wanted: frozenset[str]) -> Truths:
        return self._where(wanted, True), self._where(wanted, False)

    def _where(self, wanted: frozenset[str], inside: bool) -> Plane:
        if (wanted, inside) not in self.tests:
            size = len(self.values)
            spans = [frozenset(self.values[low : high + 1]) for low in range(size) for high in range(size)]
            holds = [it <= wanted if inside else it.isdisjoint(wanted) for it in spans]
            self.tests[wanted, inside] = picker(holds)
        return self.tests[wanted, inside](self.codes, self.room)

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


Coded = tuple[Codes, Plane | None, Entries]
"""The codes of a dictionary as they stand in Arrow's buffers, the rows that are known, and what the codes stand for."""


@define
class FiniteColumn:
    """A column of an indicator of few values, read a stretch at a time."""

    position: int
    indicator: Indicator
    array: pa.Array
    dictionaries: Dictionaries
    coded: Coded | None = field(init=False, default=None)
    tests: dict[tuple[frozenset[str], bool], Test] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.array, pa.DictionaryArray):
            self.coded = self._read(self.array)

    def block(self, start: int, rows: int, findings: Findings, room: Flags) -> FiniteBlock:
        """Return the cells of *rows* from *start* on; what is wrong with them is added to *findings*.

        *room* has a flag for each of the rows. Blocks of one thread may share it.
        """
        if self.coded is not None:
            codes, sure, entries = self.coded
            sure = None if sure is None else bits(sure, start, rows)
            return self._coded((codes[start : start + rows], sure, entries), findings, room)
        array = self.array.slice(start, rows)
        if pa.types.is_struct(array.type):
            return self._struct(array, findings, room)
        if pa.types.is_boolean(array.type) and isinstance(self.indicator.kind, TruthKind):
            return FlagBlock(rows, bits(array.buffers()[1], array.offset, rows), known(array))
        encoded = encode(array)
        if encoded is None:
            self._refuse_all(array, findings)
            return FlagBlock(rows, zeros(rows), zeros(rows))
        return self._coded(self._read(encoded), findings, room)

    def _read(self, array: pa.DictionaryArray) -> Coded:
        return codes_of(array), known(array), self.dictionaries.entries(self.indicator, array.dictionary)

    def _coded(self, coded: Coded, findings: Findings, room: Flags) -> CodedBlock:
        codes, sure, entries = coded
        if len(entries.values) <= 256 and codes.dtype != np.uint8:
            codes = codes.astype(np.uint8)
        if entries.unread:
            bad = entries.picker(Unreadable, lambda it: isinstance(it, Unreadable))(codes, room)
            where = np.flatnonzero(flags(bad if sure is None else bad & sure, len(codes)))
            if len(where):
                findings.add(self.position, self.indicator.id, where, lambda row: _unread(entries.values[codes[row]]))
        if entries.empty:
            sure = both(sure, ~entries.picker(None, lambda it: it is None)(codes, room))
        return CodedBlock(codes, entries, sure, room)

    def _struct(self, array: pa.StructArray, findings: Findings, room: Flags) -> FiniteBlock:
        children = children_of(array)
        names = children.keys()
        missed = causes_missing(array, children)
        if isinstance(self.indicator.kind, CategoryKind):
            if "codes" in names:
                return self._list(children["codes"], missed, findings)
        elif {"low", "high"} <= names:
            return self._span(children["low"], children["high"], missed, findings, room)
        self._refuse_all(array, findings)
        return FlagBlock(len(array), zeros(len(array)), zeros(len(array)))

    def _span(self, low: pa.Array, high: pa.Array, missed: Plane, findings: Findings, room: Flags) -> SpanBlock:
        values = values_of(self.indicator)
        size = len(values)
        least, most = self._ranks(low, 0, findings), self._ranks(high, size - 1, findings)
        turned = np.flatnonzero(least > most)
        if len(turned):
            findings.add(self.position, self.indicator.id, turned, lambda _: TURNED)
        codes = least * size + most
        return SpanBlock(codes.astype(np.uint8 if size <= 16 else np.uint32), values, missed, self.tests, room)

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
    whole = np.frombuffer(array.buffers()[1] or b"", _UNSIGNED[array.type.index_type.bit_width])
    return whole[array.offset : array.offset + len(array)]


_UNSIGNED: Final = {8: np.uint8, 16: np.uint16, 32: np.uint32, 64: np.uint64}


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
