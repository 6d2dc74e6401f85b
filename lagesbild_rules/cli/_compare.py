"""``lagesbild compare``: what became of every area from one picture to another, or over a series of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Final

import click

from lagesbild_rules.cli._compare_pictures import Asked, Settings, one_picture, two_pictures
from lagesbild_rules.cli._compare_receipts import Beneath, compare_receipt, series_receipt
from lagesbild_rules.cli._geometry_options import column_option, geometry_of, tell
from lagesbild_rules.cli._options import (
    areas_option,
    audience_option,
    folders_option,
    format_option,
    handling_option,
    known_at_option,
    language_option,
    out_option,
    output,
    skip_option,
)
from lagesbild_rules.cli._signed_rulesets import require_signed_options
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Handling, Lineage, read_areas, read_lineage
from lagesbild_rules.picture import (
    ComparisonText,
    Proposed,
    SeriesText,
    compare,
    comparison_text,
    published_lineage,
    published_names,
    series,
    series_text,
)
from lagesbild_rules.picture.geo import lineage_by_overlap
from lagesbild_rules.record import Receipt
from lagesbild_rules.report import (
    COMPARISON_COLUMNS,
    SERIES_COLUMNS,
    comparison_data,
    comparison_html,
    comparison_json,
    comparison_markdown,
    comparison_rows,
    series_html,
    series_markdown,
    series_plot,
    series_rows,
    write_rows,
)
from lagesbild_rules.text import Language

CARRYING: Final = ("json", "html")
"""The formats that carry a receipt."""
_Path = click.Path(path_type=Path)


@click.command("compare")
@click.argument("pictures", nargs=-1, metavar="[A B]")
@click.option("--series", "as_series", is_flag=True, help="Compare each picture with the next.  [default: all lists]")
@click.option("--ruleset", "reference", metavar="REF", help="The ruleset of facts: an id means its text on each day.")
@click.option("--ruleset-a", "reference_a", metavar="REF", help="The ruleset of the facts A.")
@click.option("--ruleset-b", "reference_b", metavar="REF", help="The ruleset of the facts B.")
@click.option("--as-of", metavar="DATE", help="The day of the facts, YYYY-MM-DD.  [default: today]")
@click.option("--as-of-a", metavar="DATE", help="The day of the facts A.")
@click.option("--as-of-b", metavar="DATE", help="The day of the facts B.")
@known_at_option
@areas_option
@click.option(
    "--lineage",
    "lineage_table",
    metavar="FILE",
    type=_Path,
    help="The table of what areas became.  [default: the shipped one, where a published list takes part]",
)
@click.option(
    "--geometry-a", metavar="GEOMETRY", help="Where the areas of A lie: a GeoPackage, GeoJSON or published list."
)
@click.option(
    "--geometry-b", metavar="GEOMETRY", help="Where those of B lie: descent is proposed where no table tells it."
)
@column_option
@format_option("console", "json", "markdown", "html", "csv", "svg")
@audience_option
@handling_option
@out_option
@skip_option
@folders_option
@require_signed_options
@language_option
def compare_command(
    pictures: tuple[str, ...],
    as_series: bool,
    reference: str | None,
    reference_a: str | None,
    reference_b: str | None,
    as_of: str | None,
    as_of_a: str | None,
    as_of_b: str | None,
    known_at: datetime | None,
    areas_table: Path | None,
    lineage_table: Path | None,
    geometry_a: str | None,
    geometry_b: str | None,
    area_column: str,
    format_: str,
    audience: Audience,
    unmarked: Handling,
    out: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Tell what became of every area from the picture A to the picture B, the earlier first.

    Each is a published list (`published:2023`), a picture that `lagesbild picture` kept (its folder or picture.json),
    or a table of facts with its ruleset and day. Splits, merges and renames stand apart from real changes; of facts
    it is told whether the facts or the rules moved an area. With --series each picture is compared with the next.
    """
    lineage = read_lineage(lineage_table) if lineage_table else None
    if as_series:
        names = [Asked(it, "", reference) for it in pictures or published_names()]
        settings = Settings(folders=folders)
        every = [one_picture(it, settings) for it in names]
        series_found = series_text(series(every, lineage=lineage), language)
        receipt = None
        if format_ in CARRYING:
            receipt = series_receipt(comparison_data(series_found), names, every, lineage_table, language)
        with output(out) as file:
            _write_series(series_found, format_, file, receipt)
        return
    if len(pictures) != 2 or bool(geometry_a) != bool(geometry_b):
        raise click.UsageError("give two pictures, A and B, and the geometry of both or of none; or --series")
    if format_ == "svg":
        raise click.UsageError("--format svg draws a series: add --series")
    asked = (
        Asked(pictures[0], "a", reference_a or reference, as_of_a or as_of),
        Asked(pictures[1], "b", reference_b or reference, as_of_b or as_of),
    )
    areas = read_areas(areas_table) if areas_table else ()
    before, after, further = two_pictures(asked, Settings(known_at, areas, skip_bad_rows, folders))
    proposed: tuple[Proposed, ...] = ()
    if geometry_a and geometry_b:
        proposed = proposed_by(geometry_a, geometry_b, area_column, after.as_of, lineage)
    found = compare(
        before, after, lineage=lineage, proposed=proposed, further=further, audience=audience, unmarked=unmarked
    )
    text = comparison_text(found, language)
    receipt = None
    if format_ in CARRYING:
        drawn = (geometry_a, geometry_b)
        beneath = Beneath(lineage_table, areas_table, drawn, area_column, known_at, skip_bad_rows, audience, unmarked)
        receipt = compare_receipt(comparison_data(text), asked, (before, after), beneath, language)
    with output(out) as file:
        _write(text, format_, file, receipt)


def proposed_by(
    before: str, after: str, column: str, as_of: date, lineage: Sequence[Lineage] | None
) -> tuple[Proposed, ...]:
    """Return the descent that the geometries *before* and *after* propose; what is odd is told on standard error."""
    shapes = geometry_of(before, column), geometry_of(after, column)
    found = lineage_by_overlap(*shapes, as_of, declared=published_lineage() if lineage is None else lineage)
    tell((*shapes[0].findings, *shapes[1].findings, *found.findings))
    return found.proposed


def _write(found: ComparisonText, format_: str, file: IO[str], receipt: Receipt | None) -> None:
    if format_ == "console":
        from lagesbild_rules.report._console_comparison import print_comparison  # rich is loaded only where it prints

        print_comparison(found, file)
    elif format_ == "csv":
        write_rows(file, COMPARISON_COLUMNS, list(comparison_rows(found)))
    elif format_ == "json":
        file.write(comparison_json(found, receipt) + "\n")
    else:
        file.write(comparison_html(found, receipt) if format_ == "html" else comparison_markdown(found))


def _write_series(found: SeriesText, format_: str, file: IO[str], receipt: Receipt | None) -> None:
    if format_ == "console":
        from lagesbild_rules.report._console_comparison import print_series  # rich is loaded only where it prints

        print_series(found, file)
    elif format_ == "csv":
        write_rows(file, SERIES_COLUMNS, list(series_rows(found)))
    elif format_ == "svg":
        if len(found.classifications) != 1:
            raise click.UsageError("--format svg draws one classification, and these pictures have several")
        file.write(series_plot(found, found.classifications[0]).svg)
    elif format_ == "json":
        file.write(comparison_json(found, receipt) + "\n")
    else:
        file.write(series_html(found, receipt) if format_ == "html" else series_markdown(found))
