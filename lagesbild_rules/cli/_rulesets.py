"""``lagesbild rulesets``: what rulesets there are, what they say, and whether they keep what they promise."""

from __future__ import annotations

import click

from lagesbild_rules.cli._rulesets_check import check_command
from lagesbild_rules.cli._rulesets_diff import diff_command
from lagesbild_rules.cli._rulesets_export import export_command
from lagesbild_rules.cli._rulesets_list import list_command
from lagesbild_rules.cli._rulesets_lock import lock_command
from lagesbild_rules.cli._rulesets_publish import publish_command
from lagesbild_rules.cli._rulesets_show import show_command
from lagesbild_rules.cli._rulesets_test import test_command


@click.group("rulesets")
def rulesets_group() -> None:
    """List, show, compare, check, test, lock, publish and export rulesets."""


for command in (
    list_command, show_command, diff_command, check_command, test_command,
    lock_command, publish_command, export_command,
):  # fmt: skip
    rulesets_group.add_command(command)
