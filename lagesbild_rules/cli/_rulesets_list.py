"""``lagesbild rulesets list``: every text of the catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from lagesbild_rules.cli._options import folders_option, format_option, language_option
from lagesbild_rules.ruleset import catalogue
from lagesbild_rules.text import Language


@click.command("list")
@folders_option
@language_option
@format_option("table", "json")
def list_command(folders: tuple[Path, ...], language: Language, format_: str) -> None:
    """List every ruleset with its period, status and title."""
    entries = catalogue(folders)
    if format_ == "json":
        rows = [
            {
                "id": it.id,
                "effective_from": str(it.effective.from_),
                "effective_until": str(it.effective.until) if it.effective.until else None,
                "version": it.version,
                "status": it.status,
                "title": it.title.in_(language),
            }
            for it in entries
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from lagesbild_rules.report._console import print_catalogue  # rich is loaded only where it prints

    print_catalogue(entries, language, sys.stdout)
