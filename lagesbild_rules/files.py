"""Files: text read whole, with a clear problem when it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

from lagesbild_rules.errors import LagesbildError, Place, Problem


def read_text(path: str | os.PathLike[str], error: type[LagesbildError]) -> str:
    """Return the UTF-8 text of the file at *path*, without a byte order mark.

    Raises *error* when there is no such file, when it is a directory, empty, unreadable or not UTF-8.
    """
    file, shown = Path(path), os.fspath(path)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise error([Problem(Place(shown), "LR001", "there is no such file", _nearby(file))]) from None
    except IsADirectoryError:
        raise error([Problem(Place(shown), "LR002", "this is a directory", "name a file in it")]) from None
    except (OSError, ValueError) as it:
        reason = (it.strerror if isinstance(it, OSError) else None) or str(it)
        raise error([Problem(Place(shown), "LR003", f"the file cannot be read: {reason.lower()}")]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as it:
        line = data.count(b"\n", 0, it.start) + 1
        column = it.start - (data.rfind(b"\n", 0, it.start) + 1) + 1
        finding = f"byte 0x{data[it.start]:02x} is not UTF-8"
        raise error(
            [Problem(Place(shown, line, column), "LR004", finding, "save the file as UTF-8; it may be Latin-1 now")]
        ) from None
    if not text.strip():
        raise error([Problem(Place(shown), "LR005", "the file is empty")])
    return text


def _nearby(file: Path) -> str:
    parent = file.parent
    if not parent.is_dir():
        return f"there is no directory `{parent}` either"
    return f"look in `{parent}` for the right name"
