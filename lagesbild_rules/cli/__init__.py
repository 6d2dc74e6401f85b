"""The command line: ``lagesbild``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

import click

from lagesbild_rules.cli._log_kept import let_log, log_options
from lagesbild_rules.cli._stopped import stop_code
from lagesbild_rules.errors import LagesbildError, quoted
from lagesbild_rules.files import NO_ROOM, unwritable
from lagesbild_rules.limits import limited

__all__ = ["lagesbild", "main"]


class _PipeClosed(Exception):
    """The reader of standard output went away. No ``OSError``, which click would answer with exit code 1."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def _pipe_watched() -> Iterator[None]:
    """Turn a closed pipe into ``_PipeClosed`` with the exit code found so far; all output is flushed at the end."""
    code = 0
    try:
        try:
            yield
        except (SystemExit, click.exceptions.Exit) as it:
            code = getattr(it, "exit_code", getattr(it, "code", 0))
            raise
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        raise _PipeClosed(code) from None


_COMMANDS: Final = (
    *("assess", "compare", "explain", "facts", "form", "geometry", "key", "log", "picture", "round", "rulesets"),
    *("sign", "store", "study", "verify", "watch"),
)
"""What stands under ``lagesbild``: each in a module of its name, which is loaded when the command is asked for."""


class _Group(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module = import_module(f"lagesbild_rules.cli._{cmd_name}")
            command: click.Command = getattr(module, f"{cmd_name}_command", None) or getattr(
                module, f"{cmd_name}_group"
            )
            let_log(command, cmd_name)
            self.add_command(command)
        return super().get_command(ctx, cmd_name)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _pipe_watched():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: click.Context) -> object:
        with _pipe_watched():
            return super().invoke(ctx)


@click.group("lagesbild", cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lagesbild-rules", prog_name="lagesbild")
@log_options
@click.option(
    "--limit",
    "settings",
    metavar="NAME=NUMBER",
    multiple=True,
    help="Raise or lower a limit of what is read, as max_table_bytes=5000000000. May be given several times.",
)
@click.pass_context
def lagesbild(ctx: click.Context, /, settings: tuple[str, ...], **_of_the_log: object) -> None:
    """Class areas by published rulesets, and explain every answer.

    Exit codes: 0 done, 1 the answer is «no», 2 the input or the usage is wrong, 130 interrupted, 143
    asked to end (SIGTERM).
    """
    given: dict[str, int] = {}
    for it in settings:
        name, _, number = it.partition("=")
        if not re.fullmatch("[0-9]{1,18}", number):
            raise click.BadParameter(f"{quoted(it)} is not NAME=NUMBER", param_hint="--limit")
        given[name] = int(number)
    ctx.with_resource(limited(**given))


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 the answer is «no», 2 wrong input or usage, 130 and 143 stopped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = lagesbild.main(arguments, prog_name="lagesbild", standalone_mode=False)
    except LagesbildError as it:
        for problem in it.problems:
            click.echo(str(problem), err=True)
        code = 2
    except click.ClickException as it:
        it.show()
        code = it.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = stop_code()
    except _PipeClosed as it:
        _no_more_output()
        code = it.code
    except OSError as it:
        if it.errno not in NO_ROOM or it.filename is not None:
            raise
        click.echo(str(unwritable(Path("<stdout>"), it)), err=True)
        _no_more_output()
        code = 2
    sys.exit(code)


def _no_more_output() -> None:
    """Let what is not written yet go nowhere, which Python would try to write once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
