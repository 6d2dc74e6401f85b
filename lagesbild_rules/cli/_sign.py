"""``lagesbild sign``: signatures beside what is signed."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._signing_options import passphrase_file_option, passphrase_of
from lagesbild_rules.day import as_day
from lagesbild_rules.errors import LagesbildError, Place, Problem, SignatureError, quoted
from lagesbild_rules.files import read_bytes, replacing
from lagesbild_rules.record import ENVELOPE, Envelope, Statement, envelope_beside, read_private_key, sign, statement_of


@click.command("sign")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--key", metavar="KEY", required=True, type=click.Path(path_type=Path), help="The private key.")
@passphrase_file_option
@click.option("--at", metavar="DATE", help="The day to state in what is signed, YYYY-MM-DD.  [default: none]")
@click.option("--replace", is_flag=True, help="Leave out signatures over what FILE was before.")
def sign_command(
    files: tuple[Path, ...], key: Path, passphrase_file: Path | None, at: str | None, replace: bool
) -> None:
    """Sign each FILE: a ruleset, a lock, a receipt, a page, a PDF or any other file.

    The signature is written beside it, as FILE.dsse.json, with those that are there already. Of a ruleset its digests
    are signed, however its text is laid out; of every other file all of its bytes. All is signed, or nothing.
    """
    day = None if at is None else as_day(at)
    statements: dict[Path, Statement | Envelope] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            statements[file] = _to_sign(
                file, statement_of(read_bytes(file, SignatureError), str(file), at=day), replace
            )
        except LagesbildError as it:
            problems += it.problems
    if problems:
        raise SignatureError(problems)
    signer = read_private_key(key, lambda: passphrase_of(passphrase_file, ask=True) or b"")
    for file, what in statements.items():
        made = sign(what, signer)
        with replacing(Path(f"{file}{ENVELOPE}"), SignatureError) as written:
            written.write(made.text)
        stated = f" on {made.statement.at}" if made.statement.at else ""
        more = f", and by {len(made.signatures) - 1} more" if len(made.signatures) > 1 else ""
        click.echo(f"{file}{ENVELOPE}: {made.statement.kind} signed{stated} by {signer.public.id}{more}")


def _to_sign(file: Path, statement: Statement, replace: bool) -> Statement | Envelope:
    """Return what to sign: the *statement* of *file*, or the envelope over it that others signed already."""
    if replace:
        return statement
    envelope = envelope_beside(file)
    if envelope is None:
        return statement
    place = Place(f"{file}{ENVELOPE}")
    if not envelope.statement.is_of(statement):
        finding = "the signatures in it are over something else: the file was changed since"
        raise SignatureError([Problem(place, "LR882", finding, "add `--replace` to leave them out and sign anew")])
    if statement.at not in (None, envelope.statement.at):
        others = "no day" if envelope.statement.at is None else f"the day {envelope.statement.at}"
        finding = f"the others signed with {others}, and {quoted(str(statement.at))} would be another statement"
        raise SignatureError([Problem(place, "LR882", finding, "leave out `--at`, or add `--replace`")])
    return envelope
