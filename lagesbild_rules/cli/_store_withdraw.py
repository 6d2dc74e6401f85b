"""``lagesbild store withdraw``: an observation no longer counts."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._store_options import at_option, store_option, time_of, unit_option, wait_option
from lagesbild_rules.facts.store import Store


@click.command("withdraw")
@click.argument("observation_id", metavar="ID")
@store_option
@unit_option
@at_option
@click.option("--superseded-by", metavar="ID", help="The observation in the store that corrects it.")
@click.option("--note", metavar="WORDS", help="Why; about the observation, never about a person.")
@wait_option
def withdraw_command(
    observation_id: str,
    store: Path,
    unit: str,
    at: str | None,
    superseded_by: str | None,
    note: str | None,
    wait: float,
) -> None:
    """Record that the observation ID was withdrawn. It stays in the store, and counted until then."""
    with Store.open(store, wait=wait) as opened:
        opened.withdraw(observation_id, at=time_of(at), unit=unit, superseded_by=superseded_by, note=note)
    click.echo(f"withdrew {observation_id}")
