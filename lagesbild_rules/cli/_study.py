"""``lagesbild study``: a ruleset proven, compared, varied and audited."""

from __future__ import annotations

import click

from lagesbild_rules.cli._study_attribution import attribution_command
from lagesbild_rules.cli._study_sensitivity import sensitivity_command


@click.group("study")
def study_group() -> None:
    """Prove, compare, stress and audit rulesets."""


study_group.add_command(attribution_command)
study_group.add_command(sensitivity_command)
