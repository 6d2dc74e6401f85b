"""Whether a file is a store of observations, told without opening it as one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_MAGIC: Final = b"DUCK"
_MAGIC_AT: Final = 8


def is_store(path: str | os.PathLike[str]) -> bool:
    """Return whether the file at *path* is a store to its first bytes, or to its name where it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_MAGIC_AT + len(_MAGIC))
    except (OSError, ValueError):
        head = b""
    return head[_MAGIC_AT:] == _MAGIC or Path(path).suffix.lower() == ".duckdb"
