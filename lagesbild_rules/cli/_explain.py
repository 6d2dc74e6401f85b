"""``lagesbild explain``: why one area is classed as it is."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TextIO, cast

import click

from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    audience_option,
    day_of,
    facts_for,
    folders_option,
    format_option,
    handling_option,
    known_at_option,
    language_option,
    out_option,
    output,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import Place, Problem, QuestionError, quoted, suggestion
from lagesbild_rules.evaluation import assess
from lagesbild_rules.explanation import Audience, Document, document, explain
from lagesbild_rules.facts import FactSet, Handling, holds_observations, parquet_area
from lagesbild_rules.record import Receipt, receipt_of
from lagesbild_rules.report import Detail, explanation_json, html, markdown, pdf
from lagesbild_rules.text import Language


@click.command("explain")
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--area", metavar="A", required=True, help="The area to explain, as the table names it.")
@ruleset_option
@as_of_option
@known_at_option
@format_option("console", "json", "markdown", "html", "pdf")
@audience_option
@handling_option
@click.option(
    "--level",
    "detail",
    type=click.Choice(["headline", "criteria", "full"]),
    default="full",
    show_default=True,
    help="How much the console shows.",
)
@out_option
@skip_option
@areas_option
@folders_option
@require_signed_options
@language_option
def explain_command(
    facts: Path,
    area: str,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    format_: str,
    audience: Audience,
    unmarked: Handling,
    detail: Detail,
    out: Path | None,
    skip_bad_rows: bool,
    areas_table: Path | None,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Explain the class of one area in the table FACTS: why, why not another, what is missing, every criterion."""
    if format_ == "pdf" and out is None and sys.stdout.isatty():
        help = "write it to a file: add `--out explanation.pdf`"
        raise QuestionError([Problem(Place("--format pdf"), "LR506", "a terminal cannot show a PDF", help)])
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    if areas_table is None and facts.suffix.lower() == ".parquet" and not holds_observations(facts, ruleset.indicators):
        row = parquet_area(facts, ruleset.indicators, area)  # without reading the other rows
    else:
        table = facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows)
        row = next((it for it in table.rows if it.area == area.strip()), [it.area for it in table.rows])
    if not isinstance(row, FactSet):
        raise QuestionError([_no_area(facts, area, row)])
    assessment = assess(ruleset, row, as_of=day, known_at=known_at)
    said = document(explain(assessment, audience=audience, unmarked=unmarked), language)
    receipt = receipt_of(assessment, audience=audience, unmarked=unmarked)
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console import print_explanation  # rich is loaded only where it prints

            print_explanation(said, file, receipt=receipt, detail=detail)
        elif format_ == "pdf":
            cast(TextIO, file).buffer.write(pdf(said, receipt))
        else:
            file.write(_text(said, receipt, format_))


def _text(said: Document, receipt: Receipt, format_: str) -> str:
    if format_ == "json":
        return explanation_json(said, receipt) + "\n"
    return html(said, receipt) if format_ == "html" else markdown(said, receipt)


def _no_area(facts: Path, area: str, areas: list[str]) -> Problem:
    holding = [it for it in areas if area.strip().casefold() in it.casefold()] if area.strip() else []
    help = suggestion(area, holding or areas)
    return Problem(Place(str(facts)), "LR501", f"no area {quoted(area)} in the table", help)
