"""The pictures that ``lagesbild compare`` is about: published lists, pictures that were kept, or tables of facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from attrs import frozen

from lagesbild_rules.cli._options import day_of
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import ruleset_of
from lagesbild_rules.errors import LagesbildError, Place, Problem, QuestionError, quoted
from lagesbild_rules.facts import Area, FactSet
from lagesbild_rules.picture import (
    PUBLISHED,
    Further,
    Picture,
    left_out,
    picture_and_beyond,
    published,
    read_picture,
)
from lagesbild_rules.ruleset import Ruleset


@frozen
class Asked:
    """One side as it was asked for: what it is, under which ruleset and on which day; ``letter`` names its options."""

    word: str
    letter: str
    reference: str | None = None
    as_of: str | None = None

    @property
    def is_list(self) -> bool:
        return self.word.startswith(PUBLISHED)

    @property
    def kept(self) -> Path | None:
        """Where a picture was kept: the file, or the folder that holds it."""
        path = Path(self.word)
        if path.is_dir() and (path / "picture.json").exists():
            return path / "picture.json"
        return path if path.suffix.lower() == ".json" else None

    @property
    def of_facts(self) -> bool:
        return not self.is_list and self.kept is None

    @property
    def kind(self) -> str:
        """What it is, as a receipt says it: `facts`, `picture`, or `picture under its ruleset` where one was named."""
        if self.kept is None:
            return "facts"
        return "picture" if self.reference is None else "picture under its ruleset"

    def day(self) -> date:
        return day_of(self.as_of, f"--as-of-{self.letter}")


@frozen
class Settings:
    """What tables of facts are read with."""

    known_at: datetime | None = None
    areas: tuple[Area, ...] = ()
    skip_bad_rows: bool = False
    folders: tuple[Path, ...] = ()


def two_pictures(asked: tuple[Asked, Asked], settings: Settings) -> tuple[Picture, Picture, Further]:
    """Return both pictures, and what of their facts only the other's ruleset asks for. All problems at once."""
    problems: list[Problem] = []
    ready: list[Picture | None] = [None, None]
    days: list[date | None] = [None, None]
    rulesets: list[Ruleset | None] = [None, None]
    further: list[dict[str, FactSet]] = [{}, {}]
    for place, it in enumerate(asked):
        with gathered(problems):
            if it.of_facts:
                days[place] = today = it.day()
                rulesets[place] = _ruleset(it, today, settings)
            else:
                ready[place] = found = one_picture(it, settings)
                rulesets[place] = found.ruleset
    for place, it in enumerate(asked) if not problems else ():
        ruleset, day = rulesets[place], days[place]
        if ruleset is not None and day is not None:
            with gathered(problems):
                ready[place], further[place] = _of_facts(it, ruleset, rulesets[1 - place], day, settings)
    if problems or ready[0] is None or ready[1] is None:
        raise QuestionError(problems)
    return ready[0], ready[1], (further[0], further[1])


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """Put what is wrong among *problems*, each once."""
    try:
        yield
    except LagesbildError as it:
        problems += [one for one in it.problems if one not in problems]


def _of_facts(
    it: Asked, ruleset: Ruleset, other: Ruleset | None, day: date, settings: Settings
) -> tuple[Picture, dict[str, FactSet]]:
    picture, beyond, table = picture_and_beyond(
        it.word,
        ruleset,
        other,
        as_of=day,
        known_at=settings.known_at,
        areas=settings.areas,
        skip_bad_rows=settings.skip_bad_rows,
        progress=progress,
    )
    for problem in table.skipped:
        click.echo(f"skipped: {problem}", err=True)
    for problem in (*table.findings, *left_out(table.rows, settings.areas, day)):
        click.echo(f"finding: {problem}", err=True)
    return picture, beyond


def one_picture(it: Asked, settings: Settings) -> Picture:
    """Return the published list or the kept picture that is asked for, the latter under its ruleset when one is named.

    Raises ``QuestionError`` for facts.
    """
    if it.is_list:
        return published(it.word)
    if it.kept is None:
        finding = f"{quoted(it.word)} is neither a published list nor a picture that was kept"
        help = "keep a picture of facts with `lagesbild picture`, and name its folder"
        raise QuestionError([Problem(Place(it.word), "LR856", finding, help)])
    found = read_picture(it.kept)
    if it.reference is None:
        return found
    return read_picture(it.kept, ruleset=ruleset_of(it.reference, as_of=found.as_of, folders=settings.folders))


def _ruleset(it: Asked, day: date, settings: Settings) -> Ruleset:
    """Return the ruleset that a table of facts is judged by."""
    if it.reference is None:
        finding = f"{quoted(it.word)} is taken for facts, and no ruleset is named"
        help = f"name it: `--ruleset-{it.letter} REF`; a published list is `{PUBLISHED}YEAR`, a kept picture a folder"
        raise QuestionError([Problem(Place(it.word), "LR856", finding, help)])
    return ruleset_of(it.reference, as_of=day, folders=settings.folders)
