"""``lagesbild facts check``: whether a table of facts can be read and fits the tables of areas and of descent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    day_of,
    folders_option,
    known_at_option,
    ruleset_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import FactsError, LagesbildError, Problem, quoted, suggestion
from lagesbild_rules.facts import Area, Lineage, read_areas, read_facts, read_lineage


@click.command("check")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@known_at_option
@areas_option
@click.option("--lineage", metavar="FILE", type=click.Path(path_type=Path), help="The table of descent of areas.")
@folders_option
@require_signed_options
def check_command(
    facts: Path,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    areas_table: Path | None,
    lineage: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Tell what does not fit together in FACTS and the tables beside it; exit with 1 when there is something.

    What cannot be read is told by all files at once, with exit code 2.
    """
    day: date = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    problems: list[Problem] = []
    areas: tuple[Area, ...] = ()
    lines: tuple[Lineage, ...] = ()
    findings: list[Problem] = []
    try:
        areas = read_areas(areas_table) if areas_table else ()
    except LagesbildError as it:
        problems += it.problems
    try:
        lines = read_lineage(lineage) if lineage else ()
    except LagesbildError as it:
        problems += it.problems
    try:
        rules = ruleset.evidence
        table = read_facts(facts, ruleset.indicators, evidence=rules, as_of=day, known_at=known_at, areas=areas)
        findings += table.findings
    except LagesbildError as it:
        problems += it.problems
    if problems:
        raise FactsError(problems)
    findings += _strangers(lines, areas)
    for finding in findings:
        click.echo(str(finding))
    if findings:
        raise click.exceptions.Exit(1)


def _strangers(lines: tuple[Lineage, ...], areas: tuple[Area, ...]) -> Iterator[Problem]:
    """Yield a finding for each area that descent speaks of and the table of areas does not know."""
    known = {it.area for it in areas}
    told: set[str] = set()
    for it in lines if areas else ():
        for name in (it.from_area, it.to_area):
            if name not in known and name not in told:
                told.add(name)
                yield Problem(
                    it.place, "LR731", f"no area {quoted(name)} in the table of areas", suggestion(name, known)
                )
