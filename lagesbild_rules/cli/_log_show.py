"""``lagesbild log show`` and ``export``: what a log tells, chosen by kind, unit, time and area."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

import click

from lagesbild_rules.cli._log_options import log_argument, seconds
from lagesbild_rules.cli._options import language_option, out_option, output
from lagesbild_rules.day import as_time
from lagesbild_rules.errors import Problem
from lagesbild_rules.record import LogKind, LogLine, read_log
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.text import Language

_COLUMNS: Final = (
    *("number", "at", "unit", "role", "what", "kinds", "command", "audience", "to", "as_of", "sources", "rulesets"),
    *("areas", "units", "observations", "of", "exit", "digest"),
)
_Made = TypeVar("_Made", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--kind", "kinds", type=click.Choice(get_args(LogKind)), multiple=True, help="Of this kind."),
    click.option("--unit", "units", metavar="UNIT", multiple=True, help="By this unit."),
    click.option("--role", "roles", metavar="ROLE", multiple=True, help="By this role."),
    click.option("--area", "areas", metavar="AREA", multiple=True, help="About this area by name."),
    click.option("--since", metavar="TIME", help="From then on, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ."),
    click.option("--until", metavar="TIME", help="Before then."),
)


def _choosing(command: _Made) -> _Made:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("show")
@log_argument
@_choosing
@out_option
@language_option
def show_command(file: Path, out: Path | None, language: Language, **asked: Any) -> None:
    """Show what LOG tells, a line each, the first one first; what is wrong with it goes to standard error.

    What ended otherwise than with exit code 0 says so. The exit code is 1 when LOG is not as it was written.
    """
    problems: list[Problem] = []
    every = list(read_log(file, problems=problems, wait=seconds()))
    ended = {it.said["of"]: int(it.said["exit"]) for it in every if it.what == "outcome"}
    chosen = [it for it in _chosen(every, **asked) if it.what != "outcome"]
    from lagesbild_rules.report._console_log import print_log  # rich is loaded only where it prints

    with output(out) as written:
        print_log(chosen, ended, language, written)
    _tell(problems)


@click.command("export")
@log_argument
@_choosing
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="The lines as they stand in the log, or a table of them.",
)
@out_option
def export_command(file: Path, format_: str, out: Path | None, **asked: Any) -> None:
    """Write the lines of LOG, all or those chosen, with the outcomes of these; what is wrong goes to standard error.

    In CSV no cell is taken for a formula. The exit code is 1 when LOG is not as it was written.
    """
    problems: list[Problem] = []
    lines = _chosen(read_log(file, problems=problems, wait=seconds()), **asked)
    with output(out) as written:
        if format_ == "jsonl":
            written.writelines(f"{it.raw.decode()}\n" for it in lines)
        else:
            writer = CsvRows(written)
            writer.row(_COLUMNS)
            writer.rows(safe_cells(_row(it)) for it in lines)
    _tell(problems)


def _chosen(
    lines: Iterator[LogLine] | Sequence[LogLine],
    *,
    kinds: tuple[str, ...],
    units: tuple[str, ...],
    roles: tuple[str, ...],
    areas: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> Iterator[LogLine]:
    """Yield the lines that are asked for, and of outcomes those of chosen entries."""
    first = None if since is None else as_time(since)
    beyond = None if until is None else as_time(until)
    every = not (kinds or areas)
    taken: set[int] = set()
    for it in lines:
        if it.what == "outcome" and not every:
            if it.said["of"] in taken:
                yield it
            continue
        at = datetime.fromisoformat(it.at)
        if (
            (every or it.what == "entry")
            and (not kinds or set(kinds) & set(it.kinds))
            and (not units or it.unit in units)
            and (not roles or it.role in roles)
            and (not areas or set(areas) & set(it.said.get("areas", ())))
            and (first is None or at >= first)
            and (beyond is None or at < beyond)
        ):
            taken.add(it.number)
            yield it


def _row(it: LogLine) -> list[str | int | None]:
    said = it.said
    named = {name: "; ".join(said.get(name, ())) for name in ("kinds", "areas", "units", "observations")}
    sources = (f"{one['role']}={one['published'] or one['digest'] or ''}" for one in said.get("sources", ()))
    rulesets = (f"{one['id']}@{one['effective_from']}" for one in said.get("rulesets", ()))
    cells: dict[str, str | int | None] = {
        **{name: said.get(name) for name in ("command", "audience", "to", "as_of", "of", "exit")},
        **named,
        "sources": "; ".join(sources),
        "rulesets": "; ".join(rulesets),
        **{name: getattr(it, name) for name in ("number", "at", "unit", "role", "what", "digest")},
    }
    return [cells[name] for name in _COLUMNS]


def _tell(problems: Sequence[Problem]) -> None:
    sys.stdout.flush()
    for it in problems:
        click.echo(f"finding: {it}", err=True)
    if problems:
        raise click.exceptions.Exit(1)
