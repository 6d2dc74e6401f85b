"""The command line: ``lagesbild``."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from lagesbild_rules.cli._assess import assess_command
from lagesbild_rules.cli._explain import explain_command
from lagesbild_rules.cli._rulesets import rulesets_group
from lagesbild_rules.errors import LagesbildError

__all__ = ["main"]


@click.group("lagesbild", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lagesbild-rules", prog_name="lagesbild")
def _lagesbild() -> None:
    """Class areas by published rulesets, and explain every answer.

    Exit codes: 0 done, 1 the answer is «no», 2 the input or the usage is wrong, 130 interrupted.
    """


for _command in (assess_command, explain_command, rulesets_group):
    _lagesbild.add_command(_command)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 the answer is «no», 2 wrong input or usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = _lagesbild.main(arguments, standalone_mode=False)
    except LagesbildError as it:
        for problem in it.problems:
            click.echo(str(problem), err=True)
        code = 2
    except click.ClickException as it:
        it.show()
        code = it.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)
