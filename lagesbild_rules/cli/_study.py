"""``lagesbild study``: a ruleset proven, compared, varied and audited."""

from __future__ import annotations

import click

from lagesbild_rules.cli._study_agreement import agreement_command
from lagesbild_rules.cli._study_attribution import attribution_command
from lagesbild_rules.cli._study_audit import audit_command
from lagesbild_rules.cli._study_backtest import backtest_command
from lagesbild_rules.cli._study_coverage import coverage_command
from lagesbild_rules.cli._study_diff import diff_command
from lagesbild_rules.cli._study_mutants import mutants_command
from lagesbild_rules.cli._study_power import power_command
from lagesbild_rules.cli._study_prove import prove_command
from lagesbild_rules.cli._study_sensitivity import sensitivity_command


@click.group("study")
def study_group() -> None:
    """Prove, compare, stress and audit rulesets."""


study_group.add_command(coverage_command)
study_group.add_command(diff_command)
study_group.add_command(mutants_command)
study_group.add_command(power_command)
study_group.add_command(prove_command)
study_group.add_command(agreement_command)
study_group.add_command(audit_command)
study_group.add_command(backtest_command)
study_group.add_command(attribution_command)
study_group.add_command(sensitivity_command)
