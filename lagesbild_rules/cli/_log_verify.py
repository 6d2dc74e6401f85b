"""``lagesbild log verify`` and ``head``: whether a log is as it was written, and what holds it from elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from lagesbild_rules.canonical import canonical
from lagesbild_rules.cli._log_options import log_argument, seconds
from lagesbild_rules.cli._options import out_option, output
from lagesbild_rules.errors import LogError
from lagesbild_rules.record import LogHead, is_digest, read_head, verify_log


def _digest(_: click.Context, __: click.Parameter, given: str | None) -> str | None:
    if given is not None and not is_digest(given):
        raise click.BadParameter("write `sha256:` and 64 hexadecimal digits, as `lagesbild log head` does")
    return given


@click.command("verify")
@log_argument
@click.option("--head", metavar="DIGEST", callback=_digest, help="The digest of a line of it that was noted elsewhere.")
@click.option(
    "--head-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What `lagesbild log head --out` wrote and was kept elsewhere; where it is signed, verify that too.",
)
def verify_command(file: Path, head: str | None, head_file: Path | None) -> None:
    """Tell whether LOG is as it was written, and where it is not: cut, changed, moved or put in; then exit with 1.

    Each line holds the one before it, and a head that is kept elsewhere holds all lines up to it. Without one nothing
    holds the last line: a log cut at its end, or written anew as a whole, looks as it should. LOG is the file of
    `lagesbild --log` where none is named.
    """
    if head is not None and head_file is not None:
        raise click.UsageError("give --head or --head-file, and not both")
    held: LogHead | str | None = head if head_file is None else read_head(head_file)
    found = verify_log(file, head=held, wait=seconds())
    for problem in found.problems:
        click.echo(str(problem))
    if found.head is None:
        raise click.exceptions.Exit(1)
    click.echo(f"{file}: as it was written, {found.lines} lines, head {found.head.number} {found.head.digest}")
    if held is None:
        click.echo("not held to a head: name one that is kept elsewhere with --head or --head-file", err=True)


@click.command("head")
@log_argument
@out_option
def head_command(file: Path, out: Path | None) -> None:
    """Write the head of LOG as JSON: the number and the digest of its last line, to be kept elsewhere or signed.

    A log that is not as it was written has none: the exit code is 2.
    """
    found = verify_log(file, wait=seconds())
    if found.head is None:
        raise LogError(found.problems)
    with output(out) as written:
        written.write(canonical(found.head.data).decode() + "\n")
