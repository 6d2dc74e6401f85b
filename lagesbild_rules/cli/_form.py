"""``lagesbild form``: questionnaires made from a ruleset, and what comes back in them."""

from __future__ import annotations

import click

from lagesbild_rules.cli._form_new import new_command
from lagesbild_rules.cli._form_read import read_command


@click.group("form")
def form_group() -> None:
    """Make questionnaires from a ruleset, and read them when they are filled in."""


for command in (new_command, read_command):
    form_group.add_command(command)
