"""``lagesbild watch``: facts read as they arrive, and a line for each change."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from lagesbild_rules.cli._options import as_of_option, day_of, folders_option, language_option, ruleset_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.errors import FactsError, Place, Problem
from lagesbild_rules.evaluation.durable import Watch
from lagesbild_rules.facts import read_changed_line
from lagesbild_rules.files import read_text
from lagesbild_rules.report import changed_line
from lagesbild_rules.text import Language


@click.command("watch")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@ruleset_option
@as_of_option
@folders_option
@require_signed_options
@language_option
def watch_command(file: Path, reference: str, as_of: str | None, folders: tuple[Path, ...], language: Language) -> None:
    """Read facts as they arrive, and write a line of JSON for each that changes a class or a criterion.

    FILE, standard input when it is not given, holds JSON Lines. A line is a long row, {"area": …, "indicator": …,
    "value": …} with "low" and "high" or "withdrawn": true in place of the value, or a wide one, {"area": …,
    indicator: …}; what it does not name stays as it is. A line that cannot be read is told on standard error and left
    out; the exit code is then 2.
    """
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    shown, bad = "<stdin>" if str(file) == "-" else str(file), False
    with _lines(file) as lines, Watch(ruleset, as_of=day) as watch:
        for number, data in enumerate(lines, 1):
            try:
                line = _text(data, Place(shown, number), first=number == 1)
                if not line.strip():
                    continue
                area, facts = read_changed_line(line, Place(shown, number), ruleset.indicators)
            except FactsError as it:
                bad = True
                for problem in it.problems:
                    click.echo(str(problem), err=True)
                continue
            for changed in watch.put(area, facts):
                sys.stdout.write(f"{changed_line(changed, ruleset, day, language, number)}\n")
                sys.stdout.flush()
    if bad:
        sys.exit(2)


@contextmanager
def _lines(file: Path) -> Iterator[Iterable[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        opened: IO[bytes] = file.open("rb")
    except (OSError, ValueError):
        read_text(file, FactsError)  # says why it cannot be read
        raise
    with opened:
        yield opened


def _text(data: bytes, place: Place, *, first: bool) -> str:
    try:
        return data.removeprefix(codecs.BOM_UTF8 if first else b"").decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as it:
        at = Place(place.path, place.line, len(data[: it.start].decode("utf-8")) + 1)
        finding = f"byte 0x{data[it.start]:02x} is not UTF-8"
        raise FactsError([Problem(at, "LR004", finding, "write the line as UTF-8")]) from None
