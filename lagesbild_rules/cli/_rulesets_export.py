"""``lagesbild rulesets export``: one ruleset written for other engines."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option, out_option, output
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.export import DIALECTS, Dialect, dmn, sql_view
from lagesbild_rules.files import replacing
from lagesbild_rules.ruleset import names_a_text

_FOR_SQL = ("dialect", "table", "view", "intervals", "out")


@click.command("export")
@click.argument("reference", metavar="REF")
@as_of_option
@click.option(
    "--dmn",
    "dmn_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write it to FILE as a decision model, DMN 1.3.",
)
@click.option("--sql", is_flag=True, help="Write it as a view for a database; takes the options below.")
@click.option("--dialect", type=click.Choice(DIALECTS), help="The SQL of which database; wanted with --sql.")
@click.option("--table", metavar="NAME", help="The table that the view reads.  [default: facts]")
@click.option("--view", metavar="NAME", help="The name of the view.  [default: made of the ruleset's id and first day]")
@click.option(
    "--intervals", is_flag=True, help="The table has what is known as intervals, low and high, in place of cells."
)
@out_option
@folders_option
@require_signed_options
@click.pass_context
def export_command(
    context: click.Context,
    reference: str,
    as_of: str | None,
    dmn_file: Path | None,
    sql: bool,
    dialect: Dialect | None,
    table: str | None,
    view: str | None,
    intervals: bool,
    out: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Write the ruleset REF for another engine: it gives the same answers, unknown ones included."""
    if (dmn_file is None) is not sql:
        raise click.UsageError("Say what to write: --dmn FILE, or --sql with --dialect.")
    if not sql and (given := [it for it in _FOR_SQL if context.params[it]]):
        raise click.UsageError(f"--{given[0]} is for --sql.")
    if sql and dialect is None:
        raise click.UsageError(f"Say whose SQL to write: --dialect {', '.join(DIALECTS)}.")
    day = as_of if names_a_text(reference) else day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day or "0001-01-01", folders=folders)
    if dialect is not None:
        made = sql_view(ruleset, dialect=dialect, table=table or "facts", view=view, intervals=intervals)
        with output(out) as file:
            file.write(made.text)
    elif dmn_file is not None:
        model = dmn(ruleset)
        with replacing(dmn_file, QuestionError) as file:
            file.write(model)
