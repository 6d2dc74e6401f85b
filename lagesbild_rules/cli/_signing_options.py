"""Options that commands share which sign, or ask for signatures."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator, day_of
from lagesbild_rules.errors import Place, Problem, SignatureError
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record import MOST_BYTES, Envelope, read_envelope

_VARIABLE = "LAGESBILD_PASSPHRASE"
_Path = click.Path(path_type=Path)

passphrase_file_option: Decorator = click.option(
    "--passphrase-file",
    metavar="FILE",
    type=_Path,
    help="The passphrase is the first line of FILE.  [default: LAGESBILD_PASSPHRASE, else it is asked for]",
)
policy_day_option: Decorator = click.option(
    "--policy-day",
    metavar="DATE",
    help="The day on which keys must be valid that signed without stating a day, YYYY-MM-DD.  [default: today]",
)
signatures_option: Decorator = click.option(
    "--signatures",
    "envelopes",
    metavar="FILE",
    multiple=True,
    type=_Path,
    help="An envelope of signatures that does not stand beside what it is over; may be repeated.",
)


def policy_day_of(policy_day: str | None) -> date:
    """Return the day of the check; today when none is given, and then say so on standard error."""
    return day_of(policy_day, "--policy-day")


def envelope_at(path: Path) -> Envelope:
    """Return the envelope in the file at *path*."""
    return read_envelope(read_bytes(path, SignatureError, MOST_BYTES + 1), str(path))


def passphrase_of(file: Path | None, *, ask: bool, twice: bool = False) -> bytes | None:
    """Return the passphrase in *file*, else in the environment, else asked for where *ask*; nothing for none.

    Raises ``SignatureError`` when it is empty, or nobody is there to be asked.
    """
    if file is not None:
        found = read_bytes(file, SignatureError, 2**12).decode("utf-8", "surrogateescape").split("\n")[0].rstrip("\r")
        return _filled(found, str(file))
    if (said := os.environ.get(_VARIABLE)) is not None:
        return _filled(said, _VARIABLE)
    if not ask:
        return None
    if not sys.stdin.isatty():
        help = f"give it with `--passphrase-file` or in `{_VARIABLE}`"
        raise SignatureError([Problem(Place("passphrase"), "LR880", "nobody is there to be asked for it", help)])
    return _filled(click.prompt("passphrase", hide_input=True, confirmation_prompt=twice, err=True), "passphrase")


def _filled(text: str, where: str) -> bytes:
    if not text:
        raise SignatureError([Problem(Place(where), "LR880", "the passphrase is empty", "write one, or leave it out")])
    return text.encode("utf-8", "surrogateescape")
