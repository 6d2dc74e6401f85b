"""A log read and verified: every line follows on the one before it, and all of them lead to a head kept elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from lagesbild_rules.errors import LogError, Place, Problem
from lagesbild_rules.files import read_bytes
from lagesbild_rules.record._journal_file import WAIT, locked
from lagesbild_rules.record._journal_line import MOST, is_digest, parse_line
from lagesbild_rules.record._journal_model import HEAD_FORMAT, LogHead, LogLine

_TOLD = 1000
"""So many problems are told of one log; one that holds more is not a log any more."""


@frozen
class LogVerification:
    """What verifying a log came to: how many lines it has, its head where it is whole, and every break in it."""

    lines: int
    head: LogHead | None
    problems: tuple[Problem, ...]

    @property
    def identical(self) -> bool:
        return not self.problems


def verify_log(
    path: str | os.PathLike[str], *, head: LogHead | str | None = None, wait: float = WAIT
) -> LogVerification:
    """Return whether the log at *path* is as it was written, and where it is not.

    Held to *head*, kept elsewhere, it must lead to that line: a digest alone may be of any line of it. Without one,
    nothing holds the last line, and a log that was cut at its end or written anew as a whole looks as it should.

    Raises ``LogError`` when there is no such file, or it cannot be read.
    """
    problems: list[Problem] = []
    last: LogLine | None = None
    lines, held = 0, head is None
    for line, parsed in _lines(path, problems, wait):
        lines = line
        if parsed is None:
            continue
        last = parsed
        match head:
            case LogHead() if parsed.number == head.number:
                held = held or parsed.digest == head.digest
            case str() if parsed.digest == head:
                held = True
            case _:
                pass
    if not held:
        problems.append(_other(Path(path), head, last))
    whole = last.head if last is not None and not problems else None
    return LogVerification(lines, whole, tuple(problems[:_TOLD]))


def read_log(
    path: str | os.PathLike[str], *, problems: list[Problem] | None = None, wait: float = WAIT
) -> Iterator[LogLine]:
    """Yield the lines of the log at *path*, the first one first, and put what is wrong with it among *problems*.

    Raises ``LogError`` when it cannot be read; and at its end when something is wrong and *problems* is not given.
    """
    found: list[Problem] = [] if problems is None else problems
    yield from (line for _, line in _lines(path, found, wait) if line is not None)
    if problems is None and found:
        raise LogError(found[:_TOLD])


def read_head(path: str | os.PathLike[str]) -> LogHead:
    """Return the head of a log that is kept in the file at *path*; raises ``LogError`` when it is none.

    Where the file is signed, its signature is verified as that of any file: nothing of it is looked at here.
    """
    try:
        found: Any = json.loads(read_bytes(path, LogError, MOST))
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and found.keys() == {"format", "number", "digest"} and found["format"] == HEAD_FORMAT:
        number, digest = found["number"], found["digest"]
        if type(number) is int and number >= 0 and isinstance(digest, str) and is_digest(digest):
            return LogHead(number, digest)
    help = "write one with `lagesbild log head --out FILE`"
    raise LogError([Problem(Place(os.fspath(path)), "LR885", "this is not the head of a log", help)])


def _lines(path: str | os.PathLike[str], problems: list[Problem], wait: float) -> Iterator[tuple[int, LogLine | None]]:
    """Yield each line with where it stands, ``None`` for one that cannot be read; tell every break on the way."""
    file = Path(path)
    with locked(file, write=False, wait=wait) as descriptor:
        size = os.fstat(descriptor).st_size  # what is added from now on is left to the next reader
    if not size:
        problems.append(_changed(file, 1, "the log has no line: all of them were cut off, or none was written"))
    expected, before = 0, None
    with file.open("rb") as data:
        line = 0
        while size > 0 and len(problems) < _TOLD and (raw := data.readline(min(size, MOST + 1))):
            line, size = line + 1, size - len(raw)
            if not raw.endswith(b"\n"):
                if size > 0:
                    problems.append(_changed(file, line, "the line is longer than any of a log"))
                    while size > 0 and not raw.endswith(b"\n") and (raw := data.readline(min(size, MOST))):
                        size -= len(raw)
                else:
                    finding = "the last line is half written: what it would tell was not done"
                    help = "the next entry takes it away, and tells so; copy the log first to keep it"
                    problems.append(Problem(Place(str(file), line), "LR889", finding, help))
                yield line, None
                continue
            parsed = parse_line(raw[:-1])
            if parsed is None:
                problems.append(_no_line(file, line))
                # The chain goes on from what stands there, so that one change is told once.
                expected, before = expected + 1, None
                yield line, None
                continue
            found, previous = parsed
            broken = _break(found, previous, expected, before, first=line == 1)
            if broken is not None:
                problems.append(_changed(file, line, broken))
            expected, before = found.number + 1, found
            yield line, found


def _break(found: LogLine, previous: str | None, expected: int, before: LogLine | None, *, first: bool) -> str | None:
    if before is not None and found.raw == before.raw:
        return f"the line {found.number} stands twice"
    if found.number > expected:
        gone = f"line {expected}" if found.number == expected + 1 else f"lines {expected} to {found.number - 1}"
        return f"{gone} should stand before line {found.number}: cut out or moved"
    if found.number < expected:
        return f"line {found.number} stands after line {expected - 1}: moved or put in"
    if not first and before is not None and previous != before.digest:
        return f"line {found.number} does not follow on the line before it, which was changed or put in"
    return None


def _no_line(file: Path, line: int) -> Problem:
    if line == 1:
        help = "name the file of a log"
        return Problem(Place(str(file), line), "LR885", "this is not the first line of a log", help)
    return _changed(file, line, "this is not a line as a log has it: it was changed or put in")


def _other(file: Path, head: LogHead | str | None, last: LogLine | None) -> Problem:
    end = "has no line" if last is None else f"ends with line {last.number}"
    match head:
        case LogHead() if last is None or last.number < head.number:
            finding = f"the log {end}, and the head is of line {head.number}: its end was cut off"
        case LogHead():
            finding = f"line {head.number} is not the one of the head: lines up to it were changed"
        case _:
            finding = "the log holds no line of the digest: its end was cut off, or lines were changed"
    return _changed(file, None, finding)


def _changed(file: Path, line: int | None, finding: str) -> Problem:
    return Problem(Place(str(file), line), "LR886", finding, "keep the file as it is, and compare it with a copy")
