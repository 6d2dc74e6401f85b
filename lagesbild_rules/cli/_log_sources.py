"""What a command is about to read, as the log tells it: digests, numbers of areas, and which rulesets."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from lagesbild_rules.canonical import digest_of
from lagesbild_rules.errors import LagesbildError
from lagesbild_rules.facts import areas_in
from lagesbild_rules.files import left_over
from lagesbild_rules.picture import PUBLISHED, read_picture, read_round
from lagesbild_rules.record import RulesetMark, Source
from lagesbild_rules.ruleset import names_a_text, resolve

_CHUNK = 1 << 20


def sources_of(parameters: Mapping[str, Any], names: Iterable[str]) -> Iterator[Source]:
    """Yield what the parameters *names* give to read."""
    for name in names:
        given = parameters.get(name)
        if isinstance(given, Mapping):
            yield from (_source(role, it) for role, it in given.items())
            continue
        for it in given if isinstance(given, tuple) else (given,):
            if it is not None:
                yield _source(name.removesuffix("_table"), it)


def rulesets_of(parameters: Mapping[str, Any], named: Iterable[tuple[str, str]]) -> Iterator[RulesetMark]:
    """Yield the marks of the rulesets that parameters name; what cannot be found the command itself will tell."""
    folders = parameters.get("folders") or ()
    for name, day in named:
        reference = parameters.get(name)
        if reference is None:
            continue
        as_of = parameters.get(day) or parameters.get("as_of")
        if as_of is None:
            # The same day that the command takes where none is given.
            as_of = date.min if names_a_text(reference) else date.today()  # noqa: DTZ011
        try:
            yield RulesetMark.of(resolve(reference, as_of=as_of, folders=folders))
        except LagesbildError:
            continue


def of_rounds(parameters: Mapping[str, Any], names: Iterable[str]) -> Iterator[RulesetMark]:
    """Yield the marks of the rulesets of the rounds that parameters name; what is no round the command will tell."""
    for name in names:
        if (folder := parameters.get(name)) is not None:
            with suppress(LagesbildError):
                yield RulesetMark.of(read_round(folder, checked=False).ruleset)


def file_digest(path: Path) -> str | None:
    """Return the digest of the file at *path*, of a folder that of its files by name.

    ``None`` for what cannot be read, and for pipes and the like: reading would take from them what the command is to
    read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            files = sorted(it for it in path.rglob("*") if it.is_file())
            names = {it: it.relative_to(path) for it in files}
            return digest_of({name.as_posix(): file_digest(it) for it, name in names.items() if not left_over(name)})
        if not stat.S_ISREG(mode):
            return None
        made = sha256()
        with path.open("rb") as file:
            while data := file.read(_CHUNK):
                made.update(data)
    except (OSError, ValueError):
        return None
    return f"sha256:{made.hexdigest()}"


def _source(role: str, given: str | os.PathLike[str]) -> Source:
    if isinstance(given, str) and given.startswith(PUBLISHED):
        return Source(role, published=given)
    path = Path(given)
    digest = file_digest(path)
    return Source(role, digest, None if digest is None else _areas(path))


def _areas(path: Path) -> int | None:
    kept = path / "picture.json" if path.is_dir() else path
    if kept.name == "picture.json" and kept.is_file():
        try:
            return len(read_picture(kept).areas)
        except LagesbildError:
            return None
    return areas_in(path)
