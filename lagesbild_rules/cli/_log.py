"""``lagesbild log``: the log of what was done with facts, verified and shown."""

from __future__ import annotations

import click

from lagesbild_rules.cli._log_show import export_command, show_command
from lagesbild_rules.cli._log_verify import head_command, verify_command


@click.group("log")
def log_group() -> None:
    """Verify and show the log of what was done with facts, which commands write that are given `lagesbild --log`."""


for command in (export_command, head_command, show_command, verify_command):
    log_group.add_command(command)
