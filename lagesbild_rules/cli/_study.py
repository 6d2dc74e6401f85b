"""``lagesbild study``: a ruleset proven, compared, varied and audited."""

from __future__ import annotations

import click

from lagesbild_rules.cli._study_agreement import agreement_command
from lagesbild_rules.cli._study_backtest import backtest_command


@click.group("study")
def study_group() -> None:
    """Prove, compare, stress and audit rulesets."""


study_group.add_command(agreement_command)
study_group.add_command(backtest_command)
