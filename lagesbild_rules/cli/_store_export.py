"""``lagesbild store export``: the observations of a store as a long table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from lagesbild_rules.cli._store_options import store_known_at_option, store_option, wait_option
from lagesbild_rules.facts import write_observations
from lagesbild_rules.facts.store import Store


@click.command("export")
@store_option
@click.option(
    "--out", "-o", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The file to write, by ending."
)
@store_known_at_option
@wait_option
def export_command(store: Path, out: Path, known_at: datetime | None, wait: float) -> None:
    """Write every observation as a long table, in the order of adding and with what became of it.

    Added to an empty store it gives the same observations, and from there the same file.
    """
    with Store.open(store, read_only=True, wait=wait) as opened:
        write_observations(out, opened.observations(known_at=known_at))
    click.echo(f"wrote {out}")
