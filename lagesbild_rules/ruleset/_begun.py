"""Several files of a folder of rulesets written as one: what is begun is kept beside them until all are there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from lagesbild_rules.errors import Place, Problem, RulesetError
from lagesbild_rules.files import make_folder, read_text, replacing, told

BEGUN: Final = ".publishing.json"
BEGUN_FORMAT: Final = "lagesbild-publishing/1"


def begin(folder: Path, texts: Mapping[Path, str]) -> None:
    """Note that *texts* are to be written in *folder*, from when on ``finish`` writes them all."""
    named = {path.relative_to(folder).as_posix(): text for path, text in texts.items()}
    with replacing(folder / BEGUN, RulesetError) as file:
        file.write(json.dumps({"format": BEGUN_FORMAT, "texts": named}, ensure_ascii=False, indent=1) + "\n")


def finish(folder: Path) -> None:
    """Write every text that was noted in *folder* and is not there yet; nothing where nothing was begun.

    Raises ``RulesetError`` when the note is damaged or names a file elsewhere, and then writes nothing.
    """
    note = folder / BEGUN
    if not note.is_file():
        return
    for path, text in _noted(folder).items():
        make_folder(path.parent, RulesetError)
        with replacing(path, RulesetError) as file:
            file.write(text)
    with told(note, RulesetError):
        note.unlink()


def begun_problems(folder: Path) -> list[Problem]:
    """Return the problem that a publication in *folder* was begun and not finished; empty where none was."""
    note = folder / BEGUN
    if not note.is_file():
        return []
    finding = "a publication was begun and not finished"
    return [Problem(Place(str(note)), "LR830", finding, "finish it with `lagesbild rulesets lock`")]


def _noted(folder: Path) -> dict[Path, str]:
    note = folder / BEGUN
    try:
        noted = json.loads(read_text(note, RulesetError))
        if noted["format"] != BEGUN_FORMAT:
            raise ValueError(noted["format"])
        texts = {PurePosixPath(name): text for name, text in noted["texts"].items()}
        if not all(_stays(folder, name) and isinstance(text, str) for name, text in texts.items()):
            raise ValueError(note)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        finding = f"what was begun cannot be finished: this is no note in the format {BEGUN_FORMAT}"
        help = "take the file away, put back the folder as it was, and publish again"
        raise RulesetError([Problem(Place(str(note)), "LR830", finding, help)]) from None
    return {folder.joinpath(*name.parts): text for name, text in texts.items()}


def _stays(folder: Path, name: PurePosixPath) -> bool:
    """Return whether *name* is one that publishing gives, inside *folder* whatever links there are in it."""
    plain = not name.is_absolute() and ".." not in name.parts and "\\" not in str(name)
    given = name.suffix in (".yaml", ".md") and not name.name.startswith(".")
    return plain and given and folder.joinpath(*name.parts).resolve().is_relative_to(folder.resolve())
