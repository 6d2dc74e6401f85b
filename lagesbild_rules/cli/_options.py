"""Options that several commands take, and what they share in use."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import click

from lagesbild_rules.day import as_day, as_time
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import FactTable, read_areas, read_facts
from lagesbild_rules.files import replacing
from lagesbild_rules.ruleset import Ruleset


def _time(_: click.Context, __: click.Parameter, value: str | None) -> datetime | None:
    try:
        return None if value is None else as_time(value)
    except QuestionError as it:
        (problem,) = it.problems
        raise click.BadParameter(f"{problem.finding}; {problem.help}") from None


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

ruleset_option: Decorator = click.option(
    "--ruleset",
    "reference",
    metavar="REF",
    required=True,
    help="An id (the text in force on the day), id@effective-from, or a path.",
)
folders_option: Decorator = click.option(
    "--rulesets",
    "folders",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of further rulesets; may be repeated.",
)
language_option: Decorator = click.option(
    "--lang", "language", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="The language."
)
as_of_option: Decorator = click.option(
    "--as-of", metavar="DATE", help="The day that is asked about, YYYY-MM-DD.  [default: today]"
)
known_at_option: Decorator = click.option(
    "--known-at",
    metavar="TIME",
    callback=_time,
    help="What was recorded by then, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.  [default: everything recorded]",
)
areas_option: Decorator = click.option(
    "--areas",
    "areas_table",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The table of all areas: those that nobody reported are there too, and what does not fit it is told.",
)
out_option: Decorator = click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE instead of standard output."
)
skip_option: Decorator = click.option(
    "--skip-bad-rows", is_flag=True, help="Leave out rows that have a problem, and list each."
)


audience_option: Decorator = click.option(
    "--audience",
    type=click.Choice(["internal", "open"]),
    default="internal",
    show_default=True,
    help="Everything, or what rests on open facts, the ruleset and the class alone.",
)
handling_option: Decorator = click.option(
    "--handling",
    "unmarked",
    type=click.Choice(["open", "restricted", "secret"]),
    default="restricted",
    show_default=True,
    help="How facts are handled of which the ruleset does not say it.",
)


def format_option(*formats: str) -> Decorator:
    """Return the option that chooses one of *formats*, the first when it is not given."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How it is written.",
    )


def facts_for(
    path: Path,
    ruleset: Ruleset,
    day: date,
    known_at: datetime | None,
    *,
    areas_table: Path | None = None,
    skip_bad_rows: bool = False,
) -> FactTable:
    """Return what the table at *path* says on *day*; skipped rows and findings are told on standard error."""
    refuse_a_changed_round(path)
    areas = read_areas(areas_table) if areas_table else ()
    table = read_facts(
        path,
        ruleset.indicators,
        evidence=ruleset.evidence,
        as_of=day,
        known_at=known_at,
        areas=areas,
        skip_bad_rows=skip_bad_rows,
    )
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    for problem in table.findings:
        click.echo(f"finding: {problem}", err=True)
    return table


def refuse_a_changed_round(path: Path) -> None:
    """Raise ``LagesbildError`` when *path* is the folder of a frozen round that was changed, or of a damaged one."""
    if path.is_dir():
        from lagesbild_rules.picture import is_round, read_round  # loaded only where it may be one

        if is_round(path):
            read_round(path)


def day_of(as_of: str | None, option: str = "--as-of") -> date:
    """Return the day asked about; today when none is given, and then say so on standard error."""
    if as_of is not None:
        return as_day(as_of)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    click.echo(f"as of {today} (today; choose another day with {option})", err=True)
    return today


@contextmanager
def output(out: Path | None) -> Iterator[IO[str]]:
    """Open what is written to: standard output, or the file *out*, which appears only when it is whole."""
    if out is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    with replacing(out, QuestionError) as file:
        yield file


@contextmanager
def output_bytes(out: Path | None) -> Iterator[IO[bytes]]:
    """Open what bytes are written to: the file *out*, or standard output; either holds them only when all is whole."""
    if out is not None:
        with replacing(out, QuestionError, binary=True) as file:
            yield file
        return
    with tempfile.TemporaryFile() as whole:
        yield whole
        whole.seek(0)
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            shutil.copyfileobj(whole, sys.stdout.buffer)
        else:
            sys.stdout.write(whole.read().decode())
        sys.stdout.flush()
