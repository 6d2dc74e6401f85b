"""Exact sums of whole numbers, each in the narrowest form that its bound proves wide enough.

Up to 64 bits they are numpy's own, up to 38 digits decimals of Arrow, beyond that Python's. That nothing overflows
follows from how far the terms reach and from the coefficients, so no result is looked at.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen

from lagesbild_rules.evaluation.columnar._numbers import INT64, Whole

_DIGITS: Final = 38
"""So many has a decimal. Arrow wants one for itself: a product may have those of both and one more, a sum one more."""
_DECIMAL: Final = 10 ** (_DIGITS - 1)

Flags = npt.NDArray[np.bool_]


@frozen
class Total:
    """A whole number for each row, none further from zero than *reach*."""

    values: Whole | pa.Decimal128Array
    reach: int

    def at_least(self, limit: int) -> Flags:
        """Return where the number is at least *limit*."""
        if abs(limit) > self.reach:
            return np.full(len(self.values), limit < 0)
        if isinstance(self.values, np.ndarray):
            return np.asarray(self.values >= limit, np.bool_)
        found = pc.greater_equal(self.values, pa.scalar(Decimal(limit), self.values.type))
        return np.asarray(found.to_numpy(zero_copy_only=False), np.bool_)

    def plus(self, other: Total) -> Total:
        """Return the sum with *other*, row by row."""
        far = self.reach + other.reach
        left, right = _alike(self, other, far)
        if isinstance(left, np.ndarray):
            return Total(left + right, far)
        return Total(_seen_as(pc.add(left, right), far), far)


def total(values: Whole, reach: int, factor: int) -> Total:
    """Return *values*, none of which lies further from zero than *reach*, times *factor*."""
    far = reach * abs(factor)
    if factor == 1 or reach == 0:  # noughts stay what they are, however large the factor
        return Total(values, far)
    if values.dtype == object or far <= INT64:
        return Total(values * factor, far)
    if len(str(reach)) + len(str(abs(factor))) < _DIGITS:
        times = pa.scalar(Decimal(factor), _type(abs(factor)))
        return Total(_seen_as(pc.multiply(_decimals(values, reach), times), far), far)
    return Total(values.astype(object) * factor, far)


def _alike(left: Total, right: Total, far: int) -> tuple[Any, Any]:
    """Return the values of both in one form, which holds numbers up to *far*."""
    both = left.values, right.values
    if any(isinstance(it, np.ndarray) and it.dtype == object for it in both):
        far = max(far, _DECIMAL)
    if far <= INT64 and all(isinstance(it, np.ndarray) for it in both):
        return both
    if far < _DECIMAL:
        found = tuple(
            _decimals(it.values, it.reach) if isinstance(it.values, np.ndarray) else it.values for it in (left, right)
        )
    else:
        found = tuple(it if isinstance(it, np.ndarray) else _objects(it) for it in both)
        found = tuple(it.astype(object, copy=False) for it in found)
    return found[0], found[1]


def _decimals(values: Whole, reach: int) -> pa.Decimal128Array:
    pairs = np.empty((len(values), 2), np.int64)
    pairs[:, 0] = values
    np.right_shift(values, 63, out=pairs[:, 1])
    return pa.Array.from_buffers(_type(reach), len(values), [None, pa.py_buffer(pairs)])


def _seen_as(values: pa.Decimal128Array, reach: int) -> pa.Decimal128Array:
    """Return *values* with as many digits as *reach* has: Arrow reckons with the most that the types allow."""
    return pa.Array.from_buffers(_type(reach), len(values), values.buffers(), offset=values.offset)


def _type(reach: int) -> pa.Decimal128Type:
    return pa.decimal128(len(str(reach)))


def _objects(values: pa.Decimal128Array) -> Whole:
    pairs = np.frombuffer(values.buffers()[1] or b"", np.int64).reshape(-1, 2)[values.offset :][: len(values)]
    below, above = pairs[:, 0].view(np.uint64).astype(object), pairs[:, 1].astype(object)
    whole: Whole = above * 2**64 + below
    return whole
