"""``lagesbild study attribution``: which edit between two rulesets moves how many areas."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    folders_option,
    format_option,
    known_at_option,
    language_option,
    out_option,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._study_options import seed_option, write_result
from lagesbild_rules.cli._study_plot import svg_option, write_svg
from lagesbild_rules.cli._study_receipts import asked_with, facts_of_both
from lagesbild_rules.record import study_receipt
from lagesbild_rules.study import ATTRIBUTION_COLUMNS, attribution, attribution_sheet, attribution_svg, read_pairs
from lagesbild_rules.text import Language


@click.command("attribution")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--facts", metavar="TABLE", required=True, type=click.Path(path_type=Path), help="The table of the areas."
)
@click.option(
    "--most-exact",
    type=click.IntRange(0, 20),
    default=10,
    show_default=True,
    help="Up to so many edits all subsets are assessed; beyond, orders are drawn.",
)
@click.option(
    "--permutations",
    type=click.IntRange(min=2),
    default=200,
    show_default=True,
    help="So many orders are drawn.",
)
@seed_option
@svg_option
@as_of_option
@known_at_option
@format_option("console", "json", "csv", "markdown")
@out_option
@folders_option
@require_signed_options
@language_option
def attribution_command(
    before: str,
    after: str,
    facts: Path,
    most_exact: int,
    permutations: int,
    seed: int,
    plot: Path | None,
    as_of: str | None,
    known_at: datetime | None,
    format_: str,
    out: Path | None,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Share out the areas that move from ruleset A to B among the edits between them, as Shapley values.

    The values of all edits sum to the number of areas of TABLE that move.
    """
    day = day_of(as_of)
    one, other = (ruleset_of(reference, as_of=day, folders=folders) for reference in (before, after))
    table = read_pairs(facts, one, other, day, known_at)
    found = attribution(one, other, table, most=most_exact, permutations=permutations, seed=seed, progress=progress)
    if plot is not None:
        write_svg(plot, attribution_svg(found, language))
    write_result(
        format_,
        out,
        attribution_sheet(found, language),
        ATTRIBUTION_COLUMNS,
        found.rows(),
        lambda rows: study_receipt(
            [one, other],
            rows,
            as_of=day,
            known_at=known_at,
            facts=facts_of_both(facts, one, other, day, known_at),
            arguments=asked_with("study attribution", most_exact=most_exact, permutations=permutations, seed=seed),
        ),
    )
