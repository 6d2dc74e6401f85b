"""``python -m lagesbild_rules.testing.country FOLDER``: a constructed country written into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.testing._country import constructed_country
from lagesbild_rules.testing._country_names import MOST_AREAS

__all__ = ["country_command"]


@click.command("country")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", type=int, default=2025, show_default=True, help="The same seed makes the same country.")
@click.option("--areas", type=click.IntRange(1, MOST_AREAS), default=300, show_default=True, help="How many areas.")
@click.option(
    "--local-police-areas", type=click.IntRange(4, 400), default=97, show_default=True, help="How many units report."
)
@click.option(
    "--kind",
    type=click.Choice(["csv", "jsonl", "parquet", "xlsx"]),
    default="csv",
    show_default=True,
    help="The kind of the tables of observations.",
)
def country_command(folder: Path, seed: int, areas: int, local_police_areas: int, kind: str) -> None:
    """Write a constructed country into FOLDER: invented names, made-up values, two rounds of observations."""
    try:
        for path in constructed_country(seed, areas=areas, local_police_areas=local_police_areas).write(folder, kind):
            click.echo(path)
    except (LagesbildError, ValueError) as it:
        raise click.ClickException(str(it)) from None


if __name__ == "__main__":
    country_command()
