"""What the commands of ``study`` share: a ruleset named first, the solver's settings, and how a result is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

import click

from lagesbild_rules.cli._options import Decorator, as_of_option, day_of, folders_option, output
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.record import Receipt
from lagesbild_rules.report import rows_json, sheet_markdown, write_rows
from lagesbild_rules.ruleset import Ruleset, names_a_text
from lagesbild_rules.study import Sheet

reference_argument: Decorator = click.argument("reference", metavar="REF")
seconds_option: Decorator = click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="The most time for one question to the solver; what is not answered by then is «gave up».",
)
seed_option: Decorator = click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Chooses among the witnesses."
)
fail_under_option: Decorator = click.option(
    "--fail-under",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Exit with 1 when the share is smaller.",
)

plot_option: Decorator = click.option(
    "--plot", metavar="FILE", type=click.Path(path_type=Path), help="Draw it too: FILE.svg, FILE.png or FILE.pdf."
)


def asked_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every command needs to find its rulesets."""
    return as_of_option(folders_option(require_signed_options(command)))


def asked(reference: str, as_of: str | None, folders: tuple[Path, ...]) -> tuple[Ruleset, date]:
    """Return the ruleset that *reference* names, and the day: asked for only where it chooses, else its first."""
    day = date.min if names_a_text(reference) and as_of is None else day_of(as_of)
    found = ruleset_of(reference, as_of=day, folders=folders)
    return found, found.effective.from_ if day == date.min else day


def write_result(
    format_: str,
    out: Path | None,
    sheet: Sheet,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    receipt: Callable[[Sequence[Mapping[str, Any]]], Receipt],
) -> None:
    """Write a result in the format that was asked for; as JSON with the *receipt* that is made of its rows."""
    with output(out) as file:
        if format_ == "console":
            print_sheets([sheet], file)
        elif format_ == "markdown":
            file.write(sheet_markdown(sheet))
        elif format_ == "json":
            told = untimed(rows)
            file.write(rows_json(told, receipt(told)) + "\n")
        else:
            write_rows(file, list(columns), rows)


def untimed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return *rows* as JSON holds them: without how long anything took, so that equal input gives equal bytes."""
    return [{name: None if name == "seconds" else it for name, it in row.items()} for row in rows]


def write_cases(path: Path, text: str) -> None:
    """Write constructed cases to *path*; where there are none, say so and write nothing."""
    if not text:
        click.echo(f"no cases for {path}: nothing is left out that cells could show", err=True)
        return
    with output(path) as file:
        file.write(text)


def print_sheets(sheets: Sequence[Sheet], file: IO[str]) -> None:
    """Write *sheets* for the terminal."""
    from lagesbild_rules.report._console_sheet import print_sheet  # rich is loaded only where it prints

    for sheet in sheets:
        print_sheet(sheet, file)
