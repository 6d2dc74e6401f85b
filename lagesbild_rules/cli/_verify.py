"""``lagesbild verify``: whether an answer is what its receipt says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._options import (
    areas_option,
    facts_for,
    folders_option,
    format_option,
    language_option,
    out_option,
    output,
    skip_option,
)
from lagesbild_rules.errors import ReceiptError
from lagesbild_rules.facts import FactSet
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record import carried, verification_text, verify_all
from lagesbild_rules.report import print_verifications, verification_json
from lagesbild_rules.ruleset import Ruleset
from lagesbild_rules.text import Language


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--facts", metavar="TABLE", type=click.Path(path_type=Path), help="The facts: all is assessed again from them."
)
@click.option(
    "--open-facts",
    "open_only",
    is_flag=True,
    help="The facts are the open ones alone: do not ask of them how a published class came to be.",
)
@areas_option
@skip_option
@folders_option
@format_option("console", "json")
@out_option
@language_option
def verify_command(
    file: Path,
    facts: Path | None,
    open_only: bool,
    areas_table: Path | None,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Verify FILE by its receipt, offline: a receipt, several as JSON Lines, or a JSON, HTML or PDF output.

    The digests are worked out again, the ruleset is found by its own, and the answer is assessed again: from the
    facts given, else from what the receipt itself says of one area's facts. Tells what differs and where; the exit
    code is 1 when something does. Where nothing differs, what could not be checked is told beside it.
    """
    if open_only and facts is None:
        raise click.UsageError("--open-facts goes with --facts")

    def rows(ruleset: Ruleset, day: date, known_at: datetime | None) -> Sequence[FactSet]:
        assert facts is not None
        table = facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows)
        return table.rows

    found = carried(read_bytes(file, ReceiptError), str(file))
    verified = verify_all(found, folders=folders, facts=None if facts is None else rows, open_only=open_only)
    texts = [verification_text(it, language) for it in verified]
    with output(out) as written:
        if format_ == "json":
            written.write(verification_json(texts) + "\n")
        else:
            print_verifications(texts, written)
    if not all(it.identical for it in verified):
        raise click.exceptions.Exit(1)
