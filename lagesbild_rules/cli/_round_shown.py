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
from lagesbild_rules.cli._round_receipts import STATUS, UNIT, Looked
from lagesbild_rules.cli._signed_rulesets import require_signed_options
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Handling
from lagesbild_rules.pages import ReportPage
from lagesbild_rules.picture import (
    Round,
    RoundStatus,
    UnitPage,
    round_observations,
    round_status,
    status_page,
    unit_pages,
    unit_report,
)
from lagesbild_rules.record import Receipt
from lagesbild_rules.report import (
    report_html,
    report_markdown,
    round_data,
    round_json,
    unit_page_data,
    unit_page_json,
)
from lagesbild_rules.report._file_names import file_names
from lagesbild_rules.text import Language

_ENDINGS: Final = {"json": "json", "markdown": "md", "html": "html"}
_CARRYING: Final = ("json", "html")
"""The formats that carry a receipt."""


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
    looked = Looked(it, round_observations(it), looked_at(day), audience, unmarked)
    told = status_of(looked)
    receipt = looked.receipt(STATUS, round_data(told)) if format_ in _CARRYING else None
    with output(out) as file:
        if format_ == "json":
            file.write(round_json(told, receipt))
        elif format_ == "console":
            from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

            print_report(status_page(told, language), file)
        else:
            file.write(_as_text(status_page(told, language), format_, language, receipt))


def status_of(it: Looked) -> RoundStatus:
    """Return how the round stands that is looked at."""
    return round_status(it.round, it.observations, day=it.day, audience=it.audience, unmarked=it.unmarked)


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
    looked = _looked(it, previous, day, audience, unmarked)
    (page,) = pages_of(looked, [unit])
    with output(out) as file:
        if format_ == "console":
            from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

            print_report(unit_report(page, language), file)
        else:
            file.write(_unit_text(page, looked, format_, language))


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
    looked = _looked(it, previous, day, audience, unmarked)
    texts = (_unit_text(page, looked, format_, language) for page in pages_of(looked, it.units))
    files = [Written(name, text.encode()) for name, text in zip(names, texts, strict=True)]
    write_folder(out, files, lambda name: name in names)
    click.echo(f"{out}: {len(files)} pages")


def _looked(it: Round, previous: Path | None, day: str | None, audience: Audience, unmarked: Handling) -> Looked:
    before = None if previous is None else round_of(previous)
    return Looked(
        it,
        round_observations(it),
        looked_at(day),
        audience,
        unmarked,
        None if before is None else (before, round_observations(before)),
    )


def pages_of(it: Looked, units: Iterable[str]) -> tuple[UnitPage, ...]:
    """Return the pages of *units* in the round that is looked at."""
    return unit_pages(
        it.round,
        units,
        it.observations,
        day=it.day,
        previous=it.previous,
        audience=it.audience,
        unmarked=it.unmarked,
    )


def _unit_text(page: UnitPage, looked: Looked, format_: str, language: Language) -> str:
    receipt = None
    if format_ in _CARRYING:
        receipt = looked.receipt(UNIT, unit_page_data(page), page.status.unit)
    if format_ == "json":
        return unit_page_json(page, receipt)
    return _as_text(unit_report(page, language), format_, language, receipt)


def _as_text(page: ReportPage, format_: str, language: Language, receipt: Receipt | None) -> str:
    return report_html(page, language, receipt) if format_ == "html" else report_markdown(page)
