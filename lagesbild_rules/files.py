"""Files: text read whole or written whole, with a clear problem when it cannot be."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO, Any

from lagesbild_rules.errors import LagesbildError, Place, Problem, quoted
from lagesbild_rules.limits import beyond, limits

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: str | os.PathLike[str], error: type[LagesbildError], setting: str = "max_text_bytes") -> str:
    """Return the UTF-8 text of the file at *path*, without a byte order mark.

    Raises *error* when there is no such file, when it is a directory, empty, unreadable, not UTF-8, or larger than the
    limit named *setting*.
    """
    shown = os.fspath(path)
    data = _whole(path, error, setting)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as it:
        raise error([not_utf_8(shown, it)]) from None
    if not text.strip():
        raise error([empty(shown)])
    return text


def read_bytes(
    path: str | os.PathLike[str], error: type[LagesbildError], most: int = -1, setting: str = "max_text_bytes"
) -> bytes:
    """Return what the file at *path* holds, at most so many bytes of it when *most* is not negative.

    Raises *error* when there is no such file, when it is a directory, empty or unreadable, and when all of it is asked
    for and it is larger than the limit named *setting*.
    """
    if most < 0:
        data = _whole(path, error, setting)
    else:
        with opened(path, error) as file:
            data = file.read(most)
    if not data:
        raise error([empty(os.fspath(path))])
    return data


def _whole(path: str | os.PathLike[str], error: type[LagesbildError], setting: str) -> bytes:
    most: int = getattr(limits(), setting)
    with opened(path, error) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise error([beyond(Place(os.fspath(path)), "bytes", setting)])
    return data


@contextmanager
def opened(path: str | os.PathLike[str], error: type[LagesbildError]) -> Iterator[IO[bytes]]:
    """Open the file at *path* to read its bytes.

    Raises *error* when there is no such file, when it is a directory or cannot be read.
    """
    file, shown = Path(path), os.fspath(path)
    try:
        with file.open("rb") as data:
            yield data
    except FileNotFoundError:
        raise error([Problem(Place(shown), "LR001", "there is no such file", _nearby(file))]) from None
    except IsADirectoryError:
        raise error([Problem(Place(shown), "LR002", "this is a directory", "name a file in it")]) from None
    except UnicodeError:
        raise
    except (OSError, ValueError) as it:
        reason = (it.strerror if isinstance(it, OSError) else None) or str(it)
        finding = f"the file cannot be read: {reason.lower()}"
        raise error(
            [Problem(Place(shown), "LR003", finding, "check the path, and that you may read the file")]
        ) from None


def empty(shown: str) -> Problem:
    """Return the problem that a file is empty."""
    return Problem(Place(shown), "LR005", "the file is empty", "check that it was saved, or name another file")


def not_utf_8(shown: str, it: UnicodeDecodeError, lines: int = 0) -> Problem:
    """Return the problem that a byte is not UTF-8, in a part of the file that so many *lines* stand before."""
    before = it.object[: it.start].decode("utf-8")
    line, column = lines + before.count("\n") + 1, len(before) - before.rfind("\n")
    now = "UTF-16" if it.object.startswith(_UTF_16) else "Latin-1 or Windows-1252"
    finding = f"byte 0x{it.object[it.start]:02x} is not UTF-8"
    return Problem(Place(shown, line, column), "LR004", finding, f"save the file as UTF-8; it may be {now} now")


def _nearby(file: Path) -> str:
    folder = file.parent
    try:
        names = sorted(it.name for it in islice(folder.iterdir(), 1000))
    except OSError:
        return f"there is no directory {quoted(str(folder), 200)} either"
    close = get_close_matches(file.name, names, n=1, cutoff=0.8)
    return f"did you mean {quoted(close[0])}?" if close else f"look in {quoted(str(folder), 200)} for the right name"


@contextmanager
def replacing(path: str | os.PathLike[str], error: type[LagesbildError], *, binary: bool = False) -> Iterator[IO[Any]]:
    """Open a file to write that takes the place of *path* when all is written, and leaves *path* as it was when not.

    The file takes text, or bytes when it is *binary*. Raises *error* when the file cannot be written.
    """
    target, shown = Path(path), os.fspath(path)
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with part.open("wb") if binary else part.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as it:
        reason = (it.strerror or str(it)).lower()
        raise error(
            [Problem(Place(shown), "LR506", f"the output cannot be written: {reason}", _nearby(target))]
        ) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
