"""``lagesbild rulesets diff``: what differs between two rulesets, and what that does to areas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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
from lagesbild_rules.cli._signed_rulesets import refuse_unsigned, require_signed_options
from lagesbild_rules.explanation import AreasDiff, areas_text, compare_areas, diff_document, read_for_both
from lagesbild_rules.report import diff_json, diff_markdown
from lagesbild_rules.ruleset import RulesetDiff, diff, names_a_text, resolve
from lagesbild_rules.text import Language


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--facts", metavar="TABLE", type=click.Path(path_type=Path), help="Show which areas of TABLE get another class."
)
@as_of_option
@format_option("console", "json", "markdown")
@out_option
@folders_option
@require_signed_options
@language_option
def diff_command(
    before: str,
    after: str,
    facts: Path | None,
    as_of: str | None,
    format_: str,
    out: Path | None,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Show what differs between the rulesets A and B: structure, values, readings, wording, period.

    With --facts, every area of the table is classed by both, and those whose class differs are listed with the
    criteria that it goes through; only then do A and B need the signatures that are required, so that a text can be
    looked at before it is signed.
    """
    asks = facts is not None or as_of is not None or not (names_a_text(before) and names_a_text(after))
    day = day_of(as_of) if asks else date.min
    found = diff(*(resolve(reference, as_of=day, folders=folders) for reference in (before, after)))
    areas = None
    if facts:
        refuse_unsigned(found.before)
        refuse_unsigned(found.after)
        areas = _areas(found, facts, day, language)
    said = diff_document(found, language, areas)
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console_diff import print_diff  # rich is loaded only where it prints

            print_diff(said, file)
        else:
            file.write(diff_json(said) + "\n" if format_ == "json" else diff_markdown(said))


def _areas(found: RulesetDiff, facts: Path, day: date, language: Language) -> AreasDiff:
    table = read_for_both(facts, found.before, found.after)
    return areas_text(compare_areas(found, table, day), found, language)
