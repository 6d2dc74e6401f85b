"""Files and folders: read whole or written whole, with a clear problem when they cannot be."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final
from uuid import uuid4

from lagesbild_rules.errors import LagesbildError, Place, Problem, quoted
from lagesbild_rules.limits import beyond, limits

NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when there is no more room for what is written."""
_NOWHERE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR})
_NOT_MINE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_ENDINGS: Final = (".part", ".old")
"""How the hidden names end under which something is written, or stands while it is replaced."""
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

    The file takes text, or bytes when it is *binary*. What it replaces gives it its mode, and its owner where that may
    be given. Where *path* is a symbolic link, the file it leads to is replaced; a pipe or a device is written to.
    Raises *error* when the file cannot be written.
    """
    target = Path(path)
    with told(target, error):
        stands = _stands(target)
        if stands is not None and not stat.S_ISREG(stands.st_mode):
            with _to_write(target, "w", binary) as file:
                yield file
            return
        target = _led_to(target)
        part = hidden(target, "part")
        try:
            with _to_write(part, "x", binary, 0o666 if stands is None else 0o600) as file:
                if stands is not None:
                    _give(part, stands)
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            _settle(target.parent)
        finally:
            discard(part)


@contextmanager
def replacing_folder(
    path: str | os.PathLike[str], error: type[LagesbildError], check: Callable[[], None] = lambda: None
) -> Iterator[Path]:
    """Make a folder to fill that takes the place of *path* when all is there, and leaves *path* as it was when not.

    *check* is called before it does, and raises when what stands there is not to be lost. Raises *error* when it cannot
    be written.
    """
    shown = Path(path)
    with told(shown, error):
        target = _led_to(shown)
        part, old = hidden(target, "part"), hidden(target, "old")
        try:
            part.mkdir()
            yield part
            for it in (*part.rglob("*"), part):
                _settle(it)
            check()
            if target.exists():
                shutil.copymode(target, part)
                _exchange(part, target, old)
            else:
                part.rename(target)
            _settle(target.parent)
        finally:
            discard(part)
            discard(old)


def make_folder(path: Path, error: type[LagesbildError]) -> None:
    """Make the folder *path* and those it lies in, where they are not there; raises *error* when it cannot be made."""
    with told(path, error):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def told(path: Path, error: type[LagesbildError]) -> Iterator[None]:
    """Turn what the system refuses when *path* is written into *error*."""
    try:
        yield
    except OSError as it:
        raise error([unwritable(path, it)]) from None


def unwritable(path: Path, it: OSError) -> Problem:
    """Return the problem that *path* cannot be written, and what to do about it."""
    if it.errno in NO_ROOM:
        help = "free space there, or name another place"
    elif it.errno in _NOT_MINE:
        help = "name a place where you may write"
    else:
        help = _nearby(path) if it.errno in _NOWHERE else "name another place"
    return Problem(Place(str(path)), "LR506", f"the output cannot be written: {(it.strerror or str(it)).lower()}", help)


def hidden(target: Path, ending: str) -> Path:
    """Return a name beside *target* that is its own each time, and short enough whatever letters it is made of."""
    return target.with_name(f".{target.name[:50]}.{uuid4().hex}.{ending}")


def left_over(path: Path) -> bool:
    """Return whether *path* is, or lies in, what a command that was killed left of what it wrote: nobody's input."""
    return any(it.startswith(".") and it.endswith(_ENDINGS) for it in path.parts)


def discard(path: Path) -> None:
    """Take away the file or folder at *path*, if any, also when an interrupt comes while that is done.

    A folder goes whole even when others still write to it by its name.
    """
    away = hidden(path, "part")
    try:
        _take_away(path, away)
    except KeyboardInterrupt:
        _take_away(path, away)
        raise


def _take_away(path: Path, away: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        with suppress(OSError):
            path.rename(away)  # what is written by its name meanwhile finds no folder
        shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(away, ignore_errors=True)
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _led_to(path: Path) -> Path:
    """Return where *path* leads when it is a link; else *path* from the root, by the name that other machines know."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path.absolute()


def _stands(target: Path) -> os.stat_result | None:
    """Return what stands at *target*, links followed; raises ``OSError`` when it may not be written."""
    try:
        found = target.stat()
        if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
            os.close(os.open(target, os.O_WRONLY))
    except FileNotFoundError:
        return None
    except ValueError as it:  # a zero byte in the name
        raise OSError(errno.EINVAL, str(it)) from None
    return found


def _to_write(path: Path, how: str, binary: bool, mode: int = 0o666) -> IO[Any]:
    opener: Callable[[str, int], int] = lambda name, flags: os.open(name, flags, mode)  # noqa: E731
    if binary:
        return open(path, f"{how}b", opener=opener)
    return open(path, how, encoding="utf-8", newline="", opener=opener)


def _give(part: Path, stands: os.stat_result) -> None:
    """Give *part* the owner of what it replaces where that is allowed, and then its mode."""
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(part, stands.st_uid, stands.st_gid)
    part.chmod(stat.S_IMODE(stands.st_mode) & 0o777)


def _settle(path: Path) -> None:
    """Have what is at *path* outlive a loss of power: the bytes of a file, the names in a folder."""
    with suppress(PermissionError):  # a folder, where folders cannot be opened
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as it:
            if it.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # a file system that keeps no promise
                raise
        finally:
            os.close(handle)


def _exchange(part: Path, target: Path, old: Path) -> None:
    """Let the folders *part* and *target* change places: in one step where the system can, else by way of *old*."""
    if sys.platform == "linux" and _exchanged(part, target):
        return
    target.rename(old)
    try:
        part.rename(target)
    except BaseException:
        old.rename(target)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.EXDEV):
        return False
    raise OSError(code, os.strerror(code))
