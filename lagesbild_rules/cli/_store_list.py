"""``lagesbild store list``: what is in a store, and how it came to be."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

from lagesbild_rules.cli._options import language_option, out_option, output
from lagesbild_rules.cli._store_options import store_known_at_option, store_option, wait_option
from lagesbild_rules.day import as_day
from lagesbild_rules.facts import LONG_COLUMNS, long_row
from lagesbild_rules.facts.store import Change, Store, Stored
from lagesbild_rules.rows import CsvRows, safe_cells
from lagesbild_rules.text import Language

_CHANGE_COLUMNS = ("number", "at", "unit", "what", "added", "marked", "note")


@click.command("list")
@store_option
@click.option("--area", "areas", metavar="AREA", multiple=True, help="Of this area alone; may be repeated.")
@click.option("--indicator", "indicators", metavar="ID", multiple=True, help="Of this indicator; may be repeated.")
@click.option("--unit", "units", metavar="UNIT", multiple=True, help="Reported by this unit; may be repeated.")
@click.option(
    "--standing",
    type=click.Choice(["in_force", "withdrawn", "superseded"]),
    help="What became of it.",
)
@click.option("--as-of", metavar="DATE", help="What holds on the day, YYYY-MM-DD.  [default: of any day]")
@store_known_at_option
@click.option("--changes", is_flag=True, help="List the changes of the store, the first one first.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="How it is written.  [default: table on a terminal, else jsonl]",
)
@out_option
@wait_option
@language_option
def list_command(
    store: Path,
    areas: tuple[str, ...],
    indicators: tuple[str, ...],
    units: tuple[str, ...],
    standing: str | None,
    as_of: str | None,
    known_at: datetime | None,
    changes: bool,
    format_: str | None,
    out: Path | None,
    wait: float,
    language: Language,
) -> None:
    """List the observations of a store, the last added first, each with what became of it.

    The unit is the one that reported an observation, or where none is named the one that added it.
    """
    chosen = format_ or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    with Store.open(store, read_only=True, wait=wait) as opened:
        if changes:
            rows = [it for it in opened.changes() if known_at is None or it.at <= known_at]
            with output(out) as file:
                _changes(file, chosen, rows, language)
            return
        every = list(opened.stored(known_at=known_at))
    day = None if as_of is None else as_day(as_of)
    kept = [
        it
        for it in reversed(every)
        if (not areas or it.observation.area in areas)
        and (not indicators or it.observation.indicator in indicators)
        and (not units or it.unit in units)
        and (standing is None or it.standing == standing)
        and (day is None or it.holds_on(day))
    ]
    with output(out) as file:
        _observations(file, chosen, kept, len(every), language)


def _observations(file: IO[str], format_: str, rows: Sequence[Stored], all_: int, language: Language) -> None:
    if format_ == "table":
        from lagesbild_rules.report._console_store import print_stored  # rich is loaded only where it prints

        print_stored(rows, all_, language, file)
        return
    columns = ("standing", *LONG_COLUMNS, "added_at", "added_by", "change")
    _write(file, format_, columns, [_row(it) for it in rows])


def _changes(file: IO[str], format_: str, rows: Sequence[Change], language: Language) -> None:
    if format_ == "table":
        from lagesbild_rules.report._console_store import print_changes  # rich is loaded only where it prints

        print_changes(rows, language, file)
        return
    cells = [{name: getattr(it, name) for name in _CHANGE_COLUMNS} | {"at": _time(it.at)} for it in rows]
    _write(file, format_, _CHANGE_COLUMNS, cells)


def _row(it: Stored) -> dict[str, Any]:
    more = {"added_at": _time(it.added_at), "added_by": it.added_by, "change": it.change}
    return {"standing": it.standing, **long_row(it.observation), **more}


def _write(file: IO[str], format_: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    if format_ == "jsonl":
        for row in rows:
            file.write(json.dumps({column: row[column] for column in columns}, ensure_ascii=False) + "\n")
        return
    writer = CsvRows(file)
    writer.row(columns)
    writer.rows(safe_cells(_cell(row[column]) for column in columns) for row in rows)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else value


def _time(time: datetime) -> str:
    return time.isoformat().replace("+00:00", "Z")
