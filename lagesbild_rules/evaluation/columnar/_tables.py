"""Tables in memory, readers of record batches and frames: assessed a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

import pyarrow as pa

from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.evaluation.columnar._areas import Seen, Twice
from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction
from lagesbild_rules.evaluation.columnar._findings import Findings, merged, refuse
from lagesbild_rules.ruleset import Ruleset, logic_digest

_FEW: Final = 1 << 14
"""Batches with fewer rows on average are put together first."""


def assess_table(
    ruleset: Ruleset, table: object, *, as_of: date, known_at: datetime | None, unique: bool, threads: int = 1
) -> pa.Table | pa.RecordBatchReader:
    """Return a table of answers for a table or frame, and a reader of answers for a reader of record batches."""
    if isinstance(table, pa.RecordBatchReader):
        return _reader(ruleset, table, about(ruleset, as_of, known_at), unique, threads)
    facts = arrow_table(table)
    function = ColumnarFunction(ruleset, facts.schema, threads=threads, area_names=unique)
    done: list[pa.RecordBatch] = []
    stretches: list[Findings] = []
    seen, first = Seen(), 0
    for batch in batches_of(facts):
        answers, findings = function.run(batch, first)
        stretches.append(findings)
        first += batch.num_rows
        if unique:
            seen.add(answers.column("area"))
        done.append(answers)
    if unique:
        stretches.append(twice(seen, done))
    refuse(merged(stretches), function.path)
    answered = pa.Table.from_batches(done, function.answers)
    return answered.replace_schema_metadata(about(ruleset, as_of, known_at))


def about(ruleset: Ruleset, as_of: date, known_at: datetime | None) -> dict[str, str]:
    """Return what a table of answers says of itself: the day asked about, and the text that answered."""
    said = {
        "lagesbild.as_of": str(as_of),
        "lagesbild.ruleset": ruleset.reference,
        "lagesbild.version": str(ruleset.version),
        "lagesbild.logic": logic_digest(ruleset),
    }
    return said if known_at is None else {**said, "lagesbild.known_at": known_at.isoformat()}


def arrow_table(table: object) -> pa.Table:
    """Return *table*, an Arrow table or record batch or a frame of pandas or polars, as an Arrow table.

    The index of a pandas frame is left out. Raises ``FactsError`` for a frame whose columns mix kinds of values, and
    ``TypeError`` for anything else.
    """
    if isinstance(table, pa.Table):
        return table
    if isinstance(table, pa.RecordBatch):
        return pa.Table.from_batches([table])
    try:
        if type(table).__module__.partition(".")[0] == "pandas":
            return pa.Table.from_pandas(table, preserve_index=False)
        if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
            return pa.table(table)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as it:
        finding = f"the frame is no table of facts: {str(it).splitlines()[0]}"
        problem = Problem(Place("<table>"), "LR307", finding, "give each column values of one kind, best text")
        raise FactsError([problem]) from None
    raise TypeError(f"a table, a reader or a frame is wanted, not {type(table).__name__}")


def batches_of(table: pa.Table) -> list[pa.RecordBatch]:
    """Return the batches of *table*, put together where they are small."""
    if not table.num_columns:
        return []
    chunks = max(column.num_chunks for column in table.columns)
    if chunks > 1 and table.num_rows < chunks * _FEW:
        table = table.unify_dictionaries().combine_chunks()
    return list(table.to_batches())


def twice(seen: Seen, answers: list[pa.RecordBatch]) -> Findings:
    """Return the rows of *answers* whose area stands in another row too."""
    found, first = Twice(seen.suspects()), 0
    for batch in answers:
        found.add(batch.column("area"), first)
        first += batch.num_rows
    return found.findings()


def _reader(
    ruleset: Ruleset, reader: pa.RecordBatchReader, said: dict[str, str], unique: bool, threads: int
) -> pa.RecordBatchReader:
    """Return a reader that assesses as it is read: at the first batch with a problem it raises what is wrong there."""
    function = ColumnarFunction(ruleset, reader.schema, threads=threads, area_names=unique)
    schema = function.answers.with_metadata(said)

    def answers() -> Iterator[pa.RecordBatch]:
        seen, first, areas = Seen(), 0, []
        for batch in reader:
            found, findings = function.run(batch, first)
            refuse(findings, function.path)
            first += batch.num_rows
            if unique:
                seen.add(found.column("area"))
                areas.append(found.select(["area"]))
            yield found.replace_schema_metadata(said)
        if unique:
            refuse(twice(seen, areas), function.path)

    return pa.RecordBatchReader.from_batches(schema, answers())
