"""Tables assessed by the reference engine: slow, each row made into facts. The other engines are held to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pyarrow as pa

from lagesbild_rules.errors import FactsError, Problem
from lagesbild_rules.evaluation._engine import Answer, ReferenceEngine
from lagesbild_rules.evaluation.columnar._answers import answer_schema, level_type
from lagesbild_rules.evaluation.columnar._batches import schema_problems
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, more
from lagesbild_rules.evaluation.columnar._tables import about, arrow_table
from lagesbild_rules.facts import FactSet, areas_twice, rows_read
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.truth import Truth

_CELLS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def assess_table(
    ruleset: Ruleset, table: object, *, as_of: date, known_at: datetime | None, unique: bool
) -> pa.Table | pa.RecordBatchReader:
    """Return the same as the columnar engine's ``assess_table``."""
    read = isinstance(table, pa.RecordBatchReader)
    facts = table.read_all() if isinstance(table, pa.RecordBatchReader) else arrow_table(table)
    if wrong := schema_problems(ruleset, facts.schema, "<table>"):
        raise FactsError(wrong)
    rows: list[FactSet] = []
    problems: list[Problem] = []
    for it in rows_read(facts, ruleset.indicators):
        if isinstance(it, FactSet):
            rows.append(it)
        else:
            problems += it
    if unique:
        named = ((number, str(it)) for number, it in enumerate(facts["area"].to_pylist(), 1) if it is not None)
        problems = sorted([*areas_twice(named, "<table>"), *problems], key=_place)
    if problems:
        raise FactsError([*problems[:MOST_TOLD], *more("<table>", len(problems) - MOST_TOLD)])
    names = [row.area for row in rows] if unique else facts["area"]
    answers = ReferenceEngine().answers(ruleset, rows)
    made = answers_table(ruleset, names, answers).replace_schema_metadata(about(ruleset, as_of, known_at))
    return made.to_reader() if read else made


def _place(problem: Problem) -> tuple[int, bool]:
    return problem.place.line or 0, problem.place.column != "area"


def answers_table(ruleset: Ruleset, areas: object, answers: Sequence[Answer]) -> pa.Table:
    """Return *answers* for *areas* as a table."""
    names = areas if isinstance(areas, pa.ChunkedArray) else pa.array(areas, pa.string())
    columns: list[object] = [names]
    for name, it in ruleset.classifications.items():
        possible = [answer.possible[name] for answer in answers]
        ids = [level.id for level in it.levels]
        ranks = [ids.index(one[0]) if len(one) == 1 else None for one in possible]
        codes = pa.array(ranks, level_type(ruleset).index_type)
        columns.append(pa.DictionaryArray.from_arrays(codes, pa.array(ids, pa.string())))
        columns += [pa.array([level in one for one in possible], pa.bool_()) for level in ids]
    columns += [pa.array([_CELLS[answer.criteria[id_]] for answer in answers], pa.bool_()) for id_ in ruleset.criteria]
    return pa.table(columns, schema=answer_schema(ruleset, names.type))
