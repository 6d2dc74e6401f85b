"""A dataset assessed into a folder of Parquet parts: by whatever carries the work to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from lagesbild_rules.errors import FactsError, Place, Problem, QuestionError, quoted
from lagesbild_rules.evaluation.columnar._areas import Seen, Twice
from lagesbild_rules.evaluation.columnar._batches import ColumnarFunction
from lagesbild_rules.evaluation.columnar._datasets import Dataset, dataset_of
from lagesbild_rules.evaluation.columnar._findings import Findings, merged
from lagesbild_rules.evaluation.columnar._pieces import Report, Work
from lagesbild_rules.evaluation.columnar._tables import about
from lagesbild_rules.files import replacing_folder
from lagesbild_rules.ruleset import Ruleset

Carry: TypeAlias = Callable[[Work, Dataset], Iterable[Report]]
"""Carries work to every piece of a dataset, and brings the reports home, in any order."""


def here(work: Work, dataset: Dataset) -> Iterator[Report]:
    """Do *work* on one piece after the other, in this process."""
    return map(work, dataset.pieces)


def assess_dataset(
    ruleset: Ruleset,
    source: str,
    out: str,
    *,
    as_of: date,
    known_at: datetime | None,
    carry: Carry = here,
    read: Callable[[int], None] = lambda _: None,
) -> Dataset:
    """Write what *ruleset* says about the dataset *source* into the new folder *out*; return what was read.

    *read* is told of rows that were done. The folder appears when all of it is there, and not at all when there are
    problems: they are raised as ``FactsError``, each with its file and row.
    """
    target = Path(out).absolute()
    _is_free(target, out)
    dataset = dataset_of(ruleset, source)
    function = ColumnarFunction(ruleset, dataset.schema, area_names=True, path=dataset.path)
    with replacing_folder(out, QuestionError, lambda: _is_free(target, out)) as unfinished:
        work = Work(function, str(unfinished), about(ruleset, as_of, known_at), out)
        reports = [] if dataset.rows else [work.written([], 0)]
        for it in carry(work, dataset) if dataset.rows else ():
            reports.append(it)
            read(it.rows)
        parts = _checked(dataset, sorted(reports, key=lambda it: it.first), unfinished)
        for number, part in enumerate(parts):
            (unfinished / part).rename(unfinished / f"part-{number:05d}.parquet")
    return dataset


def _is_free(target: Path, shown: str) -> None:
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        finding = f"{quoted(shown, 200)} is there already"
        help = "name a new folder, or take this one away first"
        raise QuestionError([Problem(Place(shown), "LR506", finding, help)])


def _checked(dataset: Dataset, reports: list[Report], folder: Path) -> list[str]:
    """Return the names of the parts in their order, other files taken away; raise what was wrong."""
    if failed := [it for report in reports for it in report.problems]:
        raise FactsError(failed)
    ends = [it.first + it.rows for it in reports]
    if [it.first for it in reports] != [0, *ends][: len(ends)] or [0, *ends][-1] != dataset.rows:
        finding = "other rows were read than the files had at first"
        raise FactsError([Problem(Place(dataset.path), "LR003", finding, "let nobody write to them meanwhile")])
    findings = merged([*(it.findings for it in reports), _twice(dataset, reports)])
    if findings:
        raise FactsError(dataset.problems(findings))
    parts = [it.part for it in reports if it.part]
    for it in folder.iterdir():
        if it.name not in parts:
            it.unlink()
    return parts


def _twice(dataset: Dataset, reports: list[Report]) -> Findings:
    """Return the rows whose area stands in another row too: only where numbers are equal are names read."""
    seen = Seen([it.areas for it in reports if len(it.areas)])
    twice = Twice(seen.suspects())
    if len(twice.suspects):
        for piece in dataset.pieces:
            first = piece.first
            for names in piece.areas():
                twice.add(names, first)
                first += len(names)
    return twice.findings(line=dataset.told)
