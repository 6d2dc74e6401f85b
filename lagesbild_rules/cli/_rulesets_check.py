"""``lagesbild rulesets check``: what is wrong in a ruleset, and what is merely unwise."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lagesbild_rules.cli._options import folders_option
from lagesbild_rules.cli._targets import targets_argument, texts_of
from lagesbild_rules.errors import Problem, RulesetError
from lagesbild_rules.ruleset import Finding, Ruleset, check, load_ruleset


@click.command("check")
@targets_argument
@folders_option
def check_command(targets: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Check all rulesets, or TARGETS: ids, files or folders.

    What is merely unwise is listed as a finding, and ends with exit code 1; what makes a text unreadable is an
    error, and ends with 2.
    """
    problems: list[Problem] = []
    rulesets: list[Ruleset] = []
    for path in texts_of(targets, folders):
        try:
            rulesets.append(load_ruleset(path))
        except RulesetError as it:
            problems.extend(it.problems)
    findings: list[Finding] = check(rulesets)
    for finding in findings:
        click.echo(str(finding))
    click.echo(f"{_counted(len(rulesets), 'ruleset')} checked, {_counted(len(findings), 'finding')}")
    if problems:
        raise RulesetError(problems)
    sys.exit(1 if findings else 0)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
