"""``lagesbild study diff``: two rulesets compared as texts, in logic, and in what becomes of areas."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import cattrs
import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    folders_option,
    format_option,
    language_option,
    out_option,
    output,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._study_options import plot_option, print_sheets, seconds_option, seed_option
from lagesbild_rules.cli._study_receipts import asked_with, facts_of_both
from lagesbild_rules.explanation import DiffDocument, areas_text, diff_document
from lagesbild_rules.record import in_json, study_receipt
from lagesbild_rules.report import diff_markdown, sheet_markdown, write_rows
from lagesbild_rules.ruleset import names_a_text
from lagesbild_rules.study import (
    REGION_COLUMNS,
    Settings,
    StudyDiff,
    attribution_sheet,
    logic_sheet,
    read_pairs,
    regions_plot,
    study_diff,
)
from lagesbild_rules.text import Language


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--facts",
    metavar="TABLE",
    type=click.Path(path_type=Path),
    help="Show which areas of TABLE get another class, and by which edits.",
)
@plot_option
@seconds_option
@seed_option
@as_of_option
@folders_option
@require_signed_options
@format_option("console", "json", "csv", "markdown")
@out_option
@language_option
def diff_command(
    before: str,
    after: str,
    facts: Path | None,
    plot: Path | None,
    seconds: float,
    seed: int,
    as_of: str | None,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Compare the rulesets A and B as texts and in logic: which facts they class differently, and how many that is.

    Each region in which the class differs comes with facts that lie in it, and with its exact share of the cells into
    which the thresholds of both cut the space of facts. With TABLE the areas that move are told, and how many of them
    each edit moves. As CSV the regions alone are written.
    """
    asks = facts is not None or as_of is not None or not (names_a_text(before) and names_a_text(after))
    day = day_of(as_of) if asks else date.min
    one, other = (ruleset_of(reference, as_of=day, folders=folders) for reference in (before, after))
    table = None if facts is None else read_pairs(facts, one, other, day, None)
    found = study_diff(one, other, table, as_of=day, settings=Settings(seconds, seed), progress=progress)
    if plot is not None:
        regions_plot(found.logic, plot, language)
    text = diff_words(found, language)
    sheets = [logic_sheet(found.logic, language)]
    if found.attribution is not None:
        sheets.append(attribution_sheet(found.attribution, language))
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console_diff import print_diff  # rich is loaded only where it prints

            print_diff(text, file)
            file.write("\n")
            print_sheets(sheets, file)
        elif format_ == "markdown":
            file.write("\n".join([diff_markdown(text), *map(sheet_markdown, sheets)]))
        elif format_ == "json":
            made = diff_data(found, text)
            receipt = study_receipt(
                [one, other],
                made,
                as_of=other.effective.from_ if day == date.min else day,
                facts=None if facts is None else facts_of_both(facts, one, other, day),
                arguments=asked_with("study diff", seconds=seconds, seed=seed, language=language),
            )
            file.write(json.dumps(in_json(made, receipt), ensure_ascii=False, indent=2) + "\n")
        else:
            write_rows(file, list(REGION_COLUMNS), found.logic.rows())


def diff_words(found: StudyDiff, language: Language) -> DiffDocument:
    """Return what *found* says of the texts, and of the areas that get another class, in words of *language*."""
    areas = areas_text(found.population, found.text, language) if found.population else None
    return diff_document(found.text, language, areas)


def diff_data(found: StudyDiff, text: DiffDocument) -> dict[str, Any]:
    """Return *found*, whose words are *text*, as the plain data that is written as JSON."""
    edits = found.attribution.rows() if found.attribution is not None else None
    return {"text": cattrs.unstructure(text), "regions": found.logic.rows(), "attribution": edits}
