"""``lagesbild round send``, ``return`` and ``freeze``: what becomes of answers once they are there."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.cli._round_options import role_option, round_argument, round_of, unit_option
from lagesbild_rules.cli._signed_rulesets import require_signed_options
from lagesbild_rules.cli._store_options import at_option, time_of, wait_option
from lagesbild_rules.picture import freeze, read_round, send, send_back, tampered


@click.command("send")
@round_argument
@click.option("--unit", "units", metavar="UNIT", multiple=True, required=True, help="The unit; may be repeated.")
@role_option
@at_option
@wait_option
def send_command(folder: Path, units: tuple[str, ...], role: str, at: str | None, wait: float) -> None:
    """Record that the answers of units were checked and sent: from then on they add none."""
    send(folder, *units, role=role, at=time_of(at), wait=wait)
    for unit in units:
        click.echo(f"{unit}: sent")


@click.command("return")
@round_argument
@unit_option
@role_option
@click.option("--reason", metavar="TEXT", required=True, help="What is to be completed.")
@at_option
@wait_option
def return_command(folder: Path, unit: str, role: str, reason: str, at: str | None, wait: float) -> None:
    """Return the answers of a unit to it for completion: it adds what is asked for, and sends them again."""
    send_back(folder, unit, role=role, reason=reason, at=time_of(at), wait=wait)
    click.echo(f"{unit}: returned")


@click.command("freeze")
@round_argument
@role_option
@click.option("--although-missing", is_flag=True, help="Freeze it although units have not sent; each is named.")
@at_option
@wait_option
@require_signed_options
def freeze_command(folder: Path, role: str, although_missing: bool, at: str | None, wait: float) -> None:
    """Freeze ROUND: its answers become one table with a receipt, and nothing in it may change from then on."""
    round_of(folder)  # refused before its ruleset gives a receipt
    made = freeze(folder, role=role, at=time_of(at), although_missing=although_missing, wait=wait)
    assert made.seal is not None
    click.echo(f"{folder}: frozen, {len(made.seal.files)} files, receipt {made.seal.digest}")


@click.command("check")
@round_argument
@click.option("--receipt", metavar="DIGEST", help="The receipt that was noted when it was frozen.")
@click.pass_context
def check_command(context: click.Context, folder: Path, receipt: str | None) -> None:
    """Tell whether a frozen ROUND is as it was: exit code 1, and each file named, when it is not."""
    it = read_round(folder, checked=False)
    if it.seal is None:
        click.echo(f"{folder}: not frozen", err=True)
        context.exit(1)
    problems = [str(problem) for problem in tampered(folder, it.seal)]
    if receipt is not None and receipt != it.seal.digest:
        problems.append(f"{folder}: the receipt is {it.seal.digest}, not the one that was noted")
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        context.exit(1)
    click.echo(f"{folder}: as it was frozen on {it.seal.at.date()}, receipt {it.seal.digest}")
