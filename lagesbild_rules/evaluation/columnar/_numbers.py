"""Columns of numbers: cells as whole numbers at a scale, and what of them is out of range or no number at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import define, evolve, frozen

from lagesbild_rules.evaluation.columnar._bits import Plane, both, flags, known, packed, zeros
from lagesbild_rules.evaluation.columnar._findings import Findings
from lagesbild_rules.evaluation.columnar._finite import (
    TURNED,
    causes_missing,
    children_of,
    codes_of,
    encode,
    refuse_all,
)
from lagesbild_rules.exact import EXACT, MOST_DIGITS, is_number
from lagesbild_rules.facts import Cause, Indicator, NumberFact, NumberKind, Unreadable, cells_of, exact_cell, read_cell

Whole = npt.NDArray[Any]
"""Whole numbers: 64 bits wide where all fit, else Python's own."""

INT64: Final = 2**63 - 1


@frozen
class Numbers:
    """Cells as whole numbers times ten to the power of minus *scale*; where not *known* there is none."""

    whole: Whole
    scale: int
    known: Plane | None

    def at(self, scale: int) -> Numbers:
        """Return the same numbers at a *scale* that is no less."""
        return (
            self
            if scale == self.scale
            else evolve(self, whole=times(self.whole, 10 ** (scale - self.scale)), scale=scale)
        )


@frozen
class NumberBlock:
    """What is known of a number in a stretch of rows: the least and the greatest it can be, where they are bounded."""

    scale: int
    low: Whole
    high: Whole
    low_open: Plane | None
    high_open: Plane | None
    missed: Plane
    reach: int
    """No end lies further from zero."""

    def missing(self) -> Plane:
        return self.missed


def reach(whole: Whole) -> int:
    """Return the greatest absolute value in *whole*."""
    return max(abs(int(whole.min())), abs(int(whole.max()))) if len(whole) else 0


def times(whole: Whole, factor: int) -> Whole:
    """Return *whole* times *factor*, in wide numbers where 64 bits might not hold it."""
    if factor == 1:
        return whole
    if whole.dtype != object and max(reach(whole), 1) * abs(factor) > INT64:
        whole = whole.astype(object)
    return whole * factor


def plus(left: Whole, right: Whole) -> Whole:
    """Return the sum of *left* and *right*, in wide numbers where 64 bits might not hold it."""
    if object not in {left.dtype, right.dtype} and reach(left) + reach(right) > INT64:
        left = left.astype(object)
    return left + right


@define
class NumberColumn:
    """A column of an indicator that is a number, read a stretch at a time."""

    position: int
    indicator: Indicator
    array: pa.Array
    decimal_comma: bool = False

    def block(self, start: int, rows: int, findings: Findings) -> NumberBlock:
        """Return the cells of *rows* from *start* on; what is wrong with them is added to *findings*."""
        array = self.array.slice(start, rows)
        if pa.types.is_struct(array.type):
            return self._struct(array, findings)
        return self._cells(array, findings)

    @property
    def kind(self) -> NumberKind:
        kind = self.indicator.kind
        assert isinstance(kind, NumberKind)
        return kind

    def _cells(self, array: pa.Array, findings: Findings) -> NumberBlock:
        kind = self.kind
        found = self._read(array, findings)
        bounds = [it for it in (kind.min, kind.max, kind.precision) if it]
        found = found.at(max(found.scale, *map(decimals_of, bounds), 0))
        scale = found.scale
        least, most = _whole(kind.min, scale), _whole(kind.max, scale)
        whole, sure, rows = found.whole, found.known, len(array)
        by = _whole(kind.precision, scale)
        if any(it is not None and abs(it) > INT64 for it in (least, most, by)):
            whole = whole.astype(object)
        inside = least if least is not None else min(most, 0) if most is not None else 0
        absent = None if sure is None else ~sure
        if absent is not None and (least is not None or most is not None):
            whole = filled(whole, absent, inside)
        if rows and ((least is not None and whole.min() < least) or (most is not None and whole.max() > most)):
            outside = np.zeros(rows, np.bool_)
            outside |= False if least is None else (whole < least).astype(np.bool_)
            outside |= False if most is None else (whole > most).astype(np.bool_)
            self._tell(np.flatnonzero(outside), array, findings)
            whole = np.where(outside, inside, whole)
        low = high = whole
        if by:
            width = np.array([by], whole.dtype)
            low, high = plus(whole, -width), plus(whole, width)
            low = low if least is None else np.maximum(low, least)
            high = high if most is None else np.minimum(high, most)
        ends = [abs(it) for it in (least, most) if it is not None]
        far = max(ends) if len(ends) == 2 else max([*ends, reach(low), reach(high)])
        if absent is None:
            return NumberBlock(scale, low, high, None, None, zeros(rows), far)
        if least is not None and (kind.precision or inside != least):
            low = filled(low, absent, least)
        if most is not None:
            high = filled(high, absent, most)
        low_open, high_open = (absent if it is None else None for it in (least, most))
        return NumberBlock(scale, low, high, low_open, high_open, absent, far)

    def _tell(self, rows: npt.NDArray[np.intp], array: pa.Array, findings: Findings) -> None:
        def read(row: int) -> Unreadable | None:
            return cell_of(self.indicator, cells_of(array.slice(row, 1))[0], self.decimal_comma)[1]

        findings.add(self.position, self.indicator.id, rows, read)

    def _read(self, array: pa.Array, findings: Findings) -> Numbers:
        """Return the cells of *array* as they stand; each that is no number is added to *findings* and not known."""
        kind, type_ = self.kind, array.type
        if isinstance(type_, pa.BaseExtensionType):
            array = array.storage
            type_ = array.type
        if pa.types.is_null(type_):
            return Numbers(np.zeros(len(array), np.int64), 0, zeros(len(array)))
        if pa.types.is_integer(type_) and type_ != pa.uint64():
            return Numbers(_view(array).astype(np.int64), 0, known(array))
        if pa.types.is_decimal128(type_) and (found := _decimals(array, kind.decimals)):
            return found
        if pa.types.is_floating(type_) and (read := _floats(array, kind.decimals)):
            return read
        encoded = encode(array)
        if encoded is None:
            refuse_all(self.position, self.indicator.id, array, findings)
            return Numbers(np.zeros(len(array), np.int64), 0, zeros(len(array)))
        entries, bad = self._entries(encoded.dictionary)
        codes, sure = codes_of(encoded), known(encoded)
        if len(entries.whole) == 0:
            return Numbers(np.zeros(len(array), np.int64), 0, zeros(len(array)))
        if bad.any():
            wrong = bad.take(codes, mode="clip")
            self._tell(np.flatnonzero(wrong if sure is None else wrong & flags(sure, len(wrong))), array, findings)
        if entries.known is not None:
            sure = both(sure, packed(flags(entries.known, len(bad)).take(codes, mode="clip")))
        return Numbers(entries.whole.take(codes, mode="clip"), entries.scale, sure)

    def _entries(self, values: pa.Array) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return the distinct *values* as numbers, and which of them are none."""
        kind, rows = self.kind, len(values)
        bad = np.zeros(rows, np.bool_)
        if pa.types.is_integer(values.type) and values.type != pa.uint64():
            return Numbers(_view(values).astype(np.int64), 0, known(values)), bad
        numbers: list[int] = [0] * rows
        sure = np.zeros(rows, np.bool_)
        whole: Whole | None = None
        if _is_text(values.type) and kind.decimals < MOST_DIGITS - 1:
            whole, plain = self._texts(values)
            sure |= plain
        others = np.flatnonzero(~sure)
        slow: dict[int, Decimal] = {}
        for at in others.tolist():
            number, wrong = cell_of(self.indicator, cells_of(values.slice(at, 1))[0], self.decimal_comma)
            bad[at] = wrong is not None
            if number is not None:
                slow[at] = number
        if whole is None:
            whole = np.array(numbers, object)
        whole = whole if not slow else whole.astype(object)
        for at, number in slow.items():
            whole[at], sure[at] = int(number.scaleb(kind.decimals, EXACT)), True
        return Numbers(narrowed(whole), kind.decimals, packed(sure)), bad

    def _texts(self, values: pa.Array) -> tuple[Whole, npt.NDArray[np.bool_]]:
        """Return the numbers that *values* spell at the kind's scale, and which of them are spelt plainly."""
        decimals = self.kind.decimals
        trimmed = pc.utf8_trim_whitespace(values)
        if self.decimal_comma:
            trimmed = pc.replace_substring(trimmed, ",", ".", max_replacements=1)
        tail = f"(\\.[0-9]{{1,{decimals}}})?" if decimals else ""
        matches = pc.match_substring_regex(trimmed, f"^[-+]?[0-9]{{1,{MOST_DIGITS - decimals}}}{tail}$")
        plain = pc.fill_null(matches, False)
        numbers = pc.if_else(plain, trimmed, "0").cast(pa.string()).cast(pa.decimal128(38, decimals))
        found = _decimals(numbers, decimals)
        return (
            found.whole if found else np.array([int(it.scaleb(decimals, EXACT)) for it in numbers.to_pylist()], object)
        ), plain.to_numpy(zero_copy_only=False)

    def _struct(self, array: pa.StructArray, findings: Findings) -> NumberBlock:
        children = children_of(array)
        missed = causes_missing(array, children)
        ends = [_ends(children[name]) for name in ("low", "high") if name in children]
        rows, kind = len(array), self.kind
        if len(ends) != 2 or None in ends:
            refuse_all(self.position, self.indicator.id, array, findings)
            return NumberBlock(0, *(np.zeros(rows, np.int64),) * 2, zeros(rows), zeros(rows), missed, 0)
        low, high = (it for it in ends if it)
        bounds = [decimals_of(it) for it in (kind.min, kind.max) if it]
        scale = max(low.scale, high.scale, *bounds, 0)
        null = known(array)
        opens: list[Plane | None] = []
        sides: list[Whole] = []
        for side, bound in ((low.at(scale), kind.min), (high.at(scale), kind.max)):
            open, whole = None if side.known is None else ~side.known, side.whole
            if null is not None and open is not None and bound is not None:
                whole = filled(whole, ~null, int(bound.scaleb(scale, EXACT)))
                open = open & null
            opens.append(open)
            sides.append(whole)
        turned = packed((sides[0] > sides[1]).astype(np.bool_))
        for open in opens:
            turned = turned if open is None else turned & ~open
        where = np.flatnonzero(flags(turned, rows))
        if len(where):
            findings.add(self.position, self.indicator.id, where, lambda _: TURNED)
        far = max(map(reach, sides))
        return NumberBlock(scale, sides[0], sides[1], opens[0], opens[1], missed, far)


def decimals_of(number: Decimal) -> int:
    """Return how many decimals *number* has that are not trailing zeros."""
    exponent = number.normalize(EXACT).as_tuple().exponent
    return max(0, -int(exponent))


def cell_of(
    indicator: Indicator, cell: object, decimal_comma: bool = False
) -> tuple[Decimal | None, Unreadable | None]:
    """Return the number in *cell*, ``None`` for a missing one, and what is wrong with it.

    A binary floating-point number is taken at its shortest decimal.
    """
    kind = indicator.kind
    assert isinstance(kind, NumberKind)
    exact = evolve(indicator, kind=evolve(kind, precision=None))
    try:
        fact = read_cell(exact, exact_cell(cell), decimal_comma=decimal_comma)
    except Unreadable as it:
        return None, it
    assert isinstance(fact, NumberFact)
    return (None if Cause.MISSING in fact.causes else fact.low), None


def filled(whole: Whole, absent: Plane, value: int) -> Whole:
    """Return *whole* with *value* in the rows of *absent*."""
    if whole.dtype == object or abs(value) > INT64:
        return np.where(flags(absent, len(whole)), value, whole.astype(object))
    keep = flags(absent, len(whole)).view(np.int8).astype(np.int64) - 1
    kept = whole & keep
    if value:
        np.invert(keep, out=keep)
        keep &= value
        kept |= keep
    return kept


def narrowed(whole: Whole) -> Whole:
    """Return *whole* 64 bits wide where all of it fits."""
    if whole.dtype == object and reach(whole) <= INT64:
        return whole.astype(np.int64)
    return whole


def _whole(number: Decimal | None, scale: int) -> int | None:
    return None if number is None else int(number.scaleb(scale, EXACT))


def _view(array: pa.Array) -> npt.NDArray[Any]:
    dtype = array.type.to_pandas_dtype()
    return np.frombuffer(array.buffers()[1] or b"", dtype)[array.offset : array.offset + len(array)]


def _decimals(array: pa.Array, decimals: int) -> Numbers | None:
    """Return decimals of 128 bits whose numbers fit into 64, with no more than so many *decimals*; else nothing."""
    scale = array.type.scale
    if scale < 0:
        return None
    pairs = np.frombuffer(array.buffers()[1] or b"", np.int64)[2 * array.offset : 2 * (array.offset + len(array))]
    whole, above = np.ascontiguousarray(pairs[::2]), pairs[1::2]
    sure = known(array)
    if sure is not None:
        whole = filled(whole, ~sure, 0)
    wide = above != whole >> 63
    if (wide if sure is None else wide & flags(sure, len(wide))).any():
        return None
    if scale > decimals:
        lost = 10 ** (scale - decimals)
        if lost > INT64 or (whole % lost).any():
            return None
        whole, scale = whole // lost, decimals
    return Numbers(whole, scale, sure)


_SHORT: Final = {2: 3, 4: 6, 8: 15}
"""So many digits a binary number of so many bytes tells apart: with no more of them its shortest decimal is one."""


def _floats(array: pa.Array, decimals: int) -> Numbers | None:
    """Return binary numbers at their shortest decimals, if those have few digits and no more than *decimals*."""
    given = _view(array)
    sure = known(array)
    short = _SHORT[given.dtype.itemsize]
    if decimals > 22:
        return None
    with np.errstate(invalid="ignore", over="ignore"):
        wide = given.astype(np.float64)
        if sure is not None:
            wide[flags(~sure, len(wide))] = 0
        whole = np.rint(wide * 10.0**decimals)
        same = (whole / 10.0**decimals).astype(given.dtype) == wide.astype(given.dtype)
        if not (same & (np.abs(whole) < 10.0**short)).all():
            return None
    return Numbers(whole.astype(np.int64), decimals, sure)


def _is_text(type_: pa.DataType) -> bool:
    return bool(pa.types.is_string(type_) or pa.types.is_large_string(type_))


def _ends(array: pa.Array) -> Numbers | None:
    """Return the ends of intervals, where null is unbounded, at whatever scale they have; nothing for other types."""
    sure = known(array)
    if pa.types.is_integer(array.type) and array.type != pa.uint64():
        return Numbers(_view(array).astype(np.int64), 0, sure)
    if pa.types.is_decimal128(array.type) and (found := _decimals(array, array.type.scale)):
        return found
    if pa.types.is_null(array.type):
        return Numbers(np.zeros(len(array), np.int64), 0, sure)
    given: Sequence[object] = array.to_pylist()
    numbers: list[Decimal] = []
    for it in given:
        if isinstance(it, str) and is_number(it):
            it = Decimal(it)  # noqa: PLW2901 - the same number
        if it is not None and not isinstance(it, Decimal | int):
            return None
        numbers.append(Decimal(it or 0))
    scale = max([decimals_of(it) for it in numbers], default=0)
    whole = np.array([int(it.scaleb(scale, EXACT)) for it in numbers] or [], object)
    return Numbers(narrowed(whole), scale, sure)
