"""``lagesbild rulesets publish``: a new text takes its place among the rulesets."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagesbild_rules.ruleset import CHANGE_KINDS, ChangeEntry, publish, shipped_rulesets


@click.command("publish")
@click.argument("text", type=click.Path(path_type=Path))
@click.option(
    "--rulesets",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="The folder of rulesets.  [default: the shipped ones]",
)
@click.option("--kind", type=click.Choice(CHANGE_KINDS), help="What kind of change this is.")
@click.option("--criteria", metavar="IDS", help="The criteria touched.")
@click.option("--why", metavar="WORDS", help="Why the text is published.")
def publish_command(text: Path, folder: Path | None, kind: str | None, criteria: str | None, why: str | None) -> None:
    """Publish the ruleset in the file TEXT: as the next version of its period, or as a new period.

    The replaced text is kept beside it, the changelog gets the entry, and the lock is written.
    """
    entry = ChangeEntry(
        _asked(kind, "--kind", f"What kind of change is it ({', '.join(CHANGE_KINDS)})?"),
        _asked(criteria, "--criteria", "Which criteria does it touch?"),
        _asked(why, "--why", "Why is it published?"),
    )
    for path in publish(text, folder or shipped_rulesets(), entry):
        click.echo(f"wrote {path}")


def _asked(given: str | None, option: str, question: str) -> str:
    """Return what was *given*; on a terminal it is asked for, elsewhere the option is wanted."""
    if given is not None:
        return given
    if sys.stdin.isatty():
        return str(click.prompt(question))
    raise click.UsageError(f"the changelog entry needs {option}")
