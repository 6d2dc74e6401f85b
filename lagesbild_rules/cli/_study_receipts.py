"""The receipts of studies: what each was asked with, and the digests of what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

import attrs

from lagesbild_rules.canonical import Json, canonical, digest_of
from lagesbild_rules.cli._log_sources import file_digest
from lagesbild_rules.facts import FactSet, read_facts
from lagesbild_rules.record import InputMark
from lagesbild_rules.ruleset import Case, Ruleset
from lagesbild_rules.truth import Truth

COMMAND: Final = "command"
"""The argument of a receipt that names the command which wrote it, as one calls it."""


def asked_with(command: str, **given: Json) -> dict[str, str]:
    """Return the arguments of a receipt: *command*, and each of *given* that says something.

    A text stands as it is, all else as canonical JSON. No path may be among them.
    """
    said = {name: it for name, it in given.items() if it is not None and it is not False and it not in ((), {}, "")}
    words = {name: it if isinstance(it, str) else canonical(it).decode() for name, it in said.items()}
    return {COMMAND: command, **words}


def file_marks(**files: Path | None) -> Iterator[InputMark]:
    """Yield the mark of each of *files* that was given, by its role; a pipe, gone once it is read, has none."""
    for role, path in files.items():
        digest = None if path is None else file_digest(path)
        if digest is not None:
            yield InputMark(role, digest)


def cases_digest(cases: Iterable[Case]) -> str:
    """Return the digest over all that *cases* say, in their order."""
    return digest_of([_case(it) for it in cases])


def _case(it: Case) -> dict[str, Json]:
    said = {one.name: getattr(it, one.name) for one in attrs.fields(Case) if one.name != "place"}
    return {name: _plain(value) for name, value in said.items()}


def _plain(value: object) -> Json:
    match value:
        case date():
            return str(value)
        case Truth():
            return value.value
        case Mapping():
            return {str(key): _plain(it) for key, it in value.items()}
        case frozenset():
            return sorted(map(str, value))
        case tuple():
            return [_plain(it) for it in value]
        case _:
            return None if value is None else str(value)


def facts_of_both(
    path: Path, before: Ruleset, after: Ruleset, day: date, known_at: datetime | None = None
) -> tuple[FactSet, ...]:
    """Return all that the table at *path* says to either ruleset, by the rules of evidence of *after*."""
    known = {**before.indicators, **after.indicators}
    return read_facts(path, known, evidence=after.evidence, as_of=day, known_at=known_at).rows
