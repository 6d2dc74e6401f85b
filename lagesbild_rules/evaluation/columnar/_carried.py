"""Tables in memory, assessed somewhere else: carried there as bytes, the answers brought home."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeAlias

import pyarrow as pa
from attrs import evolve, frozen

from lagesbild_rules.evaluation._engine import Answer
from lagesbild_rules.evaluation.columnar._areas import Seen
from lagesbild_rules.evaluation.columnar._batches import ROWS, ColumnarFunction
from lagesbild_rules.evaluation.columnar._engine import answers
from lagesbild_rules.evaluation.columnar._findings import Findings, merged, refuse
from lagesbild_rules.evaluation.columnar._tables import about, arrow_table, batches_of, twice
from lagesbild_rules.facts import FactSet, facts_table
from lagesbild_rules.ruleset import Ruleset


@frozen
class Box:
    """A record batch as bytes; ``first`` is its first row, counted in its table."""

    first: int
    data: bytes

    @classmethod
    def of(cls, batch: pa.RecordBatch, first: int) -> Box:
        """Return *batch* as bytes, of a slice no more than its rows."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        return cls(first, sink.getvalue().to_pybytes())

    def batch(self) -> pa.RecordBatch:
        """Return the batch."""
        with pa.ipc.open_stream(self.data) as reader:
            return reader.read_next_batch()


@frozen
class Answered:
    """The answers for a record batch, and what is wrong with it."""

    answers: Box
    findings: Findings


@frozen
class Boxed:
    """The columnar function from box to box."""

    function: ColumnarFunction

    def __call__(self, box: Box) -> Answered:
        return self.answered(box.batch(), box.first)

    def answered(self, batch: pa.RecordBatch, first: int) -> Answered:
        """Return the answers for *batch*, which begins at row *first* of its table."""
        found, findings = self.function.run(batch, first)
        return Answered(Box.of(found, first), evolve(findings, bad=[]))


CarryTable: TypeAlias = Callable[[Boxed, pa.Table], Iterable[Answered]]
"""Carries a table to where it is assessed, and brings the answers home, in any order."""


def boxes_of(table: pa.Table) -> list[Box]:
    """Return *table* in boxes of some hundred thousand rows."""
    boxes, first = list[Box](), 0
    for batch in batches_of(table):
        starts = range(0, batch.num_rows, ROWS)
        boxes += [Box.of(batch.slice(start, ROWS), first + start) for start in starts]
        first += batch.num_rows
    return boxes


def assess_carried(
    ruleset: Ruleset, table: object, *, as_of: date, known_at: datetime | None, unique: bool, carry: CarryTable
) -> pa.Table | pa.RecordBatchReader:
    """Return the same as ``assess_table``, worked out where *carry* carries it; a reader is read whole first."""
    read = isinstance(table, pa.RecordBatchReader)
    facts = table.read_all() if isinstance(table, pa.RecordBatchReader) else arrow_table(table)
    function = ColumnarFunction(ruleset, facts.schema, area_names=unique)
    found = _in_order(carry(Boxed(function), facts))
    done = [it.answers.batch() for it in found]
    stretches = [it.findings for it in found]
    if unique:
        seen = Seen()
        for batch in done:
            seen.add(batch.column("area"))
        stretches.append(twice(seen, done))
    refuse(merged(stretches), function.path)
    made = pa.Table.from_batches(done, function.answers).replace_schema_metadata(about(ruleset, as_of, known_at))
    return made.to_reader() if read else made


def answers_carried(ruleset: Ruleset, rows: Sequence[FactSet], carry: CarryTable) -> list[Answer]:
    """Return the answers for *rows*, worked out where *carry* carries them."""
    facts = facts_table(ruleset.indicators, rows)
    function = ColumnarFunction(ruleset, facts.schema)
    found = _in_order(carry(Boxed(function), facts))
    refuse(merged(it.findings for it in found), function.path)
    return [answer for it in found for answer in answers(ruleset, it.answers.batch())]


def _in_order(found: Iterable[Answered]) -> list[Answered]:
    return sorted(found, key=lambda it: it.answers.first)
