"""``lagesbild key``: keys that sign."""

from __future__ import annotations

import click

from lagesbild_rules.cli._key_new import new_command
from lagesbild_rules.cli._key_show import show_command


@click.group("key")
def key_group() -> None:
    """Make keys that sign rulesets and answers, and show whose id a key has."""


for command in (new_command, show_command):
    key_group.add_command(command)
