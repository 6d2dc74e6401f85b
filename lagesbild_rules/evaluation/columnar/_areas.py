"""Names of areas: read as the wide reader reads them, and the ones that stand in several rows found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import Factory, define

from lagesbild_rules.errors import quoted
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, Findings
from lagesbild_rules.facts import Unreadable, area_name

Hashes = npt.NDArray[np.uint64]

_UNPRINTABLE: Final = (
    r"[\x00-\x1f\x7f-\x{9f}\x{061c}\x{200b}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2060}\x{2066}-\x{2069}\x{feff}]"
)
"""What ``errors.UNPRINTABLE`` finds, as the regular expressions of Arrow have it; halves of characters are no UTF-8."""


def names_areas(type_: pa.DataType) -> bool:
    """Return whether a column of *type_* can hold the names or codes of areas."""
    if pa.types.is_dictionary(type_):
        return names_areas(type_.value_type)
    text = pa.types.is_string(type_) or pa.types.is_large_string(type_) or pa.types.is_string_view(type_)
    return bool(text or pa.types.is_integer(type_) or pa.types.is_null(type_))


def check_given(array: pa.Array, findings: Findings) -> None:
    """Add the rows of *array* that are null or empty: what can be seen without reading each name."""
    texts = pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
    if not texts and not array.null_count:
        return
    bad = np.zeros(len(array), np.bool_)
    if array.null_count:
        bad |= array.is_null().to_numpy(zero_copy_only=False)
    if texts:
        offsets = _offsets(array)
        bad |= offsets[1:] == offsets[:-1]
    _add(array, np.flatnonzero(bad), findings)


def trimmed(array: pa.Array, findings: Findings) -> pa.Array:
    """Return *array* with the ends of every name trimmed; the rows that name no area are added."""
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    if pa.types.is_integer(array.type):
        check_given(array, findings)
        return array
    if pa.types.is_string_view(array.type) or pa.types.is_null(array.type):
        array = array.cast(pa.large_string())
    names = pc.utf8_trim_whitespace(array)
    wrong = pc.or_(pc.equal(pc.utf8_length(names), 0), pc.match_substring_regex(names, _UNPRINTABLE))
    where = np.flatnonzero(pc.fill_null(wrong, True).to_numpy(zero_copy_only=False))
    _add(array, where, findings)
    return names


def _add(array: pa.Array, where: npt.NDArray[np.intp], findings: Findings) -> None:
    def read(row: int) -> Unreadable | None:
        try:
            area_name(array[row].as_py())
        except Unreadable as it:
            return it
        return None

    if len(where):
        findings.add(-1, "area", where, read)


@define
class Seen:
    """The areas of a table by a number of 64 bits each: eight bytes an area are kept."""

    parts: list[Hashes] = Factory(list)

    def add(self, names: pa.Array) -> None:
        """Keep the numbers of *names*."""
        self.parts.append(hashes(names))

    def suspects(self) -> Hashes:
        """Return the numbers that stand in several rows; areas of one name have one number, few others share one."""
        every = np.concatenate(self.parts) if self.parts else np.zeros(0, np.uint64)
        self.parts = []
        every.sort()
        return np.unique(every[1:][every[1:] == every[:-1]])


LEFT_OUT: Final = 1 << 60
"""Rows that are left out of a table count from here, each by its line."""


@define
class Twice:
    """The rows whose areas are among *suspects*, by name."""

    suspects: Hashes
    names: list[pa.Array] = Factory(list)
    rows: list[npt.NDArray[np.intp]] = Factory(list)

    def add(self, names: pa.Array, first: int, lines: npt.NDArray[np.intp] | None = None) -> None:
        """Keep those of *names*, which begin at row *first*, that are suspect.

        With *lines* they stand in these lines of a file, in rows that are left out, and *first* is ``LEFT_OUT``.
        """
        if len(self.suspects):
            numbers = hashes(names)
            at = np.searchsorted(self.suspects, numbers).clip(max=len(self.suspects) - 1)
            where = np.flatnonzero(self.suspects[at] == numbers)
            self.names.append(names.take(pa.array(where)))
            self.rows.append(first + (where if lines is None else lines[where]))

    def findings(
        self, most: int | None = MOST_TOLD, line: Callable[[int], int | str] = lambda row: row + 1
    ) -> Findings:
        """Return the rows whose area stands in another row too, *most* of them told.

        *line* gives the number by which a row is known; it is asked for rows in ascending order.
        """
        found = Findings(most=most)
        if not self.names:
            return found
        table = pa.table({"area": pa.chunked_array(self.names), "row": pa.array(np.concatenate(self.rows))})
        if not pa.types.is_integer(table["area"].type):
            table = table.filter(pc.greater(pc.binary_length(table["area"]), 0))
        grouped = table.group_by("area").aggregate([("row", "list"), ([], "count_all")])
        grouped = grouped.filter(pc.greater(grouped["count_all"], 1)).combine_chunks()
        table = table.append_column("at", pc.index_in(table["area"], grouped["area"]))
        table = table.filter(pc.and_(table["at"].is_valid(), table["area"].is_valid())).sort_by("row")
        rows, at = table["row"].to_numpy(), table["at"].to_numpy()
        told = {int(group) for group in at[:most]}
        left_out = int(np.searchsorted(rows, LEFT_OUT))
        told |= {int(group) for group in at[left_out:][:most]}
        where = {group: np.sort(grouped["row_list"][group].values.to_numpy()) for group in told}
        firsts = {group: [*it[:5], *it[np.searchsorted(it, LEFT_OUT) :][:5]] for group, it in where.items()}
        shown = {row: line(row) for row in sorted({int(row) for it in firsts.values() for row in it if row < LEFT_OUT})}

        def read(row: int) -> Unreadable:
            group = int(at[np.searchsorted(rows, row)])
            lines = sorted({shown[int(it)] if it < LEFT_OUT else int(it) - LEFT_OUT for it in firsts[group]})
            more = ", …" if len(where[group]) > 5 else ""
            named = quoted(str(grouped["area"][group]))
            finding = f"the area {named} has {len(where[group])} rows: {', '.join(map(str, lines[:5]))}{more}"
            return Unreadable("LR306", finding, "keep one row for each area")

        for part in (rows[:left_out], rows[left_out:]):
            if len(part):
                found.add(-1, "area", part, read)
        return found


_BASE: Final = 0x9E3779B97F4A7C15
"""An odd number, so that it has an inverse among the numbers of 64 bits."""


def hashes(names: pa.Array) -> Hashes:
    """Return a number for each of *names*, the same for equal names: Σ (byte + 1) · base^position, in 64 bits."""
    if pa.types.is_dictionary(names.type):
        names = names.cast(names.type.value_type)
    if pa.types.is_integer(names.type):
        numbers = pc.fill_null(names, 0).cast(pa.int64(), safe=False).to_numpy(zero_copy_only=False)
        return np.asarray(numbers).view(np.uint64)
    if pa.types.is_string_view(names.type):
        names = names.cast(pa.large_string())
    offsets = _offsets(names)
    if len(names) == 0:
        return np.zeros(0, np.uint64)
    first, last = int(offsets[0]), int(offsets[-1])
    given = np.frombuffer(names.buffers()[2] or b"", np.uint8)[first:last].astype(np.uint64)
    given += np.uint64(1)
    given *= _powers(_BASE, last - first)
    sums = np.zeros(last - first + 1, np.uint64)
    np.cumsum(given, out=sums[1:])
    starts, ends = offsets[:-1] - first, offsets[1:] - first
    found: Hashes = (sums[ends] - sums[starts]) * _powers(pow(_BASE, -1, 1 << 64), last - first + 1)[starts]
    return found


def _powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base, np.uint64)
    if count:
        factors[0] = 1
    np.cumprod(factors, out=factors)
    return factors


def _offsets(array: pa.Array) -> npt.NDArray[Any]:
    dtype = np.int64 if pa.types.is_large_string(array.type) else np.int32
    return np.frombuffer(array.buffers()[1] or bytes(8), dtype)[array.offset : array.offset + len(array) + 1]
