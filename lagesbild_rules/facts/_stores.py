"""Whether a file is a store of observations, told without opening it as one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROUND: Final = "round.json"
FROZEN: Final = "frozen.json"
_MAGIC: Final = b"DUCK"
_MAGIC_AT: Final = 8


def kept_at(path: str | os.PathLike[str]) -> str | os.PathLike[str]:
    """Return the file in which the folder of a round keeps its observations; any other *path* as it is.

    A frozen round has them in a table, one that is not in a store.
    """
    folder = Path(path)
    try:
        if (folder / ROUND).is_file():
            return folder / ("observations.csv" if (folder / FROZEN).is_file() else "observations.duckdb")
    except (OSError, ValueError):
        pass  # told when the path is opened
    return path


def is_store(path: str | os.PathLike[str]) -> bool:
    """Return whether the file at *path* is a store to its first bytes, or to its name where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_MAGIC_AT + len(_MAGIC))
    except (OSError, ValueError):
        head = b""
    return head[_MAGIC_AT:] == _MAGIC or Path(path).suffix.lower() == ".duckdb"
