"""``lagesbild form new``: a questionnaire for one unit."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._options import folders_option, language_option, ruleset_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.day import as_day
from lagesbild_rules.facts import TABLE_ENDINGS, read_areas
from lagesbild_rules.form import Area, Form, write_form
from lagesbild_rules.text import Language


@click.command("new")
@ruleset_option
@click.option("--unit", metavar="NAME", required=True, help="The unit that answers; never a person.")
@click.option(
    "--areas",
    metavar="AREAS",
    help="The areas asked about: a table of areas, or names with commas.",
)
@click.option("--area", "names", metavar="NAME", multiple=True, help="An area asked about; may be repeated.")
@click.option("--from", "from_", metavar="DATE", required=True, help="The first day that the answers hold, YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="The day on which they no longer hold.  [default: open]")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the questionnaire to FILE, an .xlsx.",
)
@folders_option
@require_signed_options
@language_option
def new_command(
    reference: str,
    unit: str,
    areas: str | None,
    names: tuple[str, ...],
    from_: str,
    until: str | None,
    out: Path,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Write a questionnaire as XLSX: every question of a ruleset about each area, with drop-downs and definitions.

    A ruleset named by its id alone is the text in force on the first day of the answers.
    """
    ruleset = ruleset_of(reference, as_of=as_day(from_), folders=folders)
    form = Form(
        ruleset=ruleset,
        unit=unit,
        areas=(*_areas(areas), *map(Area, map(str.strip, names))),
        valid_from=from_,
        valid_until=until,
        language=language,
    )
    write_form(form, out)
    rows = len(form.areas) * len(ruleset.indicators)
    click.echo(f"{out}: {rows} questions about {len(form.areas)} areas, made from {ruleset.reference}", err=True)


def _areas(given: str | None) -> tuple[Area, ...]:
    if given is None:
        return ()
    if Path(given).suffix.lower() in TABLE_ENDINGS:
        return tuple(Area(it.area, it.name) for it in read_areas(given))
    return tuple(Area(name.strip()) for name in given.split(","))
