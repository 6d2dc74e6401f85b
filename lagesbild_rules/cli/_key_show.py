"""``lagesbild key show``: the id of a public key."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.record import read_public_key


@click.command("show")
@click.argument("public", type=click.Path(path_type=Path))
def show_command(public: Path) -> None:
    """Show the public key in the file PUBLIC: its id, as it stands in envelopes, and its text, for a policy."""
    key = read_public_key(public)
    click.echo(key.id)
    click.echo(key.pem, nl=False)
