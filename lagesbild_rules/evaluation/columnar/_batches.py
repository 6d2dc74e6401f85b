"""The columnar function: from a record batch of facts to a record batch of answers."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import pyarrow as pa
from attrs import field, frozen

from lagesbild_rules.errors import FactsError, Place, Problem, quoted
from lagesbild_rules.evaluation.columnar._answers import Answers, answer_schema
from lagesbild_rules.evaluation.columnar._areas import check_given, names_areas, trimmed
from lagesbild_rules.evaluation.columnar._entries import Dictionaries
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, Findings, merged, refuse
from lagesbild_rules.evaluation.columnar._finite import FiniteColumn
from lagesbild_rules.evaluation.columnar._numbers import NumberColumn
from lagesbild_rules.evaluation.columnar._steps import Steps, steps
from lagesbild_rules.evaluation.columnar._stretch import Stretch
from lagesbild_rules.facts import NumberKind, unknown_column
from lagesbild_rules.ruleset import Ruleset

ROWS: Final = 1 << 19
"""The most rows that are worked on at a time."""

KEPT: Final = 1 << 25
"""So many bytes does the allocator keep: the most that glibc can be brought to by freeing an array."""

_BYTES: Final = 32
"""So many bytes a row take the ends of a number and their part in a sum."""


@frozen
class ColumnarFunction:
    """A plain function from record batch to record batch: a row of answers for every row of facts.

    It is made of *ruleset* and the *schema* of the facts alone, and is pickled as those two. Raises ``FactsError``
    when it is made for columns that cannot be, and when it is called on cells that cannot be read; rows count from 1.
    """

    ruleset: Ruleset
    schema: pa.Schema
    decimal_comma: bool = False
    threads: int = 1
    area_names: bool = False
    """Whether names of areas are trimmed and read one by one; else they go through as they are, none empty."""
    path: str = "<table>"
    answers: pa.Schema = field(init=False, eq=False, repr=False)
    """The schema of what comes out."""
    _dictionaries: Dictionaries = field(init=False, eq=False, repr=False, factory=Dictionaries)

    def __attrs_post_init__(self) -> None:
        if problems := schema_problems(self.ruleset, self.schema, self.path):
            raise FactsError(problems)
        _keep_what_is_freed()
        object.__setattr__(self, "answers", answer_schema(self.ruleset, self._area_type()))

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        answers, findings = self.run(batch)
        refuse(findings, self.path)
        return answers

    def run(
        self, batch: pa.RecordBatch, first: int = 0, most: int | None = MOST_TOLD
    ) -> tuple[pa.RecordBatch, Findings]:
        """Return the answers for *batch*, which begins at row *first* of its table, and what is wrong with it.

        Where something is wrong with a row its answers mean nothing.
        """
        made = steps(self.ruleset)
        rows = batch.num_rows
        columns = self._columns(batch, made)
        out = Answers.of(self.ruleset, rows)
        length = stretch_rows(sum(isinstance(it, NumberColumn) for it in columns.values()))
        starts = range(0, rows, length)
        area = batch.column("area")
        names: dict[int, pa.Array] = {}

        def work(start: int) -> Findings:
            findings = Findings(first + start, most=most)
            stretch = min(length, rows - start)
            part = area.slice(start, stretch)
            if self.area_names:
                names[start] = trimmed(part, findings)
            else:
                check_given(part, findings)
            room = np.empty(stretch, np.bool_)
            blocks: dict[str, Any] = {
                id_: it.block(start, stretch, findings, room)
                if isinstance(it, FiniteColumn)
                else it.block(start, stretch, findings)
                for id_, it in columns.items()
            }
            out.take(made.order.truths(Stretch(stretch, blocks)), start, stretch)
            return findings

        if self.threads > 1 and len(starts) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                findings = merged(pool.map(work, starts), most)
        else:
            findings = merged(map(work, starts), most)
        if self.area_names:
            area = pa.concat_arrays([names[start] for start in starts]) if rows else pa.array([], self._area_type())
        return pa.RecordBatch.from_arrays([area, *out.arrays()], schema=self.answers), findings

    def _area_type(self) -> pa.DataType:
        type_ = self.schema.field("area").type
        if self.area_names and pa.types.is_dictionary(type_):
            type_ = type_.value_type
        other = pa.types.is_string_view(type_) or pa.types.is_null(type_)
        return pa.large_string() if self.area_names and other else type_

    def _columns(self, batch: pa.RecordBatch, made: Steps) -> dict[str, FiniteColumn | NumberColumn]:
        columns: dict[str, FiniteColumn | NumberColumn] = {}
        present = {name: position for position, name in enumerate(batch.schema.names)}
        for id_, indicator in self.ruleset.indicators.items():
            if id_ not in present and id_ not in made.reads:
                continue
            position = present.get(id_, -1)
            array = batch.column(position) if id_ in present else pa.nulls(batch.num_rows)
            if isinstance(indicator.kind, NumberKind):
                columns[id_] = NumberColumn(position, indicator, array, self.decimal_comma)
            else:
                columns[id_] = FiniteColumn(position, indicator, array, self._dictionaries)
        return columns

    def __reduce__(self) -> tuple[Callable[..., ColumnarFunction], tuple[object, ...]]:
        return type(self), (self.ruleset, self.schema, self.decimal_comma, self.threads, self.area_names, self.path)


def stretch_rows(numbers: int) -> int:
    """Return how many rows are worked on at a time where so many columns are numbers.

    Their planes stay in the cache, and their sums within what the allocator keeps.
    """
    rows = ROWS
    while rows > ROWS >> 4 and rows * numbers * _BYTES > KEPT:
        rows >>= 1
    return rows


def _keep_what_is_freed() -> None:
    """Let the allocator of glibc keep what is freed between stretches; elsewhere nothing comes of it.

    At first it gives 128 KiB and more back to the system at once, and getting the planes of a stretch anew, page by
    page, took as long as the work on them. Once an array of this size has been freed it keeps twice as much.
    """
    np.empty(KEPT // 2, np.uint8)


def columnar_function(ruleset: Ruleset, schema: pa.Schema, *, threads: int = 1) -> ColumnarFunction:
    """Return the function that answers *ruleset* for record batches of *schema*."""
    return ColumnarFunction(ruleset, schema, threads=threads)


def schema_problems(ruleset: Ruleset, schema: pa.Schema, path: str) -> list[Problem]:
    """Return what is wrong with the columns of a table of facts."""
    problems: list[Problem] = []
    for position, name in enumerate(schema.names):
        if name in schema.names[:position]:
            finding = f"the column {quoted(name)} stands twice"
            problems.append(Problem(Place(path, None, name), "LR303", finding, "keep one of them"))
        elif name != "area" and name not in ruleset.indicators:
            problems.append(unknown_column(Place(path, None, name), name, ["area", *ruleset.indicators]))
    if "area" not in schema.names:
        help = "add it: it names the area of each row"
        problems.append(Problem(Place(path), "LR302", "the column `area` is missing", help))
    elif not names_areas(schema.field("area").type):
        finding = f"a column of type {schema.field('area').type} names no areas"
        problems.append(Problem(Place(path, None, "area"), "LR305", finding, "give names or codes as text"))
    return problems
