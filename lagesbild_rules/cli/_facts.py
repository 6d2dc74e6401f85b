"""``lagesbild facts``: whether facts fit together, how complete they are, and one kind of table made of another."""

from __future__ import annotations

import click

from lagesbild_rules.cli._facts_check import check_command
from lagesbild_rules.cli._facts_completeness import completeness_command
from lagesbild_rules.cli._facts_convert import convert_command


@click.group("facts")
def facts_group() -> None:
    """Check tables of facts and observations, tell how complete they are, and convert them."""


for command in (check_command, completeness_command, convert_command):
    facts_group.add_command(command)
