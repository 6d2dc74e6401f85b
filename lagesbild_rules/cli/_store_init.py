"""``lagesbild store init``: an empty store."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.facts.store import Store


@click.command("init")
@click.argument("store", type=click.Path(path_type=Path))
def init_command(store: Path) -> None:
    """Make an empty store in the file STORE, where nothing may stand yet."""
    Store.create(store).close()
    click.echo(f"made {store}")
