"""Options that the commands of a store share."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator
from lagesbild_rules.day import as_time
from lagesbild_rules.facts.store import WAIT_SECONDS

store_option: Decorator = click.option(
    "--store", metavar="STORE", required=True, type=click.Path(path_type=Path), help="The file of the store."
)
unit_option: Decorator = click.option(
    "--unit", metavar="UNIT", required=True, help="The organisational unit that makes the change, never a person."
)
at_option: Decorator = click.option(
    "--at",
    metavar="TIME",
    help="When the change is made, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ; for imports.  [default: now]",
)
wait_option: Decorator = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    default=WAIT_SECONDS,
    show_default=True,
    help="How long to wait for a store that another process has open.",
)
store_known_at_option: Decorator = click.option(
    "--known-at",
    metavar="TIME",
    callback=lambda _, __, value: None if value is None else as_time(value),
    help="As it was recorded by then, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.  [default: as it stands]",
)


def time_of(at: str | None) -> datetime:
    """Return the time of a change; now when none is given, and then say so on standard error."""
    if at is not None:
        return as_time(at)
    now = datetime.now(UTC)
    click.echo(f"at {now.isoformat().replace('+00:00', 'Z')} (now; choose another time with --at)", err=True)
    return now
