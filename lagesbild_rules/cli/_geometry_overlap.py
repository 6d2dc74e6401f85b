"""``lagesbild geometry overlap``: which later areas came of which earlier ones, by the ground they share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click

from lagesbild_rules.cli._geometry_options import geometry_of, tell
from lagesbild_rules.cli._options import format_option, out_option, output
from lagesbild_rules.facts import LINEAGE_COLUMNS, read_lineage
from lagesbild_rules.picture.geo import DESCENT_FROM, OverlapLineage, lineage_by_overlap
from lagesbild_rules.rows import CsvRows


@click.command("overlap")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@click.option("--date", "day", metavar="DATE", required=True, help="The day of the change, YYYY-MM-DD.")
@click.option("--area-column", metavar="NAME", default="area", show_default=True, help="What names the area in BEFORE.")
@click.option("--area-column-after", metavar="NAME", help="What names the area in AFTER.  [default: as in BEFORE]")
@click.option(
    "--at-least",
    metavar="SHARE",
    type=click.FloatRange(0, 1, min_open=True),
    default=float(DESCENT_FROM),
    show_default=True,
    help="The share of either area that makes one come of the other; ours.",
)
@click.option(
    "--lineage",
    "declared",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table of descent that stands whatever geometry says; where they disagree is told.",
)
@format_option("console", "csv")
@out_option
def overlap_command(
    before: str,
    after: str,
    day: str,
    area_column: str,
    area_column_after: str | None,
    at_least: float,
    declared: Path | None,
    format_: str,
    out: Path | None,
) -> None:
    """Tell which areas of AFTER came of which of BEFORE: renamed, split or merged, with the shares of common ground.

    With --format csv it is a table of descent, as facts and comparisons read it.
    """
    earlier, later = geometry_of(before, area_column), geometry_of(after, area_column_after or area_column)
    tell((*earlier.findings, *later.findings))
    lines = read_lineage(declared) if declared else ()
    found = lineage_by_overlap(earlier, later, day, at_least=Decimal(str(at_least)), declared=lines)
    tell(found.findings)
    with output(out) as file:
        if format_ == "csv":
            writer = CsvRows(file)
            writer.row(LINEAGE_COLUMNS)
            writer.rows((it.from_area, it.to_area, it.date, it.kind) for it in found.lines)
        else:
            file.writelines(f"{line}\n" for line in _told(found))


def _told(found: OverlapLineage) -> Iterator[str]:
    shares = {(it.before, it.after): it for it in found.overlaps}
    stated = {(it.from_area, it.to_area) for it in found.declared}
    for it in found.lines:
        pair = it.from_area, it.to_area
        ground = "no ground in common"
        if pair in shares:
            ground = (
                f"{shares[pair].share_of_before:.1%} of the earlier, {shares[pair].share_of_after:.1%} of the later"
            )
        yield f"{it.kind}: {it.from_area} → {it.to_area} ({ground}{'; declared' if pair in stated else ''})"
    for word, areas in (("gone", found.gone), ("new", found.new)):
        if areas:
            yield f"{word}: {'; '.join(areas)}"
    yield f"kept: {len(found.kept)}"
