"""Planes: one bit a row, eight rows a byte, least significant bit first, as Arrow lays out its own bitmaps."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Plane = npt.NDArray[np.uint8]
"""Bits beyond the last row mean nothing."""

Truths = tuple[Plane, Plane]
"""What is known of a claim: where it is true, and where it is false. Where neither, it is unknown."""

ALL: Final = np.uint8(0xFF)


def zeros(rows: int) -> Plane:
    """Return a plane that holds no row."""
    return np.zeros((rows + 7) // 8, np.uint8)


def ones(rows: int) -> Plane:
    """Return a plane that holds every row."""
    return np.full((rows + 7) // 8, ALL)


def packed(flags: npt.NDArray[np.bool_ | np.unsignedinteger]) -> Plane:
    """Return the plane of the rows where *flags* hold, or are not zero."""
    return np.packbits(flags, None, "little")


def flags(plane: Plane, rows: int) -> npt.NDArray[np.bool_]:
    """Return *plane* with one byte a row."""
    return np.unpackbits(plane, count=rows, bitorder="little").view(np.bool_)


def bits(buffer: pa.Buffer | Plane, start: int, rows: int) -> Plane:
    """Return *rows* bits of *buffer* from bit *start* on; a view where they begin with a byte."""
    whole, beside = divmod(start, 8)
    plane = buffer if isinstance(buffer, np.ndarray) else np.frombuffer(buffer, np.uint8)
    view = plane[whole : (start + rows + 7) // 8]
    if not beside:
        return view
    moved = view >> np.uint8(beside)
    moved[:-1] |= view[1:] << np.uint8(8 - beside)
    return moved[: (rows + 7) // 8]


def known(array: pa.Array) -> Plane | None:
    """Return the plane of the rows of *array* that are not null; nothing when none is."""
    if array.null_count == 0:
        return None
    buffer = array.buffers()[0]
    return zeros(len(array)) if buffer is None else bits(buffer, array.offset, len(array))


def both(left: Plane | None, right: Plane | None) -> Plane | None:
    """Return the plane of the rows that are in *left* and in *right*; nothing stands for every row."""
    if left is None or right is None:
        return right if left is None else left
    return left & right
