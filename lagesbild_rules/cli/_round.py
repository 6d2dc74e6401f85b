"""``lagesbild round``: one collection of local pictures, from the first day to the day on which it is frozen."""

from __future__ import annotations

import click

from lagesbild_rules.cli._round_add import add_command
from lagesbild_rules.cli._round_moves import check_command, freeze_command, return_command, send_command
from lagesbild_rules.cli._round_new import new_command
from lagesbild_rules.cli._round_shown import pages_command, status_command, unit_command


@click.group("round")
def round_group() -> None:
    """Collect local pictures in a round: who has answered, who is late, what was returned; then freeze it."""


for command in (
    new_command, add_command, status_command, unit_command, pages_command,
    send_command, return_command, freeze_command, check_command,
):  # fmt: skip
    round_group.add_command(command)
