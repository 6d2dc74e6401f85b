"""``lagesbild rulesets export``: one ruleset written for other engines."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.export import dmn
from lagesbild_rules.files import replacing
from lagesbild_rules.ruleset import names_a_text, resolve


@click.command("export")
@click.argument("reference", metavar="REF")
@as_of_option
@click.option(
    "--dmn",
    "dmn_file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write it to FILE as a decision model, DMN 1.3.",
)
@folders_option
def export_command(reference: str, as_of: str | None, dmn_file: Path, folders: tuple[Path, ...]) -> None:
    """Write the ruleset REF for another engine: it gives the same answers, unknown ones included."""
    day = as_of if names_a_text(reference) else day_of(as_of)
    model = dmn(resolve(reference, as_of=day or "0001-01-01", folders=folders))
    with replacing(dmn_file, QuestionError) as file:
        file.write(model)
