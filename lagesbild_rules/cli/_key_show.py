"""``lagesbild key show``: the id of a key, and its public key."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._signing_options import passphrase_file_option, passphrase_of
from lagesbild_rules.record import PublicKey, holds_private_key, read_private_key, read_public_key, write_public_key


@click.command("show")
@click.argument("public", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the text of the public key to FILE, where nothing may stand, instead of standard output.",
)
@passphrase_file_option
def show_command(public: Path, out: Path | None, passphrase_file: Path | None) -> None:
    """Show the public key in the file PUBLIC: its id, as it stands in envelopes, and its text, for a policy.

    Where PUBLIC is a private key, that of its public key, which is so made again when it was lost.
    """
    key = _public(public, passphrase_file)
    if out is None:
        click.echo(key.id)
        click.echo(key.pem, nl=False)
    else:
        write_public_key(out, key)
        click.echo(f"{out}: the public key {key.id}")


def _public(file: Path, passphrase_file: Path | None) -> PublicKey:
    if not holds_private_key(file):
        return read_public_key(file)
    return read_private_key(file, lambda: passphrase_of(passphrase_file, ask=True) or b"").public
