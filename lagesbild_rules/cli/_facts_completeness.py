"""``lagesbild facts completeness``: for each unit and indicator what was answered, and what looks cursory."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import IO

import attrs
import click

from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    day_of,
    facts_for,
    folders_option,
    format_option,
    known_at_option,
    language_option,
    out_option,
    output,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.facts import OLD_AFTER, AgeUnit, Completeness, completeness, read_areas
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


def _age(_: click.Context, __: click.Parameter, value: str) -> tuple[int, AgeUnit]:
    found = re.fullmatch(r"([1-9][0-9]{0,3}) (days|weeks|months|years)", value)
    if found is None:
        raise click.BadParameter("write a number and days, weeks, months or years, as «12 months»")
    return int(found[1]), found[2]  # type: ignore[return-value]


@click.command("completeness")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@as_of_option
@known_at_option
@areas_option
@click.option(
    "--old",
    "old_after",
    metavar="AGE",
    callback=_age,
    default=f"{OLD_AFTER[0]} {OLD_AFTER[1]}",
    show_default=True,
    help="How old an answer may be before it is counted as old.",
)
@format_option("table", "json", "csv")
@out_option
@skip_option
@folders_option
@require_signed_options
@language_option
def completeness_command(
    facts: Path,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    areas_table: Path | None,
    old_after: tuple[int, AgeUnit],
    format_: str,
    out: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Tell how complete FACTS are, for each local police area (or reporting unit) and indicator."""
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    table = facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows)
    areas = read_areas(areas_table) if areas_table else ()
    found = completeness(table.rows, as_of=day, areas=areas, old_after=old_after)
    with output(out) as file:
        _WRITERS[format_](file, ruleset, found, language)


def _table(file: IO[str], ruleset: Ruleset, found: Sequence[Completeness], language: Language) -> None:
    from lagesbild_rules.report._console_completeness import print_completeness  # rich is loaded only where it prints

    print_completeness(ruleset, found, language, file)


def _json(file: IO[str], _: Ruleset, found: Sequence[Completeness], __: Language) -> None:
    rows = [{**attrs.asdict(it), "oldest": it.oldest and str(it.oldest)} for it in found]
    file.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def _csv(file: IO[str], _: Ruleset, found: Sequence[Completeness], __: Language) -> None:
    writer = CsvRows(file)
    writer.row(it.name for it in attrs.fields(Completeness))
    writer.rows(safe_cells(attrs.astuple(it)) for it in found)


_WRITERS = {"table": _table, "json": _json, "csv": _csv}
