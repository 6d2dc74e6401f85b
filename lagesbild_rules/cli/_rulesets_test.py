"""``lagesbild rulesets test``: the cases beside the rulesets, run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagesbild_rules.cli._options import folders_option
from lagesbild_rules.cli._targets import targets_argument, texts_of
from lagesbild_rules.testing import CasesReport, path_lines, run_cases


@click.command("test")
@targets_argument
@folders_option
def test_command(targets: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Run the cases of all rulesets, or of TARGETS: ids, files, or folders that hold one ruleset's texts."""
    reports = run_cases(texts_of(targets, folders))
    for report in reports:
        _print(report)
    failed = sum(len(report.failed) for report in reports)
    total = sum(len(report.results) for report in reports)
    click.echo(f"{total - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def _print(report: CasesReport) -> None:
    for it in report.failed:
        click.echo(f"{it.case.place}: failed: {it.case.case} ({it.ruleset.reference})")
        for failure in it.failures:
            click.echo(f"  {failure.subject}: expected {failure.expected}, found {failure.found}")
            for line in path_lines(it, failure):
                click.echo(f"    {line}")
    for ruleset in report.rulesets:
        results = [it for it in report.results if it.ruleset is ruleset]
        count = f"{len(results)} case{'' if len(results) == 1 else 's'}"
        click.echo(f"{ruleset.reference}: {count}, {sum(it.passed for it in results)} passed")
        for id_, truths in report.unexercised(ruleset).items():
            click.echo(f"  no case expects `{id_}` to be {' or '.join(it.value for it in truths)}")
