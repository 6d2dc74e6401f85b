"""``lagesbild study``: a ruleset proven, compared, varied and audited."""

from __future__ import annotations

import click


@click.group("study")
def study_group() -> None:
    """Prove, compare, stress and audit rulesets."""
