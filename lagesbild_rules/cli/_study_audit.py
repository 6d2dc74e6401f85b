"""``lagesbild study audit``: all that the other studies say of one ruleset, as one report in a folder."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click

from lagesbild_rules.cli._folder import Written, folder_is_free, write_folder
from lagesbild_rules.cli._options import (
    as_of_option,
    day_of,
    facts_for,
    folders_option,
    known_at_option,
    language_option,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._study_agreement import observations_in
from lagesbild_rules.cli._study_options import seconds_option
from lagesbild_rules.cli._study_receipts import asked_with
from lagesbild_rules.cli._study_sampling import words_of
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.explanation import read_for_both
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record import InputMark, Receipt, study_receipt
from lagesbild_rules.report import audit_data, audit_html, audit_json, audit_pdf, write_rows
from lagesbild_rules.ruleset import names_a_text
from lagesbild_rules.study import PARTS, Audit, AuditPage, Input, Role, audit, audit_page, read_published
from lagesbild_rules.text import Language

_Path = click.Path(path_type=Path)


@click.command("audit")
@ruleset_option
@click.option("--facts", metavar="TABLE", type=_Path, help="The facts of areas: what becomes of them.")
@click.option(
    "--published", "published_table", metavar="FILE", type=_Path, help="The published list: each area with its class."
)
@click.option(
    "--column",
    "columns",
    metavar="NAME=COLUMN",
    multiple=True,
    help="The column of the list that holds `area` or a classification; may be repeated.  [default: their own names]",
)
@click.option(
    "--map", "words", metavar="WORD=LEVEL", multiple=True, help="The level that a word of the list means; repeatable."
)
@click.option("--observations", metavar="TABLE", type=_Path, help="What several units said of the same areas.")
@click.option("--before", metavar="REF", help="The text before, to compare with.")
@click.option(
    "-o", "--out", metavar="FOLDER", required=True, type=_Path, help="Write the report to FOLDER, which appears whole."
)
@as_of_option
@known_at_option
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Chooses witnesses, and draws intervals."
)
@seconds_option
@skip_option
@folders_option
@require_signed_options
@language_option
def audit_command(
    reference: str,
    facts: Path | None,
    published_table: Path | None,
    columns: tuple[str, ...],
    words: tuple[str, ...],
    observations: Path | None,
    before: str | None,
    out: Path,
    as_of: str | None,
    known_at: datetime | None,
    seed: int,
    seconds: float,
    skip_bad_rows: bool,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Audit a ruleset: proofs, readings, the text before, cases, mutants, power, areas, agreement, a published list.

    FOLDER gets audit.html, audit.pdf, audit.json and a CSV table for each result. Every statement names what it rests
    on: a proof, a count, a sample or an assumption. What was not given is told as not audited. The exit code is 0 also
    when something does not hold: the report says so.
    """
    folder_is_free(out, _ours)
    named, meant = words_of(columns, "--column"), words_of(words, "--map")
    texts = [it for it in (reference, before) if it is not None]
    asks = as_of is not None or facts is not None or observations is not None or not all(map(names_a_text, texts))
    day = day_of(as_of) if asks else date.min
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    other = None if before is None else ruleset_of(before, as_of=day, folders=folders)
    published = None
    if published_table is not None:
        published = read_published(published_table, ruleset, columns=named, words=meant)
    table = None if facts is None else facts_for(facts, ruleset, day, known_at, skip_bad_rows=skip_bad_rows)
    found = audit(
        ruleset,
        facts=None if table is None else table.rows,
        published=published,
        observations=None if observations is None else observations_in(observations, ruleset, skip_bad_rows),
        before=other,
        for_both=None if facts is None or other is None else read_for_both(facts, other, ruleset),
        as_of=day if asks else None,
        known_at=known_at,
        seed=seed,
        seconds=seconds,
        inputs=_inputs({"facts": facts, "published": published_table, "observations": observations}),
        progress=progress,
    )
    page = audit_page(found, language)
    receipt = study_receipt(
        [ruleset] if other is None else [ruleset, other],
        audit_data(found, page),
        as_of=found.as_of,
        known_at=known_at,
        facts=None if table is None else table.rows,
        arguments=asked_with("study audit", language=language, seconds=seconds, seed=seed),
        inputs=[InputMark(it.role, it.digest) for it in found.inputs],
    )
    write_folder(out, _files(found, page, receipt), _ours)


def _ours(name: str) -> bool:
    """Return whether an audit writes files of that name."""
    return name in {"audit.html", "audit.pdf", "audit.json"} or name in _TABLES


_TABLES = {
    f"{it}.csv"
    for it in (
        *("proofs", "readings", "diff-claims", "diff-regions", "coverage", "mutants", "power", "areas"),
        *("agreement", "backtest", *(f"sensitivity-{part}" for part in PARTS)),
    )
}


def _inputs(paths: Mapping[Role, Path | None]) -> list[Input]:
    """Return the files given, by their names alone: where they lie is nobody's business."""
    return [
        Input(role, path.name, f"sha256:{hashlib.sha256(read_bytes(path, QuestionError)).hexdigest()}")
        for role, path in paths.items()
        if path is not None
    ]


def _files(found: Audit, page: AuditPage, receipt: Receipt) -> list[Written]:
    files = [
        Written("audit.html", audit_html(page, receipt).encode()),
        Written("audit.json", audit_json(found, page, receipt).encode()),
    ]
    try:
        files.append(Written("audit.pdf", audit_pdf(found, page, receipt)))
    except QuestionError as it:
        for problem in it.problems:
            if problem.code != "LR505":
                raise
            click.echo(f"audit.pdf is not written: {problem.finding}; {problem.help}", err=True)
    for rows in (one for chapter in page.chapters for one in chapter.data):
        text = io.StringIO()
        write_rows(text, list(rows.columns), rows.rows)
        files.append(Written(f"{rows.name}.csv", text.getvalue().encode()))
    return files
