"""``lagesbild key new``: a key that signs."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._signing_options import passphrase_file_option, passphrase_of
from lagesbild_rules.record import new_key, write_keys


@click.command("new")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--passphrase", "ask", is_flag=True, help="Ask for a passphrase that locks the private key.")
@passphrase_file_option
def new_command(name: Path, ask: bool, passphrase_file: Path | None) -> None:
    """Make a new Ed25519 key: NAME.key signs and is its owner's alone, NAME.pub is for everyone.

    Name it for a role or an organisation, never a person. The private key is locked where there is a passphrase: asked
    for, in a file, or in LAGESBILD_PASSPHRASE. Nothing is replaced.
    """
    key = new_key()
    private, public = write_keys(name, key, passphrase_of(passphrase_file, ask=ask, twice=True))
    click.echo(f"{private}: the private key; keep it, and give it to nobody")
    click.echo(f"{public}: the public key {key.public.id}")
