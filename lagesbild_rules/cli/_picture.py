"""``lagesbild picture``: all areas on one day, as a folder of data and tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import click
from attrs import evolve

from lagesbild_rules.cli._compare_pictures import gathered
from lagesbild_rules.cli._folder import Written, folder_is_fresh, write_folder
from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    audience_option,
    day_of,
    folders_option,
    handling_option,
    known_at_option,
    language_option,
    refuse_a_changed_round,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._picture_pages import (
    SHAPES,
    beside_of,
    earlier_picture,
    geometry_in,
    pages_options,
    shapes_with_classes,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import FactsError, Problem, QuestionError
from lagesbild_rules.explanation import Audience
from lagesbild_rules.facts import Area, FactTable, Handling, Lineage, read_areas, read_facts, read_lineage
from lagesbild_rules.picture import (
    Decision,
    PictureSummary,
    decision_findings,
    ladders,
    left_out,
    picture,
    picture_page,
    read_decisions,
    summary,
)
from lagesbild_rules.record import ENVELOPE
from lagesbild_rules.report import (
    PICTURE_FILES,
    PICTURE_PAGES,
    is_page,
    picture_files,
    picture_pages,
    picture_workbook,
)
from lagesbild_rules.text import Language

_Path = click.Path(path_type=Path)


@click.command("picture")
@click.argument("facts", type=_Path)
@ruleset_option
@as_of_option
@known_at_option
@areas_option
@click.option(
    "--decisions",
    "decisions_table",
    metavar="FILE",
    type=_Path,
    help="The table of what people decided; it stands beside what is computed.",
)
@pages_options
@audience_option
@handling_option
@click.option("--name", help="What the picture is called.  [default: the ruleset and the day]")
@click.option("-o", "--out", metavar="FOLDER", required=True, type=_Path, help="Write to FOLDER, which appears whole.")
@click.option("--force", is_flag=True, help="Replace the picture that FOLDER holds.")
@skip_option
@folders_option
@require_signed_options
@language_option
def picture_command(
    facts: Path,
    reference: str,
    as_of: str | None,
    known_at: datetime | None,
    areas_table: Path | None,
    decisions_table: Path | None,
    geometry: Path | None,
    before: str | None,
    lineage_table: Path | None,
    pages: bool,
    sheets: bool,
    as_pdf: bool,
    audience: Audience,
    unmarked: Handling,
    name: str | None,
    out: Path,
    force: bool,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Make the picture of all areas in FACTS on one day: counts, what is open, completeness, robustness, decisions.

    FOLDER gets index.html, picture.json, picture.md, picture.xlsx and a CSV table for each sheet; with --pdf
    picture.pdf, and with --sheets a folder `municipalities`. index.html holds everything and works from the file,
    without a server. Nothing is ranked. With `--audience open` all of it rests on open facts, the ruleset and the
    published classes alone.
    """
    if lineage_table and before is None:
        raise click.UsageError("--lineage tells what became of the areas of an earlier picture: give --before too")
    folder_is_fresh(out, _ours, force=force)
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    earlier = earlier_picture(before, folders)
    problems: list[Problem] = []
    areas: tuple[Area, ...] = ()
    decisions: tuple[Decision, ...] = ()
    lineage: tuple[Lineage, ...] | None = None
    table: FactTable | None = None
    outlines = None
    with gathered(problems):
        areas = read_areas(areas_table) if areas_table else ()
    with gathered(problems):
        lineage = read_lineage(lineage_table) if lineage_table else None
    with gathered(problems):
        outlines = geometry_in(geometry, areas)
    with gathered(problems):
        decisions = read_decisions(decisions_table, ladders(ruleset)) if decisions_table else ()
    with gathered(problems):
        refuse_a_changed_round(facts)
        table = read_facts(
            facts,
            ruleset.indicators,
            evidence=ruleset.evidence,
            as_of=day,
            known_at=known_at,
            areas=areas,
            skip_bad_rows=skip_bad_rows,
        )
    if problems:
        raise FactsError(problems)
    _tell(table, areas, decisions, day)
    try:
        made = picture(
            ruleset,
            table,
            as_of=day,
            known_at=known_at,
            areas=areas,
            decisions=decisions,
            name=name,
            progress=progress,
        )
    except FactsError as it:
        raise FactsError([_placed(problem, facts) for problem in it.problems]) from None
    told = summary(made, audience=audience, unmarked=unmarked, progress=progress)
    beside = beside_of(told, earlier, lineage, outlines, language)
    made_pages = picture_pages(told, language, beside=beside, index=pages, sheets=sheets, pdf=as_pdf, progress=progress)
    changes = beside.moved() if beside.changes is not None else None
    shapes = shapes_with_classes(told, outlines, language, changes) if outlines else ()
    files = chain(_files(told, changes, language), shapes, (Written(*it) for it in made_pages))
    write_folder(out, files, _ours)
    from lagesbild_rules.report._console_study_report import print_report  # rich is loaded only where it prints

    print_report(picture_page(told, language), sys.stdout)
    for file in (*PICTURE_PAGES, *PICTURE_FILES, *SHAPES):
        if (out / file).is_file():
            click.echo(out / file)


def _placed(problem: Problem, facts: Path) -> Problem:
    """Return *problem* of the facts at the file they were read from."""
    own = problem.place.path == "facts"
    return evolve(problem, place=evolve(problem.place, path=str(facts))) if own else problem


def _ours(name: str) -> bool:
    """Return whether a picture writes files of that name."""
    name = name.removesuffix(ENVELOPE)  # signatures over what is replaced go with it
    return name in PICTURE_FILES or name in SHAPES or is_page(name)


def _tell(table: FactTable, areas: tuple[Area, ...], decisions: tuple[Decision, ...], day: date) -> None:
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    findings = [it for it in table.findings if it.code != "LR731"]  # of which the picture makes an error
    for problem in (*findings, *left_out(table.rows, areas, day), *decision_findings(decisions, as_of=day)):
        click.echo(f"finding: {problem}", err=True)


def _files(told: PictureSummary, changes: Mapping[str, str] | None, language: Language) -> Iterator[Written]:
    yield from (Written(name, data) for name, data in picture_files(told, language, changes=changes))
    try:
        yield Written("picture.xlsx", picture_workbook(told, language, changes=changes))
    except QuestionError as it:
        for problem in it.problems:
            if problem.code != "LR505":
                raise
            click.echo(f"picture.xlsx is not written: {problem.finding}; {problem.help}", err=True)
