"""``lagesbild store``: observations kept in one file, in which nothing is changed or deleted."""

from __future__ import annotations

import click

from lagesbild_rules.cli._store_add import add_command
from lagesbild_rules.cli._store_export import export_command
from lagesbild_rules.cli._store_init import init_command
from lagesbild_rules.cli._store_list import list_command
from lagesbild_rules.cli._store_withdraw import withdraw_command


@click.group("store")
def store_group() -> None:
    """Keep observations in a store: add, list, withdraw, export. Every change is recorded, nothing is deleted."""


for command in (init_command, add_command, list_command, withdraw_command, export_command):
    store_group.add_command(command)
