"""``lagesbild rulesets lock``: what every published text says, kept as digests."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagesbild_rules.ruleset import lock_problems, shipped_rulesets, write_lock


@click.command("lock")
@click.option("--check", is_flag=True, help="Only tell whether every text is what the lock keeps; exit code 1 if not.")
@click.option(
    "--rulesets",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder of rulesets.  [default: the shipped ones]",
)
def lock_command(check: bool, folder: Path | None) -> None:
    """Write the lock of all rulesets, or check it: a published text never changes, and each has a changelog entry."""
    root = folder or shipped_rulesets()
    if not check:
        click.echo(f"{len(write_lock(root))} texts locked in {root}")
        return
    problems = lock_problems(root)
    for problem in problems:
        click.echo(str(problem))
    noun = "problem" if len(problems) == 1 else "problems"
    click.echo(f"{len(problems)} {noun} with the lock of {root}" if problems else "every text is as the lock keeps it")
    sys.exit(1 if problems else 0)
