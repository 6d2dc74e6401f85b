"""What the commands of a log share."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import Decorator


def _kept(context: click.Context, _: click.Parameter, given: Path | None) -> Path:
    found = given or context.find_root().params.get("log")
    if found is None:
        raise click.UsageError("name the file of the log")
    return Path(found)


log_argument: Decorator = click.argument(
    "file", metavar="[LOG]", required=False, type=click.Path(path_type=Path), callback=_kept
)


def seconds() -> float:
    """Return how long a log that another process writes is waited for."""
    found = click.get_current_context().find_root().params["log_wait"]
    assert isinstance(found, float | int)
    return float(found)
