"""The columnar engine among the engines: rows of facts in, an answer for each out."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from attrs import frozen

from lagesbild_rules.evaluation._engine import Answer
from lagesbild_rules.evaluation.columnar._batches import columnar_function
from lagesbild_rules.facts import FactSet, facts_table
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.truth import Truth

_TRUTHS = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}


@frozen
class ColumnarEngine:
    """Tables: truths as planes of bits, many rows at a time."""

    name: str = "columnar"

    def answers(self, ruleset: Ruleset, rows: Sequence[FactSet]) -> Sequence[Answer]:
        table = facts_table(ruleset.indicators, rows).combine_chunks()
        function = columnar_function(ruleset, table.schema)
        return [it for batch in table.to_batches() for it in answers(ruleset, function(batch))]


def answers(ruleset: Ruleset, batch: pa.RecordBatch) -> list[Answer]:
    """Return the answers that *batch* of answers holds, one for each row."""
    criteria = {id_: batch.column(id_).to_pylist() for id_ in ruleset.criteria}
    possible = {
        name: {level.id: batch.column(f"{name}.possible.{level.id}").to_pylist() for level in it.levels}
        for name, it in ruleset.classifications.items()
    }
    return [
        Answer(
            {id_: _TRUTHS[truths[row]] for id_, truths in criteria.items()},
            {name: tuple(id_ for id_, holds in levels.items() if holds[row]) for name, levels in possible.items()},
        )
        for row in range(batch.num_rows)
    ]
