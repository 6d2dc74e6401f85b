"""The seal of a frozen round: a digest of each of its files and one of all, and what no longer answers to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from lagesbild_rules.errors import Place, Problem, QuestionError
from lagesbild_rules.files import left_over
from lagesbild_rules.picture._round import Seal

SEAL: Final = "frozen.json"
STORE: Final = "observations.duckdb"
"""What gathers answers until the round is frozen; what freezing may leave of it when it is killed is not read."""


def file_digests(folder: Path) -> dict[str, str]:
    """Return the digest of every file of the round in *folder*, the seal itself apart, by its name.

    What a command that was killed left there is no part of the round, and may be removed.
    """
    files = (it.relative_to(folder) for it in folder.rglob("*") if it.is_file() or it.is_symlink())
    names = sorted(it.as_posix() for it in files if not left_over(it))
    return {name: _digest(folder / name) for name in names if name != SEAL and not name.startswith(STORE)}


def seal_digest(at: str, by: str, missing: Iterable[str], files: dict[str, str]) -> str:
    """Return the digest of all that a seal says."""
    said = json.dumps([at, by, list(missing), files], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{sha256(said.encode()).hexdigest()}"


def tampered(folder: Path, seal: Seal) -> Iterator[Problem]:
    """Yield a problem for each file of the round in *folder* that is not as it was when *seal* was put on it."""
    now = file_digests(folder)
    for name in sorted({*now, *seal.files}):
        if name not in now:
            yield _changed(folder / name, "the file is gone", "take it from a copy")
        elif name not in seal.files:
            yield _changed(folder / name, "the file was not there", "move it out of the round")
        elif now[name] != seal.files[name]:
            yield _changed(folder / name, "the file was changed", "take it from a copy")
    if seal.digest != seal_digest(seal.at.isoformat(), seal.by, seal.missing, dict(seal.files)):
        yield _changed(folder / SEAL, "the seal was changed", "take it from a copy")


def refuse_tampered(folder: Path, seal: Seal) -> None:
    """Raise ``QuestionError`` with all that was changed in the round in *folder* since *seal* was put on it."""
    if problems := list(tampered(folder, seal)):
        raise QuestionError(problems)


def _digest(path: Path) -> str:
    hashed = sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                hashed.update(part)
    except OSError:
        return "unreadable"
    return f"sha256:{hashed.hexdigest()}"


def _changed(path: Path, finding: str, help: str) -> Problem:
    return Problem(Place(str(path)), "LR876", f"{finding} after the round was frozen", help)
