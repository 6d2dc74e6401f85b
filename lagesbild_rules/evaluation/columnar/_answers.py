"""The columns of answers: what they are, and how they are filled a stretch of rows at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from attrs import frozen

from lagesbild_rules.evaluation._program import Program
from lagesbild_rules.evaluation.columnar._bits import Plane, Truths, flags
from lagesbild_rules.evaluation.columnar._steps import steps
from lagesbild_rules.ruleset import Ruleset

Numbers = npt.NDArray[np.signedinteger]

_WHOLE = 64
"""Columns begin at a multiple of so many bytes, as Arrow recommends."""


def level_type(ruleset: Ruleset) -> pa.DataType:
    """Return the type of a column of levels."""
    many = any(len(it.levels) > 127 for it in ruleset.classifications.values())
    return pa.dictionary(pa.int16() if many else pa.int8(), pa.string())


def answer_schema(ruleset: Ruleset, area: pa.DataType) -> pa.Schema:
    """Return the schema of answers: area of that type, level and possible levels of each classification, criteria."""
    fields = [pa.field("area", area)]
    for name, it in ruleset.classifications.items():
        fields.append(pa.field(f"{name}.level", level_type(ruleset)))
        fields += [pa.field(f"{name}.possible.{level.id}", pa.bool_()) for level in it.levels]
    return pa.schema([*fields, *(pa.field(id_, pa.bool_()) for id_ in ruleset.criteria)])


@frozen
class Answers:
    """The columns of answers for so many *rows*, in one piece of Arrow's memory.

    Its pool keeps what is freed: pages new from the system would cost more than what is written on them. In it stand
    two planes for each criterion, then for each classification one and one more for each of its levels, then numbers of
    levels.
    """

    program: Program
    rows: int
    type: pa.DataType
    memory: pa.Buffer
    planes: npt.NDArray[np.uint8]
    numbers: Numbers

    @classmethod
    def of(cls, ruleset: Ruleset, rows: int) -> Answers:
        """Return columns in which nothing stands yet."""
        program, type_ = steps(ruleset).program, level_type(ruleset)
        dtype = np.dtype(f"i{type_.index_type.bit_width // 8}")
        planes = 2 * len(program.criteria) + sum(1 + len(ladder) for _, ladder in program.ladders)
        plane, number = _whole((rows + 7) // 8), _whole(rows * dtype.itemsize)
        memory = pa.allocate_buffer(planes * plane + len(program.ladders) * number)
        every = np.frombuffer(memory, np.uint8)
        return cls(
            program,
            rows,
            type_,
            memory,
            every[: planes * plane].reshape(planes, plane),
            every[planes * plane :].view(dtype).reshape(len(program.ladders), number // dtype.itemsize),
        )

    def take(self, truths: Sequence[Truths], start: int, rows: int) -> None:
        """Take the *truths* of criteria, then of levels, in *rows* from *start* on."""
        planes, given = iter(self.planes[:, start // 8 : start // 8 + (rows + 7) // 8]), iter(truths)
        for _ in self.program.criteria:
            true, false = next(given)
            np.bitwise_or(true, false, out=next(planes))
            np.copyto(next(planes), true)
        for (_, ladder), numbers in zip(self.program.ladders, self.numbers, strict=True):
            sure, possible = next(planes), [next(planes) for _ in ladder]
            _possible([next(given) for _ in ladder], possible)
            _alone(possible, sure)
            _number(possible, sure, numbers[start : start + rows])

    def arrays(self) -> list[pa.Array]:
        """Return the columns in the order of the schema, without a copy."""
        plane = (self.rows + 7) // 8
        planes = (self.memory.slice(row * self.planes.shape[1], plane) for row in range(len(self.planes)))
        criteria = [
            pa.Array.from_buffers(pa.bool_(), self.rows, [next(planes), next(planes)]) for _ in self.program.criteria
        ]
        columns: list[pa.Array] = []
        for row, (_, ladder) in enumerate(self.program.ladders):
            width = self.numbers.shape[1] * self.numbers.itemsize
            numbers = self.memory.slice(self.planes.size + row * width, self.rows * self.numbers.itemsize)
            codes = pa.Array.from_buffers(self.type.index_type, self.rows, [next(planes), numbers])
            names = pa.array([level for level, _ in ladder], pa.string())
            columns.append(pa.DictionaryArray.from_arrays(codes, names, safe=False))
            columns += [pa.Array.from_buffers(pa.bool_(), self.rows, [None, next(planes)]) for _ in ladder]
        return columns + criteria


def _whole(size: int) -> int:
    return -(-size // _WHOLE) * _WHOLE


def _possible(truths: Sequence[Truths], out: Sequence[Plane]) -> None:
    """Write where each level is not false while no level above it is true."""
    above: Plane | None = None
    for (true, false), plane in zip(reversed(truths), reversed(out), strict=True):
        if above is None:
            np.invert(false, out=plane)
        else:
            np.bitwise_or(false, above, out=plane)
            np.invert(plane, out=plane)
        above = true if above is None else above | true


def _alone(planes: Sequence[Plane], out: Plane) -> None:
    """Write where exactly one of *planes* holds."""
    one, more = planes[0].copy(), np.zeros_like(planes[0])
    for it in planes[1:]:
        more |= one & it
        one |= it
    np.invert(more, out=out)
    out &= one


def _number(planes: Sequence[Plane], sure: Plane, out: Numbers) -> None:
    """Write the number of the plane that holds, in the rows of *sure*; else 0."""
    out.fill(0)
    for bit in reversed(range((len(planes) - 1).bit_length())):
        chosen = np.zeros_like(sure)
        for number, plane in enumerate(planes):
            if number >> bit & 1:
                chosen |= plane
        chosen &= sure
        np.add(out, out, out=out)
        np.bitwise_or(out, flags(chosen, len(out)).view(np.int8), out=out)
