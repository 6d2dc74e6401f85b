"""The file of a log: locked while it is written or measured, grown by whole lines that have reached the disk."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from lagesbild_rules.errors import LogError, Place, Problem
from lagesbild_rules.record._journal_line import ANY_START, MOST, START, parse_line
from lagesbild_rules.record._journal_model import LogLine

WAIT: Final = 10.0
"""So many seconds a log that another process writes is waited for."""
_PAUSE: Final = 0.01
_CHUNK: Final = 1 << 14
_FAR: Final = 1 << 40
"""A byte that no log has: where the system locks bytes, readers are not kept from those that are there."""


@contextmanager
def locked(path: Path, *, write: bool, wait: float) -> Iterator[int]:
    """Open the log at *path*, made when it is to be written and not there, as soon as no other process writes it.

    Raises ``LogError`` when it is still in use after *wait* seconds, is no file, or cannot be opened.
    """
    until = time.monotonic() + wait
    while True:
        descriptor = _open(path, write=write)
        try:
            while not _lock(descriptor, shared=not write):
                if time.monotonic() >= until:
                    finding = "another process has the log in use"
                    raise _problem(path, "LR887", finding, "try again, or wait longer with `--log-wait`")
                time.sleep(_PAUSE)
            try:
                if _is_at(path, descriptor):
                    yield descriptor
                    return
            finally:
                # Said and not left to the closing: a process forked meanwhile holds the same open file.
                _unlock(descriptor)
        except OSError as it:
            raise not_written(path, it) from None
        finally:
            os.close(descriptor)


def not_written(path: Path, it: OSError) -> LogError:
    """Return the error that the log at *path* cannot be written."""
    reason = (it.strerror or str(it)).lower()
    help = "nothing is given out that is not logged: make room, or let the log be written"
    return _problem(path, "LR887", f"the log cannot be written: {reason}", help)


def tail_of(descriptor: int, path: Path) -> tuple[LogLine | None, bytes]:
    """Return the last whole line of a locked log, nothing for an empty one, and what was half written after it.

    Raises ``LogError`` when the file is no log, or its last whole line is not as a log has it.
    """
    size = os.fstat(descriptor).st_size
    data, start = b"", size
    while start and data.count(b"\n") < 2 and size - start <= 2 * MOST:
        step = min(_CHUNK, start)
        start -= step
        data = _read(descriptor, step, start) + data
    whole, feed, half = data.rpartition(b"\n")
    begins = ANY_START if feed else START
    torn = len(half) <= MOST and (half.startswith(begins) or begins.startswith(half))
    if not feed:
        if not torn:
            raise _no_log(path)
        return None, half
    last = whole.rpartition(b"\n")[2]
    found = parse_line(last)
    first = _read(descriptor, min(size, _CHUNK), 0).partition(b"\n")[0]
    began = parse_line(first)
    if began is None or began[0].what != "begin":
        raise _no_log(path)
    if found is None or not torn:
        finding = "the log does not end as a log does, so no line can follow on it"
        raise _problem(path, "LR886", finding, "see what was changed with `lagesbild log verify`, and begin a new log")
    return found[0], half


def write(descriptor: int, path: Path, lines: bytes, *, half: int) -> None:
    """Append *lines* to a locked log, in place of its last *half* bytes, and return when they are on the disk.

    Raises ``LogError`` when they cannot be written, and leaves none of them.
    """
    end = os.fstat(descriptor).st_size - half
    try:
        if half:
            os.ftruncate(descriptor, end)
        rest = memoryview(lines)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        if not end:
            _keep_name(path)
    except OSError as it:
        with suppress(OSError):
            os.ftruncate(descriptor, end)
            os.fsync(descriptor)
        raise not_written(path, it) from None


def _open(path: Path, *, write: bool) -> int:
    flags = (os.O_RDWR | os.O_CREAT | os.O_APPEND if write else os.O_RDONLY) | getattr(os, "O_BINARY", 0)
    try:
        # Not to wait for the other end of a pipe, which is refused below.
        descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    except (OSError, ValueError) as it:
        if not write and isinstance(it, FileNotFoundError):
            raise _problem(path, "LR001", "there is no such file", "name the file of a log") from None
        reason = ((it.strerror if isinstance(it, OSError) else None) or str(it)).lower()
        help = "let the log be opened; nothing is given out that is not logged"
        raise _problem(path, "LR887", f"the log cannot be opened: {reason}", help) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _no_log(path)
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    """Return whether the open file still is the one at *path*: it may have been moved while it was waited for."""
    try:
        there, here = path.stat(), os.fstat(descriptor)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)


def _read(descriptor: int, most: int, at: int) -> bytes:
    os.lseek(descriptor, at, os.SEEK_SET)
    data = b""
    while len(data) < most and (more := os.read(descriptor, most - len(data))):
        data += more
    return data


def _keep_name(path: Path) -> None:
    """Let the name of a new file reach the disk too, where the system has a way to say so."""
    if sys.platform != "win32":
        folder = os.open(path.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _no_log(path: Path) -> LogError:
    return _problem(path, "LR885", "this is not a log", "name a file that is not there yet, or one that is a log")


def _problem(path: Path, code: str, finding: str, help: str) -> LogError:
    return LogError([Problem(Place(str(path)), code, finding, help)])


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, shared: bool) -> bool:  # noqa: ARG001 - this system has one kind of lock
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool) -> bool:
        # flock and not lockf: it also keeps apart the threads of one process.
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
