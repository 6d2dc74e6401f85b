"""Files of any size, assessed a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge

import numpy as np
import pyarrow as pa
from attrs import frozen

from lagesbild_rules.errors import FactsError, Problem
from lagesbild_rules.evaluation.columnar._areas import LEFT_OUT, Seen, Twice, trimmed
from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction
from lagesbild_rules.evaluation.columnar._findings import MOST_TOLD, Findings, merged, more, problems
from lagesbild_rules.evaluation.columnar._sources import Lines, Source
from lagesbild_rules.ruleset import Ruleset


@frozen
class Part:
    """A stretch of a file: its facts, the answers row for row, and the problems of rows that were left out of both."""

    facts: pa.RecordBatch
    answers: pa.RecordBatch
    skipped: tuple[Problem, ...] = ()


def function_of(ruleset: Ruleset, source: Source, *, threads: int = 1) -> ColumnarFunction:
    """Return the function for the batches of *source*. Raises ``FactsError`` for columns that cannot be."""
    if wrong := source.problems(ruleset):
        raise FactsError(wrong)
    comma, path = source.decimal_comma, source.path
    return ColumnarFunction(ruleset, source.schema, decimal_comma=comma, threads=threads, area_names=True, path=path)


def assess_source(
    function: ColumnarFunction,
    source: Source,
    *,
    skip_bad_rows: bool = False,
    read: Callable[[int], None] = lambda _: None,
) -> Iterator[Part]:
    """Yield what *function* says about *source*, in its order; *read* is told how much of it was read.

    Raises ``FactsError`` at the end with the problems of all rows, or with *skip_bad_rows* leaves the rows out that
    have one. Areas in two rows are found first, by a pass over the column ``area``.
    """
    most = None if skip_bad_rows else MOST_TOLD
    twice = _twice(source, most)
    left_out = twice.part(LEFT_OUT, LEFT_OUT << 1)
    told = problems(left_out, source.path, lambda row: row - LEFT_OUT, most)
    beside = {it.place.line: it for it in told if it.place.line}
    lines, first = source.lines(beside), 0
    stretches: list[Findings] = []
    for batch in source.batches(read):
        answers, found = function.run(batch, first, most)
        findings = merged([found, twice.part(first, first + batch.num_rows)], most)
        first += batch.num_rows
        if not findings:
            if not stretches:
                yield Part(batch, answers)
        elif skip_bad_rows:
            keep = np.ones(batch.num_rows, np.bool_)
            keep[np.concatenate(findings.bad) - (first - batch.num_rows)] = False
            mask = pa.array(keep)
            bad = problems(findings, source.path, lines.line, most)
            yield Part(batch.filter(mask), answers.filter(mask), _in_order(bad, lines.rest()))
        else:
            stretches = [merged([*stretches, findings])]
    if skip_bad_rows:
        lines.end()
        if left := lines.rest():
            empty = function(pa.RecordBatch.from_pylist([], source.schema))
            yield Part(pa.RecordBatch.from_pylist([], source.schema), empty, tuple(left))
    elif stretches or source.left_out:
        _refuse(merged(stretches), source, source.lines(beside), source.left_out + left_out.count)


def _refuse(findings: Findings, source: Source, lines: Lines, left_out: int) -> None:
    told = problems(findings, source.path, lines.line)[:MOST_TOLD]
    others = lines.rest()
    if left_out > len(others) and len(told) + len(others) < MOST_TOLD:
        lines.end()
        others += lines.rest()
    shown = _in_order([it for it in told if it.code != "LR319"], others)[:MOST_TOLD]
    raise FactsError([*shown, *more(source.path, findings.count + left_out - len(shown))])


def _in_order(told: list[Problem], others: list[Problem]) -> tuple[Problem, ...]:
    return tuple(merge(told, others, key=lambda it: it.place.line or 0))


def _twice(source: Source, most: int | None) -> Findings:
    """Return the rows whose area stands in another row too. Eight bytes an area are held meanwhile."""
    seen = Seen()
    for part in source.areas():
        seen.add(trimmed(part, Findings()))
    for _, part in source.areas_left_out():
        seen.add(trimmed(part, Findings()))
    twice = Twice(seen.suspects())
    if not len(twice.suspects):
        return Findings()
    first = 0
    for part in source.areas():
        twice.add(trimmed(part, Findings()), first)
        first += len(part)
    for at, part in source.areas_left_out():
        twice.add(trimmed(part, Findings()), LEFT_OUT, at)
    return twice.findings(most, source.lines().line)
