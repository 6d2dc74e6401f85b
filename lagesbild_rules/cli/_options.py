"""Options that several commands take, and what they share in use."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

import click

from lagesbild_rules.day import as_day
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.files import replacing, replacing_bytes

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
    type=click.DateTime(),
    help="What was recorded by then. Kept with the assessment; no fact depends on it so far.",
)
out_option: Decorator = click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE instead of standard output."
)
skip_option: Decorator = click.option(
    "--skip-bad-rows", is_flag=True, help="Leave out rows that have a problem, and list each."
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


def day_of(as_of: str | None) -> date:
    """Return the day asked about; today when none is given, and then say so on standard error."""
    if as_of is not None:
        return as_day(as_of)
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day
    click.echo(f"as of {today} (today; choose another day with --as-of)", err=True)
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
        with replacing_bytes(out, QuestionError) as file:
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
