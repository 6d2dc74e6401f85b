"""``lagesbild round status`` and ``unit``: how a round stands, and a unit's page to check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from lagesbild_rules.cli._folder import Written, folder_is_free, write_folder
from lagesbild_rules.cli._options import (
    Decorator,
    audience_option,
    format_option,
    handling_option,
    language_option,
    out_option,
    output,
)
from lagesbild_rules.cli._round_options import day_option, looked_at, round_argument, round_of, unit_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Handling
from lagesbild_rules.pages import ReportPage
from lagesbild_rules.picture import (
    Round,
    UnitPage,
    round_observations,
    round_status,
    status_page,
    unit_pages,
    unit_report,
)
from lagesbild_rules.report import report_html, report_markdown, round_json, unit_page_json
from lagesbild_rules.report._file_names import file_names
from lagesbild_rules.text import Language

_ENDINGS: Final = {"json": "json", "markdown": "md", "html": "html"}


@click.command("status")
@round_argument
@day_option
@format_option("console", "json", "markdown", "html")
@audience_option
@handling_option
@out_option
@require_signed_options
@language_option
def status_command(
    folder: Path,
    day: str | None,
    format_: str,
    audience: Audience,
    unmarked: Handling,
    out: Path | None,
    language: Language,
) -> None:
    """Tell how ROUND stands: who has sent, who is late, whose answers were returned, which areas two units report."""
    it = round_of(folder)
    told = round_status(it, round_observations(it), day=looked_at(day), audience=audience, unmarked=unmarked)
    with output(out) as file:
        if format_ == "json":
            file.write(round_json(told))
        elif format_ == "console":
            from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

            print_report(status_page(told, language), file)
        else:
            file.write(_as_text(status_page(told, language), format_, language))


previous_option: Decorator = click.option(
    "--previous",
    metavar="ROUND",
    type=click.Path(path_type=Path),
    help="The round before: what changed since then is told.",
)


@click.command("unit")
@round_argument
@unit_option
@previous_option
@day_option
@format_option("console", "json", "markdown", "html")
@audience_option
@handling_option
@out_option
@require_signed_options
@language_option
def unit_command(
    folder: Path,
    unit: str,
    previous: Path | None,
    day: str | None,
    format_: str,
    audience: Audience,
    unmarked: Handling,
    out: Path | None,
    language: Language,
) -> None:
    """Show the page of a unit, to be checked before its answers are sent: its areas, answers, gaps and changes."""
    it = round_of(folder)
    it.unit(unit)
    (page,) = _pages(it, [unit], previous, day, audience, unmarked)
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

            print_report(unit_report(page, language), file)
        else:
            file.write(_unit_text(page, format_, language))


@click.command("pages")
@round_argument
@previous_option
@day_option
@format_option("html", "markdown", "json")
@audience_option
@handling_option
@click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path),
    help="Write to FOLDER, which appears whole; earlier pages of the same format in it are replaced.",
)
@require_signed_options
@language_option
def pages_command(
    folder: Path,
    previous: Path | None,
    day: str | None,
    format_: str,
    audience: Audience,
    unmarked: Handling,
    out: Path,
    language: Language,
) -> None:
    """Write the page of every unit of ROUND, each into a file of its own."""
    ending = f".{_ENDINGS[format_]}"
    it = round_of(folder)
    names = [f"{name}{ending}" for name in file_names(list(it.units))]
    folder_is_free(out, lambda name: name in names)
    pages = _pages(it, it.units, previous, day, audience, unmarked)
    texts = (_unit_text(page, format_, language) for page in pages)
    files = [Written(name, text.encode()) for name, text in zip(names, texts, strict=True)]
    write_folder(out, files, lambda name: name in names)
    click.echo(f"{out}: {len(files)} pages")


def _pages(
    it: Round,
    units: Iterable[str],
    previous: Path | None,
    day: str | None,
    audience: Audience,
    unmarked: Handling,
) -> tuple[UnitPage, ...]:
    before = None if previous is None else round_of(previous)
    return unit_pages(
        it,
        units,
        round_observations(it),
        day=looked_at(day),
        previous=None if before is None else (before, round_observations(before)),
        audience=audience,
        unmarked=unmarked,
    )


def _unit_text(page: UnitPage, format_: str, language: Language) -> str:
    return unit_page_json(page) if format_ == "json" else _as_text(unit_report(page, language), format_, language)


def _as_text(page: ReportPage, format_: str, language: Language) -> str:
    return report_html(page, language) if format_ == "html" else report_markdown(page)
