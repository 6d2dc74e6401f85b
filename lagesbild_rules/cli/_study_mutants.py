"""``lagesbild study mutants``: whether the cases notice that a ruleset was spoilt."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagesbild_rules.cli._options import format_option, language_option, out_option
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
from lagesbild_rules.record import InputMark, study_receipt
from lagesbild_rules.study import MUTANT_COLUMNS, Settings, case_texts, cases_beside, mutation, mutation_sheet
from lagesbild_rules.text import Language


@click.command("mutants")
@reference_argument
@click.option(
    "--write", metavar="FILE", type=click.Path(path_type=Path), help="Write cases that catch the survivors to FILE."
)
@fail_under_option
@seconds_option
@seed_option
@asked_option
@format_option("console", "json", "csv", "markdown")
@out_option
@language_option
def mutants_command(
    reference: str,
    write: Path | None,
    fail_under: float | None,
    seconds: float,
    seed: int,
    as_of: str | None,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Spoil REF in one place after the other, and tell which changes its cases do not notice.

    A change that no case notices is proven to change no answer, or facts are found that show what it changes.
    """
    ruleset, day = asked(reference, as_of, folders)
    cases = cases_beside(ruleset)
    found = mutation(ruleset, cases, Settings(seconds, seed), progress)
    if write is not None:
        left = [(f"Constructed: catches {it.mutant.what}", it.witnesses[0]) for it in found.tried if it.witnesses]
        write_cases(write, case_texts(left))
    write_result(
        format_,
        out,
        mutation_sheet(found, language),
        MUTANT_COLUMNS,
        found.rows(),
        lambda rows: study_receipt(
            [ruleset],
            rows,
            as_of=day,
            arguments=asked_with("study mutants", seconds=seconds, seed=seed),
            inputs=[InputMark("cases", cases_digest(cases))],
        ),
    )
    score = found.score
    sys.exit(1 if fail_under is not None and score is not None and score * 100 < fail_under else 0)
