"""``lagesbild study prove``: claims about a ruleset, or about two, proven or refuted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from lagesbild_rules.cli._options import format_option, language_option, out_option
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._study_options import (
    asked,
    asked_option,
    reference_argument,
    seconds_option,
    seed_option,
    write_result,
)
from lagesbild_rules.cli._study_receipts import asked_with
from lagesbild_rules.errors import QuestionError
from lagesbild_rules.facts import write_facts
from lagesbild_rules.files import make_folder
from lagesbild_rules.record import study_receipt
from lagesbild_rules.study import PAIR_CLAIMS, PROOF_COLUMNS, Proofs, Settings, Witness, proofs_sheet, prove, prove_pair
from lagesbild_rules.text import Language


@click.command("prove")
@reference_argument
@click.option("--against", metavar="REF", help="Prove how this other ruleset stands to the first instead.")
@click.option(
    "--want",
    "wanted",
    multiple=True,
    type=click.Choice([it.replace("_", "-") for it in PAIR_CLAIMS]),
    help="With --against: what must hold; may be repeated.",
)
@click.option(
    "--no-facts",
    metavar="LEVEL",
    multiple=True,
    help="A level, as classification.level, that must come out where nothing is known; may be repeated.",
)
@click.option("--all-readings", is_flag=True, help="Think of every admissible combination of readings.")
@click.option("--incomplete", is_flag=True, help="Think of every row of a wide table, empty cells among them.")
@click.option(
    "--save-witnesses",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the witnesses to FOLDER as wide tables that `assess` reads.",
)
@seconds_option
@seed_option
@asked_option
@format_option("console", "json", "csv", "markdown")
@out_option
@language_option
def prove_command(
    reference: str,
    against: str | None,
    wanted: tuple[str, ...],
    no_facts: tuple[str, ...],
    all_readings: bool,
    incomplete: bool,
    save_witnesses: Path | None,
    seconds: float,
    seed: int,
    as_of: str | None,
    folders: tuple[Path, ...],
    format_: str,
    out: Path | None,
    language: Language,
) -> None:
    """Prove or refute what should hold of REF: levels reachable and nested, criteria that decide and are needed.

    Each answer is a proof, or facts that anyone can assess again. The exit code is 1 when something that should hold
    does not.
    """
    if against is None and wanted:
        raise click.UsageError("--want is about two rulesets: name the other one with --against")
    if against is not None and no_facts:
        raise click.UsageError("--no-facts is about one ruleset: leave out --against")
    settings = Settings(seconds, seed, all_readings, incomplete)
    ruleset, day = asked(reference, as_of, folders)
    rulesets, claims = [ruleset], [it for it in PAIR_CLAIMS if it.replace("_", "-") in wanted]
    if against is None:
        found = prove(ruleset, settings, no_facts=no_facts, progress=progress)
    else:
        other, _ = asked(against, as_of, folders)
        rulesets.append(other)
        found = prove_pair(ruleset, other, settings, wanted=claims, progress=progress)
    if save_witnesses is not None:
        _save(found, save_witnesses)
    arguments = asked_with(
        "study prove",
        seconds=seconds,
        seed=seed,
        all_readings=all_readings,
        incomplete=incomplete,
        no_facts=no_facts,
        want=tuple(claims),
    )
    write_result(
        format_,
        out,
        proofs_sheet(found, language),
        PROOF_COLUMNS,
        found.rows(),
        lambda rows: study_receipt(rulesets, rows, as_of=day, arguments=arguments),
    )
    sys.exit(1 if found.fails else 0)


def _save(found: Proofs, folder: Path) -> None:
    """Write a table of witnesses for each ruleset, and tell which ones no table holds."""
    make_folder(folder, QuestionError)
    witnesses = [one for it in found.proofs for one in it.witnesses]
    for name, ruleset in (("witnesses", found.ruleset), ("witnesses-other", found.other)):
        if ruleset is None:
            continue
        own = [it for it in witnesses if it.assessment.ruleset.reference == ruleset.reference]
        kept = [it for it in own if it.cells and not it.readings]
        write_facts(folder / f"{name}.csv", [it.assessment.facts for it in kept])
        _tell(it for it in own if it not in kept)


def _tell(left: Iterable[Witness]) -> None:
    for it in left:
        why = f"read as {', '.join(it.reread())}" if it.readings else "no cells state its numbers"
        click.echo(f"not in the table: {it.assessment.area}: {why}", err=True)
