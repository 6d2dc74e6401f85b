"""``lagesbild form read``: filled questionnaires as observations."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    folders_option,
    format_option,
    out_option,
    ruleset_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.day import as_time
from lagesbild_rules.facts import write_observations
from lagesbild_rules.form import Answers, read_forms
from lagesbild_rules.ruleset import names_a_text


@click.command("read")
@click.argument("forms", metavar="FORM...", nargs=-1, required=True, type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@click.option("--at", metavar="TIME", help="When the answers were recorded, as 2025-02-01T12:00Z.  [default: now]")
@format_option("csv", "jsonl", "parquet")
@out_option
@folders_option
@require_signed_options
def read_command(
    forms: tuple[Path, ...],
    reference: str,
    as_of: str | None,
    at: str | None,
    format_: str,
    out: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Read filled questionnaires and write their answers as a long table of observations.

    A form of another ruleset, or one in which anything but answers was changed, is refused with the cell named; then
    nothing is written. What was left blank is told on standard error and stops nothing.
    """
    day = date.min if names_a_text(reference) else day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    answers = read_forms(forms, ruleset, recorded_at=_recorded_at(at))
    for it in answers:
        for line in _blanks(it):
            click.echo(line, err=True)
    observations = [it for each in answers for it in each.observations]
    if out is not None:
        write_observations(out, observations, kind=format_)
    elif format_ == "parquet":
        write_observations(sys.stdout.buffer, observations, kind=format_)
    else:
        write_observations(sys.stdout, observations, kind=format_)


def _recorded_at(at: str | None) -> datetime:
    if at is not None:
        return as_time(at)
    now = datetime.now(UTC).replace(microsecond=0)
    click.echo(f"recorded at {now:%Y-%m-%dT%H:%M:%SZ} (now; choose another time with --at)", err=True)
    return now


def _blanks(answers: Answers) -> Iterator[str]:
    questions = len(answers.form.ruleset.indicators)
    for area, its in groupby(answers.blank, key=lambda it: it.area):
        blanks = list(its)
        closed = sum(it.closed for it in blanks)
        behind = f", {closed} of them behind a screening question that was answered «no»" if closed else ""
        yield f"{answers.path}: {area}: {len(blanks)} of {questions} questions are blank{behind}"
        for place in (place for it in blanks for place in it.left_out):
            yield f"{place}: left out, since the question is not answered"
