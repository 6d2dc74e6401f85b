"""``lagesbild study sensitivity``: what the classes of a table rest on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from lagesbild_rules.cli._options import (
    areas_option,
    as_of_option,
    day_of,
    facts_for,
    folders_option,
    format_option,
    known_at_option,
    language_option,
    out_option,
    output,
    ruleset_option,
    skip_option,
)
from lagesbild_rules.cli._progress import progress
from lagesbild_rules.cli._signed_rulesets import require_signed_options, ruleset_of
from lagesbild_rules.cli._study_options import print_sheets, seed_option
from lagesbild_rules.cli._study_plot import svg_option, write_svg
from lagesbild_rules.cli._study_receipts import asked_with, file_marks
from lagesbild_rules.exact import is_number
from lagesbild_rules.record import Receipt, in_json, study_receipt
from lagesbild_rules.report import sheet_markdown, write_rows
from lagesbild_rules.study import PARTS, Sensitivity, sensitivity, sensitivity_sheets, sensitivity_svg
from lagesbild_rules.text import Language


def _values(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for it in given:
        name, equals, values = it.partition("=")
        if not equals or not all(one.strip() for one in values.split(",")):
            raise click.BadParameter(f"{it!r} is not NAME=v1,v2")
        found[name.strip()] = (*found.get(name.strip(), ()), *(one.strip() for one in values.split(",")))
    return found


def _ranges(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, tuple[Decimal, Decimal]]:
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for name, ends in _values(context, parameter, given).items():
        if len(ends) != 2 or not all(map(is_number, ends)):
            raise click.BadParameter(f"`{name}` wants two numbers, NAME=LOW,HIGH")
        found[name] = Decimal(ends[0]), Decimal(ends[1])
    return found


@click.command("sensitivity")
@click.argument("facts", type=click.Path(path_type=Path))
@ruleset_option
@click.option(
    "--vary",
    "over",
    metavar="NAME=V1,V2",
    multiple=True,
    callback=_values,
    help="Give a parameter or a reading these values, admissible or not; may be repeated.",
)
@click.option(
    "--flip", metavar="P", type=click.FloatRange(0, 1), help="Move each answer on a scale a step with probability P."
)
@click.option(
    "--repeat", type=click.IntRange(min=1), default=1000, show_default=True, help="So many repetitions for --flip."
)
@click.option("--sobol", "with_sobol", is_flag=True, help="Work out Sobol indices of what is continuous.")
@click.option(
    "--range",
    "ranges",
    metavar="NAME=LOW,HIGH",
    multiple=True,
    callback=_ranges,
    help="The range of a number for --sobol; may be repeated.",
)
@click.option(
    "--samples",
    type=click.IntRange(min=2),
    default=1024,
    show_default=True,
    help="The base of the design for --sobol, a power of two.",
)
@click.option("--part", "parts", type=click.Choice(list(PARTS)), multiple=True, help="Only this part; may be repeated.")
@seed_option
@svg_option
@as_of_option
@known_at_option
@areas_option
@skip_option
@format_option("console", "json", "csv", "markdown")
@out_option
@folders_option
@require_signed_options
@language_option
def sensitivity_command(
    facts: Path,
    reference: str,
    over: dict[str, tuple[str, ...]],
    flip: float | None,
    repeat: int,
    with_sobol: bool,
    ranges: dict[str, tuple[Decimal, Decimal]],
    samples: int,
    parts: tuple[str, ...],
    seed: int,
    plot: Path | None,
    as_of: str | None,
    known_at: datetime | None,
    areas_table: Path | None,
    skip_bad_rows: bool,
    format_: str,
    out: Path | None,
    folders: tuple[Path, ...],
    language: Language,
) -> None:
    """Show what the classes of FACTS rest on: readings, values, single criteria, and answers that could be others.

    Each reading is varied over its admissible values, alone and with the others; each number is given the interval
    over which the whole list stays as it is; each criterion is left out. CSV holds one part: name it with --part.
    """
    if format_ == "csv" and len(parts) != 1:
        raise click.UsageError("CSV holds one part: name it with --part")
    day = day_of(as_of)
    ruleset = ruleset_of(reference, as_of=day, folders=folders)
    table = facts_for(facts, ruleset, day, known_at, areas_table=areas_table, skip_bad_rows=skip_bad_rows)
    found = sensitivity(
        ruleset,
        table.rows,
        over=over,
        flip=flip,
        repetitions=repeat,
        with_sobol=with_sobol,
        ranges=ranges,
        samples=samples,
        seed=seed,
        parts=parts or tuple(PARTS),
        threads=os.cpu_count() or 1,
        progress=progress,
    )
    if plot is not None:
        write_svg(plot, sensitivity_svg(found, language))

    def receipt(result: Mapping[str, Any]) -> Receipt:
        arguments = asked_with(
            "study sensitivity",
            vary=over,
            flip=flip,
            repeat=repeat,
            sobol=with_sobol,
            range={name: [str(low), str(high)] for name, (low, high) in ranges.items()},
            samples=samples,
            part=parts,
            seed=seed,
            skip_bad_rows=skip_bad_rows,
        )
        return study_receipt(
            [ruleset],
            result,
            as_of=day,
            known_at=known_at,
            facts=table.rows,
            arguments=arguments,
            inputs=file_marks(areas=areas_table),
        )

    _write(found, format_, out, language, receipt)


def _write(
    found: Sensitivity,
    format_: str,
    out: Path | None,
    language: Language,
    receipt: Callable[[Mapping[str, Any]], Receipt],
) -> None:
    sheets, rows = sensitivity_sheets(found, language), found.rows()
    with output(out) as file:
        if format_ == "console":
            for number, it in enumerate(sheets):
                file.write("\n" if number else "")
                print_sheets([it], file)
        elif format_ == "markdown":
            file.write("\n".join(map(sheet_markdown, sheets)))
        elif format_ == "json":
            head = {"ruleset": found.ruleset.reference, "areas": found.areas, "seed": found.seed}
            made = {**head, **rows}
            file.write(json.dumps(in_json(made, receipt(made)), ensure_ascii=False, indent=2) + "\n")
        else:
            for name, columns in PARTS.items():
                if name in rows:
                    write_rows(file, list(columns), rows[name])
