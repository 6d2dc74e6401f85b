"""Options that the commands of a round share, and what they share in use."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator
from lagesbild_rules.cli._signed_rulesets import refuse_unsigned
from lagesbild_rules.day import as_day
from lagesbild_rules.picture import Round, read_round

round_argument: Decorator = click.argument("folder", metavar="ROUND", type=click.Path(path_type=Path))
unit_option: Decorator = click.option("--unit", metavar="UNIT", required=True, help="The unit whose answers it is.")
role_option: Decorator = click.option(
    "--role", metavar="ROLE", required=True, help="The role that makes the change, never a person."
)
day_option: Decorator = click.option(
    "--day",
    metavar="DATE",
    help="The day on which it is looked at, YYYY-MM-DD: from it, days late are counted.  [default: today]",
)


def round_of(folder: Path) -> Round:
    """Return the round in *folder*; raises ``SignatureError`` when the command is to refuse its ruleset."""
    found = read_round(folder)
    refuse_unsigned(found.ruleset)
    return found


def looked_at(day: str | None) -> date:
    """Return the day on which a round is looked at; today when none is given, and then say so on standard error."""
    if day is not None:
        return as_day(day)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    click.echo(f"on {today} (today; choose another day with --day)", err=True)
    return today
