"""Every command told to the log, where one is kept, before it begins; and how it ended, after it."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from lagesbild_rules.cli._log_policy import DOINGS, WITHOUT_FACTS, Doing
from lagesbild_rules.cli._stopped import stop_code
from lagesbild_rules.errors import LagesbildError, LogError, Place, Problem, quoted
from lagesbild_rules.files import NO_ROOM
from lagesbild_rules.record import LOG_WAIT, Journal, LogEntry, LogKind

_Made = TypeVar("_Made", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--log",
        metavar="FILE",
        type=click.Path(path_type=Path),
        envvar="LAGESBILD_LOG",
        help="Log to FILE what is done with facts, before it is done; what cannot be logged is not done.",
    ),
    click.option(
        "--log-unit", metavar="UNIT", envvar="LAGESBILD_UNIT", help="The organisational unit that does it, for the log."
    ),
    click.option(
        "--log-role", metavar="ROLE", envvar="LAGESBILD_ROLE", help="The role that does it, never a person's name."
    ),
    click.option("--log-at", metavar="TIME", envvar="LAGESBILD_LOG_AT", help="The time for the log.  [default: now]"),
    click.option(
        "--log-wait",
        metavar="SECONDS",
        type=click.FloatRange(min=0),
        default=LOG_WAIT,
        show_default=True,
        envvar="LAGESBILD_LOG_WAIT",
        help="How long to wait for a log that another process writes.",
    ),
)


def log_options(command: _Made) -> _Made:
    """Add the options that tell whether a log is kept, and by whom."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def commands_of(it: click.Command, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command from *it* down that is no group, with the words that call it."""
    if isinstance(it, click.Group):
        ctx = click.Context(it)
        for name in sorted(it.list_commands(ctx)):
            inner = it.get_command(ctx, name)
            assert inner is not None
            yield from commands_of(inner, *path, name)
    else:
        yield " ".join(path), it


def let_log(it: click.Command, *path: str) -> None:
    """Let every command from *it* down, which *path* calls, be told to the log before it begins, where one is kept."""
    for called, command in commands_of(it, *path):
        assert command.callback is not None
        command.callback = _logged(called, command.callback)


def entry_of(path: str, doing: Doing, parameters: dict[str, Any]) -> LogEntry | None:
    """Return what the log is told of the command *path*; nothing when it is given no facts to read.

    It combines where it is given two sources or more, and discloses where it answers the open audience.
    """
    from lagesbild_rules.cli._log_sources import of_rounds, rulesets_of, sources_of  # loaded only where a log is kept

    read = tuple(sources_of(parameters, doing.sources))
    if not read:
        return None
    open_ = parameters.get("audience") == "open"
    kinds: dict[LogKind, None] = dict.fromkeys(doing.kinds)
    kinds |= dict.fromkeys(kind for name, kind in doing.also if parameters.get(name))
    kinds |= {"combine": None} if len(read) > 1 else {}
    kinds |= {"disclose": None} if open_ else {}
    named: dict[str, list[str]] = {"areas": [], "units": [], "observations": []}
    for name, what in doing.about:
        given = parameters.get(name)
        named[what] += [it for it in (given if isinstance(given, tuple) else (given,)) if it]
    return LogEntry(
        kinds=tuple(kinds),
        command=path,
        audience="open" if open_ else "internal",
        to="file" if any(parameters.get(name) for name in ("out", "to", "receipts", "plot")) else "shown",
        as_of=parameters.get("as_of"),
        sources=(*read, *sources_of(parameters, doing.into)),
        rulesets=tuple(dict.fromkeys((*rulesets_of(parameters, doing.rulesets), *of_rounds(parameters, doing.rounds)))),
        areas=tuple(named["areas"]),
        units=tuple(named["units"]),
        observations=tuple(named["observations"]),
    )


def _logged(path: str, callback: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(callback)
    def told(**parameters: Any) -> Any:
        settings = click.get_current_context().find_root().params
        if settings.get("log") is None or path in WITHOUT_FACTS:
            return callback(**parameters)
        if path not in DOINGS:
            finding = f"nobody said what {quoted(path)} does with facts"
            raise LogError([Problem(Place(path), "LR887", finding, "tell its makers")])
        journal = Journal(
            settings["log"],
            unit=settings.get("log_unit") or "",
            role=settings.get("log_role") or "",
            wait=settings["log_wait"],
        )
        entry = entry_of(path, DOINGS[path], parameters)
        if entry is None:
            return callback(**parameters)
        head = journal.log(entry, at=_now(settings))
        exit = 1
        try:
            answer = callback(**parameters)
            # What is still to be shown may fail too, as when a disk is full.
            sys.stdout.flush()
            exit = 0
            return answer
        except BaseException as it:
            exit = _exit_of(it)
            raise
        finally:
            journal.outcome(head, exit, at=_now(settings))

    return told


def _exit_of(it: BaseException) -> int:
    match it:
        case SystemExit():
            return it.code if isinstance(it.code, int) else int(it.code is not None)
        case click.exceptions.Exit():
            return it.exit_code
        case KeyboardInterrupt() | click.Abort():
            return stop_code()
        case LagesbildError():
            return 2
        case click.ClickException():
            return it.exit_code
        case BrokenPipeError():
            return 0  # the reader of a pipe went away
        case OSError() if it.errno in NO_ROOM:
            return 2
        case _:
            return 1


def _now(settings: dict[str, Any]) -> datetime | str:
    at: str | None = settings.get("log_at")
    return at or datetime.now(UTC)
