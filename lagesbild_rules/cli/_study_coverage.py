"""``lagesbild study coverage``: which criteria the cases, and real areas, show to matter."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    day_of,
    facts_for,
    format_option,
    known_at_option,
    language_option,
    out_option,
    skip_option,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._study_options import (
    asked,
    asked_option,
    fail_under_option,
    reference_argument,
    seconds_option,
    seed_option,
    write_cases,
    write_result,
)
from lagesbild_rules.cli._study_receipts import asked_with, cases_digest
from lagesbild_rules.evaluation import assess
from lagesbild_rules.record import InputMark, study_receipt
from lagesbild_rules.study import (
    COVERAGE_COLUMNS,
    Coverages,
    Settings,
    assess_cases,
    case_texts,
    cases_beside,
    coverage,
    coverage_sheet,
)
from lagesbild_rules.text import Language


@click.command("coverage")
@reference_argument
@click.option(
    "--facts", metavar="TABLE", type=click.Path(path_type=Path), help="Measure the areas of TABLE beside the cases."
)
@click.option(
    "--write", metavar="FILE", type=click.Path(path_type=Path), help="Write cases for what is left out to FILE."
)
@fail_under_option
@seconds_option
@seed_option
@asked_option
@known_at_option
@skip_option
@format_option("console", "json", "csv", "markdown")
@out_option
@language_option
def coverage_command(
    reference: str,
    facts: Path | None,
    write: Path | None,
    fail_under: float | None,
    seconds: float,
    seed: int,
    as_of: str | None,
    folders: tuple[Path, ...],
    known_at: datetime | None,
    skip_bad_rows: bool,
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Tell which criteria and comparisons of REF its cases cover (MC/DC), and which are never decisive in any area.

    For what the cases leave out, facts are constructed that cover it, or it is proven that none can.
    """
    ruleset, day = asked(reference, as_of, folders)
    cases = cases_beside(ruleset)
    table = areas = None
    if facts is not None:
        day = day_of(as_of)
        table = facts_for(facts, ruleset, day, known_at, skip_bad_rows=skip_bad_rows)
        areas = [assess(ruleset, row, as_of=day) for row in table.rows]
    found = coverage(ruleset, assess_cases(ruleset, cases), areas, Settings(seconds, seed), progress)
    if write is not None:
        write_cases(write, _cases(found))
    write_result(
        format_,
        out,
        coverage_sheet(found, language),
        COVERAGE_COLUMNS,
        found.rows(),
        lambda rows: study_receipt(
            [ruleset],
            rows,
            as_of=day,
            known_at=known_at,
            facts=None if table is None else table.rows,
            arguments=asked_with("study coverage", seconds=seconds, seed=seed, skip_bad_rows=skip_bad_rows),
            inputs=[InputMark("cases", cases_digest(cases))],
        ),
    )
    covered, all_ = found.share()
    sys.exit(1 if fail_under is not None and covered * 100 < fail_under * all_ else 0)


def _cases(found: Coverages) -> str:
    sentences = []
    for it in found.subjects:
        for one, holds in zip(it.made, ("holds", "does not hold"), strict=False):
            sentences.append((f"Constructed: {it.subject} {holds}, and the class hangs on it", one))
    return case_texts(sentences)
