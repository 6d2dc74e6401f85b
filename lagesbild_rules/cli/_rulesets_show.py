"""``lagesbild rulesets show``: one ruleset as a readable page."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    folders_option,
    format_option,
    language_option,
    out_option,
    output,
)
from lagesbild_rules.explanation import ruleset_page
from lagesbild_rules.report import ruleset_html, ruleset_json, ruleset_markdown
from lagesbild_rules.ruleset import names_a_text, resolve
from lagesbild_rules.text import Language


@click.command("show")
@click.argument("reference", metavar="REF")
@as_of_option
@format_option("console", "json", "markdown", "html")
@out_option
@folders_option
@language_option
def show_command(
    reference: str, as_of: str | None, format_: str, out: Path | None, folders: tuple[Path, ...], language: Language
) -> None:
    """Show the ruleset REF: each level's criteria in words, with source, quote and whose each threshold is."""
    day = as_of if names_a_text(reference) else day_of(as_of)
    page = ruleset_page(resolve(reference, as_of=day or "0001-01-01", folders=folders), language)
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console_ruleset import print_ruleset  # rich is loaded only where it prints

            print_ruleset(page, file)
        elif format_ == "json":
            file.write(ruleset_json(page) + "\n")
        else:
            file.write(ruleset_html(page) if format_ == "html" else ruleset_markdown(page))
